"""How far a text bears a statement out."""

import functools
import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals import contradiction, thesaurus, wording
from evals.coverage import is_english
from evals.keys import KEPT, keys_of
from evals.wording import Wording
from service.core.properties import cached_property
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
_NOWHERE: dict[int, float] = {}

Pair = tuple[str, str]
Places = Mapping[int, float]  # what a thing is worth in each sentence that has it, counted from 0


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
    together, place = _together(_pairs(statement), known, source)
    value = anywhere * math.sqrt((_ALONE + together**2) / (_ALONE + 1))
    if any(key[0] == "#" and not there for key, there in known.items()):
        value *= _NUMBER_MISSED
    if value >= THRESHOLD and is_english(article):
        beside = source.wording.texts[place]
        is_denied = contradiction.denies(contradiction.statement(statement), contradiction.statement(beside))
        value *= _DENIED if is_denied else 1.0
    return value


@dataclass(frozen=True)
class _Source:
    """A text that may bear statements out."""

    texts: tuple[str, ...]  # read each by itself, so that one many statements cite is read once

    @cached_property
    def wording(self) -> Wording:
        """Its words, sentence by sentence."""
        read = [wording.read(text) for text in self.texts]
        return read[0] if len(read) == 1 else wording.one_after_another(read)

    @cached_property
    def pairs(self) -> Mapping[Pair, Places]:
        """The sentences each pair of neighbouring words stands in, counted from 0, each of them worth 1."""
        found: dict[Pair, dict[int, float]] = {}
        for place, sentence in enumerate(self.wording.texts):
            for pair in _pairs(sentence):
                found.setdefault(pair, {})[place] = 1.0
        return found


@functools.lru_cache(maxsize=_KEPT)
def _read(texts: tuple[str, ...]) -> _Source:
    return _Source(texts)


@functools.lru_cache(maxsize=KEPT)
def _pairs(text: str) -> tuple[Pair, ...]:
    """Neighbouring words, function words too: "to the" and "by the" tell who does what to whom."""
    return tuple(itertools.pairwise(map(stem, _WORD.findall(text))))


def _anywhere(known: Mapping[str, Mapping[int, float]], elsewhere: frozenset[str]) -> float:
    total = found = 0.0
    for key, there in known.items():
        weight = 1.0 if thesaurus.senses(key) else _TELLING
        total += weight
        found += weight * max(*there.values(), _ELSEWHERE if key in elsewhere else 0.0, 0.0)
    return found / total if total else 0.0


def _together(pairs: Sequence[Pair], known: Mapping[str, Places], source: _Source) -> tuple[float, int]:
    """How far the statement stands together in the source, and the sentence that has most of its words."""
    count = len(source.wording.texts)
    if not count or not known:
        return 0.0, 0
    words = _best(known.values(), count)
    joined = _best([source.pairs.get(pair, _NOWHERE) for pair in pairs], count)
    breaks = len(pairs) - max(joined[0])
    shares = (
        *(max(stretch) / len(known) for stretch in words),
        *(max(stretch) / max(len(pairs), 1) for stretch in joined),
        math.exp(-breaks / _FEW_BREAKS),
    )
    return sum(shares) / len(shares), max(range(count), key=words[0].__getitem__)


def _best(things: Iterable[Places], count: int) -> tuple[list[float], list[float]]:
    """What stands in each of so many sentences, and in each with the one behind it."""
    one, two = [0.0] * count, [0.0] * count
    for places in things:
        for place, worth in places.items():
            one[place] += worth
        for place in {*places, *[place - 1 for place in places if place]} if count > 1 else places:
            two[place] += max(places.get(place, 0.0), places.get(place + 1, 0.0))
    return one, two
