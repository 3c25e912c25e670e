"""The checks keep the rates that were measured on articles written for the purpose (`benchmarks/drafts`)."""

from pathlib import Path

import pytest

from benchmarks.checks import Judged, judged

DRAFTS = Path(__file__).parents[2] / "benchmarks" / "drafts"


@pytest.fixture(scope="module", params=["dev", "test", "held-out"])
def items(request: pytest.FixtureRequest) -> list[Judged]:
    return list(judged(DRAFTS / str(request.param)))


def share(items: list[Judged]) -> float:
    return sum(not item.outcome.is_grounded for item in items) / len(items)


def test_true_items_are_hardly_ever_set_aside(items: list[Judged]) -> None:
    assert share([item for item in items if item.kind == "true"]) <= 0.03


def test_most_planted_errors_are_set_aside(items: list[Judged]) -> None:
    assert share([item for item in items if item.kind != "true"]) >= 0.80


@pytest.mark.parametrize(
    "kind", ["altered_quotation", "bad_sentence", "empty_citations", "wrong_scale", "wrong_date", "wrong_number"]
)
def test_what_can_be_told_for_sure_is_set_aside(items: list[Judged], kind: str) -> None:
    assert share([item for item in items if item.kind == kind]) >= 0.85
