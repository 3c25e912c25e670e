"""`precis serve`: the HTTP API."""

import gc
import ipaddress
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service import __version__
from service.cli import input as given
from service.cli import output
from service.core.errors import ConfigurationError, PrecisError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.settings import Settings

_COLLECTED_EVERY = 20_000  # objects made and kept; a brief in the making keeps some thousands until it is done


def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address to listen on. \\[default: PRECIS_HOST, or 127.0.0.1]")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65_535, metavar="N", help="Port; 0 takes a free one. \\[default: PRECIS_PORT, or 8000]"
        ),
    ] = None,
) -> None:
    """Serve the HTTP API, with its documentation at /docs.

    Beyond this machine it needs keys (precis keys new) or PRECIS_ALLOW_ANONYMOUS=1.
    """
    settings = given.load_settings(host=host, port=port)

    import uvicorn
    import uvicorn.config

    from service.access import check_exposure
    from service.app import create_app, stopping
    from service.web.server import KEEP_ALIVE_SECONDS, Server, logged_without_queries, protocol

    check_exposure(settings, settings.host)
    with _listening(settings.host, settings.port) as listener:
        port = listener.getsockname()[1]
        made = create_app(settings)
        app = _Started(made, announce=lambda: _settle(settings, port))
        config = uvicorn.Config(
            app,
            http=protocol(settings.head_timeout_seconds),
            lifespan="on",
            log_config=logged_without_queries(_log_config(uvicorn.config.LOGGING_CONFIG)),
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=settings.grace_seconds,
            server_header=False,
        )
        server = Server(config, on_stop=stopping(made), delay_seconds=settings.shutdown_delay_seconds)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return  # uvicorn has finished its work and only then says how it was stopped
        except SystemExit:
            if app.error is not None:
                raise app.error from None
            raise


class _Started:
    """An ASGI app that says when it has started, or remembers why it could not."""

    def __init__(self, app: "ASGIApp", *, announce: Callable[[], None]) -> None:
        self._app = app
        self._announce = announce
        self.error: PrecisError | None = None

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Serve one connection, or the app's own life."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return

        async def send_in_words(message: "Message") -> None:
            if message["type"] == "lifespan.startup.complete":
                self._announce()
            # The message is a traceback; for an error of our own, its one line says more.
            told = {"message": ""} if isinstance(sys.exc_info()[1], PrecisError) else {}
            await send({**message, **told})

        try:
            await self._app(scope, receive, send_in_words)
        except PrecisError as error:
            self.error = error
            raise


def _log_config(uvicorns: dict[str, Any]) -> dict[str, Any]:
    """Uvicorn's own logging, with what the service says in the same form."""
    ours = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return {**uvicorns, "loggers": {**uvicorns["loggers"], "service": ours}}


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that what is announced is true.

    Raises:
        ConfigurationError: The address is taken, or is not this machine's.
    """
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        listener = socket.create_server((bare, port), family=family, backlog=2048)
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {host}, port {port}: {error.strerror}; choose others with --host and --port"
        ) from error
    # Connections inherit it. asyncio sets it itself, but not where the listener was made by somebody else; without it
    # the body of an answer waits 40 ms for the caller to acknowledge the head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _settle(settings: "Settings", port: int) -> None:
    """Say who answers, once all is made that lives as long as the process.

    The garbage collector is told to leave that alone: to look through it again and again was a sixth of the CPU of a
    brief. What is being made just now it looks through more seldom than Python's 700 objects, a small part of one
    brief: that was another sixth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED_EVERY, 5, 10)
    _introduce(settings, port)


def _introduce(settings: "Settings", port: int) -> None:
    """Who answers, and where."""
    address = f"http://{_callable_name(settings.host)}:{port}"
    output.say(f"precis {__version__}")
    output.say(f"  engine  {who_answers(settings)}")
    output.say(f"  keys    {_who_may_call(settings)}")
    if settings.page:
        output.say(f"  page    {address}/")
    output.say(f"  API     {address}/v1/briefs")
    output.say(f"  MCP     {address}/mcp")
    output.say(f"  docs    {address}/docs")
    output.say(f"  names   {', '.join(settings.allowed_hosts)}")


def _callable_name(host: str) -> str:
    """The host as a URL on this machine names it: every address has no name of its own."""
    bare = host.strip("[]")
    try:
        is_every_address = ipaddress.ip_address(bare).is_unspecified
    except ValueError:
        return bare
    return "localhost" if is_every_address else f"[{bare}]" if ":" in bare else bare


def who_answers(settings: "Settings") -> str:
    """The engine, and what in the settings chose it."""
    from service.settings import DEFAULT_MODEL

    name = settings.engine_name
    because = f"PRECIS_ENGINE={settings.engine}"
    if settings.engine == "auto":
        because = "OPENAI_BASE_URL is set" if settings.openai_base_url else "OPENAI_API_KEY is set"
    if name == "extractive":
        because = "no OPENAI_API_KEY is set" if settings.engine == "auto" else because
        return f"extractive ({because}: the built-in engine answers, without a model)"
    if name == "replay":
        return f"replay ({because}: recorded replies in {settings.recordings} answer, and nothing else)"
    model = settings.model or ("the model that server has" if settings.openai_base_url else DEFAULT_MODEL)
    fallbacks = f", then {', '.join(settings.fallbacks)}" if settings.fallbacks else ""
    return f"{name}, {model}{fallbacks} ({because})"


def _who_may_call(settings: "Settings") -> str:
    if settings.api_keys:
        return f"{len(settings.api_keys)} accepted; a call without one is refused"
    return "none asked: anybody who can connect may call"
