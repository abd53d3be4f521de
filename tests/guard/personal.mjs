// Sentences that hold personal data. `{X}` is a slot, `[kind:words]` a trap. A line that starts with ~ is ESOL phrasing.
export const PERSONAL = `
# homes
spoke w {G}, damp in both bedrooms since {month}
{F} says landlord wont fix boiler
said ring {G} before going [word:round], dog
saw {G} last wk, still no hot water
nan = {G}, grandson = {G}
the {R}s on the top landing have had enough of the leak
the {R} family want out, {folk} in one room
{T} next door has the key to the meter cupboard
landlord is {F}, never answers
agent {F} took a deposit of {money} and vanished
caretaker {G} does his best, one man for {things}
{G} from housing came, wrote it all down, nothing
housing officer {F} said {dur} before a plumber
{num} is {G}, {num} is empty
the lad at {num}, {G}, had his door put in
her upstairs is {W}, plays music til {time}
asked for {W}, no answer, try again {day}
{G} & {G} both got section 21
{W}'s ceiling came in over the cot
window wont shut at {G}'s, he's stuffed it w towels
surveyor called {F} never turned up
mould: {G} (asthma), {G} (baby), {G} (nan)
lease is in {F}'s name not hers
evicted w/o notice - {F}, {yr}, sofa surfing
warden used to be {G}, now nobody
{I} signed for the keys
tenancy joint {F} / {F}
it was {G} what painted the stairwell himself
contractor's lad, {G}, was [word:lovely] tbf
{W} and her mum have one bed between them
rats. {T} has seen {qty}. nobody comes
gas man {G} condemned the boiler, left a red sticker
{addr}: {F}, eviction hearing {edate}
{F}, {addr}, wants to come to the meeting
~my name {F}, i have water come down the wall
~i am {G}. the house he is cold, baby cough all night
~{G} my neighbour she help me call the landlord but he no pick
~my husband {F} he work night, the heating no work
~landlord name is {F}, he say wait wait
keys with {G} at {num}
do not knock {num}, {G} is on nights
{G} at {num} is the one everyone listens to
{num} flooded from upstairs, {W} lost everything
repair promised to {T} in {month}, still waiting
# streets
{G} counted {things} without a streetlight
{F} nearly got hit outside {school}
drains: {T} has photos
{W} reported the kerb, twice
pothole got {G}'s wheel, {money} to fix
blames {F} for the cars on the pavement
PCSO {G} knows about it
beat officer {F}, good egg, gone to {area} now
car doors tried, {G} saw two lads off
{G} got followed home from {park}
attacked on {street}: {F}, {age}
{W} [word:won]'t walk past the garages after dark
scooters again, {G}'s lad nearly lost a foot
the lollipop man, {G}, retired and nobody replaced him
someone burgled {T}, took her late husband's watch
# litter
{G} picks litter every {day}, bless him
fly tipping - says its {F} w the van
binmen skip {T} every time
{W} rang about the bins, got nowhere
dog mess. {G} put signs up
{F} cleared {things} on his own
sofa dumped by {num}, {G} seen who did it
skip outside {G}'s 3 months now
# green space
{G} runs the allotment, plot by the tap
{W} planted all them daffs by {street}
bench in memory of {F}, been smashed
{T} feeds the foxes, drives the rest mad
friends of {park}: {G} chair, {G} treasurer
gardening: ask {W}
kids cut {G}'s hedge down
[word:orchard] idea came from {F}
{G} will water the planters if {G} does weekends
# transport
{G} misses dialysis when the {bus} dont come
{F} had to give up the job at {brand} when the {bus} went
driver called {G} waits for her, the rest dont
no lift so {T} can't get to {hosp}
{W} would drive a minibus, got licence
{G} and {W} share a taxi, {money} each way
blue badge turned down again, {F}, {age}
walks to {area} and back, {G} does, at {yr}
station staff member {G} carried the pram
~{F} he no can drive now, the bus no come
# health
{G} has {ill}, says {hosp} don't believe her
{T} can't read the letters from {surgery}, son {G} does it when he visits
GP is {T}, never the same one twice she says
her GP {T} retired, now its locums
Dr {S} told her to lose weight, thats it
nurse {G} at {surgery} was kind
nurse called {W} took the bloods
health visitor {F} stopped coming in {month}
{G} waiting on an OT since {month}, falls in the bath
midwife {G} the only one that listened
{F} - {ill}, on the list {dur}
{W} has sickle cell, gets told off for asking for pain relief
consultant {T} wrote to the {surgery}, they lost it
physio {G} says 6 months
dentist {T} gone private
{G}'s {ill} is worse since the damp
took {W} to A&E, sat there til {time}
chemist lad {G} drops her tablets in
{G} ({yr}) {ill}, {G} ({yr}) {ill}, {G} ok
{G} died in {month}, she's not said his name since
mum {F} has {ill}
counsellor was {G}, then funding went
ask {G} re exercise class
~i take care my mother {F}, she have {ill}
~doctor {S} he say wait, i wait since {month}
# care
carer {G} comes {time}, never on time
{G} no show {dur} running, {T} not fed
social worker is {F}, off sick
looks after {G} (son, {kid}, autism) on her own
respite for {G} stopped {month}
{W} does nights for her mum, sleeps in a chair
key safe at {G}'s broken, neighbour {G} has a spare
foster mum {F}, {folk} at home
PA for {F}: {G}, only {qty} hours
{T} wants somewhere to go in the daytime, {comm} was perfect
her sister {W} does everything
assessed by {F}, took a year
{G} has pendant alarm, pressed it, nobody came
# loneliness
{G} and {G} fell out years ago, both lonely, same landing
{G}, {yr}, only goes out for the chemist
{W}, {yr}, hasn't spoke to anyone since {day}
would love a visit - {T}
lost her husband {G} in {month}, 50 yrs wed
eats alone since {W} went
{F} cried on the step, stayed {time}
befriender = {G}, comes {day}s
only talks to {G} at {biz}
{W} stopped coming to bingo when {G} passed
sits with the telly, {G} does, all day
{G} says hello to the postie, that's it
~i am {F}, i cook for one, is sad
~my wife {G} die in {month}. i have nobody
~my friend {G} go back her country
# youth
{G} (15) and {G} (14) want somewhere w wifi
{G} wants a girls session at {comm}
mum {F} fuming, school moved {G} into isolation again
head teacher {T} [word:won]'t meet us
teacher {F} gives up her lunch for them
Y6 teacher {T} leaving
youth worker {G} laid off when {comm} shut
coach {G} does football for nowt
{W} wants to do music, no room
twins {G} + {G} excluded same day
{G}'s lad, {G}, got stopped by police {qty} times
kids by the shop: {G}, {G}, {W}, not bad lads
mentor {F} turned him [word:round]
{W} got into {school}, first in family
detached worker {G} on {street} {day}s
# older
{T}, {yr}, hasn't been out since {fest}
{W} is {yr}, sharp as a tack
nan {G} wants the lunch club back
grandad {G} [word:won]'t wear the pendant
great aunt {W} in {comm}, hates it
{F} turns {yr}, no party, nobody to ask
[word:old] {T} remembers when {street} had a cinema
{G} fell on the ice, lay there till {time}
{W} keeps falling
{I}, {yr}, widow, wants tea dance
deaf, shout for {G}
# food
foodbank voucher for {F}
{G} does the soup run {day}s
cooking sessions: {G} wants in, so does {W}
{W} skips meals so {G} can eat
{G} brings {food} for everybody at {fest}
{T} makes {food}, could teach it
pantry: {G} opens, {G} shuts
school dinner lady {G} slips them extra
{F} at the foodbank said come back {day}
halal meat for {G}'s lot too dear
three days no food. {W} from next door feeding them
# money
{F} sanctioned again
{G} on the breadline, {benefit} stopped
bailiffs after {T} for {money}
{W} owes a loan shark, scared
debt adviser {F}, {charity}, was brilliant
{G} paying {money} on the meter
{T} lent her the bus fare
job centre coach {G} ok, the other one awful
{W}'s {benefit} turned down, appealing
owes {G} for shopping
# work
{F} on zero hours at {brand}
{G} plumber {qty} yrs, [word:happy] to show young ones
{W} cleans offices {time} then does school run
sacked: {F}, warehouse, no reason
boss {G} pays in cash, {money} a day
union rep {F} helped
{G}'s a {job}, wife {G} is a {job}
agency lad {W} gets no holiday
{F} was an engineer back home, packs boxes now
shift manager {G} shouts at them
~i am {G}, i am engineer in my country, here i clean
# learning
{G} wants ESOL, all classes full
tutor {F} left in {month}
{W} can't read, never told anyone
{T} taught at {school} {qty} yrs
{G} doing GCSE maths at {yr}
librarian {G} helps with forms
class w {T}: {G}, {G} and {W}
childminder {G} so she can do the course
# neighbours
{W} next door is an angel
{G} next door, {G} over the road, {W} at the end, that's her lot
asked after {G}, moved out {month}
{G} and {T} swap {food} for {food} over the fence
argument w {F} over parking
noise: {W} upstairs, {time}
look out for {G}, she's had a fright
{F} lost his cat
if no answer try {G}
{W} took the parcel in
says speak to {G} first
everyone knows {N}
{N} runs things [word:round] here
ask {N}, knows all the lads
{N} + {N} do the street party
{N} said no, {N} said maybe
{G}'s cousin {W} moved in
{I} on the door, no time to talk
{G} wants a neighbourhood watch, so do the {R}s
petition: {F}, {F}, {I}
{G}? moved. {W}? dead. {G}? dunno
talk to {G} re street party
that'll be {G}
is {G} still there? yes
knows {G} from {church}
- {G}
{G} again. same as before
not {G} the other one, {G}
{G} : yes / {W} : no / {G} : maybe
told by {T}
home: {F} + {G} + baby
yes from {W}
{F}.
ring bell for {G}
grandma {W} answers door
her son {G} in the army
his daughter {W} at uni in {area}
brother in law {G} sorts the car
step dad {G} not [word:keen]
partner {G} dead set against it
ex, {F}, still comes [word:round]
don't leave message w {G}
~my neighbour name {G}, very good man
~{W} she is my friend, she come with me
# community places
{G} has keys to {comm}
{F} used to run {comm}
vicar {F} open to a joint meal w {mosque}
vicar {G} says yes
imam {F} will announce it {day}
imam {G} and vicar {W} do food stall
pastor {F} [word:keen]
rabbi {F} phoned back
granthi {G} said langar open to all
Father {G} lets them use the hall
choir leader = {G}, pianist = {W}
bar manager at {comm} is {F}
chair {F}, sec {W}, treas {I}
{W} books the room, not {G}
volunteer {G} worn out
# arts
{G} paints, did one on {street} for free
{W} sings, [word:lovely] voice
poetry night run by {F}
drummer {G}, dhol player {G}
knits w {W} and {G} on {day}s
{T} has [word:old] photos of {street}
film made by {G}, shown at {comm}
band: {G} bass, {W} vox, {N} drums
quilt made by {F} in {month}
# climate
{G}'s cellar flooded twice
{F} wants panels on the roof, {council} said no
{W} worried re heat, flat gets to 35
{G} logged the smell from the works daily
insulation scheme left {T} with holes in the wall
sandbags - {G} has the van
# contact
{F} {phone}
{F} - {phone} - {email}
{F} / {phone} / {email}
call {G} on {phone}
text {W} {phone} after {time}
mob {phone}
landline only {phone}
ring {phone} ask for {G}
her number's {phone}
would like a call {phone}
{G} {phone} not before {time}
daughter {G} deals w it, {phone}
ph {phone}, best {day}
tel: {phone}
whatsapp {phone} no calls
[word:new] no {phone} [word:old] one dead
left {phone} on a post it
{phone} ({G})
{phone} or {phone}
voicemail full on {phone}
best way is {phone}
can u get {G} to bell me {phone}
t: {phone} e: {email}
emergency contact {F} {phone}
{G}, {pc}, {phone}
ok to contact. {G}, {pc}, {phone}
~my phone {phone} please you call
~you call my son {G} {phone}, he speak [word:english]
email {email}
e-mail is {email} all lower case
{email}
send minutes to {email}
put her on the list {email}
{G} {email} wants newsletter
she spells it {email}
mail {F} at {email}
{W} wants poster file, {email}
his work one {email}
forms to {email} pls
invoice {email}
prefers email - {email} - no phone
try {email} if bounces ring
add {email} to group
cc {email} and {email}
contact {W} {email} re hall
~my email {email} i no check much
postcode {pc}
lives {pc}
pc {pc}
shes at {pc}, past the school
{pc} is the one with green door
leaflets for {pc}
{W}, {pc}
satnav {pc}
parcel went to {pc} by mistake
home {pc} works in {area}
their [word:new] place is {pc}
out of area ({pc})
flat hunting, currently {pc}
moved from {pc} to {pc}
{addr}
{addr}, {pc}
she's at {addr}
lives {addr}
back door of {addr}
come back {day}, {addr}
{G} at {addr}
post for {F}, {addr}
[word:round] the back of {num}
try {num} again
{num} wants a yard sign
{num} said no, {num} said yes
knocked {num}, dog, left card
lady in {num} needs shopping
come back and see {G}, side door of {num}
delivery goes to {num}
unofficial block captain, {num}
bloke from {num}
{house} end of the lane
skip at {addr}, wrong house
do not put thru door, ex partner {G} still lives at {num}
tipping by {addr}
meeting at {addr} {time}
visit {addr} re damp
fire at {addr} last {month}
moved to {addr}, not far
empty since {month}: {addr}
~i live {addr}, third floor
# care
NI number {nino}
NINO {nino}
nat ins {nino}
national insurance no. is {nino}
ni {nino} for the form
sanctioned again. NI no {nino}
[word:PIP] appeal, NINO {nino}, mandatory recon ref {claim}
wrote her {nino} on the back of leaflet, shredded
{nino} he read out off a payslip
job centre lost {nino}, starts again
N.I. {nino}
insurance number {nino}, no work yet
{F} {nino}
payslip shows {nino}
her ni, {nino}, is wrong on the letter
# health
NHS number {nhs}
NHS no. {nhs}, DOB {dob}
nhs {nhs}
{G} NHS {nhs}
her nhs num is {nhs}
gave me hospital label: {F} {nhs} {dob}
carer wrote {nhs} on my sheet, bin this
NHS no {nhs} on the letter
letter from {hosp}, {nhs}
N.H.S number {nhs}
appointment card {nhs}
patient no {nhs} {surgery}
prescription slip says {nhs}
nhs app number, {nhs}, locked out
vaccine card {nhs}
DOB {dob}
d.o.b. {dob}
born {dob}
{G} born {dob}
{F} ({dob})
date of birth {dob}
{F}, {dob}, {ill}
dob: {dob}, needs it for the bus pass
birth date {dob}
b. {dob}
{G} dob {dob} and {G} dob {dob}
her birthday {dob}, pension late
Lives at {addr}. {F}, {dob}. Carer no show {dur}
son's dob {dob} for the school form
form wants d o b so {dob}
was born on {dob} in {area}
~i born {dob}, they say no pension
# streets
reg {reg}
van reg {reg}
same moped, {reg}, every night about {time}
number plate {reg}
white transit {reg} tipping by the {rare}
other driver's reg {reg}, never stopped
plate was {reg} i think
{reg} parked across her drive
silver corsa {reg}
drug car {reg}, {time}, outside {park}
{reg} again
{G} drives {reg}
abandoned car {reg} since {month}
blocked in by {reg}
{G} does the soup run, van is {reg}
registration {reg}
keeps revving, {reg}, told police
tipper, {reg}, no tail lift
seen {reg} and {reg} racing
taxi {reg} overcharged him
crime ref {crime}
crime number {crime}
police ref {crime}, no follow up
got ref {crime} and thats it
Report {crime}, heard nothing
{G} got followed home. Report {crime}
log no {crime} from {helpline}
incident {crime}
reported it, {crime}
burglary ref: {crime}
ref from police = {crime}
asb case {crime} closed
officer gave {crime} as reference
# money
sort code {sort} acc {acct}
acct {acct} sort {sort}
sort {sort} account number {acct}
a/c {acct} s/c {sort}
bank details {sort} {acct}
pays {G} into {acct}, {sort}
scammed, gave them {sort} / {acct}
acc no. {acct}
s/code {sort}
gave card details {card} for a donation, said no
card no {card}
card number {card} read out on doorstep!!
debit card {card} cloned
tried to pay us w {card}
long number {card}
IBAN {iban}
iban for sending home {iban}
standing order from {iban}? tell her we don't take money
sends money to {iban}
{F} account {acct}, bank froze it
wrong bank - {sort} {acct} should be hers
benefit paid to {acct} not hers
refund to card {card}
post office card {card} stopped working
# youth
insta {handle}
insta {at}
follow {at}
{at} on tiktok
snap {handle}
snapchat: {handle}
{G} on insta as {at}
tiktok {at} does dances in the {comm}
ig: {handle}
fb msg {handle} not phone
add her on facebook {handle}
telegram {at}
discord {handle}
his youtube {url}
{url}
{url} makes films
follow them on {url}, all local lads
page is {url}
shes on {url} selling {food}
dm {at} for flyers
{at} + {at} do a podcast
twitter {at} moans re bins
user name {handle} on the group chat
threads {at}
vinted {handle} sells baby clothes
message {handle} on messenger
{W} posts as {at}
# work
passport {passport}
passport no. {passport}
passport number {passport} shown, didn't need it
passport {passport} expired, stuck
driving licence {licence}
licence {licence} sent back twice
licence no {licence}
DVLA lost licence {licence}
his licence, {licence}, has [word:old] address
BRP {brp}
BRP {brp} speaks {lang}, would love to interpret. {G}
brp card {brp} ran out
residence permit {brp}
e visa instead of {brp}, cant get in
home office ref {visa}
share code {visa} dont work
case number {visa}, no answer
asylum ref {visa}
UAN {visa}
DBS {dbs}
DBS certificate {dbs}
dbs number {dbs}, can volunteer
disclosure cert no {dbs}
has enhanced DBS {dbs}
# homes
rent account {rent}
rent acc {rent} in arrears cos of the five week wait
rent ref {rent}
tenancy {rent}
tenancy ref {rent}, {T}
tenancy number {rent} on every letter
housing ref {rent}
council tax ref {ctax}
council tax account {ctax}, summons
c tax {ctax}
ctax acc no {ctax} bailiffs
council tax no. {ctax} single discount gone
# money
UC ref {claim}
claim ref {claim}
claim number {claim}
benefit ref {claim} still waiting
[word:PIP] ref {claim}
mandatory reconsideration ref {claim}
tribunal ref {claim}
housing benefit claim no {claim}
case ref {claim} at {body}
journal ref {claim}
appeal {claim} heard {edate}
# neighbours
{G} at {addr}, {phone}
{F}, {num}, {phone}, {email}
{G}, {W} and {G} all at {addr}
{T} {phone} {pc}
{W} {num}
{WF}, {addr}
{WF} said yes
asked {WF} twice
{WF} chairs it, {G} takes notes
by {WF}
met {WF} and {WF}
kids of {WF}
{W} [homograph:may] come, {W} [homograph:will] not
{W}, {W}, {W}: all [word:keen]
{W} has the hall key, ring {phone}
text {W} n {W}
{W} can't, {G} can
{W} and {W} are on the rota
saw {W} at {brand}
{W} wants a lift {day}
{W} is poorly
{W}'s mum's place
left card for {W}
spoke {W}
told {W} bout it
~{F} no is home, come back {day}
the {R} girls
them {R}s
{R} lad from {street}
Mr and Mrs {S}
young {R}
young Mr {S}
{S}, first name not given
[word:old] man {R}
the {R} boys on the corner, no bother
ask for {T} at {comm}
{T}: hip. {T}: eyes
{T}, {T} and {I} at table
# neighbours
{G} at {biz} knows everybody
{F} works at {school}, [word:won]'t be quoted
manager of {biz} is {G}
met {G} outside {church}
{street}: {G}, {G}, {G}
{G} from {area}
{G} off {street}
{official} told {G} to wait
{official} met {F} about it, nothing since
{G} ({job}) [word:keen]
{F} stood for council once, lost
{G} speaks {lang}, could translate
{G} on {benefit}, terrified of reviews
{benefit} stopped for {F} in {month}
{G} was {yr} when she came, now {yr}
hears voices thru the wall - {G}
tell {G} hi
{G}'s dog bit the postie
seen by {G}, then {G}, then nobody
i/c = {F}
re: {F}
FAO {F}
Re {T}, see last wk
nb {G} deaf
hse shared by {G}, {G}, {G} + {G}
{G}/{G} share a phone
"{G}" on the buzzer
name on bell: {S}
buzzer says {S}
signed {F}
per {G}, meeting moved
thx to {G} for the {food}
wife {G} speaks, husband wont
best mates w {N}
big thanks {G} x
{N} got me in the building
{N} drinks in {biz}
{G} née {R}
{F} aka {N}
goes by {N}, real name {F}
{N} ({F})
everyone calls her {N}
the one they call {N}
the {R} twins
{R} senior and {R} junior
the late {F}
poor {G}
{G} bless her
our {G} not well
me and {G} did {street} together
team: {G}, {G}, {G}
partnered w {G} today
{G} took the notes
{G} to ring {G} by {day}
ACTION {G}: poster
{G} -> hall, {G} -> tea
1) {G} 2) {G} 3) {G}
* {G} yes * {G} no
{G}?? not sure of name
think its {G} or {G}
sounds like {G}, spelt w a K
might be called {G}
{G} something
mr {S} at the end of {street}
{T} of {comm}
{T} runs {biz}
{G} who does the {biz} deliveries
{G} whose son got nicked
{G} as in the singer
{month}: {G}. {month}: {G}
spoke to two sisters {G} {G}
~my baby name {G}, he sick with chest
~teacher {G} she say my son good [word:boy]
~the lady {T} very kind, she bring {food}
~i and {G} we come together
~{F} is me
~my name is {F} but you say {G}
# health
{T} did her hip at {hosp}
{G} discharged {day} w no carer
{F} under {T} at {hosp}
{G} got {ill}, {G} got {ill}
ward sister {G} [word:lovely]
receptionist {G} at {surgery} rude
paramedic {G} waited w her
says {ill} took {G}
# work
payroll woman {G} sorted it
{F} starts at {brand} {day}
foreman {S} said get off site
supply teacher {T} walked out
solicitor {T} does free half hour
# youth
{G} yr 9, {G} yr 7, {G} reception
{G} got a place at {school}
{G} dropped out of {school}, gaming all night
~my [word:boy] {G} he no have friend
# streets
{G} knocked off bike on {road}
{F} hit by {bus}
security guard {G} ok
warden {F} ticketed an ambulance
# arts
{F} wrote a poem about {street}
{G} on keys at {church}
# contact
{phone} / {phone}
{T}, {phone}
ring {phone}!! urgent
his tel is {phone}, hers {phone}
fone {phone}
nmbr {phone}
call back {phone} {time}
work mob {phone}
ring nan on {phone}
{email} or {phone}
{addr} {pc} {phone}
{G} {num} {phone}
{W}, {addr}, {pc}
{nino} / {dob}
{F} {dob} {nhs}
dob {dob} nino {nino}
{passport} is passport, {brp} is brp
cert {dbs}, passport {passport}, licence {licence}
rent {rent} / c tax {ctax}
{reg} {addr}
`;
