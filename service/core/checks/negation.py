"""A statement does not affirm what its evidence denies, nor deny what it affirms."""

from collections.abc import Iterator
from itertools import product

from service.core import clauses
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.clauses import Reading, Word
from service.core.words import stem

ENGLISH_ONLY = True


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# Two sides of one thing. Words of one side stand for each other, so "climbed" contradicts "fell" as "rose" does.
_OPPOSITES = (
    (_stems("accept approve"), _stems("reject")),
    (_stems("confirm admit acknowledge concede"), _stems("deny")),
    (_stems("support back endorse"), _stems("oppose")),
    (
        _stems("rise increase climb grow surge jump soar"),
        _stems("fall decrease drop shrink plunge slump plummet tumble"),
    ),
    (_stems("strengthen"), _stems("weaken")),
    (_stems("win"), _stems("lose")),
    (_stems("succeed"), _stems("fail")),
)
# What one side loses the other wins, and a backer of one plan is an opponent of the next: look twice, no more.
_DOUBTFUL = _stems("win lose support back endorse oppose succeed fail drop grow")
_ARGUMENT_REACH = 8  # tokens beside a predicate in which its subject and its object are looked for


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where the same predicate stands in both with opposite polarity and nothing near makes it doubtful."""
    if claim.section in WHOLE_ARTICLE or claim.section == "parties":
        return
    said, stands = clauses.read(claim.statement), clauses.read(claim.evidence)
    finding = _flipped(said, stands) or _opposite(said, stands)
    if finding is not None:
        yield finding


def _flipped(said: Reading, stands: Reading) -> Finding | None:
    """The same word, negated in one and plainly affirmed in the other."""
    doubtful: Finding | None = None
    for word in said.words:
        there = [other for other in stands.words if other.stem == word.stem]
        if not there:
            continue
        if not word.negated and all(other.negated for other in there):
            verdict = _affirms_denied(word, there, said)
        elif word.negated and not any(other.negated for other in there):
            verdict = _denies_affirmed(word, there, stands)
        else:
            continue
        if verdict == "sure":
            return fails(_words_of(word, there))
        if verdict == "doubtful":
            doubtful = doubtful or flags(_words_of(word, there))
    return doubtful


def _affirms_denied(word: Word, there: list[Word], said: Reading) -> str | None:
    if word.irrealis or any(other.irrealis for other in there) or said.has_negative_near(word):
        return None
    noun = any(other.cue.lower().startswith(("no ", "without ", "zero ")) for other in there)
    if word.nominal and not noun:
        return None
    if any(other.hedged for other in there):
        return None
    if any(at < word.at for at, _ in said.negatives) or (noun and word.nominal):
        return "doubtful"
    return "sure"


def _denies_affirmed(word: Word, there: list[Word], stands: Reading) -> str | None:
    if word.irrealis or word.hedged or all(other.irrealis or other.nominal for other in there):
        return None
    if any(stands.has_negative_near(other) for other in there):
        return None
    if any(clause == other.clause for other in there for _, clause in stands.negatives) or any(
        other.irrealis or other.nominal for other in there
    ):
        return "doubtful"
    return "sure"


def _words_of(word: Word, there: list[Word]) -> str:
    said = word.cue or word.written
    stands = next((other.cue for other in there if other.cue), there[0].written)
    return f"the statement says “{said}” where the article says “{stands}”"


def _opposite(said: Reading, stands: Reading) -> Finding | None:
    """A predicate of one, its opposite in the other, both about the same."""
    for left, right in _OPPOSITES:
        for mine, theirs in ((left, right), (right, left)):
            here = [word for word in said.words if word.stem in mine and not word.nominal]
            there = [word for word in stands.words if word.stem in theirs and not word.nominal]
            if not here or not there or _has_any(stands, mine) or _has_any(said, theirs):
                continue
            for word, other in product(here, there):
                if word.negated != other.negated or word.irrealis != other.irrealis:
                    continue
                if _is_about_the_same(said, word, stands, other):
                    detail = f"the statement says “{word.written}” where the article says “{other.written}”"
                    sure = not {word.stem, other.stem} & _DOUBTFUL and len(here) == len(there) == 1
                    return fails(detail) if sure and not _is_mixed(said, stands, word, other) else flags(detail)
    return None


def _has_any(reading: Reading, stems: frozenset[str]) -> bool:
    return any(word.stem in stems for word in reading.words)


def _is_about_the_same(said: Reading, word: Word, stands: Reading, other: Word) -> bool:
    """Whether two predicates share a word before them, or two behind them, where a pronoun stands before one."""
    if _around(said, word, before=True) & _around(stands, other, before=True):
        return True
    return len(_around(said, word, before=False) & _around(stands, other, before=False)) > 1


def _around(reading: Reading, predicate: Word, *, before: bool) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in reading.words
        if word.clause == predicate.clause
        and 0 < (predicate.at - word.at if before else word.at - predicate.at) <= _ARGUMENT_REACH
    )


def _is_mixed(said: Reading, stands: Reading, word: Word, other: Word) -> bool:
    """Whether a word that denies stands beside either, other than the predicate itself."""
    return any(
        reading.tokens[at] in clauses.NEGATORS
        or reading.tokens[at] in {"no", "without"}
        or reading.tokens[at].endswith("n't")
        for reading, predicate in ((said, word), (stands, other))
        for at in range(
            max(0, predicate.at - _ARGUMENT_REACH), min(len(reading.tokens), predicate.at + _ARGUMENT_REACH)
        )
    )
