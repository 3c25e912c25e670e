"""What the engine says of all that it could: the first form of each item that passes the checks of the service."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from service.core.article import Article
from service.core.draft import DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion, Item, Section
from service.core.grounding import ground

Content = TypeVar("Content", DraftHeadline, DraftFact, DraftParty, DraftPosition, DraftQuestion)


def grounded(
    article: Article,
    section: Section,
    forms: Iterable[Content],
    *,
    party: DraftParty | None = None,
    topic: str | None = None,
    siblings: tuple[DraftParty, ...] = (),
) -> Content | None:
    """The first form that passes every check without a flag, else the first that passes."""
    flagged: Content | None = None
    for form in forms:
        outcome = ground(Item("x", section, form, party, topic), article, siblings=siblings)
        if outcome.is_grounded and not outcome.flags:
            return form
        if outcome.is_grounded and flagged is None:
            flagged = form
    return flagged


def each_grounded(article: Article, section: Section, contents: Iterable[tuple[Content, ...]]) -> Iterator[Content]:
    """What passes, one by one: whoever has enough asks no further, and nothing further is checked."""
    for forms in contents:
        passed = grounded(article, section, forms)
        if passed is not None:
            yield passed
