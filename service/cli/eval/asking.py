"""The first pass of `precis eval`: which arms, which cases, and asking them."""

import asyncio
import difflib
import re
import shlex
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer

from service.cli import output
from service.cli.eval.progress import account, shown
from service.cli.exits import INTERRUPTED
from service.core.errors import ConfigurationError

if TYPE_CHECKING:
    from evals.arms import Arm, OpenArm
    from evals.cases import Case
    from evals.runner import Ended
    from evals.runs import RunRecord
    from service.settings import Settings

_CALLS_AT_ONCE = 8  # of a model; an engine on this machine has it to itself, so that its seconds are its own


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says is to be run."""

    engines: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    replays: tuple[Path, ...] = ()
    is_stale_taken: bool = False
    record: Path | None = None
    slugs: tuple[str, ...] = ()
    repeats: int = 1
    concurrency: int | None = None
    budget_usd: float | None = None
    out: Path | None = None
    retries_errors: bool = False


def chosen(suite: "Sequence[Case]", slugs: Sequence[str], folder: Path) -> "tuple[Case, ...]":
    """The cases of these names; all of them where none is given.

    Raises:
        typer.BadParameter: There is no such case.
        ConfigurationError: There is none at all.
    """
    if not suite:
        raise ConfigurationError(f"there is no gold case (*.yaml) in {folder}")
    known = {case.slug: case for case in suite}
    for slug in slugs:
        if slug not in known:
            close = difflib.get_close_matches(slug, known, n=3) or sorted(known)[:3]
            raise typer.BadParameter(f"there is no case {slug!r}; there is {', '.join(close)}")
    return tuple(known[slug] for slug in dict.fromkeys(slugs)) or tuple(suite)


def arms_of(asked: Asked, settings: "Settings") -> "tuple[Arm, ...]":
    """Every engine with every model and every choice of prompts it can have.

    Raises:
        typer.BadParameter: The choices do not go together.
    """
    from evals.arms import Arm, EngineName, prompts_of

    known: tuple[EngineName, ...] = get_args(EngineName)
    for engine in asked.engines:
        if engine not in known:
            raise typer.BadParameter(f"there is no engine {engine!r}; there are {', '.join(known)}")
    try:
        prompts = tuple(prompts_of(words) for words in asked.prompts) or ((),)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    engines: tuple[str, ...] = asked.engines or (("replay",) if asked.replays else (settings.engine_name,))
    if asked.replays and "replay" not in engines:
        raise typer.BadParameter("--replay goes with --engine replay, or with no --engine")
    if not set(engines) - {"extractive"} and (asked.models or asked.prompts):
        raise typer.BadParameter("--model and --prompt need a model: --engine llm, or --replay FOLDER")
    arms: list[Arm] = []
    for name in known:
        if name not in engines:
            continue
        if name == "extractive":
            arms.append(Arm("extractive"))
            continue
        for folder in (asked.replays or (None,)) if name == "replay" else (None,):
            arms += [
                Arm(name, model, versions, folder, is_stale_taken=asked.is_stale_taken)
                for model in asked.models or (None,)
                for versions in prompts
            ]
    return tuple(arms)


def arms_again(record: "RunRecord") -> "tuple[Arm, ...]":
    """The arms of a run that is gone on with."""
    from evals.arms import Arm

    return tuple(
        Arm(
            arm.engine,  # type: ignore[arg-type]  # it was one when it was written
            arm.model,
            tuple(sorted(arm.chosen.items())),
            Path(arm.recordings) if arm.recordings else None,
            is_stale_taken=arm.is_stale_taken,
        )
        for arm in record.arms
        if arm.engine != "import"
    )


def ask_all(asked: Asked, cases: "Sequence[Case]", settings: "Settings") -> Path:
    """Begin a run and finish it. Returns its folder.

    Raises:
        typer.Exit: It was interrupted, or stopped before its end.
        PrecisError: It could not begin.
    """
    return asyncio.run(_asked(asked, arms_of(asked, settings), cases, settings, resumed=None))


def ask_missing(folder: Path, asked: Asked, suite: "Sequence[Case]", settings: "Settings") -> Path:
    """Finish a run that was begun. Returns its folder. Raises as `ask_all` does."""
    from evals.runs import RunError, read_run

    record, _ = read_run(folder)
    known = {case.slug: case for case in suite}
    if lost := [slug for slug in record.suite if slug not in known]:
        raise RunError(f"not in this suite: {', '.join(lost)}; name the suite it was run on with --suite")
    cases = [known[slug] for slug in record.suite]
    return asyncio.run(_asked(asked, arms_again(record), cases, settings, resumed=folder))


async def _asked(
    asked: Asked, arms: "Sequence[Arm]", cases: "Sequence[Case]", settings: "Settings", *, resumed: Path | None
) -> Path:
    from evals import runs
    from evals.runner import ask, limits

    async with AsyncExitStack() as opened:
        ready = await _opened(asked, arms, cases, settings, opened)
        records = [arm.record for arm in ready]
        if resumed is not None:
            run = runs.resume(resumed, records, cases, settings)
            if asked.retries_errors:
                run.ask_again()
        else:
            run = runs.begin(asked.out, records, cases, settings, repeats=asked.repeats)
        opened.enter_context(run)
        missing = len(run.missing)
        output.say(f"{run.folder}: {_counted(cases, ready, run.record.repeats)}, {missing} to ask")
        try:
            with shown(run.record.planned) as tell:
                ended = await ask(
                    run,
                    ready,
                    cases,
                    request=limits(settings),
                    concurrency=asked.concurrency or _at_once(ready),
                    budget_usd=asked.budget_usd,
                    tell=tell,
                )
        except asyncio.CancelledError:
            left = len(run.missing)
            output.say(f"stopped with {left} of {run.record.planned} missing. {_go_on(run.folder)}")
            raise typer.Exit(INTERRUPTED) from None
        _tell_the_end(ended, run.folder, ready)
        return run.folder


async def _opened(
    asked: Asked, arms: "Sequence[Arm]", cases: "Sequence[Case]", settings: "Settings", stack: AsyncExitStack
) -> "list[OpenArm]":
    from evals.arms import open_arm

    slugs = {case.text_sha256: case.slug for case in cases}
    recorded = [arm for arm in arms if arm.engine == "llm"] if asked.record else []
    if asked.record is not None and not recorded:
        raise typer.BadParameter("--record keeps a model's replies: it needs --engine llm")
    ready: list[OpenArm] = []
    for arm in arms:
        folder = asked.record if arm in recorded else None
        if folder is not None and len(recorded) > 1:  # a folder holds the replies of one model and prompt
            folder = folder / _folder_name(arm)
        ready.append(await stack.enter_async_context(open_arm(arm, settings, slugs=slugs, record=folder)))
    if len({arm.name for arm in ready}) < len(ready):
        raise typer.BadParameter(f"two arms are the same: {', '.join(arm.name for arm in ready)}")
    if asked.budget_usd is not None and (unpriced := [arm.name for arm in ready if not arm.has_price]):
        raise ConfigurationError(f"a budget needs prices, and {', '.join(unpriced)} has none; set PRECIS_PRICES")
    return ready


def _folder_name(arm: "Arm") -> str:
    """A file name for an arm that is one of several: "org-a-model-brief-v2"."""
    parts = [arm.model or "default", *(f"{task}-v{version}" for task, version in arm.prompts)]
    return re.sub(r"[^\w.-]+", "-", "-".join(parts))


def _at_once(arms: "Sequence[OpenArm]") -> int:
    return _CALLS_AT_ONCE if any(arm.record.engine == "llm" for arm in arms) else 1


def _counted(cases: "Sequence[Case]", arms: "Sequence[OpenArm]", repeats: int) -> str:
    times = f", {repeats} times" if repeats > 1 else ""
    return f"{len(cases)} cases{times}, by {', '.join(arm.name for arm in arms)}"


def _tell_the_end(ended: "Ended", folder: Path, arms: "Sequence[OpenArm]") -> None:
    for arm in arms:
        for task, count in arm.unrecorded.items():
            output.say(f"{arm.name}: {count} replies to {task} prompts were not recorded, and count as empty")
    if said := account(ended.progress):
        output.say(f"{ended.progress.done} asked: {said}")
    if ended.stopped is not None:
        left = ended.progress.planned - ended.progress.done
        output.complain(f"{ended.stopped}; {left} of {ended.progress.planned} are missing. {_go_on(folder)}")
    elif ended.progress.errors and any(arm.record.engine == "llm" for arm in arms):
        output.say(f"To ask what failed again: precis eval --resume {shlex.quote(str(folder))} --retry-errors")


def _go_on(folder: Path) -> str:
    return f"Go on with: precis eval --resume {shlex.quote(str(folder))}"
