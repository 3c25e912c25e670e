"""The words of a text as the scores compare them, sentence by sentence, and which may stand for which."""

import functools
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals import keys as reading
from evals import thesaurus
from service.core.properties import cached_property

FAMILY = 0.8  # credit for a word of the same family: "decision" for "decide"
NEAR = 0.6  # credit for a word near in meaning: "vow" for "promise"
FIRST_NAME = 0.6  # credit for a first name where the surname stands alone
_BEGINNING = 4  # letters that two words of a family share at least


@dataclass(frozen=True)
class Wording:
    """A text as keys.

    Attributes:
        texts: Its sentences, as written.
        sentences: The keys of each sentence's content words and numbers, in order.
        runs: Stretches of two and more words with capitals: names, and sometimes a headline.
    """

    texts: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    runs: tuple[tuple[str, ...], ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key once, in the order of the text."""
        return tuple(dict.fromkeys(itertools.chain.from_iterable(self.sentences)))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The sentences each key stands in, counted from 0."""
        if len(self.sentences) == 1:
            return dict.fromkeys(self.sentences[0], (0,))
        found: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for key in dict.fromkeys(sentence):
                found.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def initials(self) -> Mapping[str, tuple[str, ...]]:
        """Its names by their initials: "qpr" for Queens Park Rangers."""
        return {"".join([key[0] for key in run]): run for run in self.runs}

    @cached_property
    def _families(self) -> Mapping[str, list[str]]:
        """Its words by their first letters."""
        found: dict[str, list[str]] = {}
        for key in self.places:
            found.setdefault(key[:_BEGINNING], []).append(key)
        return found

    @cached_property
    def _known(self) -> dict[str, Mapping[int, float]]:
        return {}

    def like(self, key: str) -> Mapping[str, float]:
        """The keys of this text that may stand for `key`, each with its credit: 1.0 for the same, less for the like."""
        places = self.places
        found: dict[str, float] = {}
        if key[0] not in "#@":
            if near := thesaurus.near(key):
                found = dict.fromkeys(near & places.keys(), NEAR)
            for other in self._families.get(key[:_BEGINNING], ()):
                if other != key and _are_family(key, other):
                    found[other] = FAMILY
            if self.runs and key in self.initials:
                found[self.initials[key][-1]] = 1.0
        if key in places:
            found[key] = 1.0
        return found

    def _credit(self, key: str) -> Mapping[int, float]:
        """The credit of a key in each sentence of this text that has it or its like, from 0."""
        there = self._known.get(key)
        if there is None:
            places = self.places
            found: dict[int, float] = {}
            for other, worth in self.like(key).items():
                for place in places[other]:
                    if worth > found.get(place, 0.0):
                        found[place] = worth
            there = self._known[key] = found
        return there

    def credits(self, fact: "Wording") -> dict[str, Mapping[int, float]]:
        """For each key of a fact its credit in each sentence of this text that has it or its like, from 0."""
        credit = self._credit
        found = {key: credit(key) for key in fact.keys}
        for run in fact.runs:
            # "Kallas" stands for "Kaja Kallas", and "QPR" for "Queens Park Rangers".
            short = self.places.get("".join([key[0] for key in run]), ())
            named = {place: FIRST_NAME for place, worth in found[run[-1]].items() if worth == 1.0}
            named |= dict.fromkeys(short, 1.0)
            if named:
                for key in run:
                    there = found[key]
                    found[key] = {**there, **{at: max(worth, there.get(at, 0.0)) for at, worth in named.items()}}
        return found


def read(text: str) -> Wording:
    """The keys of a text, tokenised or not, with capitals or without."""
    return _read_long(text) if len(text) > reading.LONG else _read_short(text)


def forget() -> None:
    """Forget every text read before: for whoever measures how long reading takes."""
    _read_long.cache_clear()
    _read_short.cache_clear()
    reading.forget()


def _read(text: str) -> Wording:
    texts = tuple(reading.sentences(text))
    words = [reading.words(sentence) for sentence in texts]
    if not any(sentence.keys for sentence in words):
        # "They did so." has no word of content: then every word counts, or it would be in every text.
        words = [reading.every_word(sentence) for sentence in texts]
    return Wording(
        texts=texts,
        sentences=tuple([sentence.keys for sentence in words]),
        runs=tuple(sorted({run for sentence in words for run in sentence.runs})),
    )


_read_short = functools.lru_cache(maxsize=reading.KEPT)(_read)
_read_long = functools.lru_cache(maxsize=reading.KEPT_LONG)(_read)


def beside(texts: Sequence[Wording]) -> Wording:
    """Several texts as one, each of them a single sentence of it, so that all are asked of a fact at once."""
    runs = tuple(dict.fromkeys(run for one in texts for run in one.runs))
    return Wording(tuple(" ".join(one.texts) for one in texts), tuple(one.keys for one in texts), runs)


def one_after_another(texts: Sequence[Wording]) -> Wording:
    """Several texts as one, with the sentences of each."""
    return Wording(
        texts=tuple(text for one in texts for text in one.texts),
        sentences=tuple(sentence for one in texts for sentence in one.sentences),
        runs=tuple(dict.fromkeys(run for one in texts for run in one.runs)),
    )


def _are_family(key: str, other: str) -> bool:
    """Whether two stems share nearly all letters of the shorter, or most of the longer, from the first on."""
    shorter, longer = sorted((len(key), len(other)))
    nearly_all = max(shorter - 1, longer - 4, _BEGINNING)
    most = max(-(-3 * longer // 5), _BEGINNING + 1)
    shared = min(nearly_all, most)
    return shared <= shorter and key[:shared] == other[:shared]
