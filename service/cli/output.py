"""What the commands write: one document on stdout, everything else on stderr."""

import os
import sys
from typing import TYPE_CHECKING

import typer

from service.cli.exits import CLOSED_PIPE

if TYPE_CHECKING:
    from rich.console import RenderableType


def write(text: str) -> None:
    """Put a whole document on stdout, in UTF-8. A reader that has gone ends the program without a word."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # What is still buffered would raise again when the interpreter closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(CLOSED_PIPE) from error


def show(renderable: "RenderableType") -> None:
    """Put something readable on stdout: in colour on a terminal, unless NO_COLOR is set."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    with console.capture() as captured:
        console.print(renderable)
    text = captured.get()
    if not is_watched():  # what fills a line up on a terminal is noise in a file
        text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    write(text)


def is_watched() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def say(line: str) -> None:
    """A line for the person at the terminal, on stderr."""
    typer.echo(line, err=True)


def complain(message: str) -> None:
    """An error, on one line of stderr."""
    say(f"precis: {' '.join(message.split())}")
