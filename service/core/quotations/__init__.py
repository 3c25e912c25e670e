"""Quotations: what a text puts in quotation marks (`marked`), and where quoted words stand in it, verbatim."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from service.core.article import Article, per_article
from service.core.quotations import edits, laying
from service.core.quotations.difference import Span, differing
from service.core.quotations.marks import Quoted, marked
from service.core.quotations.tokens import MARK_CHARACTERS, UNSPACED, tokens_of, trimmed
from service.core.quotations.wanted import pattern

__all__ = [
    "Quoted",
    "Span",
    "differing",
    "dropped_negation",
    "fold",
    "locate",
    "locate_in",
    "marked",
    "marked_in",
    "nearest",
    "nearest_in",
]


@per_article
def marked_in(article: Article) -> tuple[Quoted, ...]:
    """The stretches of an article inside quotation marks, read once."""
    return marked(article.text)


def locate(quote: str, text: str, spans: Sequence[Span]) -> list[Span] | None:
    """Where a quotation stands verbatim in a text.

    Styles of quotation marks, apostrophes, dashes and spaces do not matter, nor do the case of its first letter
    and the punctuation at its ends. "…", "..." and "[…]" stand for words left out, "[the minister]" for a few
    words replaced; a bracket neither says "not" nor puts one name for another. A quotation the text interrupts to
    say who speaks (“A,” she said. “B.”) may be quoted as one.

    Args:
        quote: The words, with or without quotation marks round them.
        text: The article's text.
        spans: (start, end) of the stretches it may stand in, ordered.

    Returns:
        Exact slices of `text`, in order, several where the quotation has parts; None where it is not verbatim.
    """
    return _located(quote, text, spans, lambda: laying.read(text, marked(text), (0, len(text))))


def locate_in(article: Article, quote: str, spans: Sequence[Span]) -> list[Span] | None:
    """What `locate` finds in an article, which is read once for as long as it lives."""
    located = _located_in(article)
    asked = quote, tuple(spans)
    if asked not in located:
        if len(located) >= _MOST_LOCATED:
            located.clear()
        found = _located(quote, article.text, spans, lambda: _reading_of(article, spans))
        located[asked] = found if found is None else tuple(found)
    known = located[asked]
    return known if known is None else list(known)


@per_article
def _located_in(_article: Article) -> dict[tuple[str, tuple[Span, ...]], tuple[Span, ...] | None]:
    """Where quotations stand, by their words and where they may: several checks ask for the same."""
    return {}


def dropped_negation(article: Article, slices: Sequence[Span]) -> str | None:
    """The "not" that a quotation leaves out of a sentence it quotes, as the article writes it; English.

    Args:
        article: The article.
        slices: Where the quotation's parts stand, as `locate_in` finds them.
    """
    text = article.text
    for (_, end), (start, _) in itertools.pairwise(slices):
        before, after = article.sentence_at(max(0, end - 1)), article.sentence_at(start)
        if before is None or after is None:
            continue
        gaps = [(end, start)] if before == after else [(end, before.end), (after.start, start)]
        for first, last in gaps:
            gap = "".join(text[max(first, low) : min(last, high)] for low, high in _spoken(article, end, first, last))
            found = edits.dropped_negation(gap, ends_sentence=before != after)
            if found:
                return found
    return None


def _spoken(article: Article, at: int, first: int, last: int) -> Iterator[Span]:
    """The parts of a stretch inside quotation marks; all of it where the word before `at` is in none."""
    inside = [(quoted.start, quoted.end) for quoted in marked_in(article)]
    if not any(low < at <= high for low, high in inside):
        yield first, last
        return
    yield from ((low, high) for low, high in inside if low < last and first < high)


def _located(quote: str, text: str, spans: Sequence[Span], read: Callable[[], laying.Reading]) -> list[Span] | None:
    plain = quote.strip().strip(MARK_CHARACTERS).strip()
    if not plain:
        return None
    for start, end in spans:
        at = text.find(plain, start, end)
        if at >= 0 and _is_whole(text, at, at + len(plain)):
            return [(at, at + len(plain))]
    parts = [part for part in map(pattern, _OMISSION.split(plain)) if part]
    if not parts or sum(wanted.insertion for part in parts for wanted in part) > _INSERTIONS:
        return None
    reading = read()
    slices: list[Span] = []
    after = 0
    for part in parts:
        found = next(reading.matches(part, after, spans), None)
        if found is None:
            return None
        slices.extend(found)
        after = found[-1][1]
    return slices


def fold(text: str) -> str:
    """A text as `locate` compares it: words and inner punctuation, one space apart, with marks and styles gone."""
    return " ".join(token.folded for token in trimmed(list(tokens_of(text))))


def nearest(quote: str, text: str, spans: Sequence[Span]) -> Span | None:
    """The stretch of the text most like a quotation that is not verbatim, or None where nothing is like it.

    Like it means that it has at least half of its words, in order, within about its own length.
    """
    return _nearest(quote, spans, lambda: laying.read(text, marked(text), (0, len(text))))


def nearest_in(article: Article, quote: str, spans: Sequence[Span]) -> Span | None:
    """What `nearest` finds in an article, which is read once for as long as it lives."""
    return _nearest(quote, spans, lambda: _reading_of(article, spans))


def _nearest(quote: str, spans: Sequence[Span], read: Callable[[], laying.Reading]) -> Span | None:
    wanted = [token.folded.casefold() for token in tokens_of(quote) if token.is_word]
    if not wanted:
        return None
    reading = read()
    best: tuple[tuple[float, int], Span] | None = None
    for start, end in spans:
        first, last = reading.between(start, end)
        words = [place for place in range(first, last) if reading.tokens[place].is_word]
        keys = [reading.keys[place] for place in words]
        for at in _starts(keys, wanted):
            share, upto = _overlap(keys, at, wanted)
            # Of two stretches with as many of its words, the shorter: a "the" far before the rest is another "the".
            score = share, at - upto
            if share >= _FEWEST_ALIKE and (best is None or score > best[0]):
                best = score, (reading.tokens[words[at]].start, reading.tokens[words[upto]].end)
    return best[1] if best else None


_FEWEST_ALIKE = 0.5  # of a quotation's words
_MOST_LOCATED = 400  # quotations an article remembers
_OMISSION = re.compile(r"\s*[\[(]?\s*(?:…|\.(?:\s?\.){2,})\s*[\])]?\s*")
_INSERTIONS = 20  # how many a quotation may have: more is no quotation
_WORTH_ALL = 8  # where the spans lie in less than an eighth of a text, no more than that part is worth reading
_BESIDE = 200  # code points beside the spans that a name or a mark next to a quotation stands in
_NEAR_BEGINNINGS = 200  # how many places a stretch like a quotation may begin at


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a slice neither begins nor ends inside a word."""
    return not (_splits(text, start) or _splits(text, end))


def _splits(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return False
    pair = text[at - 1 : at + 1]
    return pair.isalnum() and not re.search(f"[{UNSPACED}]", pair)


def _reading_of(article: Article, spans: Sequence[Span]) -> laying.Reading:
    """An article as tokens, or only the part that the spans lie in, with a few words on either side."""
    text = article.text
    first, last = spans[0][0] if spans else 0, spans[-1][1] if spans else 0
    if (last - first) * _WORTH_ALL > len(text):
        return _whole(article)
    first, last = text.rfind("\n", 0, max(0, first - _BESIDE)) + 1, text.find("\n", last + _BESIDE)
    return laying.read(text, marked_in(article), (first, last if last >= 0 else len(text)), article.language)


@per_article
def _whole(article: Article) -> laying.Reading:
    text = article.text
    return laying.read(text, marked_in(article), (0, len(text)), article.language)


def _starts(keys: list[str], wanted: list[str]) -> list[int]:
    """Where a near match may begin: at any of its first words."""
    heads = set(wanted[:3])
    return [place for place, key in enumerate(keys) if key in heads][:_NEAR_BEGINNINGS]


def _overlap(keys: list[str], at: int, wanted: list[str]) -> tuple[float, int]:
    """(share of `wanted` found in order from `at` on, index of the last one found)."""
    upto, found = at, 0
    limit = min(len(keys), at + len(wanted) + 3)
    place = at
    for word in wanted:
        try:
            place = keys.index(word, place, limit)
        except ValueError:
            continue
        upto, found, place = place, found + 1, place + 1
    return found / len(wanted), upto
