"""`precis verify`: a brief, or claims of any origin, checked against an article; no model is asked."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import input as given
from service.cli import output
from service.cli.exits import FAILED
from service.core.errors import InputError, NotAnArticle, TooLarge

if TYPE_CHECKING:
    from pydantic import ValidationError
    from rich.console import RenderableType

    from service.core.article import Article
    from service.core.brief import Brief
    from service.core.verification import PlainClaim, VerificationReport, VerifiedLine

CLAIMS_HELP = """\
[bold]Claims[/bold] are a JSON list, or an object with the list under "claims":
  \\[{"kind": "fact", "statement": "23 people died.", "sentences": \\[1]},
   {"kind": "position", "party": "Ana Duro",
    "statement": "Duro wants a raise.", "evidence": \\["The union wants a raise"]}]
Kinds: headline, fact, party, position, question. Exit code 1 when one fails.
"""


def verify(
    file: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article: UTF-8 text, a page in .html or a PDF; - for stdin.")
    ],
    claims: Annotated[Path, typer.Argument(metavar="BRIEF_OR_CLAIMS", help="JSON: a brief, or claims (see below).")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document; what stdout gets when it is no terminal.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="The article is a web page: find it in there.")] = False,
) -> None:
    """Check a brief, or claims, against an article.

    Every line gets a verdict: what it was checked against, the checks it failed, and what to look at twice.
    """
    if Path(file) == claims == given.STDIN:
        raise typer.BadParameter("only one of the two can be read from stdin")
    settings = given.load_settings()
    source = given.read_source(file, html=html)
    if source.url is not None:
        raise typer.BadParameter("give a file: the brief of a link carries the text it was made from, as article.text")
    text = source.text if source.page is None else asyncio.run(_extracted(source.page))
    if len(text) > settings.max_input_characters:
        raise TooLarge(settings.max_input_characters, "characters")
    report = _report(text, given.as_text(given.read_bytes(claims), claims).removeprefix("\ufeff"), claims.name)
    if as_json or not output.is_watched():
        output.write(report.model_dump_json(indent=2) + "\n")
    else:
        output.show(_table(report))
    if not report.passed:
        raise typer.Exit(FAILED)


async def _extracted(page: bytes) -> str:
    from service.reading import open_reader

    async with open_reader() as reader:
        return (await reader.read(page)).text


def _report(text: str, document: str, name: str) -> "VerificationReport":
    """The verdict on a document: a brief, claims, or a list of claims."""
    from service.core.article import segment
    from service.core.verification import verify_brief, verify_claims

    try:
        raw = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not JSON: {error}") from error
    if isinstance(raw, dict) and "claims" not in raw:
        brief = _read_brief(document, name)
        return verify_brief(_with_sentences(segment(text, published_at=brief.article.published_at)), brief)
    return verify_claims(_with_sentences(segment(text)), _read_claims(raw, name))


def _read_brief(document: str, name: str) -> "Brief":
    from pydantic import ValidationError

    from service.core.brief import Brief

    try:
        return Brief.model_validate_json(document)
    except ValidationError as error:
        raise InputError(f"{name} is neither a brief nor claims: {_first_problem(error)}") from None


def _read_claims(raw: object, name: str) -> "tuple[PlainClaim, ...]":
    from pydantic import TypeAdapter, ValidationError

    from service.core.verification import MAX_CLAIMS, PlainClaim

    entries = raw["claims"] if isinstance(raw, dict) else raw
    if not isinstance(entries, list) or not entries:
        raise InputError(f"{name} holds no claims: give a JSON list of them, or a brief")
    if len(entries) > MAX_CLAIMS:
        raise InputError(f"{name} holds more than {MAX_CLAIMS} claims; give them in parts")
    try:
        return TypeAdapter(tuple[PlainClaim, ...]).validate_json(json.dumps(entries))
    except ValidationError as error:
        raise InputError(f"{name}: {_first_problem(error)}") from None


def _first_problem(error: "ValidationError") -> str:
    """Where a document first departs from its shape; what stands there is not repeated."""
    problem = error.errors(include_input=False, include_url=False, include_context=False)[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in problem["loc"]).lstrip(".")
    message = problem["msg"].removeprefix("Value error, ")
    others = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{place}: {message}{others}" if place else f"{message}{others}"


def _with_sentences(article: "Article") -> "Article":
    if not article.sentences:
        raise NotAnArticle("the article has no sentence to check against")
    return article


def _table(report: "VerificationReport") -> "RenderableType":
    """The verdicts, a row each."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from service.render.words import one_line

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold", ratio=1)
    for line in report.lines:
        mark = Text("✓", style="green") if line.passed else Text("✗", style="bold red")
        table.add_row(mark, line.id, Text("\n").join(Text(said, style) for said, style in _said(line)))
    failed = sum(not line.passed for line in report.lines)
    notes = [Text(f"✗ {one_line(problem)}", style="bold red") for problem in report.tampering]
    notes += [Text(f"! {one_line(warning)}", style="yellow") for warning in report.warnings]
    notes.append(Text(f"{failed} of {len(report.lines)} failed; {len(report.checks)} checks were run.", style="dim"))
    return Group(table, *notes)


def _said(line: "VerifiedLine") -> Iterator[tuple[str, str]]:
    """The lines of a verdict and their styles."""
    from service.render.words import one_line, references

    cited = f" [{references(line.evidence)}]" if line.evidence else ""
    yield f"{one_line(line.statement)}{cited}", ""
    for reason in line.reasons:
        yield f"{reason.check}: {one_line(reason.detail)}", "red"
    for flag in line.flags:
        yield f"⚑ {flag.check}: {one_line(flag.detail)}", "yellow"
