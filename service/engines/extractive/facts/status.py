"""Where an event stands, as the words of its sentence tell: its first finite verb, and what puts that off."""

import re

from service.core.denials import is_adverb
from service.core.draft import Status
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.remembered import per_line
from service.engines.extractive.sentences.splitting import PASTS, SOURCE_LAST

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|"
    r"Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = (
    rf"(?:{_WEEKDAY}|tomorrow|tonight|next (?:week|month|year|spring|summer|autumn|winter)|"
    rf"(?:in|on|by|from|until|late|early|before) (?:the end of |mid-|the )?(?:next |this )?(?:\d{{1,2}} )?"
    rf"(?:{_MONTH}|spring|summer|autumn|winter|20\d\d)|"
    rf"{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|first light|dawn|within \w+ (?:days|weeks|months|years))"
)
_ON_DAY = (
    rf"(?:on (?:the (?:morning|afternoon|evening) of )?(?:{_WEEKDAY}|{_MONTH} \d|\d{{1,2}} {_MONTH})|tomorrow|"
    rf"next (?:week|month|year)|from (?:{_MONTH}|{_WEEKDAY}|\d{{1,2}} {_MONTH})|"
    rf"(?:in|at the end of|by) (?:early |late |mid-)?(?:{_MONTH}))"
)
_ALLEGED = Hinted(
    "alleged allegedly alleges accused accuses suspected purported purportedly charged reportedly said "
    "believed thought understood rumoured rumored reported feared may might claims claim unconfirmed",
    r"\b(?:alleged(?:ly)?|alleges|accused of|accuses|suspected of|suspected|purported(?:ly)?|charged with|"
    r"reportedly|(?:is|are|was|were) (?:also |now )?(?:said|believed|thought|understood|rumou?red|reported|feared|"
    r"suspected|alleged) to|may be [a-z]+ing|(?:may|might) (?:also |already )?have|claims to|"
    r"(?<!the )(?<!an )(?<!a )(?<!her )(?<!his )(?<!its )(?<!their )(?<!['’”\"] )(?<!['’]s )(?:claims(?= an?\b)|"
    r"claims? (?:that )?(?=the|it|he|she|they))|unconfirmed reports?)\b",
    re.IGNORECASE,
)
_DISPUTED = Hinted(
    "disputed contested dispute disputes conflicting",
    r"\b(?:is|are|was|were|been|remains?|remained) (?:still |now |hotly |bitterly )?(?:disputed|contested|in dispute)\b"
    r"|\bdisputes? (?:that|the (?:claim|figure|account|idea|count))\b|\bconflicting (?:accounts|reports)\b",
    re.IGNORECASE,
)
_OWN_COUNT = Hinted(
    "count account reckoning figures differ vary conflict",
    r"\bby (?:(?:his|her|its|their) own|[A-Z][\w’' -]{1,30}['’]s?) (?:own )?(?:count|account|reckoning|figures)\b"
    r"|\b(?:counts|accounts|estimates|figures|tolls) (?:of [^,.]{3,60} )?(?:differ|vary|conflict)\b",
    re.IGNORECASE,
)
_SCHEDULED = re.compile(
    r"\b(?:is|are|was|were|been) (?:also |now |still |both )?(?:set|scheduled|due|slated|planned|going|to be held|"
    r"to take place) (?:to|for|on|in|at)\b|\bscheduled (?:an?|the|for|on)\b|\bis on file for\b"
    r"|(?<!advice )(?<!aim )(?<!plan )(?<!goal )(?<!idea )(?<!job )(?<!task )"
    r"\b(?:is|are) to (?=[a-z]{2,})|\b(?:has|have|gave \w+|given \w+) (?:until|[\w-]+ (?:days|weeks|months))\b"
    r"[^.]{0,40}\bto\b|\b(?:has|have) (?:been (?:put off|postponed|moved|delayed) (?:to|until))"
    r" (?=(?-i:[A-Z])|\d|next|later|the (?:spring|summer|autumn|winter|end)|tomorrow)",
    re.IGNORECASE,
)
_WILL_ON = re.compile(
    rf"\b(?:will|(?<!a )(?<!the )(?<!any )plans? to|must|have to|has to)\b.*\b{_DAY}|\bwill.*\b(?:at|by) \d", re.DOTALL
)
# American news leaves the preposition out: "begins Friday".
_BEGINS_ON = re.compile(rf"\b[a-z]+\b[^.]*\b{_ON_DAY}|\b[a-z]+s (?:{_WEEKDAY})\b(?!’s|'s)")
# What a plan or a deal is said to bring is a forecast, whatever its date.
_FORECAST = re.compile(
    r"\bwill (?:also |then )?(?:save|cost|create|cut|reduce|boost|raise|generate|bring in|add|lose|gain|need|benefit|"
    r"result|lead|mean|help|hurt|rise|fall|grow|shrink|double|halve)\b"
)
_SOON = re.compile(r"\b(?:next (?:week|month|year)|tomorrow)\b")
_WAS_DOING = re.compile(
    r"(?:was|were) (?:still |now |also )?(?!being|going)[a-z]{2,}ing\b(?!.*\b(?:when|as|until|while|before)\b)"
)
# "Eleven people are still missing, down from 26 on Friday": what is so, or goes on, begins on no day.
_STATE = re.compile(
    r"(?:is|are|remains?|stays?|has|have)\b(?! (?:also |both )?(?:meeting|visiting|leaving|arriving|opening|closing|"
    r"hosting|holding|starting|playing|down for|up for|on|at|back)\b)"
)
_USUAL = re.compile(
    r"\b(?:normal|usual|typical|ordinary|average|every|each|most|any|per|always|often|usually)\b", re.IGNORECASE
)
_UNREAL = Hinted(
    "have could",
    r"\b(?:would|could|might|should) (?:\w+ )?have\b|\bcould (?:not|n[’']t|hardly)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:will|won[’']t|expected to|expects?|likely to|unlikely to|must|(?-i:may)|might|could|would|should|"
    r"(?:now |still )forecasts?|(?<!at )(?<!the )(?<!of )(?<!under )(?<!its )(?<!their )(?<!on )(?<!for )(?<!over )"
    r"plans? to|planned to|planning to|hopes? to|aims? to|intends? to|proposed|poised to|was to have|"
    r"were to have|(?:is|are|was|were) (?:meant|intended|expected|forecast|projected|likely) "
    r"(?:to|at|for|around|by|in|on|before|after)|(?:is|are) (?:now |also |still |most )?(?:un)?likely|promised)\b",
    re.IGNORECASE,
)
_WAS_EXPECTED = re.compile(
    r"(?:was|were) (?:to have|(?:also |widely |now )?(?:expected|likely|unlikely|meant|intended|forecast|projected))\b"
)
_IF = Hinted(
    "if unless provided",
    r"\b(?:if|unless|provided)\b",
    re.IGNORECASE,
)
_ONGOING = Hinted(
    "is are continue continues remain remains under ongoing",
    r"\b(?:is|are) (?:still |now |currently |being )?[a-z]{3,}ing\b|\bcontinues? to\b|\bremains?\b|\bunder way\b|"
    r"\bongoing\b",
    re.IGNORECASE,
)
# What only explains the subject: "The measures, announced before talks were due to begin, freeze assets".
_INSERTED = re.compile(r"(?<=\w), [a-z]+ed [^,]{3,100}, (?=[a-z])")
# A participle with what belongs to it before the verb: "The collection planned for Dec. 26 has been moved".
_DESCRIBES = re.compile(
    r" (?:for|by|on|in|at|before|from|to|during|with|over|under|last|this)\b"
    r"(?:(?! (?:and|but|after|when|as|because|while|if|until|that|which|who|where|what|how|since)\b)[^,;])*?"
    r" (?:has|have|had|is|are|was|were|will|would|may|must|can|could)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_PRESENT = frozenset("is are am isn't aren't do does don't doesn't expects includes".split())
_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_PERFECT = frozenset("has have hasn't haven't".split())
_MODALS = frozenset("will would may might could must shall should can won't".split())
_PARTICIPLES = frozenset("been had lain become come run gone done made begun won met said".split())
_NO_VERBS = frozenset("need speed feed seed bed red hundred indeed unprecedented agreed-upon".split())
# Who tells it, and when, is not when it happens.
_SOURCE_FIRST = re.compile(
    r"^[^,“”]{2,60}? (?<!is )(?<!are )(?<!was )(?<!were )(?:said|says)(?: on [A-Z][a-z]+day)?(?: that)? (?=[a-z])"
    r"|^[^,“”]{2,60}? (?:announced|confirmed|reported|showed|shows|found)(?: on [A-Z][a-z]+day)? that (?=[a-z])"
)
_INSERTED_RELATIVE = re.compile(r"(?<=\w), (?:which|who|whose) (?:[^,]|(?<=\d),(?=\d)){3,100}, (?=[a-z])")


def without_inserted(statement: str) -> str:
    """Without a participle between commas."""
    return _INSERTED.sub(" ", statement)


_BY_SAYING = re.compile(r"(?:I|We) (?:award|order|grant|dismiss|allow|sentence|appoint|resign|declare)\b")


@per_line
def status_of(statement: str) -> Status:
    """Where the event stands; done where nothing in the statement says otherwise."""
    statement = statement.capitalize() if statement.isupper() else statement
    told = _SOURCE_FIRST.sub("", SOURCE_LAST.sub("", statement))
    main = _INSERTED_RELATIVE.sub(" ", without_inserted(told))
    main = re.split(r", (?:which|who|whose|after|as|while|because|although|though|but)\b|; ", main)[0]
    if _ALLEGED.search(main):
        return "alleged"
    if _DISPUTED.search(main) or _OWN_COUNT.search(main):
        return "disputed"
    verb, tense = _verb(main)
    if main.startswith("If ") and tense in {"present", "modal"}:
        return "expected"
    predicate = main[verb:]
    if tense == "past" and not _SCHEDULED.match(predicate):
        return _of_past(predicate, main[:verb])
    if _SCHEDULED.search(main) and not _IF.search(main):
        return "scheduled"
    if _UNREAL.search(main) or _BY_SAYING.match(main):
        return "done"
    hedge = _EXPECTED.search(main)
    if tense == "perfect":
        return "expected" if hedge and hedge.group().lower() == "promised" else "done"
    if _IF.search(main) and (hedge or _SCHEDULED.search(main)):
        return "expected"
    if _WILL_ON.search(main) and not _FORECAST.search(main):
        return "scheduled"
    if hedge:
        return "expected"
    if tense == "present":
        clause = re.split(r" (?:who|which|that) ", main)[0]
        begins = _BEGINS_ON.search(clause) and not _USUAL.search(main) and not _STATE.match(predicate)
        return "scheduled" if begins else "ongoing"
    return "ongoing" if _ONGOING.search(main) else "done"


def _of_past(predicate: str, before: str) -> Status:
    """Where an event stands that is told in the past, by its predicate and what stands before it."""
    if _WAS_DOING.match(predicate):
        return "ongoing"
    if _SOON.search(before):
        return "scheduled"
    return "expected" if _WAS_EXPECTED.match(predicate) else "done"


def _verb(main: str) -> tuple[int, str]:
    """(where the first finite verb begins, its tense: "past", "perfect", "present", "modal").

    0 and "present" where none can be told.
    """
    for each in _WORD.finditer(main):
        kind = _kind(each.group(), main[: each.start()])
        if kind and not _only_describes(each, main):
            is_present = kind == "perfect" and not _is_perfect(main[each.end() :])
            return each.start(), "present" if is_present else kind
    return 0, "present"


def _only_describes(word: re.Match[str], main: str) -> bool:
    """Whether a word is a participle that belongs to the noun before it: the verb comes later."""
    return word.group().lower().endswith(("ed", "wn", "en", "ld", "nt")) and bool(_DESCRIBES.match(main, word.end()))


def _kind(word: str, before: str) -> str:
    low = word.lower().replace("’", "'")
    if low in _MODALS:
        return "modal" if word != "May" else ""
    if low in _PRESENT:
        return "present"
    if low in _PAST:
        return "past"
    if low in _PERFECT:
        return "perfect"
    previous = before.rsplit(maxsplit=1)[-1].lower() if before.strip() else ""
    if (
        before.endswith("-")
        or not previous
        or previous in {"the", "a", "an", "of", "its", "their", "his", "her", "and", "by", "to", "in"}
    ):
        return ""  # a participle before a noun: "the abandoned mine"
    is_past = (low.endswith("ed") and len(low) > 3 and low not in _NO_VERBS) or low in PASTS
    return "past" if is_past and word.islower() else ""


_WHEN = re.compile(r"^ (?:today|tonight|this (?:week|month|year)|once again)(?= )")  # "has today closed"


def _is_perfect(after: str) -> bool:
    """Whether "has" is an auxiliary: "has approved", "have also been banned"; not "has 45 days"."""
    for word in _WORD.findall(_WHEN.sub("", after))[:4]:
        low = word.lower()
        if low.endswith(("ed", "en", "wn", "ung", "ught", "elt", "old")) or low in PASTS:
            return True
        if low in _PARTICIPLES:
            return True
        if not is_adverb(low) and low not in {"not", "also", "now", "already", "since", "never", "ever", "yet", "both"}:
            return False
    return False
