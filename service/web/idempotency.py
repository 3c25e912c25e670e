"""`Idempotency-Key`: what was answered under a caller's own key is answered again, and never worked on twice at once.

After draft-ietf-httpapi-idempotency-key-header-07. Unlike it, a key is free again after an error: an error leaves
nothing behind, and what a model was paid for before it is in the cache where it was finished.
"""

import asyncio
import hashlib
import json
import logging
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from service.access import Caller
from service.core.errors import StoreUnavailable
from service.store import Answer, Store
from service.web.problems import Refusal

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_SECONDS = 86_400.0
_LEASE_SECONDS = 15.0  # how long the key of a process that died is held
_RETRY_SECONDS = "2"
_LONGEST = 255
_BARE = re.compile(r"[\x21\x23-\x7e][\x21-\x7e]*")
_QUOTED = re.compile(r'"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"')  # a string of RFC 8941, without spaces
_log = logging.getLogger(__name__)


def key_of(request: Request) -> str | None:
    """The key a request brings, bare or in quotation marks; None without one.

    Raises:
        Refusal: 400, where there are two, or it is not 1 to 255 visible ASCII characters.
    """
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    quoted = _QUOTED.fullmatch(given[0])
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else given[0] if _BARE.fullmatch(given[0]) else ""
    if len(given) > 1 or not 1 <= len(key) <= _LONGEST:
        raise Refusal("malformed", f"{HEADER} is sent once, and is 1 to {_LONGEST} visible ASCII characters.")
    return key


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to answer a request: under a key nobody else has it; without a key there is nothing to remember."""

    store: Store
    key: str | None = None
    holder: str = ""

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold the key while the answer is made. A key without an answer at the end is free again."""
        if self.key is None:
            yield
            return
        renewing = asyncio.create_task(self._renew(self.key))
        try:
            yield
        finally:
            renewing.cancel()
            # Whoever asks again must not wait for a key that nobody holds, though this caller has gone.
            await asyncio.shield(asyncio.create_task(self._surrender(self.key)))

    async def settle(self, answer: Answer) -> None:
        """Remember the answer. One that cannot be remembered is still given: it may have cost money."""
        if self.key is None:
            return
        try:
            await self.store.settle(self.key, self.holder, answer, keep_seconds=KEPT_SECONDS)
        except StoreUnavailable as error:
            _log.error("an answer was not kept under its key: %s", error)

    async def _renew(self, key: str) -> None:
        while True:
            await asyncio.sleep(_LEASE_SECONDS / 3)
            try:
                await self.store.renew_key(key, self.holder, lease_seconds=_LEASE_SECONDS)
            except StoreUnavailable as error:
                _log.warning("the lease of a key could not be renewed: %s", error)

    async def _surrender(self, key: str) -> None:
        try:
            await self.store.surrender(key, self.holder)
        except StoreUnavailable as error:
            _log.warning("a key could not be given back and is free again by itself: %s", error)


async def turn_of(request: Request, store: Store, caller: Caller, asked: Mapping[str, object]) -> Turn | Response:
    """The right to answer a request, or the answer that was given under its key.

    Args:
        request: The request; its route is part of where a key counts, as is the caller.
        store: Where every process looks.
        caller: Who asks.
        asked: What is asked, as read; what JSON cannot hold is written as `str`.

    Raises:
        Refusal: 400 for no proper key, 409 while it is being answered, 422 where something else was asked under it.
        StoreUnavailable: Whether the key is free cannot be told.
    """
    key = key_of(request)
    if key is None:
        return Turn(store)
    scope = _hash(json.dumps([caller.key_id, request.method, request.url.path, key]))
    fingerprint = _hash(json.dumps(asked, sort_keys=True, default=str))
    turn = Turn(store, scope, secrets.token_hex(16))
    reserved = await store.reserve(scope, fingerprint, turn.holder, lease_seconds=_LEASE_SECONDS)
    if reserved.is_won:
        return turn
    if not reserved.is_same_request:
        raise Refusal("idempotency-key-reused")
    if reserved.answer is None:
        raise Refusal("idempotency-key-in-use", headers={"Retry-After": _RETRY_SECONDS})
    answer = reserved.answer
    headers = {"Content-Location": f"/v1/briefs/{answer.brief_id}", "Vary": "Accept", REPLAYED: "true"}
    return Response(answer.body, headers=headers, media_type=answer.media_type)


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
