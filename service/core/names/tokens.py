"""The words of a text as names see them: folded, with what their capital is worth."""

import bisect
import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.words import FUNCTION_WORDS, LONGEST_KEPT

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_GLUE = re.compile(r"[ \u00a0\-‐‑]*")
_OPENS = re.compile(r"[.!?…:\n\r|•“„«\"‘]|(?:^|\s)'|\.\.\.")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
# The many ways to write one Slavic ending: Zelensky, Zelenskyy, Zelenskiy.
_ENDING = re.compile(r"(?<=[a-z]{3}[a-z])(?:yy|iy|ij|yi|yj|ii)$")
_ABBREVIATED_TITLES = frozenset(
    "mr mrs ms messrs dr prof gen lt col maj capt cmdr adm sgt brig rev fr hon pres gov sen rep sens reps amb st no "
    "vs jr sr det insp supt cllr cdr lieut mme".split()
)
_LOOSE_SHARE = 0.85  # share of a line's words that are capitalised where capitals say nothing


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

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


def fold(word: str) -> str:
    """A word without case, accents, dots or a plural's s: "U.N." is "un", "Šakalienė" is "sakaliene"."""
    return _known_fold(word) if len(word) <= LONGEST_KEPT else _fold(word)


def _fold(word: str) -> str:
    plain = word.casefold().replace(".", "").replace("’", "'").removesuffix("'s")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return _ENDING.sub("y", plain).replace("'", "")


_known_fold = functools.lru_cache(maxsize=20_000)(_fold)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    tokens: list[Token] = []
    previous = 0
    line = 0
    for match in _TOKEN.finditer(text):
        between = text[previous : match.start()]
        line += between.count("\n")
        written = match.group()
        cut = _POSSESSIVE.search(written)
        possessive = cut is not None or (written[-1] in "sS" and text[match.end() : match.end() + 1] in {"’", "'"})
        if cut:
            written = written[: cut.start()]
        last = tokens[-1] if tokens else None
        after_title = last is not None and between.strip() == "." and _is_abbreviated(last)
        tokens.append(
            Token(
                start=match.start(),
                end=match.start() + len(written),
                key=fold(written),
                written=written,
                capital=written[0].isupper(),
                lower=written.islower(),
                opens=last is None or (_OPENS.search(between) is not None and not after_title),
                glued=last is not None
                and not last.possessive
                and (after_title or _GLUE.fullmatch(between) is not None),
                possessive=possessive,
                line=line,
            )
        )
        previous = match.end()
    return tuple(tokens)


def loose_lines(tokens: Sequence[Token]) -> frozenset[int]:
    """Lines in Title Case or ALL CAPS, where a capital does not make a name."""
    counts: dict[int, list[int]] = {}
    for token in tokens:
        if token.written.lower() in FUNCTION_WORDS and not token.written.isupper():
            continue
        count = counts.setdefault(token.line, [0, 0])
        count[0] += token.capital
        count[1] += 1
    return frozenset(
        line for line, (capitals, words) in counts.items() if words >= 5 and capitals >= _LOOSE_SHARE * words
    )


def between(starts: Sequence[int], start: int, end: int) -> range:
    """Indexes of the tokens that begin in [start, end), given where each begins."""
    return range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))


def _is_abbreviated(token: Token) -> bool:
    return token.key in _ABBREVIATED_TITLES or (len(token.written) == 1 and token.capital)
