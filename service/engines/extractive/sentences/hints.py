"""Patterns that are looked for only where a line has a word that each of their matches has: few lines have one."""

import re
from collections.abc import Iterator

from service.engines.extractive.sentences.remembered import per_line

_WORD = re.compile(r"\w+")


@per_line
def vocabulary(line: str) -> frozenset[str]:
    """The words of a line in lower case; what an apostrophe or a hyphen joins are two."""
    return frozenset(_WORD.findall(line.lower()))


class Hinted:
    """A pattern with hints: looking for those among the words of a line costs a tenth of looking for the pattern."""

    def __init__(self, hints: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Make the pattern.

        Args:
            hints: Words in lower case, with blanks between them; no text without any of them may match.
            pattern: As `re.compile` takes it.
            flags: Likewise.
        """
        self.hints = frozenset(hints.split())
        self.pattern = re.compile(pattern, flags)

    def search(self, line: str) -> re.Match[str] | None:
        """Its first match in a line."""
        return None if self.hints.isdisjoint(vocabulary(line)) else self.pattern.search(line)

    def finditer(self, line: str) -> Iterator[re.Match[str]]:
        """All of its matches in a line, in order."""
        return iter(()) if self.hints.isdisjoint(vocabulary(line)) else self.pattern.finditer(line)

    def sub(self, put: str, line: str) -> str:
        """A line with each of its matches replaced."""
        return line if self.hints.isdisjoint(vocabulary(line)) else self.pattern.sub(put, line)
