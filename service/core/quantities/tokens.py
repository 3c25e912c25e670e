"""A text as tokens: digits with their separators, words, single signs. One pass, linear in the length."""

import re
from dataclasses import dataclass

# Digits keep the separators between them: commas, points, apostrophes, no-break and thin spaces; a plain space only
# before three digits and after one to three.
_TOKEN = re.compile(
    r"[^\W\d_]+|(?<![\w.,…])\.\d+(?![\d.])|(?<![\d.,:/-])[1-9]\d{0,2}(?: \d{3}){1,4}(?:\.\d+)?(?![ ]?\d|[.,/:-]\d)"
    r"|\d+(?:[.,'’\u00a0\u202f\u2009٫٬]\d+)*|\S"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel; `lows` are the words folded to lower case, all padded with "" at the end."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    size: int

    def touches(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]

    def follows(self, index: int) -> bool:
        """Whether a token stands on the line of the one before it, at most one space away."""
        if not 0 < index < self.size:
            return False
        gap = self.starts[index] - self.ends[index - 1]
        return gap == 0 or (gap == 1 and self.text[self.ends[index - 1]] not in "\n\r")

    def is_number(self, index: int) -> bool:
        """Whether a token is digits."""
        return 0 <= index < self.size and is_digits(self.words[index])

    def is_word(self, index: int) -> bool:
        """Whether a token is letters."""
        return 0 <= index < self.size and self.words[index][0].isalpha()

    def opens_sentence(self, index: int) -> bool:
        """Whether a token begins its line or follows a stop, a colon or an opening quotation mark."""
        if index <= 0:
            return True
        before = self.words[index - 1]
        return before in {".", "!", "?", ":", "“", '"', "‘", "•", "—", "–", ";"} or (
            "\n" in self.text[self.ends[index - 1] : self.starts[index]]
        )

    def past_hyphen(self, index: int) -> int:
        """The index after a hyphen that joins two words, or the same index."""
        if self.words[index] in _HYPHENS and self.touches(index) and self.touches(index + 1):
            return index + 1
        return index


def is_digits(word: str) -> bool:
    """Whether a token is digits, and not a word or a sign."""
    return word[0].isdecimal() or (word[0] == "." and len(word) > 1)


_HYPHENS = frozenset("-‐‑")


def tokenize(text: str) -> Tokens:
    """Split a text."""
    matches = list(_TOKEN.finditer(text))
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    size = len(words)
    # Looking a few tokens ahead never runs over the end.
    words += [""] * 8
    starts += [len(text)] * 8
    ends += [len(text)] * 8
    return Tokens(text, words, list(map(str.lower, words)), starts, ends, size)
