"""The Model Context Protocol: briefs and their verification as tools, over HTTP at /mcp and over stdio.

Every request stands for itself (stateless), so that any number of workers may answer, and is answered as a stream:
nothing else carries progress.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from service.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

    from service.surfaces.mcp.server import Context
    from service.wiring import Services

_PATH = "/mcp"
_MOST_BYTES = 2**62  # the meter of the app counts, for every route


def mount(app: "FastAPI", _settings: Settings) -> None:
    """Offer /mcp, to the hosts and keys that may use every other route."""
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings
    from starlette.requests import Request
    from starlette.routing import Route

    from service.surfaces.mcp.server import make_server
    from service.web.calls import caller_of, services_of

    def at_work(context: "Context") -> "tuple[Services, str]":
        request = cast("Request", context.request)
        return services_of(request), caller_of(request).key_id

    server = make_server(at_work)

    class Door:
        """Asks for a key before the protocol begins. An object: a route hands those the connection as it is."""

        async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
            caller_of(Request(scope))
            await app.state.mcp.handle_request(scope, receive, send)

    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        # A manager runs once; an app may be started again.
        app.state.mcp = StreamableHTTPSessionManager(
            server,
            stateless=True,
            json_response=False,
            # The doorkeeper of the app looks at hosts and origins, for every route.
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
            max_request_body_size=_MOST_BYTES,
        )
        async with app.state.mcp.run():
            yield

    for path in (_PATH, f"{_PATH}/"):  # people write it either way
        # Nothing is told outside of an answer, so the stream that GET asks for would only hang there, silent for ever.
        app.router.routes.append(Route(path, endpoint=Door(), methods=["POST"], include_in_schema=False))
    app.state.running.append(running)


async def serve_stdio(settings: Settings) -> None:
    """Serve over stdin and stdout until the client closes them."""
    from mcp.server.stdio import stdio_server

    from service.surfaces.mcp.server import make_server
    from service.wiring import open_services

    async with open_services(settings) as services:
        server = make_server(lambda _context: (services, ""))
        async with stdio_server() as (requests, replies):
            await server.run(requests, replies, server.create_initialization_options())
