"""Who calls, the Services their call is served with, and work that stops when they hang up."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from service.access import ANYBODY, Caller, Keyring
from service.web.problems import Refusal
from service.wiring import Services

Result = TypeVar("Result")


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Do work that costs something only for as long as somebody waits for it.

    Args:
        request: The request, its body already read.
        work: What is waited for; cancelled when the caller hangs up.

    Raises:
        ClientDisconnect: The caller hung up.
    """
    task = asyncio.create_task(work)
    hung_up = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait({task, hung_up}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        hung_up.cancel()
        task.cancel()
        await asyncio.gather(task, hung_up, return_exceptions=True)


def arrived_at(request: Request) -> float:
    """When the request came, in the running loop's time: a busy server gets to it later."""
    arrived: float = request.scope["precis.arrived"]
    return arrived


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def services_of(request: Request) -> Services:
    """What the app works with."""
    services: Services = request.app.state.services
    return services


def caller_of(request: Request) -> Caller:
    """Whoever's key came with the request; anybody where no key is asked for."""
    keyring: Keyring = request.app.state.keyring
    if not keyring:
        return ANYBODY
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    caller = keyring.caller(key.strip()) if scheme.lower() == "bearer" else None
    if caller is None:
        raise Refusal("unauthorized", headers={"WWW-Authenticate": 'Bearer realm="precis"'})
    return caller


# As coroutines: FastAPI hands plain functions to a thread, which waits for the interpreter while the loop is busy.
async def _services(request: Request) -> Services:
    return services_of(request)


async def _caller(request: Request) -> Caller:
    return caller_of(request)


ServicesDep = Annotated[Services, Depends(_services)]
CallerDep = Annotated[Caller, Depends(_caller)]
