"""An arm: one way of making briefs, held against others on the same cases."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from evals.runs import ArmRecord
from service.core.article import Article
from service.core.engine import Engine, Request
from service.core.errors import ConfigurationError
from service.settings import Settings

EngineName = Literal["extractive", "llm", "replay"]


@dataclass(frozen=True, slots=True)
class Arm:
    """Which engine, which model, which versions of the prompts."""

    engine: EngineName
    model: str | None = None  # None: the engine's own choice
    prompts: tuple[tuple[str, int], ...] = ()  # version by task; the newest where none is given
    recordings: Path | None = None  # what the replay engine answers from
    is_stale_taken: bool = False  # whether a reply recorded with other prompts or another model will do


class Takes(Protocol):
    """What has to know which repetition of a case is being made."""

    def begin(self, article: Article, take: int) -> None:
        """The brief of this article that is made next is of this repetition, from 1."""
        ...


@dataclass(frozen=True, slots=True)
class OpenArm:
    """An arm that is ready to be asked."""

    name: str  # as reports, gates and baselines name it: llm/a-model/brief-v2
    engine: Engine
    record: ArmRecord
    tape: Takes | None = None
    unrecorded: Mapping[str, int] = field(default_factory=dict)  # replies a replay lacked, by task, while it runs
    has_price: bool = True  # whether what it asks has a known price, so that a budget can be kept


@asynccontextmanager
async def open_arm(
    arm: Arm, settings: Settings, *, slugs: Mapping[str, str], record: Path | None = None
) -> AsyncIterator[OpenArm]:
    """Make an arm's engine; it is closed at the end.

    Args:
        arm: Which.
        settings: All that the arm leaves open.
        slugs: Names of the cases, by SHA-256 of their texts: what recordings are called.
        record: Folder to keep the model's raw replies in.

    Raises:
        ConfigurationError: The engine cannot work with these settings, or there is no such prompt.
        EngineError: The model's server cannot say which model it has.
    """
    if arm.engine == "extractive":
        if arm.model or arm.prompts or record:
            raise ConfigurationError("the extractive engine asks no model: it has no prompt, and nothing to record")
        from service.engines import build

        engine = build("extractive", settings)
        yield OpenArm("extractive", engine, ArmRecord(name="extractive", engine="extractive"))
        return
    from service.engines.llm.engine import LlmEngine
    from service.engines.llm.recordings import Recorder, Replay
    from service.engines.replay import build_from

    # What was recorded says which model answers, not what is set for asking one.
    model = arm.model if arm.engine == "replay" else arm.model or settings.model
    settings = settings.model_copy(update={"model": model})
    prompts = dict(arm.prompts)
    tape: Recorder | Replay | None = None
    try:
        if arm.engine == "replay":
            folder = arm.recordings or settings.recordings
            if folder is None:
                raise ConfigurationError("nothing to replay: name a folder of recordings with --replay")
            if record is not None:
                raise ConfigurationError("a replay asks no model: there is nothing to record")
            tape = replay = Replay(folder, slugs, is_stale_taken=arm.is_stale_taken)
            asked = build_from(settings, replay, folder, prompts=prompts)
        else:
            if settings.openai_api_key is None and settings.openai_base_url is None:
                raise ConfigurationError("the llm engine needs OPENAI_API_KEY or OPENAI_BASE_URL; or --replay a folder")
            tape = Recorder(record, slugs) if record is not None else None
            asked = LlmEngine(settings, prompts=prompts, tape=tape)
    except LookupError as error:
        raise ConfigurationError(str(error.args[0])) from error
    try:
        answers = await asked.model_for(Request())
        name = "/".join([arm.engine, answers, *(f"{task}-v{version}" for task, version in arm.prompts)])
        known = ArmRecord(
            name=name,
            engine=arm.engine,
            model=answers,
            prompts=asked.prompts,
            chosen=prompts,
            recordings=str(arm.recordings or settings.recordings) if arm.engine == "replay" else None,
            is_stale_taken=arm.is_stale_taken,
        )
        lacking = tape.unrecorded if isinstance(tape, Replay) else {}
        has_price = isinstance(tape, Replay) or asked.knows_price(answers)
        yield OpenArm(name, asked, known, tape, lacking, has_price)
    finally:
        await asked.aclose()


def prompts_of(words: str) -> tuple[tuple[str, int], ...]:
    """Versions of prompts, from words like "brief=2" or "brief=2,repair=1".

    Raises:
        ValueError: The words are not like that.
    """
    found: dict[str, int] = {}
    for part in words.split(","):
        task, _, version = part.strip().partition("=")
        if not task or not version.removeprefix("v").isdecimal():
            raise ValueError(f"{part.strip()!r} is not a prompt and its version; write brief=2")
        found[task] = int(version.removeprefix("v"))
    return tuple(sorted(found.items()))
