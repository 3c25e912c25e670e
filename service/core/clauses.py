"""What a text affirms, denies and leaves open, word by word: the polarity and the mood of its predicates."""

import bisect
import functools
import itertools
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from service.core import opposites
from service.core.denials import AUXILIARIES, DETERMINERS, NEGATORS, cues_of, is_negative, may_negate, partial
from service.core.properties import cached_property
from service.core.words import FUNCTION_WORDS, per_word, stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*|[,;:.!?()…—–“”\"]")
_STOPS = frozenset(";:.!?()…—–")
_ENDS = frozenset(".!?…;")
_DID_SO = frozenset({("did", "so"), ("does", "so"), ("done", "so"), ("do", "so"), ("doing", "so")})

_IRREALIS = frozenset(
    "may might could should would must can shall will if whether unless wants want wanted urge urged urges hope hopes "
    "hoped plan plans planned plans seek seeks seeking sought aim aims call calls called calling need needs needed "
    "demand demands demanded ask asks asked expect expects expected ready set due likely possible consider considering "
    "considers propose proposed proposes proposal intend intends intended threaten threatens threatened vow vowed "
    "promise promised promises pledge pledged require requires required to ought let prepare prepared preparing "
    "chance possibility risk believe believes thinks think deny denied denies claim claims claimed allegation alleged "
    "warn warned warns fear feared fears doubt doubted question questioned wish wishes wished".split()
)
_ASKED = frozenset("if whether unless".split())  # what stands behind is neither affirmed nor denied
_MOODS = {"would": "will", "shall": "will", "might": "may", "wo": "will"}
_COPULA = frozenset("is are was were isn't aren't wasn't weren't".split())
_OBJECTS = frozenset("it that this them him her".split())
# A statement that repeats one of these takes nothing back: "forbids every" and "does not forbid every" disagree.
_UNIVERSAL = frozenset("all every everyone always necessarily entirely fully exactly".split())
_MAY_JOIN = _OBJECTS | opposites.PARTICLES  # behind a verb that they may make one predicate with
_FINITE = frozenset(
    "was were is are am has had does do did doesn't don't wasn't weren't isn't aren't hasn't hadn't didn't".split()
)
_NOBODY = frozenset("nobody nothing none no zero few little neither nowhere".split())
_BE = frozenset("was were is are been be".split())


@dataclass(frozen=True, eq=False)
class _Marks:
    """The words and stops of a text: the words of a reading know it, and not the reading, which knows them."""

    written: tuple[str, ...]
    tokens: tuple[str, ...]  # the same in lower case

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The clause each stands in."""
        return _clauses(self.tokens)

    @cached_property
    def cues(self) -> dict[int, int]:
        """Place of each directly negated word, with the place of what negates it."""
        # Most texts negate nothing, and need not be divided into clauses.
        negating = [at for at, negates in enumerate(map(may_negate, self.tokens)) if negates]
        return cues_of(self.tokens, self.clauses, negating) if negating else {}


class Word(NamedTuple):
    """A content word and how its text uses it: worked out when asked, as most words never meet their like."""

    marks: _Marks
    stem: str
    at: int  # among the content words and the others of its text

    @property
    def written(self) -> str:
        """The word as the text has it."""
        return self.marks.written[self.at]

    @property
    def clause(self) -> int:
        """The number of its clause."""
        return self.marks.clauses[self.at]

    @property
    def negated(self) -> bool:
        """Whether its own "not", "no", "without", "failed to" stands right before it."""
        return self.at in self.marks.cues

    @property
    def partial(self) -> frozenset[str]:
        """Words that take part of the negation back: "not only", "not enough"."""
        cue = self.marks.cues.get(self.at)
        return frozenset() if cue is None else partial(self.marks.tokens, cue, self.at, self.marks.clauses)

    @property
    def mood(self) -> str:
        """The word by which it is wanted, possible, planned or asked, not said to be so: "may", "plan"; or ""."""
        return _mood(self.marks.tokens, self.marks.cues.get(self.at, self.at), self.marks.clauses)

    @property
    def nominal(self) -> bool:
        """Whether it follows an article or a preposition: a thing, not what is said of it."""
        return _is_nominal(self.marks.tokens, self.at)

    @property
    def cue_at(self) -> int | None:
        """The place of what negates it."""
        return self.marks.cues.get(self.at)

    @property
    def cue(self) -> str:
        """The words that negate it, as written, and itself; "" where none do."""
        cue = self.marks.cues.get(self.at)
        return " ".join(self.marks.written[cue : self.at + 1]) if cue is not None else ""

    @property
    def irrealis(self) -> bool:
        """Whether it is not said to be so."""
        return bool(self.mood)


# What Word(...) does, without a call in Python for each word.
_word: Callable[[tuple[_Marks, str, int]], Word] = functools.partial(tuple.__new__, Word)


@dataclass(frozen=True, eq=False)
class Reading:
    """A text's words, and which of them carry content."""

    _marks: _Marks = field(repr=False)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every word and stop, in lower case."""
        return self._marks.tokens

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its content words, in order."""
        marks, tokens = self._marks, self._marks.tokens
        return tuple(
            [
                _word((marks, (following in _MAY_JOIN and _joined(tokens, at)) or known, at))
                for at, (known, following) in enumerate(zip(map(_content, tokens), (*tokens[1:], ""), strict=False))
                if known is not None
            ]
        )

    @cached_property
    def places(self) -> dict[str, list[Word]]:
        """The content words of each stem, in order."""
        places: dict[str, list[Word]] = {}
        for word in self.words:
            places.setdefault(word.stem, []).append(word)
        return places

    @property
    def has_cues(self) -> bool:
        """Whether anything is negated in it."""
        return bool(self._marks.cues)

    @cached_property
    def negatives(self) -> tuple[tuple[int, int], ...]:
        """(place, clause) of every word that denies, prevents or doubts."""
        tokens = self.tokens
        return tuple(
            (at, self._marks.clauses[at])
            for at, (word, negative) in enumerate(zip(tokens, map(is_negative, tokens), strict=True))
            if negative or (word.startswith("rul") and _joined(tokens, at) == "rule_out")
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word and stop, in lower case, once."""
        return frozenset(self.tokens)

    @cached_property
    def _ats(self) -> tuple[int, ...]:
        return tuple(word.at for word in self.words)

    def is_asked(self, word: Word) -> bool:
        """Whether a word stands in a question, which neither affirms nor denies."""
        return next((token for token in self.tokens[word.at + 1 :] if token in _ENDS), "") == "?"

    @cached_property
    def _short_answers(self) -> frozenset[str]:
        """Who does what another does or does not: the word before "would." of "The League would."; "" before "so"."""
        tokens = self.tokens
        answers = {
            before
            for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if token in AUXILIARIES and after in _ENDS and before[0].isalpha() and not _negates(before)
        }
        if any(
            pair in _DID_SO and not any(map(_negates, tokens[max(0, at - 2) : at]))
            for at, pair in enumerate(itertools.pairwise(tokens))
        ):
            answers.add("")
        return frozenset(answers)

    def has_short_answer(self, said: "Reading") -> bool:
        """Whether somebody of a statement does, in a word, what another does or does not: "Shah did."."""
        return any(
            not answer or answer in said.vocabulary or answer in FUNCTION_WORDS for answer in self._short_answers
        )

    def near(self, place: int, reach: int) -> tuple[Word, ...]:
        """The content words at most so many words and stops from a place, on either side."""
        first, last = bisect.bisect_left(self._ats, place - reach), bisect.bisect_right(self._ats, place + reach)
        return self.words[first:last]

    def takes_back(self, word: Word) -> frozenset[str]:
        """What takes part of a negation back, less the "all" or "every" that this text says too."""
        return word.partial - (_UNIVERSAL & self.vocabulary)

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


def read(text: str) -> Reading:
    """The predicates of a text."""
    return read_words(split(text))


def split(text: str) -> tuple[str, ...]:
    """The words and stops of a text, as written."""
    return tuple(map(_kept, _TOKEN.findall(text)))


@per_word
def _kept(word: str) -> str:
    """The word itself, the same object wherever it stands: texts share their words, and compare them at once."""
    return word


@per_word
def _lower(word: str) -> str:
    return sys.intern(word.lower().replace("’", "'"))


def read_words(written: tuple[str, ...]) -> Reading:
    """The predicates of a text that is already split."""
    low = list(map(_lower, written))
    if "may" in low:
        # "May" inside a sentence is a month, and keeps its capital lest it be taken for "may".
        low = [
            word if at and word == "May" else plain for at, (word, plain) in enumerate(zip(written, low, strict=True))
        ]
    tokens = tuple(low)
    return Reading(_Marks(written, tokens))


def shared(said: Reading, stands: Reading) -> tuple[tuple[Word, list[Word]], ...]:
    """The content words of one text that stand in another too, each with its like there, in order."""
    places = stands.places
    return tuple((word, places[word.stem]) for word in said.words if word.stem in places)


@per_word
def _negates(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't")


@per_word
def _content(word: str) -> str | None:
    """The stem of a word that carries content."""
    return stem(word) if word not in FUNCTION_WORDS and len(word) > 1 and word[0].isalnum() else None


def _joined(tokens: tuple[str, ...], at: int) -> str | None:
    """The one predicate of a verb and its particle: "ruled out", "ruled that out", "refused to"."""
    following = at + 1
    if following < len(tokens) and tokens[following] in _OBJECTS:
        following += 1
    if following >= len(tokens) or tokens[following] not in opposites.PARTICLES:
        return None
    return opposites.joined(stem(tokens[at]), tokens[following])


_TURNS = _STOPS | {"but", "although", "though", "while", "whereas"}
_TURNS_AFTER_COMMA = frozenset("and or so which who".split())


def _clauses(tokens: tuple[str, ...]) -> tuple[int, ...]:
    clause = 0
    clauses: list[int] = []
    for at, word in enumerate(tokens):
        # "but" turns a sentence round; a comma alone often only sets off a phrase.
        if word in _TURNS or (word == "," and at + 1 < len(tokens) and tokens[at + 1] in _TURNS_AFTER_COMMA):
            clause += 1
        clauses.append(clause)
    return tuple(clauses)


def _mood(tokens: tuple[str, ...], at: int, clauses: tuple[int, ...]) -> str:
    first = at
    while first > 0 and at - first < 8 and clauses[first - 1] == clauses[at]:
        first -= 1
    is_told = False
    for back in range(at - 1, first - 1, -1):
        word = tokens[back]
        is_told = is_told or word == "that"
        if word == "to" and is_told:
            continue  # "careful to note that": what is noted is said to be so
        if word in _FINITE:
            return ""  # what is wanted before it is the subject's business: "the plan to move was shelved"
        if word in _IRREALIS and not (back and tokens[back - 1] in DETERMINERS):
            asked = next((other for other in tokens[first:back] if other in _ASKED), None)
            return asked or _MOODS.get(word, word)
        if word.endswith(("'ll", "'d")):
            return "will"
    return ""


def _is_nominal(tokens: tuple[str, ...], at: int) -> bool:
    """Whether a word is a thing, not what is said of it: after an article, unless "is a" stands before."""
    if at == 0 or not (tokens[at - 1] in DETERMINERS or tokens[at - 1].endswith("'s")):
        return False
    before = [word for word in tokens[max(0, at - 3) : at - 1] if word not in NEGATORS]
    return not (tokens[at - 1] in {"a", "an", "the"} and before[-1:] and before[-1] in _COPULA)
