"""Who calls, and the Services their call is served with: what endpoints ask for as arguments."""

from typing import Annotated

from fastapi import Depends, Request

from service.access import ANYBODY, Caller, Keyring
from service.web.problems import Refusal
from service.wiring import Services


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _caller(request: Request) -> Caller:
    """Whoever's key came with the request; anybody where no key is asked for."""
    keyring: Keyring = request.app.state.keyring
    if not keyring:
        return ANYBODY
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    caller = keyring.caller(key.strip()) if scheme.lower() == "bearer" else None
    if caller is None:
        raise Refusal("unauthorized", headers={"WWW-Authenticate": 'Bearer realm="precis"'})
    return caller


ServicesDep = Annotated[Services, Depends(_services)]
CallerDep = Annotated[Caller, Depends(_caller)]
