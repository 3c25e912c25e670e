"""The second pass of `precis eval`: score a run, hold it against the gates, write the reports."""

import atexit
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli import input as given
from service.cli import output
from service.core.errors import InputError

if TYPE_CHECKING:
    from evals.judgement import Rules
    from evals.reports.report import Report


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the reports are to be written; None: not at all."""

    json: Path | None = None
    junit: Path | None = None
    csv: Path | None = None
    markdown: Path | None = None
    html: Path | None = None


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no cycles of garbage meanwhile, nor once more as the process ends.

    A report holds nearly all that is made for it: to look through that again and again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judged(run: Path, rules: "Rules") -> "Report":
    """A run, scored and held against the gates.

    Raises:
        PrecisError: It cannot be read, or not be scored with this suite.
    """
    from evals.cases import read_suite
    from evals.judgement import judge
    from evals.runs import read_run

    record, outcomes = read_run(run)
    return judge(run.resolve().name, record, outcomes, read_suite(rules.suite), rules)


def write_all(report: "Report", paths: Paths) -> None:
    """Write every report that is asked for.

    Raises:
        InputError: A file cannot be written.
    """
    from evals import reports

    writers: tuple[tuple[Path | None, Callable[[Report], str]], ...] = (
        (paths.json, reports.as_json),
        (paths.junit, reports.as_junit),
        (paths.csv, reports.as_csv),
        (paths.markdown, reports.as_markdown),
        (paths.html, reports.as_html),
    )
    for path, write in writers:
        if path is not None:
            _write(path, write(report))


def brought(file: Path, arm: str | None, suite: Path, out: Path | None) -> Path:
    """A run of outcomes made elsewhere, all cases of the suite expected. Returns its folder.

    Raises:
        PrecisError: The file cannot be read, or is not about this suite.
    """
    from evals import imports, runs
    from evals.cases import read_suite

    cases = read_suite(suite)
    text = given.as_text(given.read_bytes(file), file).removeprefix("\ufeff")
    outcomes = imports.read_outcomes(text.split("\n"), cases, arm=arm or file.stem)
    if not outcomes:
        raise InputError(f"there is no outcome in {str(file)!r}")
    arms = [runs.ArmRecord(name=name, engine=imports.ENGINE) for name in dict.fromkeys(one.arm for one in outcomes)]
    with runs.begin(out, arms, cases, None, repeats=max(one.repeat for one in outcomes)) as run:
        for outcome in outcomes:
            run.keep(outcome)
        run.finish()
        return run.folder


def renew_baseline(run: Path, report: "Report", rules: "Rules") -> None:
    """Make a run what later ones are compared with.

    Raises:
        InputError: The run is not finished or has failures, or the file cannot be written.
    """
    from evals.baseline import baseline_of, read_baseline, write_baseline
    from evals.runs import read_run

    record, _ = read_run(run)
    if record.finished_at is None:
        raise InputError(f"a run that is not finished is no baseline; go on with: precis eval --resume {run}")
    if failed := sum(outcome.error is not None for outcome in report.outcomes):
        again = f"ask again with: precis eval --resume {run} --retry-errors"
        raise InputError(
            f"errors stand in {failed} of the outcomes, which would make the baseline easy to reach; {again}"
        )
    made = baseline_of(report.summaries, report.cases, report.metrics, before=read_baseline(rules.baseline))
    _write(rules.baseline, write_baseline(made))
    output.say(f"written: {rules.baseline}; commit it with the reason why the scores are others now")


def show(report: "Report") -> int:
    """Put the table and the verdict on stdout. Returns the exit code."""
    from evals import reports

    output.show(reports.as_table(report))
    return report.verdict.exit_code if report.verdict is not None else 0


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write {str(path)!r}: {error.strerror}") from error
