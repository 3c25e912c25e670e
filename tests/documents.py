"""The parts of the documents that are made from the code. `python -m tests.documents` writes them again."""

import asyncio
import functools
import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from rich.console import Console

from benchmarks.checks import judged
from benchmarks.speakers import scores
from service.app import create_app
from service.cli.exits import CODES
from service.core.brief import Brief, Party
from service.core.checks import CHECKS
from service.render import terminal
from service.render.events import EVENTS
from service.settings import Settings
from service.surfaces.briefs import BriefRequest, Limits
from service.web.problems import KINDS
from service.wiring import open_services

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_SAMPLE = ROOT / "examples" / "article.txt"
_HELD_OUT = ROOT / "benchmarks" / "drafts" / "held-out"


def stale() -> list[str]:
    """Names of the parts that are not what the code says."""
    return [
        f"{path.name}: {name}"
        for path, parts in PARTS.items()
        for name, make in parts.items()
        if _written(path.read_text(encoding="utf-8"), name) != make()
    ]


def update() -> None:
    """Write every part again."""
    for path, parts in PARTS.items():
        text = path.read_text(encoding="utf-8")
        for name, make in parts.items():
            before, written, after = _split(text, name)
            if written is None:
                raise SystemExit(f"{path.name} has no part named {name!r}")
            text = f"{before}\n{make()}\n{after}"
        path.write_text(text, encoding="utf-8")


def settings_table() -> str:
    """Every setting: its variable, its default, what it is for."""
    rows = ["| Variable | Default | |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in {None, PydanticUndefined, ()} else _default(field.default)
        rows.append(f"| `{variable(name)}` | {default} | {_cell(field.description or '')} |")
    return "\n".join(rows)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    choices: list[Any] = list(getattr(alias, "choices", []))
    return str(choices[0]) if choices else f"PRECIS_{name.upper()}"


def checks_table() -> str:
    """Every check: its id and the rule its file begins with."""
    rows = ["| Check | | Languages |", "|---|---|---|"]
    for check in CHECKS:
        rule = " ".join(check.rule.partition("\n\n")[0].split())
        rows.append(f"| `{check.id}` | {_cell(rule)} | {'English' if check.english_only else 'all'} |")
    return "\n".join(rows)


def rates() -> str:
    """How often the checks are right, and the built-in engine about speakers, on articles nobody looked at."""
    items = list(judged(_HELD_OUT))
    true = [item for item in items if item.kind == "true"]
    planted = [item for item in items if item.kind != "true"]
    rejected, caught = (sum(not item.outcome.is_grounded for item in some) for some in (true, planted))
    flagged = sum(item.outcome.is_grounded and bool(item.outcome.flags) for item in true)
    articles = list(scores(_HELD_OUT, show=False))
    quoted, rightly = sum(article.quotes for article in articles), sum(article.rightly for article in articles)
    return (
        f"| On {len(articles)} articles that nobody looked at while the checks were made | |\n|---|---|\n"
        f"| true items that were set aside | {rejected} of {len(true)} |\n"
        f"| true items that were flagged | {flagged} of {len(true)} |\n"
        f"| items with one thing wrong that were set aside | {caught} of {len(planted)} |\n"
        f"| quotations that the built-in engine gives to the right speaker | {rightly} of {quoted} |"
    )


def exit_codes() -> str:
    """Every exit code of the command line."""
    return "\n".join(
        ["| Code | |", "|---|---|", *(f"| {code} | {_cell(meaning)} |" for code, meaning in CODES.items())]
    )


def sample() -> str:
    """An excerpt of the sample article's brief by the built-in engine, as a terminal of 80 columns shows it."""
    brief = _excerpt(_brief())
    screen = io.StringIO()
    Console(file=screen, width=80, color_system=None, highlight=False).print(terminal(brief))
    return "```text\n" + "\n".join(line.rstrip() for line in screen.getvalue().splitlines()).strip() + "\n```"


def answer() -> str:
    """An excerpt of the same brief as the HTTP API answers it."""
    brief = _brief().model_dump(mode="json", include={"status", "key_facts", "parties", "verification", "engine"})
    said = next((party for party in brief["parties"] if any(view["quotes"] for view in party["positions"])), None)
    shown = {
        "status": brief["status"],
        "key_facts": brief["key_facts"][:1],
        "parties": [{"id": said["id"], "name": said["name"], "positions": said["positions"][:1]}] if said else [],
        "verification": {name: brief["verification"][name] for name in ("items", "passed", "repaired", "set_aside")},
        "engine": brief["engine"],
    }
    return f"```json\n{json.dumps(shown, indent=2, ensure_ascii=False)}\n```"


def routes_table() -> str:
    """Every route the API describes of itself."""
    rows = ["| Route | |", "|---|---|"]
    for path, operations in _contract()["paths"].items():
        for method, operation in operations.items():
            rows.append(f"| `{method.upper()} {path}` | {_cell(operation['summary'])} |")
    return "\n".join(rows)


def request_table() -> str:
    """Every field of a request for a brief."""
    rows = ["| Field | |", "|---|---|"]
    for name, field in BriefRequest.model_fields.items():
        if name == "limits":
            rows += [
                f"| `limits.{limit}` | {_cell(limited.description or '')} |"
                for limit, limited in Limits.model_fields.items()
            ]
        else:
            rows.append(f"| `{name}` | {_cell(field.description or '')} |")
    return "\n".join(rows)


def brief_table() -> str:
    """Every key of a brief; of its items, their own."""
    rows = ["| Key | |", "|---|---|"]
    rows += _keys(Brief, "", set())
    return "\n".join(rows)


def events_table() -> str:
    """Every event of a stream, in the order they come."""
    rows = ["| Event | | Data |", "|---|---|---|"]
    for name, (model, about) in EVENTS.items():
        keys = (
            "as in the brief"
            if model.__module__ == Brief.__module__
            else ", ".join(map("`{}`".format, model.model_fields))
        )
        rows.append(f"| `{name}` | {_cell(about)} | {keys} |")
    return "\n".join(rows)


def problems_table() -> str:
    """Every problem an answer may be."""
    rows = ["| Status | `type` | | |", "|---|---|---|---|"]
    rows += [f"| {kind.status} | `{kind.type}` | {kind.title} | {_cell(kind.advice)} |" for kind in KINDS.values()]
    return "\n".join(rows)


PARTS: dict[Path, dict[str, Callable[[], str]]] = {
    README: {
        "sample": sample,
        "answer": answer,
        "exit codes": exit_codes,
        "checks": checks_table,
        "rates": rates,
        "settings": settings_table,
    },
    ROOT / "docs" / "api.md": {
        "routes": routes_table,
        "request": request_table,
        "brief": brief_table,
        "events": events_table,
        "problems": problems_table,
    },
}


def _keys(model: type[BaseModel], prefix: str, known: set[type[BaseModel]]) -> list[str]:
    """Rows for the keys of a model; what several models share is taken apart once."""
    rows: list[str] = []
    for name, field in model.model_fields.items():
        listed, inner = _inner(field.annotation)
        key = f"{prefix}{name}{'[]' if listed else ''}"
        rows.append(f"| `{key}` | {_cell(field.description or '')} |")
        if inner is not None and inner not in known:
            known.add(inner)
            rows += _keys(inner, f"{key}.", known)
    return rows


def _inner(annotation: Any) -> tuple[bool, type[BaseModel] | None]:
    """(whether it is a list, the model in it) of a field's type."""
    parts = [part for part in get_args(annotation) if part not in {type(None), Ellipsis}]
    listed = get_origin(annotation) is tuple
    candidate = parts[0] if parts else annotation
    is_model = isinstance(candidate, type) and issubclass(candidate, BaseModel)
    return listed, candidate if is_model else None


@functools.cache
def _contract() -> dict[str, Any]:
    return create_app(Settings(engine="extractive")).openapi()


@functools.cache
def _brief() -> Brief:
    async def made() -> Brief:
        with TemporaryDirectory() as folder:
            settings = Settings(engine="extractive", data_dir=Path(folder), database_url=None)
            async with open_services(settings) as services:
                return await services.brief(services.article(_SAMPLE.read_text(encoding="utf-8")), engine="extractive")

    return asyncio.run(made())


def _excerpt(brief: Brief) -> Brief:
    """A few items of each kind; of the parties, the first that is quoted and the first whose view was passed on."""
    quoted = [party for party in brief.parties if any(view.quotes for view in party.positions)][:1]
    passed_on = [party for party in brief.parties if any(view.reported_by for view in party.positions)][:1]
    names = {party.id: party.name for party in brief.parties}
    return brief.model_copy(
        update={
            "key_facts": brief.key_facts[:2],
            "parties": tuple(_shortened(party, names) for party in dict.fromkeys((*quoted, *passed_on))),
            "open_questions": brief.open_questions[:1],
            "set_aside": brief.set_aside[:1],
        }
    )


def _shortened(party: Party, names: dict[str, str]) -> Party:
    """A party with one position; whoever passed one on may not be in the excerpt, and stands there by name."""
    positions = (
        view.model_copy(update={"reported_by": names.get(view.reported_by or "", view.reported_by)})
        for view in party.positions[:1]
    )
    return party.model_copy(update={"positions": tuple(positions)})


def _default(value: Any) -> str:
    """A default as it would stand in the environment."""
    match value:
        case tuple():
            shown = ",".join(map(str, value))
        case bool():
            shown = "1" if value else "0"
        case float():
            shown = f"{value:g}"
        case _:
            shown = str(value)
    return f"`{shown}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _split(text: str, name: str) -> tuple[str, str | None, str]:
    """(text up to the part, the part or None where there is none, text after it)."""
    opening, closing = f"<!-- {name}: made by python -m tests.documents -->", "<!-- end -->"
    before, found, rest = text.partition(opening)
    written, ended, after = rest.partition(closing)
    if not found or not ended:
        return text, None, ""
    return before + opening, written.strip("\n"), closing + after


def _written(text: str, name: str) -> str | None:
    return _split(text, name)[1]


if __name__ == "__main__":
    update()
