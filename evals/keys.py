"""How a text becomes keys: what the scores compare in place of words and numbers.

A number's key is "#" and its value, so that "23", "twenty-three" and "23.0" are one; that of a state is "@" and its
name, whether it is called Russia or Russian; a word's is its stem. Words without content have none.
"""

import calendar
import functools
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from service.core import quantities
from service.core.article import segment
from service.core.dates import When
from service.core.names import countries, fold
from service.core.quantities import Quantity
from service.core.quantities import words as numerals
from service.core.words import FUNCTION_WORDS, LONGEST_KEPT, per_word, stem

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# What a tokeniser did to a text is undone, so that "3 . 30 pm" and "did n't" read as they were written.
_SPACED = re.compile(r"(?<=\d) ([.:,-]) (?=\d)")
_NOT = re.compile(r"(?<=\w) ?n ?[`’‘'] ?t\b")
_INNER_STOP = re.compile(r"[.!?…؟।][\"'”’)\]]*\s+\S|\n|[。！？]\S")  # a text without one is one sentence
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces: every two letters are a word
_LONE_STOP = re.compile(r"(?<=\s[.!?])\s+")  # a stop between spaces ends a sentence, whatever case follows
_AT_THE_END = ".!?…؟।\"'”’)]"
_STOP = re.compile(r"[.!?…؟।\n。！？]")  # without one of these there is no inner stop
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
KEPT = 4_096  # sentences remembered: a run compares the same ones again and again
KEPT_LONG = 64  # articles remembered
LONG = 1_000  # characters: no sentence is longer
# Names of states and parties that are words as well: only a capital tells them.
_WORDS_TOO = frozenset("pole dane scot turk finn turkey china chile jordan guinea polish democratic labour fed".split())


class Words(NamedTuple):
    """The content words and numbers of a sentence.

    Attributes:
        keys: Their keys, in order.
        runs: Stretches of two and more words with capitals: names, and sometimes a headline.
    """

    keys: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, tokenised or not, as they were before they were cut into tokens."""
    text = _as_written(text)
    if not _has_inner_stop(text):
        yield text
        return
    article = segment(text)
    for number in range(1, len(article.sentences) + 1):
        for piece in _LONE_STOP.split(article.quote(number)):
            if _WORD.search(piece) is not None:
                yield piece


def _as_written(text: str) -> str:
    # Few texts were cut into tokens, and to see that one was not takes a tenth of the time of mending it.
    if " . " in text or " , " in text or " : " in text or " - " in text:
        text = _SPACED.sub(r"\1", text)
    if "'" in text or "’" in text or "`" in text or "‘" in text:
        text = _NOT.sub(" not", text)
    return text


def _has_inner_stop(text: str) -> bool:
    """Whether more than one sentence may stand in a text."""
    return _STOP.search(text.rstrip(_AT_THE_END)) is not None and _INNER_STOP.search(text) is not None


def words(sentence: str) -> Words:
    """The numbers and content words of a sentence."""
    quantities = [(one, keys) for one in quantities_of(sentence) if (keys := tuple(_number_keys(one)))]
    if not quantities:
        return _plain_words(sentence)
    parts: list[Words] = []
    at = 0
    for quantity, keys in quantities:
        if quantity.start >= at:
            parts += (_plain_words(sentence[at : quantity.start]), Words(keys, ()))
            at = quantity.end
    parts.append(_plain_words(sentence[at:]))
    return Words(
        tuple([key for part in parts for key in part.keys]), tuple([run for part in parts for run in part.runs])
    )


def every_word(sentence: str) -> Words:
    """The words of a sentence, function words too, for one that has no others."""
    return Words(tuple(map(str.lower, _WORD.findall(sentence))), ())


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text's words, its numbers left as they are written: a quarter of the time of reading it."""
    return _keys_of_long(text) if len(text) > LONG else _keys_of_short(text)


def _keys_of(text: str) -> frozenset[str]:
    return frozenset(_plain_keys(_spelled(text)))


_keys_of_short = functools.lru_cache(maxsize=KEPT)(_keys_of)
_keys_of_long = functools.lru_cache(maxsize=KEPT_LONG)(_keys_of)


def forget() -> None:
    """Forget every text read before: for whoever measures how long reading takes."""
    for known in (_keys_of_short, _keys_of_long, _spell_sentence, quantities_of):
        known.cache_clear()


@functools.lru_cache(maxsize=KEPT)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The numbers and dates of a sentence, read once however often it is compared."""
    return quantities.read(text) if any(one.counts for one in _spelled(text)) else ()


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


class _Spelled(NamedTuple):
    """A word, and what is known of it wherever it stands."""

    folded: str
    keys: tuple[str, ...]  # none for a word without content, several where it is written without spaces
    is_capital: bool
    may_name: bool  # it has content and a capital
    counts: bool  # whether it has a figure or is a word of numbers or dates
    most: int  # how many words the longest name of a state has that begins with it
    is_state: bool  # whether it is such a name by itself
    seconds: frozenset[str]  # what may stand behind it in a longer one


@per_word
def _spell(word: str) -> _Spelled:
    folded = fold(word)
    keys = _keys(word, folded)
    return _Spelled(
        folded=folded,
        keys=keys,
        is_capital=word[0].isupper(),
        may_name=bool(keys) and word[0].isupper(),
        counts=word.lower() in _NUMBER_WORDS or _FIGURE.search(word) is not None,
        most=countries.longest_known().get(folded, 0),
        is_state=(folded,) in countries.known(),
        seconds=_seconds().get(folded, _NONE),
    )


_NONE: frozenset[str] = frozenset()


@functools.cache
def _seconds() -> Mapping[str, frozenset[str]]:
    """The second words of the names of states, by the first: "the" begins one, but seldom in a text."""
    found: dict[str, set[str]] = {}
    for name in countries.known():
        if len(name) > 1:
            found.setdefault(name[0], set()).add(name[1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


def _spell_out(text: str) -> tuple[_Spelled, ...]:
    return tuple(map(_spell, _WORD.findall(text)))


_spell_sentence = functools.lru_cache(maxsize=KEPT)(_spell_out)


def _spelled(text: str) -> tuple[_Spelled, ...]:
    return _spell_sentence(text) if len(text) <= LONG else _spell_out(text)


def _plain_words(text: str) -> Words:
    """The words of a stretch of a sentence without numbers, or whose numbers are left as they are written."""
    spelled = _spelled(text)
    # A name of two words is two words with capitals, one behind the other: most sentences have none.
    may_name = [one.may_name for one in spelled]
    has_run = any(map(operator.and_, may_name, may_name[1:]))
    return Words(tuple(_plain_keys(spelled)), tuple(_runs(text, spelled)) if has_run else ())


def _plain_keys(spelled: Sequence[_Spelled]) -> list[str]:
    if not _has_state(spelled):
        return [key for one in spelled for key in one.keys]
    return [key for _, _, keys in _units(spelled) for key in keys]


def _has_state(spelled: Sequence[_Spelled]) -> bool:
    """Whether a text may name a state: to see that it does not takes a tenth of the time of looking for one."""
    begin = [at for at, one in enumerate(spelled) if one.most]
    return any(
        spelled[at].is_state or (at + 1 < len(spelled) and spelled[at + 1].folded in spelled[at].seconds)
        for at in begin
    )


def _units(spelled: Sequence[_Spelled]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(place, words, keys) of each word with content, and of each name of a state."""
    at = 0
    while at < len(spelled):
        one = spelled[at]
        count, keys = _state(spelled, at) if one.most else (1, one.keys)
        if keys:
            yield at, count, keys
        at += count


def _runs(text: str, spelled: Sequence[_Spelled]) -> Iterator[tuple[str, ...]]:
    gaps = _WORD.split(text)
    run: list[str] = []
    behind = 0  # the word behind the last one with content
    for at, count, keys in _units(spelled):
        is_joined = at == behind and not gaps[at].strip(" -")
        # A state is no part of a longer name: "Russia's Sergei Lavrov".
        is_name = spelled[at].is_capital and keys[0][0] != "@"
        if run and not (is_name and is_joined):
            if len(run) > 1:
                yield tuple(run)
            run = []
        if is_name:
            run.extend(keys)
        behind = at + count
    if len(run) > 1:
        yield tuple(run)


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
