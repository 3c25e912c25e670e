"""The short way to an answer that was given before: from the bytes of the request, without reading them as anything."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.access import Caller
from service.cache import Freshness, Made
from service.web.body import JSON, MARKDOWN, accepted
from service.web.calls import caller_of, services_of
from service.web.idempotency import key_of
from service.web.stream import EVENT_STREAM

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
# What of a request, beside its body and its caller, decides what it asks for.
_DECIDING = ("content-type", "content-encoding")


class RecallingRoute(APIRoute):
    """A route that answers what it was asked before from memory. What it recalls was read and checked in full then."""

    def get_route_handler(self) -> Handler:
        """The route's handler behind a look into memory."""
        handle = super().get_route_handler()

        async def recall_or_handle(request: Request) -> Response:
            caller, services = caller_of(request), services_of(request)
            if key_of(request) is not None:  # what was answered under a key comes before all else
                return await handle(request)
            asked = await wording(request, caller)
            if freshness_of(request) is Freshness.ANY and accepted(request, JSON, MARKDOWN, EVENT_STREAM) == JSON:
                made = services.cache.recall(asked)
                if made is not None:
                    return in_json(made)
            if services.cache.recall(asked) is None and not services.cache.is_awaited(asked):
                services.gate.check()  # while too much is asked, no more is read of a request than it takes to say so
            return await handle(request)

        return recall_or_handle


def freshness_of(request: Request) -> Freshness:
    """What the caller says of answers made earlier. Source: RFC 9111, section 5.2.1."""
    directives = {part.strip().lower() for part in ",".join(request.headers.getlist("cache-control")).split(",")}
    if "no-store" in directives:
        return Freshness.OWN
    return Freshness.NEW if directives & {"no-cache", "max-age=0"} else Freshness.ANY


async def wording(request: Request, caller: Caller) -> str:
    """Hash of a request as it was worded: the same words ask the same, other words may too."""
    said = [caller.key_id, request.url.query, *(request.headers.get(name, "") for name in _DECIDING)]
    hashed = hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass"))
    hashed.update(b"\n\n")  # none of what stands before has a line break
    hashed.update(await request.body())
    return f"worded {hashed.hexdigest()}"


def in_json(made: Made) -> Response:
    """A brief as the answer to its POST."""
    headers = {"Content-Location": f"/v1/briefs/{made.brief_id}", "Vary": "Accept"}
    return Response(made.body, media_type=JSON, headers=headers)
