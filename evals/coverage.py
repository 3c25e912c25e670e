"""How much of a fact a text says."""

import re
from dataclasses import dataclass

from service.core.words import FUNCTION_WORDS, stem

THRESHOLD = 0.5  # coverage from which a fact counts as said

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A text, read once, of which many facts are asked."""

    text: str
    stems: frozenset[str]

    def covers(self, fact: str) -> float:
        """How much of a fact, one sentence, the text says: 0.0 (nothing) to 1.0 (all of it)."""
        wanted = _stems(fact)
        return len(wanted & self.stems) / len(wanted) if wanted else 0.0


def read(text: str) -> Said:
    """A text, ready to be asked."""
    return Said(text, _stems(text))


def coverage(fact: str, text: str) -> float:
    """How much of a fact, one sentence, a text says: 0.0 (nothing) to 1.0 (all of it)."""
    return read(text).covers(fact)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS)
