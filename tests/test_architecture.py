"""The domain stays free of frameworks, and no engine or surface knows another; `lint-imports` checks the layers."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ROOT / "service" / "core"
# Small, quick to import, nothing to download.
ALLOWED = frozenset({"pydantic", "text_to_num", "countryinfo", "dateutil", "snowballstemmer"})
VENDORS = frozenset(
    "aiohttp anyio fastapi httpx2 instructor itsdangerous jinja2 mcp openai pydantic_settings pypdfium2 rich slack_bolt "
    "sqlalchemy starlette tenacity trafilatura typer uvicorn yaml".split()
)


def imported(path: Path) -> set[str]:
    """Whole names of the modules a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


OURS = [*modules(ROOT / "service"), *modules(ROOT / "evals")]


@pytest.mark.parametrize("path", modules(CORE), ids=dotted)
def test_the_core_imports_itself_the_standard_library_and_a_short_list(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if not name.startswith("service.core") and name.partition(".")[0] not in ALLOWED | sys.stdlib_module_names
    }

    assert foreign == set()


@pytest.mark.parametrize("path", OURS, ids=dotted)
def test_imports_are_absolute_and_never_reach_into_the_tests(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith((".", "tests"))]


def test_the_whole_core_can_be_imported_where_nothing_else_is_installed() -> None:
    # None in sys.modules makes an import of that name fail, whoever tries.
    program = (
        "import importlib, sys\n"
        f"sys.modules.update(dict.fromkeys({sorted(VENDORS)!r}))\n"
        f"for name in {[dotted(path) for path in modules(CORE)]!r}: importlib.import_module(name)"
    )

    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    assert run.returncode == 0, run.stderr


def test_no_file_is_named_for_its_kind_rather_than_for_what_is_in_it() -> None:
    shapeless = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "types", "models"}

    assert not [dotted(path) for path in OURS if path.stem in shapeless]


@pytest.mark.parametrize("path", [path for path in OURS if path.name != "settings.py"], ids=dotted)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    read = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"})
        or (isinstance(node, ast.alias) and node.name in {"environ", "getenv"})
    ]

    assert read == []
