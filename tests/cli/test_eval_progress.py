"""What a run says of how far it has come, where nobody watches."""

import pytest

from evals.outcomes import Failure, Outcome
from evals.runner import Progress
from service.cli.eval.progress import account, shown


def progress(
    done: int, *, errors: int = 0, cost: float = 0.0, unknown: bool = False, last: Outcome | None = None
) -> Progress:
    return Progress(done, 40, errors, cost, unknown, last)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (progress(3), ""),
        (progress(3, errors=1), "1 error"),
        (progress(3, errors=2, cost=0.03124), "2 errors, $0.0312"),
        (progress(3, cost=0.5, unknown=True), "at least $0.5000"),
        (progress(3, unknown=True), ""),
    ],
)
def test_errors_and_cost_are_told_as_far_as_they_are_known(told: Progress, said: str) -> None:
    assert account(told) == said


def test_a_tenth_of_a_run_is_a_line_with_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 10.0, 20.0])

    with shown(40, clock=lambda: next(seconds)) as tell:
        tell(progress(0))
        for done in range(1, 9):
            tell(progress(done))

    assert capsys.readouterr().err.splitlines() == ["  4/40, 1:30 left", "  8/40, 1:20 left"]


def test_the_pace_of_a_resumed_run_is_that_of_this_sitting(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 40.0])

    with shown(40, clock=lambda: next(seconds)) as tell:
        tell(progress(30))
        for done in range(31, 33):
            tell(progress(done))

    assert capsys.readouterr().err.splitlines() == ["  32/40, 2:40 left"]


def test_a_case_that_failed_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    failed = Outcome(
        case="quay-2", text_sha256="0", arm="llm/small", error=Failure(kind="EngineRefused", message="no\nway")
    )

    with shown(40) as tell:
        tell(progress(0))
        tell(progress(1, errors=1, last=failed))

    assert capsys.readouterr().err.splitlines() == ["  quay-2 (llm/small): EngineRefused: no way"]
