"""Gold cases for the tests of scoring: one of our own that never changes, and how to make a small one on the spot."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from evals.cases import Case, read_case
from evals.ideal import outcome_of
from evals.metrics import score
from evals.outcomes import Outcome
from evals.scores import Score, Scored
from service.core.brief import Brief

STRIKE = Path(__file__).parent / "gold" / "harbour-strike.yaml"

# Every statement of that case in other words, by a person who had the meaning and not the matcher in mind.
IN_OTHER_WORDS = {
    "headline": "Aldmere, the nation's number two port, came to a standstill as roughly 640 longshoremen downed tools.",
    "f1": "On Wednesday about 640 longshoremen downed tools at Aldmere because of a changed duty roster.",
    "f2": "By midday none of the port's three terminals for containers was open.",
    "f3": "That evening 19 vessels were at anchor off the port.",
    "f4": "Starting on 1 May, dockers would work twelve hours at a stretch instead of eight under the new roster.",
    "f5": "Last year's traffic came to 2.4 million containers, a drop of 6% from the previous year.",
    "f6": "A court refused to ban the walkout as the port's owner had wanted.",
    "f7": "On Friday the union and the company are due to sit down with a mediator.",
    "f8": "Short of components, an automobile plant away from the coast told 1,100 employees to stay at home.",
    "p1.1": "In Solheim's view, lifting steel for twelve hours cannot be done without danger.",
    "p1.2": "The dockers will stay out until the roster is taken back, according to Solheim.",
    "p2.1": "The company would have 14 million euros more each year thanks to the longer shifts, Henrik Falk said.",
    "p2.2": "Henrik Falk is ready to leave the quarrel to an arbitrator.",
    "p3.1": "Ingrid Falk said ministers would remain neutral.",
    "q1": "Can Friday's mediation produce a deal between the two sides?",
    "q2": "What has the port lost through the strike up to now?",
}


def the_strike() -> Case:
    return read_case(STRIKE)


def small_case(folder: Path, text: str, **gold: Any) -> Case:
    """A case of a text and what of its gold matters; the rest is the least a file needs."""
    first = text.strip().split(". ")[0].rstrip(".")
    fact = {"statement": f"{first}.", "weight": "must", "status": "done", "evidence": [first]}
    content = {
        "language": "en",
        "form": "wire",
        "subject": "local",
        "source": "Written for this test.",
        "licence": "MIT",
        "headline": {"statement": f"{first}.", "evidence": [first]},
        "key_facts": [fact],
        "annotation": "Once.",
        "text": text,
    }
    path = folder / "small.yaml"
    path.write_text(yaml.safe_dump(content | gold, allow_unicode=True), encoding="utf-8")
    return read_case(path)


def with_brief(case: Case, change: Callable[[Brief], Brief]) -> Outcome:
    """The outcome of a perfect engine, its brief changed."""
    outcome = outcome_of(case)
    assert outcome.brief is not None
    return outcome.model_copy(update={"brief": change(outcome.brief)})


def reworded(brief: Brief, words: Mapping[str, str]) -> Brief:
    """A brief with other statements, by the id of the line."""

    def said(name: str, statement: str) -> str:
        return words.get(name, statement)

    headline = brief.headline
    return brief.model_copy(
        update={
            "headline": headline and headline.model_copy(update={"statement": said("headline", headline.statement)}),
            "key_facts": tuple(
                fact.model_copy(update={"statement": said(fact.id, fact.statement)}) for fact in brief.key_facts
            ),
            "parties": tuple(
                party.model_copy(
                    update={
                        "positions": tuple(
                            view.model_copy(update={"statement": said(view.id, view.statement)})
                            for view in party.positions
                        )
                    }
                )
                for party in brief.parties
            ),
            "open_questions": tuple(
                asked.model_copy(update={"question": said(asked.id, asked.question)}) for asked in brief.open_questions
            ),
        }
    )


def values(case: Case, outcome: Outcome) -> dict[str, float]:
    """What of an outcome was scored, as numbers."""
    scores = score(case, outcome).scores
    return {name: one.value for name, one in scores.items() if isinstance(one, Scored)}


def score_of(case: Case, outcome: Outcome, metric: str) -> Score:
    return score(case, outcome).scores[metric]
