"""A brief of everything a draft says, whatever the checks think of it: gold as a brief, and output made elsewhere.

The pipeline sets aside what fails a check. Here it stays, since somebody already showed it to readers, or an annotator
knows it to be true; what failed is told beside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from service.core import longform, passage, quotations
from service.core.article import Article
from service.core.assembly import Account, assemble, set_aside_of
from service.core.brief import Brief, EngineRecord, Quote, SetAside, Windows
from service.core.draft import Draft, DraftParty, DraftPosition, Item, Malformed, Section, items
from service.core.engine import Request, Tally
from service.core.grounding import Outcome, ground

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # the same brief every time


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """A brief, and which of its lines fail a check."""

    brief: Brief
    failed: tuple[SetAside, ...]


def unfiltered(
    draft: Draft | Mapping[str, Any],
    article: Article,
    *,
    engine: str,
    brief_id: str,
    tally: Tally | None = None,
    seconds: float = 0.0,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> Unfiltered:
    """The brief of a draft, nothing set aside and nothing joined; the checks are run for its account.

    Args:
        draft: What it says.
        article: What it is about.
        engine: Who is to be named as having made it.
        brief_id: Its id.
        tally: What it cost.
        seconds: How long it took.
        aliases: Other names of a party, by its name.
    """
    written = [item for item in items(draft) if isinstance(item, Item)]
    siblings = tuple(item.content for item in written if isinstance(item.content, DraftParty))
    outcomes = {item.key: ground(item, article, siblings=siblings) for item in written}
    failed = tuple(set_aside_of(outcome) for outcome in outcomes.values() if not outcome.is_grounded)
    account = Account(
        engine=EngineRecord(name=engine, model=None, fallback_from=None, prompts=()),
        tally=tally or Tally(),
        windows=Windows(total=1, failed=0),
        notices=(),
        items=len(outcomes),
        passed=len(outcomes) - len(failed),
        repaired=0,
        created_at=_NEVER,
        seconds=seconds,
    )
    merged = _as_it_stands({key: _admitted(outcome, article) for key, outcome in outcomes.items()}, aliases or {})
    brief = assemble(article, merged, (), account, Request(), brief_id=brief_id, keep_text=False)
    return Unfiltered(brief, failed)


def _admitted(outcome: Outcome, article: Article) -> Outcome:
    """An item as the brief shows it: what failed becomes a flag."""
    if outcome.is_grounded:
        return outcome
    content = None if isinstance(outcome.item, Malformed) else outcome.item.content
    quotes: tuple[Quote, ...] = ()
    if isinstance(content, DraftPosition) and content.quote:
        cited = passage.spans(article, tuple(evidence.sentence for evidence in outcome.evidence))
        found = (
            quotations.locate_in(article, content.quote, cited)
            or quotations.locate_in(article, content.quote, [(0, len(article.text))])
            or ()
        )
        quotes = tuple(Quote(text=article.text[start:end], start=start, end=end) for start, end in found)
    return replace(outcome, reasons=(), flags=(*outcome.reasons, *outcome.flags), quotes=quotes)


def _as_it_stands(standing: Mapping[str, Outcome], aliases: Mapping[str, tuple[str, ...]]) -> longform.Merged:
    """The items as one window, nothing joined: two lines that look alike are two all the same."""
    parties = {
        key: (outcome, outcome.item.content)
        for key, outcome in standing.items()
        if isinstance(outcome.item, Item) and isinstance(outcome.item.content, DraftParty)
    }
    topics = [outcome.item.statement for outcome in _of(standing, "topics") if isinstance(outcome.item, Item)]
    return longform.Merged(
        headline=standing.get("h"),
        facts=_of(standing, "key_facts"),
        topics={topic: topic for topic in topics},
        parties=tuple(
            longform.Party(
                outcome=outcome,
                content=content,
                other_names=aliases.get(content.name, ()),
                positions=tuple(view for place, view in standing.items() if place.startswith(f"{key}.")),
            )
            for key, (outcome, content) in parties.items()
        ),
        questions=_of(standing, "open_questions"),
    )


def _of(standing: Mapping[str, Outcome], section: Section) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in standing.values() if outcome.item.section == section)
