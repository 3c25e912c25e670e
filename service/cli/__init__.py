"""The command line: `precis brief | verify | serve | eval | keys`, one file a command.

Everything slow to import is imported inside the commands, so that `precis --help` answers at once.
"""

import sys
from typing import Annotated

import typer

from service import __version__
from service.cli.brief import brief
from service.cli.eval import evaluation
from service.cli.exits import CODES, code_of
from service.cli.keys import keys
from service.cli.mcp import mcp
from service.cli.output import complain
from service.cli.serve import serve
from service.cli.verify import CLAIMS_HELP, verify
from service.core.errors import PrecisError

_EPILOG = """\
[bold]Examples[/bold]
  precis brief article.txt                  a readable brief on the terminal
  precis brief page.html --markdown         of a web page, as Markdown
  curl -s URL | precis brief --html --json  of a page from a pipe, as JSON
  precis brief a.txt > brief.json           JSON, whenever nobody is looking
  precis verify a.txt brief.json            check a brief against its article
  precis serve --port 8000                  the HTTP API, docs at /docs
  precis eval                               score the briefs of gold articles

[bold]Who writes[/bold]
  Without any setting: the built-in extractive engine, on this machine, with
  no key and no network. With OPENAI_API_KEY or OPENAI_BASE_URL set: a model.

[bold]Exit codes[/bold]
""" + "\n".join(f"  {code:<4} {meaning}" for code, meaning in CODES.items())

app = typer.Typer(
    name="precis",
    help="Turn an article into a structured brief that can be checked: key facts, positions by party and open "
    "questions, each tied to the exact sentences it rests on.",
    epilog=_EPILOG,
    rich_markup_mode="rich",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(brief)
app.command(epilog=CLAIMS_HELP)(verify)
app.command()(serve)
app.command()(mcp)
app.add_typer(evaluation, name="eval")
app.add_typer(keys, name="keys")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"precis {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def _with_its_cost(error: PrecisError) -> str:
    """What went wrong, and what was paid for it all the same."""
    if error.spent is None:
        return str(error)
    from service.core.assembly import usage_of
    from service.render.words import usage

    return f"{error} (spent: {usage(usage_of(error.spent))})"


def main() -> None:
    """Run the command line; an error of the product is one line on stderr and an exit code."""
    try:
        app(prog_name="precis")
    except PrecisError as error:
        complain(_with_its_cost(error))
        sys.exit(code_of(error))
