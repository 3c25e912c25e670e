"""Quotation marks in every common style, told apart from apostrophes, feet and inches."""

import bisect
import itertools
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch inside quotation marks; `start` and `end` leave the marks out, as do all offsets here."""

    start: int
    end: int
    closed: bool  # False where the paragraph ends first: the next paragraph may go on with the same quotation
    words: int  # 1 or 2 make it a scare quote or a title more often than speech
    inner: tuple["Quoted", ...] = ()


def marked(text: str) -> tuple[Quoted, ...]:
    """The stretches of a text inside quotation marks, outermost first; quotations inside them are their `inner`.

    Knows “ ”, ‘ ’, " ", ' ', '' '', « », » «, „ “, ” ”, ‹ ›, 「 」 and 『 』. Apostrophes, feet and inches are no
    marks. A mark that is never closed ends with its paragraph, unless the very next line closes it.
    """
    return _Marks(text).read() if _MAY_OPEN.search(text) else ()


_MARK = re.compile(r"''|``|[\"“”„‟‘’‚‛'«»‹›「」『』]|\n")
# What may open a quotation: an apostrophe inside or behind a word does not.
# It begins with the marks themselves, which is what `re` looks for quickest.
_MAY_OPEN = re.compile(r"[`“„‟‚«‹「『\"”‘’‛'»›」』](?:(?<=``)|(?<=[“„‟‚«‹「『])|(?<![^\W_].)(?<!`))")
_CLOSES: dict[str, str | tuple[str, ...]] = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    '"': ('"', "''"),
    "''": ("''", '"'),
    "``": "''",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "'": "'",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_ALWAYS_OPENS = frozenset("“„‟‚«‹「『") | {"``"}
_SINGLE = frozenset("‘’‛'")  # marks that are also apostrophes
_ELIDED = re.compile(
    r"(?:\d0s|\d\d\b|em\b|cause\b|til\b|tis\b|twas\b|n\b|round\b|bout\b|cuz\b|the\s+hood\b)", re.IGNORECASE
)
_CLOSER_OF_SINGLE = re.compile(r"(?<=[^\s(\[“‘])[’'](?![^\W_])")
_MIXED_AFTER = frozenset(",.?!")  # what stands before the closing one of two marks that differ
_SINGLE_REACH = 3000  # how far, in code points, a single mark looks for its closer
_DEEPEST = 8  # quotations inside one another among which a closing mark looks for its own
# Who said it, at the end of a paragraph whose quotation was never closed: "We will win, said Ana Duarte.
_SAID = re.compile(
    r"[,?!]\s+(?:(?:said|says|added)\s+[^,;“”\"]{2,60}|(?:[^\W\d_][\w.’'-]*\s+){1,4}(?:said|says|added|told\s+\w+))"
    r"(?:\s+[^,;“”\"]{1,40})?\.?\s*$"
)
_SAID_REACH = 160  # code points at the end of a paragraph
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: list[Quoted]


class _Marks:
    """One pass over a text with the marks that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._read: list[Quoted] = []
        self._single_closers = [match.start() for match in _CLOSER_OF_SINGLE.finditer(text)]
        self._straight = 0  # straight double marks left in the line

    def read(self) -> tuple[Quoted, ...]:
        self._straight = self._straight_in_line(0)
        for match in _MARK.finditer(self._text):
            mark, at, after = match.group(), match.start(), match.end()
            if mark == "\n":
                self._line_ends(at)
                continue
            if mark == '"':
                self._straight -= 1
            if not self._closes(mark, at, after) and self._opens(mark, at, after):
                self._open.append(_Open(mark, after, []))
        self._abandon(len(self._text))
        return tuple(self._read)

    def _closes(self, mark: str, at: int, after: int) -> bool:
        """Close the nearest open quotation this mark can close; whether there was one."""
        # Nobody quotes deeper than this; a text of opening marks alone is read once, not once for every mark.
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _DEEPEST), -1):
            opened = self._open[depth]
            if mark not in _CLOSES[opened.mark] or not self._can_close(mark, opened, at, after):
                continue
            while len(self._open) - 1 > depth:
                self._drop()
            self._open.pop()
            self._keep(opened, at, closed=True)
            return True
        return False

    def _can_close(self, mark: str, opened: _Open, at: int, after: int) -> bool:
        before, following = self._text[at - 1 : at], self._text[after : after + 1]
        if mark == '"' and before.isdigit() and following == " ":
            # Six inches inside a quotation: what is left must then hold the quotation's own closing mark.
            return self._straight % 2 == 0
        if mark != opened.mark and {mark, opened.mark} == {'"', "''"}:
            # Two systems set one text: “"I signed it,'' he said.” A mark before a word opens one of its own.
            return before in _MIXED_AFTER and not following.isalnum()
        if mark in _SINGLE:
            if following.isalnum() or before.isspace():
                return False
            if before in {"s", "S"} and following == " " and self._text[after + 1 : after + 2].islower():
                return not self._closed_later(after)  # "the ministers’ plan"
        return not (mark == "»" == opened.mark and following.isalnum())

    def _opens(self, mark: str, at: int, after: int) -> bool:
        before, following = self._text[at - 1 : at] if at else "", self._text[after : after + 1]
        if not following or (following.isspace() and mark not in {"«", "»", "``"}):  # tokenised texts set it apart
            return False
        if mark in _ALWAYS_OPENS:
            return True
        if mark not in _CLOSES or before.isalnum() or before in set(".,!?;:%)]"):
            return False
        if mark in _SINGLE:
            return not _ELIDED.match(self._text, after) and self._closed_later(after)
        return mark != "»" or not following.isspace()

    def _closed_later(self, after: int) -> bool:
        place = bisect.bisect_left(self._single_closers, after)
        if place == len(self._single_closers):
            return False
        closer = self._single_closers[place]
        return closer - after <= _SINGLE_REACH and self._text.find("\n", after, closer) < 0

    def _line_ends(self, at: int) -> None:
        self._straight = self._straight_in_line(at + 1)
        if self._open and not self._goes_on(at + 1):
            self._abandon(at)

    def _goes_on(self, start: int) -> bool:
        """Whether the next line is the rest of a wrapped one: its first mark closes what is open."""
        end = self._text.find("\n", start)
        line = self._text[start : end if end >= 0 else len(self._text)]
        outer = self._open[0].mark
        if not line.strip() or outer in _SINGLE:
            return False
        if outer == '"':
            return not line.lstrip().startswith('"') and self._straight % 2 == 1
        first = next((match.group() for match in _MARK.finditer(line) if match.group() not in _SINGLE), None)
        return first is not None and first in _CLOSES[outer]

    def _straight_in_line(self, start: int) -> int:
        end = self._text.find("\n", start)
        return self._text.count('"', start, end if end >= 0 else len(self._text))

    def _abandon(self, at: int) -> None:
        """End what is open: its quotation ends with the paragraph."""
        if self._open:
            opened, *dropped = self._open
            self._open.clear()
            opened.inner.extend(itertools.chain.from_iterable(inner.inner for inner in dropped))
            if opened.mark not in _SINGLE:
                forgotten = _SAID.search(self._text, max(opened.start, at - _SAID_REACH), at)
                if forgotten:
                    self._keep(opened, forgotten.start() + 1, closed=True)
                else:
                    self._keep(opened, at, closed=False)
            else:
                self._read.extend(opened.inner)

    def _drop(self) -> None:
        """Forget an inner mark that was never closed: an apostrophe, or a slip."""
        opened = self._open.pop()
        self._open[-1].inner.extend(opened.inner)

    def _keep(self, opened: _Open, end: int, *, closed: bool) -> None:
        start = opened.start
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        words = sum(1 for _ in _WORD.finditer(self._text, start, end))
        quoted = Quoted(start, end, closed, words, tuple(opened.inner))
        (self._open[-1].inner if self._open else self._read).append(quoted)
