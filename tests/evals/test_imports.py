import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.cases import Case
from evals.imports import ImportRefused, read_outcomes
from evals.metrics import METRICS, score
from evals.outcomes import Outcome
from evals.scores import Errored, Score, Scored, Unscorable
from tests.evals.gold_cases import the_strike


def read(*lines: dict[str, Any] | str) -> tuple[Outcome, ...]:
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return read_outcomes(text, [the_strike()], arm="elsewhere")


def scores(outcome: Outcome, case: Case | None = None) -> dict[str, Score]:
    return dict(score(case or the_strike(), outcome).scores)


def test_bare_strings_are_facts_parties_and_questions() -> None:
    (outcome,) = read(
        {
            "case": "harbour-strike",
            "headline": "Dockers struck at Aldmere.",
            "key_facts": ["All three container terminals were shut by noon."],
            "parties": ["Marit Solheim", {"name": "Henrik Falk", "positions": ["Henrik Falk offered arbitration."]}],
            "open_questions": ["How much has the strike cost the port so far?"],
        }
    )

    found = scores(outcome)

    assert found["key_fact_precision"] == Scored(1.0)
    assert found["party_precision"] == Scored(1.0)
    assert found["position_precision"] == Scored(1.0)
    assert found["question_precision"] == Scored(1.0)


def test_what_is_missing_is_not_scored_and_what_is_empty_is() -> None:
    (outcome,) = read({"case": "harbour-strike", "key_facts": ["The terminals were shut by noon."], "parties": []})

    found = scores(outcome)

    assert found["question_recall"] == Unscorable("made elsewhere, and it has no open questions")
    assert found["citation_recall"] == Unscorable("made elsewhere, and it cites nothing")
    assert found["calls"] == Unscorable("made elsewhere, and it does not say how many calls were made")
    assert found["party_recall"] == Scored(
        0.0,
        (
            "missing (must): p1: Marit Solheim",
            "missing (must): p2: Henrik Falk",
            "missing (nice): p3: Ingrid Falk",
        ),
    )


def test_the_checks_are_run_and_nothing_is_set_aside() -> None:
    (outcome,) = read(
        {
            "case": "harbour-strike",
            "key_facts": [
                {"statement": "29 ships lay at anchor outside the harbour.", "sentences": [2]},
                {"statement": "19 ships lay at anchor outside the harbour.", "sentences": [2]},
            ],
        }
    )

    found = scores(outcome)

    assert outcome.brief is not None
    assert len(outcome.brief.key_facts) == 2
    for name in ("draft_groundedness", "brief_groundedness"):
        score_of_checks = found[name]
        assert isinstance(score_of_checks, Scored)
        assert score_of_checks.value == 0.5
    assert outcome.failed_first[0].reasons[0].check == "number"


def test_evidence_may_be_words_of_the_article() -> None:
    (outcome,) = read(
        {
            "case": "harbour-strike",
            "key_facts": [
                {
                    "statement": "All three terminals had closed.",
                    "evidence": ["all three container terminals had closed"],
                },
                {"statement": "The mayor resigned.", "evidence": ["The mayor resigned"]},
            ],
        }
    )

    assert outcome.brief is not None
    assert [evidence.sentence for evidence in outcome.brief.key_facts[0].evidence] == [2]
    assert outcome.brief.key_facts[1].evidence == ()
    assert [item.item for item in outcome.failed_first] == ["The mayor resigned."]


def test_what_it_took_is_told() -> None:
    (outcome,) = read(
        {
            "case": "harbour-strike",
            "key_facts": [],
            "seconds": 2.5,
            "cost_usd": 0.004,
            "calls": 1,
            "input_tokens": 900,
            "output_tokens": 200,
        }
    )

    found = scores(outcome)

    assert [found[name] for name in ("seconds", "cost_usd", "calls", "input_tokens", "output_tokens")] == [
        Scored(2.5),
        Scored(0.004),
        Scored(1.0),
        Scored(900.0),
        Scored(200.0),
    ]


def test_an_error_is_an_outcome_too() -> None:
    (outcome,) = read({"case": "harbour-strike", "error": "timed out", "seconds": 60})

    found = scores(outcome)

    assert found["key_fact_f1"] == Errored("MadeElsewhere: timed out")
    assert found["seconds"] == Scored(60.0)


def test_several_lines_of_one_case_are_its_repeats() -> None:
    line = {"case": "harbour-strike", "key_facts": []}

    assert [outcome.repeat for outcome in read(line, line)] == [1, 2]
    assert [(outcome.arm, outcome.repeat) for outcome in read(line, line | {"arm": "other"})] == [
        ("elsewhere", 1),
        ("other", 1),
    ]


def test_what_cannot_be_read_is_told_by_its_line_all_at_once() -> None:
    with pytest.raises(ImportRefused) as refused:
        read(
            "{",
            "",
            {"case": "harbour-strike", "key_facts": [{"statement": ""}], "facts": []},
            {"case": "nowhere", "key_facts": []},
            {"case": "harbour-strike", "repeat": 1},
            {"case": "harbour-strike", "repeat": 1},
        )

    assert refused.value.problems == (
        "line 1: not JSON: Expecting property name enclosed in double quotes at column 2",
        "line 3: key_facts.0.statement: String should have at least 1 character",
        "line 3: facts: Extra inputs are not permitted",
        "line 4: there is no case 'nowhere'",
        "line 6: 'harbour-strike' has this repeat in line 5 already",
    )


def test_an_alias_that_the_output_gives_is_known() -> None:
    (outcome,) = read(
        {"case": "harbour-strike", "parties": [{"name": "The dockers' leader", "aliases": ["Marit Solheim"]}]}
    )

    assert scores(outcome)["party_precision"] == Scored(1.0)


def test_every_metric_has_something_to_say_of_an_output_made_elsewhere() -> None:
    (outcome,) = read({"case": "harbour-strike"})

    assert scores(outcome).keys() == METRICS.keys()


_TEXT = st.text(min_size=1, max_size=40).filter(str.strip)
_NUMBERS = st.lists(st.integers(-2, 20), max_size=3)


@given(
    st.lists(st.fixed_dictionaries({"statement": _TEXT, "sentences": _NUMBERS}), max_size=3),
    st.lists(
        st.fixed_dictionaries(
            {
                "name": _TEXT,
                "aliases": st.lists(_TEXT, max_size=2),
                "positions": st.lists(
                    st.fixed_dictionaries({"statement": _TEXT, "quote": _TEXT, "reported_by": _TEXT, "topic": _TEXT}),
                    max_size=2,
                ),
            }
        ),
        max_size=3,
    ),
)
@settings(deadline=None, max_examples=60)
def test_whatever_an_output_says_it_can_be_scored(facts: list[dict[str, Any]], parties: list[dict[str, Any]]) -> None:
    (outcome,) = read({"case": "harbour-strike", "headline": "News.", "key_facts": facts, "parties": parties})

    for name, found in scores(outcome).items():
        if isinstance(found, Scored):
            assert METRICS[name].lowest <= found.value <= METRICS[name].highest
