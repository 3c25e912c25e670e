"""How the commands of `precis eval` end when they cannot do their work."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from service.cli import output
from service.core.errors import PrecisError

COULD_NOT_RUN = 2


@contextmanager
def or_could_not_run() -> Iterator[None]:
    """Whatever goes wrong ends in the exit code that no verdict has: a crash must not pass for a regression."""
    try:
        yield
    except PrecisError as error:
        output.complain(str(error))
        raise typer.Exit(COULD_NOT_RUN) from error
    except (typer.Exit, typer.BadParameter):
        raise
    except Exception as error:
        traceback.print_exc()
        raise typer.Exit(COULD_NOT_RUN) from error
