"""`precis brief`: an article in, a brief out."""

import asyncio
import logging
from contextlib import aclosing
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.cli import input as given
from service.cli import output
from service.cli.progress import is_shown, progress

if TYPE_CHECKING:
    from service.core.brief import Brief
    from service.core.engine import Request
    from service.settings import Settings

Engines = Literal["auto", "llm", "extractive", "replay"]


def _is_unicode(text: str | None) -> str | None:
    # A shell hands over any bytes; half surrogates stand for those that are no text.
    if text is not None and not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise typer.BadParameter("it is not UTF-8")
    return text


def _is_language(code: str | None) -> str | None:
    if code is not None and not (len(code) == 2 and code.isascii() and code.islower()):
        raise typer.BadParameter("two small letters, as in: en, de, fr")
    return code


def brief(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|URL|-",
            help="The article: UTF-8 text, a page in .html, a PDF, or the address of one of them. Stdin when left out.",
            callback=_is_unicode,
        ),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document; what stdout gets when it is no terminal.")
    ] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Markdown, to paste.")] = False,
    as_text: Annotated[
        bool, typer.Option("--text", help="Readable text; what a terminal gets. For a pager: --text | less.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="The input is a web page: find the article in it.")] = False,
    engine: Annotated[Engines | None, typer.Option(help="Who writes. \\[default: PRECIS_ENGINE]")] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Model to ask. \\[default: PRECIS_MODEL]", callback=_is_unicode)
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The article's headline.", callback=_is_unicode)
    ] = None,
    published_at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Day of publication: what “Thursday” is resolved against."
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", callback=_is_language, help="Language of the brief (ISO 639-1). \\[default: the article's]"
        ),
    ] = None,
    max_facts: Annotated[int | None, typer.Option(min=0, metavar="N", help="Most key facts.")] = None,
    max_questions: Annotated[int | None, typer.Option(min=0, metavar="N", help="Most open questions.")] = None,
    deadline: Annotated[
        float | None,
        typer.Option(
            min=0.1, metavar="SECONDS", help="What is verified by then is given. \\[default: PRECIS_DEADLINE_SECONDS]"
        ),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            metavar="USD",
            help="Most dollars; what is verified for it is given. \\[default: PRECIS_BUDGET_USD]",
        ),
    ] = None,
    max_calls: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Most calls to the model. \\[default: PRECIS_MAX_CALLS_PER_BRIEF]"),
    ] = None,
    max_tokens: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Most tokens, in and out. \\[default: PRECIS_MAX_TOKENS_PER_BRIEF]"),
    ] = None,
) -> None:
    """Brief an article.

    On a terminal it prints a brief to read, each line with the sentences it rests on; into a pipe, JSON.

    While a model writes, a terminal shows each line as soon as it has passed the checks.
    """
    if as_json + as_markdown + as_text > 1:
        raise typer.BadParameter("choose one of --json, --markdown and --text")
    if budget == 0:
        raise typer.BadParameter("--budget is more than 0 dollars")
    settings = given.load_settings(
        engine=engine,
        model=model,
        deadline_seconds=deadline,
        budget_usd=budget,
        max_calls_per_brief=max_calls,
        max_tokens_per_brief=max_tokens,
    )
    if model is not None and settings.engine_name == "extractive":
        raise typer.BadParameter("--model needs OPENAI_API_KEY or OPENAI_BASE_URL: the extractive engine asks none")
    article = given.read_source(source, html=html)

    # What goes wrong ends up in the brief's warnings or in the one line of an error; a log would say it twice.
    logging.getLogger("service").addHandler(logging.NullHandler())

    from service.core.engine import Request

    # Item by item costs more work; it is worth it only where somebody watches the progress.
    request = Request(language=language, max_facts=max_facts, max_questions=max_questions, stream=is_shown())
    day = published_at.date() if published_at else None
    is_readable = as_text or (output.is_watched() and not as_json and not as_markdown)
    # The built-in engine says everything at once: there is nothing to wait for.
    with_items = is_readable and output.is_watched() and settings.engine_name != "extractive"
    made = asyncio.run(_made(settings, article, request, title=title, published_at=day, with_items=with_items))

    from service import render

    if as_markdown:
        output.write(render.markdown(made))
    elif is_readable:
        output.show(render.terminal(made))
    else:
        output.write(made.model_dump_json(indent=2) + "\n")


async def _made(
    settings: "Settings",
    source: given.Source,
    request: "Request",
    *,
    title: str | None,
    published_at: date | None,
    with_items: bool,
) -> "Brief":
    """The brief of an article, with its progress on stderr."""
    from service.cache import Order
    from service.core.summarize import finish
    from service.wiring import open_services

    # One brief at the command line is nobody's to keep: it leaves no file behind, and works in a read-only folder.
    with TemporaryDirectory(prefix="precis-") as folder:
        forgetful = settings.model_copy(update={"data_dir": Path(folder), "database_url": None})
        async with open_services(forgetful) as services:
            order = Order(source.text, title=title, published_at=published_at)
            if source.url is not None:
                order = await services.fetch(source.url, order)
            elif source.page is not None:
                order = await services.read(source.page, order)
            article = services.article(
                order.text, title=order.title, source_url=order.source_url, published_at=order.published_at
            )
            steps = services.steps(article, request, keep_text=order.keep_text)
            async with aclosing(steps):
                with progress(with_items=with_items) as show:
                    return await finish(steps, [show])
