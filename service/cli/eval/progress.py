"""How far a run has come, on stderr: a bar where somebody watches, a line now and then where nobody does."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.cli import output
from service.cli.progress import is_shown

if TYPE_CHECKING:
    from evals.outcomes import Outcome
    from evals.runner import Progress

_LINES = 10  # of a run that nobody watches, apart from its errors


@contextmanager
def shown(planned: int, *, clock: Callable[[], float] = time.monotonic) -> Iterator["Callable[[Progress], None]"]:
    """What to tell the progress of a run."""
    if not is_shown():
        yield _Lines(planned, clock).tell
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("asking"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(compact=True),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("", total=planned)

        def tell(progress: "Progress") -> None:
            if progress.last is not None and progress.last.error is not None:
                bars.console.print(escape(_told(progress.last)), highlight=False)
            bars.update(bar, completed=progress.done, description=escape(account(progress)))

        yield tell


def account(progress: "Progress") -> str:
    """What went wrong and what it cost: "2 errors, $0.0312"; nothing of a cost that is not known at all."""
    parts = []
    if progress.errors:
        parts.append(f"{progress.errors} error{'s' if progress.errors > 1 else ''}")
    if progress.cost_usd:
        parts.append(f"{'at least ' if progress.has_unknown_cost else ''}${progress.cost_usd:.4f}")
    return ", ".join(parts)


class _Lines:
    """A line for every error, and for every tenth of the run."""

    def __init__(self, planned: int, clock: Callable[[], float]) -> None:
        self._step = max(1, planned // _LINES)
        self._clock = clock
        self._started = clock()
        self._done_before: int | None = None  # in earlier sittings

    def tell(self, progress: "Progress") -> None:
        """Say what is new."""
        if self._done_before is None:
            self._done_before = progress.done
            return
        if progress.last is not None and progress.last.error is not None:
            output.say(_told(progress.last))
        if progress.done % self._step == 0 or progress.done == progress.planned:
            said = ", ".join(
                filter(None, (f"{progress.done}/{progress.planned}", account(progress), self._left(progress)))
            )
            output.say(f"  {said}")

    def _left(self, progress: "Progress") -> str:
        """How long the rest takes at the pace until now."""
        asked = progress.done - (self._done_before or 0)
        left = progress.planned - progress.done
        if not left or not asked:
            return ""
        minutes, seconds = divmod(round((self._clock() - self._started) / asked * left), 60)
        return f"{minutes}:{seconds:02} left"


def _told(outcome: "Outcome") -> str:
    """A case that failed, on a line."""
    message = f"{outcome.error.kind}: {outcome.error.message}" if outcome.error is not None else ""
    return f"  {outcome.case} ({outcome.arm}): {' '.join(message.split())}"
