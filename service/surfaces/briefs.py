"""Briefs over HTTP: make one, read it again, delete it."""

import contextlib
import hashlib
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from service import render
from service.access import Caller
from service.cache import Freshness, Order
from service.core.brief import Brief
from service.core.engine import Request as Asked
from service.core.steps import Segmented
from service.render.events import EVENTS, HEARTBEAT, Events, event
from service.settings import Settings
from service.store import Answer
from service.web.body import JSON, MARKDOWN, accepted, json_as, media_type, page_of, text_of
from service.web.calls import CallerDep, ServicesDep, arrived_at, while_connected
from service.web.contract import body, problems, reference
from service.web.idempotency import REPLAYED, Turn, turn_of
from service.web.problems import FieldProblem, Problem, Refusal
from service.web.recall import RecallingRoute, freshness_of, in_json, wording
from service.web.stream import EVENT_STREAM, EventStream
from service.wiring import Services

_TEXT, _HTML, _PDF = "text/plain", "text/html", "application/pdf"
_EXAMPLE_TEXT = (
    "The port of Larsund closed on Monday after crane operators walked out. The union wants a pay rise of 6 percent. "
    '"We will stay out until there is an offer," said Mira Holt, who leads the union. The port authority said it '
    "would not negotiate before Friday. About 40 ships are waiting offshore."
)


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _day(value: object) -> date:
    # As a date already: behind a validator, a strict date takes no text, not even from JSON.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise ValueError("a day is written as YYYY-MM-DD")


Line = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=500)]
WebAddress = Annotated[str, Field(max_length=2_000, pattern=r"^https?://[^\s<>\"]+$")]
Day = Annotated[date, BeforeValidator(_day)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w.:/@+\-]+$")]


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Given):
    """How much a brief may be, take and cost; may only lower the server's own limits."""

    max_facts: int | None = Field(default=None, ge=0, le=1_000, description="Most key facts.")
    max_questions: int | None = Field(default=None, ge=0, le=1_000, description="Most open questions.")
    deadline_seconds: float | None = Field(default=None, gt=0, description="Time the brief may take, in seconds.")
    max_calls: int | None = Field(default=None, ge=1, description="Most calls to a model, failed ones included.")
    max_tokens: int | None = Field(default=None, ge=1, description="Most tokens, sent and written together.")
    max_cost_usd: float | None = Field(
        default=None, gt=0, description="Most US dollars, where the model's price is known."
    )


class _Options(_Given):
    title: Line | None = Field(default=None, description="The article's headline.")
    source_url: WebAddress | None = Field(default=None, description="Where the article was published.")
    published_at: Day | None = Field(
        default=None, description="Day of publication, as YYYY-MM-DD: what weekdays are resolved against."
    )
    language: Language | None = Field(
        default=None, description="Language the brief is written in, as ISO 639-1; the article's own when left out."
    )
    engine: Name | None = Field(default=None, description="Engine that writes it: llm or extractive, where offered.")
    model: Name | None = Field(default=None, description="Model asked, one of those this server allows.")


class BriefRequest(_Options):
    """An article, as one of `text`, `html` and `url`, and what is asked for beyond it."""

    text: str | None = Field(default=None, min_length=1, description="The article's text; offsets refer to it.")
    html: str | None = Field(default=None, min_length=1, description="The article's page; its text is extracted.")
    url: WebAddress | None = Field(
        default=None, description="Its address, on the public internet: of a web page, a PDF or plain text."
    )
    limits: Limits = Field(default=Limits(), description="How much the brief may be, take and cost.")

    @model_validator(mode="after")
    def _is_one_article(self) -> Self:
        if sum(source is not None for source in (self.text, self.html, self.url)) != 1:
            raise ValueError("give exactly one of text, html and url")
        return self


class RawOptions(_Options, Limits):
    """What is asked for beyond an article that is the body itself, as query parameters."""


router = APIRouter(tags=["briefs"])
asking = APIRouter(tags=["briefs"], route_class=RecallingRoute)
BriefId = Annotated[str, Path(description="Id of the brief.", examples=["5e2f8c1a9b7d4e60a3c5f7b19d2e4c68"])]
_BRIEF_CONTENT = {
    JSON: {"schema": {"$ref": "#/components/schemas/Brief"}},
    MARKDOWN: {"schema": {"type": "string"}, "example": "# Crane operators close the port of Larsund\n"},
}
_STREAM_CONTENT = {
    "schema": {
        "type": "string",
        "description": "Server-sent events: each item as soon as it is complete and verified, then the brief. The data "
        "of each is one line of JSON; a line that begins with a colon says that work goes on. Items have provisional "
        "ids until `merged`. Clients skip events they do not know. "
        + " ".join(f"`{name}`: {about}" for name, (_, about) in EVENTS.items())
        + " `error`, in place of `brief`: a problem. A brief that was made earlier is the event `brief` alone.",
    },
    "example": (HEARTBEAT + event("merged", b'{"ids":{"w1.f1":"f1"}}')).decode(),
    "x-events": {name: reference(model) for name, (model, _) in EVENTS.items()} | {"error": reference(Problem)},
}
_HEADERS = {
    # A chat tool that acts through this contract need not have each call confirmed: nothing is changed or sent out.
    "x-openai-isConsequential": False,
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 257},
            "description": "A key of the caller's own, 1 to 255 visible ASCII characters, in quotation marks or not. "
            "What was answered under it is answered again for 24 hours, marked `Idempotency-Replayed: true`.",
            "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
        },
        {
            "name": "Cache-Control",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "description": "no-cache (or max-age=0): a brief made now, not one made earlier. no-store: one that is "
            "shared with nobody and not given again either.",
            "example": "no-cache",
        },
    ],
}
_EXAMPLES: Mapping[str, Any] = {
    "text": {"summary": "A text", "value": {"text": _EXAMPLE_TEXT, "published_at": "2026-11-23"}},
    "html": {
        "summary": "A page",
        "value": {"html": f"<html><body><article><p>{_EXAMPLE_TEXT}</p></article></body></html>"},
    },
    "url": {"summary": "A link", "value": {"url": "https://example.org/harbour-strike"}},
    "short": {
        "summary": "The built-in engine, at most three facts",
        "value": {"text": _EXAMPLE_TEXT, "engine": "extractive", "limits": {"max_facts": 3}},
    },
}


@asking.post(
    "/v1/briefs",
    operation_id="createBrief",
    summary="Brief an article",
    response_class=Response,
    responses={
        200: {
            "model": Brief,
            "description": "The brief. With status partial something is missing, and `warnings` says what.",
            "content": {**_BRIEF_CONTENT, EVENT_STREAM: _STREAM_CONTENT},
            "headers": {
                "Content-Location": {"description": "Where it can be read again.", "schema": {"type": "string"}},
                REPLAYED: {
                    "description": "true where this was answered before under the same Idempotency-Key.",
                    "schema": {"type": "string", "enum": ["true"]},
                },
            },
            "links": {"readBrief": {"operationId": "readBrief", "parameters": {"brief_id": "$response.body#/id"}}},
        },
        **problems(
            *("malformed", "unauthorized", "cross-site", "not-acceptable", "too-slow", "too-large"),
            *("unsupported-media-type", "wrong-host", "invalid", "not-an-article", "unsupported-option", "internal"),
            *("budget-spent", "link-refused", "link-failed"),
            *("engine-failed", "engine-refused", "engine-rejected", "engine-gave-no-brief", "not-recorded"),
            *("engine-unavailable", "deadline-exceeded", "overloaded", "store-unavailable"),
            *("idempotency-key-in-use", "idempotency-key-reused"),
        ),
    },
    openapi_extra=_HEADERS
    | body(
        "JSON, or the article itself with the options as query parameters.",
        {
            JSON: {"schema": reference(BriefRequest), "examples": _EXAMPLES},
            _TEXT: {"schema": {"type": "string"}, "example": _EXAMPLE_TEXT},
            _HTML: {"schema": {"type": "string"}, "example": f"<html><body><p>{_EXAMPLE_TEXT}</p></body></html>"},
            _PDF: {"schema": {"type": "string", "format": "binary"}},
        },
    ),
)
async def create_brief(
    caller: CallerDep, services: ServicesDep, request: Request, options: Annotated[RawOptions, Query()]
) -> Response:
    """Write a checked brief of one article, given as text, page or link: key facts, positions by party, open questions.

    Every line cites the sentences it rests on; `set_aside` lists what failed the checks and is not to be reported as
    true. With a raw body, options are query parameters.
    """
    wanted = accepted(request, JSON, MARKDOWN, EVENT_STREAM)
    given = media_type(request, JSON, _TEXT, _HTML, _PDF)
    call = await _json_call(request, options) if given == JSON else await _raw_call(request, options, given)
    order = await _order(request, services, call, caller, streams=wanted == EVENT_STREAM)
    turn = await turn_of(request, services.store, caller, _fingerprint(call))
    if isinstance(turn, Response):
        return turn
    freshness, asked_as = freshness_of(request), await wording(request, caller)
    if wanted == EVENT_STREAM:
        events = _told(services, order, freshness, arrived_at(request), turn)
        return EventStream(events, heartbeat_seconds=services.settings.heartbeat_seconds)
    async with turn.held():
        async with services.making(order, freshness, also_asked_as=asked_as, arrived=arrived_at(request)) as making:
            made = await while_connected(request, making.result())
        if wanted == MARKDOWN:
            answer = _answer(made.body, wanted, headers={"Content-Location": f"/v1/briefs/{made.brief_id}"})
        else:
            answer = in_json(made)
        await turn.settle(Answer(made.brief_id, wanted, bytes(answer.body)))
    return answer


@router.get(
    "/v1/briefs/{brief_id}",
    operation_id="readBrief",
    summary="Read a brief again",
    response_class=Response,
    responses={
        200: {
            "model": Brief,
            "description": "The brief, byte for byte as it was first given.",
            "content": _BRIEF_CONTENT,
        },
        **problems("unauthorized", "cross-site", "no-such-brief", "not-acceptable", "wrong-host", "internal"),
        **problems("store-unavailable"),
    },
)
async def read_brief(caller: CallerDep, services: ServicesDep, request: Request, brief_id: BriefId) -> Response:
    """A stored brief; only for the key that made it."""
    wanted = accepted(request, JSON, MARKDOWN)
    return _answer(await services.read_brief(brief_id, caller.key_id), wanted)


@router.delete(
    "/v1/briefs/{brief_id}",
    operation_id="deleteBrief",
    summary="Delete a brief",
    status_code=204,
    response_class=Response,
    responses={
        204: {"description": "It is gone."},
        **problems("unauthorized", "cross-site", "no-such-brief", "wrong-host", "internal", "store-unavailable"),
    },
)
async def delete_brief(caller: CallerDep, services: ServicesDep, brief_id: BriefId) -> None:
    """Forget a stored brief; only for the key that made it."""
    await services.forget(brief_id, caller.key_id)


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(asking)
    app.include_router(router)
    app.state.body_models += [BriefRequest, *(model for model, _ in EVENTS.values() if model is not Brief)]


@dataclass(frozen=True, slots=True)
class _Call:
    """An article as text, as a page or as a link, and what is asked for beyond it, however it was sent."""

    options: _Options
    limits: Limits
    text: str = ""
    page: str | bytes | None = None
    url: str | None = None


async def _json_call(request: Request, misplaced: RawOptions) -> _Call:
    if misplaced.model_fields_set:
        names = sorted(misplaced.model_fields_set)
        raise Refusal("invalid", fields=(FieldProblem(field=name, problem="put it into the body") for name in names))
    given = await json_as(request, BriefRequest)
    return _Call(given, given.limits, text=given.text or "", page=given.html, url=given.url)


async def _raw_call(request: Request, options: RawOptions, given: str) -> _Call:
    if given == _HTML:
        return _Call(options, options, page=await page_of(request))
    if given == _PDF:
        return _Call(options, options, page=await request.body())
    return _Call(options, options, text=await text_of(request))


async def _order(request: Request, services: Services, call: _Call, caller: Caller, *, streams: bool) -> Order:
    options = call.options
    order = Order(
        call.text,
        title=options.title,
        source_url=options.source_url,
        published_at=options.published_at,
        request=replace(_asked(call), stream=streams),
        engine=options.engine,
        owner=caller.key_id,
    )
    if call.url is not None:
        return await while_connected(request, services.fetch(call.url, order))
    return order if call.page is None else await while_connected(request, services.read(call.page, order))


def _fingerprint(call: _Call) -> Mapping[str, object]:
    """What is asked, however it was sent."""
    options = {name: getattr(call.options, name) for name in _Options.model_fields}
    limits = {name: getattr(call.limits, name) for name in Limits.model_fields}
    page = hashlib.sha256(call.page).hexdigest() if isinstance(call.page, bytes) else call.page
    return {**options, **limits, "text": call.text, "page": page, "url": call.url}


def _asked(call: _Call) -> Asked:
    return Asked(
        language=call.options.language,
        model=call.options.model,
        max_facts=call.limits.max_facts,
        max_questions=call.limits.max_questions,
        deadline_seconds=call.limits.deadline_seconds,
        max_calls=call.limits.max_calls,
        max_tokens=call.limits.max_tokens,
        max_cost_usd=call.limits.max_cost_usd,
    )


async def _told(
    services: Services, order: Order, freshness: Freshness, arrived: float, turn: Turn
) -> AsyncGenerator[bytes, None]:
    """The brief of an order, as events. Under a key, the last of them is what is given again."""
    events, held = Events(order.keep_text), b""
    async with turn.held(), services.making(order, freshness, arrived=arrived) as making:
        async with aclosing(making.steps()) as steps:
            async for step in steps:
                held += events.told(step)
                if not isinstance(step, Segmented):  # until an engine answers: an option it turns down is no event yet
                    yield held
                    held = b""
        made = await making.result()
        last = event("brief", made.body)
        await turn.settle(Answer(made.brief_id, EVENT_STREAM, last))
        yield held + last


def _answer(brief: bytes, wanted: str, headers: Mapping[str, str] | None = None) -> Response:
    if wanted == MARKDOWN:
        text = render.markdown(Brief.model_validate_json(brief))
        return Response(text, media_type=MARKDOWN, headers={**(headers or {}), "Vary": "Accept"})
    return Response(brief, media_type=JSON, headers={**(headers or {}), "Vary": "Accept"})
