// The same as personal.mjs, in another hand: fuller sentences, dictation, minutes, lists. Written apart from the rules.
export const TALK_PERSONAL = `
# homes
Had a good long chat with {G} about the state of the stairwell
Really [word:lovely] man called {F}, been in the flat since it was built
{G} answered, said to come back when her husband {G} is in
{G} told me the damp has ruined two mattresses already
so i spoke to {G} yeah and she says the council came out twice and did nothing
um the lady was called {F} and she's got black mould all [word:round] the window
{G}'s kitchen ceiling is held up with tape
Landlord ({F}) refuses to do the electrics
The owner is a {T} who lives abroad
{T} is the letting agent, best avoided
according to {G} the whole block is on the same boiler
she said {G} upstairs has it worse
both {G} and {G} have complained about the lift
neither {G} nor {G} has had an inspection
{G} showed me photos of the rats
{G} let me in to see the bathroom, no working light
When I called {G} was out but her daughter {G} talked to me
{G} has been sleeping on the sofa since the leak
{G} reckons the rent will go up again
the tenant before was {F}
Took {G}'s details for the housing meeting
bedroom tax hitting {G} hard
{G}, who has three children, is in a one bed
{F} has been offered a place in {ain} and [word:won]'t go
{G} and the kids moved out in {month}
rent book is in the name of {F}
{G} wants a transfer, so does her sister {G}
had words with the caretaker {G} about the bins
the plumber, {G}, never came back
engineer called {G} condemned the cooker
Section 21 served on {F} and family
{G} is [word:happy] to speak to the paper about the mould
letter from {T} says they have to leave by {month}
~landlord his name {G} he say pay or go
~i tell {G} from council, she write, nothing come
~{G} is my husband, he fix the window alone
{T} says she has rung the repairs line every week
{N} told me not to bother with number crunchers at the council
heating been off since {month} at {addr}, ask {G}
{G} had to throw out the cot
{G}s mum is on the waiting list too
it was {G} who started the petition about the cladding
Could {G} be a leader? Very angry, very organised
{G} might chair the tenants group
{G} could be persuaded
{G} definitely one to bring to the assembly
{W} could be a good leader for this block
{W} will bring two neighbours
{W} is fed up with the agent
{W} has had no hot water for {dur}
{W} told us the lift is broken again
I think {W} would speak at the meeting
{W} and {W} both signed
met a woman called {W} at the bus stop
spoke to {W} about the fire doors
as {W} put it, they treat us like dirt
{W} gave me a cuppa and a list of repairs
follow up with {W} next week
thanks to {W} we got into the building
not sure {W} will come back
{W}, top floor, worried about the cladding
{W} lives alone on the ground floor
{W} said no thanks
chatted to {W} while she watered the plants
{W} wants to know who owns the freehold
# streets
{G} nearly got run over on the crossing outside {school}
{G}'s car was keyed outside {biz}
{G} was mugged near {park}, still shaken
{F} has collected {things} of speeding cars with a clicker
spoke with local [word:bobby] {G}, says no staff
the neighbourhood officer is PC {S}
Sgt {S} promised patrols and then went on leave
{G} runs neighbourhood watch with {G}
{G} keeps a diary of the noise
{G} [word:won]'t go out after dark since what happened to {G}
police came for the lad at {num}, {G} saw it
dealer goes by the name of {N}
everyone knows it's {N} and his mates
{W} saw the whole thing from the window
{W}'s bike was nicked outside {brand}
[word:boy] racer called {W} does laps of {street}
{G} asked for lights on {street}, so did {G}
~{G} my son, boys hit him near park
someone put a brick through {G}'s window in {month}
the kids threw eggs at {T}
{G}, {G} and {G} were out with the speed gun on {day}
{G} says the crossing patrol lady {G} is retiring
# litter
{G} organises the litter pick, ask {G} for bags
fridge dumped outside {addr}
{G} fills {things} every {day} with her grabber
{G} reported it on the app three times
bags split all over {G}'s path
{F} had a row with the bin crew
{G} from {num} puts her rubbish in the wrong bin
{W} does the street clean up with the school
{W} rang environmental health
mattress at the back of {num} for [word:weeks]
# green space
the [word:pond] was {G}'s idea
{G} wants a community [word:orchard], {G} has offered trees
plot holder {F} can show the kids
{G} walks {G}'s dog in {park}
{G} walks the dog with {W} every morning
{W} has an allotment going spare
gardening club is run by {F} and her friend {G}
remembrance tree for {F}, snapped by vandals
~{G} he like to plant, no garden
# transport
{G} gets two buses to visit {G} at {hosp}
{G} lost her job because the {bus} was late
ask {G} the driver, he's in the union
{F} uses a chair and can't board
taxi firm run by {F} overcharges
{G} is campaigning for a stop at {place}
{W} can't get to chemo without a lift
{W} drives the school minibus
{W} takes {G} to dialysis
passenger assistance never met {T}
# health
Dr {S} [word:won]'t do home visits any more
{G}'s been diagnosed with {ill}
she sees Doctor {S} at {surgery}, can't fault him
under the care of {T}
the nurse, {G}, rang her back
{G} the pharmacist spotted the mistake
Midwife {F} was brilliant
{G} was told by {T} that it was {ill}
{G}, my neighbour, had a stroke
her GP Dr {F} left
lost {G} to cancer last {month}
{G} passed away, {G} is in bits
{G} takes {G} to the memory clinic
{G} had a [word:fall], {G} found her
{G} has been waiting for a hip since {month}
the health visitor ({G}) hasn't been
receptionist {G} wouldn't book her in
{W} has {ill} and can't get a face to face
{W} was discharged too soon
{W} needs a hearing test
{W}, her eldest, has {ill}
counselling with {W} helped a lot
sister {W} is a nurse at {hosp}
{G}'s inhaler runs out, can't afford it
my mate {G} died waiting for the ambulance
~my wife {F} have {ill}, doctor say wait
~nurse {G} good, doctor {S} no listen
cpn {G} visits fortnightly
psychiatrist {T} changed her tablets
ambulance crew were {G} and {G}, angels both
{G} is on the sick with her back
{G} has given up on the dentist
# care
{G} looks after her mother {G} [word:round] the clock
carers come at {time}, {G} is the good one
{G} gave up work to care for {G}
{F} does {qty} hours of unpaid care a week
{G}'s brother {G} has learning difficulties
social worker {F} hasn't rung since {month}
care manager {T} promised a review
{W} cares for her dad
{W} can't leave {G} on his own
{W} gets no respite
support worker {G} is leaving, {G} devastated
young carer {G}, {age}
her son {G} is autistic, needs the quiet room at {comm}
foster carers {F} and {F}
~i look my mother in law {G}, no help
the agency sends someone different, only {G} turns up on time
{G} was assessed by a woman called {G}
# loneliness
{G} said I was the first person in all week
{G} has nobody since {G} went into the home
used to go dancing with {G}
{G} would love someone to play cards with
{G} lives on his own, wife {G} died in {month}
{T} hasn't left the house since lockdown
befriender {G} has stopped coming
{W} is lonely, talks to the cat
{W} hasn't got anyone
{W} would like a phone call on {day}s
{W} misses her late husband {G}
{G} rings {G} every night at {time}
{G} only has her budgie
invite {G} to the coffee morning
take {W} a leaflet about the lunch club
~{G} friend go, now alone
# youth
{G} has been excluded from {school}, mum {G} at wits end
{G}'s eldest {G} wants to box
her two, {G} and {G}, have nowhere to go
her kids {G}, {G} and baby {G}
{G} got into trouble at {park}
form tutor {T} never rings back
head of year is {T}
the teaching assistant {G} is the only one he trusts
SENCO {F} on long term sick
youth leader {G} runs {comm} on {day}
{G} ({kid}) got a knife pulled on him
{G} wants to be a footballer, coach is {G}
my lad {G} applied for an apprenticeship
my daughter {G} dances at {comm}
my granddaughter {G} goes to {school}
our {G} has started at {school}
{W} wants a skate park
{W} is in year 9 at {school}
{W} got moved up a set
teacher Mr {S} was [word:lovely] with her
Miss {S} does the breakfast club
Mrs {S} in the office is rude
boys said {N} runs the cage
{G} plays out with {G} and {G}
dad {G} works away
step mum {G} does the school run
{G} and her twin {G} want girls football
~my childrens {G} and {G} no place play
dinner lady {G} knows every kid
{G} is a prefect, could bring the school council
# older
{G} is a great storyteller, been here since the war
{G}, a widow, would come to a tea dance
{G} can't manage the stairs
{G} remembers {street} before the flats went up
[word:old] {G} from the corner keeps an eye out
nan's called {G}, sharp as anything
grandad {G} [word:won]'t have a carer in
{T} was a {job} at the [word:mill]
{W} was a {job} for {qty} years
{W} is {yr} and still does her own garden
{W}, {yr}, no family near
{W} has never used a computer
warden {G} gone, pull cord not working
{G} and {G} have been married 60 years
# food
{G} cooks for the whole landing
{G} goes without so {G} and {G} can eat
{G} has offered to run a cooking class with {G}
food bank volunteer {G} told her about us
{G} makes the best {food}
{W} volunteers at the food bank
{W} brought {food} to the meeting
{W} does the teas
{F} at {biz} gives away bread
see {G} in the kitchen for a parcel
~{G} teach me make [word:english] cake
# money
{G} owes {G} {money}
{F} has been sanctioned for missing an appointment
{G}'s {benefit} stopped without warning
{G} is robbing the gas to pay the rent
bailiff called {G} put his foot in the door
work coach {G} is decent, {G} isn't
{W} was refused {benefit}
{W} is paying off a catalogue
{W} borrowed {money} off her sister
{G} got help from {T} at {charity}
~job centre lady {G} stop my money
{G}'s gas is on a key meter
# work
{G} cleans at {hosp}, {G} does nights at {brand}
{G} was let go from {brand}
{G} and her workmates want a union, rep is {G}
gaffer {G} pays late
supervisor {F} cut her hours
boss called {W} shouts
{W} works at {brand}
{W} does nights
{W} lost her job in {month}
{G} trained as a {job} in {area}
{G} drives for a living, bad back
HR woman {G} no help
# learning
ESOL teacher {G} is fantastic
{G} would teach {lang}
{G} never learnt to read, {G} does her letters
{G} is doing an access course
{W} goes to the {lang} class
{W} teaches guitar
tutor {T} said she is ready for level 2
# neighbours
{G} next door looks in on {G}
introduced me to {G} from across the road
{G} over the fence says the same
the couple opposite, {G} and {G}, are [word:keen]
the {R} family at {num} know everyone
the {R}s have lived here forever
{R} brothers run the garage
talk to {G} before doing this side
message from {G}: can't make {day}
{G} will text {G}
{G} knocked for {G} while I was there
{G} introduced us to {W}
heard about us from {G} at {church}
please ring {G} instead of {G}
{G} is moving to {area}
{G} has just moved in with {G}
{G}, not {G}, is the one to ask
{G} (the one with the dog)
{G} with the red door
{G} in the corner house
{G} at the top of the hill
{G} opposite {biz}
{W} next door but one
{W} across the way is the same
{W} on the corner knows the history
party at {W}'s on {day}
{W}'s dog barks all night
{W}'s husband is a {job}
{W}'s brother {G} fixes bikes
knock on {W}'s door last
ring {W} first
{W} isn't in on {day}s
{W} doesn't want visitors
{W} didn't want to talk
{W} wasn't well
{W} [word:won]'t answer the door
{W} came with her daughter {G}
{W} asked me in
{W} signed up
{W} agreed to host a house meeting
{W} promised to bring cake
if {W} comes, so will {G}
tell {W} and {G} about the assembly
{G} and {W} run the stall
{G} or {W} will open up
{W} as well
cheers {W}
hi {W} see you {day}
[word:lovely] to meet {W}
sorry {W} can't do mornings
who is {W}?
{W} - [word:keen]
{W} - yes, {G} - no
{W} (mum of {G})
{W} (yes)
{W}: wants lights on {street}
{W} re bins
{W}? try again
door opened by {W}
woman there is {W}
his name's {W}
name of {W}
called {W} on {day}, left message
saw {W}'s post about it
{W} was there too
{W} always helps
{W} never misses a meeting
{W} used to chair it
{W} thinks {official} is useless
{W} knows {official}
{W} went to see {official} about it
# community places
{G} has run {comm} for years
committee: {F} (chair), {F} (treasurer), {F} (secretary)
present: {F}, {F}, {F}. Apologies: {F}
apologies from {G} and {G}
minutes by {G}
proposed by {G}, seconded by {G}
{T} opened in prayer
Rev {F} will lend the hall
Imam {S} was very welcoming
Father {S} said he would mention it at mass
Sister {G} does the food parcels
the [word:priest] {T} christened all of them
bhai {G} at the gurdwara
volunteers: {G}, {G}, {W}, {W}
{W} has the key
{W} runs the choir
{W} plays the organ
{G} put me on to {W} at {comm}
councillor's helper is {G}
{G} from {charity} came along
key with {G} at {biz}
{G} behind the counter at {biz} took leaflets
landlady {G} at the pub will host
speak to {G} on reception
# arts
{G} teaches drumming to the [word:little] ones
{G} writes plays, wants to do one about {street}
the mural was painted by {F}
{W} sings with {G}'s band
{W} makes costumes
photographer {F} has pictures of {area}
# climate
{G}'s flat floods every winter
{G} set up the repair cafe with {W}
{G} has solar, {G} can't afford it
{W} leads on recycling
# contact
{G}'s number is {phone}
her mobile is {phone}, she's called {G}
you can reach {G} on {phone} most evenings
{phone} is {G}'s mobile
best number for {F} is {phone}
{G} said text {phone} not ring
phone {G} on {phone} or email {email}
she gave me {phone}
he gave his number as {phone}
number's {phone} yeah
don't ring {phone} it's the [word:old] one
{F} can be emailed at {email}
email is {email}
contact email {email} mobile {phone}
her email's {email}
it's {email} all one word
so the email is {email} she said
send it to {email} please
drop {G} a line at {email}
her postcode is {pc}
that's {pc} isn't it
postcode for the satnav is {pc}
she's just moved to {addr}, {pc}
home address {addr}
address is {addr}
he lives at {addr} with {G}
{G} is at {addr}
knock at {addr} after {time}
I was at {addr} for an hour
{num} are away til {month}
{num} slammed the door
next door at {num} is empty
the woman at {num} wants a visit
came from {num} to complain
{num}: not in
{num} - {W}
{num} {G} {phone}
~my number {phone} my name {G}
~my home {addr} you come any time
# care
her NI number's {nino}
needs her national insurance number which is {nino}
nino is {nino}
he read me his NI, {nino}
his nhs number is {nhs} he wants it written down
NHS number on the card is {nhs}
she was born on {dob}
his date of birth is {dob}
born {dob} so gets her pension soon
d.o.b. {dob}, {F}
{G}, born {dob}, waiting for a school place
birthday is {dob}
her DOB's {dob}
# streets
reg number {reg} blocking the drop kerb
white van, {reg}, dumping
the reg is {reg}
car is a {reg}
got the number plate, {reg}
registration number {reg} always on the pavement
crime reference number {crime}
the police gave her a reference, {crime}
crime no {crime}, no officer yet
# money
his account number is {acct} and sort code {sort}
sort code is {sort}
pay {G} back: {sort} {acct}
account {acct}
card ending is no use so she gave {card}
iban is {iban}
her bank card {card} was swallowed
# work
passport number is {passport}
her passport, {passport}, is with the home office
driving licence number {licence}
BRP number {brp} expires soon
home office reference {visa}
DBS number {dbs}
share code is {visa}
# homes
rent account number {rent}
tenancy reference number {rent}
council tax reference {ctax}
council tax number is {ctax}
housing application ref {rent}
universal credit claim number {claim}
[word:PIP] reference {claim}
benefit claim {claim} turned down
# youth
find him on insta {at}
his instagram is {handle}
her facebook is {url}
tiktok is {at}
she's {at} on everything
on twitter as {at}
youtube channel {url}
snap's {handle}
facebook page {url} has the photos
# neighbours
{F} and {T} are related
{T} and {T} share the garden
{T}'s lad helps
{T} asked after {T}
Mr and Mrs {S} have the shop
Mrs {S} next door is {yr}
Mr {S} opposite was a {job}
the {S} household want to help
{S} family, {num}
spelt {S}, she said
surname {S}
first name {G}, surname {S}
name: {F}
Name: {G} {day} morning best
{F} (she/her)
Ms {F}
{I} signed the petition
{I}, {num}
{G} aka {N}
{N} said he'd help
big {G} from {biz}
[word:little] {G} from {num}
cousin {G}, auntie {G} and uncle {G} all in one house
auntie {G} does the cooking
uncle {G} drives the van
nephew {G} can do the website
niece {G} goes to {school}
mother in law {G} is staying
godmother {G}
son in law {G} is a {job}
girlfriend {G} answered
fiance {G} at work
ex husband {F} not to be told
his late wife {G} planted it
late mother {F}
baby {G} born in {month}
[word:little] one called {G}
dog [word:walker] {G} sees everything
window cleaner {G} knows the street
postwoman {G} noticed the smell
milkman {N} remembers
{G} the Avon lady
{G} the builder quoted {money}
{G} the window cleaner
`;
