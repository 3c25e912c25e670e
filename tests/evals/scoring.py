"""What the tests of statistics, verdicts and reports are fed with: cases, metrics and scores made up on the spot."""

from collections.abc import Mapping, Sequence

from evals.cases import Case, CaseFile
from evals.comparison import Comparison
from evals.metrics.metric import Metric
from evals.scores import CaseScores, Errored, Score, Scored
from evals.summary import Summary, summarize_scores
from service.core.article import segment


def a_case(slug: str, *, text: str = "The port closed on Monday.", checksum: str = "") -> Case:
    gold = CaseFile.model_validate(
        {
            "language": "en",
            "form": "wire",
            "subject": "local",
            "source": "Written for this test.",
            "licence": "MIT",
            "headline": {"statement": "The port is closed.", "evidence": [text]},
            "key_facts": [
                {"statement": "The port closed on Monday.", "weight": "must", "status": "done", "evidence": [text]}
            ],
            "annotation": "Once.",
            "text": text,
        }
    )
    return Case(slug, gold, segment(text, language="en"), {"h": (1,), "f1": (1,)}, checksum or f"{slug}-checksum")


def a_metric(
    name: str = "recall",
    *,
    title: str | None = None,
    higher_is_better: bool = True,
    highest: float = 1.0,
    decides: bool = True,
    unit: str = "",
) -> Metric:
    def measure(comparison: Comparison) -> Score:
        raise AssertionError(f"nobody asks {name} of {comparison.case.slug}: its scores are at hand")

    return Metric(
        name=name,
        title=title or name.replace("_", " ").capitalize(),
        subject="facts",
        unit=unit,
        lowest=0.0,
        highest=highest,
        higher_is_better=higher_is_better,
        decides=decides,
        about="Made up.",
        measure=measure,
    )


def scored(case: str, scores: Mapping[str, Score | float], *, arm: str = "engine", repeat: int = 1) -> CaseScores:
    return CaseScores(
        case, arm, repeat, {name: Scored(one) if isinstance(one, float) else one for name, one in scores.items()}
    )


def summaries_of(
    columns: Mapping[str, Sequence[Score | float]], metrics: Sequence[Metric], *, arm: str = "engine"
) -> tuple[Summary, ...]:
    """Cases c00, c01, ... with these scores, by metric."""
    count = len(next(iter(columns.values())))
    scores = [
        scored(slug(place), {name: column[place] for name, column in columns.items()}, arm=arm)
        for place in range(count)
    ]
    return summarize_scores(scores, metrics)


def slug(place: int) -> str:
    return f"c{place:02}"


def a_suite(count: int) -> tuple[Case, ...]:
    return tuple(a_case(slug(place)) for place in range(count))


FAILED = Errored("EngineUnavailable: the model's server is down")
