// The same as harmless.mjs, in another hand: fuller sentences, dictation, regional words. Written apart from the rules.
export const TALK_HARMLESS = `
# homes
The damp comes back every winter however often they paint over it
there's a puddle in the hallway whenever it [word:rains]
Silverfish in the bathroom and woodlice in the skirting
condensation running down the panes, towels on every sill
extractor fan has been bust since {month}
Immersion heater is knackered and the thermostat lies
they've had scaffolding up for {dur} and nobody working on it
intercom crackles, postman leaves everything in the porch
front door swells and sticks, has to shoulder barge it
the communal garden has turned into a dumping ground
bannister loose on the second floor, someone will break their neck
letterbox was superglued
fuse box [word:sparks] when the oven is on
kitchen units hanging off, drawers jammed
vinyl floor lifting, trips over it
socket by the sink, not safe
asbestos survey was promised in {month}
grouting black, sealant peeling
subsidence crack you can post a letter through
guttering's full of [word:moss] and drips on the step
the radiators clank all night and give off nowt
no loft insulation, roof tiles slipped
can't decorate, plaster comes away in lumps
rents have rocketed [word:round] here since the students came
estate agents are ringing [word:round] for holiday lets
leaseholders stung for {money} for the roof
ground rent doubled
right to buy stripped the street of council houses
overcrowded, bunk beds in the living room
{folk} in a studio flat, one loo between them
temporary accommodation in {area}, [word:miles] from school
on the banding they dropped from B to C
sick to the back teeth of the housing association
repairs hotline plays that awful music
contractors turn up unannounced, then say no access
operative looked at it, sucked his teeth and left
mutual exchange fell through
thinks the block should be knocked down and rebuilt
says the caretaker used to mop the stairs, not any more
{block} lifts out four times since {month}
pigeon netting on {block} torn, muck everywhere
the bin chute at {block} is jammed solid
cockroaches behind the cooker, council sprayed once
[homograph:Bill] came to {money} for a boiler service
[homograph:Will] they ever fix it, doubt it
[homograph:Grant] for heat pumps only if you own
[homograph:Hope] springs eternal but not with this landlord
[homograph:Rob]bed blind by the letting agent
[homograph:Drew] the short straw with that flat
[homograph:Rich] coming from a landlord
[homograph:Mark] my words, the roof will go
[homograph:Jack]ed up the floor with a car [word:jack]
[homograph:Art]ex ceilings, worried about asbestos
[homograph:Max]ed out the credit card on heaters
[homograph:May] as well live in a tent
[homograph:Rose]-tinted view of council housing
[homograph:Frank] exchange of views with the landlord
[homograph:Sue] them, she says, but who can afford a solicitor
[homograph:Miles] of pipe and not one tap hot
[homograph:Josh]ed about the mushrooms growing in the bathroom
[homograph:Ray] of sunshine in the front room, rest is dingy
~house very cold, i pay, pay, no warm
~ceiling he [word:fall] down in night
~landlord say deposit no come back
# streets
Cars park right across the pavement so prams go in the road
The junction by {brand} is an accident waiting to happen
lorries rattle the windows on {street}
no dropped kerb at {street}, wheelchair has to go [word:round]
potholes you could bathe in on {road}
lamppost outside {biz} flickers
twenty is plenty signs ignored
[word:boy] racers doing doughnuts at {place}
the underpass stinks of wee
broken glass all over the cycle path
graffiti on {comm} again
more bobbies on the beat please
police never attend burglaries, just a crime number
shoplifting at {brand} out of hand
catalytic converter pinched in [word:broad] daylight
they were selling drugs by the phone box
someone's letting off fireworks every night since {fest}
subway lights smashed
speed camera on {road} has been bagged up for {dur}
rat run between {street} and {road}
pavement parking is her number one gripe
pelican crossing at {school} takes ages
drains back up on {street} every downpour
manhole cover rocks and wakes the baby
double yellows painted over leaves
temporary lights on {road} since {edate}
hedge overhanging the path by {church}
loose paving slab outside {biz}, went flying
wants benches and bins along {street}
too many A boards on the high street
bus lane fines, {money} a pop
knife crime frightens the mums
she carries an alarm now
CCTV would help, so would decent lighting
feels unsafe walking past {place} at {time}
kerb crawlers on {street}
two stabbings since {month}, kids are scared
cats eyes missing on {road}
resurfacing done on the cheap, already lifting
one way system is bonkers
sat [word:nav] sends artics down {street}
[homograph:Lane] closure on {road} til {month}
[homograph:Sunny] day and the bikes are out in force
[homograph:Dawn] chorus of car alarms
[homograph:Chase]d off some lads smashing bottles
[homograph:Nick]ed [word:wing] mirrors all down {street}
[homograph:Will] somebody please grit the hill
[homograph:May]hem at school run
[homograph:Cliff]hanger whether the council fix it
[homograph:Grace]ful [word:old] houses gone to bedsits
[homograph:Hunter] wellies and a torch to get down the lane
[homograph:Stone]s thrown at the bus
[homograph:Swift] boxes on the town hall, the only [word:new] housing
~car fast, my child afraid
~no light on street, i [word:fall]
# litter
Bins overflowing by [word:Sunday] and collection isn't til Thursday
wheelie bins left on the pavement all week
contaminated bin sticker when it was only a pizza box
maggots in the food caddy
recycling centre at {area} needs booking now, ridiculous
sofa, fridge, three mattresses and a pram by the garages
mice and rats from the takeaway bins
vapes and cans all along the towpath
[word:crisp] packets blow in from {school}
clinical waste in the hedge, needles
{council} app [word:won]'t let you attach a photo
they moved collection day without a letter
bring back the skip days
street sweeper only does the main road
dog poo bags hanging off the trees like baubles
leaf mulch turned to slime
{things} of rubbish cleared at the last community [word:tidy]
trolleys in the [word:brook]
graffiti removal quoted {money}
no litter bins at {place}
charity bags left to rot in the [word:rain]
gulls have got the bin bags open again
black bags dumped behind {biz}
~rubbish many, rat many
# green space
playground tarmac melts in summer, swings rusted
no shade in {park}, want some trees planting
wildflower verge was mown by mistake
{park} cafe shut, kids need the toilet
ducks poorly, algae on the [word:pond]
football pitch churned to mud by quads
tennis courts padlocked
bluebells [word:lovely] up at {park}
brambles over the snicket
nettles higher than the bairns
[word:orchard] would be grand, apples and plums and damsons
[word:bee] hotel, bug hotel, hedgehog highway, she's full of ideas
bats in the [word:church] roof hold it all up
badgers dug up the cricket square
foxes screaming at night
squirrels had all the bulbs
developers eyeing {park} for executive homes
greenbelt nibbled away
allotment rents up {money}
poly tunnel shredded by the wind
wants a dog run at {park}
[homograph:Heather] looks grand on the [word:moor]
[homograph:Robin] on the windowsill every morning
[homograph:Violet]s under the hedge by {church}
[homograph:Willow] cuttings free to anyone
[homograph:Daisy] chains on the field with the [word:little] ones
[homograph:Ivy] smothering the railings
[homograph:Rosemary] bush by the gate, help yourself
[homograph:Jasmine] on the trellis smells gorgeous
[homograph:Heath] fire last summer, took {folk} to put out
[homograph:Ash] trees coming down along {road}
[homograph:Ginger] tom keeps using her flowerbed as a toilet
[homograph:Poppy] wreaths nicked off the memorial
# transport
The bus company keeps cancelling without telling anyone
buses bunch up, three at once then none for an hour
timetable at the shelter is from {edate}
real time display has been showing the same bus since {month}
concessionary pass doesn't work before half nine
contactless reader was down, driver waved her on
rail replacement again this weekend
trains rammed, standing all the way to {area}
station lift broken, no step free
bike got nicked from the rack
taxis refuse guide dogs
trams would be [word:ace]
hopper fare was the best thing they did
would take the bus if it turned up
school coach service withdrawn
cycle superhighway goes nowhere
potholes wrecked two tyres and a wheel
{bus} goes all [word:round] the houses
since they rerouted {bus} the [word:old] folk are stranded
{bus} is never wheelchair accessible
connection to {bus} missed every time
driver wouldn't lower the ramp on {bus}
{bus} is like [word:gold] dust on a {day}
fuel's gone up again, petrol {money} a tank
dial a ride needs a week's notice
walks it, {dist} each way with shopping
[homograph:Miles] to the nearest hospital
[homograph:Max] two buggies allowed
[homograph:Will] the tram ever come this side of the river
~bus driver no wait for me, i run
# health
Can't get through to {surgery}, forty in the queue at {time}
phone consultation only, doctor never looked at her leg
waiting list for CAMHS is two years
chemist is always out of stock of HRT
prescriptions went missing between {surgery} and the pharmacy
physio waiting list, given a sheet of exercises
A&E was carnage, trolleys down the corridor
dentist dropped them for not coming during covid
glasses fell apart, optician wants {money}
breast screening van should come to {brand} car park
smear test put off three times
blood pressure through the roof with worry
insulin in the fridge that doesn't work
her nerves are bad, tablets make her drowsy
walk in centre closed at {edate}
mental health team discharged him by letter
asthma's worse with the mould
two strokes and still no rehab
diagnosed with {ill} in {month}, no leaflet no nothing
his {ill} means he can't stand for long
thinks the air off {road} gives the kids {ill}
needs an interpreter at appointments, {lang}
blind in one eye, waiting for cataracts
hospital parking {money}, scandalous
{hosp} lost the scan
maternity at {hosp} were wonderful
outpatients at {hosp} sent three letters, all different dates
ward was filthy at {hosp}
would like a wellbeing cafe at {comm}
sepsis scare at [word:new] year
going private for her knees, borrowed from the credit union
vaping clinic, weight clinic, nothing in the evenings
diabetic foot clinic moved to {area}
hearing aids whistle
bunions, gout and a dodgy hip, he listed the lot
gluten free bread off prescription now
[homograph:Patience] is what they tell you to have
[homograph:Frankly] 111 is a waste of time
[homograph:Faith] in the NHS but not the managers
[homograph:Joy] to see a proper doctor for once
[homograph:Mercy] killing he joked, the state of his knees
[homograph:Gene]ral practice is on its knees
[homograph:Will] wait til {month} for the scan
[homograph:May] need an operation
~doctor phone [word:english] fast, i no understand
# care
Carers allowance doesn't touch the sides
home care visits cut to fifteen minutes
the hoist is waiting for a part
sitting service ended with the [word:grant]
day centre fees went up to {money}
she's on her knees with it, no break in a year
social services keep passing her [word:round]
incontinence pads rationed
continuing healthcare refused on a technicality
respite bed cancelled at the last minute
wet room promised, strip wash at the sink for now
pendant alarm battery flat
sandwich generation, kids and parents both
befriending service would help her mum
dementia cafe at {church} is a godsend
school for special needs is over the other side of town
EHCP tribunal in {month}
direct payments don't cover a PA's wages
[homograph:Grace] and [word:favour], that's how they treat carers
[homograph:Hope]less system, back of a fag packet
~i am carer for mother, no sleep
# loneliness
Evenings are the worst, the clock ticks that [word:loud]
talks to the radio, argues with it too
only speaks to the delivery driver
her knitting group folded
since the pub shut there's nowhere to bump into folk
the neighbours keep themselves to themselves
cat is her only company
would come to a crafternoon
used to go ballroom dancing of a {day}
can't hear on the phone so nobody rings
bank closed, that was her weekly natter
a coffee morning would be champion
moved here for the grandkids then they moved to {area}
likes a bit of crack with the binmen
dreads bank holidays
warm space at {church} kept her going
[homograph:Hope] someone starts a lunch club
[homograph:Joy]less Christmas he said, telly and toast
[homograph:Will] come if there's a lift
[homograph:May] come along if the weather's nice
~in my country all people talk, here door shut
# youth
Bored kids hanging about outside {biz}
nothing for teenagers since they closed {comm}
needs a proper goal and a basketball hoop
detached youth workers were brilliant, funding ended
skate ramp would keep them off the streets
mental health of youngsters is shocking since covid
apprenticeships are all in {area}, fares cost more than the wage
sixth form bursary scrapped
school's gone academy, uniform {money}
after school club full til {month}
nursery fees more than the mortgage
phones banned at {school}, she's made up
vaping in the toilets at {school}
exam stress, [word:tears] every night
free swimming in the holidays was grand
scouts, guides, brownies all full
bullied at {school}, moved to {school}
detention for the wrong socks
parents evening was on zoom, hopeless
dance classes {money} a term
children centre turned into offices
teen pregnancy group needs a creche
half term clubs booked solid
no one to run the under 12s
boxing gym keeps lads off the corner
{tally} of the kids said they feel safe
girls feel unsafe walking home from {school}
wants a homework club with wifi
[homograph:Art] and drama cut at {school}
[homograph:Summer] play scheme axed
[homograph:Will] they reopen {comm}, the kids keep asking
[homograph:Grant] of {money} for the boxing club
[homograph:Bill] for school shoes made her cry
[homograph:Sky] high fees for football
[homograph:Star] pupil in maths she said proudly
~school trip cost, no money, he cry
# older
Winter fuel payment being stopped has frightened her
pension credit form like war and [word:peace]
online only for the blue badge, she hasn't a computer
passbook savings account closed on her
her bus pass is her lifeline
wants proper seats at the bus stop not those sloping perches
slippers, stick, wet steps, recipe for a broken hip
memory isn't what it was
been in the same house since the coronation
worked down the pit, dust on his lungs
[word:mill] girl at fourteen, weaving sheds
National Service in Cyprus and then the docks
came over on the boat in the fifties
evacuee in the war, still has the label
wants the bowling green open again
choir for over 60s at {comm}
scam calls every day, pretending to be the bank
cataract op fixed it, reads again
shops [word:won]'t take cash, feels like a criminal
tv licence letters every week
[homograph:Frank]ly nobody bothers with pensioners
[homograph:Will] [word:power] and porridge, that's her secret
[homograph:Grace] before every meal still
[homograph:Earl] of Sandwich pub shut, that was their club
[homograph:Pearl] barley broth on the hob
# food
Food bank at {church} ran out of nappies
three for two offers gone, everything smaller
skips her own tea so the kids have seconds
no fresh veg shop within a mile
chippy's {money} for fish and chips now
eats cold to save on gas
pantry membership {money} a week, brilliant value
community fridge always empty by {time}
bread and dripping like in the war
wants growing space for chillies and coriander
allotment glut, courgettes coming out of her ears
batch cooking class was belting
school meals are beige
free school meals threshold too low
kids ate {food} for the first time
made a vat of {food} for the wake
potluck: {food}, {food} and a trifle
{food} smells all down the landing, [word:lovely]
halal counter at {brand} closed
[word:sugar], flour, marg, eggs, all gone up
too [word:proud] to go to the food bank
[homograph:Olive]s and feta from the deli
[homograph:Basil] plants going cheap at {brand}
[homograph:Sage] and onion stuffing
[homograph:Rosemary] and garlic spuds
[homograph:Ginger] nuts with the tea
[homograph:Honey] from hives on the allotments
[homograph:Cherry] pie at the street party
[homograph:Candy] floss machine for the fete
[homograph:Bean]s on toast again
~meat expensive, i buy rice only
# money
Prepayment meter gobbles {money} a day
standing charge robbery
overdraft fees on top of overdraft fees
payday loan spiral, started with a washing machine
hasn't opened the brown envelopes
universal credit advance being clawed back
tax credits overpayment from years ago
council tax bailiffs added {money}
two jobs and still skint
savings gone on the funeral
child maintenance never turns up
under occupancy charge
mortgage went up by {money} a month
credit union saved their [word:bacon]
washing machine packed up, launderette {money} a load
broadband social tariff, nobody knows about it
school uniform [word:grant] scrapped
bus fares, dinner money, trainers, it all adds up
Klarna for school shoes
brass monkeys in there, meter's off
christmas hamper scheme went bust
catalogue, provvy, doorstep lender, all of them
hardship fund at {school} helped with a blazer
energy company estimates are fiction
[homograph:Rich]er areas get more buses
[homograph:Penny] for the [word:guy] doesn't buy much now
[homograph:Bill] shock for the whole landing
[homograph:Cash] in hand only
[homograph:Grant] applications are a foreign language
[homograph:Sterling] work by the advice centre
[homograph:Will] have to choose between heating and eating
~money finish before month finish
# work
Zero hours contract, rota changes the night before
warehouse targets inhuman, loo breaks timed
minimum wage and unpaid travel between clients
agency takes a cut, payslips don't add up
steelworks shutting, whole street works there
shifts don't fit with nursery
laid off by text message
joiner by trade, can't get the hours
tribunal over holiday pay
job centre sends her for jobs with no bus
strike day, picket at {hosp}
redundancy consultation at {brand}
works as a {job}, knees are gone
temping as a {job}
{job} in the day, delivery driver at night
gig economy, own insurance, no sick pay
discrimination at work, scared to say
skills from back home not recognised
volunteering for years, wants it to count
[homograph:Mason] needed for the [word:church] wall
[homograph:Carter]s and drivers were on strike in those days
[homograph:Taylor]s used to be on every corner, spelt like the trade
[homograph:Baker]y smells at {time}, only good thing about nights
~boss say come tomorrow, no pay
# learning
Library cut to two days a week
computers in the library always booked
[word:english] class clashes with school pick up
wants to learn to swim, read and drive, in that order
functional skills maths at {comm}
free courses are all online
dyslexic, never picked up at school
wants sewing and upholstery
letters from school only in [word:English]
wants conversation class with a creche
{lang} lessons for the kids on {day}s
speaks {lang} and {lang}, would interpret
ESOL level one full until {month}
citizenship test {money}
adult learning centre closed in {edate}
# neighbours
Everyone's friendly enough but nobody knows names
neighbours fell out over a hedge
noise from the airbnb, hen parties
parties til all hours, bass through the wall
street whatsapp is all lost cats and parcels
barbecue for the jubilee was the last do
wants a community noticeboard
christmas lights switch on brings folk out
football in the street, ball in the garden, the usual
[word:new] families welcome pack would be nice
rumours on facebook stirring things up
says hello to everyone, knows no one
dog barks from {time} til {time}
students next door, bins and bottles
wheelie bin wars
big extension blocked the light
door slammed, fair enough
not interested, cheers
no answer x2
busy, call back after tea
on the phone, took a leaflet
didn't want to talk, baby asleep
nobody in, dog going mad
too late, on way to work
said we sell something, didn't believe us
[word:english] not great, smiled, took leaflet
mardy, but signed
top woman, proper laugh
chuffed someone came [word:round]
nowt to say, nowt to complain about
buzzing about the street party
proper gobby but spot on
knackered after the school run
brew offered, declined, next time
a bit nesh, stood in the doorway in a coat
they're canny folk on this side
it's gone reet downhill
summat wants doing
mithered to [word:death] by salesmen
ginnel between {street} and {street} needs lights
twitten behind the shops is a toilet
jitty full of glass
bairns play on the green
wee lad on a scooter, near miss
her back yard floods
aye, she's had it up to here
mum's at mosque, come back {day}
family at [word:church] til {time}
~neighbour smile, no speak
[idiom:Uncle Tom Cobley] and all turned up for the meeting
[idiom:Rob Peter to pay Paul] every month
[idiom:happy as Larry] since the [word:new] windows
[idiom:Heath Robinson] wiring in the loft
[idiom:jack of all trades] does odd jobs
[idiom:Murphy's law], rained on the litter pick
[idiom:smart alec] on the phone at the council
# community places
{comm} needs a lick of paint
{comm} has a [word:lovely] kitchen nobody uses
hire charges at {comm} have doubled
community centre roof leaks onto the stage
[word:church] hall heating is {money} a session
post office counter closing at {brand}
last bank in {ain} gone
cash machine charges {money}
library van doesn't come to {street} any more
swimming baths shut for repairs since {edate}
pub's up for sale, wants it as a community pub
wants somewhere to sit that isn't a shop
mosque open day was smashing
langar at the gurdwara feeds everyone, all welcome
toddler group at {church} packed out
{church} bells, love them or hate them
jumble sale at {church} {day}
table top sale raised {money}
{mosque} did iftar for the street
{charity} have an office above {biz}
defibrillator outside {comm} missing
theatre group rehearses at {comm}
{fest} was the best day of the year
{fest} parade past {school}
wants {fest} and {fest} celebrated together
{biz} is the heart of the street
{biz} has closed, big loss
{biz} gives discount to pensioners
outside {biz} there's always a gang
opposite {biz} the pavement has sunk
between {biz} and {biz} there's a gap where bins get dumped
turned {biz} into flats
{biz} do a [word:lovely] breakfast
[homograph:Trinity] [word:Sunday] tea
[homograph:Hope] to see the library saved
[homograph:Will] need a ramp for the hall
[homograph:Grant] from the lottery for the roof
# arts
Amateur dramatics doing {work}
wants open mic, poetry, a bit of culture
panto was sold out
brass band needs cornets
steel pan workshop at {school}
saw {work} at the pictures
bhangra, ceilidh, line dancing, she'll try anything
crochet and natter group
murals on the substations brighten it up
[word:old] photos exhibition in the library
carnival costumes made from bin bags
[homograph:Art] therapy helped her son
[homograph:Carol] sheets for the singing
[homograph:Viola] and cello going free
# climate
Garden's under water every {month}
sandbags out again on {street}
sewage backs up when the river's high
flood insurance {money} excess {money}
solar panels would be marvellous but who pays
house like an oven in the heatwave
trees keep it cooler, plant more
air quality on {road} gives everyone coughs
single glazed and draughty, [word:old] sash windows
low emission zone costs her {money} a day
repair cafe, swap shop, tool library, all good ideas
electric buses please, the diesels stink
heat network bills are a scandal
[homograph:Storm] blew the fence onto the line
[homograph:River] burst its [word:banks] in {month}
[homograph:Sunny] side of the street should have panels
[homograph:Misty] and mouldy all winter
# contact
MP's office sent a standard letter
councillors only come [word:round] at election time
doesn't vote, they're all the same
{official} promised the world
{official} came to see the damp
had a reply from {official} saying nothing
wants {official} at the assembly
{official} supports the bus campaign
the office of {official} never rang back
invite {official} and the council leader
{official} cut the ribbon at {comm}
went downhill under {era}
{era} sold the houses off
hasn't trusted anyone since {era}
come back after {fest}
away until {edate}
free {day} mornings
meeting {edate} at {comm}
works {day} to {day}
sometime in {month} would suit
{month} is too busy
ring {helpline} she was told
{helpline} just gives a recorded message
tried {helpline}, cut off
look on {purl}
{purl} is down
doesn't do {purl}, no internet
objections to {pref} by {edate}
see {pref}
{out} side done
{things} knocked, {qty} answered
got through {street} in one evening
finished {street}, soaked to the skin
two of us, {things}, {qty} conversations
lots of not ins on {street}
half the doors on {street} didn't answer
started at {time} finished at {time}
ran out of leaflets at {block}
couldn't get into {block}, need the fob
sun shining, good chats
heavy [word:rain], gave up [word:early]
tea at {biz} to debrief
really positive session, eight signed up
main issues: damp, buses, bins, youth
top three: rents, litter, speeding
theme of the night was parking
scribbled this on the bus home, sorry for typos
handwriting awful, check before typing up
dictating this so it might be wrong
right so um the first house didn't want to know really
okay next one was all about the buses they were saying it never turns up
yeah so basically the same again damp damp and more damp
so anyway she was saying that the school is too full
full stop [word:new] line next door nobody in
and then um yeah the lady at the end was really nice made us tea
so i said we'd come back in a fortnight
no i don't think they'll come to the meeting to be honest
`;
