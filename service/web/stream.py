"""An answer as server-sent events: alive while nothing happens, over when the caller hangs up."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.render.events import HEARTBEAT, event
from service.web.calls import while_connected
from service.web.problems import answer_to, request_id_of, stopped
from service.web.silence import with_silences

EVENT_STREAM = "text/event-stream"


def _as_event(error: Exception, request_id: str) -> bytes:
    return event("error", bytes(answer_to(error, request_id).body))


class EventStream(Response):
    """Events as they come.

    The answer begins with the first event or the first heartbeat. An error before that is answered as any other; one
    after it is the last event: `error`, with the problem as its data, where nothing else is said.
    """

    def __init__(
        self,
        events: AsyncGenerator[bytes, None],
        *,
        heartbeat_seconds: float,
        failure: Callable[[Exception, str], bytes] = _as_event,
        refusal: Callable[[Exception, str], Response] = answer_to,
    ) -> None:
        """Wrap events as they are sent; they are closed at the end, or when the caller hangs up.

        Args:
            events: What is sent.
            heartbeat_seconds: Longest silence.
            failure: How an error is told once the answer has begun, given the request's id.
            refusal: The answer where an error comes before that.
        """
        # A proxy that gathers the answer before it passes it on would make a stream pointless.
        headers = {"X-Accel-Buffering": "no", "Vary": "Accept"}
        super().__init__(None, headers=headers, media_type=f"{EVENT_STREAM}; charset=utf-8")
        del self.headers["content-length"]
        self._events = events
        self._heartbeat_seconds = heartbeat_seconds
        self._failure = failure
        self._refusal = refusal
        self._has_begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events. Raises ClientDisconnect where the caller hung up."""
        request = Request(scope, receive)
        try:
            await while_connected(request, self._send_all(send, request_id_of(request)))
        except Exception as error:
            if self._has_begun or isinstance(error, ClientDisconnect):
                raise
            await self._refusal(error, request_id_of(request))(scope, receive, send)

    async def _send_all(self, send: Send, request_id: str) -> None:
        async with aclosing(self._events), aclosing(with_silences(self._events, self._heartbeat_seconds)) as events:
            try:
                async for told in events:
                    await self._push(send, HEARTBEAT if told is None else told)
            except asyncio.CancelledError:  # the server stops, and the time for what is being answered is over
                if self._has_begun:
                    await self._push(send, self._failure(stopped(), request_id))
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                raise
            except Exception as error:
                if not self._has_begun:
                    raise
                await self._push(send, self._failure(error, request_id))
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _push(self, send: Send, told: bytes) -> None:
        if not self._has_begun:
            self._has_begun = True
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": told, "more_body": True})
