"""What stands before every route, as plain ASGI: request ids, safe headers, the Host, other sites, endless bodies."""

import asyncio
import contextlib
import logging
import re
import secrets
from collections.abc import Iterable
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.problems import KINDS, Refusal, answer_to, response, stopped

_log = logging.getLogger(__name__)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_DRAIN_SECONDS, _DRAIN_BYTES = 2.0, 32_000_000
_LAST_WORDS_SECONDS = 2.0
_LULL_SECONDS = 0.5  # whoever sends nothing for this long has read the answer, or waits for it
# Every route may set its own; an answer of the API is read by programs and is nobody else's business.
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Answers:
    """Gives every answer a request id and safe headers, and every crash an answer without internals.

    A server that stops cancels what is still being answered when its grace is over, and ends at once. Here those who
    wait are told, and the parts stay open for that moment.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answering: set[asyncio.Task[object]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the app's own life."""
        if scope["type"] != "http":
            await self._app(scope, partial(self._hear, receive), send)
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - whoever awaits is in one
        self._answering.add(task)
        try:
            await self._answer(scope, receive, send)
        finally:
            self._answering.discard(task)

    async def _hear(self, receive: Receive) -> Message:
        message = await receive()
        if message["type"] == "lifespan.shutdown" and self._answering:
            await asyncio.wait(self._answering, timeout=_LAST_WORDS_SECONDS)
        return message

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
        scope["precis.request_id"] = request_id
        scope["precis.arrived"] = asyncio.get_running_loop().time()
        has_begun = False

        async def send_marked(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_marked)
        except ClientDisconnect:
            _log.info("request %s: the caller went away", request_id)
        except asyncio.CancelledError:
            if not scope["app"].state.is_stopping:
                raise
            # The grace of a stop is over. Raised on, it would be a traceback in the log.
            _log.warning("request %s: the server stops before it was answered", request_id)
            if not has_begun:
                await answer_to(stopped(), request_id)(scope, receive, send_marked)
        except Exception as error:
            answer = answer_to(error, request_id)
            if has_begun:
                raise RuntimeError("an answer was broken off; the log above says where") from None
            await answer(scope, receive, send_marked)


class Doorkeeper:
    """Turns away other names of this machine, and the pages of other sites where no key is asked for.

    Without the first, a page could reach this server through a name that its own DNS points here. Without the
    second, any page open in a browser on this machine could spend the operator's model key.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Iterable[str], asks_key: bool) -> None:
        self._app = app
        self._hosts = tuple(host.lower() for host in allowed_hosts)
        self._asks_key = asks_key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        refused = self._refused(Headers(scope=scope)) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
            return
        await response(KINDS[refused], scope["precis.request_id"])(scope, receive, send)

    def _refused(self, headers: Headers) -> str | None:
        hosts = headers.getlist("host")
        host = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if host is None:
            return "malformed"
        if not any(_is_named(host["name"].lower(), allowed) for allowed in self._hosts):
            return "wrong-host"
        if not self._asks_key and is_foreign(headers, hosts[0]):
            return "cross-site"
        return None


class Meter:
    """Stops a body that is too large or too slow, while it comes in."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, seconds: float) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        count = 0
        is_whole = is_refused = False
        deadline: float | None = None

        async def metered() -> Message:
            nonlocal count, is_whole, is_refused, deadline
            if announced.isdecimal() and int(announced[:20]) > self._max_bytes:
                is_refused = True
                raise self._too_large()
            if is_whole:  # what comes now is only that the caller hung up: that may take as long as it likes
                return await receive()
            deadline = deadline or asyncio.get_running_loop().time() + self._seconds
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                detail = f"The body was not complete after {self._seconds:g} seconds."
                raise Refusal("too-slow", detail, headers={"Connection": "close"}) from error
            count += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if count > self._max_bytes:
                is_refused = not is_whole
                raise self._too_large()
            return message

        async def send_and_drain(message: Message) -> None:
            if not is_refused or message["type"] != "http.response.body" or message.get("more_body", False):
                await send(message)
                return
            # Closing with bytes unread resets the connection, and a client that sends before it reads never sees why.
            await send({**message, "more_body": True})
            await _drain(receive)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app(scope, metered, send_and_drain)

    def _too_large(self) -> Refusal:
        # What is left of the body is not read: the connection cannot be used again.
        detail = f"The body is larger than the limit of {self._max_bytes:,} bytes; send a shorter text, or parts of it."
        return Refusal("too-large", detail, headers={"Connection": "close"})


async def _drain(receive: Receive) -> None:
    """Read and drop what is left of a body: until its end, a lull, or an end of patience."""
    loop = asyncio.get_running_loop()
    until, count = loop.time() + _DRAIN_SECONDS, 0
    with contextlib.suppress(TimeoutError):
        while count < _DRAIN_BYTES:
            async with asyncio.timeout_at(min(until, loop.time() + _LULL_SECONDS)):
                message = await receive()
            count += len(message.get("body", b""))
            if not message.get("more_body", False):
                return


def _is_named(host: str, allowed: str) -> bool:
    if allowed.startswith("*."):
        return host.endswith(allowed[1:]) and len(host) > len(allowed) - 1
    return allowed in {"*", host}


def is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that another site's page is behind this request."""
    if headers.get("sec-fetch-site", "").strip().lower() == "cross-site":
        return True
    # "null" is what sandboxed and local pages send: nobody's own.
    return any(origin.partition("://")[2].lower() != host.lower() for origin in headers.getlist("origin"))
