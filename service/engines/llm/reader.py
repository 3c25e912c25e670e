"""Reading a draft while it is still being written: each item as soon as its last character is there.

Every character is looked at once: the text is scanned for what gives JSON its structure, and an item is parsed when
the brace or comma that ends it comes. Parsing the unfinished whole again at every delta costs the square of its
length, and says nothing about whether an item is complete.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.core.draft import Draft, DraftParty, Item, Malformed, Section, party_items, read_item
from service.engines.llm.reply import decoded

Line = Item | Malformed

_OUTSIDE = re.compile(r'["{}\[\],]')
_INSIDE = re.compile(r'["\\]')
_KEY = re.compile(r'\s*"([^"\\]*)"\s*:\s*')
_THOUGHTS = re.compile(r"\s*<think(?:ing)?>")
_AFTER_THOUGHTS = re.compile(r"</think(?:ing)?>")
# What may stand before the reply: nothing, or what opens a code fence, whatever was said before that.
_BEFORE = re.compile(r"\s*\Z|.*```[\w-]*\s*\Z", re.DOTALL)
_LISTED: Mapping[str, Section] = {"key_facts": "key_facts", "open_questions": "open_questions"}
_INITIALS: Mapping[str, str] = {"key_facts": "f", "open_questions": "q"}
_SECTIONS = frozenset(Draft.model_fields)
_PARTY = frozenset(DraftParty.model_fields) - {"positions"}


@dataclass(slots=True)
class _Open:
    """A bracket that is open. Places count characters since the reply's first brace."""

    bracket: str
    key: str | None  # what it is the value of
    first: int  # where its content begins
    start: int  # where its present entry begins
    entries: int = 0


class DraftReader:
    """Reads one reply, piece by piece.

    Attributes:
        is_whole: Whether the object has ended.
        is_broken: Whether what came is no JSON; nothing more is read then.
        has_said: Whether any item was read.
        blank: How many white-space characters stand at the end of what came.
    """

    def __init__(self, most: Mapping[str, int]) -> None:
        """Begin.

        Args:
            most: Most entries read of a list, by its key; later ones are passed over.
        """
        self.is_whole = False
        self.is_broken = False
        self.has_said = False
        self.blank = 0
        self._most = most
        self._before: str | None = ""  # what came before the object; None once it has begun
        self._is_prose = False  # something else stands there: to be read when all of it has come
        self._tail = ""  # what came and may still be needed
        self._base = 0  # the place of its first character
        self._scanned = 0
        self._in_string = False
        self._stack: list[_Open] = []
        self._topics: tuple[str, ...] | None = None
        self._held: list[tuple[str, object]] = []  # parties that came before the topics their positions count in
        self._party: DraftParty | None = None  # the party whose positions are being written

    def feed(self, text: str) -> list[Line]:
        """Take the next piece of the reply; returns the items it completes."""
        rest = text.rstrip()
        self.blank = self.blank + len(text) if not rest else len(text) - len(rest)
        if self.is_whole or self.is_broken or self._is_prose:
            return []
        if self._before is not None:
            self._before += text
            text = self._begun()
        self._tail += text
        lines: list[Line] = []
        try:
            for line in self._scan():
                lines.append(line)  # noqa: PERF402 - what came before an error counts
        except (ValueError, RecursionError):
            self.is_broken = True
        self.has_said = self.has_said or bool(lines)
        return lines

    def finish(self) -> list[Line]:
        """What was held back until the end."""
        topics, self._topics = self._topics or (), ()
        lines = [line for key, entry in self._held for line in party_items(key, entry, topics)]
        self._held.clear()
        self.has_said = self.has_said or bool(lines)
        return lines

    def _begun(self) -> str:
        """What came of the object itself, where it has begun."""
        before = self._before or ""
        start = 0
        if _THOUGHTS.match(before):
            ended = _AFTER_THOUGHTS.search(before)
            if ended is None:
                return ""
            start = ended.end()
        brace = before.find("{", start)
        if brace < 0:
            return ""
        self._before = None
        self._is_prose = not _BEFORE.match(before[start:brace].removeprefix("\ufeff"))
        return "" if self._is_prose else before[brace:]

    def _scan(self) -> Iterator[Line]:
        while not self.is_whole:
            place = self._scanned - self._base
            if place >= len(self._tail):
                return
            found = (_INSIDE if self._in_string else _OUTSIDE).search(self._tail, place)
            if found is None:
                self._scanned = self._base + len(self._tail)
                return
            at = self._base + found.start()
            # The character after a backslash is passed over, even if it has not come yet.
            self._scanned = at + (2 if found.group() == "\\" else 1)
            match found.group():
                case '"':
                    self._in_string = not self._in_string
                case "{" | "[":
                    yield from self._opened(found.group(), at)
                case ",":
                    yield from self._entry_ended(at)
                    self._stack[-1].start = at + 1
                case "}" | "]":
                    yield from self._closed(found.group(), at)

    def _opened(self, bracket: str, at: int) -> Iterator[Line]:
        key = None
        if self._stack and self._stack[-1].bracket == "{" and len(self._stack) in {1, 3}:
            named = _KEY.match(self._text(self._stack[-1].start, at))
            key = named.group(1) if named else None
        self._stack.append(_Open(bracket, key, at + 1, at + 1))
        if self._path() == ("parties", "positions"):
            yield from self._party_begun()

    def _closed(self, bracket: str, at: int) -> Iterator[Line]:
        if not self._stack or self._stack[-1].bracket + bracket not in {"{}", "[]"}:
            raise ValueError("a bracket is closed that is not open")
        yield from self._entry_ended(at)
        self._stack.pop()
        if not self._stack:
            self.is_whole = True

    def _entry_ended(self, at: int) -> Iterator[Line]:
        """An entry of the innermost open bracket ends here."""
        if not self._stack:
            raise ValueError("a comma stands outside of everything")
        inner = self._stack[-1]
        if len(self._stack) == 1:
            yield from self._member_ended(inner, at)
        elif not (at == inner.start or self._text(max(inner.start, self._base), at).isspace()):
            inner.entries += 1
            yield from self._listed(inner, at)
        if len(self._stack) == 1 or (len(self._stack) == 2 and self._path() != (None,)):
            self._forget(at)

    def _listed(self, inner: _Open, at: int) -> Iterator[Line]:
        match self._path():
            case ("parties",):
                yield from self._party_ended(f"p{inner.entries}", inner, at)
            case ("parties", "positions") if self._party is not None:
                key = f"p{self._stack[1].entries + 1}.{inner.entries}"
                entry = self._parsed(inner.start, at)
                yield read_item(key, "positions", entry, party=self._party, topics=self._topics or ())
            case (str(name),) if name in _LISTED and inner.entries <= self._most.get(name, inner.entries):
                key = f"{_INITIALS[name]}{inner.entries}"
                yield read_item(key, _LISTED[name], self._parsed(inner.start, at))

    def _path(self) -> tuple[str | None, ...]:
        """Keys of the lists the scan is in: ("parties", "positions"); (None,) where there is nothing to read."""
        depth = len(self._stack)
        if depth == 2 and self._stack[1].bracket == "[" and self._stack[1].key in {*_LISTED, "parties"}:
            return (self._stack[1].key,)
        if depth == 4 and [bracket.bracket for bracket in self._stack] == ["{", "[", "{", "["]:
            return (self._stack[1].key, self._stack[3].key)
        return (None,)

    def _member_ended(self, root: _Open, at: int) -> Iterator[Line]:
        if root.start < self._base:  # a list whose entries were read one by one
            return
        named = _KEY.match(self._text(root.start, at))
        if named is None or named.group(1) not in {"headline", "topics"}:
            return
        value = self._parsed(root.start + named.end(), at)
        if named.group(1) == "topics" and self._topics is None:
            yield from self._topics_known(value)
        elif named.group(1) == "headline" and value is not None:
            yield read_item("h", "headline", value)

    def _topics_known(self, value: object) -> Iterator[Line]:
        entries = value if isinstance(value, list) else []
        topics = tuple(topic.strip() for topic in entries if isinstance(topic, str) and topic.strip())
        for number, topic in enumerate(topics, start=1):
            yield Item(f"t{number}", "topics", topic)
        self._topics = topics
        for key, entry in self._held:
            yield from party_items(key, entry, topics)
        self._held.clear()

    def _party_begun(self) -> Iterator[Line]:
        """The positions of a party begin: what stands before them is the party, if all of it stands there."""
        party = self._stack[2]
        if self._party is not None:
            self._stack[3].key = None  # a second list of the same name
        if self._party is not None or self._topics is None:
            return
        head = decoded("{" + self._text(party.first, party.start).rstrip().removesuffix(",") + "}")
        if head.keys() >= _PARTY:
            line = read_item(f"p{self._stack[1].entries + 1}", "parties", {**head, "positions": []})
            if isinstance(line, Item) and isinstance(line.content, DraftParty):
                self._party = line.content
                yield line

    def _party_ended(self, key: str, inner: _Open, at: int) -> Iterator[Line]:
        if self._party is not None:
            self._party = None
        elif self._topics is None:
            self._held.append((key, self._parsed(inner.start, at)))
        else:
            yield from party_items(key, self._parsed(inner.start, at), self._topics)

    def _parsed(self, start: int, end: int) -> Any:
        return decoded(self._text(start, end))

    def _text(self, start: int, end: int) -> str:
        return self._tail[start - self._base : end - self._base]

    def _forget(self, before: int) -> None:
        """Let go of what will not be needed: entries that are done."""
        self._tail = self._tail[before - self._base :]
        self._base = before
