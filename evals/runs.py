"""A run folder: everything that was asked and answered, written as it happens. All else is computed from it, later.

run.json         what was run: arms, settings without secrets, versions, checksums, when
outcomes.jsonl   one outcome a line, in the order they came
"""

import json
import os
import platform
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from evals.cases import Case
from evals.outcomes import Failure, Outcome
from service import __version__
from service.core.brief import PromptRecord
from service.core.errors import InputError

if TYPE_CHECKING:
    from service.settings import Settings  # who scores a run asks nobody, and needs none

RUNS = Path("eval-runs")  # where runs are kept unless somebody says where, below the folder one stands in
_RECORD = "run.json"
_OUTCOMES = "outcomes.jsonl"
# What of the settings decides what is answered; the model stands in the arm. A list of what to tell, and not of what
# to leave out: a new setting may be a secret.
_TOLD = (
    *("temperature", "reasoning_effort", "response_mode", "window_characters", "max_output_tokens", "merge", "prices"),
    *("deadline_seconds", "request_timeout_seconds", "max_tries", "max_calls_per_brief", "max_tokens_per_brief"),
    "budget_usd",
)
_PACKAGES = ("pydantic", "openai", "instructor", "httpx2", "tenacity", "text2num", "countryinfo", "snowballstemmer")

Key = tuple[str, str, int]  # case, arm, repeat


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArmRecord(_Frozen):
    """One way of making briefs."""

    name: str = Field(description="As reports, gates and baselines name it.")
    engine: str = Field(description="Name of the engine; `import` for outcomes made elsewhere.")
    model: str | None = None
    prompts: tuple[PromptRecord, ...] = Field(default=(), description="With checksums over words and schema.")
    chosen: dict[str, int] = Field(default={}, description="Versions of prompts that were asked for by their number.")
    recordings: str | None = Field(default=None, description="Folder of the replies that were played back.")
    is_stale_taken: bool = Field(default=False, description="Whether replies to other prompts were taken too.")


class CaseRecord(_Frozen):
    """A case as it was when the run began."""

    checksum: str = Field(description="SHA-256 of the gold file.")
    text_sha256: str = Field(description="SHA-256 of the article's text.")


class RunRecord(_Frozen):
    """What was run."""

    format: Literal["precis eval run 1"] = "precis eval run 1"
    id: str
    started_at: datetime
    finished_at: datetime | None = Field(default=None, description="When nothing was missing any more; else null.")
    versions: dict[str, str] = Field(description="Of precis, Python, and the packages a brief depends on.")
    settings: dict[str, JsonValue] = Field(description="What of the settings decides the answers. No secrets.")
    arms: tuple[ArmRecord, ...]
    repeats: int = Field(ge=1)
    suite: dict[str, CaseRecord] = Field(description="By case.")

    @property
    def planned(self) -> int:
        """Outcomes there are to be."""
        return len(self.arms) * len(self.suite) * self.repeats

    @property
    def keys(self) -> tuple[Key, ...]:
        """What there is to be an outcome of, in the order it is asked: each arm in turn gets a case."""
        return tuple(
            (case, arm.name, repeat)
            for repeat in range(1, self.repeats + 1)
            for case in self.suite
            for arm in self.arms
        )


class RunError(InputError):
    """A folder that is no run, or cannot be written to."""


class Run:
    """A run folder, open for more outcomes. `close` it, or use it as a context.

    It remembers no outcome: thousands of briefs would be in the way of whoever makes the next one.

    Attributes:
        cost_usd: What all of it has cost, earlier sittings included, as far as prices are known.
        has_unknown_cost: Whether there is more, of a call without a known price or that was lost.
    """

    def __init__(self, folder: Path, record: RunRecord, outcomes: Iterable[Outcome]) -> None:
        self.folder = folder
        self.record = record
        self.cost_usd = 0.0
        self.has_unknown_cost = False
        self._is_error: dict[Key, bool] = {}
        for outcome in outcomes:
            self._count(outcome)
        self._lines = (folder / _OUTCOMES).open("ab")

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def done(self) -> int:
        """Outcomes there are."""
        return len(self._is_error)

    @property
    def errors(self) -> int:
        """Of them, those without a brief."""
        return sum(self._is_error.values())

    @property
    def missing(self) -> tuple[Key, ...]:
        """What there is no outcome of yet."""
        return tuple(key for key in self.record.keys if key not in self._is_error)

    def keep(self, outcome: Outcome) -> None:
        """Write an outcome down. It is in the file, whole, when this returns.

        Raises:
            RunError: It cannot be written.
        """
        try:
            line = outcome.model_dump_json()
        except ValueError:  # half of a surrogate pair, which JSON text cannot hold
            outcome = failed(outcome, "Unwritable", "the brief holds text that is no Unicode")
            line = outcome.model_dump_json()
        try:
            self._lines.write(line.encode() + b"\n")
            self._lines.flush()
        except OSError as error:
            raise RunError(f"cannot write to {self.folder / _OUTCOMES}: {error.strerror}") from error
        self._count(outcome)

    def ask_again(self) -> None:
        """Take what ended in an error for missing: its next outcome stands in its place. What it cost stays counted."""
        self._is_error = {key: False for key, is_error in self._is_error.items() if not is_error}
        if self.missing:
            self.record = self.record.model_copy(update={"finished_at": None})

    def finish(self, now: datetime | None = None) -> None:
        """Note that nothing is missing any more; without effect while anything is."""
        if self.missing or self.record.finished_at is not None:
            return
        self.record = self.record.model_copy(update={"finished_at": now or datetime.now(UTC)})
        _write(self.folder, self.record)

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def _count(self, outcome: Outcome) -> None:
        self._is_error[key_of(outcome)] = outcome.error is not None
        made = outcome.brief or outcome.error
        if made is not None and made.usage is not None and made.usage.calls:
            self.cost_usd += made.usage.cost_usd or 0.0
            self.has_unknown_cost = self.has_unknown_cost or made.usage.cost_usd is None


def begin(
    folder: Path | None,
    arms: Sequence[ArmRecord],
    cases: Sequence[Case],
    settings: "Settings | None",
    *,
    repeats: int = 1,
    now: datetime | None = None,
) -> Run:
    """Make a run folder.

    Args:
        folder: Where; a new one in `eval-runs` when None.
        arms: What is to be run.
        cases: On what.
        settings: With what; None for outcomes made elsewhere.
        repeats: How often.
        now: When it begins.

    Raises:
        RunError: There is something in the folder, or it cannot be made.
    """
    now = now or datetime.now(UTC)
    run_id = secrets.token_hex(3)
    folder = folder or RUNS / f"{now:%Y%m%dT%H%M%SZ}-{run_id}"
    record = RunRecord(
        id=run_id,
        started_at=now,
        versions=_versions(),
        settings=told(settings) if settings is not None else {},
        arms=tuple(arms),
        repeats=repeats,
        suite={case.slug: CaseRecord(checksum=case.checksum, text_sha256=case.text_sha256) for case in cases},
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RunError(f"{folder} is not empty; choose another folder, or go on with it: --resume {folder}")
        _write(folder, record)
        return Run(folder, record, ())
    except OSError as error:
        raise RunError(f"cannot make the run folder {folder}: {error.strerror}") from error


def read_run(folder: Path) -> tuple[RunRecord, tuple[Outcome, ...]]:
    """A run as it stands, in the order it was planned. A last line that was cut off is passed over.

    Raises:
        RunError: The folder holds no run, or a line in the middle of it cannot be read.
    """
    record = _record(folder)
    outcomes, _ = _read_outcomes(folder)
    known = {key_of(outcome): outcome for outcome in outcomes}
    return record, tuple(known[key] for key in record.keys if key in known)


def resume(folder: Path, arms: Sequence[ArmRecord], cases: Sequence[Case], settings: "Settings") -> Run:
    """Open a run to do what is missing. What was cut off in its last line is dropped.

    Raises:
        RunError: There is no run, or what is to be asked now is not what was asked then.
    """
    record = _record(folder)
    now = {case.slug: case.text_sha256 for case in cases}
    changed = [slug for slug, known in record.suite.items() if now.get(slug) != known.text_sha256]
    if changed:
        raise RunError(f"{', '.join(changed)}: not in the suite any more, or with another text; begin a new run")
    for was in record.arms:
        arm = next((arm for arm in arms if arm.name == was.name), None)
        if arm != was:
            raise RunError(
                f"{was.name} has another model, prompt or recording than when {folder} began; begin a new run"
            )
    settings_now = told(settings)
    differing = [name for name, value in record.settings.items() if settings_now.get(name) != value]
    if differing:
        raise RunError(f"other settings than when {folder} began: {', '.join(differing)}; begin a new run")
    outcomes, whole = _read_outcomes(folder)
    path = folder / _OUTCOMES
    if path.exists() and path.stat().st_size != whole:
        os.truncate(path, whole)
    return Run(folder, record, outcomes)


def failed(outcome: Outcome, kind: str, message: str) -> Outcome:
    """An outcome without its brief, which cannot be used; what it cost stays known."""
    usage = outcome.brief.usage if outcome.brief is not None else None
    failure = Failure(kind=kind, message=message, usage=usage)
    return outcome.model_copy(update={"brief": None, "failed_first": (), "error": failure})


def key_of(outcome: Outcome) -> Key:
    """What it is an outcome of."""
    return (outcome.case, outcome.arm, outcome.repeat)


def told(settings: "Settings") -> dict[str, JsonValue]:
    """What of the settings decides the answers, without a secret: of the server's address only the host."""
    shown: dict[str, JsonValue] = settings.model_dump(mode="json", include=set(_TOLD))
    address = urlsplit(settings.openai_base_url or "")
    shown["openai_base_url"] = f"{address.scheme}://{address.hostname}" if address.hostname else None
    return {name: shown[name] for name in (*_TOLD, "openai_base_url")}


def _record(folder: Path) -> RunRecord:
    path = folder / _RECORD
    try:
        return RunRecord.model_validate_json(path.read_bytes())
    except OSError as error:
        raise RunError(f"{folder} holds no run: {path}: {error.strerror}") from error
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)[0]
        raise RunError(f"{path} cannot be read: {'.'.join(map(str, found['loc']))}: {found['msg']}") from error


def _read_outcomes(folder: Path) -> tuple[tuple[Outcome, ...], int]:
    """The outcomes, and how many bytes hold them: what follows is a line that was cut off."""
    path = folder / _OUTCOMES
    whole = 0
    outcomes = []
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True) if path.exists() else (), start=1):
        if not line.endswith(b"\n"):
            break
        try:
            outcomes.append(Outcome.model_validate_json(line))
        except ValidationError as error:
            found = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(map(str, found["loc"]))
            raise RunError(f"{path}, line {number}: {place}: {found['msg']}") from error
        whole += len(line)
    return tuple(outcomes), whole


def _write(folder: Path, record: RunRecord) -> None:
    path = folder / _RECORD
    beside = path.with_suffix(".json.new")
    beside.write_text(json.dumps(record.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


def _versions() -> dict[str, str]:
    def of(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "not installed"

    return {"precis": __version__, "python": platform.python_version(), **{name: of(name) for name in _PACKAGES}}
