"""Put grounded items together: the brief, with final ids, aliases, dates and the account of how it was made."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from service.core import attribution, dates, longform, names
from service.core.article import Article
from service.core.brief import (
    SCHEMA_VERSION,
    ArticleRecord,
    Brief,
    EngineRecord,
    Flag,
    Headline,
    KeyFact,
    OpenQuestion,
    Party,
    Position,
    SetAside,
    Span,
    Timing,
    Usage,
    Verification,
    Windows,
)
from service.core.claim import Reason
from service.core.draft import DraftFact, DraftPosition, DraftQuestion, Item
from service.core.engine import Notice, Request, Tally
from service.core.grounding import Outcome
from service.core.language import is_english
from service.core.longform import Merged
from service.core.plain import plain

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Account:
    """How a brief was made: what `assemble` reports and does not work out."""

    engine: EngineRecord
    tally: Tally
    windows: Windows
    notices: tuple[Notice, ...]
    items: int
    passed: int
    repaired: int
    created_at: datetime
    seconds: float


def assemble(
    article: Article,
    merged: Merged,
    set_aside: tuple[Outcome, ...],
    account: Account,
    request: Request,
    *,
    brief_id: str,
    keep_text: bool,
) -> Brief:
    """The brief of an article from its merged items."""
    topics = tuple(dict.fromkeys(merged.topics.values()))
    parties = _parties(article, merged)
    facts = _facts(article, merged)[: request.max_facts]
    questions = _questions(merged)[: request.max_questions]
    headline = _headline(merged)
    cited = {
        evidence.sentence
        for item in (headline, *facts, *parties, *questions, *(view for party in parties for view in party.positions))
        if item is not None
        for evidence in item.evidence
    }
    warnings = [notice.text for notice in account.notices]
    is_empty = not (headline or facts or parties or questions)
    if is_empty:
        warnings.append("no item passed the checks; what the engine wrote stands in set_aside")
    is_partial = is_empty or any(notice.partial for notice in account.notices)
    return Brief(
        schema_version=SCHEMA_VERSION,
        id=brief_id,
        status="partial" if is_partial else "complete",
        cached=False,
        article=record(article, keep_text=keep_text),
        headline=headline,
        key_facts=facts,
        topics=topics,
        parties=parties,
        open_questions=questions,
        set_aside=tuple(set_aside_of(outcome) for outcome in set_aside),
        verification=Verification(
            items=account.items,
            passed=account.passed,
            repaired=account.repaired,
            set_aside=len(set_aside),
            uncited_sentences=tuple(sentence.number for sentence in article.sentences if sentence.number not in cited),
        ),
        windows=account.windows,
        engine=account.engine,
        usage=usage_of(account.tally),
        timing=Timing(created_at=account.created_at, seconds=round(account.seconds, 6)),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def final_ids(merged: Merged) -> Mapping[str, str]:
    """From the provisional ids of items to their ids in the brief."""
    named: list[tuple[Outcome, str]] = [(outcome, f"f{number}") for number, outcome in enumerate(merged.facts, 1)]
    named += [(outcome, f"q{number}") for number, outcome in enumerate(merged.questions, 1)]
    for number, party in enumerate(merged.parties, 1):
        named.append((party.outcome, f"p{number}"))
        named += [(view, f"p{number}.{place}") for place, view in enumerate(party.positions, 1)]
    if merged.headline is not None:
        named.append((merged.headline, "headline"))
    return {origin: final for outcome, final in named for origin in outcome.origins}


def record(article: Article, *, keep_text: bool) -> ArticleRecord:
    """The article as a brief names it."""
    return ArticleRecord(
        title=article.title,
        source_url=article.source_url,
        published_at=article.published_at,
        language=article.language,
        sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        characters=len(article.text),
        offset_unit="codepoint",
        sentences=tuple(Span(start=sentence.start, end=sentence.end) for sentence in article.sentences),
        text=article.text if keep_text else None,
    )


def usage_of(tally: Tally) -> Usage:
    """What was spent, as a brief tells it."""
    return Usage(
        calls=tally.calls,
        repairs=tally.repairs,
        input_tokens=tally.input_tokens,
        cached_tokens=tally.cached_tokens,
        output_tokens=tally.output_tokens,
        cost_usd=tally.cost_usd,
    )


def flags_of(reasons: Iterable[Reason]) -> tuple[Flag, ...]:
    """Findings as the brief shows them."""
    return tuple(Flag(check=reason.check, detail=reason.detail) for reason in dict.fromkeys(reasons))


def _headline(merged: Merged) -> Headline | None:
    outcome = merged.headline
    if outcome is None or not isinstance(outcome.item, Item):
        return None
    return Headline(statement=outcome.item.statement, evidence=outcome.evidence, flags=flags_of(outcome.flags))


def _facts(article: Article, merged: Merged) -> tuple[KeyFact, ...]:
    return tuple(
        KeyFact(
            id=f"f{number}",
            statement=content.statement,
            status=content.status,
            dates=dates.mentions(
                article, [(evidence.start, evidence.end) for evidence in outcome.evidence], content.statement
            ),
            evidence=outcome.evidence,
            flags=flags_of(outcome.flags),
        )
        for number, (outcome, content) in enumerate(_of(merged.facts, DraftFact), start=1)
    )


def _questions(merged: Merged) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            id=f"q{number}",
            question=content.question,
            reason=content.reason,
            evidence=outcome.evidence,
            flags=flags_of(outcome.flags),
        )
        for number, (outcome, content) in enumerate(_of(merged.questions, DraftQuestion), start=1)
    )


def _parties(article: Article, merged: Merged) -> tuple[Party, ...]:
    ids = {party.content.name: f"p{number}" for number, party in enumerate(merged.parties, start=1)}
    return tuple(
        Party(
            id=f"p{number}",
            name=party.content.name,
            kind=party.content.kind,
            role=party.content.role,
            represents=party.content.represents,
            aliases=_aliases(article, party),
            evidence=party.outcome.evidence,
            flags=flags_of(party.outcome.flags),
            positions=tuple(
                _position(f"p{number}.{place}", outcome, content, merged.topics, ids)
                for place, (outcome, content) in enumerate(_of(party.positions, DraftPosition), start=1)
            ),
        )
        for number, party in enumerate(merged.parties, start=1)
    )


def _aliases(article: Article, party: longform.Party) -> tuple[str, ...]:
    """Other names the article uses for a party."""
    others = list(party.other_names)
    if is_english(article.language):
        for known in attribution.find(attribution.read(plain(article)), party.content.name)[:1]:
            others.extend((known.name, *known.aliases))
    return tuple(alias for alias in dict.fromkeys(others) if alias != party.content.name)


def _position(
    position_id: str,
    outcome: Outcome,
    content: DraftPosition,
    topics: Mapping[str, str],
    party_ids: Mapping[str, str],
) -> Position:
    topic = topics.get(outcome.item.topic or "") if isinstance(outcome.item, Item) else None
    reporter = content.reported_by
    known = _id_of(reporter, party_ids) if reporter else None
    return Position(
        id=position_id,
        statement=content.statement,
        topic=topic,
        stance=content.stance if topic else None,
        quotes=outcome.quotes,
        reported_by=known or reporter,
        evidence=outcome.evidence,
        flags=flags_of(outcome.flags),
    )


def _id_of(reporter: str, party_ids: Mapping[str, str]) -> str | None:
    """The party a reporter is; "a former Coalex engineer" is not Coalex."""
    if reporter in party_ids:
        return party_ids[reporter]
    is_office = reporter.rsplit(maxsplit=1)[-1].islower()
    return next(
        (
            party_id
            for name, party_id in party_ids.items()
            if names.same(name, reporter) and is_office == name.rsplit(maxsplit=1)[-1].islower()
        ),
        None,
    )


def set_aside_of(outcome: Outcome) -> SetAside:
    """An item that failed, as a brief tells of it."""
    item = outcome.item
    return SetAside(
        section=item.section,
        item=item.statement if isinstance(item, Item) else item.raw,
        party=item.party.name if isinstance(item, Item) and item.party else None,
        reasons=flags_of(outcome.reasons),
    )


def _of(outcomes: tuple[Outcome, ...], kind: type[Content]) -> list[tuple[Outcome, Content]]:
    """Each outcome with its content, where that is of the kind its section holds."""
    return [
        (outcome, outcome.item.content)
        for outcome in outcomes
        if isinstance(outcome.item, Item) and isinstance(outcome.item.content, kind)
    ]
