"""Whose a reporting clause is: its noun phrase's, its pronoun's, or that of the clause before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from service.core.attribution.appositives import appositives_after
from service.core.attribution.clause import Clause
from service.core.attribution.openings import somebody_from
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.pronouns import Antecedents, gender_of_pronoun
from service.core.attribution.reading import Attribution
from service.core.attribution.registry import Registry
from service.core.attribution.subjects import follows_quote
from service.core.attribution.tokens import PREPOSITIONS, SUBORDINATORS, Line

# What opens a sentence before its subject.
_LEADING = frozenset("asked pressed after before since speaking".split())
_REPLYING = frozenset("reply respond answer retort counter rejoin".split()) | {"shoot back", "fire back", "hit back"}
_ASKED = frozenset(
    "asked asks pressed presses reminded reminds questioned inquired wondered prodded pointed noted told tells".split()
)


class Told(NamedTuple):
    """A reporting clause and whose it is."""

    clause: Clause
    speaker: int | None
    sure: bool
    chain: tuple[int, ...] = ()  # who passed it on


@dataclass(frozen=True, slots=True)
class Speakers:
    """Finds who speaks, from what the article made known so far."""

    lines: Sequence[Line]
    registry: Registry
    antecedents: Antecedents
    found: Sequence[Attribution]  # what was attributed before, as it grows

    def of(self, line: Line, clause: Clause, told: list[Told]) -> tuple[int | None, bool]:
        """(whose clause it is, whether that is sure)."""
        if clause.source is None and clause.order == "label":
            return None, False
        if isinstance(clause.source, Phrase):
            if clause.order == "dash" and not self._is_known_source(clause.source):
                return None, False
            if clause.order == "label" and clause.source.first == clause.source.last:
                initials = self.registry.bearers.by_initials(clause.source.head)
                if initials is not None:
                    self.registry.entities[initials].speaks = True
                    return initials, True
            named = clause.family == "attitude" and bool(line.quotes) and clause.source.is_named
            beside = clause.family == "news" and clause.source.is_named and follows_quote(line, clause.source.first)
            quoting = named or beside or clause.family in {"speech", "quoting"}  # "“…,” Duarte posted on X"
            owner = self.antecedents.owner(line, clause.source.first)
            cited = clause.order == "according to"
            return self.registry.resolve(clause.source, strict=not quoting, owner=owner, cited=cited), True
        if isinstance(clause.source, int):
            return self._of_pronoun(line, clause, clause.source)
        stop = max((at for at in range(clause.first) if line.tokens[at].text == ";"), default=-1)
        for before in reversed(told):
            if before.speaker is not None and before.clause.last > stop:
                return before.speaker, before.sure
        return self._subject(line, stop + 1, clause.first)

    def _of_pronoun(self, line: Line, clause: Clause, pronoun: int) -> tuple[int | None, bool]:
        """Whom the pronoun means that is a clause's subject."""
        word = line.lower(pronoun)
        if clause.lemma == "read" and word == "it":
            return self.registry.nominals.documents.author_of("it"), False  # "“…,” it read."
        if word == "another":
            return self.registry.nominals.one_more(line), False
        asker = self._asker(line) if clause.lemma in _REPLYING else None
        if asker is not None and (answering := self._addressed(word)) is not None:
            return answering, False
        meant = self.antecedents.meant(line, pronoun, beside=asker)
        if meant[0] is None and word == "it":
            return self.antecedents.body_before(line), False
        return meant

    def is_named(self, line: Line, clause: Clause, speaker: int) -> bool:
        """Whether the source is called by a name that nobody else bears, or by a pronoun nobody else could be."""
        if isinstance(clause.source, Phrase):
            names = [part for part in (clause.source, *clause.source.appositives) if part.is_named]
            return any(self.registry.named(part) == speaker and self.registry.bearers.is_unique(part) for part in names)
        word = line.lower(clause.source if clause.source is not None else clause.first)
        others = (index for index in range(len(self.registry.entities)) if index != speaker)
        gender = gender_of_pronoun(word)
        return word in {"he", "she"} and not any(
            self.antecedents.could_mean(index, word) or self.antecedents.may_be(index, gender) for index in others
        )

    def _last_told(self) -> Attribution | None:
        """What was told last, by a cue and in nobody else's report."""
        return next((each for each in reversed(self.found) if each.cue and not each.reported_by), None)

    def _asker(self, line: Line) -> int | None:
        """Who asks in the sentence before: whoever replies is somebody else."""
        last = self._last_told()
        near = last is not None and self.lines[last.sentence - 1].sentence.paragraph >= line.sentence.paragraph - 1
        return last.party if near and last is not None and (last.verb or "").lower() in _ASKED else None

    def _addressed(self, pronoun: str) -> int | None:
        """Whom the words before were said to, by name, if a pronoun can mean him: "The judge told Danton: “…”"."""
        last = self._last_told()
        if last is None or last.cue is None:
            return None
        line = self.lines[last.sentence - 1]
        at = next((at for at, token in enumerate(line.tokens) if token.start >= last.cue[1]), len(line.tokens))
        phrase = phrase_starting_at(line, at)
        index = self.registry.named(phrase) if phrase is not None and phrase.is_named else None
        entity = self.registry.entities[index] if index is not None else None
        gender = gender_of_pronoun(pronoun)
        fits = entity is not None and entity.kind in {"person", "other"} and entity.gender in {None, gender}
        if entity is None or not fits or pronoun not in {"he", "she"} or index == last.party:
            return None
        entity.speaks, entity.evidence = True, entity.evidence + 1
        return index

    def _is_known_source(self, source: Phrase) -> bool:
        """Whether a name after a dash is somebody's: the article names it elsewhere too, or the line is in capitals."""
        index = self.registry.named(source)
        shouted = source.line.text[slice(*source.line.span(0, source.end))].isupper()
        return not source.is_named or shouted or (index is not None and len(self.registry.entities[index].mentions) > 1)

    def _subject(self, line: Line, begin: int, before: int) -> tuple[int | None, bool]:
        """The subject of a sentence whose main verb reports nothing: "He left the room, saying …"."""
        if line.lower(begin) in PREPOSITIONS | SUBORDINATORS | _LEADING:
            comma = next((at for at in range(begin, before) if line.tokens[at].text == ","), None)
            begin = comma + 1 if comma is not None else begin  # "At the port, managers wrote to staff, saying …"
        if line.lower(begin) in {"he", "she", "they"}:
            return self.antecedents.meant(line, begin)
        for start in (begin, begin + 1):
            phrase = somebody_from(line, start) or phrase_starting_at(line, start)
            if phrase is not None and phrase.end < before:
                phrase = appositives_after(phrase)
                return self.registry.resolve(phrase, strict=not phrase.is_named), False
        return None, False
