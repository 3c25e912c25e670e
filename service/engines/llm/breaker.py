"""A circuit breaker: a model that keeps failing is left alone for a while, so that nobody waits for it in vain."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Retries within one brief see a fault each; the share is high enough that 30% of random faults never open it.
_WINDOW_SECONDS = 30.0
_LEAST_CALLS = 20
_FAILED_SHARE = 0.6
_OPEN_SECONDS = 30.0
_BUSY_TRIAL_SECONDS = 5.0


class Open(Exception):
    """The model is being left alone.

    Attributes:
        seconds: When to ask again, at the earliest.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"left alone for {seconds:.0f} more seconds")
        self.seconds = seconds


class Breaker:
    """Opens when 60% of at least 20 calls within 30 seconds failed; after 30 seconds lets a single call try.

    Own code, because the libraries looked at (purgatory 3, pybreaker 1) count failures in a row, and a provider that
    answers one call in three never fails often enough in a row.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: deque[tuple[float, bool]] = deque()  # when one ended, and whether it failed
        self._failed = 0
        self._opened_at: float | None = None
        self._trial_runs = False

    @contextmanager
    def guarding(self, is_fault: Callable[[Exception], bool]) -> Iterator[None]:
        """Watch one call.

        Args:
            is_fault: Whether an error speaks against the model. Of other errors it is known that it answers.

        Raises:
            Open: Before the call: it is not to be made.
        """
        is_trial = self._admitted()
        try:
            yield
        except Exception as error:
            self._ended(failed=is_fault(error), is_trial=is_trial)
            raise
        except BaseException:  # somebody stopped waiting, which says nothing about the model
            self._trial_runs = self._trial_runs and not is_trial
            raise
        self._ended(failed=False, is_trial=is_trial)

    def fail(self) -> None:
        """Count a call that had been counted as answered, and then broke off, as failed."""
        answered = next((index for index, (_, failed) in enumerate(self._calls) if not failed), None)
        if answered is not None:
            del self._calls[answered]
        self._ended(failed=True, is_trial=False)

    def _admitted(self) -> bool:
        """Whether the call about to be made is the trial of an open breaker."""
        if self._opened_at is None:
            return False
        left = self._opened_at + _OPEN_SECONDS - self._clock()
        if left > 0:
            raise Open(left)
        if self._trial_runs:
            raise Open(_BUSY_TRIAL_SECONDS)
        self._trial_runs = True
        return True

    def _ended(self, *, failed: bool, is_trial: bool) -> None:
        now = self._clock()
        if is_trial:
            self._trial_runs = False
            self._opened_at = now if failed else None
            return
        if self._opened_at is not None:
            return  # begun before it opened: only the trial decides
        self._calls.append((now, failed))
        self._failed += failed
        while self._calls[0][0] <= now - _WINDOW_SECONDS:
            self._failed -= self._calls.popleft()[1]
        if failed and len(self._calls) >= _LEAST_CALLS and self._failed >= _FAILED_SHARE * len(self._calls):
            self._opened_at = now
            self._calls.clear()
            self._failed = 0
