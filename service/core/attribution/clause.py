"""A reporting clause of a sentence: which verb, whose, and which words it reports."""

from typing import Literal, NamedTuple

from service.core.attribution.cues import Family
from service.core.attribution.phrases import Phrase

Order = Literal["subject first", "verb first", "according to", "passive", "shared", "caused", "label", "dash"]
Range = tuple[int, int]  # first and last token, inclusive


class Clause(NamedTuple):
    """A cue with its subject and what it reports, as places in the line."""

    order: Order
    family: Family
    lemma: str
    first: int  # where the clause's own words begin: its subject or its verb
    cue: Range
    source: Phrase | int | None  # a noun phrase, the place of a pronoun, or None: the subject of the clause before
    others: tuple[Phrase, ...] = ()  # who shares the subject
    content: tuple[Range, ...] = ()
    inside: int | None = None  # the clause of this line that reports this one
    is_relative: bool = False  # "who said …": what it reports ends with the relative clause

    @property
    def last(self) -> int:
        """The last token of the subject and verb themselves."""
        end = self.cue[1]
        if self.order in {"verb first", "according to", "passive", "label", "dash"}:
            if isinstance(self.source, Phrase):
                end = max(end, self.source.end, *(part.end for part in self.source.appositives), 0)
            elif isinstance(self.source, int):
                end = max(end, self.source)
        return end
