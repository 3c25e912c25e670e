"""`precis` itself: help, version, exit codes, keys."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import get_args

import pytest

from service import __version__
from service.access import Keyring
from service.cli.brief import Engines
from service.cli.exits import CODES, code_of
from service.core import errors
from service.settings import EngineChoice
from tests.shell import ROOT, environment, precis, precis_on_a_terminal


def every_error(kind: type[errors.PrecisError] = errors.PrecisError) -> Iterator[type[errors.PrecisError]]:
    for child in kind.__subclasses__():
        yield child
        yield from every_error(child)


def made(error: type[errors.PrecisError]) -> errors.PrecisError:
    """An error of this kind, whatever its constructor wants."""
    return error.__new__(error)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["brief", "-h"], ["eval", "-h"], ["--version"]])
def test_help_answers_without_importing_what_only_the_work_needs(arguments: list[str]) -> None:
    heavy = {
        "evals", "fastapi", "instructor", "openai", "pydantic_settings", "sqlalchemy", "starlette",
        "tenacity", "trafilatura", "uvicorn",
    }  # fmt: skip
    program = (
        "import sys\nfrom service.cli import main\n"
        f"sys.argv = ['precis', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print(sorted(set(sys.modules) & {heavy!r}), file=sys.stderr)"
    )

    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )

    assert run.stderr.strip() == "[]"


def test_the_help_shows_every_command_and_every_exit_code() -> None:
    shown = precis("--help").out

    for command in ("brief", "verify", "serve", "eval", "keys"):
        assert re.search(rf"^│ {command} ", shown, re.MULTILINE)
    for code, meaning in CODES.items():
        assert re.search(rf"^ +{code} +{re.escape(meaning)}", shown, re.MULTILINE)


@pytest.mark.parametrize(
    "command", [[], ["brief"], ["verify"], ["serve"], ["eval"], ["eval", "score"], ["keys"], ["keys", "new"]]
)
def test_the_help_fits_a_terminal_of_80_columns(command: list[str]) -> None:
    run = precis_on_a_terminal(*command, "-h", env={"NO_COLOR": "1"})

    assert run.code == 0
    assert max(map(len, run.unstyled.splitlines())) <= 80


def test_the_version_is_the_packages() -> None:
    assert precis("--version").out == f"precis {__version__}\n"


def test_nothing_asked_shows_the_help_and_fails() -> None:
    run = precis()

    assert run.code == 2
    assert "Examples" in run.out + run.err


def test_an_unknown_option_is_a_wrong_command_line() -> None:
    assert precis("brief", "--no-such-option").code == 2


@pytest.mark.parametrize("error", [*every_error()], ids=lambda error: error.__name__)
def test_every_error_ends_in_a_documented_exit_code(error: type[errors.PrecisError]) -> None:
    code = code_of(made(error))

    assert code in CODES
    assert code != 0


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.NotAnArticle, 65),
        (errors.TooLarge, 65),
        (errors.UnsupportedOption, 2),
        (errors.EngineUnavailable, 69),
        (errors.DeadlineExceeded, 69),
        (errors.EngineRefused, 1),
        (errors.EngineGaveNoBrief, 1),
        (errors.EngineRejected, 78),
        (errors.ConfigurationError, 78),
    ],
)
def test_an_error_ends_in_the_exit_code_of_its_kind(error: type[errors.PrecisError], code: int) -> None:
    assert code_of(made(error)) == code


def test_the_command_line_offers_the_engines_the_settings_do() -> None:
    assert set(get_args(Engines)) == set(get_args(EngineChoice))


def test_a_new_key_opens_the_door_its_entry_describes() -> None:
    run = precis("keys", "new", "newsroom")

    made = json.loads(run.out)
    caller = Keyring([made["entry"]]).caller(made["key"])
    assert caller is not None
    assert caller.name == "newsroom"
    assert made["key"].rpartition("_")[2] not in made["entry"]


def test_a_new_key_is_explained_to_a_person() -> None:
    shown = precis_on_a_terminal("keys", "new", "newsroom").unstyled

    assert re.search(r"^  sk_[0-9a-f]{16}_[\w-]{43}$", shown, re.MULTILINE)
    assert re.search(r"^  newsroom=sk_[0-9a-f]{16}_[0-9a-f]{64}$", shown, re.MULTILINE)
    assert "PRECIS_API_KEYS" in shown


def test_a_keys_name_that_would_break_the_setting_is_turned_down() -> None:
    run = precis("keys", "new", "a,b=c")

    assert run.code == 2
    assert run.out == ""
