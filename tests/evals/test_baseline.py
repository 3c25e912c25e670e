import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.baseline import SECOND, Baseline, baseline_of, ceilings, read_baseline, suite_checksum, write_baseline
from evals.scores import Unscorable
from service.core.errors import ConfigurationError
from tests.evals.scoring import FAILED, a_case, a_metric, a_suite, summaries_of

METRICS = [a_metric("recall"), a_metric("cost", decides=False)]


def a_baseline(*values: float, arm: str = "engine") -> Baseline:
    columns = {"recall": list(values), "cost": [0.1] * len(values)}
    return baseline_of(summaries_of(columns, METRICS, arm=arm), a_suite(len(values)), METRICS)


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    baseline = a_baseline(0.5, 1 / 3)
    path = tmp_path / "baseline.json"

    path.write_text(write_baseline(baseline), encoding="utf-8")

    assert read_baseline(path) == baseline


def test_a_baseline_file_has_a_line_a_case_in_a_fixed_order() -> None:
    text = write_baseline(a_baseline(0.5, 1 / 3))

    assert text == write_baseline(a_baseline(0.5, 1 / 3))
    assert json.loads(text)["arms"]["engine"]["c01"]["scores"] == {"recall": 0.3333}
    assert [line for line in text.splitlines() if '"c0' in line] == sorted(
        line for line in text.splitlines() if '"c0' in line
    )


def test_only_metrics_that_may_decide_are_kept() -> None:
    assert "cost" not in write_baseline(a_baseline(0.5))


def test_an_error_is_kept_as_the_worst_value_and_what_does_not_apply_is_left_out() -> None:
    summaries = summaries_of({"recall": [FAILED, Unscorable("no party")]}, METRICS[:1])

    found = baseline_of(summaries, a_suite(2), METRICS[:1])

    assert found.arms["engine"]["c00"].scores == {"recall": 0.0}
    assert found.arms["engine"]["c01"].scores == {}


def test_updating_one_arm_keeps_the_others_but_for_cases_that_are_gone() -> None:
    before = a_baseline(0.1, 0.2, 0.3, arm="llm/other")

    after = baseline_of(summaries_of({"recall": [0.5, 0.6]}, METRICS[:1]), a_suite(2), METRICS[:1], before=before)

    assert set(after.arms) == {"engine", "llm/other"}
    assert set(after.arms["llm/other"]) == {"c00", "c01"}


def test_what_a_second_annotator_scored_is_the_ceiling_as_far_as_text_and_gold_are_the_same() -> None:
    baseline = a_baseline(0.5, 0.7, 0.9, arm=SECOND)
    first, second, _ = a_suite(3)

    assert ceilings(baseline, (first, second)) == {"recall": pytest.approx(0.6)}
    assert ceilings(baseline, (first, replace(second, checksum="another"))) == {"recall": 0.5}
    assert ceilings(baseline, (first, *(replace(case, checksum="another") for case in a_suite(3)[1:]))) == {}
    assert ceilings(a_baseline(0.5), a_suite(1)) == {}


def test_an_empty_baseline_can_be_written_too(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(write_baseline(Baseline()), encoding="utf-8")

    assert read_baseline(path) == Baseline()


def test_no_baseline_yet_is_an_empty_one(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "none.json") == Baseline()


@pytest.mark.parametrize("text", ["{", '{"arms": {"engine": {"c00": {"score": 1}}}}'])
def test_a_baseline_that_cannot_be_read_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match="baseline"):
        read_baseline(path)


def test_a_suite_is_told_by_its_files_and_not_by_their_order() -> None:
    one, other = a_case("a"), a_case("b")

    assert suite_checksum([one, other]) == suite_checksum([other, one])
    assert suite_checksum([one]) != suite_checksum([one, other])
    assert suite_checksum([one]) != suite_checksum([a_case("a", checksum="changed")])
