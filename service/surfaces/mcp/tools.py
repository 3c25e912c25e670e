"""The tools: what they take, what they do, and what a model is told about them."""

import json
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema, model_validator

from service import render
from service.cache import Order
from service.core.brief import Brief
from service.core.engine import Request
from service.core.steps import Step
from service.core.verification import MAX_CLAIMS, PlainClaim, VerificationReport
from service.web.silence import with_silences
from service.wiring import Services

Model = TypeVar("Model", bound=BaseModel)

_SHOWN_REASONS = 20


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MakeBrief(_Given):
    """What `make_brief` takes."""

    text: Annotated[str, Field(min_length=1)] | None = Field(
        default=None, description="The article's full text, exactly as published. Give this or url."
    )
    # Whoever follows the link says better what is wrong with it than a pattern would.
    url: Annotated[str, Field(json_schema_extra={"pattern": r"^https?://\S+$"})] | None = Field(
        default=None, description="The article's address on the public web: a page or a PDF. Give this or text."
    )
    title: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        default=None, description="Its headline, if known."
    )
    published_at: date | None = Field(
        default=None, description="Day of publication, YYYY-MM-DD: what words like Thursday are resolved against."
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None, description="Language of the brief (ISO 639-1); the article's own when left out."
    )
    max_facts: Annotated[int, Field(ge=0, le=1_000)] | None = Field(default=None, description="Most key facts.")
    max_questions: Annotated[int, Field(ge=0, le=1_000)] | None = Field(
        default=None, description="Most open questions."
    )

    @model_validator(mode="after")
    def _is_one_article(self) -> Self:
        if (self.text is None) == (self.url is None):
            raise ValueError("give either text or url")
        return self


class VerifyBrief(_Given):
    """What `verify_brief` takes."""

    text: str = Field(min_length=1, description="The article's full text.")
    claims: Annotated[tuple[PlainClaim, ...], Field(min_length=1, max_length=MAX_CLAIMS)] | None = Field(
        default=None, description="Claims about the text. Give this or brief."
    )
    # The tools stand in the context of every chat: what a brief is takes 17,000 characters and is no model's to write.
    brief: Annotated[Brief, WithJsonSchema({"type": "object"})] | None = Field(
        default=None, description="A brief as make_brief gives it. Give this or claims."
    )

    @model_validator(mode="after")
    def _is_one_thing_to_check(self) -> Self:
        if (self.claims is None) == (self.brief is None):
            raise ValueError("give either claims or brief")
        return self


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, for a client that wants to know."""

    is_heard: bool
    tell: Callable[[float, str], Awaitable[None]]  # the number grows from call to call


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gives: a copy to read, and the value itself."""

    text: str
    value: BaseModel


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, as it is described and as it is done."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    is_open_world: bool  # whether it reaches beyond what it is given
    call: Callable[[Services, str, Mapping[str, Any], Progress], Awaitable[Result]]


async def _make_brief(services: Services, owner: str, arguments: Mapping[str, Any], progress: Progress) -> Result:
    given = _read(MakeBrief, arguments)
    request = Request(
        language=given.language, max_facts=given.max_facts, max_questions=given.max_questions, stream=progress.is_heard
    )
    order = Order(given.text or "", given.title, published_at=given.published_at, request=request, owner=owner)
    if given.url is not None:
        await progress.tell(0, "Fetching the article")
        order = await services.fetch(given.url, order)
    async with services.making(order) as making:
        await _follow(making.steps(), progress, services.settings.heartbeat_seconds)
        brief = Brief.model_validate_json((await making.result()).body)
    return Result(render.markdown(brief), brief)


async def _verify_brief(services: Services, _owner: str, arguments: Mapping[str, Any], _progress: Progress) -> Result:
    given = _read(VerifyBrief, arguments)
    day = given.brief.article.published_at if given.brief else None
    report = await services.verify(services.article(given.text, published_at=day), given.brief, given.claims or ())
    return Result(_verdict(report), report)


TOOLS = (
    Tool(
        "make_brief",
        "Brief an article",
        "Make a checked brief of one news article, report or speech: key facts, positions and quotations by party, "
        "and open questions, each with the sentences it rests on. Give the full text, or the address of a page or PDF. "
        "What could not be verified is listed apart, with reasons.",
        MakeBrief,
        Brief,
        is_open_world=True,
        call=_make_brief,
    ),
    Tool(
        "verify_brief",
        "Check claims against a text",
        "Check claims about a text, or a brief of it, against that text: numbers, names, dates, quotations and who "
        "said them. No model is asked. Gives a verdict with reasons for each claim.",
        VerifyBrief,
        VerificationReport,
        is_open_world=False,
        call=_verify_brief,
    ),
)


def words(error: Exception) -> str:
    """What went wrong, for a model that may try again: what to change, and nothing of what was sent."""
    from service.web.problems import told  # with HTTP's own library: only an error needs it

    return "\n".join(told(error, secrets.token_hex(8)).lines)


def _read(model: type[Model], arguments: Mapping[str, Any]) -> Model:
    """The arguments of a call. Raises web.problems.Refusal, which names the fields."""
    try:
        return model.model_validate_json(json.dumps(arguments), strict=True)
    except ValidationError as error:
        from service.web.body import unfit

        raise unfit(error, model) from None


async def _follow(steps: AsyncGenerator[Step, None], progress: Progress, heartbeat_seconds: float) -> None:
    """Tell of steps as they are made, and of silences."""
    count = 0
    async with aclosing(steps), aclosing(with_silences(steps, heartbeat_seconds)) as told:
        async for step in told:
            count += 1
            if message := "Still at work" if step is None else render.progress(step):
                await progress.tell(count, message)


def _verdict(report: VerificationReport) -> str:
    """The report in a few lines: what passed, and why the rest did not."""
    failed = [line for line in report.lines if not line.passed]
    said = [f"{len(report.lines) - len(failed)} of {len(report.lines)} passed the checks."]
    said += [f"Not of this text: {what}" for what in report.tampering]
    for line in failed[:_SHOWN_REASONS]:
        said.append(f"- {line.id} failed: " + "; ".join(f"{reason.check}: {reason.detail}" for reason in line.reasons))
    if len(failed) > _SHOWN_REASONS:
        said.append(f"- and {len(failed) - _SHOWN_REASONS} more")
    return "\n".join([*said, *report.warnings])
