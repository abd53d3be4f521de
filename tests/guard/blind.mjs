// A third hand: people and sentences set down in one go before the rules were last changed, and only ever scored as a whole
// (`make.mjs --bank blind`). Slots: {Xg} one name, {Xf} first and last, {Xs} a last name, {Xw} a name that is a word too, {Xn} a
// nickname; the others as in pii.mjs and places.mjs. [kind:text] must survive.
const w = (s) => s.trim().split(/\s+/).map((x) => x.replaceAll('_', ' '));

export const PEOPLE = {
  english: { given: w('Jeanette Glenda Hettie Roger Clifford Marlene Paulette Roxanne Bradley Jonathan Timothy Lindsay Cheryl Rosalind Desmond Maurice Godfrey Poppy-Mae Alfred Dennis'), sur: w('Blenkin Oxley Hebden Threlfall Sidebottom Wragg Dinsdale Bonsall Fothergill Tordoff Yeadon Widdowson Kilburn Eccleston Marriott Hallam') },
  irish: { given: w('Fidelma Brigid Blathnaid Éanna Ruadhan Conall Eithne Ita Gobnait Donncha Mairead Cillian'), sur: w("O'Gorman O'Toole Mac_Aodha Hegarty Breslin Considine Feeney Cloherty McElwee Gilhooly Tuohy Ó_Súilleabháin") },
  welsh_scottish: { given: w('Gwynfor Eluned Rhydian Iorwerth Nesta Ceridwen Lorne Morven Kirsten Muriel-Jean Alastair Catrin-Haf'), sur: w('Gwilliam Prydderch Bebb Tregaron MacAskill McCorquodale Abercrombie Dalrymple McNab Rhydwen Kilgour McWhirter') },
  polish_ee: { given: w('Bronisława Zdzisława Gosia Asia Kasia Wiktoria Mirek Jurek Radek Ludmila Snezana Vladislav Ilinca Gheorghița Egle Ausra'), sur: w('Kurek Zawadzki Sobczak Bielecka Czajka Wrona Przybylski Vasilescu Mureșan Ganev Kazakevičius Petrulytė Danylenko Hnatiuk') },
  pakistani_bangladeshi: { given: w('Zulfiqar Nighat Parvaiz Rehana Tabassum Shagufta Munawar Robina Jamila-Bi Monowara Shopna Kulsuma Abdul-Haq Ansar Mozammel Rupali'), sur: w('Gondal Kayani Janjua Awan Rathore Minhas Khatoon Tarafdar Hawladar Miazi Sheikh Kazmi Abbasi') },
  indian: { given: w('Hemlata Pravin Nayana Bhupendra Jaswant Kulbir Rupinder Sukhjit Devinder Latika Anjali Vaishali Thomaskutty Shobhana'), sur: w('Amlani Vekariya Chudasama Tanna Bhachu Kalirai Jutla Dhanda Nandha Nambiar Varghese Iyer Ghosh') },
  tamil_nepali: { given: w('Thavamani Ranjini Puvaneswary Kugathasan Nagendra Dhanmaya Purna Tulasi Chandrika Udeni'), sur: w('Sabaratnam Yogarajah Kandasamy Thavarajah Rodrigo Weerasinghe Gautam Lamichhane Budhathoki Ranabhat') },
  chinese: { given: w('Xiuying Guohua Wai-Ling Ka_Yan Siu_Fong Yuk_Lan Jiahao Chunmei Kwok_Keung Mei_Fung Lihua Tze_Kin'), sur: w('Szeto Leung Au-Yeung Kwong Tsui Mak Zhou Ouyang Hsieh Yip Siu Fok') },
  vietnamese: { given: w('Hanh Thuy Loan Bich Tuyet Phuong Dung Hung Quang Khanh Dao Cuc Toan Hien Lan Huong Thảo Tuấn Giang Nhung'), sur: w('Nguyen Tran Le Pham Vo Bui Do Ngo Duong Ly Dang Huynh Đỗ Lê') },
  west_african: { given: w('Adunni Olufemi Chinyere Uchenna Bamidele Titilayo Ngozika Kwabea Esinam Yaaba Fatoumatou Alhassan Gifty Ekene Mosun'), sur: w('Adegoke Olorunfemi Nwankwo Ezeani Agbaje Sowemimo Bonsu-Asare Amponsah Dzidzienyo Kargbo Sesay Jalloh Bangura') },
  horn_of_africa: { given: w('Hibaq Ubah Sahro Abshir Cawaale Liban Mulugeta Yodit Senait Berhane Tsehay Letebrhan Hodan Ayaanle'), sur: w('Warfa Egal Shire Jimale Guleed Tekle Gebreselassie Woldu Haile Negash Kidane Osman-Yare') },
  southern_central_african: { given: w('Tafadzwa Nyasha Chipo Rudo Farai Sibongile Thandiwe Bongani Mwila Chanda Tapiwa Rumbidzai'), sur: w('Moyo Chikwanha Mutasa Ndlovu Zvobgo Banda Phiri Mulenga Tembo Madondo Dlamini Mapfumo') },
  congolese: { given: w('Mputu Kapinga Bibiche Dorcas Mujinga Lokua Nsenga Trésor Exaucé Merveille Bénie Plamedi Gracia Glody Jolie Passy Fify Mamie'), sur: w('Tshibangu Mbala Kanku Nkulu Mpoyi Lubamba Kitenge Bokungu Mayele Ngandu Mukuna Lomami Kalonji Mbuyamba') },
  caribbean: { given: w('Desreen Myrtle-May Winsome-Joy Carlton Lloyd Hyacinth Delrose Junior Fitzgerald Merlene Cedella Trevaughn'), sur: w('Blackwood Lindo Pinnock Mullings Dacosta Bogle Brathwaite Cumberbatch Facey Hibbert Whyte Gayle') },
  turkish_greek: { given: w('Nurten Gülay Sevgi Hatice Ferit Ozgur Androulla Panayiota Kyriakos Despina Yildiz Umut Deniz'), sur: w('Yılmazer Karaca Özdemir Çelikkan Georgiou Hadjicosti Ioannou Savvides Aktaş Bozkurt') },
  arab_kurd_iran_afghan: { given: w('Kamiran Shirwan Awaz Parisa Behnaz Farzana Gul-Bibi Nooria Zmarai Ahlam Intisar Muna Thaer Wissam'), sur: w('Al-Khafaji al-Douri Sultani Hashimi Noorzai Stanikzai Rezaei Tehrani Barwari Shaker Halabi Wardak') },
  filipino_iberian_latin: { given: w('Jovelyn Rowena-Mae Arnel Rodrigo Conceição Fátima Lurdes Ximena Yamileth Jhon-Jairo Dulce Inês'), sur: w('Magsaysay Dimaculangan Buenaventura Macapagal Figueiredo Teixeira Quispe Arboleda Zambrano Carvalho') },
};
export const WORDLIKE = w('Hope Grace Joy Faith Rose Will Mark Bill Jack Dawn May June April Summer Frank Rich Art Ray Miles Penny Ivy Holly Poppy Amber Ruby Jade Crystal Patience Blessing Precious Comfort Mercy Gift Prince Victor Sunday Angel Skye Robin Jay Martin Dale Glen Cliff Heath Rowan Willow Daisy Violet Pearl Opal Coral Melody Harmony Chance Chase Hunter Mason Carter Cooper Taylor Parker Sonny Rusty Sandy Dot Pat Sue Nick Rob Don Gene Lance Guy Dean Earl Duke Iris Olive Basil Sage Autumn Eve Carol Noel Star River Brook Storm Bonnie Merry Honey Ginger Charity Verity Prudence Constance Happiness Memory Trust Lovely Success Bright Lucky');
export const WORDSUR = w('Park Field Wood Hill Church Bell Young Long Short Little Brown Black White Green Day Best Wise Sharp Price Rice Rose Marsh Lane Moore Cook Baker Fisher Page Bird Fox Lamb Hall Banks Rivers Frost Snow Winter Summers Bishop King Love Noble Strong Swift Crisp Cross Stone Mills Waters Pepper Salt Bush');
export const NICKS = w('Tel Spike Bazza Squeak Ginge Big_Mo Tiny_Tim Aunty_Bee Nanny_Pat Sooz Jaffa Dingo Binny Mags Shug Wullie Chas Lenny Beano Titch Mo_B Uncle_Ferdie Kezz Doz Mooky Snowy');

export const BLIND_PERSONAL = `
# people
{Xg} opened up, said the stairs have been dark since {month}
{Xg} was in. Wants her say about the lifts
nice chat w {Xg}, she'd chair a meeting
Spoke with {Xf} and his mum {Xg} on the landing
{Xf} reckons nobody listens round here
knocked, got {Xg}. She'll think about it
the lad who answered is called {Xg}
{Xg} wasn't up for talking today
{Xg} isnt well, try after easter
{Xg} and {Xg} both signed
{Xg} & {Xg} run the toddler group
{Xg}, {Xg} and {Xg} are up for leafleting
Mrs {Xs} can't get down the steps
mr {Xs} says thank you for the leaflet
Dr {Xs} never looks up from the screen
Miss {Xs} teaches year 4 and is leaving at {month}
ask {Xg} about the keys
{Xg} has the keys for the hall
keys with {Xg}
lent {Xg} the big ladder
gave {Xg} my number
left a card for {Xg}
left a note w {Xg} at the front desk
{Xg} from the top flat feeds the cats
{Xg} downstairs plays music till 3
that's {Xg} on the left in the photo
it was {Xg} who told us about the fire door
my neighbour {Xg} fell on the ice
her sister {Xg} lives over the road
his lad {Xg} got stopped twice by police
their eldest, {Xg}, wants to be a nurse
the twins {Xg} and {Xg} need school places
carer is {Xg}, comes mornings only
caretaker {Xg} does his best
health visitor {Xg} hasn't been since {month}
housing officer's name is {Xf}, never rings back
her support worker, {Xf}, has left
pastor {Xg} will open the church
Imam {Xs} happy to meet
sister {Xs} runs the soup kitchen
social worker {Xf} said no
{Xf} (flat above) bangs on the floor
{Xf}, widowed, two cats
{Xf} - wants in
{Xf}: bins
{Xf} = treasurer
contact {Xf}
Present: {Xf}, {Xf}, {Xf}
Apologies from {Xg}
minutes by {Xg}
chair {Xg}, notes {Xg}
next visit: {Xf}
{Xg}'s mum has dementia and wanders
{Xg}'s boiler packed in again
{Xs}'s lad broke the swing
the {Xs} family want to move nearer school
the {Xs}s are lovely, been there forty years
number of {Xg} is in the book
no answer at first then {Xg} came to the window
{Xg} came to the door with the baby
{Xg} would rather talk on the phone
{Xg} can translate
{Xg} may come on Thursday
{Xg} will bring food
{Xg} used to run the youth club
{Xg} never got the letter
{Xg} got the letter
{Xg} swears the landlord has a key
{Xg} thinks we are the council
{Xg} rents from {Xg}, cash only
rents off {Xf}, cash in hand
landlord is {Xf}, never seen him
agent called {Xg} shouts at tenants
she's scared of {Xg}, don't name her
don't tell {Xg} we came
promised {Xg} a lift to the meeting
{Xg} wants a call back
call {Xg} back on {phone}
{phone} - {Xg}
{Xg} {phone}
{Xg}, {addr}
{addr} {Xg} says come back
{Xg} at {addr} has rats
{Xf}, born {dob}
{Xf}, {email}
email for {Xg} is {email}
met {Xg} outside the shop
bumped into {Xg} by the bus stop
saw {Xg} at church
{Xg} off the market stall wants parking sorted
it's for {Xg}, aged {kid}
{Xg} ({kid}) has nowhere to play
{Xg} is {kid} and loves football
happy birthday to {Xg} on Friday
thanks {Xg} for the tea
hi {Xg} can you pop round
tell {Xg} the meeting is moved
speak to {Xg} or {Xg}
either {Xg} or her son {Xg}
not {Xg}'s fault, the lock is broke
rang for {Xg} no reply
{Xg} again. Same thing about damp
{Xg} says hello
spoke to a {Xg} at the housing office
someone called {Xg} from the council came
i am {Xg}, i clean office in night
me name {Xg}, no have paper
my name is {Xg} and i need a doctor
this is {Xg} she is my daughter
i live with {Xg} my cousin
she say {Xg} take the money
husband {Xg} work night
{Xg} no speak english, son {Xg} help
grandma {Xg} minds the kids
Nan {Xg} remembers the old baths
aunty {Xg} cooks for everybody
{Xn} does the football
{Xn} is on the desk most days
ask for {Xn}
{Xn} reckons the pitch floods
# words
{Xw} answered, fed up with the bins
{Xw} lives alone since her husband died
spoke to {Xw}, bit deaf
{Xw}'s daughter does the shopping
{Xw} and {Xw} share a hallway
told {Xw} about the meeting
ask for {Xw}, she knows everyone
{Xw} next door has a spare key
my friend {Xw} needs a hand with forms
{Xw} won't use the lift
{Xw} says it floods
{Xw} has been on the list six years
{Xw} wants to help with cooking
{Xw} from the flats opposite
Auntie {Xw} won't hear a word against the vicar
{Xw} {Xs} would do a reading
{Xf} and {Xw} know each other from work
i think {Xw} would host
{Xw} keeps the books
{Xw}, 82, falls
mrs {Xm} hasnt slept
Mr {Xm} fixed the gate himself
{Xg} {Xm} is keen
{Xw} {Xm} signed the sheet
Ms {Xm} at {num} is away
# numbers
reach her on {phone}, evenings
{email} best for her
post to {addr}, {pc}
his NHS number is {nhs}
ni {nino} on the letter
dob {dob} says the form
white van {reg} parked across the ramp again
paid to {sort} {acct}
card {card} on the back of the leaflet
on insta as {at}
rent ref {rent}
crime no {crime} still nothing
passport {passport} out of date
lives at {num}, side gate
{house}
`;

export const BLIND_HARMLESS = `
# homes
The damp is back behind the wardrobe
radiators stone cold, thermostat's knackered
Windows rattle something dreadful when the wind gets up
Sash cord snapped, window won't stay up
ceiling's bowing over the bath
Loft hatch hasn't got any insulation on it
Cockroaches coming up through the drains
Intercom's been dead for weeks
Fob doesn't work on the bin store
they've painted over the mushrooms twice
Communal aerial's useless, picture breaks up
Grouting's gone black again within a fortnight
quoted three grand for a new consumer unit
kitchen units falling off the wall, chipboard's soaked
rent up eighty quid, wages flat
Deposit never returned, inventory was a joke
Section 21 served the day after she complained
Right to Buy did for this estate
Service charge doubled, nobody can say why
[street:Tolworth Rise] block has no working lift
flats on [street:Maybury Gardens] flooded twice
[street:Ernest Grove] is nothing but HMOs now
Parking on [street:Hopwood Close] is a free for all
Potholes on [street:Percy Road] could swallow a pram
speeding down [street:Gladys Avenue] after the pubs shut
Fly tipping behind [street:Amelia Court]
street lights out the length of [street:Jasper Lane]
# shops and places
[org:Marlowe's Hardware] has shut after sixty years
[org:Ying's] do a decent portion of chips
[org:Stavros Fish Bar] gives the pensioners ten per cent off
the [org:Kasbah Grill] leaves its bins out
[org:Greggs] on the corner always has a queue
Only got [brand:Aldi] and [brand:Iceland] within walking distance
[brand:Boots] stopped doing the weekly trays
Closed the [org:Barclays], now the [org:Halifax] too
Post office counter inside [brand:WHSmith] is going
[org:Eastfield Road Surgery] phone just rings out
can't get in at [org:St Wilfrid's Surgery]
seen quicker at [org:the Royal Victoria Infirmary]
[org:Gurdwara Singh Sabha] does a free meal every day
[org:Our Lady of Lourdes] has a lunch on Wednesdays
[org:Jamia Masjid] open to a joint clean up
Kids at [org:Florence Melly Primary] walk in the road
[org:Sir Frederick Gibberd College] stopped its evening classes
[org:Joseph Chamberlain] sixth form bus is always late
sold the [org:Miners' Welfare] for flats
[org:Leyton Orient] run free coaching
[org:Bradford City] let them use the pitch
[org:Sale Sharks] came into the school
Playing for [org:Woodhouse Rovers] on Sundays
[org:Citizens Advice] had a six week wait
[org:Shelter] told her to hang on
[org:Age UK] befriending has a waiting list
[org:Turn2us] helped with the forms
[org:Acorn] got the deposit back
[org:Unison] rep was brilliant
[org:Serco] and [org:Capita] take months
[org:Stagecoach] cut the Sunday service
[org:Northern] cancelled the lot
[org:Severn Trent] came, looked, went
moved up from [place:Croydon] in {month}
Family all in [place:Walthamstow]
born in [place:Mirpur], here since she was four
grew up in [place:Kingston], Jamaica
his people are from [place:Asmara]
came from [place:Mykolaiv] two years ago
takes two buses to [place:Chesterfield]
nearest dentist is in [place:Pudsey]
the walk to [place:Beckett Park] isn't lit
needles in [place:Albert Recreation Ground]
ducks on [place:Roundhay Lake] are the only nice thing left
teenagers hang about on [place:Alexandra Green]
[place:Burley] and [place:Hyde Park] get all the money
[place:Holbeck] gets nowt
# homographs
bless her [homograph:heart]
the [homograph:rose] bushes outside the hall want pruning
[homograph:will] they ever mend the gate
we [homograph:may] lose the library
[homograph:hope] something comes of it
no [homograph:faith] in the council left
[homograph:mark] on the ceiling getting bigger
gas [homograph:bill] came to four hundred
[homograph:frank] about it, she'd rather move
[homograph:art] class on Tuesdays at the hall
bit of [homograph:grace] from the landlord would help
full of the [homograph:joy] of spring
[homograph:summer] was worse, no air at all
Since [homograph:April] nobody's swept the stairs
at the crack of [homograph:dawn] the lorries start
got the [homograph:jack] out and did the tyre himself
a [homograph:penny] saved
the [homograph:pearl] necklace was never found
[homograph:Chase] them about the repair
[homograph:Robin] on the feeder, made her day
[homograph:Holly] on the doors already
a [homograph:ray] of sunshine
fell off a [homograph:cliff] after furlough ended
[homograph:Sandy] soil, nothing grows
[homograph:Heath] is being built on
Walks the [homograph:dale] every Sunday
[homograph:Honey] from the hives on the roof
a [homograph:carol] service would be nice
[homograph:Rusty] railings, someone will get hurt
[homograph:Patience] is running out
it's a [homograph:mercy] nobody was hurt
Not [homograph:rich], not poor, just tired
Won the [homograph:star] prize in the raffle
# plain
Doesn't want to sign anything
Shut the door politely
Dogs barking, curtains drawn, tried twice
Leaflet through the letterbox
Ring doorbell only
busy, try teatime
asleep, works nights at the warehouse
Not from here, visiting
would come if there's a creche
wants it in writing first
Keen on a litter pick
Grumpy but sound
We used to have a bobby on the beat
Gulls ripping the bags open again
Bonfire night was like a war zone
Quad bikes up and down the towpath
Weed smell on the stairs day and night
they want zebra crossing not another survey
Crossing patrol's been cut
Bus shelter's smashed, no timetable
{bus} never turns up after six
Trams every twelve minutes supposedly
pharmacist's lovely but run off her feet
Prescription mix up three times running
twelve weeks for physio, then a phone call
dentist struck her off for missing one
Insulin's kept at the neighbour's as the fridge broke
Nebuliser needs the electric on all night
Blue badge turned down, appeal's in
Carers on fifteen minute slots
Widowed in lockdown, no proper funeral
Lonely since the club shut
Would love a sewing circle
Grandchildren in Australia, sees them on the tablet
Needs a hand with the garden, brambles over the fence
Universal Credit stopped over a missed appointment
skint by the twentieth
Prepayment meter eats it
Foodbank voucher ran out
Baby milk's locked in a box now
Warm space at the library shuts at four
School uniform cost two hundred
Wants after school club till six
half the class in temporary housing
Apprenticeships all went to lads from outside
zero hours at the warehouse
Payslip wrong every month
speaks {lang}, some English
{lang} leaflet please
ESOL class full till {month}
Mixed reactions to the hotel
Community iftar was packed, do it again
{fest} lights were lovely
Wants {food} at the street party
{ill} and can't do stairs
on {benefit}, scared to declare hours
Retired {job}, knows everyone
{official} came round with a camera crew
Voted {body} all her life, not now
rang {helpline}, forty minutes of music
reported on {purl}, no reply
planning notice {pref} on the lamp post
{count} doors, nobody in
fair on {edate} was a washout
Meet at {time} outside the shutters
{road} is a racetrack
costs {money} to get into town and back
back on {day}
no junk mail sticker on door
Ta for asking
not fussed
Nope
cheers for calling
see what others say first
Already a member
fine as it is
Proper community years ago
Everyone's moved out
students don't stay
cuts cuts cuts
Police? Never see one
All talk
Ok
`;
