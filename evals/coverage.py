"""How much of a fact a text says."""

import functools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evals import contradiction, wording
from evals.keys import KEPT_LONG, keys_of
from evals.wording import Wording
from service.core import language
from service.core.properties import cached_property

THRESHOLD = 0.5  # coverage from which a fact counts as said


@dataclass(frozen=True)
class Model:
    """A logistic model of three values, stretched so that it reaches 1.0.

    Attributes:
        intercept: The log-odds where every value is 0.
        weights: What each value adds to them.
        full: The values of a line of which nothing is missed: their score is 1.0, and none is higher.
    """

    intercept: float
    weights: tuple[float, float, float]
    full: tuple[float, float, float]

    def score(self, values: tuple[float, float, float]) -> float:
        """The score of these values: 0.0 where the first, the share of words found, is 0, up to 1.0."""
        return min(self._chance(values) / self._best, 1.0) if values[0] else 0.0

    @cached_property
    def _best(self) -> float:
        return self._chance(self.full)

    def _chance(self, values: tuple[float, float, float]) -> float:
        first, second, third = self.weights
        return 1 / (1 + math.exp(-self.intercept - (first * values[0] + second * values[1] + third * values[2])))


# Of `Features.values`. Fitted by `benchmarks.fit` to what people found in 768 summaries of 50 articles (8,150 facts of
# REALSumm, Bhandari et al. 2020), with and without a background, so that one model serves both.
MODEL = Model(intercept=-4.75, weights=(4.46, 2.41, -2.42), full=(1.0, 1.0, 0.0))

_FIRST = 0.3  # what a fact's first word weighs beside its last: who it is about is old, what is said of it is news
_NOT_OF_ARTICLE = 0.3  # what a word weighs that the article does not use: the writer of the fact chose it
_KEPT = 4_096  # weights remembered
_DENIED = 0.4  # what is left of the coverage of a fact the text denies: always below THRESHOLD


@dataclass(frozen=True, slots=True)
class Background:
    """What tells which words of a fact matter. Without any, all words of a fact are alike but for their place."""

    facts: int = 1  # how many facts of the article there are
    counts: Mapping[str, int] = field(default_factory=dict)  # in how many of them each key stands
    article: frozenset[str] | None = None  # the keys of the article's words, None where it is not known
    is_english: bool = True  # elsewhere nobody looks for contradictions: the rules know no other language

    def weights(self, fact: Wording) -> dict[str, float]:
        """What each key of a fact weighs: the more the later it stands, the fewer facts and the more articles have it.

        Formula: (0.3 + 0.7 · place / keys) · log((facts + 1) / (facts with the key + 0.5)), and of that 0.3 where the
        article does not use the word: whoever wrote the fact chose it, and another may choose another.
        """
        keys, counts, article = fact.keys, self.counts, self.article
        most = len(keys)
        found: dict[str, float] = {}
        for place, key in enumerate(keys, start=1):
            weight = (_FIRST + (1 - _FIRST) * place / most) * _rarity(self.facts, counts.get(key, 1))
            is_own = article is not None and key not in article and key[0] != "#"
            found[key] = weight * _NOT_OF_ARTICLE if is_own else weight
        return found


@functools.lru_cache(maxsize=_KEPT)
def _rarity(facts: int, count: int) -> float:
    """How much a word tells that so many of an article's facts have."""
    return math.log((facts + 1) / (max(count, 1) + 0.5))


NO_BACKGROUND = Background()


def background(facts: Iterable[str], article: str | None = None) -> Background:
    """What the facts of an article, and the article, say about the words of each."""
    texts = tuple(facts)
    counts = Counter(key for text in texts for key in wording.read(text).keys)
    known = None if article is None else keys_of(article)
    return Background(max(len(texts), 1), counts, known, is_english(" ".join(texts) if article is None else article))


@functools.lru_cache(maxsize=KEPT_LONG)
def is_english(text: str) -> bool:
    """Whether a text may be asked for contradictions: the rules know no other language."""
    return language.is_english(language.detect(text))


@dataclass(frozen=True, slots=True)
class Said:
    """A text, read once, of which many facts are asked."""

    wording: Wording

    def covers(self, fact: str, background: Background = NO_BACKGROUND) -> float:
        """How much of a fact the text says.

        Args:
            fact: One sentence.
            background: Of the article's facts and the article; without it the score agrees less with people.

        Returns:
            0.0 (nothing) to 1.0 (all of it); below `THRESHOLD` where the text says the opposite, or the same the other
            way round.
        """
        value = self.shares(fact, background)
        return value * _DENIED if value >= THRESHOLD and self.denies(fact, background) else value

    def shares(self, fact: str, background: Background = NO_BACKGROUND) -> float:
        """The same before contradictions are looked for, which takes ten times as long."""
        return MODEL.score(self._features(fact, background).values)

    def denies(self, fact: str, background: Background = NO_BACKGROUND) -> bool:
        """Whether the text says the opposite of a fact where it speaks of it, or the same the other way round."""
        if not background.is_english:
            return False
        said = contradiction.statement(fact)
        about = self._about(wording.read(fact), self._features(fact, background))
        return any(contradiction.denies(said, contradiction.statement(text)) for text in about)

    def _features(self, fact: str, background: Background) -> "Features":
        return features(wording.read(fact), self.wording, background)

    def _about(self, fact: Wording, found: "Features") -> Iterator[str]:
        """The sentences of the best stretch that have half of the fact's words: the others speak of something else."""
        known = self.wording.credits(fact).values()
        for place, text in enumerate(self.wording.texts[found.start : found.end], start=found.start):
            if 2 * sum([place in there for there in known]) >= len(known):
                yield text


def read(text: str) -> Said:
    """A text, ready to be asked."""
    return Said(wording.read(text))


def read_lines(texts: Iterable[str]) -> Said:
    """Several lines as one text; each is read once, however often it stands beside others."""
    return Said(wording.beside([wording.read(text) for text in texts]))


def coverage(fact: str, text: str, background: Background = NO_BACKGROUND) -> float:
    """How much of a fact, one sentence, a text says: `Said.covers` of a text that is asked once."""
    return read(text).covers(fact, background)


@dataclass(frozen=True, slots=True)
class Features:
    """What the score of a fact is made of.

    Attributes:
        values: together, the weight of the fact's words that stand in one stretch of the text, as a share; anywhere,
            the fact's words that stand anywhere in it, as a share; and how much is missed of its numbers, 1.0 at most.
            Of a word that stands there only in a like word a part is missed.
        start: The first sentence of that stretch, from 0.
        end: One past its last: a stretch has one sentence more than the fact.
    """

    values: tuple[float, float, float]
    start: int
    end: int


def features(fact: Wording, text: Wording, background: Background) -> Features:
    """What there is of a fact in a text. A fact without a content word has nothing that could be there."""
    found = text.credits(fact)
    stretch = len(fact.sentences) + 1
    last = max(len(text.sentences) - stretch, 0)
    sums = [0.0] * (last + 1)
    total = 0.0
    for key, weight in background.weights(fact).items():
        total += weight
        best: dict[int, float] = {}
        for sentence, worth in found[key].items():
            for start in range(max(sentence - stretch + 1, 0), min(sentence, last) + 1):
                if worth > best.get(start, 0.0):
                    best[start] = worth
        for start, worth in best.items():
            sums[start] += weight * worth
    most = {key: max(there.values(), default=0.0) for key, there in found.items()}
    missed_number = min(sum(1 - worth for key, worth in most.items() if key[0] == "#"), 1.0)
    start = max(range(last + 1), key=sums.__getitem__)
    together, anywhere = sums[start] / max(total, 1e-9), sum(most.values()) / max(len(most), 1)
    return Features((together, anywhere, missed_number), start, start + stretch)
