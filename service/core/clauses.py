"""What a text affirms, denies and leaves open, word by word: the polarity and the mood of its predicates."""

import functools
import re
from dataclasses import dataclass

from service.core.words import FUNCTION_WORDS, stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*|[,;:.!?()…—–“”\"]")
_STOPS = frozenset(";:.!?()…—–")

NEGATORS = frozenset("not never neither nor cannot cant hardly barely scarcely".split())
_NOUN_NEGATORS = frozenset("no without zero".split())
# "fails to", "refused to", "denies": what follows did not happen, or is said not to have.
_NEGATIVE_VERBS = frozenset(stem(verb) for verb in "fail refuse decline deny".split())
# Words that deny, prevent or doubt in some way: where one stands near, polarity is not read off the words alone.
_NEGATIVE_WORDS = frozenset(
    stem(word)
    for word in "fail refuse decline deny reject lack avoid prevent halt stop block oppose doubt question dispute ban "
    "prohibit rule absence despite instead unable unlikely impossible nobody nothing none nowhere few little rarely "
    "seldom except unless until false untrue wrong contrary cancel abandon drop withdraw postpone delay suspend end "
    "ignore dismiss scrap quit cease miss lose resist forbid bar veto short far yet without no zero too".split()
)
# "not only", "not yet enough", "not all": part of it is affirmed.
_PARTIAL = frozenset(
    "only just merely simply solely enough until unless all every everyone always necessarily entirely fully "
    "exactly without alone quite sufficiently yet so more less".split()
)
_IRREALIS = frozenset(
    "may might could should would must can shall will if whether unless wants want wanted urge urged urges hope hopes "
    "hoped plan plans planned plans seek seeks seeking sought aim aims call calls called calling need needs needed "
    "demand demands demanded ask asks asked expect expects expected ready set due likely possible consider considering "
    "considers propose proposed proposes proposal intend intends intended threaten threatens threatened vow vowed "
    "promise promised promises pledge pledged require requires required to ought let prepare prepared preparing "
    "chance possibility risk believe believes thinks think deny denied denies claim claims claimed allegation alleged "
    "warn warned warns fear feared fears doubt doubted question questioned wish wishes wished".split()
)
_SKIPPED = FUNCTION_WORDS | frozenset(
    "longer yet really particularly especially immediately currently already further actually specifically clearly "
    "directly publicly formally officially any anyone anything".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your of in on at after before during over for from with "
    "by about against under between amid another some any more most further each every despite".split()
)
_CONTRACTED = re.compile(r"n[’']t$")
_NOBODY = frozenset("nobody nothing none no zero few little neither nowhere".split())
_BE = frozenset("was were is are been be".split())
_UN = re.compile(
    r"(?:un(?!i[a-z]|der|til|less|cle|gula)|non(?!e))[a-z-]{4}"
)  # "unhappy", not "united", "under", "uncle"
_REACH = 6  # words after a "not" among which its predicate is looked for


@dataclass(frozen=True, slots=True)
class Word:
    """A content word and how the text uses it."""

    stem: str
    written: str
    at: int  # among the content words and the others of its text
    clause: int
    negated: bool  # its own "not", "no", "without", "failed to" stands right before it
    hedged: bool  # part of the negation is taken back: "not only", "not enough"
    irrealis: bool  # wanted, possible, planned, asked: not said to be so
    nominal: bool  # follows an article or a preposition: a thing, not what is said of it
    cue: str  # the words that negate it, as written


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's content words."""

    words: tuple[Word, ...]
    negatives: tuple[tuple[int, int], ...]  # (place, clause) of every word that denies, prevents or doubts
    tokens: tuple[str, ...]  # every word and stop, in lower case

    def has_negative_near(self, word: Word) -> bool:
        """Whether something that denies, prevents or doubts stands before a word or close behind it.

        Behind it only as its object ("injured nobody") or in the passive's place ("injuries were avoided"): "ready to
        end it" does not deny "ready".
        """
        return any(
            clause == word.clause
            and (0 < word.at - at <= 8 or (0 < at - word.at <= 3 and self._is_behind(word.at, at)))
            for at, clause in self.negatives
        )

    def _is_behind(self, word: int, negative: int) -> bool:
        return self.tokens[negative] in _NOBODY or any(token in _BE for token in self.tokens[word + 1 : negative])


@functools.lru_cache(maxsize=256)
def read(text: str) -> Reading:
    """The predicates of a text; kept for the last few texts, since several checks ask about the same evidence."""
    written = tuple(_TOKEN.findall(text))
    tokens = tuple(word.lower().replace("’", "'") for word in written)
    clauses = _clauses(tokens)
    cues = _cues(tokens, clauses)
    found: list[Word] = []
    negatives: list[tuple[int, int]] = []
    for at, word in enumerate(tokens):
        if _is_negative(word):
            negatives.append((at, clauses[at]))
        if not word[0].isalnum() or word in FUNCTION_WORDS or len(word) < 2:
            continue
        cue = cues.get(at)
        found.append(
            Word(
                stem=stem(word),
                written=written[at],
                at=at,
                clause=clauses[at],
                negated=cue is not None,
                hedged=cue is not None and _is_partial(tokens, cue, at, clauses),
                irrealis=_is_irrealis(tokens, at if cue is None else cue, clauses),
                nominal=at > 0 and (tokens[at - 1] in _DETERMINERS or tokens[at - 1].endswith("'s")),
                cue=" ".join(written[cue : at + 1]) if cue is not None else "",
            )
        )
    return Reading(tuple(found), tuple(negatives), tokens)


def _clauses(tokens: tuple[str, ...]) -> tuple[int, ...]:
    clause = 0
    clauses: list[int] = []
    for at, word in enumerate(tokens):
        # "but" turns a sentence round; a comma alone often only sets off a phrase.
        turns = word in _STOPS or word in {"but", "although", "though", "while", "whereas"}
        if turns or (word == "," and tokens[at + 1 : at + 2] in {("and",), ("or",), ("so",), ("which",), ("who",)}):
            clause += 1
        clauses.append(clause)
    return tuple(clauses)


def _cues(tokens: tuple[str, ...], clauses: tuple[int, ...]) -> dict[int, int]:
    """Index of each directly negated word, with the index of what negates it."""
    cues: dict[int, int] = {}
    for at, word in enumerate(tokens):
        if word in NEGATORS or _CONTRACTED.search(word):
            _negate_first(tokens, clauses, at, cues)
        elif word in _NOUN_NEGATORS and tokens[at + 1 : at + 2] not in {
            ("longer",),
            ("one",),
            ("matter",),
            ("doubt",),
        }:
            _negate_phrase(tokens, clauses, at, cues)
        elif (word == "no" and tokens[at + 1 : at + 2] in {("longer",), ("one",)}) or _is_negative_verb(tokens, at):
            _negate_first(tokens, clauses, at, cues)
        elif (word, *tokens[at + 1 : at + 2]) in {("rather", "than"), ("instead", "of"), ("ruled", "out")}:
            _negate_first(tokens, clauses, at + 1, cues)
    return cues


def _is_negative_verb(tokens: tuple[str, ...], at: int) -> bool:
    word, following = tokens[at], tokens[at + 1 : at + 2]
    if stem(word) not in _NEGATIVE_VERBS or not following:
        return False
    return following == ("to",) or (word.startswith("den") and following[0].endswith("ing"))


def _negate_first(tokens: tuple[str, ...], clauses: tuple[int, ...], cue: int, cues: dict[int, int]) -> None:
    for at in range(cue + 1, min(cue + 1 + _REACH, len(tokens))):
        if clauses[at] != clauses[cue] or tokens[at] == ",":
            return
        if tokens[at][0].isalpha() and tokens[at] not in _SKIPPED and not _is_adverb(tokens[at]):
            cues.setdefault(at, cue)
            return


def _negate_phrase(tokens: tuple[str, ...], clauses: tuple[int, ...], cue: int, cues: dict[int, int]) -> None:
    """All of a noun phrase: "no serious injuries", "without warning"."""
    for at in range(cue + 1, min(cue + 4, len(tokens))):
        if clauses[at] != clauses[cue] or not tokens[at][0].isalpha() or tokens[at] in FUNCTION_WORDS:
            return
        cues.setdefault(at, cue)


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly")


def _is_partial(tokens: tuple[str, ...], cue: int, at: int, clauses: tuple[int, ...]) -> bool:
    upto = at + 1
    while upto < len(tokens) and upto - at < _REACH and clauses[upto] == clauses[at]:
        upto += 1
    return any(word in _PARTIAL for word in tokens[cue + 1 : upto]) or "if" in tokens[max(0, cue - 4) : cue]


def _is_irrealis(tokens: tuple[str, ...], at: int, clauses: tuple[int, ...]) -> bool:
    first = at
    while first > 0 and at - first < 8 and clauses[first - 1] == clauses[at]:
        first -= 1
    return any(word in _IRREALIS or word.endswith(("'ll", "'d")) for word in tokens[first:at])


def _is_negative(word: str) -> bool:
    if word in NEGATORS or word in _NOUN_NEGATORS or _CONTRACTED.search(word) is not None:
        return True
    if not word[0].isalpha():
        return False
    return stem(word) in _NEGATIVE_WORDS or _UN.match(word) is not None
