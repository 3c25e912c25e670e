"""The words of a text as the scores compare them, sentence by sentence, and which may stand for which."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evals import keys as reading
from evals import thesaurus

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
        return tuple(dict.fromkeys(key for sentence in self.sentences for key in sentence))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The sentences each key stands in, counted from 0."""
        found: dict[str, dict[int, None]] = {}
        for place, sentence in enumerate(self.sentences):
            for key in sentence:
                found.setdefault(key, {})[place] = None
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def initials(self) -> Mapping[str, tuple[str, ...]]:
        """Its names by their initials: "qpr" for Queens Park Rangers."""
        return {"".join(key[0] for key in run): run for run in self.runs}

    @cached_property
    def _families(self) -> Mapping[str, tuple[str, ...]]:
        """Its words by their first letters."""
        found: dict[str, list[str]] = {}
        for key in self.keys:
            if key[0] not in "#@":
                found.setdefault(key[:_BEGINNING], []).append(key)
        return {beginning: tuple(keys) for beginning, keys in found.items()}

    @cached_property
    def _senses(self) -> Mapping[int, tuple[str, ...]]:
        """Its words by the sets of the thesaurus they belong to."""
        found: dict[int, list[str]] = {}
        for key in self.keys:
            for sense in thesaurus.senses(key):
                found.setdefault(sense, []).append(key)
        return {sense: tuple(keys) for sense, keys in found.items()}

    @cached_property
    def _known(self) -> dict[str, Mapping[str, float]]:
        return {}

    def like(self, key: str) -> Mapping[str, float]:
        """The keys of this text that may stand for `key`, each with its credit: 1.0 for the same, less for the like."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._like(key)
        return known

    def _like(self, key: str) -> Mapping[str, float]:
        found: dict[str, float] = {}
        if key[0] not in "#@":
            for sense in thesaurus.senses(key):
                for other in self._senses.get(sense, ()):
                    found[other] = NEAR
            for other in self._families.get(key[:_BEGINNING], ()):
                if _are_family(key, other):
                    found[other] = FAMILY
            if key in self.initials:
                found[self.initials[key][-1]] = 1.0
        if key in self.places:
            found[key] = 1.0
        return found

    def credits(self, fact: "Wording") -> dict[str, dict[int, float]]:
        """For each key of a fact its credit in each sentence of this text that has it or its like, from 0."""
        found: dict[str, dict[int, float]] = {}
        for key in fact.keys:
            there = found[key] = {}
            for other, worth in self.like(key).items():
                for place in self.places[other]:
                    if worth > there.get(place, 0.0):
                        there[place] = worth
        for run in fact.runs:
            # "Kallas" stands for "Kaja Kallas", and "QPR" for "Queens Park Rangers".
            short = dict.fromkeys(self.places.get("".join(key[0] for key in run), ()), 1.0)
            surname = {place: FIRST_NAME for place, worth in found[run[-1]].items() if worth == 1.0}
            for key in run:
                for place, worth in (surname | short).items():
                    found[key][place] = max(worth, found[key].get(place, 0.0))
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
    words = [tuple(reading.words(sentence)) for sentence in texts]
    if not any(words):
        # "They did so." has no word of content: then every word counts, or it would be in every text.
        words = [tuple(reading.every_word(sentence)) for sentence in texts]
    return Wording(
        texts=texts,
        sentences=tuple(tuple(word.key for word in sentence) for sentence in words),
        runs=tuple(sorted({run for sentence in words for run in reading.runs(sentence)})),
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
