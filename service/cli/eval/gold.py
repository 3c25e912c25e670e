"""`precis eval lint` and `precis eval new-case`: work on gold cases."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli import input as given
from service.cli import output
from service.cli.eval.exits import or_could_not_run
from service.core.errors import InputError


@or_could_not_run()
def lint(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]", help="Gold cases. \\[default: the whole suite]")
    ] = None,
    *,
    suite: Annotated[
        Path | None, typer.Option("--suite", metavar="FOLDER", help="Gold cases. \\[default: those of precis]")
    ] = None,
) -> None:
    """Say what is wrong or doubtful with gold cases. Exit code 1: something is wrong."""
    from evals.cases import GOLD
    from evals.lint import lint as problems_of

    folder = suite or GOLD
    paths = tuple(files or sorted(folder.glob("*.yaml")))
    if not paths:
        raise InputError(f"there is no gold case (*.yaml) in {folder}")
    for path in paths:
        if not path.is_file():
            raise InputError(f"there is no file {str(path)!r}")
    wrong = doubtful = 0
    for path, problems in problems_of(paths):
        for problem in problems:
            output.write(f"{path.name}: {problem}\n")
            wrong += problem.severity == "wrong"
            doubtful += problem.severity == "doubtful"
    output.say(f"{len(paths)} {'file' if len(paths) == 1 else 'files'}: {wrong} wrong, {doubtful} doubtful")
    raise typer.Exit(1 if wrong else 0)


@or_could_not_run()
def new_case(
    article: Annotated[Path | None, typer.Argument(metavar="FILE|-", help="The article: UTF-8 text.")] = None,
    *,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline, if that is not in the text.")] = None,
    published_at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    suite: Annotated[
        Path | None, typer.Option("--suite", metavar="FOLDER", help="Write it there. \\[default: to stdout]")
    ] = None,
) -> None:
    """Begin a gold case from an article: every field with what belongs there, to be filled in by a person."""
    from evals.scaffold import scaffold, slug

    text = given.as_text(given.read_bytes(article), article)
    if not text.strip():
        raise InputError("there is no article in it")
    made = scaffold(text, title=title, published_at=published_at.date() if published_at else None)
    if suite is None:
        output.write(made)
        return
    path = suite / f"{slug(title or text)}.yaml"
    if path.exists():
        raise InputError(f"{path} is there already; give the case another --title, or move it")
    try:
        suite.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"cannot write {str(path)!r}: {error.strerror}") from error
    output.say(f"written: {path}; fill it in, then: precis eval lint {path}")
