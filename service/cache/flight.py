"""A brief in the making, and everybody who waits for it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any, Generic, TypeVar

from service.core.steps import Step

Tell = Callable[[Step], None]
Result = TypeVar("Result")


class Flight(Generic[Result]):
    """One piece of work for many: whoever joins late is told the steps from the first.

    It goes on while anybody waits, whoever began it, and is cancelled when the last one leaves.
    """

    def __init__(self, work: Callable[[Tell], Coroutine[Any, Any, Result]]) -> None:
        """Begin the work, which calls what it is given with each of its steps."""
        self._steps: list[Step] = []
        self._moved = asyncio.Event()
        self._waiting = 0
        self._task = asyncio.create_task(work(self._tell))
        self._task.add_done_callback(self._ended)

    @property
    def is_over(self) -> bool:
        """Whether the work has ended, or is being stopped."""
        return self._task.done() or self._task.cancelling() > 0

    def join(self) -> None:
        """Wait with the others."""
        self._waiting += 1

    async def leave(self) -> None:
        """Wait no longer; the last one to leave stops the work."""
        self._waiting -= 1
        if not self._waiting and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task})

    async def steps(self) -> AsyncGenerator[Step, None]:
        """The steps so far, and then each as it comes, until the work ends well or not."""
        seen = 0
        while True:
            moved = self._moved  # taken before looking, so that no step comes in between
            while seen < len(self._steps):
                yield self._steps[seen]
                seen += 1
            if self._task.done():
                return
            await moved.wait()

    async def result(self) -> Result:
        """What came of it. Raises what the work raised."""
        await asyncio.wait({self._task})
        return self._task.result()

    def _tell(self, step: Step) -> None:
        self._steps.append(step)
        self._move()

    def _ended(self, task: "asyncio.Task[Result]") -> None:
        if not task.cancelled():
            task.exception()  # looked at here: everybody may have left by now
        self._move()

    def _move(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
