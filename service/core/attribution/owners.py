"""Whose "its chairman" is: the body of its own sentence, or the one that the sentence before is about."""

from dataclasses import dataclass

from service.core.attribution import places
from service.core.attribution.asides import is_noun_row
from service.core.attribution.compounds import joins_name
from service.core.attribution.entities import Cast, Entity
from service.core.attribution.phrases import Phrase
from service.core.attribution.tokens import PREPOSITIONS, SUBORDINATORS, Line

_BODIES = frozenset({"organisation", "government"})
_OF_STATES = frozenset("minister ambassador envoy premier".split())
_OF_BODIES = frozenset(
    "chairman chairwoman chair chairperson ceo cfo coo chief director captain coach manager founder owner secretary "
    "boss treasurer commander".split()
)
_LEADING = frozenset({"but", "and", "then", "meanwhile", "asked", "still"})
_CONTINUED = 3  # sentences that only go on with a quotation


@dataclass(frozen=True, slots=True)
class Owners:
    """Finds the body that an officer without one is said to serve, and none where that is in doubt."""

    cast: Cast
    lines: tuple[Line, ...]

    def of(self, phrase: Phrase) -> Entity | None:
        """The body that "its foreign minister" serves; None where the article does not make it plain.

        The body named last is often another, even the opponent: "The museum disagrees. Its director …" after a
        sentence about the panel is no director of the panel.
        """
        whose = phrase.line.lower(phrase.first - 1) == "whose"
        if phrase.words[0].lower not in {"its", "their"} and not whose:
            return None
        named = {
            index: self.cast.entities[index]
            for at, index in self.cast.by_line.get(phrase.line.sentence.number, ())
            if at < phrase.first
        }
        bodies = [entity for entity in named.values() if entity.kind in _BODIES]
        if whose:  # "the Safety Board, whose chairman": the noun right before
            bodies = bodies[-1:] if bodies and list(named.values())[-1] is bodies[-1] else []
        if bodies:
            return bodies[0] if len(bodies) == 1 and _may_serve(phrase.head, bodies[0]) else None
        if whose:
            return None
        subject = self._subject_before(phrase.line.sentence.number)
        return subject if subject is not None and _may_serve(phrase.head, subject) else None

    def _subject_before(self, number: int) -> Entity | None:
        """The named body that the sentence before is about, over sentences that only go on with a quotation."""
        for line in reversed(self.lines[max(0, number - 1 - _CONTINUED) : number - 1]):
            if not line.is_only_quoted:
                return self._subject(line)
        return None

    def _subject(self, line: Line) -> Entity | None:
        named = sorted(self.cast.by_line.get(line.sentence.number, ()))
        starts = {0, 1} if line.lower(0) in _LEADING else {0}
        if (line.lower(0), line.lower(1)) in {("it", "was"), ("it", "is")}:
            starts = {2}  # "It was the Centre Party that insisted"
        if line.lower(0) in PREPOSITIONS | SUBORDINATORS | _LEADING:
            starts |= {at + 1 for at, token in enumerate(line.tokens) if token.text == ","}
        for last, index in named:
            first = _first_of_name(line, last, starts)
            opens = any(start <= first and is_noun_row(line, start, first) for start in starts)
            if opens and not line.tokens[last].possessive:
                entity = self.cast.entities[index]
                unknown = entity.kind == "other" and entity.evidence <= 0 and entity.gender is None
                return entity if entity.is_named and (entity.kind in _BODIES or unknown) else None
        return None


def _first_of_name(line: Line, last: int, starts: set[int]) -> int:
    """Where the capitals begin that a name ends."""
    first = last
    while first > 0 and first not in starts and (line.tokens[first - 1].is_name or joins_name(line.tokens, first - 1)):
        first -= 1
    return first


def is_of_body(office: str) -> bool:
    """Whether only a body has somebody who holds an office: "its chairman"."""
    return office in _OF_BODIES


def _may_serve(office: str, body: Entity) -> bool:
    """Whether an office is one that a body of the kind has: no minister of a firm, no chairman of a country."""
    if office in _OF_STATES:
        return body.kind == "government"
    return not (office in _OF_BODIES and places.country_of(body.name) and body.kind == "government")
