"""The steps of a brief in the making as server-sent events: their names, and the JSON each carries.

What is given before the brief is finished has provisional ids; `merged` says what became of them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from service.core import dates
from service.core.article import Article
from service.core.assembly import flags_of, record
from service.core.brief import (
    ArticleRecord,
    Brief,
    EngineRecord,
    Headline,
    KeyFact,
    OpenQuestion,
    Party,
    Position,
    SetAside,
)
from service.core.draft import DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion, Item, Section
from service.core.grounding import Outcome
from service.core.steps import Answered, Done, Failed, Grounded, Merged, PutAside, Repaired, Segmented, Step, Warned

HEARTBEAT = b": still at work\n\n"


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SegmentedEvent(_Told):
    """The article has its sentences."""

    article: ArticleRecord = Field(description="The article, as in the brief.")
    windows: int = Field(description="Parts it is drafted in.")


class ItemEvent(_Told):
    """An item that passed its checks."""

    id: str = Field(
        description="Provisional id: the part it was drafted in, then its place there. w1.p2.3 is of w1.p2."
    )
    section: Section = Field(description="Where it stands; tells the shape of `item`.")
    item: Headline | KeyFact | Party | Position | OpenQuestion | str = Field(
        description="The item as in the brief, with its provisional id; a topic's text. A party has no positions yet, "
        "and no aliases: each position is an item of its own."
    )


class FailedEvent(SetAside):
    """An item that failed a check."""

    id: str = Field(description="Provisional id. One that was given as an item before is taken back.")


class WarningEvent(_Told):
    """Something a reader of the brief should know."""

    text: str = Field(description="What; it stands in the brief's warnings too.")
    partial: bool = Field(description="Whether something is missing because of it.")


class MergedEvent(_Told):
    """What is said twice stands once."""

    ids: Mapping[str, str] = Field(
        description="From provisional id to id in the brief; one that is missing stands nowhere."
    )


# In the order they come; `error` is a problem and stands in place of `brief`.
EVENTS: Mapping[str, tuple[type[BaseModel], str]] = {
    "segmented": (SegmentedEvent, "The article has its sentences."),
    "answered": (EngineRecord, "An engine has begun to answer; a later one replaces an earlier."),
    "item": (ItemEvent, "An item passed its checks, as first written."),
    "failed": (FailedEvent, "An item failed a check and is sent to repair."),
    "repaired": (ItemEvent, "An item that had failed passed after its repair."),
    "warning": (WarningEvent, "Something a reader of the brief should know."),
    "set_aside": (FailedEvent, "An item stays out of the brief."),
    "merged": (MergedEvent, "The ids the items have in the brief."),
    "brief": (Brief, "The brief, byte for byte what is answered in JSON. The last event."),
}


def event(name: str, data: bytes) -> bytes:
    """One event as it is sent. JSON has no line break outside its escapes, so it is one line."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), data)


@dataclass(slots=True)
class Events:
    """Tells the steps of one brief; `Done` is left to whoever has its bytes."""

    keep_text: bool  # whether the caller gets the text all offsets refer to
    _article: Article | None = None

    def told(self, step: Step) -> bytes:
        """The event of a step; for `Done` nothing."""
        match step:
            case Segmented(article=article, windows=windows):
                self._article = article
                return _sent(
                    "segmented", SegmentedEvent(article=record(article, keep_text=self.keep_text), windows=windows)
                )
            case Answered(engine=engine):
                return _sent("answered", engine)
            case Grounded(outcome=outcome):
                return self._item("item", outcome)
            case Repaired(outcome=outcome):
                return self._item("repaired", outcome)
            case Failed(outcome=outcome):
                return _sent("failed", _failed(outcome))
            case PutAside(outcome=outcome):
                return _sent("set_aside", _failed(outcome))
            case Warned(notice=notice):
                return _sent("warning", WarningEvent(text=notice.text, partial=notice.partial))
            case Merged(ids=ids):
                return event("merged", json.dumps({"ids": dict(ids)}, separators=(",", ":")).encode())
            case Done():
                return b""

    def _item(self, name: str, outcome: Outcome) -> bytes:
        item = outcome.item
        if not isinstance(item, Item) or self._article is None:
            return b""
        line = _line(self._article, item, outcome)
        return _sent(name, ItemEvent(id=_id(outcome), section=item.section, item=line))


def _line(article: Article, item: Item, outcome: Outcome) -> Headline | KeyFact | Party | Position | OpenQuestion | str:
    """An item in the shape it has in a brief, as far as it is known before all are there."""
    provisional, evidence, flags = _id(outcome), outcome.evidence, flags_of(outcome.flags)
    match item.content:
        case str(topic):
            return topic
        case DraftHeadline(statement=statement):
            return Headline(statement=statement, evidence=evidence, flags=flags)
        case DraftFact(statement=statement, status=status):
            mentions = dates.mentions(article, [(cited.start, cited.end) for cited in evidence], statement)
            return KeyFact(
                id=provisional, statement=statement, status=status, dates=mentions, evidence=evidence, flags=flags
            )
        case DraftParty() as party:
            return Party(
                id=provisional,
                name=party.name,
                kind=party.kind,
                role=party.role,
                represents=party.represents,
                aliases=(),
                evidence=evidence,
                flags=flags,
                positions=(),
            )
        case DraftPosition() as position:
            return Position(
                id=provisional,
                statement=position.statement,
                topic=item.topic,
                stance=position.stance if item.topic else None,
                quotes=outcome.quotes,
                reported_by=position.reported_by,
                evidence=evidence,
                flags=flags,
            )
        case DraftQuestion(question=question, reason=reason):
            return OpenQuestion(id=provisional, question=question, reason=reason, evidence=evidence, flags=flags)


def _failed(outcome: Outcome) -> FailedEvent:
    item = outcome.item
    return FailedEvent(
        id=_id(outcome),
        section=item.section,
        item=item.statement if isinstance(item, Item) else item.raw,
        party=item.party.name if item.party else None,
        reasons=flags_of(outcome.reasons),
    )


def _id(outcome: Outcome) -> str:
    return outcome.origins[0] if outcome.origins else outcome.item.key


def _sent(name: str, told: BaseModel) -> bytes:
    return event(name, told.model_dump_json().encode())
