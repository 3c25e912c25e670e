"""What a reply must look like: the strict JSON schema that is sent, and the lenient reading of what comes back.

instructor prepares and parses one class for each task. It is told the exact schema of a draft, but made to accept
every JSON object that has at least one of the draft's lists: one bad item must not fail a reply, nor be asked for
again together with twenty good ones. Reading item by item is `service.core.draft.items`' work.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

import instructor
import openai
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from service.core.draft import Draft, DraftFact, DraftHeadline, DraftParty, DraftPosition, DraftQuestion
from service.core.engine import Ties

# A party is mended without its positions: they are lines of their own.
_PartyAlone = create_model(
    "PartyAlone",
    __doc__=DraftParty.__doc__,
    **{name: (field.annotation, field) for name, field in DraftParty.model_fields.items() if name != "positions"},  # type: ignore[call-overload]  # pydantic types only literal keywords
)

Key = Annotated[str, Field(description="The key of the line, as given.")]


class MendedHeadline(BaseModel):
    """The mended headline."""

    key: Key
    item: DraftHeadline


class MendedFact(BaseModel):
    """A mended line of key_facts."""

    key: Key
    item: DraftFact


class MendedParty(BaseModel):
    """A mended line of parties."""

    key: Key
    item: _PartyAlone


class MendedPosition(BaseModel):
    """A mended line of positions."""

    key: Key
    item: DraftPosition


class MendedQuestion(BaseModel):
    """A mended line of open_questions."""

    key: Key
    item: DraftQuestion


class Mended(BaseModel):
    """The mended lines, each under its key; what cannot be mended is left out."""

    # Topics are missing on purpose: positions name a topic by its words, so a topic cannot change under them.
    headline: tuple[MendedHeadline, ...]
    key_facts: tuple[MendedFact, ...]
    parties: tuple[MendedParty, ...]
    positions: tuple[MendedPosition, ...]
    open_questions: tuple[MendedQuestion, ...]


class Tied(BaseModel):
    """Which lines say the same, and which facts matter most, in ids alone."""

    same: tuple[tuple[str, ...], ...] = Field(description="Groups of ids of lines that say the same.")
    order: tuple[str, ...] = Field(description="Ids of the facts that matter most, the most important first.")


@functools.cache
def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """A model's JSON schema in the form OpenAI's strict mode asks for. Shared: do not change it.

    The public way to it is the schema of a function tool: every object closed, every property required, no
    description beside a reference. Titles only repeat the names, and strict mode knows no length of a string.
    """
    schema = _without_noise(openai.pydantic_function_tool(shape)["function"]["parameters"])
    if not isinstance(schema, dict):
        raise TypeError(f"{shape.__name__} has no schema of an object")
    return schema


def _without_noise(schema: object) -> object:
    if isinstance(schema, list):
        return [_without_noise(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {key: _without_noise(part) for key, part in value.items()}
        if name in {"properties", "$defs"} and isinstance(value, dict)
        else _without_noise(value)
        for name, value in schema.items()
        if name not in {"title", "minLength"}
    }


class Reply(instructor.ResponseSchema):
    """Any JSON object that has one of the sections of its shape; what is in them is read later, item by item."""

    # Without hide_input_in_errors the text of an error would hold the model's reply.
    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    shape: ClassVar[type[BaseModel]] = Draft

    @classmethod
    def sections(cls) -> frozenset[str]:
        """Names of the lists a reply may have."""
        return frozenset(cls.shape.model_fields)

    @classmethod
    def model_json_schema(cls, *_args: Any, **_kwargs: Any) -> dict[str, Any]:
        """The strict schema of the shape, for instructor to word a question with."""
        return strict_schema(cls.shape)

    @model_validator(mode="before")
    @classmethod
    def _has_a_section(cls, value: Any) -> Any:
        if not isinstance(value, Mapping) or not cls.sections() & value.keys():
            raise ValueError(f"a JSON object with the keys {', '.join(cls.shape.model_fields)} was asked for")
        return value


class DraftReply(Reply):
    """A structured brief of the article, every item citing sentence numbers."""

    shape = Draft


class MendedReply(Reply):
    """The mended lines, each under its key."""

    shape = Mended


class TiedReply(Reply):
    """Which lines say the same, and which facts matter most, in ids alone."""

    shape = Tied


def ties(reply: Mapping[str, Any]) -> Ties:
    """What a reply says of lines; whatever is no list of ids is passed over."""
    return Ties(same=tuple(filter(None, map(_ids, _listed(reply.get("same"))))), order=_ids(reply.get("order")))


def _ids(value: object) -> tuple[str, ...]:
    return tuple(name for name in _listed(value) if isinstance(name, str))


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def mended_entries(reply: Mapping[str, Any]) -> dict[str, object]:
    """Entry by key, from every list of a repair's reply; of two with one key the first counts."""
    entries: dict[str, object] = {}
    for section in Mended.model_fields:
        listed = reply.get(section)
        for mended in listed if isinstance(listed, Sequence) and not isinstance(listed, str) else ():
            if isinstance(mended, Mapping) and isinstance(mended.get("key"), str) and "item" in mended:
                entries.setdefault(mended["key"].strip(), mended["item"])
    return entries
