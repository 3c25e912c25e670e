"""What a text denies: which of its words are negated, and by what.

A text is its words and stops in lower case, with the number of the clause each stands in.
"""

import re
from collections.abc import Sequence

from service.core.words import FUNCTION_WORDS, IRREGULAR_PASTS, per_word, stem

NEGATORS = frozenset("not never neither nor cannot cant hardly barely scarcely".split())
_NOUN_NEGATORS = frozenset("no without zero".split())
# "fails to", "refused to", "denies": what follows did not happen, or is said not to have.
_NEGATIVE_VERBS = frozenset(stem(verb) for verb in "fail refuse decline deny".split())
_NEGATIVE_BEGINNINGS = ("fail", "refus", "declin", "den")
# Words that deny, prevent or doubt in some way: where one stands near, polarity is not read off the words alone.
_NEGATIVE_WORDS = frozenset(
    stem(word)
    for word in "fail refuse decline deny reject lack avoid prevent halt stop block oppose doubt question dispute ban "
    "prohibit absence despite instead unable unlikely impossible nobody nothing none nowhere few little less least "
    "rarely seldom except unless until false untrue wrong contrary cancel abandon drop withdraw postpone delay suspend "
    "exclude exempt omit illegal incorrect inaccurate "
    "end ignore dismiss scrap quit cease miss lose resist forbid bar veto short far yet without no zero too".split()
)
# "not only", "not yet enough", "not all": part of it is affirmed.
_PARTIAL = frozenset(
    "only just merely simply solely enough until unless all every everyone always necessarily entirely fully "
    "exactly without alone quite sufficiently yet so more less".split()
)
_NEGATIVE_PAIRS = {
    ("rather", "than"),
    ("instead", "of"),
    ("ruled", "out"),
    ("rules", "out"),
    ("short", "of"),
    ("yet", "to"),
}
_NO_ADVERBS = frozenset("apply supply reply rely comply imply multiply family rally assembly monopoly anomaly".split())
_LACK = frozenset("lack lacks lacked lacking".split())
_SUBJECT_NEGATORS = frozenset("nobody none nothing neither".split())
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would shall should can could may might must".split()
)
_SKIPPED = FUNCTION_WORDS | frozenset(
    "longer yet really particularly especially immediately currently already further actually specifically clearly "
    "directly publicly formally officially any anyone anything".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your of in on at after before during over for from with "
    "by about against under between amid another some any more most further each every despite".split()
)
_UN = re.compile(
    r"(?:un(?!i[a-z]|der|til|less|cle|gula)|non(?!e))[a-z-]{4}"
)  # "unhappy", not "united", "under", "uncle"
_REACH = 6  # words after a "not" among which its predicate is looked for


@per_word
def may_negate(word: str) -> bool:
    """Whether a word may negate another: all that `cues_of` asks about."""
    return word in _CUES or word.endswith("n't") or word.startswith(_NEGATIVE_BEGINNINGS)


def cues_of(tokens: tuple[str, ...], clauses: tuple[int, ...], negating: Sequence[int]) -> dict[int, int]:
    """Index of each directly negated word, with the index of what negates it, given the words that may."""
    cues: dict[int, int] = {}
    for at in negating:
        word = tokens[at]
        if word in _SUBJECT_NEGATORS or (word == "no" and tokens[at + 1 : at + 2] == ("one",)):
            _negate_subject(tokens, clauses, at, cues)
        elif is_negator(word):
            _negate_first(tokens, clauses, at, cues)
        elif _is_noun_negator(tokens, at):
            _negate_phrase(tokens, clauses, at, cues)
        elif (word == "no" and tokens[at + 1 : at + 2] in {("longer",), ("one",)}) or _is_negative_verb(tokens, at):
            _negate_first(tokens, clauses, at, cues)
        elif (word, *tokens[at + 1 : at + 2]) in _NEGATIVE_PAIRS:
            (_negate_phrase if tokens[at + 1] == "out" else _negate_first)(tokens, clauses, at + 1, cues)
    return cues


_CUES = (
    NEGATORS | _NOUN_NEGATORS | _SUBJECT_NEGATORS | _LACK | {first for first, _ in _NEGATIVE_PAIRS}
)  # with the forms of "not" and of the negative verbs: all that `cues_of` asks about


def _is_noun_negator(tokens: tuple[str, ...], at: int) -> bool:
    if tokens[at] in _NOUN_NEGATORS:
        return tokens[at + 1 : at + 2] not in {("longer",), ("one",), ("matter",), ("doubt",)}
    return tokens[at] in _LACK and not (at and tokens[at - 1] in DETERMINERS)


def _is_negative_verb(tokens: tuple[str, ...], at: int) -> bool:
    word, following = tokens[at], tokens[at + 1 : at + 2]
    if stem(word) not in _NEGATIVE_VERBS or not following:
        return False
    return following == ("to",) or (word.startswith("den") and following[0].endswith("ing"))


def _negate_first(tokens: tuple[str, ...], clauses: tuple[int, ...], cue: int, cues: dict[int, int]) -> None:
    for at in range(cue + 1, min(cue + 1 + _REACH, len(tokens))):
        if clauses[at] != clauses[cue] or tokens[at] == ",":
            return
        if tokens[at][0].isalpha() and tokens[at] not in _SKIPPED and not is_adverb(tokens[at]):
            cues.setdefault(at, cue)
            return


def _negate_phrase(tokens: tuple[str, ...], clauses: tuple[int, ...], cue: int, cues: dict[int, int]) -> None:
    """All of a noun phrase: "no serious injuries", "without warning"."""
    for at in range(cue + 1, min(cue + 4, len(tokens))):
        if clauses[at] != clauses[cue] or not tokens[at][0].isalpha() or tokens[at] in FUNCTION_WORDS:
            return
        cues.setdefault(at, cue)
        if tokens[at + 1 : at + 2] and tokens[at + 1] in AUXILIARIES and tokens[cue] == "no":
            _negate_subject(tokens, clauses, at, cues)
            return


def _negate_subject(tokens: tuple[str, ...], clauses: tuple[int, ...], cue: int, cues: dict[int, int]) -> None:
    """What "nobody", "none of the crew" or "no flights" is said not to have done: the word behind the auxiliaries."""
    at = cue + 1
    if tokens[at : at + 1] == ("of",):
        at += 1
        while at < len(tokens) and tokens[at] in DETERMINERS | {"us", "them"}:
            at += 1
        while at < len(tokens) and at - cue < _REACH and tokens[at] not in AUXILIARIES and tokens[at + 1 : at + 2]:
            if _looks_past(tokens[at]):
                break
            at += 1
    while at < len(tokens) and (tokens[at] in AUXILIARIES or tokens[at] in {"one", "else"} or tokens[at] in _SKIPPED):
        at += 1
    if at < len(tokens) and clauses[at] == clauses[cue] and tokens[at][0].isalpha():
        cues.setdefault(at, cue)


def _looks_past(word: str) -> bool:
    return word.endswith("ed") or word in IRREGULAR_PASTS


def is_adverb(word: str) -> bool:
    """Whether a word has the form of an adverb: "officially", not "apply"."""
    return len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS


def partial(tokens: tuple[str, ...], cue: int, at: int, clauses: tuple[int, ...]) -> frozenset[str]:
    """The words round a negated word, and what negates it, that take part of it back."""
    upto = at + 1
    while upto < len(tokens) and upto - at < _REACH and clauses[upto] == clauses[at]:
        upto += 1
    taken = _PARTIAL & set(tokens[cue + 1 : upto])
    if "all" in taken and all(tokens[back - 1] == "at" for back in range(cue + 1, upto) if tokens[back] == "all"):
        taken -= {"all"}  # "not at all"
    return taken | ({"if"} & set(tokens[max(0, cue - 4) : cue]))


def is_negator(word: str) -> bool:
    """Whether a word is "not" in some form."""
    return word in NEGATORS or word.endswith(("n't", "n’t"))


@per_word
def is_negative(word: str) -> bool:
    """Whether a word denies, prevents or doubts."""
    if is_negator(word) or word in _NOUN_NEGATORS:
        return True
    if not word[0].isalpha():
        return False
    return stem(word) in _NEGATIVE_WORDS or _UN.match(word) is not None
