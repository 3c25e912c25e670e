"""How far a brief has come, on stderr, while somebody watches: a line that counts, and what has passed or failed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.core.steps import Step

Show = Callable[["Step"], None]


def is_shown() -> bool:
    """Whether somebody watches: stderr is a terminal."""
    return sys.stderr.isatty()


@contextmanager
def progress(*, with_items: bool = False) -> Iterator[Show]:
    """What to show each step of a brief; the line that counts is gone at the end. Silent where stderr is no terminal.

    Args:
        with_items: Whether each item stands above that line as soon as it has passed the checks or failed one.
    """
    if not is_shown():
        yield _show_nothing
        return
    from rich.console import Console
    from rich.markup import escape

    from service.render import steps as rendered

    counts, has_items = Counts(), False
    console = Console(stderr=True, highlight=False)
    with console.status("reading") as status:

        def show(step: "Step") -> None:
            nonlocal has_items
            counts.add(step)
            status.update(escape(str(counts)))
            line = rendered.line(step) if with_items else None
            if line is not None:
                console.print(line)
                has_items = True

        yield show
    if has_items:
        console.print()


def _show_nothing(_step: "Step") -> None:
    pass


class Counts:
    """What has happened so far, in words: "24 sentences, gpt-x is writing: 12 verified, 1 to repair"."""

    def __init__(self) -> None:
        self._sentences = 0
        self._engine = ""
        self._verified = 0
        self._repaired = 0
        self._failed = 0
        self._set_aside = 0

    def add(self, step: "Step") -> None:
        """Take note of a step."""
        from service.core import steps

        match step:
            case steps.Segmented(article=article):
                self._sentences = len(article.sentences)
            case steps.Answered(engine=engine):
                self._engine = engine.model or engine.name
            case steps.Grounded():
                self._verified += 1
            case steps.Failed():
                self._failed += 1
            case steps.Repaired():
                self._repaired += 1
            case steps.PutAside():
                self._set_aside += 1
            case steps.Warned() | steps.Merged() | steps.Done():
                pass

    def __str__(self) -> str:
        from service.render.words import count

        counted = [count(self._sentences, "sentence")]
        if self._engine:
            counted.append(f"{self._engine}: {count(self._verified + self._repaired, 'item')} verified")
        waiting = self._failed - self._repaired - self._set_aside
        if self._repaired:
            counted.append(f"{self._repaired} of them repaired")
        if waiting > 0:
            counted.append(f"{waiting} to repair")
        if self._set_aside:
            counted.append(f"{self._set_aside} set aside")
        return ", ".join(counted)
