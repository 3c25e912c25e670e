"""A claim: one item of a draft beside the part of the article it must be proved by. What every check looks at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from service.core import clauses, names, passage, quantities
from service.core.article import Article
from service.core.clauses import Word
from service.core.draft import DraftParty, DraftPosition, Item, Section
from service.core.names import Mention
from service.core.passage import Passage, Wording
from service.core.properties import cached_property
from service.core.quantities import Comparison, Quantity, sentences

WHOLE_ARTICLE: frozenset[Section] = frozenset({"topics", "open_questions"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item failed a check, or what a reader should look at twice."""

    check: str
    detail: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: words a reader understands, and whether the item may stay."""

    detail: str
    severity: Literal["fails", "flags"]


def fails(detail: str) -> Finding:
    """The item is wrong: it is repaired once, then set aside."""
    return Finding(detail, "fails")


def flags(detail: str) -> Finding:
    """The item may be right: it stays, and a reader is told to look twice."""
    return Finding(detail, "flags")


@dataclass(frozen=True)
class Claim:
    """An item and its scope.

    Scope matters: against the whole article the same rules catch a twelfth of planted errors, against the cited
    sentences two thirds. Values must stand in the cited sentences; names and parties may also stand in the one
    sentence before them ("She said…"); a question or a topic may draw on the whole article.
    """

    item: Item
    article: Article
    siblings: tuple[DraftParty, ...] = field(default=())  # every party of the draft: who else might have spoken

    @cached_property
    def section(self) -> Section:
        """Where the item stands in the draft."""
        return self.item.section

    @cached_property
    def statement(self) -> str:
        """The words a reader sees."""
        return self.item.statement

    @property
    def quote(self) -> str | None:
        """The quotation kept apart from the statement, if any."""
        return self.item.content.quote if isinstance(self.item.content, DraftPosition) else None

    @property
    def party(self) -> DraftParty | None:
        """The party the item is or belongs to."""
        return self.item.content if isinstance(self.item.content, DraftParty) else self.item.party

    @property
    def reported_by(self) -> str | None:
        """Who passed the view on, if somebody did."""
        return self.item.content.reported_by if isinstance(self.item.content, DraftPosition) else None

    @cached_property
    def cited(self) -> tuple[int, ...]:
        """Numbers it cites that exist, each once, in the article's order."""
        return tuple(sorted({number for number in self.item.sentences if self.article.has(number)}))

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """Numbers it cites that do not exist, as written."""
        return tuple(number for number in self.item.sentences if not self.article.has(number))

    @cached_property
    def look_back(self) -> tuple[int, ...]:
        """The cited sentences and the one before each."""
        return tuple(sorted({number for cited in self.cited for number in (cited - 1, cited) if number >= 1}))

    @property
    def is_of_whole(self) -> bool:
        """Whether it may draw on the whole article."""
        return self.section in WHOLE_ARTICLE

    @cached_property
    def repeated(self) -> int | None:
        """The cited sentence that its statement is, word for word, if it is one; a question is asked of the whole."""
        if self.is_of_whole:
            return None
        return next((number for number in self.cited if self.article.quote(number) == self.statement), None)

    @property
    def repeats_all(self) -> bool:
        """Whether its statement is, word for word, all it cites: it has one reading with its evidence."""
        return self.said is self.proof.wording

    @cached_property
    def said(self) -> Wording:
        """Its statement, as the checks read it."""
        if self.repeated is not None:
            return passage.of(self.article, (self.repeated,)).wording
        return Wording(self.statement, self.article.language)

    @cached_property
    def proof(self) -> Passage:
        """The cited sentences."""
        return passage.of(self.article, self.cited)

    @cached_property
    def values(self) -> Passage:
        """Where its numbers must stand."""
        return passage.whole(self.article) if self.is_of_whole else self.proof

    @cached_property
    def around(self) -> Passage:
        """The cited sentences and the one before each."""
        return passage.of(self.article, self.look_back)

    @cached_property
    def named(self) -> Passage:
        """Where its names must stand."""
        return passage.whole(self.article) if self.is_of_whole else self.around

    @cached_property
    def names_said(self) -> tuple[Mention, ...]:
        """The names its statement mentions."""
        return self.said.names_about(names.index(self.article))

    @cached_property
    def told(self) -> tuple[Quantity, ...]:
        """The quantities of its statement; one said twice is told once."""
        if self.repeated is not None:
            quantities = sentences.of_sentence(self.article, self.repeated)
        else:
            quantities = self.said.quantities
        return tuple({(said.text, said.noun, said.hedge): said for said in quantities}.values())

    def compared(self, said: Quantity) -> Comparison:
        """How one of these quantities stands to those where its numbers must stand; two checks ask."""
        known = self._compared.get(id(said))
        if known is None:
            known = self._compared[id(said)] = quantities.compare(said, self.values.inventory)
        return known

    @cached_property
    def _compared(self) -> dict[int, Comparison]:
        return {}

    @cached_property
    def shared(self) -> tuple[tuple[Word, list[Word]], ...]:
        """The content words of its statement that stand in the cited sentences, each with its like there."""
        return clauses.shared(self.said.clauses, self.proof.wording.clauses)

    def spans(self, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """(start, end) of the sentences, in code points of the article; neighbours make one span."""
        return passage.spans(self.article, tuple(sorted(set(numbers))))
