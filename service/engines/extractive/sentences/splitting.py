"""A sentence as the claims it makes, each a whole sentence of the article's own words; only where each stands alone."""

import re

from service.core.words import IRREGULAR_PASTS
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.prose import is_balanced, is_guarded, stopped
from service.engines.extractive.sentences.remembered import per_line

_FEWEST = 4  # words of a claim
_MOST_PARTS = 3
# The source of a whole sentence, at its end: "…, the navy said on Friday.", "…, according to the survey."
SOURCE_LAST = Hinted(
    "said says showed shows reported announced told suggest suggests confirmed added according",
    r",? (?:said|says) (?:[A-Z][\w.&’'-]+ ?){1,4}\.?$"
    r"|, (?:(?:the|an?|his|her|its|their) )?(?:[\w.&’'-]+ ){1,8}"
    r"(?:said|says|showed|shows|reported|announced|told \w+|suggests?|confirmed|added)"
    r"(?: late| early)?(?: on [A-Z][a-z]+day(?: \w+)?)?(?: in (?:an?|the|court)\b[^,]{0,40})?\.?$"
    r"|, according to [^,]{3,60}\.?$",
)
_AFTER = re.compile(
    r",? (?:(?:just |only |less than )?(?:(?:an?|one|two|three|four|five|six|several|\d+) )?"
    r"(?:minute|hour|day|week|month|year)s? |shortly |soon )?after (?=\S)"
)
# Not at "but": what is told before it alone may be what the sentence takes back.
_AND = re.compile(r", (?:and|while) (?=\S)")
# Without a comma only before what cannot be the object of the verb before it.
_PLAIN_AND = re.compile(
    r" and (?=(?:\d[\d,.]*|the|an?|another|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|some) "
    r"(?:(?!and\b)[\w’'-]+ ){0,3}(?:was|were|is|are|had|has|have|will|would)\b)"
)
_SUBORDINATE = re.compile(
    r"^(?:If|When|As|After|Before|Although|Though|While|Unless|Once|Because|Since|Whether|Not only|Either|Neither|"
    r"Both|That|What|Who|Asked)\b"
)
_SCOPE = re.compile(r"\b(?:that|who|which|whose|whether|if|because|between|both|either|neither|not only)\b")
_OPENS_BADLY = re.compile(
    r"^(?:[\d.:]+ ?(?:[ap]\.?m\b|o[’']clock)|midnight|noon|(?:19|20)\d\d and\b|"
    r"(?:no|any) (?:date|decision|timetable|reason|price|details?)\b|"
    r"(?:it|he|she|they|this|that|these|those|being|which|who|there|its|his|her|their|so|also|then|not|none|"
    r"neither|some|others?|both|most|all|with|only|nobody|nothing|never|for|to|one|we|i|you|such|(?:after|before) that|"
    r"the (?:rest|former|latter|others?|two))\b|(?:[\d,.]+|two|three|four|five|six|seven|eight|nine|ten|dozens|"
    r"hundreds|thousands) (?:was|were|is|are|had|has|have|will|would|could|of them)\b)",
    re.IGNORECASE,
)
# A verb in the past that takes an object right after it: no participle that only describes the noun before.
_TRANSITIVE = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )\b(?:[a-z]{2,}ed|hit|struck|fell|rose|won|lost|broke|began|left|took|said|told|"
    r"found|met|sent|shot|cut|put)\s+(?:the|a|an|his|her|their|its|at least|more than|about|some|[\d$€£]|[A-Z]|two|"
    r"three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)"
)
_PLURAL_OBJECT = re.compile(r"\b(?:[A-Z]\w+|[a-z]{3,}s) [a-z]{3,}ed [a-z]{3,}s\b")
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|will|would|could|can|may|must)\b")
_INTRANSITIVE = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )\b(?:capsized|collapsed|crashed|exploded|died|failed|collided|derailed|resigned|"
    r"expired|refused|arrived|happened|occurred|disappeared|escaped|erupted|survived|agreed|voted|jumped|dropped|"
    r"climbed|declined|ended|started|appeared|retired|[a-z]{3,}ed (?:out|off|up|down|away|back|over))\b(?! by\b)"
)
_SUBJECT = re.compile(
    r"(?:an?|the|another|no|every|each|more than|fewer than|at|in|on|by|about|nearly|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens|hundreds|thousands|police|people|[a-z]+[a-z-]*-[a-z]+|(?!has\b|was\b|does\b|says\b)[a-z]{3,}s|"
    r"(?:[a-z]+ ){1,2}(?!has\b|was\b|does\b|says\b)[a-z]{3,}s)\b|[“£$€]"
)
_ING = re.compile(r"[a-z]+ing\b")
# Pasts that are no participles: nothing but a verb with a subject has them.
_ONLY_PAST = IRREGULAR_PASTS - frozenset(
    "bent bit bled bound bred brought built burnt caught clung crept dealt dug fed felt fled forgot fought found held "
    "hid kept laid leapt led left lent lost meant paid read said sent sold sought spent stole struck stuck "
    "sued swept swung taught told thought understood upheld won withheld broken chosen driven drawn eaten fallen "
    "forbidden forgotten frozen given gone grown hidden known lain risen seen shaken shown slain spoken stolen sunk "
    "sworn taken torn thrown withdrawn woken worn woven written dying lying".split()
)
# Pasts of other verbs than those the stemmer does not know.
PASTS = IRREGULAR_PASTS | frozenset(
    "came went made lay cast saw did said put cut hit set shut let lost left found led sat spun stuck bid burst cost "
    "took told got thought knew felt drove rid split spread upset wed forecast overtook undertook withstood foresaw "
    "outgrew oversaw undid sprang".split()
)
_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?")


def may_be_past(word: str) -> bool:
    """Whether a lower-case word may be a verb told as past, or its participle: "met", "closed"; "need" is none."""
    return word in PASTS or (word.endswith("ed") and not word.endswith("eed"))


def parts(text: str) -> tuple[str, ...]:
    """The claims of a sentence in its order, each with the source of the whole; one where it cannot be divided.

    Divided are what semicolons set apart, clauses joined by "and" or "but", and "A, a day after B" into A and B. Each
    has its own subject and verb, and no later one begins with a pronoun. Quotations and brackets stay whole, and so
    does what stands in the scope of "that", "if" or "who".
    """
    source = SOURCE_LAST.search(text)
    if source is not None and not is_guarded(text, source.start()):
        tail = source.group().rstrip(".")
        return tuple(stopped(each.rstrip(".") + tail) for each in _divided(text[: source.start()]))
    return _divided(text)


def _divided(text: str) -> tuple[str, ...]:
    for cut in (_at_semicolon, _at_after, _at_and):
        found = cut(text)
        if found is not None:
            first, second = found
            whole = (*_divided(first), *_divided(prose.capital(second)))
            return tuple(stopped(each) for each in whole) if len(whole) <= _MOST_PARTS else (stopped(text),)
    return (stopped(text),)


def _at_semicolon(text: str) -> tuple[str, str] | None:
    places = [at.start() for at in re.finditer("; ", text) if not is_guarded(text, at.start())]
    if len(places) != 1:
        return None  # a list
    first, second = text[: places[0]], text[places[0] + 2 :]
    # What a semicolon sets apart are sentences, whether or not their verbs are known.
    whole = not _SUBORDINATE.match(text) and not re.match(r"(?:and|or|but)\b", second)
    return (first, second) if whole and _stand_alone(first, second) else None


def _at_and(text: str) -> tuple[str, str] | None:
    if _SUBORDINATE.match(text):
        return None
    for pattern in (_AND, _PLAIN_AND):
        for joint in pattern.finditer(text):
            if pattern is _PLAIN_AND and ", " in text[: joint.start()]:
                continue  # "a mill, a barn and the house"
            if is_guarded(text, joint.start()) or _SCOPE.search(text[: joint.start()].lower()):
                continue
            found = _both(text[: joint.start()], text[joint.end() :])
            if found is not None:
                return found
    return None


def _at_after(text: str) -> tuple[str, str] | None:
    if _SUBORDINATE.match(text) or len(_AFTER.findall(text)) != 1:
        return None
    joint = _AFTER.search(text)
    if joint is None or is_guarded(text, joint.start()):
        return None
    first, second = text[: joint.start()], text[joint.end() :]
    if _SCOPE.search(first.lower()) or re.search(r"\b(?:will|would|to|soon|shortly|year|day|not|long)$", first):
        return None
    if re.search(r"\b(?:will|would|said|says|is to|are to)\b", first):
        return None
    # A participle at the end may tell what the first of the two led to, not the second.
    second = re.sub(r", [a-z]+ing\b[^,]*$", "", second.rstrip("."))
    if re.search(r"\b(?:it|them|him)\b| and (?:by|with|to|in|at|for)\b", second):
        return None  # what is meant stands in the first: "signed a petition against it"
    return _both(first, second) if prose.count(first) >= 5 and is_clause(second.split(", ")[0]) else None


def _both(first: str, second: str) -> tuple[str, str] | None:
    first, second = first.strip(" ,"), second.strip(" ,.")
    return (first, second) if _stand_alone(first, second) and is_clause(first) and is_clause(second) else None


def _stand_alone(first: str, second: str) -> bool:
    """Whether both are long enough and whole, and the second does not lean on the first."""
    if min(prose.count(first), prose.count(second)) < _FEWEST or not (is_balanced(first) and is_balanced(second)):
        return False
    if not (second[:1].isupper() or second[:1].isdigit() or _SUBJECT.match(second)):
        return False
    return not (_OPENS_BADLY.match(second) or _ING.match(second) or _SUBORDINATE.match(prose.capital(second)))


def is_clause(text: str) -> bool:
    """Whether a stretch has a subject and a verb of its own, as far as its first words tell."""
    head = " ".join(text.split()[:14])
    verbs = [*_TRANSITIVE.finditer(head), *_FINITE.finditer(head), *_INTRANSITIVE.finditer(head)]
    if _PLURAL_OBJECT.search(head):  # "swells hampered divers"
        return True
    verbs += [word for word in _WORD.finditer(head) if word.group() in _ONLY_PAST]
    return any(
        verb.start() > 0
        and prose.count(head[: verb.start()]) > 0
        and not re.search(r"\b(?:that|which|who|when|where|what|how)\b", head[: verb.start()])
        for verb in verbs
    )


_PRESENT = re.compile(
    r"\b[a-z]{2,}s (?:the|an?|its|their|his|her|to|from|in|on|by|for|at|that|of|up|out|[\d£$€]|[a-z]+s\b)"
)


@per_line
def has_verb(text: str) -> bool:
    """Whether any word of a sentence may be its verb: "A café and the best view in town." has none."""
    later = (word.rstrip('.,;:!?”"') for word in text.split()[1:])
    if _FINITE.search(text) or any(word.endswith("ed") or word in PASTS for word in later):
        return True
    return bool(_TRANSITIVE.search(text) or _INTRANSITIVE.search(text) or _PRESENT.search(text))
