"""A party while it is being gathered, and what single words say of it."""

import bisect
from dataclasses import dataclass, field

from service.core.attribution.people import FEMALE_WORDS, MALE_WORDS
from service.core.attribution.reading import Gender, Span
from service.core.attribution.tokens import DETERMINERS
from service.core.draft import Kind


@dataclass(slots=True)
class Entity:
    """A party while it is being gathered."""

    name: str
    words: tuple[str, ...]  # lower case, without stops
    kind: Kind
    is_named: bool
    evidence: int = 0  # reasons to think that a name is a person's
    first_names: set[str] = field(default_factory=set)
    forms: dict[str, None] = field(default_factory=dict)
    role: str | None = None
    represents: str | None = None
    gender: Gender | None = None
    plural: bool = False
    mentions: set[Span] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    speaks: bool = False
    speaks_first: bool = False  # the subject of a reporting verb at the head of a sentence
    offices: set[str] = field(default_factory=set)  # every word the article uses for what somebody is: "senator"
    nouns: set[str] = field(default_factory=set)  # what it is said to be: "union", "operator"
    _starts: list[int] = field(default_factory=list)  # of its mentions, in order

    def mention(self, span: Span) -> None:
        """Take down where it is named or meant."""
        if span not in self.mentions:
            self.mentions.add(span)
            bisect.insort(self._starts, span[0])

    def last_before(self, offset: int) -> int | None:
        """Where the last mention before a code point begins, or None where there is none."""
        at = bisect.bisect_left(self._starts, offset)
        return self._starts[at - 1] if at else None


def gender_of(words: set[str]) -> Gender | None:
    """What titles and nouns say: "Mrs", "spokesman"; "her" in "her nephew" is somebody else's."""
    words = words - DETERMINERS
    return "female" if words & FEMALE_WORDS else "male" if words & MALE_WORDS else None
