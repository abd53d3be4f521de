// Sentences that hold nothing personal. Same marks as in personal.mjs.
export const HARMLESS = `
# homes
damp in the back bedroom since {month}, council wipes it and goes
black mould behind the cot, window wont shut
boiler gone {dur} ago, using the kettle for washing
lift broke again, {age} on floor 9 cant get down
{block} has no fire doors, letter from {council} says phase 2
leak through the light fitting, bucket under it
rent up to {money}, wages aint
two of them share a box room, one on the floor
section 21 pinned on the door, {dur} to go
mice in the airing cupboard, agent laughed
{council} say six months for a plumber
windows are single glazed, ice on the inside
service charge {money} for a stairwell nobody mops
stock transfer vote in {month}, nobody explained it
cladding still up on {block}
waiting list 9 yrs, told to go private
storage heaters eat the meter, {money} gone by {day}
wants a ground floor, stairs are killing her knees
no hot water since {fest}
[homograph:Grant] for insulation came through then got pulled
[homograph:Bill] was {money}, nobody can read the meter
[homograph:Will] be homeless by {month} if the appeal fails
[homograph:May] have to move to {area}, cheaper
[homograph:Frankly] sick of the housing office
[homograph:Mark] on the ceiling getting bigger
[homograph:Hope] they sort the gutter before the frost
[homograph:Rich] landlords, poor tenants, same [word:old]
[homograph:Drew] a picture of the crack for them
[homograph:Jack] of all trades did the roof, leaks worse
landlords carving up {street}, four HMOs now, {pref}
objecting to {pref}, blocks the light
{pref} refused then back again as {pref}
[homograph:Chase] up the repair, ref lost
~the house have mouse, agent he laugh
~water come from up, nobody fix
~i have four childrens in one room
~the boiler no work, we wash cold
# streets
no pavement on {road} past {place}
wants {road} crossing fixed before someone dies
{road} roadworks, rat run down {street} now
cars do 50 on {street}, limit is [number_word:20]
streetlights out from {street} to {street}
car doors tried every night this week on {street}
kerb too high for the scooter by {biz}
zebra outside {school} faded to nothing
{helpline} took {time} to answer
rang {helpline}, got a text with a number and that was that
quad bikes on {park} after {time}
needle bin by {comm} overflowing
alley gates propped open, ginnel full of mattresses
CCTV on {street} been dead since {edate}
wants a [homograph:Sunny] side bench, legs tired
walks home the long way, no lights on {park}
{body} said it's the council, council said {body}
speed bumps on {street} wreck exhausts
[homograph:Dawn] raid next door, wrong house
[homograph:Cliff] edge of a kerb at the corner of {street}
[homograph:Lane] closed again by {biz}
[homograph:Rob] a shop and nobody comes, she says
[homograph:Nick] your bike in seconds [word:round] here
[homograph:Sue] the council, says he, joking
parking permits {money} and still no space
grit bin empty since {edate}
school run chaos at {school}, {time}
feels safer since the lights went up on {street}
{things} done, {street} finished. {out} next week
half of {street} out, try {day} at {time}
{out} is worse than {out} for potholes
bollard knocked flat at {road} junction
knife arch outside {comm}, kids hate it
~street is dark, i no go out after {time}
~my son he hit by car at {street}, only leg, ok now
# litter
bin day moved to {day}, nobody told them
recycling bags run out, {council} out of stock
{purl} says recycling weekly, it's not
fly tipping behind {biz}, fridges and all
bottle bank at {brand} overflowing
rats [word:round] the bin store, pigeons too
dog mess on {park}
seagulls rip the bags open by {time}
bulky waste is {money} now so it gets dumped
nappies in the hedge at {park}
chip papers from {biz} blow down {street}
skip wants emptying, {things} in it
green bin charge {money} a yr
needs a litter pick, {folk} and gloves
tyres in the beck again
leaf [word:fall] blocks every gully on {street}
{things} of glass swept up by the swings
brown bin missed since {edate}
mattress on the verge at {road}, three wks
nobody sweeps {street} cos it's unadopted
# green space
swings on {park} chained up
{park} friends raised {money}, registered charity {charno}
wants benches in {park}, somewhere to catch breath
allotment list is 11 years in {ain}
[homograph:Hazel] hedge all over the path by {street}
[homograph:Iris] and [homograph:daisy] planters on {street}, kids love them
[homograph:Rose] beds ripped out for parking
[homograph:Lily] [word:pond] at {park} green with slime
[homograph:Willow] tree down across the towpath
[homograph:Heather] and [homograph:fern] bank by {block} gone to seed
[homograph:Robin] nests in the shed, dont move it
[homograph:Ivy] has pulled the wall down
[homograph:Holly] bush full of cans
[homograph:Ash] dieback, whole row felled on {street}
[homograph:Reed] beds at {park} [word:lovely]
[homograph:Forest] school at {school} cancelled
[homograph:Poppy] field by the bypass, best thing in {ain}
knotweed through the fence, {body} wont touch it
bowls green shut, {council} selling it, see {pref}
{folk} want the [word:pond] fenced
conkers gone since they cut the avenue
grass cut twice all summer on {park}
goalposts nicked from {park}
bandstand roof caved in {edate}
wants raised beds outside {comm}
{park} toilets locked since {edate}
geese, he says, geese everywhere
skate park consultation {edate}, {pref}
skateboarders fine, its the mopeds
# transport
{bus} full by the time it gets to {street}
{bus} cut after {time}
{bus} late every day, driver says traffic
waits 40 mins for {bus} at {street}
no {day} service on {bus}
asks why {bus} turns [word:round] at {place}
missed work cos {bus} didnt stop
fare went to {money}
train from {area} two coaches, packed
ramp at the station locked, ring {helpline}
taxi to {hosp} is {money} each way
cycle lane on {road} ends in a skip
[homograph:Miles] from a cash point
[homograph:Josh]ing about it but really he's stuck indoors
potholes on {road} took the suspension
bus shelter smashed on {street}
{bus} doesn't go to {hosp} any more
buggy space fight on {bus}
needs lift to {church} {day}s
toll on the {road} {money}
ticket office closing, {body} consultation
night bus gone so she turned down the {job} job
tram to {area} promised in {edate}
electric scooters dumped at {place}
e bike battery fire in {block}
~my bus pass finish, [word:new] one cost much
~{bus} no stop for me
~i walk {dist} for bus
changes at {street} for {bus}, {bus} gone
{bus} and {bus} merged, nobody asked
wheelchair user, {bus} ramp stuck {dur} running
{bus} stop moved to outside {biz}
{bus} to {area} only hourly now
driver of {bus} saw her and drove off
timetable for {bus} wrong at {street}
# health
nine [word:weeks] for bloods, gives up and goes to A&E at {hosp}
{surgery} phone line engaged from {time}
[homograph:Frankly] the receptionists are the problem not the doctors at {surgery}
{helpline} told him to go to a walk in that closed in {edate}
has {ill} and {ill}, still works
{ill} clinic at {hosp} moved to {area}
lives w {ill}, no follow up since {edate}
thinks its {ill}, waiting on scan
dad had {ill}, scared she has it
needs better {ill} support
{ill} nurse post not filled
{ill} diagnosis took {dur}
group for {ill} meets at {church}
rash, surgery said {ill}, wasnt
tablets for {ill} out of stock in {ain}
can't work w {ill}, {body} don't believe it
{ill} flares when it's damp
worried about {ill} in kids [word:round] {road}
{ill} runs in the family
{ill} again, off sick since {day}
{age}, {ill}, wants exercise class in {ain}
his {ill} not on the form
asthma inhaler {money} each w/o exemption
no NHS dentist in {ain}, pulled his own
[homograph:Patience] wearing thin at {surgery}
[homograph:Gene] test offered, {dur} wait
[homograph:Pat] on the head and a leaflet
[homograph:Grace] period on the prescription thing ended {month}
[homograph:Dot] [homograph:dot] [homograph:dot] on the screen, then call dropped
[homograph:Chuck]ed out of the waiting room for coughing
wants to see same doctor, not a locum
ear syringing {money} private
{surgery} wont take [word:new] patients, {out} boundary
smoking shelter under ward window at {hosp}
baby clinic at {comm} stopped
mental health crisis line {helpline}, on hold {dur}
gym at {comm} wants {money} a month
covid jab at {church} {edate}
pharmacy {biz} shuts at {time}
says {hosp} saved her life tho
hearing aid batteries only from {comm}
# care
assessment took a yr then said not eligible
carer {dur} late, wrong tablets
[homograph:Peace] of mind is all she wants, one reliable carer
looks after mum w {ill}, no break since {month}
{charity} only help if you have a referral
wants somewhere for her brother in the day, {comm} was perfect
blue badge form 30 pages, {purl}
{benefit} review again, dreads brown envelopes
grab rail asked for {edate}, still none
day centre at {church} shut, {comm} full
direct payments confuse everyone
carers week tea at {comm}, nobody told them
care home fees {money}
wheelchair wont fit the lift in {block}
[homograph:Faith] in social services gone
[homograph:Carol] concert for carers at {church}
[homograph:Mercy] visit is all she asks
SEN transport stopped, school is {school}
{charity} befriending has waiting list {dur}
respite at {hosp} cut to {dur}
hoist broke {day}, slept in chair
night sitter {money} an hour
commode delivered to wrong block
{helpline} out of hours, no one came
# loneliness
used to be a street where you left your door open
eats tea at {time} w the telly for company
goes to {brand} for the chat at the till
[homograph:Eve] of Christmas is hardest, would come to a dinner at {church}
misses the bingo at {comm}, cried a bit
talks to the pigeons. laughed about it
{age}, five days w/o a word to anyone
[homograph:Joy] is a long word these days she says
[homograph:Harmony] he says, not [word:round] here
[homograph:Comfort] food and the radio
[day:Sunday]s worst
moved from {area}, knows nobody
dog died in {month}, house silent
[word:new] mum, no family nearer than {area}
rang {helpline} just to hear a voice
bench at {park} is where he meets folk
warm space at {comm} saved her winter
wants a walking group, {time} {day}
dominoes at {mosque} for the [word:old] fellas
WhatsApp group leaves out them w/o phones
cafe at {church} {day} is the only thing
wants a cuppa and no preaching
would go if someone knocked for her
shut in since {edate}
~i have no person to speak here, only tv
~in my country door is open, here is close
~i miss to sit with peoples
# youth
they're not bad kids, {tally} of them just bored
girls want their own session at {comm}
youth club shut {edate}, {money} a yr would save it
[homograph:Art] room at {school} locked, no teacher
boxing at {comm} full
exclusions at {school} sky high
school trip {money}, kid stayed home
no wifi, homework done in {brand}
cage at {park} needs a light
{age} wants somewhere to practise drums
vapes sold to {grp} at {biz}
{school} to merge w {school}, {folk} signed
[homograph:Summer] holidays six [word:weeks] w nothing on
[homograph:Chase] tag club, who knew
[homograph:Max] 20 kids per session
[homograph:Guy] Fawkes bonfire banned
[homograph:Jay]walking [word:round] the ring road to school
nursery hours dont fit shifts
stop and search outside {comm}, {folk} in a day
{work} at {comm} sold out
{work} was brilliant, more please
scouts at {church} has waiting list
football strips sponsored by {biz}
uniform from {biz} {money}
year 7s ride {bus} free, yr 12s pay
bus pass for {grp} would change everything
teenagers want a shelter not a telling off
hates the {place} underpass
pitch at {park} waterlogged since {month}
~my childrens no have place for play
~school {school} is good, teacher good
# older
{age}, fell on ice outside {biz}
lunch club at {church} back {month}
over the hill he says, legs like lead
winter fuel money gone, sits in coat
still drives at {yr}, shouldn't
{age} and never been on the internet
bank closed, branch now in {ain}
TV licence {money}, daylight robbery
tea dance at {comm} {day}
chiropody {money} now
remembers {street} before the flats
pension age moved twice on her
war widow, {yr}, [word:proud]
[homograph:Penny] dropped, they're closing the library
[homograph:Pearl] anniversary alone
[homograph:Ruby] wedding do at {comm}
[homograph:Victor]ian terraces, cold as charity
[homograph:Frank] chat on step, wants respect not pity
[homograph:Constance] of it all, bills bills bills
zimmer catches on the broken flag
trips on roots outside {church}
hearing loop dead at {church}
sheltered scheme warden cut to {dur}
men's shed at {comm}, saved him
lost her confidence since the [word:fall]
ages {yr} and {yr}, both deaf
he's {yr}, she's {yr}, wed at {church}
neighbour {age} [word:won]'t open door after {time}
mum {age} in {ain}, nan {age} in {ain}
{yr}th birthday nobody came
cares at {yr} for one of {yr}
three kids, {kid}, {kid} and {kid}
was {yr} when he came over
works at {yr}, no choice
retired at {yr}, bored by {yr}
lad {age} got no bus to college
daughter {age} wants dance class
{yr} but looks forty he says
twins {age}
says at {yr} you're invisible
oldest on {street}, {age}
# food
free breakfast at {school} is a lifeline
{biz} does cheap meals after {time} on {day}s
spends {money} more a month on food than two years back
fruit and veg van used to stop on {street}, stopped {month}
foodbank at {church} wants {food}
{food} night at {comm}, {money} a head
made me try {food}, delicious
kids [word:won]'t eat school {food}
{food} and {food} at the street party
sells {food} from her kitchen
cooks {food} for the warm hub
{brand} reduced shelf at {time}, queue
{food} up to {money}
no halal option on the school menu
gives away spare {food} from allotment
growing [homograph:basil] and [homograph:rosemary] on the sill
[homograph:Olive] oil locked in a box at {brand}
[homograph:Ginger] biscuits and a brew on the step
[homograph:Cherry] tomatoes on the balcony
[homograph:Earl] Grey offered, stayed an hour
[homograph:Honey] from the {park} hives
[homograph:Saffron] rice for the whole landing
community fridge at {comm} empty by {time}
kitchen at {church} fails hygiene
pantry {money} a week, {things} of shopping
Healthy Start card declined at {brand}
{brand} will give soup for winter, manager [word:keen]
wants cooking class, {food} from scratch
{food} stall at {fest}
{biz} best {food} in {ain}
misses {food} from home
allergic to {food}, menu no use
lunch was {food} again
brought {food} [word:round] for {fest}
chippy tea {money}, treat
{food}, she insisted
tea and {food} after service at {church}
prices at {biz} daft
swap {food} for {food} over the fence
{food} recipe book for the fundraiser
first {food} since {fest}
loves {food}, hates {food}
# money
{benefit} stopped {edate}
{benefit} doesn't cover rent, {money} short
waiting on {benefit} {dur}
turned down for {benefit} again
{benefit} form too hard
lost {benefit} when he did {qty} hours
didn't know about {benefit}, told her
{benefit} overpayment {money}, taking it back
on {benefit} and ashamed of it
appeal for {benefit} at {area} tribunal
needs help w {benefit}
{benefit} phone line {helpline}
moved from {benefit} to {benefit}, worse off
{benefit} assessor never looked up
kept {benefit} thank god
applied {benefit} online at {purl}
{benefit} letter in wrong language
wants benefits check, {benefit} or {benefit}
{benefit} paid late {month}
{benefit} cut hit hardest says she
spouse on {benefit}
{benefit} backdated to {edate}
under pension age so no {benefit}
housing cost, {benefit} capped
{benefit}? what's that, he said
meter {money} a day, sits in dark
loan shark in {ain}, no names given
bailiffs at {time}, took the telly
[homograph:Rich] get richer
[homograph:Cash] only at {biz}
[homograph:Bill]s, [homograph:bill]s, [homograph:bill]s
[homograph:Grant] money for boilers ran out {month}
[homograph:Will] writing {money}, cant afford to die
[homograph:Prince]ly sum of {money} left
[homograph:Sterling] effort by {charity} sorting the debt
[homograph:Penny] pinching at {council}
credit union at {comm} {day}s
borrowed {money} for the funeral
water bill {money}, {body} threatening
council tax {money} band B
broadband {money}, kids need it
no savings, cooker blown
catalogue debt {money}
{brand} vouchers instead of wages
school photos {money}, joke
cash machine on {street} charges {money}
bank in {ain} shut {edate}
got {money} back from {body}
# work
zero hours at {brand}, rota on {day} night
was a {job} {dur}
works as {job}, nights
{job} and {job}, never see each other
wants to be a {job}
{job} by trade, back went
retrained as {job}, no work
hiring: {job} at {hosp}
laid off {job}, {age}
{job} shortage at {school}
two jobs, {job} days, {job} nights
ex {job}, would help
[word:proud] {job}
both kids want to be {job}
spoke to a {job} on break
looking for {job} work, {area} way
{job} pay is {money}
used to be {job} in {ain}
agency {job}, no sick pay
son's a {job}
{job} for {council}, asked not to be quoted
qualified {job} back home, cleaning here
{job} course cancelled
her mum was {job} at {hosp}
night shift {job}, asleep til {time}
not a {job}, a senior {job}, he says
[word:mill] shut {edate}, nothing since
factory going abroad, {folk} out
picket at {brand} {day}
min wage {money}, bus {money}
tools nicked from van on {street}
unpaid trial shift at {biz}
[homograph:Miles] on the clock, no petrol money
[homograph:Mason]s and [homograph:carpenter]s wanted, {park} wall
[homograph:Baker]'s hours, up at 3
[homograph:Hunter] gatherer, he laughs, on a moped
[homograph:Sailor] once, tells good stories
[homograph:Carter]s Yard jobs all gone
jobcentre sends him to {area} for nothing
apprentice pay a joke
wants a market stall, {money} a pitch
~i work night, sleep day, my body tired
~boss no pay {dur}
~i have diploma, here nobody want
# learning
wants {lang} speaking doctor
{lang} and [word:English], would help at door
speaks {lang}, some [word:English]
{lang} interpreter didn't turn up at {surgery}
leaflet in {lang} please
{lang} class at {comm} {day}
kids speak {lang} at home
no {lang} at the advice centre
son translates {lang} for her, he's 9
learning {lang} on phone
{lang} prayers at {church} {time}
letters come in [word:English] not {lang}
teaches {lang} {day}s for free
{lang} story time at library
could leaflet in {lang} and {lang}
door in {lang} only, come back w someone
{lang} radio on, [word:lovely]
needs forms in {lang}
{lang} speakers on {street} feel left out
half {lang} half [word:English], got by
lost her {lang}, wants it back
choir sings in {lang}
{lang} GCSE dropped at {school}
mum reads {lang}, not [word:English]
met a {lang} teacher
ESOL waiting list at {comm} {dur}
library hours cut to {dur} a week
no computer, forms on phone
GCSE resits at {yr}
can't do the maths w the kids
[homograph:Page] by page, learning to read
[homograph:Mark] sheet lost by {school}
[homograph:Bright] lass, bored stiff
[homograph:Major] incident at {school}, gates locked
college closed the {job} course
first aid at {church} {edate}
driving theory failed, {money} again
# neighbours
says everyone gets on, it's the papers that stir it
{food} left on her step, never found out who
party wall row, surveyor {money}
music til {time} on {street}
kids' ball over the fence war, sorted w a pie
no politics thanks. closed door nicely
not now, feeding baby
come back {day}
asleep, nights. note left
in a rush, took leaflet
nice chat, no issues
curtain twitch, no answer
out at {mosque}, try {time}
knows half of {street}, feuds w the rest
keys swapped w next door in lockdown
bangs on wall at {time}
smoke from the shed every {day}
trampoline, washing, weed smoke, the lot
cats. so many cats
every [idiom:Tom, Dick and Harry] parks on her drive
[idiom:Bob's your uncle] and the hedge was gone
[idiom:Jack the lad] types revving on {street}
for [idiom:Pete's sake] fix the gate he said
[idiom:Gordon Bennett] the noise, she says
[idiom:Joe Public] pays again
[idiom:Nosy parker] she calls herself
[homograph:Christian] charity begins at home he says
[homograph:Bless]ing in disguise that fence fell
[homograph:Happiness] is a closed door he jokes
[homograph:Young] couple moved in, [word:lovely]
[homograph:Wise] [word:old] owl at the end house
worried by the {edate} [word:march], wants calm
street party for {fest} went grand
shared tools idea, {folk} [word:keen]
ring road splits the estate in two
parcel thefts on {street}
neighbourhood watch signs from {edate}
gate at the back left open
~neighbour good, we share {food}
~people here is kind but busy
# community places
{church} and {mosque} do the food stall together
hall hire at {comm} {money} an hour
roof off {comm}, fundraising {money}
{comm} shut {edate}, promised back
tea urn at {church} bust
toilets at {comm} locked
{fest} party at {comm}
{fest} parade down {street}
{fest} lights cost {money}
{fest} food parcels from {mosque}
bins not done over {fest}
fasting for {fest}, come after sunset
{fest} quiet this yr, no cash
free {fest} lunch at {church}
closed for {fest}
off work {fest} only
{fest} assembly at {school} was [word:lovely]
wants {fest} holiday at work
decorations still up from {fest}
{fest} fireworks scare the dog
family coming for {fest}
{fest} market on {street}
{fest} cards for the ward at {hosp}
shops shut {fest}
{fest} sermon went on a bit
joint {fest} and {fest} do
kids excited for {fest}
{fest} is when she feels it
ask after {fest}
cook off for {fest}
library at {area} shuts {day}s
pub {biz} going to flats
{biz} lets folk sit w one tea
saved {comm}, need {folk} more
Post Office in {brand} slow
key for {comm} held at {biz}
lino torn at {comm}, health and safety
sound system nicked from {church}
[homograph:Hope] the hall reopens
[homograph:Trinity] term lets at {school}
[homograph:Church] hall damp
[homograph:Bell] tower fund at {money}
{charity} shop shut on {street}
{charity} and {charity} share the office
registered charity {charno}, accounts late
charity no. {charno} on the tin
is {charno} a real charity no? checked
charity number {charno}
reg charity {charno} wants the hall
donate to charity {charno}
# arts
choir at {church} wants men
mural on {street} painted over
brass band practises {day} {time}
{work} tickets {money}
film night at {comm}, {money}
poetry in {lang} and [word:English]
quilting {day}s at {church}
photos of {area} in {edate}, gorgeous
dance mats, no lights, still dancing
piano in {comm} needs tuning
theatre trip for {grp}
[homograph:Melody] of the ice cream van drives her mad
[homograph:Carol]s [word:round] the tree at {place}
[homograph:Viola] lessons cut at {school}
[homograph:Art] group {day}, {money}, bring an apron
[homograph:Drew] the whole estate from memory
[homograph:Amber] light on the stage box, unsafe
[homograph:Crystal] clear acoustics at {church}
[homograph:Star] turn at the talent night was the dog
graffiti wall wanted at {park}
clay club kiln bust
knits hats for {hosp} babies
gallery in [word:old] {brand}, empty unit
carnival costumes stored at {comm}
drum circle on {park}, complaints
# climate
flat hits 35 in {month}, windows painted shut
cellar flooded {edate}, insurance gone
beck over the road at {place} {edate}
solar on {school} roof, why not ours
smell from the works at {time}
heat pump noise, {dist} from bedroom
insulation under the floor cut bills {money}
draughts, uses a sausage dog made of tights
{body} dumps in the river by {park}
air monitor on {road} red every {day}
tree planting {edate} at {park}
[homograph:Summer] too hot, [homograph:winter] too cold
[homograph:Storm] took the ridge tiles
[homograph:Gale] had the fence
[homograph:Ray] of hope, repair cafe
[homograph:Sunny] balcony, grows chillies
[homograph:Misty] windows, failed seals
[homograph:River] up to the third step
[homograph:Brook] running black behind {biz}
flood wardens wanted for {street}
electric car chargers on {street}, who pays
low traffic scheme splits {street}
recycled paint from {charity}
wants bike store in {block}
# work
{body} lost the form
{body} rang {time}, no answer since
{body} letter came in {month}
complained to {body}
{body} say not their job
{body} inspection {edate}
on hold to {body} {dur}
{body} owes her {money}
{body} closed the file
written to {body} {times}
{body} visit {day}
hates {body}
{body} consultation on {road}
{body} advert on {bus}
ex {body}, knows the system
job at {body} {area}
{body} van blocking {street}
fined {money} by {body}
{body} helpline {helpline}
{body} at {comm} {edate}
{body} and {council} blame each other
{body} raised the price to {money}
what does {body} even do
{body} were great tbf
appeal to {body} turned down
# food
shops at {brand}
{brand} closing in {ain}
{brand} till job, {money}
parcel lost by {brand}
{brand} carpark flooded
walks to {brand}, {dist}
{brand} own brand everything
contract w {brand} up
{brand} trolley in the canal
meets at {brand} cafe
{brand} refused a refund
{brand} manager gave {money} to the fair
[word:new] {brand} on {street}, {pref}
{brand} delivery can't find {block}
{brand} and {brand} both shut
works for {brand}
{brand} sign fell off
self scan at {brand} confuses her
{brand} has a prayer room
{brand} bags all over {park}
row w {brand} over bill
only shop left is {brand}
{brand} at {time} is dead
banned from {brand}
{brand} sells them cheaper
# contact
said {official} never replies
{official} walked [word:round] with us on {edate}, saw it all
wrote to {official}, nothing
{official} came to the {fest} do
voted for {official}, regrets it
ask {official} about {pref}
{official} opened {comm}
leaflet from {official} in bin
{official} surgery {day} {time} at {comm}
{official} promised a crossing on {road}
{official} and {official} both turned up
invite {official} to {church}
{official} in the paper again
email sent to {official}, auto reply
thinks {official} is decent
{official} says {money} for {park}
petition to {official}
{official} lives nowhere near {area}
met {official} at {mosque}
never heard of {official}
{official} blocked it
{official} chaired, hopeless
{official} got the gully done, fair play
copy to {official}
told {official} straight
nothing's been right since {era}
bought the house under {era}
last worked in the {era} years
same as in {era}'s day
before {era} there was a bus
pit shut under {era}
better under {era} she reckons
{era} era flats, falling down
wants minutes of last meeting, {month} one
free after {month}
{day} best, not {day}
not til {month}
back from hols {edate}
any {day} after {time}
next meeting {edate}
asked about {month} meeting
same as {month}
{month} {day}s ok
wants poster by {day}
away {month} to {month}
started {month}, ended {month}
only {month} was dry
come {month}
{edate} at {church}
not {edate}, {edate}
{edate} was the last time
holds since {edate}
AGM {edate} {time}
moved in {edate}
look at {purl}
couldn't use {purl}
{purl} kept crashing
{purl} or ring {helpline}
told to go on {purl}
{purl} wants an app
form on {purl} is 40 pages
printed {purl} for her
see {purl} for the rules
{purl} said closed
{purl} no use to him, no phone
link is {purl}
check bin day {purl}
poster says {purl}
library pc for {purl}
{purl} wrong address
{purl} in {lang}?
passworded out of {purl}
{purl}, good luck
report at {purl}
{purl} page gone
{purl} map shows {street}
QR code goes to {purl}
{purl} form timed out
{helpline} no good
{helpline} engaged {dur}
ring {helpline} for a crisis [word:grant]
{helpline} then press 3
call handler on {helpline} kind
rang {helpline} and {helpline}
{helpline} said {time}
gave her {helpline} on a card
{helpline} free from mobiles
kids know {helpline}
text {helpline} for updates
sticker says {helpline}
{helpline} passed it to {body}
no point ringing {helpline}
{helpline} sent a van
waits on {helpline}
put {helpline} on the poster
hung up on by {helpline}
{helpline} in {lang} option 5
daft hours on {helpline}
doors {qty}, talks {qty}
done {street}, {street}, half of {street}
{out} finished
next {out} then {out}
{out} leaflets short
team of four in {out}
{out} end of {street}
bus map for {out}
dead phone, ended at {time}
moved from {out}
rents in {out} mad
{out} crime up
from {out} originally
{out} scheme, {money}
{out} food hub
covers {out} and {out}
{out} patch, {things}
{out} gets gritted, {out} dont
{out} side of {road}
insurers hate {out}
nothing in {out} for kids
{out} boundary row
swap {out} flat for {area}
{out} is up for licensing
{out} only
{road} noise all night
{road} closed {edate}
lorries off the {road}
lives by {road}
{road} and {road} jammed
cross {road} to get milk
{road} flyover crumbling
bus lane on {road}
fumes from {road}
{road} splits {area}
widen {road}? no ta
speed camera {road}
{road} slip road crash {edate}
cut through from {road}
{road} [word:bridge], {money}
walks along {road}, no path
{road} diversion past {school}
verge on {road}
gyratory at {road}
crawling on {road} at {time}
{pref} is the back land
comment on {pref} by {edate}
{pref} passed on chair's vote
{pref}: {tally}
{pref} wants {qty} flats
yellow notice {pref} on lamp post
{pref} by {biz}
signed against {pref}
{pref} next to {church}
can't find {pref} on {purl}
{pref} amended
call in {pref} says {official}
# learning
[misspelt:definately] the council's fault
rings [misspelt:tommorow] for the [misspelt:apointment]
[misspelt:rubish] left by [misspelt:neihbour]s
[misspelt:beleive] it when i see it
no [misspelt:accomodation] for families
[misspelt:maintainance] never come
[misspelt:counsil] dont care
[misspelt:hospitle] parking {money}
[misspelt:docter] wont see her
[misspelt:libary] shut {day}
[misspelt:wierd] smell in stairwell
[misspelt:pavment] all roots
[misspelt:lampost] hanging
[misspelt:plumer] no show
[misspelt:goverment] let us down
[misspelt:comunity] spirit gone
[misspelt:probly] wont come
[misspelt:shoping] for next door
[misspelt:becuase] of the damp
[misspelt:adress] on letter wrong
[misspelt:truely] fed up
[misspelt:intrested] in the lunch club
[misspelt:Febuary] was perishing
[misspelt:wendesday] is best
[misspelt:embarrased] to ask for food
[misspelt:greatful] for the hamper
[misspelt:seperate] bins please
[misspelt:naybour] dispute sorted
# neighbours
[rare_word:gully] blocked, [rare_word:culvert] too
[rare_word:snicket] overgrown w [rare_word:bramble]
[rare_word:ginnel] pitch black
[rare_word:allotment] [rare_word:polytunnel] slashed
[rare_word:soffit] dripping on the [rare_word:lintel]
[rare_word:stopcock] seized
[rare_word:immersion heater] on 24/7
[rare_word:bin store] stinks
[rare_word:tombola] raised {money}
[rare_word:whist drive] {day}
[rare_word:beetle drive] at {church}
[rare_word:dosette] box mixed up
[rare_word:commode] stuck in hall
[rare_word:nebuliser] loan ended
[rare_word:stairlift] beeps
[rare_word:key safe] jammed
[rare_word:leccy key] empty {time}
[rare_word:bailiffs] clamped the van
[rare_word:towpath] flooded
[rare_word:knotweed] in three gardens
[rare_word:leylandii] blocks sun
[rare_word:bunting] up for {fest}
[rare_word:steel pans] on {park}
[rare_word:brass band] needs a room
[rare_word:lunch club] wants a cook
[rare_word:phlebotomy] moved to {hosp}
[rare_word:podiatry] ended
[rare_word:airer] in the only warm room
[rare_word:dropped kerb] needed {street}
[rare_word:twitchel] lights broken
# streets
{place} is a no go after {time}
{place} needs lights
walks dog on {place}
crowd at {place} {time}
{area} gets everything, {area} gets nothing
born in {ain}, here {dur}
{place} mast, {pref}
benches gone from {place}
{place} underpass floods
drug deals at {place}
{place} residents fuming
bus stops short of {place}
{place} clean up {edate}
{street} has {things} empty
{street} to be one way
{street} full of skips
{street} and {street} want permits
top of {street} ok, bottom awful
{street} shops boarded
only way out is {street}
lives off {street}
grew up on {street}
{street} flooded {edate}
{count}, {count}, it's all numbers
{count} and rising
{tally} said yes
one pound a week, {folk}
score {sc} at half time, kids chuffed
BP {bp}
{count} today
step count {steps}
they want {things} more
{folk} under one roof
ranked {rank} in survey
# transport
{bus} driver waits for her
misses {bus} by a minute every morning
{bus} replaced by nothing
prams v chairs on {bus}
rides {bus} all day to keep warm
{bus} stinks of weed
{bus} cancelled {qty} in a row
council meeting on {bus} {edate}
# health
{ill} means she can't do stairs
{ill} leaflet only in [word:English]
no cure for {ill} she says, just get on
tested for {ill} at {surgery}
{ill} and no car
fell, {ill}, can't grip
school [word:won]'t believe it's {ill}
{ill} meds make him sleep
# food
{food}? yes please
{food} sale for {charity}
who makes the best {food} on {street}, big debate
# contact
{month} is too late
every {month} it floods
{month} rent due
bins missed all {month}
# green space
[homograph:Jasmine] [word:round] the door smells of holidays
[homograph:Rowan] tree with a ribbon on it
[homograph:Wren]s in the hedge, leave it be
[homograph:Clementine]s for sale at the gate
[homograph:Fern]s growing out of the gutter
[homograph:Bramble] and [homograph:moss] on every step
[homograph:Heath] fire last summer scared everyone
[homograph:Glen] walk w the ramblers, bus there and back
[homograph:Bird] feeders nicked
[homograph:Fox] den under the decking
# homes
[homograph:Christian] landlord my foot
[homograph:Chip] pan fire two doors down
[homograph:Stone] dead boiler
[homograph:Page] 40 of the lease, small print
[brand:Parker Knoll] chair on the skip
[homograph:Knight] in shining armour that gas man
[homograph:Archer]y club wants the hall
[homograph:Mould], [homograph:mould], [homograph:mould]
[homograph:Grace] before meals then straight into the rent
[homograph:Earnest] young surveyor, no use
# neighbours
[homograph:Pat] on the back for whoever did the bins
[homograph:Rich] coming from him
[homograph:Merry] Christmas sign still up in {month}
[homograph:Angel] of a neighbour, no name given
[homograph:Gay] couple moved in, street is fine w it
[homograph:Trust] nobody, says he
[homograph:Patience] is a virtue, mine's gone
[homograph:Sonny] he called me, I'm fifty
[homograph:Duchess] of the close, he jokes
[homograph:Lucky] to have a garden
[homograph:Savage] dog loose on {street}
[homograph:Jolly] evening at {comm}
[homograph:Long] chat, no action
[homograph:Best] street in {ain} once
[homograph:Sharp] elbows at the parking
[homograph:Swift] half in {biz} then bingo
[homograph:Friend]s of the hall, ask them
[homograph:Short] fuse over the hedge
[homograph:Wood] smoke, every night
[homograph:Rush] hour honking
[homograph:Cook]ing smells, good ones
it [homograph:may] [word:rain] on the fair, he shrugs
[homograph:will] talk at assembly
[homograph:may] want a lift
[homograph:will] think about it
[homograph:hope]s for better
left her [homograph:mark] on the estate
[homograph:bill] posters on every wall
[homograph:rose] at {time} to queue
they [homograph:drew] straws for the key
a [homograph:ray] of light
let her [homograph:grant] lapse
pays in [homograph:cash], no [homograph:penny] over
had [homograph:faith] in it once
no [homograph:joy] from the helpline
took the [homograph:mick]
robbed [idiom:peter to pay paul]
keeping up with the [idiom:Joneses]
a bit of a [homograph:wally]
doing [homograph:bird] for it
spends a [homograph:bob] or two
# care
wants [time:24 hour] cover for mum
careline [time:24/7] they said, rang out
# streets
[time:24 hour] garage is the only light on {street}
generator runs [time:24-7] behind {biz}
`;
