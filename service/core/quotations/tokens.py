"""The words, dashes and stops of a text as quotations are compared: without marks, in one style."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

MARK_CHARACTERS = "\"'`´“”„‟‘’‚‛«»‹›「」『』"
_SKIPPED = MARK_CHARACTERS + "ʼ＇[]*_"
# Scripts that write no space between words are compared letter by letter.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_DASHES = "-‐‑‒–—―−"
_TOKEN = re.compile(
    rf"(?P<word>[^\W_{UNSPACED}]+(?:[\u0300-\u036f{_INVISIBLE}]+[^\W_{UNSPACED}]*)*)"
    rf"|(?P<one>[{UNSPACED}])"
    rf"|(?P<dash>[{_DASHES}]+)"
    rf"|(?P<omission>…|\.(?:\s?\.){{2,}})"
    rf"|(?P<other>[^\s{_INVISIBLE}])"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


class Token(NamedTuple):
    """A word, letter, dash or stop, folded; offsets in code points of its text."""

    start: int
    end: int
    folded: str
    is_word: bool


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """What a quotation is compared by, in order; quotation marks are left out.

    Args:
        text: Any text.
        start: Where to begin, in code points.
        end: Where to stop; at its end when None.
    """
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind, written = match.lastgroup, match.group()
        is_word = kind == "word"
        if not is_word:
            if kind == "dash":
                written = "-"
            elif kind == "omission":
                written = "…"
            elif kind == "one":
                is_word = True
            elif written in _SKIPPED:
                continue
        if not written.isascii() and kind != "omission":
            written = unicodedata.normalize("NFKC", _HIDDEN.sub("", written))
        first, last = match.span()
        yield _token((first, last, written, is_word))


# What Token(...) does, without a call in Python for each word.
_token: Callable[[tuple[int, int, str, bool]], Token] = functools.partial(tuple.__new__, Token)


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without the punctuation at both ends; a currency or per cent sign is not punctuation."""
    first, last = 0, len(tokens)
    while first < last and is_punctuation(tokens[first]):
        first += 1
    while last > first and is_punctuation(tokens[last - 1]):
        last -= 1
    return tokens[first:last]


def is_punctuation(token: Token) -> bool:
    """Whether a token may be missing at the ends of a quotation."""
    return not token.is_word and unicodedata.category(token.folded[0]).startswith("P") and token.folded != "%"
