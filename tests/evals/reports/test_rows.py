import pytest

from evals.comparison import Comparison, compare
from evals.ideal import brief_of
from evals.outcomes import Outcome
from evals.reports.rows import Row, rows
from service.core.brief import Brief
from tests.evals.reports.made import a_report


@pytest.fixture(scope="module")
def ideal(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A brief that is just what gold asks for."""
    return a_report(tmp_path_factory.mktemp("gold"), count=1, dropped=False, failed=False).comparisons[0]


def against_gold(comparison: Comparison, brief: Brief) -> tuple[Row, ...]:
    case = comparison.case
    return rows(compare(case, Outcome(case=case.slug, text_sha256=case.text_sha256, arm="arm", brief=brief)))


def test_a_perfect_brief_is_all_pairs(ideal: Comparison) -> None:
    found = rows(ideal)

    assert {row.state for row in found} == {"matched"}
    assert all(row.agreement is not None and row.agreement > 0.9 for row in found)
    view = next(row for row in found if row.section == "positions")
    assert view.gold is not None
    assert view.gold.about == "Ines Pak, conditional on reopening the quay, quoted"
    assert view.gold.sentences == (2,)


def test_what_is_missing_and_what_is_not_in_gold_stand_alone(ideal: Comparison) -> None:
    brief = brief_of(ideal.case)
    invented = brief.key_facts[1].model_copy(update={"statement": "The mayor of Lund won a sailing race in June."})

    found = against_gold(ideal, brief.model_copy(update={"key_facts": (brief.key_facts[0], invented)}))

    facts = [(row.state, row.gold and row.gold.id, row.predicted and row.predicted.id) for row in found[:3]]
    assert facts == [("matched", "f1", "f1"), ("missing", "f2", None), ("extra", None, "f2")]


def test_the_right_view_in_the_wrong_mouth_is_a_pair_of_its_own_kind(ideal: Comparison) -> None:
    brief = brief_of(ideal.case)
    party = brief.parties[0].model_copy(update={"name": "Tomas Reyes", "role": "crane driver", "aliases": ()})

    found = against_gold(ideal, brief.model_copy(update={"parties": (party,)}))

    view = next(row for row in found if row.section == "positions" and row.gold)
    assert view.state == "wrong party"
    assert view.predicted is not None
    assert view.predicted.about.startswith("Tomas Reyes")


def test_a_gold_fact_that_a_matched_line_says_too_names_that_line(ideal: Comparison) -> None:
    brief = brief_of(ideal.case)
    first, second = brief.key_facts
    both = "A crane fell onto quay 1 of Aldmere on Monday, and the quay stays shut until Friday."
    joined = first.model_copy(update={"statement": both, "evidence": (*first.evidence, *second.evidence)})

    found = against_gold(ideal, brief.model_copy(update={"key_facts": (joined,)}))

    facts = {row.gold.id: (row.state, row.note) for row in found if row.section == "facts" and row.gold}
    assert sorted(facts.values()) == [("held", "f1 says it, too"), ("matched", "")]


def test_a_fact_that_is_said_twice_says_what_it_repeats(ideal: Comparison) -> None:
    brief = brief_of(ideal.case)
    again = brief.key_facts[0].model_copy(update={"id": "f3"})

    found = against_gold(ideal, brief.model_copy(update={"key_facts": (*brief.key_facts, again)}))

    extra = next(row for row in found if row.state == "extra")
    assert extra.note == "repeats f1"
    assert brief_of(ideal.case) == brief


def test_every_line_of_both_sides_stands_in_one_row(ideal: Comparison) -> None:
    brief = brief_of(ideal.case)

    found = against_gold(ideal, brief.model_copy(update={"key_facts": brief.key_facts[::-1], "open_questions": ()}))

    gold = [(row.section, row.gold.id) for row in found if row.gold]
    ours = [(row.section, row.predicted.id) for row in found if row.predicted]
    assert len(gold) == len(set(gold)) == 5
    assert len(ours) == len(set(ours)) == 4
