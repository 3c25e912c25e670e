"""Work that goes on after its request was answered: chat tools want a word within seconds, and the brief later."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from service.cache import Order
from service.core.brief import Brief
from service.web.pasted import Pasted
from service.web.problems import stopped, told
from service.wiring import Services

_LAST_WORDS_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Later:
    """Work in the background that is waited for before the server stops."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it now, without waiting for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    @asynccontextmanager
    async def running(self, seconds: float) -> AsyncIterator[None]:
        """Take on work while the block runs; at its end, wait for what is being done as `finish` does."""
        try:
            yield
        finally:
            await self.finish(seconds)

    async def finish(self, seconds: float) -> None:
        """Wait for what is being done; what is not done by then is stopped, and has a moment to say so."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for moment in (_LAST_WORDS_SECONDS, None):
            for task in late:
                task.cancel()
            if late:
                _, late = await asyncio.wait(late, timeout=moment)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            # What it says may hold an article.
            _log.error("work in the background failed: %s", type(task.exception()).__name__)


async def brief_or_words(services: Services, asked: Pasted, owner: str) -> Brief | str:
    """The brief of what was pasted, or in words why there is none: whoever was told to wait must hear of either."""
    try:
        order = Order(asked.text, owner=owner)
        if asked.url is not None:
            order = await services.fetch(asked.url, order)
        async with services.making(order) as making:
            return Brief.model_validate_json((await making.result()).body)
    except asyncio.CancelledError:  # by `finish`, which stops whoever says too much about it
        return " ".join(told(stopped(), "").lines)
    except Exception as error:
        return " ".join(told(error, secrets.token_hex(8)).lines)
