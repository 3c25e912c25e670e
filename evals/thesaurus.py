"""Words that newspapers use for one another.

Each line is a set of words of which any may stand for any other in some sentence of the news. They are near in
meaning, not the same: whoever compares with them gives part of the credit only. Endings do not matter, and a word may
stand in several lines. Written by hand, subject by subject, after a look at sixty of the facts that plain coverage got
wrong on the development half of REALSumm: the figures of `evals.people` may flatter it a little.
"""

import functools
from collections.abc import Mapping

from service.core.words import per_word, stem

_GROUPS = """
kill die death dead murder slay fatal fatality execute lethal deceased perish life lives
murder homicide killing killer murderer
execute execution hang beheading behead
injure wound hurt harm casualty victim
shoot shooting gun gunfire gunman shot fire firearm
stab knife stabbing
attack assault strike raid offensive hit target bomb bombing
explode blast bomb explosion detonate detonation blow
fire blaze burn flame inferno wildfire arson alight
crash collide collision accident wreck smash
destroy demolish ruin wreck raze level devastate devastation demolition
damage harm destruction destroy
flee escape evacuate run away evacuation
rescue save saviour
missing disappear vanish disappearance lost
find discover locate uncover discovery found recover
search hunt look seek manhunt quest
arrest detain custody hold capture apprehend seize detention
jail prison imprison sentence custody behind incarcerate inmate prisoner gaol term
convict guilty conviction
charge accuse indict allege accusation allegation indictment claim
suspect alleged accused
court judge trial tribunal hearing judicial justice
judge magistrate justice
jury juror
sue lawsuit suit litigation claim legal
lawyer attorney solicitor barrister counsel
ruling verdict judgment decision decide rule
overturn reverse quash annul strike
appeal challenge contest
law legislation act bill statute rule measure regulation
illegal unlawful outlaw ban criminal
ban bar prohibit forbid block outlaw prohibition stop prevent
allow permit let authorise authorize approve permission
crime offence offense criminal felony
steal theft rob robbery thief burglary burglar heist loot
fraud scam swindle deceive con cheat
police officer officers cop constable detective force
troop soldier military army force
war conflict fighting battle combat hostility
fight battle struggle clash combat fought
ceasefire truce armistice
peace truce settlement
weapon arm arms missile rocket
invade invasion incursion
rebel insurgent militant fighter guerrilla
terrorist extremist militant jihadist terror terrorism
protest demonstration demonstrator rally march protester demonstrate
riot unrest violence disorder
strike walkout stoppage industrial
union labour labor worker
negotiate talk talks negotiation bargain dialogue discuss discussion
agree deal accord agreement pact treaty settlement contract
meet meeting summit gather conference session
visit trip tour travel
travel journey trip go fly drive
arrive reach come land
leave depart exit quit departure go
return back come
enter entry admission access admit gain
refuse reject deny decline turn turned rebuff spurn denied refusal rejection
accept agree approve acceptance approval
approve back endorse support pass ratify approval
support back favour favor endorse backing endorsement
oppose resist object against opposition
criticise criticize condemn denounce blast slam attack criticism critic
praise applaud hail commend welcome laud
blame fault responsible
apologise apologize apology sorry regret
warn caution alert warning
threaten threat menace
promise pledge vow commit commitment
urge call appeal demand press
demand insist require call
ask request seek question
want wish desire hope seek
plan intend aim propose scheme proposal prepare
propose suggest recommend proposal suggestion offer
offer bid propose
expect predict forecast anticipate project prediction
hope optimistic wish
fear worry concern afraid anxiety dread
believe think feel view opinion consider
say tell state announce declare reveal add statement explain comment remark
announce unveil reveal declare announcement disclose
reveal disclose expose show admit confirm
confirm verify confirmation
deny dispute reject denial
admit confess acknowledge concede admission confession
know aware learn
argue claim contend maintain insist assert
argue row quarrel dispute argument spat
explain describe tell
write author wrote pen writer letter
report account story news coverage
film movie picture
video clip footage film recording tape
photo photograph picture image snap photographer photographed pictured selfie shot
record document log
post share upload tweet publish
publish release print issue
website site online internet web
show display exhibit reveal
programme program show series broadcast episode
broadcast air televise
star actor actress celebrity
singer musician artist performer vocalist pop
song track single tune album
perform performance play gig concert act
concert gig show performance
festival event
audience crowd spectator viewer fan
fan supporter follower
popular famous well-known favourite favorite
award prize honour honor medal trophy win
win victory triumph beat defeat winner victorious success champion
beat defeat overcome
lose defeat loss beaten
draw tie level
lead ahead leader advantage
score goal strike net scorer
goal strike header
game match fixture clash play
player footballer striker midfielder defender forward
team side club squad
coach manager boss head trainer
captain skipper
champion title crown winner
league division premiership
tournament competition championship cup contest
final last
season campaign year
transfer sign signing move join
sign join agree
injury injured hurt fitness
goalkeeper keeper
penalty spot-kick
boxer fighter boxing fight bout
race run
compete competition competitor rival
rival opponent competitor opposition
begin start open launch commence opening kick
start found launch establish
end finish close conclude stop over expire
stop halt end cease prevent suspend block
continue remain stay keep proceed resume carry
delay postpone late wait put
cancel scrap call abandon drop pull
hurry quick rapid fast swift soon
happen occur take place event
cause lead result trigger bring prompt spark
result outcome consequence
rise increase climb grow growth soar jump surge up higher gain
fall drop decline decrease plunge slump tumble down lower slide
cut reduce slash reduction lower trim
raise lift increase boost hike
improve improvement better enhance
worsen deteriorate worse
change alter modify shift reform transform
grow expand growth expansion
large big huge major massive vast enormous great giant
small little tiny minor
high tall height
long length lengthy
wide width broad
new latest recent fresh
old former previous aged ancient
former ex previous past
young youth teenager teen youngster
first inaugural debut initial maiden
last final latest
next following later
early earlier previous
current present now
important key significant crucial vital major main
main chief principal key leading
bad poor terrible awful
good great fine excellent
beautiful pretty lovely stunning
dangerous danger risky hazardous unsafe peril risk
safe secure safety security
strange odd unusual mysterious bizarre mystery
rare unusual uncommon
secret hidden covert confidential
true real genuine authentic
false fake bogus hoax wrong
wrong mistake error incorrect fault
right correct
difficult hard tough challenge
easy simple
possible likely potential may
enough sufficient
whole entire all complete full total
part section piece share
many several numerous lot dozens multiple
most majority
few small
half fifty
pair two couple both duo
couple husband wife spouse partner married
single alone only sole lone
alone solo
another second
year annual yearly
month monthly
week weekly
day daily
hour hourly
day today
decade ten
quarter fourth
minute moment
night evening overnight
morning dawn
man male guy men gentleman
woman female lady
girl female daughter teenager
boy male son lad
child kid youngster baby infant toddler children
mother mum mom parent
father dad parent
son child boy
daughter child girl
brother sibling
sister sibling
family relative relation parents
wife spouse married
husband spouse married
marry wedding wed marriage married bride groom
divorce split separate separation
girlfriend partner lover
boyfriend partner lover
friend pal mate
relationship affair dating romance
pregnant pregnancy expecting
birth born deliver
baby newborn infant
people person public resident citizen individual
resident local neighbour neighbor inhabitant villager
neighbour neighbor next-door
home house property residence flat apartment
house property building
building structure block
hotel inn resort
town city village
city capital
country nation state national
government administration state cabinet ministry regime
president leader head presidential presidency
minister secretary
parliament legislature assembly house congress
senator lawmaker politician legislator congressman
lawmaker legislator mp politician
mayor council local
council authority municipal
election vote poll ballot campaign elect electoral
candidate contender nominee
voter electorate
elect choose vote
choose pick select decide opt choice
appoint name hire appointment
resign quit step leave resignation depart
dismiss sack fire oust remove dismissal axe
hire employ recruit
worker employee staff staffer labourer
staff employee team personnel
job work employment post role position
work job labour
boss chief head executive manager leader director
executive director chief boss
company firm business corporation
shop store retailer
customer shopper client buyer consumer
buy purchase acquire bought acquisition snap
sell sale sold auction
auction sale
price cost value worth
cost price expense expensive
cheap inexpensive affordable low-cost
pay payment paid spend fee
spend cost expenditure spending
money cash fund funds funding finance
fund finance pay money
donate give donation gift
gift present give
rich wealthy millionaire wealth fortune
poor poverty
profit earnings income
debt owe loan
tax levy duty
bank lender
market trade
trade commerce export import
economy economic
budget spending
make create produce build manufacture
create design invent develop creator make
creator inventor founder designer author
idea concept
design designer
build construct construction
repair fix mend
use employ utilise
help aid assist assistance
aid relief help
need require necessary
give provide supply offer
provide supply deliver
send dispatch deploy
receive get obtain
get obtain acquire
take seize grab
keep retain hold
put place
move transfer relocate
carry transport
bring fetch
throw hurl toss
pull drag haul
push shove
lift raise
hit strike punch slap
break smash fracture
cut slash
open unlock
close shut closure
block obstruct bar
cover conceal
hide conceal
see watch view spot witness viewer
watch view observe
look appear seem
appear emerge surface appearance
hear listen
listen hear
speak talk speech address tell
talk speak chat conversation
speech address
call phone telephone
contact reach
teach teacher educate education
school pupil student classroom education
student pupil undergraduate college
teacher tutor staff
university college campus
study research survey analysis
scientist researcher academic
expert specialist
doctor physician medic surgeon
nurse medic
hospital clinic ward
patient sick
ill sick illness disease unwell
disease illness infection virus
cancer tumour tumor leukaemia leukemia
treat treatment therapy care
medicine drug medication
drug narcotic cocaine heroin
operation surgery
survive survivor
recover recovery
heal recover
test examine check
examine inspect investigate inspection
investigate probe inquiry investigation enquiry
evidence proof
prove proof show
drink alcohol beer drunk
drunk intoxicated
eat food meal feed
food meal diet
restaurant diner cafe
cook chef culinary recipe
animal pet
dog puppy canine
cat kitten feline
horse pony
car vehicle driver drive motorist
driver motorist
lorry truck
plane aircraft jet flight airliner
pilot captain
airport runway
train rail railway
ship boat vessel ferry
boat ship yacht vessel
road street motorway highway
sea ocean water
beach coast shore
coast shore coastal
river stream
mountain hill peak
forest wood tree
tree hedge plant
garden yard
rain storm weather
storm hurricane
flood flooding
hot heat
cold freezing
sun sunlight light
dark shade
quake earthquake tremor
environment environmental
pollution emission
energy power electricity
oil petroleum
nuclear atomic
space spacecraft
religion religious faith
church cathedral religious
pray prayer
prophet prophecy
pope pontiff
king royal monarch
queen royal monarch
prince royal
migrant immigrant refugee asylum
border frontier
race racial racist racism
gay homosexual same-sex
equal equality
abuse mistreat mistreatment harass harassment
sexual sex
rape assault
victim target
bully harass intimidate
angry anger fury furious outrage
sad grief mourn
happy joy delighted pleased glad
cry tear weep
laugh joke funny
joke funny humour humor comic
smile grin
love adore
hate loathe
shock stun surprise
surprise unexpected stun
doubt question uncertain
uncertain unclear unsure
dangerous deadly
strong powerful
power powerful
control command run
lead head run
join enter become
member part
group organisation organization band
organisation organization group body agency
agency body
committee panel
meeting session
event occasion
celebrate celebration party mark
party celebration
birthday anniversary
anniversary mark
remember commemorate memorial
funeral burial bury
holiday vacation break
stay remain
sleep bed
live reside life living
wait queue
walk stroll
run sprint
jump leap
swim swimmer
climb climber
ride rider
wear dress outfit clothes clothing
dress gown outfit
fashion style
hair haircut
weight fat obese
slim thin
attempt try bid effort
try attempt
effort attempt
success succeed successful achieve achievement
succeed achieve manage
fail failure unsuccessful
achieve reach accomplish
reach hit
aim goal target
goal aim
chance opportunity
opportunity chance
risk danger
problem issue trouble difficulty
issue matter
crisis emergency
emergency urgent
disaster catastrophe tragedy
tragedy tragic
delay hold
schedule timetable plan
deadline limit
limit cap restrict restriction
restrict curb limit
rule regulation
break violate breach
violate breach violation
follow pursue
chase pursue
include contain involve feature
involve include
contain hold
consist comprise
join unite
separate split divide
share split
differ different
same similar identical
similar like
compare comparison
equal same
total sum
number figure amount
amount quantity sum
level rate
rate level
percent percentage
average mean
record best
top best highest
near close nearby
close near
far distant
away off
abroad overseas
foreign overseas international
international global world worldwide
world global
local nearby
area region zone district
region area
place site location spot
site location venue
north northern
south southern
east eastern
west western
central centre center middle
centre center
edge side
inside within
outside beyond
under below beneath
above over
before prior
after following
despite although
because due owing
port harbour harbor dock quay
docker dockworker longshoreman stevedore
car automobile
wage pay salary
roster rota schedule timetable
strike picket
halt suspend pause
unemployed jobless
soldier serviceman
minister government
voter elector
firefighter fireman
ambulance paramedic
factory plant works mill
farmer grower
fisherman fishing
tenant renter
landlord owner
owner own possess belong
insurer insurance
budget finances
shareholder investor stock
stock share equity
turnover revenue sales
outlook forecast guidance
merger takeover acquisition
bankruptcy insolvency insolvent bankrupt
railway rail train
passenger commuter traveller traveler
motorway highway freeway
petrol gasoline fuel
flat apartment
holidaymaker tourist visitor
asylum refuge
envoy ambassador diplomat
sanction embargo penalty
ballot poll
coalition alliance
spokesman spokeswoman spokesperson
mediator arbitrator broker
"""


@functools.cache
def _groups() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@functools.cache
def _members() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, line.split())) for line in _GROUPS.strip().splitlines())


_NO_SENSES: frozenset[int] = frozenset()
_NO_STEMS: frozenset[str] = frozenset()


def senses(word: str) -> frozenset[int]:
    """The sets a stem belongs to, as numbers; two words that share one may stand for each other."""
    return _groups().get(word, _NO_SENSES)


@per_word
def near(word: str) -> frozenset[str]:
    """The stems that may stand for a stem: all of its sets, itself among them."""
    return _NO_STEMS.union(*(_members()[sense] for sense in senses(word)))
