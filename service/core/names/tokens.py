"""The words of a text as names see them: folded, with what their capital is worth."""

import bisect
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from service.core.words import FUNCTION_WORDS, per_word

_WORDS = re.compile(r"((?:[^\W\d_]\.){2,}|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:[’'][^\W_]+)*)")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_GLUE = re.compile(r"[ \u00a0\-‐‑]*")
_OPENS = re.compile(r"[.!?…:\n\r|•“„«\"‘]|(?:^|\s)'|\.\.\.")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
# The many ways to write one Slavic ending: Zelensky, Zelenskyy, Zelenskiy.
_ENDING = re.compile(r"(?<=[a-z]{3}[a-z])(?:yy|iy|ij|yi|yj|ii)$")
# One spelling for what newspapers shorten: saints, and those American states whose short form is no word.
_ONE_SPELLING = {
    "saint": "st", "ariz": "arizona", "calif": "california", "colo": "colorado", "conn": "connecticut",
    "fla": "florida", "mich": "michigan", "minn": "minnesota", "nev": "nevada", "okla": "oklahoma",
    "tenn": "tennessee", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip
_ABBREVIATED_TITLES = frozenset(
    "mr mrs ms messrs dr prof gen lt col maj capt cmdr adm sgt brig rev fr hon pres gov sen rep sens reps amb st no "
    "vs jr sr det insp supt cllr cdr lieut mme".split()
)
_LOOSE_WORDS = 5  # of a shorter line nothing can be told
_LOOSE_SHARE = 0.85  # share of a line's words that are capitalised where capitals say nothing


class Token(NamedTuple):
    """A word of a text; a tuple because an article has a thousand, and a frozen dataclass takes four times as long."""

    start: int
    end: int  # without a possessive's 's
    key: str
    written: str
    capital: bool
    lower: bool  # written all in lower case
    opens: bool  # begins a sentence, a line or a quotation: its capital says little
    glued: bool  # nothing but a space or a hyphen stands before it
    possessive: bool
    line: int


@per_word
def fold(word: str) -> str:
    """A word without case, accents, dots or a plural's s: "U.N." is "un", "MPs" is "mp", "Šakalienė" is "sakaliene"."""
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        word = word[:-1]
    plain = word.casefold().replace(".", "").replace("’", "'").removesuffix("'s")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if plain in _ONE_SPELLING:
        return _ONE_SPELLING[plain]
    if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return _ENDING.sub("y", plain).replace("'", "")


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    tokens: list[Token] = []
    last: Token | None = None
    possessive = False
    end = line = 0
    parts = _WORDS.split(text)  # what stands before each word, and the word, in turn
    for between, word in zip(parts[::2], parts[1::2], strict=False):
        written, key, capital, lower, owns, is_plural = _look(word)
        start = end + len(between)
        end = start + len(word)
        if between == " " and last is not None:  # as nearly always
            opens, glued = False, not possessive
        else:
            line += between.count("\n")
            after_title = last is not None and between.strip() == "." and _is_abbreviated(last)
            opens = last is None or (_OPENS.search(between) is not None and not after_title)
            glued = last is not None and not possessive and (after_title or _GLUE.fullmatch(between) is not None)
        possessive = owns or (is_plural and text[end : end + 1] in _APOSTROPHES)
        last = _token((start, start + len(written), key, written, capital, lower, opens, glued, possessive, line))
        tokens.append(last)
    return tuple(tokens)


# What Token(...) does, without a call in Python for each word.
_token: Callable[[tuple[int, int, str, str, bool, bool, bool, bool, bool, int]], Token] = functools.partial(
    tuple.__new__, Token
)
_APOSTROPHES = frozenset("’'")


@per_word
def _look(written: str) -> tuple[str, str, bool, bool, bool, bool]:
    """Of a word with its 's: (the word alone, key, capital, lower, whether it had an 's, whether it ends in s)."""
    possessive = written[-2:-1] in _APOSTROPHES and _POSSESSIVE.search(written) is not None
    bare = written[:-2] if possessive else written
    return bare, fold(bare), bare[0].isupper(), bare.islower(), possessive, written[-1] in "sS"


def loose_lines(tokens: Sequence[Token]) -> frozenset[int]:
    """Lines in Title Case or ALL CAPS, where a capital does not make a name."""
    if sum([token.capital for token in tokens]) < _LOOSE_SHARE * _LOOSE_WORDS:
        return frozenset()
    telling = [token for token in tokens if not _is_small_word(token.written)]
    words = Counter([token.line for token in telling])
    capitals = Counter([token.line for token in telling if token.capital])
    return frozenset(
        line for line, many in capitals.items() if words[line] >= _LOOSE_WORDS and many >= _LOOSE_SHARE * words[line]
    )


@per_word
def _is_small_word(written: str) -> bool:
    return written.lower() in FUNCTION_WORDS and not written.isupper()


def between(starts: Sequence[int], start: int, end: int) -> range:
    """Indexes of the tokens that begin in [start, end), given where each begins."""
    return range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))


def _is_abbreviated(token: Token) -> bool:
    return token.key in _ABBREVIATED_TITLES or (len(token.written) == 1 and token.capital)
