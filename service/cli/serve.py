"""`precis serve`: the HTTP API."""

import asyncio
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from service import __version__
from service.cli import input as given
from service.cli import output
from service.core.errors import ConfigurationError

if TYPE_CHECKING:
    from service.settings import Settings

# What is being answered when the server is told to stop may still be finished; an orchestrator's own patience
# (10 s with Docker, 30 s with Kubernetes) should be set no lower.
_GRACE_SECONDS = 30


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

    from service.access import check_exposure
    from service.app import create_app

    check_exposure(settings, settings.host)
    # Opened once for nothing, so that what keeps it from starting is one line and not the traceback uvicorn gives.
    asyncio.run(_opened(settings))
    app = create_app(settings)
    with _listening(settings.host, settings.port) as listener:
        _introduce(settings, listener.getsockname()[1])
        config = uvicorn.Config(app, timeout_graceful_shutdown=_GRACE_SECONDS, server_header=False)
        server = uvicorn.Server(config)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return  # uvicorn has finished its work and only then says how it was stopped
        if not server.started:
            raise ConfigurationError("the service could not start; the log above says why")


async def _opened(settings: "Settings") -> None:
    from service.wiring import open_services

    async with open_services(settings):
        pass


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that what is announced is true.

    Raises:
        ConfigurationError: The address is taken, or is not this machine's.
    """
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        return socket.create_server((bare, port), family=family, backlog=2048)
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {host}, port {port}: {error.strerror}; choose others with --host and --port"
        ) from error


def _introduce(settings: "Settings", port: int) -> None:
    """Who answers, and where."""
    host = settings.host if ":" not in settings.host else f"[{settings.host.strip('[]')}]"
    address = f"http://{host}:{port}"
    output.say(f"precis {__version__}")
    output.say(f"  engine  {who_answers(settings)}")
    output.say(f"  keys    {_who_may_call(settings)}")
    output.say(f"  API     {address}/v1/briefs")
    output.say(f"  docs    {address}/docs")


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
    model = settings.model or ("the model that server has" if settings.openai_base_url else DEFAULT_MODEL)
    fallbacks = f", then {', '.join(settings.fallbacks)}" if settings.fallbacks else ""
    return f"{name}, {model}{fallbacks} ({because})"


def _who_may_call(settings: "Settings") -> str:
    if settings.api_keys:
        return f"{len(settings.api_keys)} accepted; a call without one is refused"
    return "none asked: anybody who can connect may call"
