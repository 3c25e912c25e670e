"""The page at /: paste an article, see its brief beside it. It works without a script, and asks no other machine."""

import hashlib
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from service import render
from service.access import ANYBODY, Caller, Keyring
from service.cache import Order
from service.core.brief import Brief
from service.core.engine import Request as Asked
from service.core.errors import NotAnArticle
from service.core.steps import Answered, Failed, Grounded, PutAside, Repaired, Segmented, Step, Warned
from service.render.events import event
from service.render.html import html
from service.settings import Settings
from service.sharing import Shared, Sharing, open_sharing
from service.web.body import MARKDOWN, accepted
from service.web.calls import ServicesDep, arrived_at, while_connected
from service.web.guard import is_foreign
from service.web.pasted import pasted
from service.web.problems import Refusal, request_id_of, told
from service.web.stream import EVENT_STREAM, EventStream
from service.wiring import Services

_COOKIE = "precis_key"
_AGAIN = "You are signed out. Sign in again on another tab of this page, then send this once more."
_HTML = "text/html"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
_STATIC = {"page.css": "text/css", "page.js": "text/javascript"}
_LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
_KINDS: Mapping[type[Step], str] = {
    Segmented: "doing",
    Answered: "doing",
    Grounded: "verified",
    Repaired: "verified",
    Failed: "failed",
    PutAside: "aside",
    Warned: "note",
}


@dataclass(frozen=True, slots=True)
class _Given:
    """What stands in the form."""

    text: str = ""
    url: str = ""
    published_at: str = ""


class _SignedOut(Exception):
    """A key is asked for, and this browser has none."""


router = APIRouter(include_in_schema=False)


def mount(app: FastAPI, settings: Settings) -> None:
    """Offer the page, unless the settings leave it out."""
    if settings.page:
        app.include_router(router)


@router.get("/")
async def index(request: Request, services: ServicesDep) -> Response:
    """The form; with ?sample, filled in."""
    try:
        _reader(request)
    except _SignedOut:
        return _signin(request)
    sample = _static("sample.txt").decode() if "sample" in request.query_params else ""
    return _form(request, services, _Given(text=sample))


@router.post("/")
async def ask(request: Request, services: ServicesDep) -> Response:
    """Brief what the form holds: as events for the script, as a page without it."""
    wanted = accepted(request, _HTML, EVENT_STREAM)
    given = _Given()
    try:
        reader = _writer(request)
        async with request.form(max_files=0, max_fields=20) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        # A browser sends every line's end as CR LF, whatever was pasted.
        text = fields.get("text", "").replace("\r\n", "\n").strip("\n")
        given = _Given(text, fields.get("url", "").strip(), fields.get("published_at", ""))
        order = replace(_order(given), owner=reader.key_id, request=Asked(stream=wanted == EVENT_STREAM))
        url = given.url or (pasted(given.text).url if given.text else None)
        if wanted == EVENT_STREAM:
            events = _told(services, order, url, arrived_at(request))
            heartbeat = services.settings.heartbeat_seconds
            return EventStream(events, heartbeat_seconds=heartbeat, failure=_failure_event, refusal=_failure)
        brief_id = await while_connected(request, _made(services, order, url, arrived_at(request)))
    except _SignedOut:
        # The script keeps the page, and what was typed into it.
        return JSONResponse({"lines": [_AGAIN]}, 401) if wanted == EVENT_STREAM else _signin(request)
    except Exception as error:
        what = told(error, request_id_of(request))
        if wanted == EVENT_STREAM:
            return _failure(error, request_id_of(request))
        return _form(request, services, given, problem=what.lines, status=what.kind.status)
    return RedirectResponse(f"/b/{brief_id}", 303, headers=_HEADERS)


@router.get("/b/{name}")
async def read(request: Request, services: ServicesDep, name: str) -> Response:
    """A brief beside its article; with .md or .json, the brief to take away."""
    try:
        brief_id, form = _split(name)
        body = await services.read_brief(brief_id, _reader(request).key_id)
    except _SignedOut:
        return _signin(request)
    except Exception as error:
        return _problem(request, error)
    link = (
        _sharing(request).token(Shared(brief_id, _reader(request).key_id)) if "shared" in request.query_params else ""
    )
    return _shown(request, body, form, place=f"/b/{brief_id}", link=f"{_origin(request)}/s/{link}" if link else "")


@router.post("/b/{brief_id}/share")
async def share(request: Request, services: ServicesDep, brief_id: str) -> Response:
    """Show a link that lets anybody read this brief for a while."""
    try:
        await services.read_brief(brief_id, _writer(request).key_id)
    except _SignedOut:
        return _signin(request)
    except Exception as error:
        return _problem(request, error)
    return RedirectResponse(f"/b/{brief_id}?shared", 303, headers=_HEADERS)


@router.get("/s/{name}")
async def shared(request: Request, services: ServicesDep, name: str) -> Response:
    """A brief for whoever has its link."""
    try:
        token, form = _split(name)
        what = _sharing(request).read(token)
        body = await services.read_brief(what.brief_id, what.owner)
    except Exception as error:
        return _problem(request, error)
    return _shown(request, body, form, place=f"/s/{token}", is_shared=True)


@router.post("/page/signin")
async def sign_in(request: Request) -> Response:
    """Keep a key in this browser."""
    async with request.form(max_files=0, max_fields=5) as form:
        key, after = str(form.get("key", "")).strip(), str(form.get("next", "/"))
    if is_foreign(request.headers, request.headers.get("host", "")) or _keyring(request).caller(key) is None:
        return _signin(request, problem=("This key is not known here.",), after=after)
    # Only a path of this server, so that nobody is sent elsewhere after giving a key.
    target = after if after.startswith("/") and not after.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(target, 303, headers=_HEADERS)
    answer.set_cookie(_COOKIE, key, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")
    return answer


@router.post("/page/signout")
async def sign_out() -> Response:
    """Forget the key."""
    answer = RedirectResponse("/", 303, headers=_HEADERS)
    answer.delete_cookie(_COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.get("/page/{name}")
async def static(name: str) -> Response:
    """The style and the script."""
    if name not in _STATIC:
        raise Refusal("not-found")
    return Response(_static(name), media_type=_STATIC[name], headers=_LASTING)


async def _made(services: Services, order: Order, url: str | None, arrived: float) -> str:
    """The id of the brief of an order."""
    order = await services.fetch(url, order) if url else order
    async with services.making(order, arrived=arrived) as making:
        return (await making.result()).brief_id


async def _told(services: Services, order: Order, url: str | None, arrived: float) -> AsyncGenerator[bytes, None]:
    """What happens while a brief is made, and then where it is."""
    if url:
        yield _step("doing", "Fetching the article")
        order = await services.fetch(url, order)
    async with services.making(order, arrived=arrived) as making:
        async with aclosing(making.steps()) as steps:
            async for step in steps:
                if line := render.progress(step):
                    yield _step(_KINDS[type(step)], line)
        made = await making.result()
    yield event("done", _json({"url": f"/b/{made.brief_id}"}))


def _step(kind: str, text: str) -> bytes:
    return event("step", _json({"kind": kind, "text": text}))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _failure(error: Exception, request_id: str) -> Response:
    what = told(error, request_id)
    return JSONResponse({"lines": what.lines}, what.kind.status)


def _failure_event(error: Exception, request_id: str) -> bytes:
    return event("problem", _json({"lines": told(error, request_id).lines}))


def _order(given: _Given) -> Order:
    """What the form asks for. Raises NotAnArticle, Refusal."""
    if not given.text and not given.url:
        raise NotAnArticle("paste an article, or give its address")
    if given.text and given.url:
        raise Refusal("invalid", "Give the text or the address, not both.")
    try:
        day = date.fromisoformat(given.published_at) if given.published_at else None
    except ValueError as error:
        raise Refusal("invalid", "The day of publication is no date.") from error
    return Order(given.text, published_at=day, keep_text=True)


def _split(name: str) -> tuple[str, str]:
    """(id, form) of the last part of an address."""
    stem, dot, form = name.rpartition(".")
    return (stem, form) if dot and form in {"md", "json"} else (name, "")


def _shown(
    request: Request, body: bytes, form: str, *, place: str, link: str = "", is_shared: bool = False
) -> Response:
    if form == "json":
        return Response(body, media_type="application/json", headers=_HEADERS)
    brief = Brief.model_validate_json(body)
    if form == "md":
        return Response(render.markdown(brief), media_type=f"{MARKDOWN}; charset=utf-8", headers=_HEADERS)
    if brief.article.text is None:
        why = NotAnArticle("the article was not kept with this brief; read it as Markdown or JSON")
        return _problem(request, why)
    days = request.app.state.services.settings.share_days
    title = brief.headline.statement if brief.headline else brief.article.title or "Brief"
    return _page(
        request,
        "brief.html",
        inside=html(brief, brief.article.text),
        title=title,
        place=place,
        link=link,
        days=f"{days:g} days" if days != 1 else "a day",
        is_shared=is_shared,
    )


def _form(
    request: Request, services: Services, given: _Given, problem: tuple[str, ...] = (), status: int = 200
) -> Response:
    name = services.engine_name
    writer = (
        "Written by the built-in engine, without a model or a network."
        if name == "extractive"
        else "Written by a model."
    )
    follows = services.links is not None
    return _page(
        request, "index.html", status=status, given=given, problem=problem, engine=writer, follows_links=follows
    )


def _problem(request: Request, error: Exception) -> Response:
    what = told(error, request_id_of(request))
    title = what.kind.title
    lines = tuple(line.removeprefix(f"{title}.").strip() for line in what.lines)
    return _page(request, "problem.html", status=what.kind.status, title=title, lines=tuple(filter(None, lines)))


def _signin(request: Request, problem: tuple[str, ...] = (), after: str | None = None) -> Response:
    return _page(request, "signin.html", status=401, problem=problem, next=after or request.url.path)


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    shown = (
        _templates()
        .get_template(template)
        .render(stamp=_stamp(), asks_key=bool(_keyring(request)) and _COOKIE in request.cookies, **values)
    )
    return HTMLResponse(shown, status, headers=_HEADERS)


def _reader(request: Request) -> Caller:
    """Whose briefs may be read in this browser. Raises _SignedOut."""
    if not _keyring(request):
        return ANYBODY
    caller = _keyring(request).caller(request.cookies.get(_COOKIE, ""))
    if caller is None:
        raise _SignedOut
    return caller


def _writer(request: Request) -> Caller:
    """Who asks for something that costs or changes. Raises _SignedOut, or Refusal for another site's page."""
    if is_foreign(request.headers, request.headers.get("host", "")):
        raise Refusal("cross-site")
    return _reader(request)


def _keyring(request: Request) -> Keyring:
    keyring: Keyring = request.app.state.keyring
    return keyring


def _sharing(request: Request) -> Sharing:
    state = request.app.state
    if not hasattr(state, "sharing"):
        state.sharing = open_sharing(state.services.settings)
    sharing: Sharing = state.sharing
    return sharing


def _origin(request: Request) -> str:
    """Where this server is reached, as far as it knows."""
    settings: Settings = request.app.state.services.settings
    parts = urlsplit(str(request.base_url))
    return settings.public_url or f"{parts.scheme}://{parts.netloc}"


@cache
def _static(name: str) -> bytes:
    return files("service.surfaces.page").joinpath("static", name).read_bytes()


@cache
def _stamp() -> str:
    """Changes with the style and the script, so that browsers keep neither too long."""
    return hashlib.sha256(b"".join(_static(name) for name in sorted(_STATIC))).hexdigest()[:12]


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("service.surfaces.page"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
