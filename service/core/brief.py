"""The brief: what the user gets. Every key is always present, every line carries the text it rests on."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.core.draft import Kind, OpenReason, Section, Stance, Status

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """A sentence of the article, word for word."""

    sentence: int = Field(description="Number of the sentence, from 1.")
    start: int = Field(description="First code point of the sentence in the article's text.")
    end: int = Field(description="One past its last code point: text[start:end] is `text`.")
    text: str = Field(description="The sentence, exactly as the article has it.")


class Flag(_Frozen):
    """What a check found."""

    check: str = Field(description="Id of the check.")
    detail: str = Field(description="What it found, in words a reader understands.")


class Quote(_Frozen):
    """A slice of the article inside quotation marks there."""

    text: str = Field(description="The words, exactly as the article has them.")
    start: int = Field(description="First code point of the slice in the article's text.")
    end: int = Field(description="One past its last code point.")


class DateMention(_Frozen):
    """A date or time the evidence names."""

    text: str = Field(description="The date as the article writes it.")
    start: int = Field(description="First code point of the mention in the article's text.")
    end: int = Field(description="One past its last code point.")
    iso: str | None = Field(
        description="ISO 8601, as precise as the words; null where it depends on an unknown day of publication."
    )


class Headline(_Frozen):
    """The news in one sentence."""

    statement: str = Field(description="What happened.")
    evidence: tuple[Evidence, ...] = Field(description="The sentences it rests on.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")


class KeyFact(_Frozen):
    """A single claim the article itself makes."""

    id: str = Field(description="f1, f2, … in order of importance.")
    statement: str = Field(description="The claim, in one sentence.")
    status: Status = Field(description="Whether it happened, goes on, is set, is expected, alleged or disputed.")
    dates: tuple[DateMention, ...] = Field(
        description="Dates and times of the evidence, less those of clauses the statement says nothing of."
    )
    evidence: tuple[Evidence, ...] = Field(description="The sentences it rests on.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")


class Position(_Frozen):
    """Something a party says, wants, holds or refuses."""

    id: str = Field(description="p1.1, p1.2, …: the party's id, then a number.")
    statement: str = Field(description="The view, in the third person.")
    topic: str | None = Field(description="The contested proposal or question it is about, one of the brief's topics.")
    stance: Stance | None = Field(description="The party's stance on that topic, where its words give it.")
    quotes: tuple[Quote, ...] = Field(description="The party's own words; several where the quotation is split.")
    reported_by: str | None = Field(description="Id or name of whoever passed the view on; null if the party spoke.")
    evidence: tuple[Evidence, ...] = Field(description="The sentences it rests on.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")


class Party(_Frozen):
    """Somebody with a view or a part in the story."""

    id: str = Field(description="p1, p2, …")
    name: str = Field(description="The fullest name the article gives.")
    kind: Kind = Field(description="What the party is.")
    role: str | None = Field(description="Office or function, as the article gives it.")
    represents: str | None = Field(description="The country or body it speaks for.")
    aliases: tuple[str, ...] = Field(description="Other names the article uses for it.")
    evidence: tuple[Evidence, ...] = Field(description="Sentences that name it.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")
    positions: tuple[Position, ...] = Field(description="What it holds; may be empty.")


class OpenQuestion(_Frozen):
    """Something the article raises and does not answer."""

    id: str = Field(description="q1, q2, …")
    question: str = Field(description="The question.")
    reason: OpenReason = Field(description="Why it is open.")
    evidence: tuple[Evidence, ...] = Field(description="The sentences that raise it.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")


class SetAside(_Frozen):
    """An item the engine wrote that failed a check and stayed out of the brief."""

    section: Section = Field(description="Where it would have stood.")
    item: str = Field(description="What it said.")
    party: str | None = Field(description="Whose position it was, for a position.")
    reasons: tuple[Flag, ...] = Field(description="The checks it failed, and how.")


class Span(_Frozen):
    """A stretch of the article's text in code points, end exclusive."""

    start: int = Field(description="First code point.")
    end: int = Field(description="One past the last code point.")


class ArticleRecord(_Frozen):
    """The article a brief was made from."""

    title: str | None = Field(description="Its headline, if known.")
    source_url: str | None = Field(description="Where it was published, if known.")
    published_at: date | None = Field(description="Day of publication, if given: what weekdays are resolved against.")
    language: str | None = Field(description="ISO 639-1, or null where it cannot be told.")
    sha256: str = Field(description="SHA-256 of the text in UTF-8, in hexadecimal.")
    characters: int = Field(description="Length of the text in code points.")
    offset_unit: Literal["codepoint"] = Field(description="What every offset counts.")
    sentences: tuple[Span, ...] = Field(description="Where each numbered sentence stands; the first is number 1.")
    text: str | None = Field(
        description="The text all offsets refer to, when it was extracted for the caller; else null."
    )


class Verification(_Frozen):
    """How the engine's items fared in the checks."""

    items: int = Field(description="Items the engine wrote.")
    passed: int = Field(description="Items that passed as first written.")
    repaired: int = Field(description="Items that passed after one repair.")
    set_aside: int = Field(description="Items that never passed.")
    uncited_sentences: tuple[int, ...] = Field(description="Sentences no item of the brief rests on: what it left out.")


class Windows(_Frozen):
    """Into how many parts a long article was split."""

    total: int = Field(description="Parts drafted.")
    failed: int = Field(description="Parts that gave nothing.")


class PromptRecord(_Frozen):
    """The exact words a model was given."""

    name: str = Field(description="The task: brief, repair or merge.")
    version: int = Field(description="Version of the prompt.")
    checksum: str = Field(description="SHA-256 over words and schema, first 16 hexadecimal digits.")


class EngineRecord(_Frozen):
    """Who wrote the draft."""

    name: str = Field(description="llm, extractive or replay.")
    model: str | None = Field(description="The model asked, for llm.")
    fallback_from: str | None = Field(description="The engine or model that failed and was replaced; else null.")
    prompts: tuple[PromptRecord, ...] = Field(description="The prompts used, if any.")


class Usage(_Frozen):
    """What the brief cost, over all attempts, failed ones and repairs included."""

    calls: int = Field(description="Upstream calls.")
    repairs: int = Field(description="Of them, repair calls.")
    input_tokens: int = Field(description="Tokens sent, as the provider counts them.")
    cached_tokens: int = Field(description="Of them, read from the provider's cache.")
    output_tokens: int = Field(description="Tokens written, reasoning included.")
    cost_usd: float | None = Field(description="Price in US dollars; null where the model's price is not known.")


class Timing(_Frozen):
    """When the brief was made and how long it took."""

    created_at: datetime = Field(description="When it was finished, UTC.")
    seconds: float = Field(description="From the article to the brief.")


class Brief(_Frozen):
    """A brief of one article, every line tied to the sentences it rests on."""

    schema_version: Literal["1.0"] = Field(description="Version of this shape.")
    id: str = Field(description="Id of the stored brief.")
    status: Literal["complete", "partial"] = Field(description="partial: something is missing; `warnings` says what.")
    cached: bool = Field(description="Whether this answer was made earlier.")
    article: ArticleRecord = Field(description="The article.")
    headline: Headline | None = Field(description="The news in one sentence; null where none passed the checks.")
    key_facts: tuple[KeyFact, ...] = Field(description="What a reader must know, most important first.")
    topics: tuple[str, ...] = Field(description="The contested proposals or questions of the article.")
    parties: tuple[Party, ...] = Field(description="Everyone with a view or a part in the story.")
    open_questions: tuple[OpenQuestion, ...] = Field(description="What the article leaves open.")
    set_aside: tuple[SetAside, ...] = Field(description="What the engine wrote and the checks kept out.")
    verification: Verification = Field(description="How the items fared.")
    windows: Windows = Field(description="Parts of a long article.")
    engine: EngineRecord = Field(description="Who wrote the draft.")
    usage: Usage = Field(description="What it cost.")
    timing: Timing = Field(description="When, and how long.")
    warnings: tuple[str, ...] = Field(description="What a reader should know about how this brief was made.")
