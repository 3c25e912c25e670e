"""What a view and a fact are nothing without: their condition, and the "but" that takes them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.extractive.facts.status import status_of
from service.engines.extractive.sentences.splitting import parts
from tests.engines.extractive_words import draft_of


def statements_of(text: str) -> list[str]:
    return [view.statement for party in draft_of(text).parties for view in party.positions]


BEFORE = "The ferry to Lindo stopped on Monday. "


@pytest.mark.parametrize(
    "sentence",
    [
        "If the price of fuel falls, Ana Duarte said she would run two boats a day.",
        "Unless the pier is mended, the council said it would move the boats to Orsk.",
        "Once the new pier is open, Ana Duarte promised to hire 40 people.",
        "As long as the strike lasts, the union said no boat would leave the port.",
        "Even if the pier is mended, Ana Duarte said she would not come back.",
    ],
)
def test_a_condition_before_the_source_is_told_with_the_view(sentence: str) -> None:
    assert sentence in statements_of(BEFORE + sentence)


def test_a_condition_is_told_before_a_quotation_too() -> None:
    told = statements_of(BEFORE + "If the vote is lost, Ana Duarte said: “There will be no ferry in the winter.”")

    assert told
    assert all(statement.startswith("If the vote is lost, Ana Duarte said") for statement in told)


def test_a_view_under_a_condition_that_means_something_told_before_is_left_out() -> None:
    told = statements_of(BEFORE + "If they mend it, Ana Duarte said she would run two boats a day.")

    assert told == []


def test_a_condition_inside_what_is_said_stays_where_it_stands() -> None:
    sentence = "Ana Duarte said that if the talks fail she will sell both boats."

    assert sentence in statements_of(BEFORE + sentence)


def test_what_somebody_wants_under_a_condition_is_no_plain_stance() -> None:
    draft = draft_of(
        "Corrin Council plans to close the Mill Lane baths in June, councillors were told on Tuesday. "
        "The swimmers' club opposed the closure of the baths. "
        "If the roof cannot be mended, Ana Duarte said she would support the closure of the baths."
    )

    given = {party.name: [view.stance for view in party.positions] for party in draft.parties}
    assert given["Ana Duarte"] == ["conditional"]


def test_what_a_condition_says_is_no_stance_of_who_speaks_under_it() -> None:
    draft = draft_of(
        "Corrin Council plans to build a road through the wood, councillors were told on Tuesday. "
        "Ivo Tamm, a farmer, opposed the road. "
        "If the board rejects the road, the builder said it would look at land in Orsk."
    )

    given = {party.name: [view.stance for view in party.positions] for party in draft.parties}
    assert given.pop("Ivo Tamm") == ["opposes"]
    assert all(stance is None for stances in given.values() for stance in stances)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Duarte said the offer was generous but rejected it.",
        "The union said the talks were useful but that the strike would go ahead.",
        "Ana Duarte said the boat was safe but had never sailed in it.",
    ],
)
def test_a_view_is_told_with_the_but_that_takes_it_back(sentence: str) -> None:
    assert sentence in statements_of(BEFORE + sentence)


def test_what_somebody_else_says_after_a_but_is_his_own() -> None:
    told = statements_of(
        BEFORE + "Ana Duarte said the offer was generous, but Ivo Tamm called the offer “a trap for us all”."
    )

    assert "Ana Duarte said the offer was generous." in told


def test_a_warning_against_something_is_a_view_of_its_own() -> None:
    told = statements_of(BEFORE + "Ana Duarte said the study was sound but warned against haste.")

    assert told == ["Ana Duarte said the study was sound.", "Ana Duarte warned against haste."]


def test_what_prices_are_compared_with_is_nobodys_view() -> None:
    told = statements_of(
        BEFORE
        + "Ana Duarte said fares were rising faster than the council had expected in May and that it was “too soon to tell”."
    )

    assert told
    assert all(statement.startswith("Ana Duarte") for statement in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "Six patients in the test group died, against four in the other, but the difference was not significant.",
        "Sales of the boats rose by 8% in the spring, but the rise was due to inflation.",
    ],
)
def test_a_fact_is_never_cut_off_from_the_but_that_takes_it_back(sentence: str) -> None:
    draft = draft_of(sentence)

    assert [fact.statement for fact in draft.key_facts] in ([sentence], [])
    assert draft.headline.statement == sentence


def test_a_noun_between_commas_keeps_both_where_what_follows_it_goes() -> None:
    draft = draft_of(
        "The owner, Ana Duarte, who had bought the two boats in the spring of last year for her sons, closed the pier on Monday."
    )

    assert draft.headline.statement in {
        "The owner, Ana Duarte, closed the pier on Monday.",
        "The owner, Ana Duarte, closed the pier.",
    }


_CLAUSES = st.sampled_from(["sales rose by 8% in May", "the fire hurt nine people", "the bridge was closed for a week"])


@given(_CLAUSES, _CLAUSES)
def test_no_part_of_a_sentence_ends_before_a_but(first: str, second: str) -> None:
    sentence = f"In Orsk {first}, but {second}."

    assert parts(sentence) == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "The members were divided over that.",
        "Former captain Ivo Tamm was far less sympathetic.",
        "Whether the council will buy the boats is uncertain.",
        "The owner has taken it off the river.",
        "If the judges block it, the firm will pay a fee of 2 million euros.",
    ],
)
def test_what_says_nothing_alone_is_no_fact(sentence: str) -> None:
    draft = draft_of(BEFORE + "The council bought the pier for 2 million euros in June. " + sentence)

    assert all(sentence.rstrip(".") not in fact.statement for fact in draft.key_facts)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council has made it clear that the pier will close on 3 May.",
        "The owner has left it to the courts to name a price for the 12 boats.",
        "Fares were more volatile than in May, when 400 people sailed.",
    ],
)
def test_what_says_enough_alone_is_a_fact(sentence: str) -> None:
    assert sentence in {fact.statement for fact in draft_of(BEFORE + sentence).key_facts}


def test_the_half_of_a_sentence_that_nobody_says_is_a_fact() -> None:
    draft = draft_of(
        BEFORE + "The town had lost its bus in the spring. The council sold the pier. "
        "The plant in Orsk closed in May after a fire that hurt nine people, while Ana Duarte said it had been safe."
    )

    assert "The plant in Orsk closed in May after a fire that hurt nine people." in {
        fact.statement for fact in draft.key_facts
    }


def test_a_part_of_a_sentence_too_long_to_quote_is_no_fact() -> None:
    clauses = ", ".join(
        f"that the clerk of ward {number} had lost {number} million euros in the fund" for number in range(3, 40)
    )
    text = f"The mayor of Orsk said on Friday {clauses}. The council met in Lindo on Monday and closed the 12 markets."

    draft = draft_of(text)

    assert [fact.statement for fact in draft.key_facts] == [
        "The council met in Lindo on Monday and closed the 12 markets."
    ]


@pytest.mark.parametrize(
    ("sentence", "statement", "stance"),
    [
        (
            "The trade body, which wants the levy scrapped, warned of closures.",
            "The trade body wants the levy scrapped.",
            "opposes",
        ),
        (
            "The union, which wants the levy kept for a year, met on Monday.",
            "The union wants the levy kept for a year.",
            "supports",
        ),
    ],
)
def test_what_somebody_wants_done_to_a_thing_is_told_whole(sentence: str, statement: str, stance: str) -> None:
    draft = draft_of(
        "Corrin Council brought in a levy on boats on Tuesday. Ivo Tamm opposed the levy on boats. " + sentence
    )

    views = [view for party in draft.parties for view in party.positions]
    assert [view.stance for view in views if view.statement == statement] == [stance]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("The river, said Ana Duarte, was too high.", "Ana Duarte said the river was too high."),
        ("The river, according to Ana Duarte, was too high.", "Ana Duarte said the river was too high."),
        (
            "If the rain goes on, said Ana Duarte, the town will flood.",
            "Ana Duarte said if the rain goes on, the town will flood.",
        ),
        (
            "Half of the crew, said Ana Duarte of the Ferry Union, a trade body, already had a contract.",
            "Ana Duarte said half of the crew already had a contract.",
        ),
    ],
)
def test_a_clause_parted_by_its_source_is_told_in_one(sentence: str, statement: str) -> None:
    assert statements_of(BEFORE + sentence) == [statement]


def test_what_a_party_is_told_to_have_said_is_told_once() -> None:
    told = statements_of(
        BEFORE
        + "Lindo Capital said the offer was low. A person familiar with the fund’s thinking said it wanted at least 16 euros a share."
    )

    assert len([statement for statement in told if "16 euros" in statement]) == 1


def test_a_mine_is_nobodys_own() -> None:
    assert "The union wants the mine kept open." in statements_of(BEFORE + "The union wants the mine kept open.")


@pytest.mark.parametrize(
    "line", ["Wednesday 14 October 2026", "14 October 2026, Orsk town hall", "Apologies: Mr D. Frost and Ms Ama Brill"]
)
def test_a_line_that_says_when_and_who_is_no_headline(line: str) -> None:
    draft = draft_of(f"{line}\n\nThe council closed the pier on Monday. It will pay the owner 2 million euros.")

    assert draft.headline.statement == "The council closed the pier."


def test_what_a_letter_tells_after_it_turned_to_its_readers_is_its_news() -> None:
    draft = draft_of(
        "As many of you have heard, I have decided to leave the college of Orsk on 30 June 2027, after eight years. "
        "I came here when it had 400 students. We built the new library with our own hands. I do not know what I will do next."
    )

    told = "I have decided to leave the college of Orsk on 30 June 2027, after eight years."
    assert told in {fact.statement for fact in draft.key_facts}


def test_what_a_judge_does_by_saying_so_is_a_fact() -> None:
    draft = draft_of(
        "The claimant fell from the pier in Orsk on 4 March. I heard nine witnesses in June. I have read what we were sent. "
        "I award damages of £145,000."
    )

    assert ("I award damages of £145,000.", "done") in {(fact.statement, fact.status) for fact in draft.key_facts}


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("The firm has today closed its plant.", "done"),
        ("Six firms have this year left the town.", "done"),
        ("The firm has today 40 people in its plant.", "ongoing"),
    ],
)
def test_when_it_happened_does_not_part_a_verb(statement: str, status: str) -> None:
    assert status_of(statement) == status
