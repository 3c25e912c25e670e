"""What was read in the lines of an article while its brief is drafted: one line is looked at by many, again and again.

All of it is let go when the draft is written, so that no text outlives its brief.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Read = TypeVar("Read")

_MOST = 2_000  # lines
_LONGEST = 1_000  # code points: a longer one is no line of a brief, and is read anew
_CLEARS: list[Callable[[], None]] = []


def per_line(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Remember what `read` returns for a line until `forget` is called."""
    known = _Known(read)
    _CLEARS.append(known.clear)
    return known.__getitem__


def forget() -> None:
    """Let go of every line. Whoever drafts at the same time, in another thread, reads its lines once more."""
    for clear in _CLEARS:
        clear()


class _Known(dict[str, Read], Generic[Read]):
    def __init__(self, read: Callable[[str], Read]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, line: str) -> Read:
        reading = self._read(line)
        if len(line) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[line] = reading
        return reading
