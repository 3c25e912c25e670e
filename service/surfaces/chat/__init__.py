"""precis as a model that OpenAI's clients can chat with: the last message is an article, the answer its brief."""

import secrets
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from service import render
from service.cache import Order
from service.core.brief import Brief, Usage
from service.core.engine import Request as Wanted
from service.settings import Settings
from service.surfaces.chat.asked import Asked, Completion, asked
from service.surfaces.chat.said import DONE, Reply, failure, failure_event
from service.web.body import JSON, json_as, media_type
from service.web.calls import CallerDep, ServicesDep, arrived_at, while_connected
from service.web.problems import Refusal, request_id_of
from service.web.stream import EventStream
from service.wiring import Services

_NAME = "precis"
_RELEASED = 1_790_000_000  # clients want a time; that of a model's release means nothing here
_MOST_MEMBERS = 20_000  # a long chat is sent again with every turn of it
_PIECE_CHARACTERS = 400


class _Route(APIRoute):
    """A route whose errors are told as OpenAI's clients expect."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_or_tell(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                return failure(error, request_id_of(request))

        return handle_or_tell


router = APIRouter(route_class=_Route, include_in_schema=False)


@router.get("/models")
async def list_models(_caller: CallerDep, services: ServicesDep) -> Response:
    """The models there are: the server's own choice, and each engine by name."""
    return JSONResponse({"object": "list", "data": [_described(name) for name in _models(services)]})


@router.get("/models/{name}")
async def read_model(_caller: CallerDep, services: ServicesDep, name: str) -> Response:
    """One of them."""
    _engine(services, name)
    return JSONResponse(_described(name))


@router.post("/chat/completions")
async def complete(caller: CallerDep, services: ServicesDep, request: Request) -> Response:
    """Brief the article that the last message of the user is, or leads to."""
    media_type(request, JSON)
    completion = await json_as(request, Completion, most_members=_MOST_MEMBERS)
    engine = _engine(services, completion.model)
    reply = Reply(f"chatcmpl-{secrets.token_hex(12)}", int(time.time()), completion.model)
    what = asked(completion)
    order = Order(what.text, engine=engine, owner=caller.key_id, request=Wanted(stream=bool(completion.stream)))
    turn = _Turn(services, completion, what, order, reply, arrived_at(request))
    if completion.stream:
        heartbeat = services.settings.heartbeat_seconds
        return EventStream(turn.pieces(), heartbeat_seconds=heartbeat, failure=failure_event, refusal=failure)
    return await while_connected(request, turn.answer())


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file, with and without the /v1 that people leave out of a base URL."""
    app.include_router(router, prefix="/v1")
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One answer in a chat."""

    services: Services
    completion: Completion
    what: Asked
    order: Order
    reply: Reply
    arrived: float

    async def answer(self) -> Response:
        """The answer in one piece."""
        if self.what.free is not None:
            return JSONResponse(self.reply.whole(self.what.free, None))
        async with self.services.making(await self._found(), arrived=self.arrived) as making:
            content, usage = self._content((await making.result()).body)
        return JSONResponse(self.reply.whole(content, usage))

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The answer piece by piece: what is verified as thoughts, which clients show apart, then the brief."""
        content, usage, begun = self.what.free, None, False
        if content is None:
            async with self.services.making(await self._found(), arrived=self.arrived) as making:
                async with aclosing(making.steps()) as steps:
                    async for step in steps:
                        if line := render.progress(step):
                            yield self.reply.piece({**_role(begun), "reasoning_content": f"{line}\n"})
                            begun = True
                content, usage = self._content((await making.result()).body)
        for start in range(0, len(content), _PIECE_CHARACTERS):
            yield self.reply.piece({**_role(begun), "content": content[start : start + _PIECE_CHARACTERS]})
            begun = True
        yield self.reply.piece({}, finish_reason="stop")
        if self.completion.stream_options and self.completion.stream_options.include_usage:
            yield self.reply.bill(usage)
        yield DONE

    async def _found(self) -> Order:
        return self.order if self.what.url is None else await self.services.fetch(self.what.url, self.order)

    def _content(self, body: bytes) -> tuple[str, Usage | None]:
        brief = Brief.model_validate_json(body)
        content = body.decode() if self.completion.wants_json else render.markdown(brief)
        return content, None if brief.cached else brief.usage  # what was made earlier costs nothing now


def _role(begun: bool) -> dict[str, str]:
    """Who speaks; said once."""
    return {} if begun else {"role": "assistant"}


def _models(services: Services) -> tuple[str, ...]:
    return (_NAME, *(f"{_NAME}-{engine}" for engine in services.engines))


def _engine(services: Services, model: str) -> str | None:
    """The engine a model's name stands for; None: the server's own choice."""
    if model not in _models(services):
        raise Refusal("no-such-model", f"There are: {', '.join(_models(services))}.")
    return model.removeprefix(_NAME).removeprefix("-") or None


def _described(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _RELEASED, "owned_by": _NAME}
