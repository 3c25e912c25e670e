"""How far a text bears a statement out."""

import functools
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evals import contradiction, thesaurus, wording
from evals.keys import keys_of
from evals.wording import Wording
from service.core import language
from service.core.words import stem

THRESHOLD = 0.35  # support from which a statement counts as supported

_TELLING = (
    2.0  # what names, numbers and rare words weigh beside the words every newspaper uses: they are what is invented
)
_ELSEWHERE = 0.5  # credit for a word that the article has, and the sentences a statement cites have not
_ALONE = 0.6  # how much words count by themselves, beside their standing together
_FEW_BREAKS = 4  # breaks after which a statement is no longer one of the source's in its words
_NUMBER_MISSED = 0.7  # what is left of the support of a statement one of whose numbers is missed
_DENIED = 0.4  # what is left of the support of a statement that its source denies
_KEPT = 64  # sources remembered

_WORD = re.compile(r"[^\W_]+")


def support(statement: str, evidence: Sequence[str], article: str) -> float:
    """How far a text bears a statement out.

    Formula: anywhere · √((0.6 + together²) / 1.6). `anywhere` is the share of the statement's words that the source
    has at all, in these or like words; names, numbers and rare words count twice. Invented details lower it. `together`
    is the mean of five: the share of the words that stand in one sentence and in two neighbours, the same of the pairs
    of neighbouring words, and e^(-breaks / 4), a break being a pair the best sentence lacks. Halves that were wrongly
    joined lower it. Where a text copies, `anywhere` is nearly always 1 and `together` decides; where it rewords,
    `together` is small, its square smaller, and `anywhere` decides. Of the support of a statement with a number the
    source lacks 0.7 is left; where the source says the opposite, 0.4.

    Args:
        statement: One sentence.
        evidence: The sentences it cites. None where it cites none: then any of the article's may bear it out.
        article: The whole text. A word that only the rest of it has counts half.

    Returns:
        0.0 (nothing of it stands there) to 1.0 (it stands there word for word).
    Source: contiguity as in ROUGE-2 precision, presence as in weighted unigram precision. On sentences judged by people
        the one decides where summaries copy (QAGS-CNN/DM), the other where they reword (QAGS-XSum, XSumFaith).
    """
    source = _read(tuple(evidence) or (article,))
    said = wording.read(statement)
    known = source.wording.credits(said)
    anywhere = _anywhere(known, keys_of(article) if evidence else frozenset())
    together, place = _together(statement, said, source)
    value = anywhere * math.sqrt((_ALONE + together**2) / (_ALONE + 1))
    if any(key[0] == "#" and not there for key, there in known.items()):
        value *= _NUMBER_MISSED
    if value >= THRESHOLD and _is_english(article):
        beside = contradiction.statement(source.wording.texts[place])
        value *= _DENIED if contradiction.denies(contradiction.statement(statement), beside) else 1.0
    return value


@dataclass(frozen=True)
class _Source:
    """A text that may bear statements out."""

    texts: tuple[str, ...]  # read each by itself, so that one many statements cite is read once

    @cached_property
    def wording(self) -> Wording:
        """Its words, sentence by sentence."""
        return wording.one_after_another([wording.read(text) for text in self.texts])

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], frozenset[int]]:
        """The sentences each pair of neighbouring words stands in, counted from 0."""
        found: dict[tuple[str, str], set[int]] = {}
        for place, sentence in enumerate(self.wording.texts):
            for pair in _pairs(sentence):
                found.setdefault(pair, set()).add(place)
        return {pair: frozenset(places) for pair, places in found.items()}


@functools.lru_cache(maxsize=_KEPT)
def _read(texts: tuple[str, ...]) -> _Source:
    return _Source(texts)


@functools.lru_cache(maxsize=_KEPT)
def _is_english(article: str) -> bool:
    """Whether it may be asked for denials: the rules know no other language."""
    return language.is_english(language.detect(article))


def _pairs(text: str) -> list[tuple[str, str]]:
    """Neighbouring words, function words too: "to the" and "by the" tell who does what to whom."""
    return list(itertools.pairwise(stem(word) for word in _WORD.findall(text)))


def _anywhere(known: Mapping[str, Mapping[int, float]], elsewhere: frozenset[str]) -> float:
    total = found = 0.0
    for key, there in known.items():
        weight = 1.0 if thesaurus.senses(key) else _TELLING
        total += weight
        found += weight * max(*there.values(), _ELSEWHERE if key in elsewhere else 0.0, 0.0)
    return found / total if total else 0.0


def _together(statement: str, said: Wording, source: _Source) -> tuple[float, int]:
    """How far the statement stands together in the source, and the sentence that has most of its words."""
    count = len(source.wording.texts)
    pairs = _pairs(statement)
    if not count or not said.keys:
        return 0.0, 0
    words = _Best(count)
    for there in source.wording.credits(said).values():
        words.add(there)
    joined = _Best(count)
    for pair in pairs:
        joined.add(dict.fromkeys(source.pairs.get(pair, ()), 1.0))
    breaks = len(pairs) - max(joined.one)
    shares = (*words.shares(len(said.keys)), *joined.shares(len(pairs)), math.exp(-breaks / _FEW_BREAKS))
    return sum(shares) / len(shares), max(range(count), key=words.one.__getitem__)


class _Best:
    """Counts what stands in each sentence, and in each with the one behind it."""

    def __init__(self, count: int) -> None:
        self.one = [0.0] * count
        self.two = [0.0] * count

    def add(self, places: Mapping[int, float]) -> None:
        """Count one thing: what it is worth in each sentence that has it."""
        for place, worth in places.items():
            self.one[place] += worth
        for place in {*places, *(place - 1 for place in places if place)}:
            self.two[place] += max(places.get(place, 0.0), places.get(place + 1, 0.0))

    def shares(self, total: int) -> tuple[float, float]:
        """The best sentence's share of the total, and that of the best two."""
        return max(self.one) / max(total, 1), max(self.two) / max(total, 1)
