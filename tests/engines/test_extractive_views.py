"""How a view is told: in the third person where that is safe, whole, and about somebody the reader knows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import attribution
from service.core.article import segment
from service.core.draft import DraftPosition
from service.engines.extractive.views.finish import is_whole
from service.engines.extractive.views.retelling import retold
from tests.engines.extractive_words import draft_of


def told_in(text: str) -> dict[str, list[DraftPosition]]:
    """The positions of a text by party."""
    return {party.name: list(party.positions) for party in draft_of(text).parties}


def statements_of(text: str, party: str) -> list[str]:
    return [view.statement for view in told_in(text).get(party, [])]


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("I am against this bypass, through that meadow.", "she is against this bypass, through that meadow"),
        ("I drove lorries down that street and it frightened me.", "she drove lorries down that street and it frightened her"),
        ("I want my money back.", "she wants her money back"),
        ("I’ve been woken by the beepers for years.", "she has been woken by the beepers for years"),
        ("I don’t trust the figures.", "she does not trust the figures"),
        ("What I want is a test of the seabed.", "what she wants is a test of the seabed"),
        ("I still believe the law is mine to defend.", "she still believes the law is hers to defend"),
        ("And I will vote for the bill.", "she will vote for the bill"),
        ("I signed a pledge. I keep it.", None),  # the second sentence is too short to stand alone
        ("I signed the pledge in May. I keep my word in all things.", "she signed the pledge in May and that she keeps her word in all things"),
        ("People have waited long enough for a bridge.", "people have waited long enough for a bridge"),
        ("There is no evidence of a risk.", "there is no evidence of a risk"),
        ("It is wrong to close the school in winter.", "it is wrong to close the school in winter"),
        ("No product of ours has been linked to any illness.", None),  # "ours": whose?
        ("No product has been linked to any illness.", "no product has been linked to any illness"),
        ("It’s always the passenger who has to pay.", "it’s always the passenger who has to pay"),
        ("People did not fall in love with the left. They fell out of love with their bills.", "people did not fall in love with the left and that they fell out of love with their bills"),
        ("The treasurer left the firm in May. He was ill for years.", "the treasurer left the firm in May and that he was ill for years"),
        ("Ada left the firm in May. She was ill for years.", None),  # Ines Sorel herself?
        ("It was closed in the end.", None),  # what was?
        ("I’d have closed the school.", None),  # had or would
        ("I wo n’t sell the boats to them.", "she won’t sell the boats to them"),  # in tokens
        ("I put the money in a drawer.", None),  # now or then
        ("I go and tell them every week.", None),  # a second verb would have to change
        ("I told her where she could put it.", None),  # who is "she" then?
        ("We lost everything in the flood.", None),  # whoever "we" are
        ("You can change a credit card.", None),
        ("Please don’t bin your kettle.", None),
        ("What do they want from me?", None),
        ("This is the end of the road.", None),
        ("Two years for a switch.", None),
        ("A fault in the pump that went wrong.", None),
    ],
)  # fmt: skip
def test_a_quotation_is_retold_where_only_pronouns_and_the_ending_of_a_verb_change(
    quoted: str, told: str | None
) -> None:
    article = segment(
        f"“{quoted}” said Ines Sorel, a councillor. She left the school after people asked.", language="en"
    )
    sorel = next(party for party in attribution.read(article).parties if party.name == "Ines Sorel")

    assert retold(article, sorel, quoted) == told


@given(st.text(alphabet="Iwea m'’.dsrtnou,hi ", max_size=80))
def test_nobody_is_i_or_we_in_what_is_retold(quoted: str) -> None:
    article = segment("“No,” said Ines Sorel, a councillor. She left.", language="en")
    sorel = next(party for party in attribution.read(article).parties if party.name == "Ines Sorel")

    told = retold(article, sorel, quoted)

    assert told is None or not re.search(r"\b(?:I|we|my|our|us|me)\b", told, re.IGNORECASE)


def test_the_quotation_stands_beside_what_is_retold_of_it() -> None:
    (view,) = told_in("“I will not sign the treaty before May,” said Maria Brandt, the minister. She left at nine.")[
        "Maria Brandt"
    ]

    assert view.statement == "Maria Brandt said she will not sign the treaty before May."
    assert view.quote == "I will not sign the treaty before May"


def test_we_of_who_speaks_for_a_body_is_the_body() -> None:
    text = (
        "The Bakers’ Union called off its strike on Monday. “We will not go back without our breaks,” said Ida Kerr, "
        "the general secretary of the Bakers’ Union."
    )

    assert statements_of(text, "Ida Kerr") == ["Ida Kerr said the Bakers’ Union will not go back without its breaks."]


@pytest.mark.parametrize(
    ("sentence", "party", "statement"),
    [
        (
            "A spokesman for the parish said it had not been consulted.",
            "Spokesman for the parish",
            "A spokesman for the parish said the parish had not been consulted.",
        ),
        (
            "The agency’s administrator, Philippa Roh, said it was weighing an appeal.",
            "Philippa Roh",
            "Philippa Roh said the agency was weighing an appeal.",
        ),
        (
            "Leila Marsh, the president of the Westmere Chamber of Trade, said it would support the plan.",
            "Leila Marsh",
            "Leila Marsh said the Westmere Chamber of Trade would support the plan.",
        ),
        (
            "Leila Marsh, the president of the Westmere Chamber of Trade, said it was too early to say more.",
            "Leila Marsh",
            "Leila Marsh said it was too early to say more.",
        ),
    ],
)
def test_it_in_the_mouth_of_who_speaks_for_a_body_is_the_body(sentence: str, party: str, statement: str) -> None:
    assert statements_of(
        f"The council will sell the field in May. {sentence} The sale was planned in 2019.", party
    ) == [statement]


def test_a_short_answer_is_told() -> None:
    assert statements_of(
        "The mayor was asked about his future. “I’m staying,” said Ida Kerr, the mayor.", "Ida Kerr"
    ) == ["Ida Kerr said: “I’m staying.”"]


def test_what_goes_on_after_she_said_is_part_of_the_quotation() -> None:
    (view,) = told_in(
        "“The stairs were shut because of the mattresses,” said Rosa Quint, a tenant. “They knew. Everybody knew.”"
    )["Rosa Quint"]

    assert view.quote == "The stairs were shut because of the mattresses. They knew. Everybody knew."


@pytest.mark.parametrize(
    ("text", "party", "statements"),
    [
        (
            "The law is dead in the water, Ana Duro told a crowd of 2,000 on Monday, opening her campaign.",
            "Ana Duro",
            ["Ana Duro said the law is dead in the water."],
        ),
        (
            "The Senate should scrap its oldest rule, President Dale Hartman said Monday, drawing fire from Republicans.",
            "Dale Hartman",
            ["Dale Hartman said the Senate should scrap its oldest rule."],
        ),
        (
            "“I went,” said Neil Farr, a senator. Progressive groups praised the president but said he had waited too long.",
            "Progressive groups",
            ["Progressive groups praised the president.", "Progressive groups said he had waited too long."],
        ),
        (
            "Asked whether ministers would pay, Gwen Alder said that was “a matter for the operator”.",
            "Gwen Alder",
            ["Asked whether ministers would pay, Gwen Alder said that was “a matter for the operator”."],
        ),
        (
            "“Never,” Ida Kerr, the mayor, said when asked if she would stand again.",
            "Ida Kerr",
            ["Asked if she would stand again, Ida Kerr said: “Never.”"],
        ),
        (
            "Tom Rusk called the account “a fairy tale,” and conceded that the mill had closed.",
            "Tom Rusk",
            ["Tom Rusk called the account “a fairy tale”.", "Tom Rusk conceded that the mill had closed."],
        ),
        (
            "The World Rowing League said it had opened an inquiry. It has 300 members.",
            "World Rowing League",
            ["The World Rowing League said it had opened an inquiry."],
        ),
        (
            "Japan and Chile have promised search teams; the first was due on Monday.",
            "Chile",
            ["Chile has promised search teams."],
        ),
        (
            "Carla Witt said she would hold hearings. Dana Pruitt said her 5-week-old son spent 11 days in hospital.",
            "Dana Pruitt",
            ["Dana Pruitt said her 5-week-old son spent 11 days in hospital."],
        ),
        (
            "Tina Fox, a councillor, supports the sale but wants it delayed until new homes are ready.",
            "Tina Fox",
            ["Tina Fox supports the sale but wants it delayed until new homes are ready."],
        ),
        (
            "Piers Gault, a baker, said parking should stay free.",
            "Piers Gault",
            ["Piers Gault said parking should stay free."],
        ),
        ("“Thank you very much for having me,” said Ida Kerr, a singer. The show began at nine.", "Ida Kerr", []),
    ],
)
def test_a_statement_is_whole_and_reads_alone(text: str, party: str, statements: list[str]) -> None:
    assert statements_of(text, party) == statements


def test_a_quotation_that_says_something_else_is_no_illustration_of_what_was_reported() -> None:
    views = told_in(
        "Ian Crail, an engineer, said the blocks were made of a cement that is rarely used. “It’s a lovely piece of biology, "
        "but I would not start knocking down harbours,” he said."
    )["Ian Crail"]

    assert [(view.statement, view.quote is None) for view in views] == [
        ("Ian Crail said the blocks were made of a cement that is rarely used.", True),
        ("Ian Crail said: “It’s a lovely piece of biology, but I would not start knocking down harbours.”", False),
    ]


def test_what_somebody_tells_of_another_is_told_once() -> None:
    views = told_in(
        "A former Medix engineer said managers had rejected a proposal to require new logins in 2023. The firm has 40 staff."
    )

    assert sum("rejected a proposal" in view.statement for held in views.values() for view in held) == 1


def test_who_asks_in_a_transcript_holds_no_views() -> None:
    views = told_in(
        "ANCHOR: The waiting list hit 1.2 million last month. Will you keep your promise?\n\n"
        "SALLOW: The list is falling in six regions of the country.\n\n"
        "ANCHOR: The union disagrees with that. Why?\n\n"
        "SALLOW: The union should come back to the table this week."
    )

    assert [name for name, held in views.items() if held] == ["SALLOW"]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        (
            "The Westmere Chamber of Trade is against the sale of the land to a hotel group.",
            "The Westmere Chamber of Trade is against the sale of the land to a hotel group.",
        ),
        (
            "The Westmere Chamber of Trade, which owns the field next door, is in favour of the sale.",
            "The Westmere Chamber of Trade is in favour of the sale.",
        ),
        (
            "The Westmere Chamber of Trade has offered to pay half the cost, which is £2m.",
            "The Westmere Chamber of Trade has offered to pay half the cost.",
        ),
        ("The Westmere Chamber of Trade plans to sue.", "The Westmere Chamber of Trade plans to sue."),
        (
            "The Westmere Chamber of Trade disputes the figures of the council.",
            "The Westmere Chamber of Trade disputes the figures of the council.",
        ),
    ],
)
def test_who_is_against_something_or_offers_it_holds_a_view_though_nobody_is_said_to_speak(
    sentence: str, statement: str
) -> None:
    text = f"The council will sell its land in May. {sentence} The Westmere Chamber of Trade said it had 200 members."

    assert statement in statements_of(text, "Westmere Chamber of Trade")


@pytest.mark.parametrize(
    "form",
    [
        "Anton Vask said the Arctic is.",
        "The charity called on the Departments of.",
        "Carlo Dini said outside court: “He sat at my table.",
        "Critics said had ignored warnings for a decade.",
        "The Centre Party said it could support if herders ran it.",
        "Managers blamed on a shortage of dentists.",
        "Anita Rao said commenting on the results.",
        "Marta Ilvesen called me that same night.",
        "The union says “the talks failed” and we agree.",
    ],
)
def test_a_torn_statement_or_one_in_the_first_person_is_not_told(form: str) -> None:
    assert not is_whole(form)


@pytest.mark.parametrize(
    "form",
    [
        "Ida Kerr said that was a matter for the firm.",
        "Ida Kerr said she knew what it was.",
        "Ida Kerr said: “We know who you are.”",
        "Ida Kerr said the vote is on.",
    ],
)
def test_a_whole_statement_is_told(form: str) -> None:
    assert is_whole(form)


def test_what_a_study_found_is_told_as_a_fact_and_the_study_is_no_party() -> None:
    text = (
        "The council of Ashdell will close two of its four pools in May. "
        "A study published on Monday found that 41,000 people swam there last year. "
        "Visits fell by a tenth, according to accounts filed in Lima. "
        "“We will fight it,” said Ana Duarte, who leads the swimmers. She said the pools were full every night."
    )

    draft = draft_of(text)

    assert [party.name for party in draft.parties] == ["Ana Duarte"]
    told = " ".join(fact.statement for fact in draft.key_facts)
    assert "41,000 people" in told
    assert "Visits fell by a tenth" in told


def test_a_quotation_that_goes_on_with_a_denial_before_its_cue_is_not_told_without_it() -> None:
    text = (
        "Ana Duarte, the engineer, has never, she says, “been within a mile of the mine at Ashdell”. She lives in Lima."
    )

    assert not any("been within" in statement for statement in statements_of(text, "Ana Duarte"))


@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("The government announced on Monday, after scientists had warned of it.", False),
        ("The president’s office refused.", False),
        ("A tribunal accepted that.", False),
        ("Prosecutors said To Roe in August 2022.", False),
        ("The government announced a ban on Monday, after scientists had warned of it.", True),
        ("The president’s office refused to publish the names.", True),
        ("A tribunal accepted that the samples had been kept too warm.", True),
        ("The ministry denied that.", True),
    ],
)
def test_a_statement_without_what_was_said_or_done_is_not_whole(statement: str, whole: bool) -> None:
    assert is_whole(statement) is whole


def test_a_quotation_that_another_passes_on_is_told_as_that() -> None:
    held = told_in(
        "Vincent Roe was the mayor of Arden until May. "
        "“Tell him the boat needs a new engine,” he wrote to a friend in May, according to the police."
    )

    (view,) = held["Vincent Roe"]
    assert view.statement == "Vincent Roe said “Tell him the boat needs a new engine”, according to the police."
    assert (view.quote, view.reported_by) == ("Tell him the boat needs a new engine", "police")
    assert not any(view.quote for party, views in held.items() if party != "Vincent Roe" for view in views)
