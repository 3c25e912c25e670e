"""How much is done at once: so many briefs in the making, so many in a queue before them, and then a refusal."""

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from service.core.errors import Overloaded

# How much a new duration counts in the average that says how long a place takes to become free.
_WEIGHT = 0.1
_LONGEST_ADVICE_SECONDS = 60.0
_MOST_OF_IT = 0.9  # of somebody's time is waited; the rest is for saying so in time


class Gate:
    """Lets in as many as there are places, the others in the order they came. Use one for each event loop."""

    def __init__(self, *, places: int, queue: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Make a gate.

        Args:
            places: How many may be inside.
            queue: How many may wait; the next one is refused.
            clock: The time, in seconds.
        """
        self._places = places
        self._longest_queue = queue
        self._clock = clock
        self._inside = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._usual_seconds: float | None = None  # inside, on average of late

    @property
    def inside(self) -> int:
        """How many are inside."""
        return self._inside

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    def check(self) -> None:
        """Refuse now what would be refused later. Raises Overloaded where the queue is full."""
        if self._inside >= self._places and len(self._queue) >= self._longest_queue:
            raise self._overloaded(self._expected_seconds())

    @asynccontextmanager
    async def place(self, *, seconds: float = math.inf) -> AsyncIterator[None]:
        """Hold a place.

        Args:
            seconds: How long it may take until the place is given up again. Whoever has to wait is let in only while
                there is time for what it usually takes inside: what begins and cannot end is paid for in vain.

        Raises:
            Overloaded: At once where the queue is full or would take too long; else as soon as that is clear.
        """
        if self._inside < self._places:
            self._inside += 1
        else:
            await self._turn(seconds)
        began = self._clock()
        try:
            yield
        finally:
            self._note(self._clock() - began)
            self._leave()

    def _leave(self) -> None:
        """Hand the place to whoever has waited longest."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._inside -= 1

    async def _turn(self, seconds: float) -> None:
        wait = self._expected_seconds()
        self.check()
        if wait + self._usual > seconds:
            raise self._overloaded(wait)
        came = self._clock()
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(None if math.isinf(seconds) else seconds * _MOST_OF_IT):
                await turn
            if self._clock() - came + self._usual > seconds:
                raise self._overloaded(wait)
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._leave()  # its turn came while it was giving up
            else:
                self._queue.remove(turn)
            if isinstance(error, TimeoutError):
                raise self._overloaded(wait) from error
            raise

    def _overloaded(self, wait: float) -> Overloaded:
        return Overloaded(retry_after_seconds=min(max(wait, 1.0), _LONGEST_ADVICE_SECONDS))

    @property
    def _usual(self) -> float:
        return self._usual_seconds or 0.0

    def _expected_seconds(self) -> float:
        """How long whoever comes now would wait, going by how long the last ones took."""
        return (len(self._queue) + 1) * self._usual / self._places

    def _note(self, seconds: float) -> None:
        usual = self._usual_seconds
        self._usual_seconds = seconds if usual is None else usual + _WEIGHT * (seconds - usual)
