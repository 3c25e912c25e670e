"""A small run with everything in it that a report has to cope with: a good arm, a poor one, a failure, hostile words."""

from pathlib import Path

from evals.baseline import Baseline, baseline_of
from evals.cases import Case, read_suite
from evals.compare import compare_summaries
from evals.comparison import Comparison, compare
from evals.gates import Gates, Minimum, NoRegression
from evals.ideal import brief_of
from evals.metrics import METRICS, score, score_comparison
from evals.outcomes import Failure, Outcome
from evals.reports import Report
from evals.scores import CaseScores
from evals.summary import summarize_scores
from evals.verdict import verdict
from service.core.brief import Brief, Flag, SetAside
from tests.evals.suite import write_suite

HOSTILE = "</script><script>alert(1)</script> @everyone | [red]x[/red] `rm`"
GATES = Gates(
    no_regression=NoRegression(metrics=("key_fact_f1",)),
    minimum=Minimum(cases=3, share=0.7),
    floors={"key_fact_f1": 0.3},
    errors=0,
)


def a_report(folder: Path, *, count: int = 4, dropped: bool = True, failed: bool = True) -> Report:
    """Arms "good" and "poor" on quay-1, quay-2, ...; the baseline of both is what the good one does."""
    cases = read_suite(write_suite(folder, count, HOSTILE))
    outcomes = [_outcome(case, "good", brief_of(case)) for case in cases]
    outcomes += [_outcome(case, "poor", _poor(brief_of(case)) if dropped else brief_of(case)) for case in cases]
    if failed:
        outcomes[-1] = Outcome(
            case=cases[-1].slug,
            text_sha256=cases[-1].text_sha256,
            arm="poor",
            error=Failure(kind="EngineUnavailable", message=f"the server said \x07 {HOSTILE}"),
            seconds=3.0,
        )
    known = {case.slug: case for case in cases}
    compared = [compare(known[one.case], one) for one in outcomes if one.brief is not None]
    scores = tuple(_score(one, known[one.case], compared) for one in outcomes)
    metrics = tuple(METRICS.values())
    summaries = summarize_scores(scores, metrics)
    good = baseline_of([summary for summary in summaries if summary.arm == "good"], cases, metrics).arms["good"]
    return Report(
        name="a-run",
        facts=(("engine", f"one & {HOSTILE}"),),
        cases=cases,
        outcomes=tuple(outcomes),
        comparisons=tuple(compared),
        metrics=metrics,
        scores=scores,
        summaries=summaries,
        contrasts=(
            compare_summaries(
                [summary for summary in summaries if summary.arm == "good"],
                [summary for summary in summaries if summary.arm == "poor"],
                metrics,
                names=("good", "poor"),
            ),
        ),
        verdict=verdict(summaries, cases, metrics, GATES, Baseline(arms={"good": good, "poor": good})),
    )


def _outcome(case: Case, arm: str, brief: Brief) -> Outcome:
    return Outcome(case=case.slug, text_sha256=case.text_sha256, arm=arm, brief=brief, seconds=0.5)


def _score(outcome: Outcome, case: Case, compared: list[Comparison]) -> CaseScores:
    found = next((one for one in compared if one.outcome is outcome), None)
    return score_comparison(found) if found is not None else score(case, outcome)


def _poor(brief: Brief) -> Brief:
    """Without the first fact, and with an item set aside."""
    aside = SetAside(
        section="key_facts",
        item=f"It cost 9 million. {HOSTILE}",
        party=None,
        reasons=(Flag(check="number", detail="9"),),
    )
    return brief.model_copy(update={"key_facts": brief.key_facts[1:], "set_aside": (aside,)})
