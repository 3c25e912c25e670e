"""Every error as problem+json (RFC 9457). The only table from error to status stands here."""

import logging
import math
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from service.core import errors as domain
from service.core.assembly import usage_of
from service.core.brief import Usage

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)
_MOST_FIELDS = 20
_NAME = re.compile(r"[A-Za-z_]{1,40}")  # what a field could be called
_RETRY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its `type` never changes, whatever becomes of the words."""

    slug: str
    status: int
    title: str
    advice: str  # the detail where an error's own words are not for the caller

    @property
    def type(self) -> str:
        """The URI reference that identifies it; this server describes it there."""
        return f"/problems/{self.slug}"


_TABLE = (
    Kind("malformed", 400, "The request cannot be read", "The body or a header is not what its type promises."),
    Kind("unauthorized", 401, "A key is needed", "Send a valid key as `Authorization: Bearer sk_…`."),
    Kind("replayed", 401, "This request was taken already", "A signed request counts once; sign a new one."),
    Kind("cross-site", 403, "Called from another site", "Pages of other sites may not call a server that asks no key."),
    Kind("not-found", 404, "There is nothing here", "See /docs for what this server offers."),
    Kind("no-such-brief", 404, "There is no such brief", "It was deleted, has expired, or was made with another key."),
    Kind("no-such-model", 404, "There is no such model", "See /v1/models for those there are."),
    Kind("method-not-allowed", 405, "This method is not offered here", "The header Allow lists the methods that are."),
    Kind("not-acceptable", 406, "No such format is offered", "The detail lists the formats that are."),
    Kind("too-slow", 408, "The body came too slowly", "Send the whole body within the time limit."),
    Kind(
        "idempotency-key-in-use",
        409,
        "A request with this key is being answered",
        "Ask again after the seconds in Retry-After; the answer is then given again.",
    ),
    Kind("too-large", 413, "The article is too large", "Send a shorter text, or parts of it."),
    Kind("unsupported-media-type", 415, "The body is of a type not taken here", "See the detail for the types taken."),
    Kind("wrong-host", 421, "This server is not known by that name", "PRECIS_ALLOWED_HOSTS lists the names it has."),
    Kind("invalid", 422, "The request does not fit", "The list `errors` says what to change."),
    Kind("not-an-article", 422, "There is no article to brief", "Send the text of an article."),
    Kind("link-refused", 422, "The link is not followed", "Send the address of a page on the public internet."),
    # No 5xx: the other server's trouble is not ours, and clients would try again by themselves.
    Kind("link-failed", 422, "Nothing came from the link", "Open it in a browser, or send the article's text."),
    Kind("unsupported-option", 422, "An option is not offered here", "The list `errors` says which."),
    # No 5xx, though a model was asked: clients try those again by themselves, and each try costs as much again.
    Kind(
        "budget-spent",
        422,
        "The budget was spent before anything was verified",
        "Raise `limits`, where this server allows more, or send a shorter article; `usage` says what was spent.",
    ),
    Kind(
        "idempotency-key-reused",
        422,
        "This key belongs to another request",
        "Under one Idempotency-Key nothing else may be asked; take a new key.",
    ),
    Kind("internal", 500, "Something went wrong here", "It is not the request's fault; the log has the request id."),
    Kind("misconfigured", 500, "The server is not set up right", "Its log says what is missing."),
    Kind("engine-failed", 502, "The engine failed", "It could not write a brief of this article."),
    Kind(
        "engine-refused", 502, "The model refused", "It declined to work on this article; asking again will not help."
    ),
    Kind("engine-rejected", 502, "The provider turned the request down", "Its key, model or quota needs the operator."),
    Kind("engine-gave-no-brief", 502, "The engine gave no brief", "It answered, but with nothing that is a brief."),
    Kind("not-recorded", 502, "No reply was recorded", "Recordings alone answer here: send an article they are about."),
    Kind("engine-unavailable", 503, "The engine is out of reach", "Try again after the seconds in Retry-After."),
    Kind("overloaded", 503, "Too much is being asked at once", "Try again after the seconds in Retry-After."),
    Kind("store-unavailable", 503, "The database is out of reach", "Try again after the seconds in Retry-After."),
    Kind("not-ready", 503, "The server is not ready", "The list `errors` says which part is missing."),
    Kind("deadline-exceeded", 504, "Time ran out", "Nothing was verified before the deadline."),
)
KINDS: Mapping[str, Kind] = {kind.slug: kind for kind in _TABLE}

ERRORS: Mapping[type[domain.PrecisError], Kind] = {
    domain.PrecisError: KINDS["internal"],
    domain.InputError: KINDS["invalid"],
    domain.NotAnArticle: KINDS["not-an-article"],
    domain.TooLarge: KINDS["too-large"],
    domain.UnsupportedOption: KINDS["unsupported-option"],
    domain.LinkRefused: KINDS["link-refused"],
    domain.LinkFailed: KINDS["link-failed"],
    domain.NoSuchBrief: KINDS["no-such-brief"],
    domain.EngineError: KINDS["engine-failed"],
    domain.EngineUnavailable: KINDS["engine-unavailable"],
    domain.EngineRefused: KINDS["engine-refused"],
    domain.EngineRejected: KINDS["engine-rejected"],
    domain.EngineGaveNoBrief: KINDS["engine-gave-no-brief"],
    domain.NotRecorded: KINDS["not-recorded"],
    domain.BudgetSpent: KINDS["budget-spent"],
    domain.DeadlineExceeded: KINDS["deadline-exceeded"],
    domain.Overloaded: KINDS["overloaded"],
    domain.StoreUnavailable: KINDS["store-unavailable"],
    domain.ConfigurationError: KINDS["misconfigured"],
}
# What an EngineError says may hold the provider's words, and those the article's: the caller gets the kind's own.
_IN_THEIR_OWN_WORDS = (
    domain.NotAnArticle,
    domain.TooLarge,
    domain.LinkRefused,
    domain.LinkFailed,
    domain.UnsupportedOption,
    domain.BudgetSpent,
    domain.DeadlineExceeded,
)
_BY_STATUS = {404: KINDS["not-found"], 405: KINDS["method-not-allowed"]}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str = Field(description="Where it stands, as a path of names and numbers; empty for the whole body.")
    problem: str = Field(description="What to change. Never repeats what was sent.")


class Problem(BaseModel):
    """A problem in the sense of RFC 9457."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str = Field(description="Identifies the kind of problem; never changes, and can be opened on this server.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened this time, and what to do about it.")
    request_id: str = Field(description="The same as the header X-Request-ID: what to look for in the log.")
    errors: tuple[FieldProblem, ...] = Field(default=(), description="What is wrong, field by field.")
    usage: Usage | None = Field(default=None, description="What was spent on a model before it, where one was asked.")


class Refusal(Exception):
    """A request that HTTP's own rules turn down before the domain sees it."""

    def __init__(
        self,
        slug: str,
        detail: str = "",
        *,
        fields: Iterable[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(slug)
        self.kind = KINDS[slug]
        self.detail = detail
        self.fields = tuple(fields)
        self.headers = dict(headers or {})


def stopped() -> Refusal:
    """Why nothing is answered by a server that is about to end."""
    return Refusal(
        "not-ready",
        fields=[FieldProblem(field="server", problem="it is shutting down")],
        headers={"Retry-After": str(math.ceil(_RETRY_SECONDS))},
    )


def response(
    kind: Kind,
    request_id: str,
    detail: str = "",
    *,
    fields: Iterable[FieldProblem] = (),
    usage: Usage | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that tells of a problem."""
    problem = Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=detail or kind.advice,
        request_id=request_id,
        errors=tuple(fields),
        usage=usage,
    )
    return Response(
        problem.model_dump_json(exclude_defaults=True), kind.status, headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


def field_problems(
    entries: Sequence[Any], fields_at: Callable[[Sequence[int | str]], Sequence[str]] = lambda _place: ()
) -> tuple[FieldProblem, ...]:
    """What is wrong, without the values.

    Args:
        entries: The `errors()` of pydantic's or FastAPI's validation error.
        fields_at: The fields that are known at a place.
    """
    found: list[FieldProblem] = []
    for entry in entries[:_MOST_FIELDS]:
        place = list(entry["loc"])
        words = str(entry["msg"]).removeprefix("Value error, ")
        if entry["type"] == "extra_forbidden":
            # A mistyped name helps whoever typed it; anything else in its place is the caller's text: not repeated.
            *parents, name = place
            known = ", ".join(fields_at(parents))
            words = f"this field is not known; known are: {known}" if known else "this field is not known; see /docs"
            place = [*parents, name] if _NAME.fullmatch(str(name)) else parents
        found.append(FieldProblem(field=".".join(map(str, place)), problem=words))
    return tuple(dict.fromkeys(found))


def install(app: FastAPI) -> None:
    """Have every error of the app answered as a problem."""
    app.add_exception_handler(domain.PrecisError, _known)
    app.add_exception_handler(Refusal, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)


def request_id_of(request: Request) -> str:
    """The id this request is known by."""
    return str(request.scope.get("precis.request_id", ""))


@dataclass(frozen=True, slots=True)
class Told:
    """What a caller is told of an error, whatever protocol it is told in."""

    kind: Kind
    detail: str
    fields: tuple[FieldProblem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    usage: Usage | None = None
    request_id: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """It in words for protocols that have no place for fields: what happened, then what to change."""
        if wait := self.headers.get("Retry-After"):  # which a chat does not show
            return (f"{self.kind.title}. Try again in {wait} {'second' if wait == '1' else 'seconds'}.",)
        if self.kind.slug == "internal":
            return (f"{self.kind.title}. It is not the request's fault; the log tells of it as {self.request_id}.",)
        named = tuple(f"{entry.field}: {entry.problem}" if entry.field else entry.problem for entry in self.fields)
        return (f"{self.kind.title}.", *named) if named else (f"{self.kind.title}. {self.detail}",)


def told(error: Exception, request_id: str) -> Told:
    """An error in words for its caller; the operator's go to the log. What nobody foresaw is told without its words."""
    if isinstance(error, Refusal):
        return Told(error.kind, error.detail or error.kind.advice, error.fields, error.headers, request_id=request_id)
    if not isinstance(error, domain.PrecisError):
        # The message of an unexpected error may hold the article; the places in the code do not.
        places = "".join(traceback.format_tb(error.__traceback__))
        _log.error("request %s: unexpected %s\n%s", request_id, type(error).__name__, places)
        return Told(KINDS["internal"], KINDS["internal"].advice, request_id=request_id)
    kind = next(ERRORS[cls] for cls in type(error).__mro__ if cls in ERRORS)
    detail = kind.advice
    fields: tuple[FieldProblem, ...] = ()
    headers: dict[str, str] = {}
    if isinstance(error, domain.EngineError):
        detail = f"{kind.advice} It is {error.engine!r}."
    if isinstance(error, _IN_THEIR_OWN_WORDS):
        detail = _sentence(str(error))
    if isinstance(error, domain.UnsupportedOption):
        fields = (FieldProblem(field=error.field, problem=str(error)),)
    if kind.status == 503:
        wait = getattr(error, "retry_after_seconds", None)
        headers = {"Retry-After": str(math.ceil(_RETRY_SECONDS if wait is None else wait))}
    if kind.status >= 500 or isinstance(error, domain.EngineError):
        _log.warning("request %s: %s: %s", request_id, type(error).__name__, _one_line(str(error)))
    return Told(kind, detail, fields, headers, usage_of(error.spent) if error.spent else None, request_id)


def answer_to(error: Exception, request_id: str) -> Response:
    """The problem an error is told as, wherever it was raised."""
    what = told(error, request_id)
    return response(what.kind, request_id, what.detail, fields=what.fields, usage=what.usage, headers=what.headers)


async def _known(request: Request, error: Exception) -> Response:
    return answer_to(error, request_id_of(request))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    # Every place begins with "query" or "path", which a caller need not be told.
    fields = tuple(
        FieldProblem(field=entry.field.partition(".")[2], problem=entry.problem)
        for entry in field_problems(error.errors(), lambda _place: _query_parameters(request))
    )
    return response(KINDS["invalid"], request_id_of(request), fields=fields)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request) or headers.get("Allow", "")
    kind = _BY_STATUS.get(error.status_code) or KINDS["malformed" if error.status_code < 500 else "internal"]
    return response(kind, request_id_of(request), headers=headers)


def _query_parameters(request: Request) -> tuple[str, ...]:
    """The names this route takes in a query."""
    route = request.scope.get("route")
    operations = request.app.openapi()["paths"].get(getattr(route, "path", ""), {})
    parameters = operations.get(request.method.lower(), {}).get("parameters", ())
    return tuple(parameter["name"] for parameter in parameters if parameter["in"] == "query")


def _allowed(request: Request) -> str:
    """The methods of this path; the router itself names only those of the first route that fits."""
    methods: set[str] = set()
    for template, operations in request.app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), request.url.path):
            methods |= {method.upper() for method in operations}
    return ", ".join(sorted(methods))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if not words.endswith(".") else words


def _one_line(words: str) -> str:
    """Words that cannot forge a second line of the log."""
    return " ".join(words.split())[:500]
