"""The HTTP server around the app: connections that never ask, heads without end, a soft stop, queries in the log."""

import asyncio
import logging
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_LARGEST_HEAD_BYTES = 65_536
# Longer than the minute for which proxies and browsers hold an idle connection: they close it, so that none of them
# sends a request into one that is just being closed here.
KEEP_ALIVE_SECONDS = 75
_SHARED = "/s/"  # where the page shows a brief to whoever has its link


class _Protocol(HttpToolsProtocol):
    """HTTP/1.1 with an end to waiting for a head, and to reading one."""

    head_seconds: float

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._head_bytes = 0
        self._is_in_message = False  # from the end of a head to the end of its body
        self._too_late: asyncio.TimerHandle | None = None
        self._await_head()

    def data_received(self, data: bytes) -> None:
        self._head_bytes += 0 if self._is_in_message else len(data)
        super().data_received(data)
        if not self._is_in_message and not self._is_answering():
            # A head has begun, or bytes that are none: uvicorn takes either for a sign of life and stops its clock.
            self._await_head()
            if self._head_bytes > _LARGEST_HEAD_BYTES:
                self.transport.abort()

    def on_headers_complete(self) -> None:
        self._is_in_message, self._head_bytes = True, 0
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_in_message = False
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _await_head(self) -> None:
        if self._too_late is None:
            self._too_late = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None


def protocol(head_seconds: float) -> type[HttpToolsProtocol]:
    """A protocol that closes connections whose request line and headers are not whole after this many seconds."""
    return type("Protocol", (_Protocol,), {"head_seconds": head_seconds})


class Server(uvicorn.Server):
    """A server that says that it is going to stop before it does."""

    def __init__(self, config: uvicorn.Config, *, on_stop: Callable[[], None], delay_seconds: float = 0.0) -> None:
        """Make a server.

        Args:
            config: What and how it serves.
            on_stop: Called when it is told to stop.
            delay_seconds: How long it goes on accepting after that: what a load balancer needs to notice.
        """
        super().__init__(config)
        self._on_stop = on_stop
        self._delay_seconds = delay_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Be told to stop. Whoever presses Ctrl-C is not kept waiting for a load balancer."""
        if sig == signal.SIGINT:
            self._delay_seconds = 0.0
        self._on_stop()
        super().handle_exit(sig, frame)

    async def main_loop(self) -> None:
        """Serve until told to stop, and then a little longer."""
        await super().main_loop()
        await asyncio.sleep(self._delay_seconds)


class PathOnly(logging.Filter):
    """Leaves out of the access log what callers send in queries, and the links that let anybody read a brief."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the path of a line; none is dropped."""
        match record.args:
            case (client, method, str(path), *others):
                shown = f"{_SHARED}…" if path.startswith(_SHARED) else path.partition("?")[0]
                record.args = (client, method, shown, *others)
        return True


def logged_without_queries(config: dict[str, Any]) -> dict[str, Any]:
    """Uvicorn's logging configuration with queries left out of the access log."""
    access = {**config["loggers"]["uvicorn.access"], "filters": ["path only"]}
    return {
        **config,
        "filters": {**config.get("filters", {}), "path only": {"()": PathOnly}},
        "loggers": {**config["loggers"], "uvicorn.access": access},
    }
