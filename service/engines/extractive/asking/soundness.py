"""Whether a question can be printed as it stands: whole, one finite clause, and about somebody named."""

import re

from service.core.attribution.cues import CUES
from service.core.attribution.tokens import DETERMINERS
from service.engines.extractive.sentences import prose, verbs

_MOST_WORDS = 25
_FEWEST_WORDS = 3

# "Its" or "their" before anything it could mean: "Will its owner sell?", but not "Will the group send its head?".
_OWNED = re.compile(
    r"(?:(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|May|Must|Is|Are|Was|Were|Has|Have|Had|Did|Does|Do|"
    r"many|much|of|in|the) ?)+ ?(?:its|their)\b(?! own)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:he|she|it|they|him|them|this|these|those|we|us|our|you|your|I|my|me|there by)\b|"
    r"\b(?:the (?:former|latter|rest|others|other\?)|one another|each other)\b",
    re.IGNORECASE,
)
# What stands for words of another sentence: "do so", "do the same", "has that been paid".
_PRO_FORM = re.compile(
    r"\b(?:do|does|did|done|doing) (?:so|that|the same|likewise|otherwise)\b|"
    r"\b(?:the same|likewise|otherwise|that|so|too|either)\?$|"
    r"^(?:Is|Are|Was|Were|Has|Had|Will|Would|Can|Could|May|Might|Must|Did|Does|Do) that\b",
)
_POSSESSIVE = re.compile(r"^\w+ (?:his|her|its|their)\b", re.IGNORECASE)
_DANGLING = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|for|by|with|and|or|but|from|as|that|which|who|whether|than|into|over|under|its|"
    r"their|his|her|would|will|not|be|been|being|have|has|is|are)\?$"
)
# "Where will it come from?", "what is it made of?": a preposition may end a question that asks for its noun.
_MAY_DANGLE = re.compile(
    r"^(?:(?:Where|What|Who|Which|How|Whom)\b.* (?:of|to|in|on|at|for|by|with|from|into|over|under)|What .* be)\?$"
)
_ABOUT_NOTHING = re.compile(
    r"^(?:What|Who|Whom|When|Where|Why|Which|How(?: many| much)?) to\b|"
    r"^What (?:happens|happened|comes|came|will happen|was said|is|was|(?:is|was) the matter)(?: next| then)?\?$|"
    r"^(?:What|When|Where|Why|How) (?:(?:will|would|can|could|did|does|has|is|was) )?[a-z]+\?$"
)
# Half of a quotation in single marks, or text whose marks stand apart from their words.
_MARK = re.compile(r"[‘`<>@#{}|*_=]|(?:^|\s)['’]|'(?=\s)(?<!s')| [.,;!?]")

_FINITE = "is|are|was|were|has|had|does|did|will|would|could|can|may|might|must|should"
# A clause that goes on as if the question had not begun: "What caused the fire and urged …?", "… and that most …?".
_GOES_ON = re.compile(rf"\b(?:and|or|but) (?:that|whether|if|{_FINITE}|said|says|told)\b")
_COORDINATED = re.compile(
    r"(?P<before>[\w’'-]+)(?:,? and|, but| but) (?:[a-z]+ly )?(?P<verb>[a-z]+) (?P<after>[\w’'-]+)"
)
_SMALL = frozenset("of in on at for by with from to into".split())
_NO_NOUN = re.compile(
    r"\b(?:the|an?|its|their|of|into|than) (?:of|into|than|and|or|but|is|are|was|were|has|had|be|been)\b"
)
_TWO_ARTICLES = re.compile(r"\b(?:the|an?|its|their) (?:the|an?|its|their|for|by|with|from|to|at) ")
# "The delay was due to the need for advice" plans nothing: "Will the delay the need for advice?"
_VERBLESS = re.compile(r"^(?:Will|Would|Did|Does|Do|Can|Could|Should) (?:the|an?|its|their) [a-z]+ (?:the|an?) ")
_TWICE = re.compile(r"\b(?P<word>(?!had\b|that\b)[a-z]+) (?P=word)\b")
_SUBORDINATE = frozenset(
    "that who whom whose which what when where why how whether if unless because since while as than before after "
    "until once though although so".split()
)
# What takes a clause without "that": "Did Orbit know the bridge was unsafe?".
_TAKING_CLAUSE = frozenset(
    "know think believe say claim ensure mean find feel hope fear tell show see hear admit deny realise realize "
    "discover learn warn insist promise suggest argue".split()
)
_AUXILIARY = re.compile(rf"(?:{_FINITE}|have|do)$")
_NOUNS = frozenset("will can may might must".split())


def is_sound(question: str) -> bool:
    """Whether a question, with its capital and its mark, can be printed as it stands, whatever pattern made it."""
    return (
        _FEWEST_WORDS <= prose.count(question) <= _MOST_WORDS
        and "”" not in question
        and prose.is_balanced(question)
        and not _MARK.search(question)
        and not _ABOUT_NOTHING.match(question)
        and not _is_loose(question)
        and _is_one_clause(question)
    )


def _is_loose(question: str) -> bool:
    """Whether something in it means what stands in another sentence, or it ends before it is whole."""
    return bool(
        re.search(r"\b(?:his|her|such)\b(?! own)", _own(question))
        or _OWNED.match(question)
        or _LOOSE.search(question)
        or _PRO_FORM.search(question)
        or _POSSESSIVE.match(question)
        or (_DANGLING.search(question) and not _MAY_DANGLE.match(question))
    )


def _own(question: str) -> str:
    """A question up to the first name or noun that "its" in it could mean, and the word after that."""
    return " ".join(question.split()[:6])


def _is_one_clause(question: str) -> bool:
    """Whether a question has one finite verb of its own, and no phrase in it lacks its noun.

    "Will a panel will be set up?", "What caused the fire and urged people to wait?" and "Will Orbit recall the of the
    drones?" are no questions.
    """
    if (
        _GOES_ON.search(question)
        or _NO_NOUN.search(question)
        or _TWO_ARTICLES.search(question)
        or _TWICE.search(question)
        or _VERBLESS.match(question)
        or (" and to " in question and not re.search(r"\bto\b.* and to ", question))
    ):
        return False
    said = re.findall(r"[\w’'-]+|,", question)
    if any(not _goes_with_another(question, found) for found in _AND_DOING.finditer(question)):
        return False
    if any(_is_second_verb(said, found) for found in _COORDINATED.finditer(question)):
        return False
    first = next((at for at, word in enumerate(said) if _AUXILIARY.match(word.lower())), None)
    if first is None:
        return True
    for before, word in zip(said[first:], said[first + 1 :], strict=False):
        if word.lower() in _SUBORDINATE or word in _TAKING_CLAUSE or word == ",":
            return True
        if word == "had" and any(each.lower() in {"has", "have"} for each in said):
            continue
        if word in _FINITES and not (word in _NOUNS and before in DETERMINERS):
            return False
    return True


_FINITES = frozenset(_FINITE.split("|"))


# "Did the club pay the agent and owing his firm money?", but not "stop paying staff and hiring guards".
_AND_DOING = re.compile(r"\b(?:and|or|but) [a-z]{2,}ing (?:the|an?|its|their|his|her|any|all)\b")


def _goes_with_another(question: str, found: re.Match[str]) -> bool:
    """Whether another word in "-ing" stands before one that "and" adds."""
    return re.search(r"[a-z]ing\b", question[: found.start()]) is not None


def _is_second_verb(said: list[str], found: re.Match[str]) -> bool:
    """Whether "and" brings a verb told as past that goes with no other: "arrested and charged" goes with the first."""
    verb, after = found.group("verb"), found.group("after").lower()
    if not verbs.is_past(verb) or _is_participle(found.group("before")):
        return False
    is_passive = any(word.lower() in _BEING for word in said)
    return not is_passive and (verb in CUES or after in DETERMINERS or after in _SMALL)


_BEING = frozenset("is are was were be been being has have had".split())


def _is_participle(word: str) -> bool:
    return verbs.is_past(word) or verbs.of_participle(word) is not None
