from pathlib import Path

import pytest

from evals.gates import GATES, Gates, read_gates
from evals.metrics.metric import METRICS
from service.core.errors import ConfigurationError
from tests.evals.scoring import a_metric

KNOWN = [a_metric("recall"), a_metric("cost", decides=False)]


def gates_of(folder: Path, text: str) -> Gates:
    path = folder / "gates.toml"
    path.write_text(text, encoding="utf-8")
    return read_gates(path, KNOWN)


def test_gates_are_read_from_toml(tmp_path: Path) -> None:
    found = gates_of(
        tmp_path,
        """
        errors = 1
        floors = { recall = 0.4 }
        [no_regression]
        metrics = ["recall"]
        tolerance = 0.01
        [arms."llm/a-model"]
        floors = { recall = 0.6 }
        """,
    )

    assert found.no_regression.metrics == ("recall",)
    assert found.no_regression.tolerance == 0.01
    assert found.of_arm("extractive").floors == {"recall": 0.4}
    assert found.of_arm("llm/a-model").floors == {"recall": 0.6}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("floors = { recal = 0.4 }", "which is no metric; those that may decide are recall"),
        ("floors = { cost = 0.4 }", "which only informs"),
        ("[arms.extractive]\nat_most = { cots = 1 }", "'cots'"),
        ("flors = { recall = 0.4 }", "'flors'"),
        ("floors = ", "cannot be read"),
    ],
)
def test_gates_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        gates_of(tmp_path, text)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_gates(tmp_path / "none.toml", KNOWN)


def test_the_projects_own_gates_can_be_read() -> None:
    found = read_gates(GATES, tuple(METRICS.values()))

    assert 1 <= len(found.no_regression.metrics) <= 4
