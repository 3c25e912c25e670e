"""What each metric counts, on a brief of one case that is changed by hand."""

import math
from pathlib import Path

import pytest

from evals.ideal import outcome_of
from evals.metrics import METRICS, known_rejection_rate, score
from evals.outcomes import Failure, Outcome
from evals.scores import Errored, Scored, Unscorable
from service.core.brief import Brief, Flag, KeyFact, Party, Position, Quote, SetAside, Usage
from service.core.grounding import evidence_of
from tests.evals.gold_cases import reworded, score_of, small_case, the_strike, values, with_brief


def without_facts(brief: Brief, *ids: str) -> Brief:
    return brief.model_copy(update={"key_facts": tuple(fact for fact in brief.key_facts if fact.id not in ids)})


def with_fact(brief: Brief, statement: str, *sentences: int) -> Brief:
    fact = KeyFact(
        id=f"f{len(brief.key_facts) + 1}",
        statement=statement,
        status="done",
        dates=(),
        evidence=evidence_of(the_strike().article, sentences),
        flags=(),
    )
    return brief.model_copy(update={"key_facts": (*brief.key_facts, fact)})


def with_parties(brief: Brief, **changes: dict[str, object]) -> Brief:
    parties = tuple(party.model_copy(update=changes.get(party.id, {})) for party in brief.parties)
    return brief.model_copy(update={"parties": parties})


def with_view(brief: Brief, view_id: str, **changes: object) -> Brief:
    def changed(view: Position) -> Position:
        return view.model_copy(update=changes) if view.id == view_id else view

    return brief.model_copy(
        update={
            "parties": tuple(
                party.model_copy(update={"positions": tuple(map(changed, party.positions))}) for party in brief.parties
            )
        }
    )


def scored(outcome: Outcome, metric: str) -> Scored:
    found = score_of(the_strike(), outcome, metric)
    assert isinstance(found, Scored)
    return found


# Facts


def test_a_must_weighs_three_times_a_nice() -> None:
    # Six facts of the case are a must, two are nice: 6 2/3 in all.
    without_must = with_brief(the_strike(), lambda brief: without_facts(brief, "f2"))
    without_nice = with_brief(the_strike(), lambda brief: without_facts(brief, "f5"))

    assert scored(without_must, "key_fact_recall").value == pytest.approx(1 - 1 / (6 + 2 / 3))
    assert scored(without_nice, "key_fact_recall").value == pytest.approx(1 - (1 / 3) / (6 + 2 / 3))


def test_a_missing_fact_is_named_with_its_weight() -> None:
    outcome = with_brief(the_strike(), lambda brief: without_facts(brief, "f2", "f5"))

    assert scored(outcome, "key_fact_recall").misses == (
        "missing (must): f2: All three container terminals were shut by noon.",
        "missing (nice): f5: The port handled 2.4 million containers last year, 6 percent fewer than the year before.",
    )


def test_a_fact_that_gold_has_as_a_position_is_not_wrong() -> None:
    fact = "Henrik Falk said longer shifts would save the company 14 million euros a year."
    outcome = with_brief(the_strike(), lambda brief: with_fact(brief, fact, 7))

    assert scored(outcome, "key_fact_precision").value == 1.0


def test_a_fact_that_is_said_twice_is_wrong_once() -> None:
    fact = "By noon, all three container terminals were shut."
    outcome = with_brief(the_strike(), lambda brief: with_fact(brief, fact, 2))

    found = scored(outcome, "key_fact_precision")

    assert found.value == pytest.approx(8 / 9)
    assert found.misses == (f"said twice: f9 repeats f2: {fact}",)


def test_a_true_fact_that_is_not_key_costs_precision() -> None:
    outcome = with_brief(the_strike(), lambda brief: with_fact(brief, "The transport minister has a namesake.", 9))

    assert scored(outcome, "key_fact_precision").misses == ("not in gold: f9: The transport minister has a namesake.",)


def test_a_fact_with_another_number_is_another_fact() -> None:
    outcome = with_brief(
        the_strike(), lambda brief: reworded(brief, {"f8": "A car maker inland has sent home 2,100 workers."})
    )

    assert scored(outcome, "key_fact_recall").value < 1
    assert scored(outcome, "key_fact_precision").value < 1


def test_what_the_headline_says_is_covered() -> None:
    news = "All three container terminals were shut by noon on Wednesday."
    outcome = with_brief(the_strike(), lambda brief: reworded(without_facts(brief, "f2"), {"headline": news}))

    assert scored(outcome, "key_fact_recall").value < 1
    assert scored(outcome, "key_fact_coverage").value == 1


def test_a_brief_without_facts_has_no_precision_to_boast_of() -> None:
    outcome = with_brief(the_strike(), lambda brief: brief.model_copy(update={"key_facts": ()}))

    assert scored(outcome, "key_fact_precision") == Scored(0.0, ("the brief has no key fact at all",))


# Parties and positions


def test_a_surname_is_that_party_unless_two_have_it() -> None:
    union = with_brief(the_strike(), lambda brief: with_parties(brief, p1={"name": "Solheim"}))
    stranger = with_brief(the_strike(), lambda brief: with_parties(brief, p1={"name": "Jan Solheim"}))

    assert scored(union, "party_f1").value == 1.0
    assert scored(stranger, "party_precision").misses == ("not in gold: p1: Jan Solheim",)


def test_two_of_one_surname_are_told_apart_by_where_they_stand() -> None:
    outcome = with_brief(
        the_strike(), lambda brief: with_parties(brief, p2={"name": "Falk"}, p3={"name": "Minister Falk"})
    )

    assert scored(outcome, "party_f1").value == 1.0
    assert scored(outcome, "position_f1").value == 1.0


def test_the_right_view_in_the_wrong_mouth_is_seen_as_such() -> None:
    def swap(brief: Brief) -> Brief:
        first, second, third = brief.parties
        view = second.positions[0]
        return brief.model_copy(
            update={
                "parties": (
                    first.model_copy(update={"positions": (*first.positions, view)}),
                    second.model_copy(update={"positions": second.positions[1:]}),
                    third,
                )
            }
        )

    outcome = with_brief(the_strike(), swap)

    assert scored(outcome, "view_recall").value == 1.0
    (miss,) = scored(outcome, "position_precision").misses
    assert miss.startswith("in the wrong mouth: p2.1 gives Marit Solheim what Henrik Falk holds")
    assert scored(outcome, "position_recall").value < 1


def test_a_stance_is_judged_where_the_position_was_found() -> None:
    outcome = with_brief(the_strike(), lambda brief: with_view(brief, "p1.1", stance="supports"))

    # Four positions of the case have a stance.
    assert scored(outcome, "stance_accuracy") == Scored(0.75, ("p1.1 is supports, gold p1.1 opposes",))


# Quotations


def test_words_that_were_never_said_are_not_faithful() -> None:
    invented = Quote(text="Nobody lifts steel for twenty hours", start=0, end=35)
    outcome = with_brief(the_strike(), lambda brief: with_view(brief, "p1.1", quotes=(invented,)))

    assert scored(outcome, "quotation_fidelity").misses == (
        "not the article's words: p1.1: “Nobody lifts steel for twenty hours”",
    )
    assert scored(outcome, "quotation_recall").value < 1


def test_a_quotation_inside_a_statement_is_held_to_its_words_too() -> None:
    said = "Henrik Falk said: “I will sign whatever a judge decides.”"
    outcome = with_brief(the_strike(), lambda brief: reworded(brief, {"p2.2": said}))

    assert scored(outcome, "quotation_fidelity").value == pytest.approx(2 / 3)


def test_a_case_without_quotations_says_nothing_of_them(tmp_path: Path) -> None:
    case = small_case(tmp_path, "The port closed on Monday. It opens on Friday.")

    assert score_of(case, outcome_of(case), "quotation_recall") == Unscorable("the case has no quotation")
    assert score_of(case, outcome_of(case), "speaker_accuracy") == Unscorable(
        "none of the gold quotations is in the brief"
    )


# Questions


def test_no_question_where_there_is_none_is_right_and_one_too_many_is_wrong(tmp_path: Path) -> None:
    case = small_case(tmp_path, "The port closed on Monday. It opens on Friday.")
    asking = with_brief(case, lambda brief: brief.model_copy(update={"open_questions": _questions(the_strike())}))

    assert values(case, outcome_of(case))["question_f1"] == 1.0
    assert values(case, asking)["question_f1"] == 0.0


def _questions(case: object) -> object:
    brief = outcome_of(the_strike()).brief
    assert brief is not None
    return tuple(asked.model_copy(update={"evidence": ()}) for asked in brief.open_questions)


# Grounding


def test_what_failed_as_first_written_counts_though_it_was_mended() -> None:
    outcome = outcome_of(the_strike())
    assert outcome.brief is not None
    account = outcome.brief.verification
    mended = SetAside(
        section="key_facts",
        item="Twenty ships waited.",
        party=None,
        reasons=(Flag(check="number", detail="20 is not in the cited sentences"),),
    )
    brief = outcome.brief.model_copy(
        update={"verification": account.model_copy(update={"passed": account.passed - 1, "repaired": 1})}
    )

    found = scored(
        outcome.model_copy(update={"brief": brief, "failed_first": (mended,), "is_unfiltered": False}),
        "draft_groundedness",
    )

    assert found.value == pytest.approx(1 - 1 / account.items)
    assert found.misses == ("failed number: 20 is not in the cited sentences: Twenty ships waited.",)


def test_a_line_that_was_changed_after_the_checks_is_checked_again() -> None:
    outcome = with_brief(
        the_strike(), lambda brief: reworded(brief, {"f3": "29 ships were waiting outside the harbour on Wednesday."})
    )

    (miss,) = scored(outcome, "brief_groundedness").misses

    assert miss.startswith("fails number")


def test_evidence_that_is_not_what_stands_there_fails() -> None:
    def forged(brief: Brief) -> Brief:
        first = brief.key_facts[0]
        evidence = first.evidence[0].model_copy(update={"text": "Nothing happened."})
        return brief.model_copy(
            update={"key_facts": (first.model_copy(update={"evidence": (evidence,)}), *brief.key_facts[1:])}
        )

    (miss,) = scored(with_brief(the_strike(), forged), "brief_groundedness").misses

    assert miss.startswith("fails sentences")


def test_a_malformed_entry_counts_against_the_schema() -> None:
    outcome = outcome_of(the_strike())
    assert outcome.brief is not None
    broken = SetAside(
        section="key_facts", item="{}", party=None, reasons=(Flag(check="schema", detail="no statement"),)
    )

    found = scored(outcome.model_copy(update={"failed_first": (broken,)}), "schema_validity")

    assert found == Scored(1 - 1 / outcome.brief.verification.items, ("malformed: schema: no statement",))


def test_a_known_rejection_of_a_true_item_is_not_held_against_the_brief(tmp_path: Path) -> None:
    text = "The port of Aldmere closed on Monday. Its 23 ships left."
    fact = {
        "statement": "Aldmere lost two dozen ships but one.",
        "weight": "must",
        "status": "done",
        "evidence": ["Its 23 ships left."],
    }
    case = small_case(tmp_path, text, key_facts=[fact], known_rejections=[{"item": "f1", "check": "number"}])

    found = values(case, outcome_of(case))

    assert found["draft_groundedness"] == found["brief_groundedness"] == 1.0


# Citations


def test_a_sentence_too_many_costs_precision_and_one_too_few_recall() -> None:
    article = the_strike().article

    def cite(*numbers: int) -> Outcome:
        def changed(brief: Brief) -> Brief:
            first = brief.key_facts[0].model_copy(update={"evidence": evidence_of(article, numbers)})
            return brief.model_copy(update={"key_facts": (first, *brief.key_facts[1:])})

        return with_brief(the_strike(), changed)

    lines = 8 + 5 + 2
    assert scored(cite(1, 12), "citation_precision").value == pytest.approx(1 - 0.5 / lines)
    assert scored(cite(1, 12), "citation_recall").value == 1.0
    assert scored(cite(12), "citation_recall").value == pytest.approx(1 - 1 / lines)


# What must not be said


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("f6", "The labour court banned the strike."),
        ("f5", "The port handled 2.4 million containers last year, 16 percent fewer than the year before."),
        ("p2.1", "Henrik Falk said nobody can lift steel safely for twelve hours."),
    ],
)
def test_a_must_not_statement_is_found(line: str, statement: str) -> None:
    outcome = with_brief(the_strike(), lambda brief: reworded(brief, {line: statement}))

    found = scored(outcome, "must_not_violations")

    assert found.value == pytest.approx(1 / 3)
    assert found.misses[0].startswith(f"{line} says what must not be said")


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("f6", "The labour court declined to ban the strike."),
        ("f5", "Last year the port handled 6 percent fewer containers, 2.4 million, than the year before."),
        ("p1.1", "Solheim said no one can safely lift steel for twelve hours."),
    ],
)
def test_what_gold_says_in_other_words_is_no_violation(line: str, statement: str) -> None:
    outcome = with_brief(the_strike(), lambda brief: reworded(brief, {line: statement}))

    assert scored(outcome, "must_not_violations").value == 0.0


# Outcomes without a brief, and what things cost


def test_a_case_that_failed_counts_as_the_worst_and_is_never_left_out() -> None:
    failure = Failure(kind="EngineRefused", message="declined", usage=_usage(calls=2, cost_usd=0.01))
    outcome = outcome_of(the_strike()).model_copy(update={"brief": None, "error": failure, "seconds": 3.0})

    found = score(the_strike(), outcome).scores

    assert {name for name, one in found.items() if isinstance(one, Errored)} == {
        name for name, metric in METRICS.items() if metric.subject != "running"
    }
    assert METRICS["key_fact_f1"].worst == 0.0
    assert METRICS["unsupported_rate"].worst == 1.0
    assert (found["seconds"], found["calls"], found["cost_usd"]) == (Scored(3.0), Scored(2.0), Scored(0.01))


def test_a_price_that_is_not_known_is_not_nothing() -> None:
    outcome = with_brief(the_strike(), lambda brief: brief.model_copy(update={"usage": _usage(calls=1, cost_usd=None)}))

    assert score_of(the_strike(), outcome, "cost_usd") == Unscorable("the price of the model is not known")


def _usage(*, calls: int, cost_usd: float | None) -> Usage:
    return Usage(calls=calls, repairs=0, input_tokens=10, cached_tokens=0, output_tokens=5, cost_usd=cost_usd)


def test_the_outcome_of_another_text_is_not_scored() -> None:
    outcome = outcome_of(the_strike()).model_copy(update={"text_sha256": "0" * 64})

    with pytest.raises(ValueError, match="another text"):
        score(the_strike(), outcome)


# The registry


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_says_its_range_its_formula_and_its_name(name: str) -> None:
    metric = METRICS[name]

    assert metric.title
    assert "Range: 0" in metric.about
    assert metric.subject == "running" or "Formula:" in metric.about
    assert metric.best in {0.0, 1.0}
    assert (metric.worst is None) == math.isinf(metric.highest)


def test_at_most_four_metrics_decide() -> None:
    assert [name for name, metric in METRICS.items() if metric.decides] == [
        "key_fact_f1",
        "position_f1",
        "must_not_violations",
        "draft_groundedness",
    ]


def test_the_same_brief_gets_the_same_scores_and_they_stay_in_range() -> None:
    case = the_strike()

    first, second = score(case, outcome_of(case)), score(case, outcome_of(case))

    assert first == second
    for name, one in first.scores.items():
        if isinstance(one, Scored):
            assert METRICS[name].lowest <= one.value <= METRICS[name].highest


def test_the_rate_of_known_rejections_is_over_all_items(tmp_path: Path) -> None:
    case = small_case(
        tmp_path, "The port closed on Monday. It opens.", known_rejections=[{"item": "f1", "check": "number"}]
    )

    # A headline and a fact.
    assert known_rejection_rate([case]).value == 0.5
    assert known_rejection_rate([]).value == 0.0


def test_a_party_the_brief_lists_twice_is_one_too_many() -> None:
    def doubled(brief: Brief) -> Brief:
        twin: Party = brief.parties[0].model_copy(update={"id": "p4", "positions": ()})
        return brief.model_copy(update={"parties": (*brief.parties, twin)})

    assert scored(with_brief(the_strike(), doubled), "party_precision").value == 0.75
