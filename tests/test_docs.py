"""What the documents promise is what the code does."""

import re
import subprocess
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr

from evals.cases import GOLD
from service.app import create_app
from service.core import errors
from service.core.checks import CHECKS, Check
from service.settings import Settings
from service.web.problems import ERRORS, KINDS
from service.wiring import open_services
from tests import documents

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607 - whichever git is here
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def leaves(kind: type[errors.PrecisError]) -> list[type[errors.PrecisError]]:
    ours = [child for child in kind.__subclasses__() if child.__module__.startswith("service.")]  # none of the evals'
    return [leaf for child in ours for leaf in (leaves(child) or [child])]


def test_the_made_parts_of_the_documents_are_what_the_code_says() -> None:
    assert documents.stale() == [], "run: .venv/bin/python -m tests.documents"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_command_of_a_document_is_a_target(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(" ".join(re.findall(r"^([a-z ]+):", makefile, re.MULTILINE)).split())

    named = set(re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))

    assert named <= targets


def test_the_readme_starts_with_commands_that_exist() -> None:
    first_screen = "\n".join(README.splitlines()[:30])

    assert {"serve", "brief"} <= set(re.findall(r"(?:`|^)make ([a-z]+)", first_screen, re.MULTILINE))


async def test_the_draft_beside_the_sample_article_is_played_back_as_the_readme_says(tmp_path: Path) -> None:
    assert "PRECIS_ENGINE=replay PRECIS_RECORDINGS=examples make brief" in README
    settings = Settings(engine="replay", recordings=ROOT / "examples", data_dir=tmp_path)
    text = (ROOT / "examples" / "article.txt").read_bytes().decode("utf-8")

    async with open_services(settings) as services:
        brief = await services.brief(services.article(text))

    assert (brief.status, brief.engine.name) == ("complete", "replay")
    assert brief.set_aside == ()
    assert brief.key_facts
    assert brief.parties
    assert brief.open_questions


def test_every_route_stands_in_the_document_of_the_api() -> None:
    everything = Settings(
        engine="extractive",
        slack_signing_secret=SecretStr("a-secret"),
        mattermost_token=SecretStr("a-token"),
        mattermost_url="https://chat.example.org",
    )

    offered = {
        f"{method} {route.path}"
        for route in iter_route_contexts(create_app(everything).routes)
        for method in route.methods or ()
    }

    tables = "\n".join(line for line in API.splitlines() if line.startswith("| `"))
    assert {"POST /v1/briefs", "POST /mcp", "POST /slack/commands", "POST /mattermost/commands", "GET /"} <= offered
    assert offered == set(re.findall(r"`((?:GET|HEAD|POST|PUT|PATCH|DELETE) /[^`]*)`", tables))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_place_within_a_document_that_is_linked_to_is_a_heading(document: Path) -> None:
    missing = []
    for target, place in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", document.read_text(encoding="utf-8")):
        text = (document.parent / target if target else document).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        if place not in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}:
            missing.append(f"{target}#{place}")

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))

    missing = [target for target in targets if not (document.parent / target).exists()]

    assert missing == []


def test_every_file_the_map_names_is_there_and_every_part_of_the_service_is_on_it() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Where things are")[2].partition("## Adding something")[0]
    places = [ROOT, ROOT / "service", ROOT / "evals"]
    places += [ROOT / "service" / part for part in ("core", "surfaces", "engines", "engines/extractive", "cli")]

    named = set(re.findall(r"\b([a-z_]+(?:\.py|\.toml|\.json|/))", section))
    parts = {
        f"{path.name}/" if path.is_dir() else path.name
        for folder in ("service", "service/surfaces", "service/engines")
        for path in (ROOT / folder).iterdir()
        if not path.name.startswith("_")
    }

    assert {name for name in named if not any((place / name).exists() for place in places)} == set()
    assert parts - named == set()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for_and_stands_in_the_readme(name: str) -> None:
    assert Settings.model_fields[name].description
    assert f"| `{documents.variable(name)}` |" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_variable_a_document_names_is_a_setting(document: Path) -> None:
    known = {documents.variable(name) for name in Settings.model_fields} | {"PRECIS_UPDATE_SNAPSHOTS"}

    named = set(re.findall(r"\b(?:PRECIS|OPENAI)_[A-Z_]*[A-Z]\b", document.read_text(encoding="utf-8")))

    assert named <= known


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_says_its_rule_in_the_readme(check: Check) -> None:
    assert f"| `{check.id}` |" in README


@pytest.mark.parametrize("error", leaves(errors.PrecisError), ids=lambda error: error.__name__)
def test_every_error_is_drawn_in_the_tree_and_documented_as_what_it_is_over_http(
    error: type[errors.PrecisError],
) -> None:
    assert re.search(rf"─ {error.__name__} ", errors.__doc__ or "")
    assert f"`{ERRORS[error].type}`" in API


def test_the_readme_counts_the_gold_cases_right() -> None:
    languages = [
        re.findall(r"^language: (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)[0]
        for path in GOLD.glob("*.yaml")
    ]

    assert f"`precis eval` briefs {len(languages)} gold articles" in README
    assert f"{languages.count('en')} of {len(languages)} are English" in README


def test_every_status_of_an_error_stands_in_the_readme() -> None:
    table = README.partition("| Status | When |")[2].partition("\n\n")[0]

    assert {kind.status for kind in KINDS.values()} == {int(status) for status in re.findall(r"\b[45]\d\d\b", table)}


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

    assert entries
    assert "://" not in text
    assert "--index-url" not in text
    assert all(re.match(r"[\w.\[\]-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


def test_no_tracked_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.$}])/(?:home|root|Users|work|private|var/folders)/[\w.-]+|\b[A-Z]:\\Users\\")

    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.name != "test_docs.py"
        for match in place.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_the_image_installs_from_the_locks_and_runs_as_nobody() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    installed = re.findall(r"pip install (.*)", dockerfile)
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", dockerfile, re.MULTILINE) for name in line.split()
    }

    assert all("--require-hashes" in line or "--no-deps --no-index" in line for line in installed)
    assert copied == {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert re.search(r"^USER 10001$", dockerfile, re.MULTILINE)
    assert re.search(r'^CMD \["precis", "serve"', dockerfile, re.MULTILINE)
    assert "RUN --mount" not in dockerfile
    assert "<<" not in dockerfile
