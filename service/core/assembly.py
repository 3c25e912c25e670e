"""Put grounded items together: the brief, with final ids, aliases, dates and the account of how it was made."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from service.core import attribution, dates, names
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
from service.core.checks import is_english
from service.core.claim import Reason
from service.core.draft import DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion, Item
from service.core.engine import Notice, Request, Tally
from service.core.grounding import Outcome

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Account:
    """How a brief was made: what `assemble` reports and does not work out."""

    engine: EngineRecord
    tally: Tally
    notices: tuple[Notice, ...]
    items: int
    passed: int
    repaired: int
    created_at: datetime
    seconds: float


def assemble(
    article: Article,
    verified: tuple[Outcome, ...],
    set_aside: tuple[Outcome, ...],
    account: Account,
    request: Request,
    *,
    brief_id: str,
    keep_text: bool,
) -> Brief:
    """The brief of an article from its grounded items, in the draft's order."""
    topics = _topics(verified)
    parties = _parties(article, verified, topics)
    facts = _facts(article, verified)[: request.max_facts]
    questions = _questions(verified)[: request.max_questions]
    headline = _headline(verified)
    cited = {
        evidence.sentence
        for item in (headline, *facts, *parties, *questions, *(view for party in parties for view in party.positions))
        if item is not None
        for evidence in item.evidence
    }
    warnings = [notice.text for notice in account.notices]
    if not (facts or parties or questions):
        warnings.append("no item passed the checks; what the engine wrote stands in set_aside")
    is_partial = any(notice.partial for notice in account.notices) or not (facts or parties or questions)
    status: Literal["complete", "partial"] = "partial" if is_partial else "complete"
    return Brief(
        schema_version=SCHEMA_VERSION,
        id=brief_id,
        status=status,
        cached=False,
        article=record(article, keep_text=keep_text),
        headline=headline,
        key_facts=facts,
        topics=topics,
        parties=parties,
        open_questions=questions,
        set_aside=tuple(_set_aside(outcome) for outcome in set_aside),
        verification=Verification(
            items=account.items,
            passed=account.passed,
            repaired=account.repaired,
            set_aside=len(set_aside),
            uncited_sentences=tuple(sentence.number for sentence in article.sentences if sentence.number not in cited),
        ),
        windows=Windows(total=1, failed=0),
        engine=account.engine,
        usage=Usage(
            calls=account.tally.calls,
            repairs=account.tally.repairs,
            input_tokens=account.tally.input_tokens,
            cached_tokens=account.tally.cached_tokens,
            output_tokens=account.tally.output_tokens,
            cost_usd=account.tally.cost_usd,
        ),
        timing=Timing(created_at=account.created_at, seconds=round(account.seconds, 6)),
        warnings=tuple(dict.fromkeys(warnings)),
    )


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


def flags_of(reasons: Iterable[Reason]) -> tuple[Flag, ...]:
    """Findings as the brief shows them."""
    return tuple(Flag(check=reason.check, detail=reason.detail) for reason in dict.fromkeys(reasons))


def _headline(verified: tuple[Outcome, ...]) -> Headline | None:
    for outcome, content in _of(verified, DraftHeadline):
        return Headline(statement=content.statement, evidence=outcome.evidence, flags=flags_of(outcome.flags))
    return None


def _facts(article: Article, verified: tuple[Outcome, ...]) -> tuple[KeyFact, ...]:
    return tuple(
        KeyFact(
            id=f"f{number}",
            statement=content.statement,
            status=content.status,
            dates=dates.mentions(article, [(evidence.start, evidence.end) for evidence in outcome.evidence]),
            evidence=outcome.evidence,
            flags=flags_of(outcome.flags),
        )
        for number, (outcome, content) in enumerate(_of(verified, DraftFact), start=1)
    )


def _topics(verified: tuple[Outcome, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content for _, content in _of(verified, str)))


def _questions(verified: tuple[Outcome, ...]) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            id=f"q{number}",
            question=content.question,
            reason=content.reason,
            evidence=outcome.evidence,
            flags=flags_of(outcome.flags),
        )
        for number, (outcome, content) in enumerate(_of(verified, DraftQuestion), start=1)
    )


def _parties(article: Article, verified: tuple[Outcome, ...], topics: tuple[str, ...]) -> tuple[Party, ...]:
    drafted = list(_of(verified, DraftParty))
    ids = {outcome.item.key: f"p{number}" for number, (outcome, _) in enumerate(drafted, start=1)}
    by_name = [(content.name, ids[outcome.item.key]) for outcome, content in drafted]
    views: dict[str, list[tuple[Outcome, DraftPosition]]] = {key: [] for key in ids}
    for outcome, view in _of(verified, DraftPosition):
        views[outcome.item.key.partition(".")[0]].append((outcome, view))
    return tuple(
        Party(
            id=ids[outcome.item.key],
            name=content.name,
            kind=content.kind,
            role=content.role,
            represents=content.represents,
            aliases=_aliases(article, content.name),
            evidence=outcome.evidence,
            flags=flags_of(outcome.flags),
            positions=tuple(
                _position(f"{ids[outcome.item.key]}.{number}", grounded, view, topics, by_name)
                for number, (grounded, view) in enumerate(views[outcome.item.key], start=1)
            ),
        )
        for outcome, content in drafted
    )


def _aliases(article: Article, name: str) -> tuple[str, ...]:
    """Other names the article uses for a party."""
    if not is_english(article.language):
        return ()
    for party in attribution.read(article).parties:
        if names.same(party.name, name):
            return tuple(alias for alias in (party.name, *party.aliases) if alias != name)
    return ()


def _position(
    position_id: str,
    outcome: Outcome,
    content: DraftPosition,
    topics: tuple[str, ...],
    parties: list[tuple[str, str]],
) -> Position:
    topic = outcome.item.topic if isinstance(outcome.item, Item) and outcome.item.topic in topics else None
    reporter = content.reported_by
    known = next((party_id for name, party_id in parties if reporter and names.same(name, reporter)), None)
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


def _set_aside(outcome: Outcome) -> SetAside:
    item = outcome.item
    return SetAside(
        section=item.section,
        item=item.statement if isinstance(item, Item) else item.raw,
        party=item.party.name if isinstance(item, Item) and item.party else None,
        reasons=flags_of(outcome.reasons),
    )


def _of(verified: tuple[Outcome, ...], kind: type[Content]) -> list[tuple[Outcome, Content]]:
    """The grounded items of one kind, in the draft's order."""
    return [
        (outcome, outcome.item.content)
        for outcome in sorted(verified, key=lambda outcome: _place(outcome.item.key))
        if isinstance(outcome.item, Item) and isinstance(outcome.item.content, kind)
    ]


def _place(key: str) -> tuple[int, ...]:
    """Where an item stood in the draft: "p2.10" after "p2.9"."""
    return tuple(int(part) for part in key.lstrip("hftpq").split(".") if part.isdigit())
