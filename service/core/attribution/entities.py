"""A party while it is being gathered, and what single words say of it."""

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field

from service.core.attribution.people import FEMALE_WORDS, MALE_WORDS
from service.core.attribution.reading import Gender, Span
from service.core.attribution.tokens import DETERMINERS
from service.core.draft import Kind

_MEMORY = 600  # mentions a definite noun reaches back


@dataclass(slots=True)
class Entity:
    """A party while it is being gathered."""

    name: str
    words: tuple[str, ...]  # lower case, without stops
    kind: Kind
    is_named: bool
    evidence: int = 0  # reasons to think that a name is a person's
    forms: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)  # what speaks for it by name: "Suffolk University poll"
    role: str | None = None
    represents: str | None = None
    gender: Gender | None = None
    plural: bool = False
    kin: str | None = None  # "father" of one brought in as "his father, Rafael,"
    is_spouse: bool = False  # brought in as "his wife, Laura"
    mentions: set[Span] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    is_document: bool = False  # a study or a filing that nobody is named for
    noun: str | None = None  # of one without a name: what it is built on
    after: dict[str, int] = field(default_factory=dict)  # "chairman" of "the chairman, Ana Duarte," -> the sentence
    introduced: str | None = None  # the noun that brings it in near the beginning, without a name: "a mining company"
    speaks: bool = False
    speaks_first: bool = False  # the subject of a reporting verb at the head of a sentence
    offices: set[str] = field(default_factory=set)  # every word the article uses for what somebody is: "senator"
    nouns: set[str] = field(default_factory=set)  # what it is said to be: "union", "operator"
    starts: list[int] = field(default_factory=list)  # of its mentions, in order
    aside: set[int] = field(default_factory=set)  # of those, where it only belongs to another noun: "the son of"

    def last_before(self, offset: int) -> int | None:
        """Where the last mention before a code point begins, or None where there is none."""
        at = bisect.bisect_left(self.starts, offset)
        return self.starts[at - 1] if at else None

    def last_of_its_own(self, offset: int) -> int | None:
        """Where the last mention before a code point begins that does not only belong to another noun."""
        for at in range(bisect.bisect_left(self.starts, offset) - 1, -1, -1):
            if self.starts[at] not in self.aside:
                return self.starts[at]
        return None


@dataclass(slots=True)
class Cast:
    """Everybody of an article, and where they are named or meant."""

    entities: list[Entity] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)  # a word of a name -> whose names have it
    by_initials: dict[str, list[int]] = field(default_factory=dict)
    by_words: dict[tuple[str, ...], int] = field(default_factory=dict)  # a name or a noun as it is compared -> whose
    by_line: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # sentence -> (token, whose), in order
    spoken: dict[int, list[int]] = field(default_factory=dict)  # sentence -> who speaks in it, as far as it is read
    timeline: list[tuple[int, int]] = field(default_factory=list)  # (start of a mention, whose), in order

    def add(self, entity: Entity) -> int:
        """The index of a new party."""
        index = len(self.entities)
        self.entities.append(entity)
        if entity.is_named:
            for word in set(entity.words):
                self.by_word.setdefault(word, []).append(index)
            initials = "".join(part[0] for word in entity.words for part in word.split("-") if part)
            self.by_initials.setdefault(initials, []).append(index)
        return index

    def mention(self, index: int, span: Span) -> None:
        """Take down where a party is named or meant."""
        entity = self.entities[index]
        if span not in entity.mentions:
            entity.mentions.add(span)
            bisect.insort(entity.starts, span[0])
            bisect.insort(self.timeline, (span[0], index))

    def nearest(self, before: int, fits: Callable[[Entity], bool]) -> int | None:
        """The party that fits and was mentioned last before a code point; what was said long ago is forgotten."""
        tried: set[int] = set()
        last = bisect.bisect_left(self.timeline, (before, -1))
        for at in range(last - 1, max(-1, last - 1 - _MEMORY), -1):
            index = self.timeline[at][1]
            if index not in tried and fits(self.entities[index]):
                return index
            tried.add(index)
        return None


def gender_of(words: set[str]) -> Gender | None:
    """What titles and nouns say: "Mrs", "spokesman"; "her" in "her nephew" is somebody else's."""
    words = words - DETERMINERS
    return "female" if words & FEMALE_WORDS else "male" if words & MALE_WORDS else None
