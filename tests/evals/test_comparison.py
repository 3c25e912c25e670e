"""Which line of a brief is which of its gold case: what the metrics and the pages that draw matches go by."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evals.alignment import settle
from evals.comparison import compare
from evals.ideal import brief_of, checked, draft_of, outcome_of
from evals.naming import Named, is_called, likeness, match_parties, renamed, without_holder
from service.core.brief import Brief
from service.core.draft import Kind
from tests.evals.gold_cases import small_case, the_strike, with_brief


def named(name: str, *aliases: str, kind: Kind = "person", role: str | None = None, at: tuple[int, ...] = ()) -> Named:
    return Named(id="p1", name=name, aliases=aliases, kind=kind, role=role, sentences=at)


# The gold case as a brief


def test_a_gold_case_as_a_draft_cites_the_sentences_its_evidence_lies_in() -> None:
    draft = draft_of(the_strike())

    assert draft.key_facts[1].sentences == (2,)
    assert draft.parties[0].positions[0].quote == "Nobody lifts steel for twelve hours and goes home with ten fingers"
    assert draft.parties[0].positions[0].topic == 1


def test_a_gold_brief_keeps_what_a_check_rejects_and_says_so(tmp_path: Path) -> None:
    fact = {"statement": "Aldmere closed 99 ports.", "weight": "must", "status": "done"}
    case = small_case(
        tmp_path, "The port of Aldmere closed. It was Monday.", key_facts=[fact | {"evidence": ["It was Monday."]}]
    )

    outcome = outcome_of(case)

    assert outcome.brief is not None
    assert [one.statement for one in outcome.brief.key_facts] == ["Aldmere closed 99 ports."]
    assert [item.item for item in outcome.failed_first] == ["Aldmere closed 99 ports."]
    assert [one.item.key for one in checked(case) if not one.is_grounded] == ["f1"]


def test_a_gold_brief_is_the_same_every_time() -> None:
    assert brief_of(the_strike()) == brief_of(the_strike())


# Lines


def test_every_line_of_a_gold_brief_is_its_own_match() -> None:
    comparison = compare(the_strike(), outcome_of(the_strike()))

    assert [(pair.predicted, pair.gold) for pair in comparison.facts] == [(place, place) for place in range(8)]
    assert [(pair.predicted, pair.gold) for pair in comparison.views] == [(place, place) for place in range(5)]
    assert [(pair.predicted, pair.gold) for pair in comparison.parties] == [(place, place) for place in range(3)]
    assert [(pair.predicted, pair.gold) for pair in comparison.questions] == [(0, 0), (1, 1)]
    assert all(pair.is_right_party for pair in comparison.views)
    assert all(pair.is_right_party for pair in comparison.quotes)
    assert (comparison.held, comparison.repeated, comparison.doubts) == ({}, {}, ())


def test_the_order_of_a_brief_does_not_matter() -> None:
    def turned(brief: Brief) -> Brief:
        return brief.model_copy(update={"key_facts": brief.key_facts[::-1], "parties": brief.parties[::-1]})

    comparison = compare(the_strike(), with_brief(the_strike(), turned))

    assert [(pair.predicted, pair.gold) for pair in comparison.facts] == [(place, 7 - place) for place in range(8)]
    assert [(pair.predicted, pair.gold) for pair in comparison.parties] == [(0, 2), (1, 1), (2, 0)]


@given(st.lists(st.lists(st.sampled_from([0.0, 0.4, 0.6, 1.0]), min_size=3, max_size=3), max_size=4), st.data())
def test_a_pair_that_is_objected_to_is_never_made(values: list[list[float]], data: st.DataObject) -> None:
    cells = [(row, column) for row in range(len(values)) for column in range(3)]
    refused = set(data.draw(st.lists(st.sampled_from(cells)))) if cells else set()

    pairs = settle(values, [list(row) for row in values], lambda row, column: (row, column) in refused)

    assert not refused & set(pairs)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


# Names


def test_the_surer_name_wins() -> None:
    gold = named("Kaja Kallas", "the EU's top diplomat", role="EU foreign policy chief")

    found = [
        likeness(named(name), gold)
        for name in ("Kaja Kallas", "The EU's top diplomat", "Kallas", "EU foreign policy chief", "Ursula Kallas")
    ]

    assert found == sorted(found, reverse=True)
    assert found[0] == 1.0
    assert found[-2] > found[-1] == 0.0


def test_a_surname_goes_to_the_one_who_stands_in_the_same_sentences() -> None:
    gold = (named("Henrik Falk", at=(7, 8)), named("Ingrid Falk", at=(9,)))

    (pair,) = match_parties((named("Falk", at=(9,)),), gold)

    assert pair.gold == 1


def test_a_body_is_not_another_of_the_same_bloc() -> None:
    leaders, ministers = (
        named("European military leaders", kind="group"),
        named("European defense ministers", kind="group"),
    )

    assert likeness(leaders, ministers) == 0.0
    assert likeness(named("EU", kind="organisation"), named("European Union", kind="organisation")) > 0


def test_who_is_called_by_a_name_is_asked_of_all_names() -> None:
    union = named("Marit Solheim", "Solheim", "the union leader")

    assert is_called("Solheim", union)
    assert is_called("The union leader", union)
    assert not is_called("Falk", union)


def test_a_view_is_the_same_without_whose_it_is() -> None:
    roe, coe = named("Ann Roe"), named("Bob Coe")

    assert without_holder("Ann Roe, the mayor, wants talks.", roe, (coe,)) == "the mayor, wants talks."
    assert without_holder("According to Bob Coe, talks must begin.", roe, (coe,)) == "talks must begin."
    assert without_holder("Talks with Bob Coe must begin.", roe, (coe,)) == "Talks with Bob Coe must begin."
    assert without_holder("Ann Roe", roe, ()) == "Ann Roe"


def test_an_alias_is_replaced_as_a_whole_word_only() -> None:
    assert renamed("The bloc said the EU will act; EUR rose.", {"EU": "European Union", "bloc": "European Union"}) == (
        "European Union said European Union will act; EUR rose."
    )
