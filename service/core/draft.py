"""The draft: what an engine writes, unchecked, citing sentence numbers; and the schema sent to a model.

The field descriptions are prompt text: a model reads them. Changing one is a new version of the brief prompt.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

Status = Literal["done", "ongoing", "scheduled", "expected", "alleged", "disputed"]
Kind = Literal["person", "government", "organisation", "group", "other"]
Stance = Literal["supports", "opposes", "conditional", "neutral"]
OpenReason = Literal["unanswered", "disputed", "pending", "conditional", "not_reported"]


def _numbers(value: object) -> object:
    """Sentence numbers however a model writes them: 4, "4", "[4]", "s4", "4, 5", 4.0, or a list of these."""
    if isinstance(value, str):
        return [int(digits) for digits in re.findall(r"\d{1,9}", value)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [value]
    if isinstance(value, list | tuple):
        flat: list[object] = []
        for entry in value:
            read = _numbers(entry) if isinstance(entry, str) else entry
            flat.extend(read if isinstance(read, list) else [read])
        return flat
    return value


def _number_or_none(value: object) -> object:
    numbers = _numbers(value) if isinstance(value, str) else value
    if isinstance(numbers, list):
        return numbers[0] if numbers else None
    return numbers


def _word(value: object) -> object:
    return value.strip().lower().replace(" ", "_") if isinstance(value, str) else value


def _text_or_none(value: object) -> object:
    """Models write "null", "none" or "" for a null string."""
    if isinstance(value, str) and value.strip().lower() in {"", "null", "none", "n/a"}:
        return None
    return value


def _stance_or_none(value: object) -> object:
    return _word(_text_or_none(value))


Sentences = Annotated[
    tuple[int, ...],
    BeforeValidator(_numbers),
    Field(description="Numbers of the sentences that together prove this: as few as prove it, at least one."),
]
OptionalText = Annotated[str | None, BeforeValidator(_text_or_none)]
Statement = Annotated[str, Field(min_length=1)]


class _Wire(BaseModel):
    """Read leniently, since a model wrote it; unknown keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class DraftHeadline(_Wire):
    """The news in one sentence of at most 20 words."""

    statement: Statement = Field(description="What happened, in one plain sentence.")
    sentences: Sentences


class DraftFact(_Wire):
    """One key fact: a single claim the article itself makes, most important first."""

    statement: Statement = Field(
        description="One claim in one sentence, with its numbers and names as the article has them."
    )
    status: Annotated[Status, BeforeValidator(_word)] = Field(
        description="done: it happened. ongoing: it is happening. scheduled: a date or plan is set. expected: "
        "someone expects it. alleged: claimed by someone, not established. disputed: accounts conflict."
    )
    sentences: Sentences


class DraftPosition(_Wire):
    """One thing a party says, wants, holds or refuses."""

    statement: Statement = Field(description="The view as a third-person sentence that names the party.")
    topic: Annotated[int | None, BeforeValidator(_number_or_none)] = Field(
        description="Which of `topics` this is about, counted from 1; null if none."
    )
    stance: Annotated[Stance | None, BeforeValidator(_stance_or_none)] = Field(
        description="The party's stance on that topic; null where topic is null or the words do not give it."
    )
    quote: OptionalText = Field(
        description="The party's own words, copied exactly, without quotation marks; else null."
    )
    reported_by: OptionalText = Field(
        description="Who passed the view on, when the party did not speak itself; else null."
    )
    sentences: Sentences


class DraftParty(_Wire):
    """Somebody with a view or a part in the story."""

    name: Statement = Field(description="The fullest name the article gives.")
    kind: Annotated[Kind, BeforeValidator(_word)] = Field(description="What the party is.")
    role: OptionalText = Field(description="Office or function as the article gives it; else null.")
    represents: OptionalText = Field(
        description="The country or body the party speaks for, if the article says so; else null."
    )
    sentences: Sentences
    positions: tuple[DraftPosition, ...] = Field(description="Every view the article gives this party; may be empty.")


class DraftQuestion(_Wire):
    """Something the article raises and does not answer."""

    question: Statement = Field(description="One question of at most 25 words, ending in a question mark.")
    reason: Annotated[OpenReason, BeforeValidator(_word)] = Field(
        description="unanswered: raised, no answer. disputed: parties contradict each other. pending: a decision or "
        "event is still to come. conditional: depends on something unsettled. not_reported: a reader must ask, "
        "and the article is silent."
    )
    sentences: Sentences


class Draft(_Wire):
    """A structured brief of the article, every item citing sentence numbers."""

    headline: DraftHeadline
    key_facts: tuple[DraftFact, ...] = Field(description="The facts a reader must know, most important first.")
    topics: tuple[str, ...] = Field(description="At most 6 contested proposals or questions, each a short noun phrase.")
    parties: tuple[DraftParty, ...] = Field(
        description="Everyone with a view or a part in the story, most important first."
    )
    open_questions: tuple[DraftQuestion, ...] = Field(description="What the article leaves open, most important first.")


Section = Literal["headline", "key_facts", "topics", "parties", "positions", "open_questions"]
Content = DraftHeadline | DraftFact | DraftParty | DraftPosition | DraftQuestion | str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a draft: what is checked, repaired or set aside as a whole. A topic's content is its text."""

    key: str  # its place in the draft: "h", "f1", "t2", "p2", "p2.1", "q3"
    section: Section
    content: Content
    party: DraftParty | None = None  # whose position it is
    topic: str | None = None  # the text of the topic a position names

    @property
    def statement(self) -> str:
        """The words the item puts before a reader."""
        match self.content:
            case str(topic):
                return topic
            case DraftParty(name=name):
                return name
            case DraftQuestion(question=question):
                return question
            case content:
                return content.statement

    @property
    def sentences(self) -> tuple[int, ...]:
        """The sentence numbers it cites; a topic cites none."""
        return () if isinstance(self.content, str) else self.content.sentences


@dataclass(frozen=True, slots=True)
class Malformed:
    """An entry of a reply that is not an item of its section: one failed item, not a failed reply."""

    key: str
    section: Section
    raw: str  # the entry as JSON
    detail: str  # what is wrong with it, without the value
    party: DraftParty | None = None  # whose position it would have been, so that a mended one keeps its party
    topics: tuple[str, ...] = ()  # what a position's topic number counts in


_MODELS: dict[Section, tuple[str, type[DraftHeadline | DraftFact | DraftParty | DraftPosition | DraftQuestion]]] = {
    "headline": ("h", DraftHeadline),
    "key_facts": ("f", DraftFact),
    "parties": ("p", DraftParty),
    "positions": ("p", DraftPosition),
    "open_questions": ("q", DraftQuestion),
}


def items(reply: Mapping[str, Any] | Draft) -> Iterator[Item | Malformed]:
    """Read a reply entry by entry, in the order of the schema; an entry that does not fit is one `Malformed`."""
    raw = reply.model_dump(mode="json") if isinstance(reply, Draft) else reply
    if raw.get("headline") is not None:
        yield read_item("h", "headline", raw["headline"])
    for number, entry in enumerate(_entries(raw, "key_facts"), start=1):
        yield read_item(f"f{number}", "key_facts", entry)
    topics = tuple(topic.strip() for topic in _entries(raw, "topics") if isinstance(topic, str) and topic.strip())
    for number, topic in enumerate(topics, start=1):
        yield Item(f"t{number}", "topics", topic)
    for number, entry in enumerate(_entries(raw, "parties"), start=1):
        yield from party_items(f"p{number}", entry, topics)
    for number, entry in enumerate(_entries(raw, "open_questions"), start=1):
        yield read_item(f"q{number}", "open_questions", entry)


def party_items(key: str, entry: object, topics: tuple[str, ...]) -> Iterator[Item | Malformed]:
    """A party, then each of its positions; a party that does not fit takes its positions with it."""
    positions = _entries(entry, "positions") if isinstance(entry, Mapping) else []
    party = read_item(key, "parties", {**entry, "positions": []} if isinstance(entry, Mapping) else entry)
    yield party
    if isinstance(party, Item) and isinstance(party.content, DraftParty):
        for number, position in enumerate(positions, start=1):
            yield read_item(f"{key}.{number}", "positions", position, party=party.content, topics=topics)


def read_item(
    key: str, section: Section, entry: object, *, party: DraftParty | None = None, topics: tuple[str, ...] = ()
) -> Item | Malformed:
    """One entry of a reply as an item, or what is wrong with it."""
    try:
        content = _MODELS[section][1].model_validate(entry)
    except ValidationError as error:
        detail = "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'the entry'}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False, include_context=False)
        )
        return Malformed(key, section, json.dumps(entry, ensure_ascii=False, default=str)[:2000], detail, party, topics)
    topic = None
    if isinstance(content, DraftPosition) and content.topic is not None and 1 <= content.topic <= len(topics):
        topic = topics[content.topic - 1]
    return Item(key, section, content, party, topic)


def _entries(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    return value if isinstance(value, list) else []
