"""The words of a text as the scores compare them: keys of its content words and numbers, sentence by sentence."""

import calendar
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from evals import thesaurus
from service.core import quantities
from service.core.article import segment
from service.core.dates import When
from service.core.names import countries, fold
from service.core.quantities import Quantity
from service.core.quantities import words as numerals
from service.core.words import FUNCTION_WORDS, LONGEST_KEPT, stem

FAMILY = 0.8  # credit for a word of the same family: "decision" for "decide"
NEAR = 0.6  # credit for a word near in meaning: "vow" for "promise"
FIRST_NAME = 0.6  # credit for a first name where the surname stands alone
_BEGINNING = 4  # letters that two words of a family share at least

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# What a tokeniser did to a text is undone, so that "3 . 30 pm" and "did n't" read as they were written.
_SPACED = re.compile(r"(?<=\d) ([.:,-]) (?=\d)")
_NOT = re.compile(r"(?<=\w) ?n ?[`’‘'] ?t\b")
_INNER_STOP = re.compile(r"[.!?…؟।][\"'”’)\]]*\s+\S|\n|[。！？]\S")  # a text without one is one sentence
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces: every two letters are a word
_LONE_STOP = re.compile(r"(?<=\s[.!?])\s+")  # a stop between spaces ends a sentence, whatever case follows
_FIGURE = re.compile(r"[\d½¼¾⅓⅔]")
# Without a figure or one of these a sentence has no number or date worth reading: half of all have none.
_NUMBER_WORDS = frozenset(
    word.lower()
    for word in (
        *numerals.CARDINALS,
        *numerals.ORDINALS,
        *numerals.VAGUE,
        *numerals.PART_NAMES,
        *calendar.month_name[1:],
        *calendar.day_name,
        *"dozen trillion lakh crore nil noon midnight".split(),
    )
)
_OF_UNITS = {"week": (7, "day"), "fortnight": (14, "day"), "decade": (10, "year")}  # "two weeks" are "14 days"
_LEFT_OUT = frozenset(FUNCTION_WORDS) | frozenset("mr mrs ms miss dr sir s t d ll re ve m".split())
_KEPT = 4_096  # sentences remembered: a run compares the same ones again and again
_KEPT_LONG = 64  # articles remembered
_LONG = 1_000  # characters: no sentence is longer
# Names of states and parties that are words as well: only a capital tells them.
_WORDS_TOO = frozenset("pole dane scot turk finn turkey china chile jordan guinea polish democratic labour fed".split())


class Word(NamedTuple):
    """A content word or a number of a text."""

    key: str
    is_capital: bool
    is_joined: bool  # to the word before, by nothing but a space or a hyphen


_NO_NAME = Word("", False, False)


@dataclass(frozen=True)
class Wording:
    """A text as keys.

    Attributes:
        texts: Its sentences, as written.
        sentences: The keys of each sentence's content words, in order. A number's key is "#" and its value, so that
            "23", "twenty-three" and "23.0" are one; that of a state is "@" and its name, whether it is called Russia or
            Russian; a word's is its stem.
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
    return _read_long(text) if len(text) > _LONG else _read_short(text)


def forget() -> None:
    """Forget every text read before: for whoever measures how long reading takes."""
    _read_long.cache_clear()
    _read_short.cache_clear()
    keys_of.cache_clear()
    quantities_of.cache_clear()


def _read(text: str) -> Wording:
    texts = tuple(_sentences(_NOT.sub(" not", _SPACED.sub(r"\1", text))))
    words = [tuple(_words(sentence)) for sentence in texts]
    if not any(words):
        # "They did so." has no word of content: then every word counts, or it would be in every text.
        words = [tuple(Word(word.lower(), False, True) for word in _WORD.findall(sentence)) for sentence in texts]
    runs = {run for sentence in words for run in _runs(sentence)}
    return Wording(texts, tuple(tuple(word.key for word in sentence) for sentence in words), tuple(sorted(runs)))


_read_short = functools.lru_cache(maxsize=_KEPT)(_read)
_read_long = functools.lru_cache(maxsize=_KEPT_LONG)(_read)


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


@functools.lru_cache(maxsize=_KEPT)
def keys_of(text: str) -> frozenset[str]:
    """The keys of a text's words, its numbers left as they are written: a quarter of the time of reading it."""
    return frozenset(word.key for word in _plain_words(text, 0, len(text)))


def _sentences(text: str) -> Iterator[str]:
    if _INNER_STOP.search(text) is None:
        yield text
        return
    article = segment(text)
    for number in range(1, len(article.sentences) + 1):
        for piece in _LONE_STOP.split(article.quote(number)):
            if _WORD.search(piece) is not None:
                yield piece


def _runs(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    run: list[str] = []
    for word in (*words, _NO_NAME):
        if run and not (word.is_capital and word.is_joined):
            if len(run) > 1:
                yield tuple(run)
            run = []
        if word.is_capital:
            run.append(word.key)


def _words(sentence: str) -> Iterator[Word]:
    """The numbers and content words of a sentence, in order."""
    at = 0
    for quantity in quantities_of(sentence):
        if quantity.start < at or not (found := tuple(_number_keys(quantity))):
            continue
        yield from _plain_words(sentence, at, quantity.start)
        for key in found:
            yield Word(key, False, False)
        at = quantity.end
    yield from _plain_words(sentence, at, len(sentence))


@functools.lru_cache(maxsize=_KEPT)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The numbers and dates of a sentence, read once however often it is compared."""
    has_any = _FIGURE.search(text) is not None or not _NUMBER_WORDS.isdisjoint(_WORD.findall(text.lower()))
    return quantities.read(text) if has_any else ()


def _number_keys(quantity: Quantity) -> Iterator[str]:
    """The keys of a number or a date; none where its words say it better: "dozens", "second", "last week"."""
    if quantity.when is not None:
        yield from _date_keys(quantity.when)
    elif quantity.kind == "score":
        yield "#" + "-".join(map(str, quantity.values))
    elif quantity.kind != "vague" and not (quantity.kind == "ordinal" and quantity.text.isalpha()):
        times, unit = _OF_UNITS.get(quantity.unit or "", (1, quantity.unit))
        yield from (f"#{value * times}" for value in quantity.values)
        if unit is not None:
            yield stem(unit)


def _date_keys(when: When) -> Iterator[str]:
    if when.weekday is not None:
        yield stem(calendar.day_name[when.weekday])
    if when.month is not None:
        yield stem(calendar.month_name[when.month])
    for number in (when.day, when.year):
        if number is not None:
            yield f"#{number}"
    if when.hour is not None:
        yield f"#{when.hour % 12}:{when.minute or 0:02}"  # "6 p.m." is also "six o'clock"


def _plain_words(text: str, start: int, end: int) -> Iterator[Word]:
    found = list(_WORD.finditer(text, start, end))
    spelled = [_spelled(match.group()) for match in found]
    at = 0
    last = start
    while at < len(found):
        one = spelled[at]
        count, keys = _state(spelled, at) if one.most else (1, one.keys)
        if keys:
            is_joined = not text[last : found[at].start()].strip(" -")
            last = found[at + count - 1].end()
            # A state is no part of a longer name: "Russia's Sergei Lavrov".
            is_name = one.is_capital and keys[0][0] != "@"
            yield from [Word(key, is_name, is_joined) for key in keys]
        at += count


class _Spelled(NamedTuple):
    """A word, and what is known of it wherever it stands."""

    folded: str
    keys: tuple[str, ...]  # none for a word without content, several where it is written without spaces
    is_capital: bool
    most: int  # how many words the longest name of a state has that begins with it


def _spell(word: str) -> _Spelled:
    folded = fold(word)
    return _Spelled(folded, _keys(word, folded), word[0].isupper(), countries.longest_known().get(folded, 0))


_known_spelling = functools.lru_cache(maxsize=20_000)(_spell)


def _spelled(word: str) -> _Spelled:
    return _known_spelling(word) if len(word) <= LONGEST_KEPT else _spell(word)


def _keys(word: str, folded: str) -> tuple[str, ...]:
    if word.lower() in _LEFT_OUT:
        return ()
    if folded.isdecimal():
        return (f"#{int(folded)}",)
    if len(word) > 2 and _WIDE.search(word) is not None:
        return tuple(word[at : at + 2] for at in range(len(word) - 1))
    return (stem(word.replace(".", "")[:LONGEST_KEPT]),)


def _state(words: Sequence[_Spelled], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words from here on name a state, its people or a great organisation, and its key; or one and its own."""
    one = words[at]
    for count in range(min(one.most, len(words) - at), 0, -1):
        entities = countries.known().get(tuple(word.folded for word in words[at : at + count]))
        is_sure = one.is_capital or count > 1 or (len(one.folded) > 3 and one.folded not in _WORDS_TOO)
        if entities and is_sure:
            return count, (f"@{min(entities)}",)
    return 1, one.keys


def _are_family(key: str, other: str) -> bool:
    """Whether two stems share nearly all letters of the shorter, or most of the longer, from the first on."""
    shorter, longer = sorted((len(key), len(other)))
    nearly_all = max(shorter - 1, longer - 4, _BEGINNING)
    most = max(-(-3 * longer // 5), _BEGINNING + 1)
    shared = min(nearly_all, most)
    return shared <= shorter and key[:shared] == other[:shared]
