"""Words that say the opposite of one another in the news, and words that say the same: what contradicts what.

Each line is one question with two answers; the words of an answer stand for each other. Two words joined by "_" are
one predicate ("rule_out"), told by `joined`.
"""

import functools
from collections.abc import Mapping, Set

from service.core.words import stem

_PAIRS = """
accept approve endorse back_down : reject refuse turn_down spurn
confirm admit acknowledge concede : deny
support back endorse favor favour : oppose reject
rise increase climb grow surge jump soar gain : fall decrease drop shrink plunge slump plummet tumble decline slide
strengthen firm appreciate : weaken depreciate
win : lose
succeed : fail
include contain comprise : exclude omit strip_out leave_out
change alter modify amend : unchanged keep retain
willing ready eager prepared agree promise pledge offer guarantee accept : unwilling reluctant refuse_to decline_to
call_off scrap : go_ahead proceed
blame : clear exonerate absolve
unbeaten : lose beaten
allow admit permit let authorize authorise enable : forbid ban prohibit bar block disallow outlaw exclude
agree consent : disagree
pass adopt carry ratify : defeat vote_down veto
open reopen : close shut
begin start launch commence : end stop halt finish cease
accelerate quicken speed_up : slow decelerate slow_down
raise hike lift : lower cut reduce slash trim
expand widen broaden : narrow contract shrink
improve : worsen deteriorate
beat exceed top surpass outperform : miss undershoot trail
hire recruit : dismiss fire sack lay_off
appoint elect name : dismiss oust remove
buy acquire purchase : sell divest
arrive enter : leave depart exit
join : quit leave withdraw
convict : acquit clear
guilty : innocent
uphold affirm : overturn reverse quash strike_down annul
impose introduce : lift scrap repeal abolish
arrest detain imprison jail : release free
attack criticise criticize condemn denounce slam : praise welcome applaud hail commend
praise legal lawful constitutional : illegal unlawful unconstitutional
safe : unsafe dangerous
likely : unlikely
possible : impossible
able : unable
happy pleased satisfied content : unhappy displeased dissatisfied
optimistic confident hopeful : pessimistic gloomy
certain sure : uncertain unsure
clear : unclear
true accurate correct : false untrue inaccurate incorrect wrong
fair just : unfair unjust
aware : unaware
surprised : unsurprised
available : unavailable
popular : unpopular
successful : unsuccessful
necessary : unnecessary
acceptable : unacceptable
affordable : unaffordable
prudent wise : imprudent reckless unwise
public : secret confidential
known identified : unknown unidentified
first : last
present attend attended : absent boycott skip
full : empty
high higher : low lower
strong stronger : weak weaker
cheap cheaper : expensive dear
early earlier : late later
large larger bigger big : small smaller
more : fewer less
best : worst
better : worse
above : below
ahead : behind
major majority : minor minority
maximum : minimum
most : fewest least
before : after
inside : outside
same : different
majority : minority
unanimous unanimously : divided split
permanent : temporary
compulsory mandatory obligatory : voluntary optional
free : paid
profit : loss
surplus : deficit
guilty : acquitted
alive survive survived : dead die died kill killed
remember recall : forget
trust : distrust mistrust
obey comply : defy flout violate breach
keep honor honour : break breach
unite : divide split
ease relax loosen : tighten toughen
cheer : boo jeer
advance promote : relegate demote
qualify : disqualify
score convert : miss
lead led : trail
defend : attack
hit : miss
attract : repel deter
encourage urge : discourage dissuade deter
enter : withdraw
extend prolong lengthen : shorten curtail
delay postpone : advance bring_forward
resume restart : suspend pause
publish disclose reveal release : withhold conceal hide
remain stay : leave depart resign
return : leave
rescue save : abandon
repair fix : damage
build construct : demolish destroy
create : destroy abolish
connect : disconnect
load : unload
arm : disarm
lock : unlock
cover : uncover
freeze : unfreeze thaw
reward : punish penalise penalize fine
forgive pardon : punish
lend : borrow
import : export
earn : spend
deposit : withdraw
spend : save
give : take
send : receive
supply : cut_off
charge : waive
subsidise subsidize : tax
privatise privatize : nationalise nationalize
centralise centralize : devolve
recover rebound rally : relapse
heal : injure hurt wound
unharmed unhurt : injured hurt wounded
damaged : undamaged intact
invite : exclude bar
comment answer respond : silent
deny reject dispute : accept confirm
proceed continue persist : stop halt abandon drop scrap
trust believe : doubt
prove : disprove
justified : unjustified
related : unrelated
expected : unexpected
paid : unpaid
opened : unopened
solved resolved settled : unsolved unresolved unsettled
armed : unarmed
authorised authorized : unauthorised unauthorized
official : unofficial
conscious : unconscious
employed : unemployed
fit : unfit
well : unwell ill sick
loyal : disloyal
honest : dishonest
responsible : irresponsible
relevant : irrelevant
regular : irregular
reversible : irreversible
sufficient adequate enough : insufficient inadequate
effective : ineffective
efficient : inefficient
stable : unstable volatile
visible : invisible
limited : unlimited
covered insured : uninsured
published : unpublished
satisfactory : unsatisfactory
reliable : unreliable
realistic : unrealistic
democratic : undemocratic
helpful useful : unhelpful useless
"""
# Where two of these answers meet, they may well speak of two things: a reader is told, nothing is set aside.
_DOUBTFUL = frozenset(
    stem(word)
    for word in (
        "win lose support back endorse oppose succeed fail drop grow keep retain gain first last before after inside "
        "outside above below ahead behind high higher low lower large larger big bigger small smaller more less fewer "
        "most least early earlier late later better worse best worst same different give take send receive return "
        "leave stay remain open close shut well clear just free full public lead trail buy sell hit miss save spend "
        "earn import export lend borrow begin start end stop continue join quit enter arrive release slow charge tax "
        "name strong stronger weak weaker major minor cut raise lift lower reduce decline slide die kill survive fire "
        "firm attack defend praise criticise hurt fine advance cover pass carry profit loss known fair true "
        "comment answer respond trust believe doubt promise urge"
    ).split()
)
PARTICLES = frozenset("out down off up forward to ahead".split())


@functools.cache
def _sides() -> dict[str, tuple[tuple[int, int], ...]]:
    """The stem of each word, with its (question, answer 1 or -1)."""
    sides: dict[str, list[tuple[int, int]]] = {}
    for question, line in enumerate(_PAIRS.strip().splitlines()):
        for answer, words in zip((1, -1), line.split(" : "), strict=True):
            for word in words.split():
                key = "_".join([stem(word.split("_")[0]), *word.split("_")[1:]])
                sides.setdefault(key, []).append((question, answer))
    return {word: tuple(dict.fromkeys(answers)) for word, answers in sides.items()}


def answers(word: str) -> Mapping[int, int]:
    """What a stem answers: 1 or -1 by question; empty where it has no opposite."""
    return _answers().get(word, _NONE)


_NONE: Mapping[int, int] = {}


@functools.cache
def _answers() -> dict[str, Mapping[int, int]]:
    return {word: dict(answers) for word, answers in _sides().items()}


def answering() -> Set[str]:
    """The stems that answer a question."""
    return _answers().keys()


def is_doubtful(word: str) -> bool:
    """Whether a stem has so many uses that its opposite contradicts it only now and then."""
    return word in _DOUBTFUL


def joined(word: str, particle: str) -> str | None:
    """The one predicate a stem and the word behind it make, where it has an opposite: "rule_out"; else None."""
    if particle not in PARTICLES:
        return None
    together = f"{word}_{particle}"
    return together if together in _sides() or together in _PHRASAL else None


_PHRASAL = frozenset({"rule_out"})
