"""A gold case as an engine would have written it (a draft), and as the brief that would follow from that."""

from dataclasses import replace
from datetime import UTC, datetime

from evals.cases import Case, GoldParty, GoldPosition
from service.core import longform, passage, quotations
from service.core.article import Article
from service.core.assembly import Account, assemble
from service.core.brief import Brief, EngineRecord, Quote, Windows
from service.core.draft import (
    Draft,
    DraftFact,
    DraftHeadline,
    DraftParty,
    DraftPosition,
    DraftQuestion,
    Item,
)
from service.core.engine import Request, Tally
from service.core.grounding import Outcome, ground_draft

NAME = "gold"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # the same brief every time


def draft_of(case: Case) -> Draft:
    """A gold case as a draft: its statements, citing the sentences their evidence touches."""
    gold = case.gold
    return Draft(
        headline=DraftHeadline(statement=gold.headline.statement, sentences=case.sentences["h"]),
        key_facts=tuple(
            DraftFact(statement=fact.statement, status=fact.status, sentences=case.sentences[f"f{number}"])
            for number, fact in enumerate(gold.key_facts, start=1)
        ),
        topics=gold.topics,
        parties=tuple(_party(case, number, party) for number, party in enumerate(gold.parties, start=1)),
        open_questions=tuple(
            DraftQuestion(question=asked.question, reason=asked.reason, sentences=case.sentences[f"q{number}"])
            for number, asked in enumerate(gold.open_questions, start=1)
        ),
    )


def checked(case: Case) -> tuple[Outcome, ...]:
    """What the project's checks say of every gold item, under its key in the case (h, f1, t1, p2, p2.1, q3)."""
    return ground_draft(draft_of(case), case.article)


def brief_of(case: Case) -> Brief:
    """The brief a perfect engine would be answered with: every gold item, one that a check rejects included.

    Its verification says which items passed. Nothing in it depends on when or where it is made.
    """
    outcomes = {outcome.item.key: outcome for outcome in checked(case)}
    standing = {key: _admitted(outcome, case.article) for key, outcome in outcomes.items()}
    passed = sum(outcome.is_grounded for outcome in outcomes.values())
    account = Account(
        engine=EngineRecord(name=NAME, model=None, fallback_from=None, prompts=()),
        tally=Tally(),
        windows=Windows(total=1, failed=0),
        notices=(),
        items=len(outcomes),
        passed=passed,
        repaired=len(outcomes) - passed,
        created_at=_NEVER,
        seconds=0.0,
    )
    merged = _as_it_stands(case, standing)
    return assemble(case.article, merged, (), account, Request(), brief_id=case.checksum[:32], keep_text=False)


def _party(case: Case, number: int, party: GoldParty) -> DraftParty:
    key = f"p{number}"
    return DraftParty(
        name=party.name,
        kind=party.kind,
        role=party.role,
        represents=party.represents,
        sentences=case.sentences[key],
        positions=tuple(
            _position(case, f"{key}.{place}", position) for place, position in enumerate(party.positions, start=1)
        ),
    )


def _position(case: Case, key: str, position: GoldPosition) -> DraftPosition:
    topics = case.gold.topics
    return DraftPosition(
        statement=position.statement,
        topic=topics.index(position.topic) + 1 if position.topic is not None else None,
        stance=position.stance,
        quote=" … ".join(position.quotes) or None,
        reported_by=position.reported_by,
        sentences=case.sentences[key],
    )


def _admitted(outcome: Outcome, article: Article) -> Outcome:
    """An item as the brief shows it, whatever the checks think of it."""
    if outcome.is_grounded:
        return outcome
    content = outcome.item.content if isinstance(outcome.item, Item) else None
    quotes: tuple[Quote, ...] = ()
    if isinstance(content, DraftPosition) and content.quote:
        spans = passage.spans(article, tuple(evidence.sentence for evidence in outcome.evidence))
        found = quotations.locate_in(article, content.quote, spans) or ()
        quotes = tuple(Quote(text=article.text[start:end], start=start, end=end) for start, end in found)
    return replace(outcome, reasons=(), flags=(*outcome.reasons, *outcome.flags), quotes=quotes)


def _as_it_stands(case: Case, standing: dict[str, Outcome]) -> longform.Merged:
    """The items as one window, nothing joined: two gold items that look alike are two all the same."""
    gold = case.gold
    return longform.Merged(
        headline=standing["h"],
        facts=tuple(standing[f"f{number}"] for number in range(1, len(gold.key_facts) + 1)),
        topics={topic: topic for topic in gold.topics},
        parties=tuple(
            longform.Party(
                outcome=standing[f"p{number}"],
                content=_party(case, number, party),
                other_names=(),
                positions=tuple(standing[f"p{number}.{place}"] for place in range(1, len(party.positions) + 1)),
            )
            for number, party in enumerate(gold.parties, start=1)
        ),
        questions=tuple(standing[f"q{number}"] for number in range(1, len(gold.open_questions) + 1)),
    )
