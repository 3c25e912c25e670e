"""What a reading of an article gives: its parties, and which words are whose."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from service.core.article import Sentence
from service.core.draft import Kind

Span = tuple[int, int]  # (start, end) in code points of the article, end exclusive
Speech = Literal["direct", "indirect", "mixed", "attitude"]
Gender = Literal["female", "male"]
Judgement = Literal["supports", "contradicts", "unknown"]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the article names who can hold a view."""

    index: int  # its place in `Reading.parties`
    name: str  # the fullest the article gives
    aliases: tuple[str, ...]  # its other names there
    documents: tuple[str, ...]  # what speaks for it by its name: "Suffolk University poll"
    kind: Kind
    role: str | None
    represents: str | None
    gender: Gender | None
    plural: bool
    is_named: bool  # a proper name, not "officials"
    mentions: tuple[Span, ...]
    sentences: tuple[int, ...]  # numbers of the sentences that name it, in order
    is_document: bool = False  # a study or a filing that nobody is named for: it holds no view


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words or a view in one sentence, and whose they are."""

    sentence: int
    party: int | None  # index of the party; None where the source is nobody the article makes known
    source: Span | None = None  # the words that name the source here, if any
    cue: Span | None = None  # the reporting verb, if any
    verb: str | None = None  # the cue's words, as "said"
    content: tuple[Span, ...] = ()  # what is attributed
    quotations: tuple[Span, ...] = ()  # the part of it in quotation marks, without them
    kind: Speech = "direct"
    explicit: bool = False  # a cue names the source right here, or the same quotation goes on
    certain: bool = False  # the party is sure: named here, or resolved without a rival
    reported_by: tuple[int, ...] = ()  # parties that passed it on, the last one first
    named: bool = False  # the source is called by a name nobody else bears; or a pronoun that can mean nobody else


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun that opens a sentence and the party it means."""

    sentence: int
    span: Span
    party: int
    certain: bool  # nobody else nearby fits


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether words are a party's, as far as the reading knows."""

    judgement: Judgement
    speakers: tuple[Party, ...] = ()  # whose words they are instead; of "unknown", who may speak for the claimed
    sentence: int | None = None  # where that is said
    explicit: bool = False  # beyond doubt: a named source with a cue, or the same quotation going on


@dataclass(frozen=True)
class Reading:
    """Parties and attributions of an article, in its order."""

    parties: tuple[Party, ...]
    attributions: tuple[Attribution, ...]
    references: tuple[Reference, ...] = ()
    text: str = field(default="", repr=False)  # the article's
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)  # the article's
    found: dict[str, tuple[Party, ...]] = field(default_factory=dict, repr=False, compare=False)  # by name: see `find`

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Attribution, ...]]:
        gathered: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            gathered.setdefault(attribution.sentence, []).append(attribution)
        return {number: tuple(found) for number, found in gathered.items()}

    @cached_property
    def _references(self) -> dict[int, Reference]:
        return {reference.sentence: reference for reference in self.references}

    @cached_property
    def _called(self) -> dict[str, tuple[Party, ...]]:
        gathered: dict[str, dict[int, Party]] = {}
        for party in self.parties:
            for form in (party.name, *party.aliases, *party.documents):
                gathered.setdefault(plain(form), {})[party.index] = party
        return {form: tuple(parties.values()) for form, parties in gathered.items()}

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties that the article calls so; the name is `plain`."""
        return self._called.get(name, ())

    def of_sentence(self, number: int) -> tuple[Attribution, ...]:
        """The attributions of a sentence."""
        return self._by_sentence.get(number, ())

    def touching(self, spans: Sequence[Span]) -> tuple[Attribution, ...]:
        """The attributions of every sentence that shares a character with stretches of the article, in its order."""
        numbers: set[int] = set()
        for start, end in spans:
            first = bisect.bisect_right(self.sentences, start, key=_end)
            numbers.update(range(first + 1, bisect.bisect_left(self.sentences, end, key=_start) + 1))
        return tuple(attribution for number in sorted(numbers) for attribution in self.of_sentence(number))

    def reference(self, number: int) -> Reference | None:
        """Whom the pronoun that opens a sentence means, if it opens with one and somebody fits."""
        return self._references.get(number)

    def of_party(self, index: int) -> tuple[Attribution, ...]:
        """The attributions of a party."""
        return tuple(attribution for attribution in self.attributions if attribution.party == index)

    def of_quotation(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose quoted words overlap a stretch of the article."""
        return tuple(attribution for attribution in self.touching([span]) if overlap(attribution.quotations, [span]))

    def chain(self, attribution: Attribution) -> tuple[Party, ...]:
        """Everybody the words can rightly be called after: whose they are, then who passed them on."""
        indexes = ([attribution.party] if attribution.party is not None else []) + list(attribution.reported_by)
        return tuple(self.parties[index] for index in dict.fromkeys(indexes))


def plain(name: str) -> str:
    """A name in lower case, without an article before it, dots or a possessive."""
    text = name.strip().lower().replace("’s", "").replace("'s", "").replace(".", "")
    for opener in ("the ", "a ", "an "):
        text = text.removeprefix(opener)
    return text


def _start(sentence: Sentence) -> int:
    return sentence.start


def _end(sentence: Sentence) -> int:
    return sentence.end


def overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether any of `spans` shares a character with any of `others`, which are ordered and apart."""
    starts = [start for start, _ in others]
    for start, end in spans:
        place = bisect.bisect_left(starts, end) - 1
        if place >= 0 and others[place][1] > start:
            return True
    return False
