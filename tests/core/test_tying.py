"""What a model says of the items of a long article: taken where rules bear it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import longform
from service.core.article import segment
from service.core.draft import Item
from service.core.engine import Ties
from service.core.grounding import Outcome, ground
from service.core.longform import Merged
from service.core.tying import lines, tied
from tests.fakes import draft, fact, party, position, question

ARTICLE = segment(
    "The port of Aldham closed on Monday. Ships could not enter Aldham’s port on Monday. "
    "Ann Roe, the union’s leader, wants a bonus of 40 euros. The union’s leader refuses talks before Friday. "
    "Eve Stone wants the port open. Nobody said when the port reopens. It is not known when ships may enter again."
)
MERGED = longform.merge(
    [
        [
            Outcome(ground(item, ARTICLE).item, evidence=ground(item, ARTICLE).evidence, origins=(item.key,))
            for item in draft(
                facts=[
                    fact("The port of Aldham closed on Monday.", 1),
                    fact("Ships could not enter the port of Aldham on Monday.", 2),
                    fact("Ann Roe wants a bonus of 40 euros.", 3),
                    fact("The union wants a bonus of 50 euros.", 3),
                    fact("The port was closed on Monday to ships.", 2),
                ],
                parties=[
                    party("Ann Roe", 3, role="the union’s leader", positions=[position("Roe wants 40 euros.", 3)]),
                    party("the union’s leader", 4, positions=[position("The union’s leader refuses talks.", 4)]),
                    party("Eve Stone", 5, positions=[position("Eve Stone wants the port open.", 5)]),
                ],
                questions=[
                    question("When does the port reopen?", 6),
                    question("When may ships enter the port again?", 7),
                ],
            )
            if isinstance(item, Item)
        ]
    ]
)


def statements(merged: Merged) -> list[str]:
    return [fact.item.statement for fact in merged.facts if isinstance(fact.item, Item)]


def cited(outcome: Outcome) -> list[int]:
    return [evidence.sentence for evidence in outcome.evidence]


def test_a_model_is_shown_each_line_under_its_id_and_nothing_of_the_evidence() -> None:
    shown = {line.id: line.text for line in lines(MERGED)}

    assert list(shown) == ["f1", "f2", "f3", "f4", "f5", "p1", "p2", "p3", "q1", "q2"]
    assert shown["f3"] == "Ann Roe wants a bonus of 40 euros."
    assert shown["p1"] == "Ann Roe, the union’s leader (person)"


def test_facts_and_questions_that_say_the_same_stand_once_with_the_evidence_of_both() -> None:
    made = tied(MERGED, Ties(same=(("f5", "f1"), ("q1", "q2")), order=()))

    assert len(made.facts) == 4
    assert statements(made)[0] == "The port of Aldham closed on Monday."
    assert cited(made.facts[0]) == [1, 2]
    assert made.facts[0].origins == ("f1", "f5")
    (asked,) = made.questions
    assert cited(asked) == [6, 7]


def test_the_facts_that_matter_most_stand_first_and_the_others_keep_their_order() -> None:
    made = tied(MERGED, Ties(same=(("f1", "f5"),), order=("f3", "f5")))

    assert statements(made) == [
        "Ann Roe wants a bonus of 40 euros.",
        "The port was closed on Monday to ships.",
        "Ships could not enter the port of Aldham on Monday.",
        "The union wants a bonus of 50 euros.",
    ]


def test_a_party_called_by_its_office_is_joined_with_all_its_positions() -> None:
    made = tied(MERGED, Ties(same=(("p1", "p2"),), order=()))

    assert [joined.content.name for joined in made.parties] == ["Ann Roe", "Eve Stone"]
    assert made.parties[0].other_names == ("the union’s leader",)
    assert len(made.parties[0].positions) == 2
    assert cited(made.parties[0].outcome) == [3, 4]


@pytest.mark.parametrize(
    "group",
    [
        ("f3", "f4"),
        ("p1", "p3"),
        ("f1", "p1"),
        ("f1", "f99"),
        ("f1",),
        ("f1", "f1"),
        ("f2", "f3"),
        ("", "f1"),
        ("f0", "f1"),
    ],
    ids=[
        "other numbers",
        "other people",
        "two kinds",
        "no such line",
        "alone",
        "itself",
        "other words",
        "no id",
        "zero",
    ],
)
def test_what_rules_do_not_bear_out_is_passed_over(group: tuple[str, ...]) -> None:
    assert tied(MERGED, Ties(same=(group,), order=())) == MERGED


ids = st.sampled_from(["f1", "f2", "f3", "f4", "f5", "f6", "p1", "p2", "p3", "q1", "q2", "x", "f", " F1", "f-1", "f1 "])


@given(same=st.lists(st.lists(ids, max_size=5).map(tuple), max_size=6).map(tuple), order=st.lists(ids).map(tuple))
def test_whatever_is_said_nothing_is_lost_and_nothing_is_added(
    same: tuple[tuple[str, ...], ...], order: tuple[str, ...]
) -> None:
    made = tied(MERGED, Ties(same, order))

    def evidence(merged: Merged) -> set[int]:
        outcomes = (*merged.facts, *merged.questions, *(each.outcome for each in merged.parties))
        return {number for outcome in outcomes for number in cited(outcome)}

    def origins(merged: Merged) -> list[str]:
        outcomes = (*merged.facts, *merged.questions, *(each.outcome for each in merged.parties))
        return sorted(origin for outcome in outcomes for origin in outcome.origins)

    assert evidence(made) == evidence(MERGED)
    assert origins(made) == origins(MERGED)
    assert set(statements(made)) <= set(statements(MERGED))
    assert sum(len(each.positions) for each in made.parties) == sum(len(each.positions) for each in MERGED.parties)
