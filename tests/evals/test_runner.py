"""Runs: what is asked, what is written down, what is left after a crash."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from evals import runs
from evals.arms import OpenArm
from evals.cases import Case, read_suite
from evals.outcomes import Outcome
from evals.runner import Progress, ask, brief_case, limits
from evals.runs import ArmRecord, RunError
from service.core.brief import EngineRecord
from service.core.engine import Answering, Failure, Request, Said, Spent, Window
from service.core.errors import EngineRefused
from service.settings import Settings
from tests.evals.suite import write_suite
from tests.fakes import ScriptedEngine, draft, echoes, fact


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, ...]:
    return read_suite(write_suite(tmp_path_factory.mktemp("gold")))


@dataclass
class Counting:
    """An engine that counts how many briefs it makes at once, and can be stopped after some."""

    name: str = "counting"
    window_characters: int | None = None
    at_once: int = 0
    most_at_once: int = 0
    asked: list[str] = field(default_factory=list)
    stop_after: int | None = None  # from then on it hangs
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        if self.stop_after is not None and len(self.asked) >= self.stop_after:
            self.stopped.set()
            await asyncio.Event().wait()
        self.asked.append(window.article.title or "")
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        yield Answering(EngineRecord(name=self.name, model=None, fallback_from=None, prompts=()))
        for said in echoes(window):
            yield said
        await asyncio.sleep(0)
        self.at_once -= 1

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        return
        yield

    async def aclose(self) -> None:
        pass


def arm(engine: ScriptedEngine | Counting, name: str = "scripted") -> OpenArm:
    return OpenArm(name, engine, ArmRecord(name=name, engine=engine.name))


def a_run(folder: Path, arms: Iterable[OpenArm], cases: Sequence[Case], repeats: int = 1) -> runs.Run:
    return runs.begin(folder, [arm.record for arm in arms], cases, Settings(), repeats=repeats)


def saying(*entries: Said | Exception) -> Callable[[Window], Iterable[Said | Exception]]:
    return lambda window: [*echoes(window), *entries]


def spent(cost_usd: float | None) -> Spent:
    return Spent(input_tokens=900, output_tokens=700, cost_usd=cost_usd)


async def test_every_arm_is_asked_about_every_case_as_often_as_is_planned(
    cases: Sequence[Case], tmp_path: Path
) -> None:
    arms = [arm(ScriptedEngine(says=echoes), "one"), arm(ScriptedEngine(says=echoes), "two")]

    with a_run(tmp_path / "run", arms, cases, repeats=2) as run:
        ended = await ask(run, arms, cases, concurrency=4)

    record, outcomes = runs.read_run(tmp_path / "run")
    assert ended.stopped is None
    assert ended.progress == replace(ended.progress, done=12, planned=12, errors=0)
    assert [runs.key_of(outcome) for outcome in outcomes] == list(record.keys)
    assert record.planned == len(outcomes) == 12
    assert record.finished_at is not None
    assert all(outcome.brief is not None and outcome.seconds > 0 for outcome in outcomes)


async def test_no_more_briefs_are_in_the_making_than_is_said(cases: Sequence[Case], tmp_path: Path) -> None:
    engine = Counting()

    with a_run(tmp_path / "run", [arm(engine)], cases, repeats=4) as run:
        await ask(run, [arm(engine)], cases, concurrency=3)

    assert engine.most_at_once == 3


async def test_an_item_that_failed_first_is_kept_whether_it_was_mended_or_not(cases: Sequence[Case]) -> None:
    wrong = [fact("A crane fell onto 7 workers.", 1), fact("9 ships sank.", 2)]
    mended = [fact("2 workers were hurt on Monday.", 1)]
    engine = ScriptedEngine(says=draft(facts=wrong), mends=draft(facts=mended))

    outcome = await brief_case(cases[0], arm(engine))

    assert outcome.brief is not None
    assert [item.item for item in outcome.failed_first] == ["A crane fell onto 7 workers.", "9 ships sank."]
    assert all(item.reasons for item in outcome.failed_first)
    assert [item.item for item in outcome.brief.set_aside] == ["9 ships sank."]


async def test_a_case_that_fails_is_an_outcome_with_what_it_cost(cases: Sequence[Case]) -> None:
    engine = ScriptedEngine(says=[spent(0.25), EngineRefused("a-model", "declined")])

    outcome = await brief_case(cases[0], arm(engine))

    assert outcome.brief is None
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.message) == ("EngineRefused", "a-model: declined")
    assert outcome.error.usage is not None
    assert outcome.error.usage.cost_usd == 0.25


async def test_an_engine_that_breaks_loses_its_case_and_no_other(cases: Sequence[Case], tmp_path: Path) -> None:
    def says(window: Window) -> Iterable[Said]:
        if "quay 2" in window.article.text:
            raise ZeroDivisionError("nobody foresaw this")
        return echoes(window)

    broken = arm(ScriptedEngine(says=says))
    with a_run(tmp_path / "run", [broken], cases) as run:
        ended = await ask(run, [broken], cases)

    _, outcomes = runs.read_run(tmp_path / "run")
    assert ended.progress.errors == 1
    assert [outcome.error and outcome.error.kind for outcome in outcomes] == [None, "ZeroDivisionError", None]


async def test_what_a_brief_may_take_is_what_the_settings_let_it_take(cases: Sequence[Case]) -> None:
    engine = ScriptedEngine(says=echoes)

    await brief_case(cases[0], arm(engine), request=limits(Settings(deadline_seconds=7, max_calls_per_brief=2)))

    ((_, request),) = engine.drafted
    assert request.deadline_seconds is not None
    assert request.deadline_seconds <= 7
    assert request.max_calls is not None
    assert request.max_calls <= 2


async def test_progress_tells_what_is_done_what_failed_and_what_it_cost(cases: Sequence[Case], tmp_path: Path) -> None:
    told: list[Progress] = []
    priced = arm(ScriptedEngine(says=saying(spent(0.5))))

    with a_run(tmp_path / "run", [priced], cases) as run:
        await ask(run, [priced], cases, tell=told.append)

    assert [(step.done, step.planned, step.cost_usd) for step in told] == [
        (0, 3, 0),
        (1, 3, 0.5),
        (2, 3, 1),
        (3, 3, 1.5),
    ]


async def test_a_spent_budget_stops_the_asking_and_counts_what_was_spent_before(
    cases: Sequence[Case], tmp_path: Path
) -> None:
    priced = arm(ScriptedEngine(says=saying(spent(0.5))))
    with a_run(tmp_path / "run", [priced], cases) as run:
        first = await ask(run, [priced], cases, budget_usd=0.9)

    with runs.resume(tmp_path / "run", [priced.record], cases, Settings()) as run:
        second = await ask(run, [priced], cases, budget_usd=0.9)
        third = await ask(run, [priced], cases, budget_usd=2.0)

    assert (first.progress.done, first.stopped) == (2, "the budget of $0.9 is spent ($1.0000)")
    assert (second.progress.done, second.stopped) == (2, first.stopped)
    assert (third.progress.done, third.stopped) == (3, None)


async def test_an_interrupted_run_is_resumed_with_what_is_missing_only(cases: Sequence[Case], tmp_path: Path) -> None:
    folder = tmp_path / "run"
    stopping = Counting(stop_after=2)
    with a_run(folder, [arm(stopping)], cases, repeats=2) as run:
        asking = asyncio.create_task(ask(run, [arm(stopping)], cases))
        await stopping.stopped.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert runs.read_run(folder)[0].finished_at is None

    going_on = Counting()
    with runs.resume(folder, [arm(going_on).record], cases, Settings()) as run:
        assert len(run.missing) == 4
        await ask(run, [arm(going_on)], cases)

    record, outcomes = runs.read_run(folder)
    assert len(going_on.asked) == 4
    assert [runs.key_of(outcome) for outcome in outcomes] == list(record.keys)
    assert record.finished_at is not None


async def test_what_ended_in_an_error_is_asked_again_only_on_purpose_and_its_cost_stays_counted(
    cases: Sequence[Case], tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    failing = arm(ScriptedEngine(says=[spent(0.25), EngineRefused("a-model", "declined")]))
    with a_run(folder, [failing], cases) as run:
        await ask(run, [failing], cases)
    working = arm(ScriptedEngine(says=saying(spent(0.5))))

    with runs.resume(folder, [working.record], cases, Settings()) as run:
        left_alone = await ask(run, [working], cases)
        run.ask_again()
        asked_again = await ask(run, [working], cases)

    record, outcomes = runs.read_run(folder)
    assert (left_alone.progress.done, left_alone.progress.errors) == (3, 3)
    assert asked_again.progress == Progress(3, 3, 0, 2.25, has_unknown_cost=False)
    assert all(outcome.brief is not None for outcome in outcomes)
    assert record.finished_at is not None


async def test_a_line_that_was_cut_off_is_dropped_and_done_again(cases: Sequence[Case], tmp_path: Path) -> None:
    folder = tmp_path / "run"
    engine = ScriptedEngine(says=echoes)
    with a_run(folder, [arm(engine)], cases) as run:
        await ask(run, [arm(engine)], cases)
    lines = folder / "outcomes.jsonl"
    whole = lines.read_bytes()
    lines.write_bytes(whole[:-1000])

    assert len(runs.read_run(folder)[1]) == 2
    with runs.resume(folder, [arm(engine).record], cases, Settings()) as run:
        assert run.missing == (("quay-3", "scripted", 1),)
        await ask(run, [arm(engine)], cases)

    assert [Outcome.model_validate_json(line).case for line in lines.read_bytes().splitlines()] == [
        "quay-1", "quay-2", "quay-3",
    ]  # fmt: skip


def test_a_run_that_was_cut_off_before_its_first_outcome_can_be_resumed(cases: Sequence[Case], tmp_path: Path) -> None:
    engine = ScriptedEngine(says=echoes)
    a_run(tmp_path / "run", [arm(engine)], cases).close()
    (tmp_path / "run" / "outcomes.jsonl").unlink()

    with runs.resume(tmp_path / "run", [arm(engine).record], cases, Settings()) as run:
        assert len(run.missing) == 3


def test_a_line_in_the_middle_that_is_none_is_named(cases: Sequence[Case], tmp_path: Path) -> None:
    a_run(tmp_path / "run", [arm(Counting())], cases).close()
    (tmp_path / "run" / "outcomes.jsonl").write_text('{"case": 1}\n{"half', encoding="utf-8")

    with pytest.raises(RunError, match=r"outcomes\.jsonl, line 1"):
        runs.read_run(tmp_path / "run")


def test_a_run_is_not_begun_in_a_folder_that_holds_something(cases: Sequence[Case], tmp_path: Path) -> None:
    a_run(tmp_path / "run", [arm(Counting())], cases).close()

    with pytest.raises(RunError, match="--resume"):
        a_run(tmp_path / "run", [arm(Counting())], cases)


def test_a_folder_without_a_run_is_none(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no run"):
        runs.read_run(tmp_path)


@pytest.mark.parametrize("change", ["text", "model", "setting"])
def test_what_is_asked_now_must_be_what_was_asked_then(tmp_path: Path, change: str) -> None:
    suite = write_suite(tmp_path / "gold", 2)
    known = arm(Counting()).record
    a_run(tmp_path / "run", [arm(Counting())], read_suite(suite)).close()
    settings = Settings()
    match change:
        case "text":
            case = suite / "quay-2.yaml"
            case.write_text(case.read_text(encoding="utf-8").replace("2 workers", "3 workers"), encoding="utf-8")
            expected = "quay-2: .*another text"
        case "model":
            known, expected = known.model_copy(update={"model": "another"}), "another model"
        case _:
            settings, expected = Settings(temperature=1.0), "temperature"

    with pytest.raises(RunError, match=expected):
        runs.resume(tmp_path / "run", [known], read_suite(suite), settings)


def test_a_run_tells_what_decides_its_answers_and_no_secret(cases: Sequence[Case], tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {
            "openai_api_key": "sk-very-secret",
            "openai_base_url": "https://user:pass-secret@models.example.org:8443/v1?key=query-secret",
            "database_url": "postgresql://precis:db-secret@db/precis",
            "api_keys": "desk=sk_1_hash-secret",
            "temperature": 0.5,
        }
    )

    runs.begin(tmp_path / "run", [arm(Counting()).record], cases, settings).close()

    text = (tmp_path / "run" / "run.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert "secret" not in text
    assert told["settings"]["openai_base_url"] == "https://models.example.org"
    assert told["settings"]["temperature"] == 0.5
    assert told["suite"]["quay-1"] == {"checksum": cases[0].checksum, "text_sha256": cases[0].text_sha256}
    assert {"precis", "python", "pydantic", "openai"} <= told["versions"].keys()
