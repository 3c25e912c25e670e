"""The two halves of a comparison: the lines of a gold case and those of a brief, in one form."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.cases import Case, Weight
from evals.matching import Line
from evals.naming import Named
from service.core.brief import Brief, Evidence
from service.core.draft import Stance

Span = tuple[int, int]  # code points of the article's text, end exclusive


@dataclass(frozen=True, slots=True)
class Entry:
    """A headline, a fact or a question of either side."""

    id: str  # f1, q2, headline: as the brief or the case counts
    line: Line
    weight: Weight = "must"  # of a gold entry


@dataclass(frozen=True, slots=True)
class View:
    """A position of either side."""

    id: str  # p2.1
    party: int  # index in `Side.parties`
    line: Line
    topic: str | None
    stance: Stance | None
    quotes: tuple[Span, ...]
    reported_by: str | None  # a name
    weight: Weight = "must"


@dataclass(frozen=True, slots=True)
class Side:
    """The predicted or the gold half of a comparison; every index of a `Pair` counts in these."""

    headline: Entry | None
    facts: tuple[Entry, ...]
    parties: tuple[Named, ...]
    party_weights: tuple[Weight, ...]
    views: tuple[View, ...]  # the positions of every party in one list
    questions: tuple[Entry, ...]

    @property
    def statements(self) -> tuple[Entry | View, ...]:
        """Every line that claims something: headline, facts, positions."""
        return (*((self.headline,) if self.headline else ()), *self.facts, *self.views)


def gold_side(case: Case) -> Side:
    """The lines of a gold case."""
    gold = case.gold
    article = case.article

    def line(key: str, statement: str) -> Line:
        numbers = case.sentences[key]
        return Line(statement, tuple(article.quote(number) for number in numbers), numbers)

    parties = tuple(
        Named(
            id=f"p{number}",
            name=party.name,
            aliases=party.aliases,
            kind=party.kind,
            role=party.role,
            sentences=_together(
                case.sentences[f"p{number}"],
                *(case.sentences[f"p{number}.{place}"] for place in range(1, len(party.positions) + 1)),
            ),
        )
        for number, party in enumerate(gold.parties, start=1)
    )
    return Side(
        headline=Entry("h", line("h", gold.headline.statement)),
        facts=tuple(
            Entry(f"f{number}", line(f"f{number}", fact.statement), fact.weight)
            for number, fact in enumerate(gold.key_facts, start=1)
        ),
        parties=parties,
        party_weights=tuple(party.weight for party in gold.parties),
        views=tuple(
            View(
                id=f"p{number}.{place}",
                party=number - 1,
                line=line(f"p{number}.{place}", view.statement),
                topic=view.topic,
                stance=view.stance,
                quotes=tuple((at := article.text.find(quote), at + len(quote)) for quote in view.quotes),
                reported_by=view.reported_by,
                weight=view.weight,
            )
            for number, party in enumerate(gold.parties, start=1)
            for place, view in enumerate(party.positions, start=1)
        ),
        questions=tuple(
            Entry(f"q{number}", line(f"q{number}", asked.question), asked.weight)
            for number, asked in enumerate(gold.open_questions, start=1)
        ),
    )


def brief_side(brief: Brief) -> Side:
    """The lines of a brief."""
    parties = tuple(
        Named(
            id=party.id,
            name=party.name,
            aliases=party.aliases,
            kind=party.kind,
            role=party.role,
            sentences=_together(_cited(party.evidence), *(_cited(view.evidence) for view in party.positions)),
        )
        for party in brief.parties
    )
    by_id = {party.id: party.name for party in brief.parties}
    headline = brief.headline
    return Side(
        headline=Entry("headline", _line(headline.statement, headline.evidence)) if headline else None,
        facts=tuple(Entry(fact.id, _line(fact.statement, fact.evidence)) for fact in brief.key_facts),
        parties=parties,
        party_weights=tuple("must" for _ in parties),
        views=tuple(
            View(
                id=view.id,
                party=index,
                line=_line(view.statement, view.evidence),
                topic=view.topic,
                stance=view.stance,
                quotes=tuple((quote.start, quote.end) for quote in view.quotes),
                reported_by=by_id.get(view.reported_by, view.reported_by) if view.reported_by else None,
            )
            for index, party in enumerate(brief.parties)
            for view in party.positions
        ),
        questions=tuple(Entry(asked.id, _line(asked.question, asked.evidence)) for asked in brief.open_questions),
    )


def _line(statement: str, evidence: Iterable[Evidence]) -> Line:
    found = tuple(evidence)
    return Line(statement, tuple(sentence.text for sentence in found), _cited(found))


def _cited(evidence: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(sentence.sentence for sentence in evidence)


def _together(*numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({number for some in numbers for number in some}))
