"""What holds for every report, whatever it is written as."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from evals import reports
from evals.cases import KnownRejection
from evals.people import COVERAGE, MATCHING, SUPPORT
from evals.reports import Report
from tests.evals.reports.made import a_report

WRITERS = [reports.as_json, reports.as_csv, reports.as_junit, reports.as_markdown, reports.as_html]


def printed(report: Report, width: int = 100) -> str:
    console = Console(width=width, record=True, file=io.StringIO(), highlight=False)
    console.print(reports.as_table(report))
    return console.export_text()


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_run_is_written_as_the_same_bytes(write: Callable[[Report], str], tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()

    assert write(a_report(first)) == write(a_report(second))


@pytest.mark.parametrize("write", WRITERS)
def test_a_run_without_gates_or_without_cases_can_be_reported(write: Callable[[Report], str], report: Report) -> None:
    assert write(replace(report, verdict=None))
    empty = replace(report, cases=(), outcomes=(), comparisons=(), scores=(), summaries=(), contrasts=(), verdict=None)
    assert write(empty)
    printed(empty)


def test_json_holds_every_case_and_no_number_that_is_none(report: Report) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no number")

    found = json.loads(reports.as_json(report), parse_constant=refuse)

    poor = found["arms"]["poor"]["key_fact_recall"]
    assert (poor["counted"], poor["errors"], poor["mean"]) == (4, 1, 0.1875)  # 3 times 1/4, once 0
    assert poor["cases"]["quay-4"]["state"] == "error"
    assert poor["cases"]["quay-1"]["misses"] == ["missing (must): f1: A crane fell onto quay 1 on Monday."]
    assert found["verdict"]["state"] == "regression"
    assert found["contrasts"][0]["metrics"]["key_fact_f1"]["answer"] == "worse"


def test_csv_has_a_line_for_each_arm_case_repeat_and_metric(report: Report) -> None:
    lines = list(csv.DictReader(io.StringIO(reports.as_csv(report))))

    assert len(lines) == 2 * 4 * len(report.metrics)
    assert {line["state"] for line in lines} == {"scored", "unscorable", "error"}
    failed = [line for line in lines if (line["arm"], line["case"]) == ("poor", "quay-4")]
    by_metric = {line["metric"]: line for line in failed}
    assert by_metric["key_fact_f1"]["value"] == "0"
    assert by_metric["must_not_violations"]["value"] == "1"
    assert all(line["value"] == "" for line in lines if line["state"] == "unscorable")


def test_the_terminal_names_the_failing_gate_and_shows_gold_beside_the_brief(report: Report) -> None:
    text = printed(report)

    assert "✗ Key-fact F1: no regression · poor" in text
    assert "gold, not in the brief" in text
    assert "f1 A crane fell onto quay 1" in text
    assert "1 error" in text
    assert text.rstrip().endswith("✗ regression")


@pytest.mark.parametrize("write", [printed, reports.as_markdown, reports.as_html])
def test_what_rests_on_matching_says_how_far_people_agree(write: Callable[[Report], str], report: Report) -> None:
    text = " ".join(write(report).split())

    for found in (COVERAGE, MATCHING, SUPPORT):
        assert str(found).removeprefix("agrees with people: ") in text


@pytest.mark.parametrize("write", [printed, reports.as_markdown, reports.as_html, reports.as_json])
def test_a_second_annotators_score_stands_beside_the_score_where_it_is_known(
    write: Callable[[Report], str], report: Report
) -> None:
    known = replace(report, ceilings={"key_fact_f1": 0.8767})

    assert "0.877" in write(known) or "0.8767" in write(known)
    assert "0.877" not in write(report)
    assert "0.8767" not in write(report)


@pytest.mark.parametrize("write", [printed, reports.as_markdown, reports.as_html])
def test_the_foot_says_how_many_true_items_the_checks_set_aside(write: Callable[[Report], str], report: Report) -> None:
    listed = (KnownRejection(item="f1", check="number"),)
    rejecting = report.cases[0].gold.model_copy(update={"known_rejections": listed})
    known = replace(report, cases=(replace(report.cases[0], gold=rejecting), *report.cases[1:]))

    assert "he checks set aside 1 of 28 true items of these cases (3.6%)" in " ".join(write(known).split())


def test_the_terminal_says_which_arm_is_worse_and_what_it_lost(report: Report) -> None:
    text = printed(report)

    assert "POOR AGAINST GOOD" in text
    assert "Key-fact F1: worse, most of all in" in text
    assert "− new: missing (must): f1: A crane fell onto quay 1 on Monday." in text


def test_a_comparison_ends_with_what_became_of_the_metrics_that_decide(report: Report, steady: Report) -> None:
    compared = printed(replace(report, verdict=None), width=200)

    assert "✗ poor against good: Key-fact F1 worse" in compared.rstrip().splitlines()[-1]
    assert "✓ poor against good: Key-fact F1 the same" in printed(replace(steady, verdict=None), width=200)
    assert "Key-fact F1 worse" in reports.as_markdown(replace(report, verdict=None)).split("### Scores")[0]


def test_arms_that_do_not_differ_are_said_not_to(steady: Report) -> None:
    assert "no score differs" in printed(steady)


def test_the_terminal_takes_nothing_for_markup(report: Report) -> None:
    text = printed(report, width=400)

    assert "[red]x[/red]" in text
    assert "\x07" not in text


def test_a_narrow_terminal_loses_no_number(report: Report) -> None:
    wide, narrow = printed(report, width=140), printed(report, width=60)

    for summary in report.summaries:
        if summary.metric == "key_fact_f1":
            assert f"{summary.mean:.3f}" in wide
            assert f"{summary.mean:.3f}" in narrow


def test_a_steady_run_says_pass(steady: Report) -> None:
    assert printed(steady).rstrip().endswith("✓ pass")
    assert "✅ precis eval: pass" in reports.as_markdown(steady)
