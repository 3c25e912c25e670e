"""`precis eval`, most of it in this process: what it runs, writes and says, and above all how it ends."""

import gc
import json
import re
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from evals.cases import read_case
from service.cli import app
from service.core.errors import NotRecorded
from tests.evals.suite import reply_about, write_suite
from tests.scripted_server import Answer, Call, ScriptedServer, completion, status
from tests.shell import COMMAND, environment

GATES = """\
errors = 0
[minimum]
cases = 3
share = 0.9
[floors]
key_fact_f1 = {floor}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Evaluate = Callable[..., Ended]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = write_suite(tmp_path / "cases")
    (folder / "gates.toml").write_text(GATES.format(floor=0.5), encoding="utf-8")
    return folder


@pytest.fixture
def evaluate(tmp_path: Path, suite: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluate:
    """Runs `precis eval` in a folder of its own, without anybody's settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRECIS_ENGINE", "PRECIS_MODEL", "PRECIS_RECORDINGS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, env: Mapping[str, str] | None = None, on_suite: bool = True) -> Ended:
        words = ["eval", *map(str, arguments), *(["--suite", str(suite)] if on_suite else [])]
        result = CliRunner().invoke(app, words, env={"COLUMNS": "80", **(env or {})})
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def model(scripted_server: ScriptedServer) -> dict[str, str]:
    """The environment of a model that briefs the suite as its gold does."""
    scripted_server.answers(a_good_model)
    return {
        "OPENAI_BASE_URL": scripted_server.base_url,
        "OPENAI_API_KEY": "sk-very-secret",
        "PRECIS_MODEL": "small",
        "PRECIS_MAX_TRIES": "1",
        "PRECIS_PRICES": '{"small": {"input": 100, "output": 500}}',
    }


def a_good_model(call: Call) -> Answer:
    return completion(reply_about(call.user))


def a_poor_model(call: Call) -> Answer:
    return completion({**reply_about(call.user), "key_facts": []})


def read(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_run_that_holds_its_gates_passes_and_leaves_every_report(
    evaluate: Evaluate, model: Mapping[str, str], tmp_path: Path
) -> None:
    reports = {name: tmp_path / f"r.{name}" for name in ("json", "junit", "csv", "markdown")}

    run = evaluate(
        "--engine", "llm", "--out", "run", *(word for name, path in reports.items() for word in (f"--{name}", path)),
        env=model,
    )  # fmt: skip

    assert run.code == 0, run.err
    assert "pass" in run.out
    assert json.loads(reports["json"].read_text(encoding="utf-8"))["verdict"]["state"] == "pass"
    assert ElementTree.parse(reports["junit"]).getroot().get("failures") in {"0", None}  # noqa: S314 - our own file
    assert "quay-1" in reports["csv"].read_text(encoding="utf-8")
    assert reports["markdown"].read_text(encoding="utf-8")
    assert read(tmp_path / "run")["finished_at"] is not None


def test_a_run_without_a_folder_makes_one_of_its_own(evaluate: Evaluate, tmp_path: Path) -> None:
    run = evaluate("--engine", "extractive")

    (folder,) = (tmp_path / "eval-runs").iterdir()
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{6}", folder.name)
    assert f"eval-runs/{folder.name}" in run.err
    assert len((folder / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_a_regression_fails(evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer) -> None:
    scripted_server.answers(a_poor_model)

    run = evaluate("--engine", "llm", env=model)

    assert run.code == 1
    assert "regression" in run.out


def test_too_few_cases_are_no_verdict(evaluate: Evaluate, model: Mapping[str, str]) -> None:
    run = evaluate("--engine", "llm", "--cases", "quay-1,quay-3", env=model)

    assert run.code == 2
    assert "could not run" in run.out


@pytest.mark.parametrize("gates", ["", "errors = 100\n[minimum]\ncases = 2\n"])
def test_an_engine_that_fails_on_every_case_never_passes(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, suite: Path, gates: str
) -> None:
    (suite / "gates.toml").write_text(gates, encoding="utf-8")
    scripted_server.always(status(503))

    run = evaluate("--engine", "llm", "--out", "run", env=model)

    assert run.code == 2
    assert "gave no brief at all" in " ".join(run.out.split())
    assert "quay-2 (llm/small): EngineUnavailable" in run.err


def test_what_cannot_run_ends_in_2_and_a_line_that_says_why(evaluate: Evaluate, suite: Path, tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    cases = {
        ("--engine", "llm"): "OPENAI_API_KEY",
        ("--engine", "oracle"): "there is no engine 'oracle'",
        ("--cases", "quay-9"): "there is no case 'quay-9'",
        ("--model", "small"): "--model and --prompt need a model",
        ("--replay", "replies"): "no recording",
        ("--record", "replies", "--engine", "extractive"): "--record keeps a model's replies",
        ("--gates", "none.toml"): "none.toml",
        ("--resume", "nowhere"): "holds no run",
        ("--resume", "nowhere", "--repeats", "2"): "takes no other arms, cases, repeats or folder",
        ("score", "nowhere"): "holds no run",
        ("--retry-errors", "--engine", "extractive"): "--retry-errors goes with --resume",
        ("--budget", "0"): "--budget is more than 0",
        ("--prompt", "brief=two", "--engine", "llm"): "write brief=2",
    }

    for words, why in cases.items():
        run = evaluate(*words)
        assert run.code == 2, (words, run)
        assert why in " ".join(re.sub("[│╭╮╰╯─]", " ", run.err).split()), (words, run.err)


def test_gates_that_cannot_be_used_are_found_before_anything_is_paid_for(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, suite: Path, tmp_path: Path
) -> None:
    (suite / "gates.toml").write_text("[floors]\nseconds = 3.0\n", encoding="utf-8")

    run = evaluate("--engine", "llm", "--out", "run", env=model)

    assert run.code == 2
    assert "which only informs" in run.err
    assert scripted_server.calls == []
    assert not (tmp_path / "run").exists()


def test_a_gold_case_that_cannot_be_read_is_named(evaluate: Evaluate, suite: Path) -> None:
    case = suite / "quay-2.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("stays shut until Friday]", "is shut]"), encoding="utf-8")

    run = evaluate("--engine", "extractive")

    assert run.code == 2
    assert "quay-2.yaml: f2: the article does not say 'is shut'" in run.err


def test_a_prompt_that_does_not_exist_says_which_there_are(evaluate: Evaluate, model: Mapping[str, str]) -> None:
    run = evaluate("--engine", "llm", "--prompt", "brief=99", env=model)

    assert run.code == 2
    assert "there is no prompt 'brief' version 99; there are [1" in run.err


def test_every_model_and_prompt_is_an_arm(evaluate: Evaluate, model: Mapping[str, str], tmp_path: Path) -> None:
    words = ("--model", "small", "--model", "large", "--prompt", "brief=1", "--repeats", "2")

    run = evaluate("--engine", "llm", "--engine", "extractive", *words, "--out", "run", env=model)

    record = read(tmp_path / "run")
    assert run.code == 0, run.err
    assert [arm["name"] for arm in record["arms"]] == ["extractive", "llm/small/brief-v1", "llm/large/brief-v1"]
    assert record["arms"][1]["prompts"][0]["name"] == "brief"
    assert len((tmp_path / "run" / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()) == 18


def test_recorded_replies_give_the_same_scores_without_a_server_or_a_key(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    live = evaluate("--engine", "llm", "--record", "replies", "--repeats", "2", "--csv", "live.csv", env=model)
    asked = len(scripted_server.calls)

    replayed = evaluate("--replay", "replies", "--repeats", "2", "--csv", "replayed.csv", "--out", "run")

    assert (live.code, replayed.code) == (0, 0), replayed.err
    assert sorted(path.name for path in (tmp_path / "replies").iterdir()) == [
        "quay-1.json", "quay-2.json", "quay-3.json",
    ]  # fmt: skip
    assert len(scripted_server.calls) == asked
    assert read(tmp_path / "run")["arms"][0]["name"] == "replay/small"

    def lines(name: str) -> list[str]:
        rows = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        return [row.partition(",")[2] for row in rows if ",seconds," not in row and ",cost" not in row]

    assert lines("replayed.csv") == lines("live.csv")


def test_the_replies_of_several_arms_are_recorded_apart_and_replayed_as_arms(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, tmp_path: Path
) -> None:
    evaluate("--engine", "llm", "--model", "org/a:7b", "--model", "b", "--record", "replies", env={
        **model, "PRECIS_ALLOWED_MODELS": "b"
    })  # fmt: skip
    asked = len(scripted_server.calls)

    run = evaluate("--replay", "replies/org-a-7b", "--replay", "replies/b", "--out", "run")

    assert run.code == 0, run.err
    assert [arm["name"] for arm in read(tmp_path / "run")["arms"]] == ["replay/org/a:7b", "replay/b"]
    assert len(scripted_server.calls) == asked


def test_recorded_replies_brief_their_articles_for_a_demo_and_no_other(
    evaluate: Evaluate, model: Mapping[str, str], suite: Path, tmp_path: Path
) -> None:
    evaluate("--engine", "llm", "--record", "replies", env=model)
    case = read_case(suite / "quay-1.yaml")
    article, other = tmp_path / "quay.txt", tmp_path / "other.txt"
    article.write_bytes(case.text.encode())
    other.write_bytes(f"{case.text} So it is.".encode())
    demo = {"PRECIS_ENGINE": "replay", "PRECIS_RECORDINGS": "replies"}

    brief = CliRunner().invoke(app, ["brief", str(article), "--max-facts", "1", "--json"], env=demo)
    with pytest.raises(NotRecorded, match="no reply about this article"):
        CliRunner().invoke(app, ["brief", str(other), "--json"], env=demo, catch_exceptions=False)

    made = json.loads(brief.stdout)
    assert (made["engine"]["name"], made["engine"]["model"], len(made["key_facts"])) == ("replay", "small", 1)


def test_a_text_that_changed_after_it_was_recorded_is_an_error_of_its_case(
    evaluate: Evaluate, model: Mapping[str, str], suite: Path
) -> None:
    evaluate("--engine", "llm", "--record", "replies", env=model)
    case = suite / "quay-2.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("2 workers", "3 workers"), encoding="utf-8")

    run = evaluate("--replay", "replies")

    assert run.code != 0
    assert "quay-2 (replay/small): NotRecorded" in run.err
    assert "no reply about this article" in run.err
    assert "--record replies" in run.err


def test_drafts_by_hand_are_named_for_their_cases_and_said_to_be_unmended(
    evaluate: Evaluate, tmp_path: Path, suite: Path
) -> None:
    for number in (1, 2, 3):
        draft = reply_about(f"quay {number} of")
        draft["key_facts"].append({"statement": "9 ships sank.", "status": "done", "sentences": [1]})
        path = tmp_path / "by-hand" / f"quay-{number}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(draft, indent=2), encoding="utf-8")

    run = evaluate("--replay", "by-hand", "--out", "run")

    assert run.code == 0, run.err
    assert "replay/by-hand: 3 replies to repair prompts were not recorded" in run.err
    outcomes = (tmp_path / "run" / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["failed_first"][0]["item"] for line in outcomes] == ["9 ships sank."] * 3


def test_a_draft_by_hand_that_is_missing_is_an_error_that_names_its_file(evaluate: Evaluate, tmp_path: Path) -> None:
    for number in (1, 3):
        path = tmp_path / "by-hand" / f"quay-{number}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(reply_about(f"quay {number} of")), encoding="utf-8")

    run = evaluate("--replay", "by-hand")

    assert run.code != 0
    assert "no draft of this article is in 'by-hand'; it would be quay-2.json" in run.err


def test_a_spent_budget_stops_the_run_and_says_how_to_go_on(
    evaluate: Evaluate, model: Mapping[str, str], tmp_path: Path
) -> None:
    stopped = evaluate("--engine", "llm", "--out", "run", "--budget", "0.3", "--concurrency", "1", env=model)
    resumed = evaluate("--resume", "run", env=model)

    assert stopped.code == 2
    assert "the budget of $0.3 is spent ($0.4400); 2 of 3 are missing" in stopped.err
    assert "precis eval --resume run" in stopped.err
    assert "2 of 3 outcomes are missing" in " ".join(stopped.out.split())
    assert resumed.code == 0, resumed.err


def test_cases_that_failed_are_asked_again_on_purpose(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer
) -> None:
    scripted_server.answers(lambda call: status(503) if "quay 2" in call.user else a_good_model(call))
    failed = evaluate("--engine", "llm", "--out", "run", env=model)
    scripted_server.answers(a_good_model)

    resumed = evaluate("--resume", "run", "--retry-errors", env=model)

    assert failed.code == 2
    assert "precis eval --resume run --retry-errors" in failed.err
    assert "1 to ask" in resumed.err
    assert resumed.code == 0, resumed.err


def test_a_budget_without_a_price_is_no_budget(evaluate: Evaluate, model: Mapping[str, str]) -> None:
    run = evaluate("--engine", "llm", "--model", "unpriced", "--budget", "1", env=model)

    assert run.code == 2
    assert "PRECIS_PRICES" in run.err


def test_a_finished_run_is_scored_reported_and_compared_without_asking(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, suite: Path, tmp_path: Path
) -> None:
    evaluate("--engine", "llm", "--out", "good", env=model)
    scripted_server.answers(a_poor_model)
    evaluate("--engine", "llm", "--out", "poor", env=model)
    asked = len(scripted_server.calls)

    (suite / "gates.toml").write_text(GATES.format(floor=0.0), encoding="utf-8")
    scored = evaluate("score", "poor")
    reported = evaluate("report", "poor", "--csv", "poor.csv")
    compared = evaluate("compare", "good", "poor")

    assert scored.code == 0, scored.out + scored.err
    assert (reported.code, reported.out) == (0, "")
    assert (tmp_path / "poor.csv").exists()
    assert compared.code == 1
    assert "worse" in compared.out
    assert evaluate("compare", "poor", "good").code == 0
    assert evaluate("compare", "good", "good").code == 0
    assert len(scripted_server.calls) == asked


def test_briefs_made_elsewhere_are_a_run_like_any_other(evaluate: Evaluate, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.jsonl"
    lines = [
        {"case": f"quay-{number}", "seconds": 2.4, "key_facts": reply_about(f"quay {number} of")["key_facts"]}
        for number in (1, 2, 3)
    ]
    theirs.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    run = evaluate("import", theirs, "--out", "run")
    again = evaluate("score", "run")
    theirs.write_text(json.dumps(lines[0]), encoding="utf-8")
    too_few = evaluate("import", theirs, "--arm", "other")
    theirs.write_text('{"case": "quay-7"}', encoding="utf-8")
    unknown = evaluate("import", theirs)

    assert (run.code, again.code) == (0, 0), run.err + run.out
    assert read(tmp_path / "run")["arms"][0]["name"] == "theirs"
    assert too_few.code == 2
    assert "2 of 3 outcomes are missing" in " ".join(too_few.out.split())
    assert unknown.code == 2
    assert "there is no case 'quay-7'" in unknown.err


def test_scoring_leaves_the_garbage_collector_as_it_was(evaluate: Evaluate) -> None:
    evaluate("--out", "run")

    ended = evaluate("score", "run")

    assert "could not run" not in ended.err
    assert gc.isenabled()


def test_a_run_of_another_text_is_not_scored(evaluate: Evaluate, suite: Path) -> None:
    evaluate("--engine", "extractive", "--out", "run")
    case = suite / "quay-2.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("2 workers", "3 workers"), encoding="utf-8")

    run = evaluate("score", "run")

    assert run.code == 2
    assert "the text has changed since it was run: quay-2" in run.err


def test_the_baseline_is_renewed_on_purpose_only_and_later_runs_are_held_against_it(
    evaluate: Evaluate, model: Mapping[str, str], suite: Path
) -> None:
    baseline = suite / "baseline.json"
    evaluate("--engine", "llm", env=model)
    was_there = baseline.exists()

    run = evaluate("--engine", "llm", "--update-baseline", env=model)

    assert not was_there
    assert run.code == 0
    assert "quay-1" in json.loads(baseline.read_text(encoding="utf-8"))["arms"]["llm/small"]


def test_a_run_that_was_not_finished_makes_no_baseline(
    evaluate: Evaluate, model: Mapping[str, str], suite: Path
) -> None:
    run = evaluate("--engine", "llm", "--budget", "0.3", "--concurrency", "1", "--update-baseline", env=model)

    assert run.code == 2
    assert "not finished" in run.err
    assert not (suite / "baseline.json").exists()


def test_a_run_with_failures_makes_no_baseline(
    evaluate: Evaluate, model: Mapping[str, str], scripted_server: ScriptedServer, suite: Path
) -> None:
    scripted_server.answers(lambda call: status(503) if "quay 2" in call.user else a_good_model(call))

    run = evaluate("--engine", "llm", "--update-baseline", env=model)

    assert run.code == 2
    assert "errors stand in 1 of the outcomes" in run.err
    assert not (suite / "baseline.json").exists()


def test_no_secret_is_in_anything_that_is_written(evaluate: Evaluate, model: Mapping[str, str], tmp_path: Path) -> None:
    evaluate(
        "--engine", "llm", "--record", "replies", "--out", "run", "--json", "r.json", "--html", "r.html", env=model
    )

    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix in {".json", ".jsonl", ".html"}]
    assert len(written) >= 6
    assert not [path for path in written if "sk-very-secret" in path.read_text(encoding="utf-8")]


def test_a_case_is_begun_and_the_linter_says_what_is_left_to_do(evaluate: Evaluate, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The harbour of Aldmere closed on Monday. Nobody said why.\n", encoding="utf-8")

    begun = evaluate("new-case", article, "--title", "Harbour closed")
    again = evaluate("new-case", article, "--title", "Harbour closed")
    linted = evaluate("lint")

    assert begun.code == 0, begun.err
    assert (tmp_path / "cases" / "harbour-closed.yaml").exists()
    assert again.code == 2
    assert linted.code == 1
    assert "harbour-closed.yaml: wrong: " in linted.out


def test_a_run_that_is_interrupted_or_killed_goes_on_where_it_was(
    model: Mapping[str, str], scripted_server: ScriptedServer, suite: Path, tmp_path: Path, evaluate: Evaluate
) -> None:
    for how, code in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        third = threading.Event()

        def hangs_on_the_third(call: Call, third: threading.Event = third) -> Answer:
            if "quay 3" in call.user:
                third.set()
                return Answer(fault="hang")
            return a_good_model(call)

        scripted_server.answers(hangs_on_the_third)
        words = ["eval", "--engine", "llm", "--suite", suite, "--out", tmp_path / how.name, "--concurrency", "1"]
        with subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, *map(str, words)], env=environment(model), stderr=subprocess.PIPE, text=True
        ) as process:
            assert third.wait(20)
            process.send_signal(how)
            _, said = process.communicate(timeout=60)
        assert process.returncode == code
        if how == signal.SIGINT:
            assert "stopped with 1 of 3 missing" in said
            assert "--resume" in said
            assert "Traceback" not in said

        scripted_server.answers(a_good_model)
        calls = len(scripted_server.calls)
        resumed = evaluate("--resume", how.name, env=model)

        assert resumed.code == 0, resumed.err
        assert len(scripted_server.calls) == calls + 1
