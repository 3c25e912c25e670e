"""What is installed has all that the code reads: the wheel, the source distribution and the image."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def packed(builder: WheelBuilder | SdistBuilder) -> set[str]:
    """Paths of the files a build would take, as they are in the checkout."""
    return {Path(file.path).relative_to(ROOT).as_posix() for file in builder.recurse_included_files()}


def tracked(*folders: str) -> set[str]:
    """Paths of the files that are kept under version control and still there."""
    command = ["git", "ls-files", "-z", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own words
    if listed.returncode:
        pytest.skip("not a git checkout")
    return {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}


def test_the_wheel_has_every_file_of_its_packages_data_included() -> None:
    assert tracked(*PACKAGES) - packed(WheelBuilder(str(ROOT))) == set()


@pytest.mark.parametrize(
    "read",
    [
        "prompts/CHECKSUMS",
        "prompts/brief/v*.md",
        "prompts/repair/v*.md",
        "prompts/merge/v*.md",
        "service/render/templates/*.html",
        "service/surfaces/page/static/*",
        "service/surfaces/page/templates/*.html",
        "evals/gates.toml",
        "evals/baseline.json",
        "evals/gold/*.yaml",
        "evals/recordings/*/*.json",
        "evals/reports/page/*",
    ],
)
def test_the_wheel_has_what_is_read_while_precis_runs(read: str) -> None:
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(read) if path.is_file()}

    assert there
    assert there <= packed(WheelBuilder(str(ROOT)))


def test_the_wheel_has_nothing_but_code_and_what_it_reads() -> None:
    wheel = packed(WheelBuilder(str(ROOT)))

    assert {path.partition("/")[0] for path in wheel} == set(PACKAGES)
    assert {Path(path).suffix for path in wheel} <= {
        ".py",
        ".md",
        ".html",
        ".css",
        ".js",
        ".txt",
        ".toml",
        ".json",
        ".yaml",
        "",
    }
    assert sum((ROOT / path).stat().st_size for path in wheel) < 6_000_000


def test_who_unpacks_the_source_distribution_can_run_the_tests_and_read_the_documents() -> None:
    needed = tracked(*PACKAGES, "tests", "docs", "examples", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
    needed |= tracked("Makefile", "Dockerfile", ".dockerignore", ".github", "pyproject.toml", "requirements*.lock")

    assert needed - packed(SdistBuilder(str(ROOT))) == set()


def test_the_image_is_built_from_every_package_of_the_wheel() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", dockerfile, re.MULTILINE) for name in line.split()
    }

    assert set(PACKAGES) <= copied
    assert {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]} <= copied


def test_the_image_and_whoever_wants_extras_find_them_locked_at_the_versions_of_everybody_else() -> None:
    def pinned(lock: str) -> dict[str, str]:
        return dict(
            re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        )

    everybody, with_extras = pinned("requirements.lock"), pinned("requirements-extras.lock")

    wanted = [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
    assert {re.split(r"[\[><=]", line)[0] for line in wanted} <= set(with_extras)
    assert everybody.items() <= with_extras.items()
