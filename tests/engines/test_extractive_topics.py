"""Topics and stances: what the parties are at odds about, and who is for it; better none than a wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.draft import Stance
from service.engines.extractive.views.things import deed, gerund, thing_after
from tests.engines.extractive_words import draft_of

LEAD = "Corrin Council plans to close the Mill Lane baths in June, councillors were told on Tuesday.\n\n"


def sides_of(text: str) -> list[tuple[str, str | None, Stance | None]]:
    """(party, topic, stance) of every position."""
    draft = draft_of(text)
    return [
        (party.name, draft.topics[view.topic - 1] if view.topic is not None else None, view.stance)
        for party in draft.parties
        for view in party.positions
    ]


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("The swimmers' union opposes the plan.", "opposes"),
        ("The swimmers' union welcomed the move.", "supports"),
        ("The swimmers' union said it would fight the closure.", "opposes"),
        ("The swimmers' union vowed to fight plans to close the baths.", "opposes"),
        ("The swimmers' union urged the council to call off the closure.", "opposes"),
        ("The swimmers' union said it had agreed to close the baths.", "supports"),
        ("The swimmers' union refused to close the baths.", "opposes"),
        ("“We strongly disagree with this plan,” the swimmers' union said.", "opposes"),
        ("“They work hard. But the closure is not the answer,” the swimmers' union said.", "opposes"),
        ("The swimmers' union urged the council to drop the plan.", "opposes"),
        ('The swimmers\' union called the closure "a disgrace to the town".', "opposes"),
        ('The swimmers\' union described the closure as "the right decision".', "supports"),
        ("The swimmers' union said the closure was a mistake.", "opposes"),
        ("The swimmers' union said the closure was not justified.", "opposes"),
        ("The swimmers' union said the closure would hurt older people.", "opposes"),
        ("The swimmers' union said the closure would not hurt anybody.", "supports"),
        ("The swimmers' union warned that the closure would leave the school without a pool.", "opposes"),
        ("The swimmers' union said there was no need for the closure.", "opposes"),
        ("The swimmers' union said the plan must be scrapped.", "opposes"),
        ("The swimmers' union demanded that the plan be scrapped.", "opposes"),
        ("The swimmers' union demanded that the council drop the plan.", "opposes"),
        ("The swimmers' union said the plan would not be scrapped.", "supports"),
        ("The swimmers' union said the closure must not go ahead.", "opposes"),
        ("The swimmers' union said it was against the closure.", "opposes"),
        ("The swimmers' union said it was in favour of the closure.", "supports"),
        ("The swimmers' union said it would vote for the plan.", "supports"),
        ("The swimmers' union insisted it would not close the baths.", "opposes"),
        ("Ida Kerr, the chair of the Swimmers' Union, said it would support the plan.", "supports"),
        ("The swimmers' union defended the plan.", "supports"),
        ("The swimmers' union said it would be wrong to scrap the plan.", "supports"),
        ("The swimmers' union said it was time to scrap the plan.", "opposes"),
        ("The swimmers' union opposes the plan to close the baths.", "opposes"),
        ("Ida Kerr supports the plan. “It was made in secret. We oppose it,” the swimmers' union said.", "opposes"),
        ("The swimmers' union said it could not accept the plan.", "opposes"),
        ("The swimmers' union said it would support the closure only if another pool was built.", "conditional"),
        ("The swimmers' union said the baths must be saved.", "opposes"),
        ("The swimmers' union said it would support the closure if another pool was built.", "conditional"),
        ("The swimmers' union said it would vote for the plan even if the school objected.", "supports"),
        ("The swimmers' union opposes the closure. The school said it was undecided.", "neutral"),
    ],
)
def test_words_that_take_a_side_on_what_the_article_is_about_give_a_stance_on_it(said: str, stance: Stance) -> None:
    sides = sides_of(f"{LEAD}{said} Nobody else spoke at the meeting, which ended at nine.")

    assert ("closing the Mill Lane baths", stance) in [(topic, given) for _, topic, given in sides]


@pytest.mark.parametrize(
    "said",
    [
        "The swimmers' union said the closure was planned in May.",
        "The swimmers' union said it had heard of the closure on the radio.",
        "The swimmers' union asked whether the closure was a mistake.",
        "The swimmers' union said it would act if the closure was a mistake.",
        "The swimmers' union said opponents called the closure a disgrace.",
        "The swimmers' union denied it had lobbied for the plan.",
        "The swimmers' union said it had been offered a bus and told it was too expensive.",
        "The swimmers' union did not condemn the closure.",
        "The swimmers' union said it had never opposed the plan.",
        "The swimmers' union said the minister supported the plan.",
        "The swimmers' union said nobody opposed the plan.",
        "The swimmers' union said it doubted that anybody opposed the plan.",
        "The swimmers' union said the closure was not a mistake.",
        "The swimmers' union said it had been asked to support the plan.",
        "The swimmers' union refused to condemn the closure.",
        "The swimmers' union said the closure would cost £2m.",
    ],
)
def test_words_that_leave_the_side_open_give_no_stance(said: str) -> None:
    sides = sides_of(f"{LEAD}{said} Nobody else spoke at the meeting, which ended at nine.")

    assert {stance for _, _, stance in sides} <= {None}


def test_a_view_that_pulls_both_ways_has_a_topic_and_no_stance() -> None:
    sides = sides_of(
        f"{LEAD}“The closure is the right decision, but the closure is a disaster for the school,” said Ines Sorel, a councillor. "
        "Maria Brandt said the closure was a mistake."
    )

    assert sides[0] == ("Ines Sorel", "closing the Mill Lane baths", None)


def test_a_view_that_names_the_topic_has_the_stance_its_party_takes_on_it_elsewhere() -> None:
    sides = sides_of(
        f"{LEAD}Ines Sorel, a councillor, said the closure was a mistake. She said the closure was planned in secret. "
        "Maria Brandt said the closure would save £2m."
    )

    assert sides == [
        ("Ines Sorel", "closing the Mill Lane baths", "opposes"),
        ("Ines Sorel", "closing the Mill Lane baths", "opposes"),
        ("Maria Brandt", "closing the Mill Lane baths", None),
    ]


def test_opponents_of_a_thing_are_against_it() -> None:
    sides = sides_of(f"{LEAD}Opponents of the closure said the pool was built in 1931. Maria Brandt opposes the plan.")

    assert sides[0][1:] == ("closing the Mill Lane baths", "opposes")


def test_who_would_repeal_a_law_that_a_judge_blocked_is_against_the_law_and_not_against_the_judge() -> None:
    sides = sides_of(
        "A judge blocked Marland's new voter law on Monday, weeks before the election.\n\n"
        "“I would repeal this law on my first day,” said Anita Cole, the mayor. Brent Holt, the secretary of state, said the "
        "law was necessary."
    )

    assert sides == [
        ("Anita Cole", "Marland's new voter law", "opposes"),
        ("Brent Holt", "Marland's new voter law", "supports"),
    ]


def test_a_school_can_be_closed_though_nobody_can_be_for_a_school() -> None:
    draft = draft_of(
        "Fell Council wants to close the village school and move its pupils to Hadley.\n\n"
        "Kirsty Lamb, a mother, said the plan would hurt the village. Alan Birch, the head teacher, opposes the closure."
    )

    assert draft.topics == ("closing the village school",)


def test_a_bill_is_no_name_for_what_a_council_only_plans() -> None:
    sides = sides_of(
        "Corrin Council plans to buy the pier in June.\n\nInes Sorel, a councillor, said the bill was a mistake. "
        "Maria Brandt said the pier was rusty."
    )

    assert [stance for _, _, stance in sides] == [None, None]


def test_each_of_what_a_demand_includes_is_asked_for() -> None:
    sides = sides_of(
        "A missile struck the port of Varna on Monday.\n\nThe Northern Council called for stronger measures, including seizing "
        "frozen assets and expanding sanctions. Dovile Saka, the defense minister, said Europe must act, including seizing "
        "the frozen assets."
    )

    assert sides == [
        ("Northern Council", "seizing the frozen assets", "supports"),
        ("Dovile Saka", "seizing the frozen assets", "supports"),
    ]


def test_a_walkout_is_the_strike() -> None:
    sides = sides_of(
        "Nurses will walk out for two days from Tuesday.\n\nSimon Vane, the minister, said the walkout would put patients at "
        "risk. “Strikes are not the answer,” said Paula Finch, a surgeon. Abi Noor, a patient, supports the strike."
    )

    assert [stance for _, topic, stance in sides if topic == "the walkout"] == ["opposes", "opposes", "supports"]


def test_the_bid_the_deal_and_the_takeover_are_one_topic() -> None:
    sides = sides_of(
        "Orbit's bid for Zenda, announced on Monday, would create the largest maker of lamps.\n\n"
        "Zenda's board recommended the offer. The lamp makers' union called on ministers to block the takeover. "
        "Halden Capital said it would not accept the deal."
    )

    assert sides == [
        ("Zenda's board", "Orbit's bid for Zenda", "supports"),
        ("Lamp makers' union", "Orbit's bid for Zenda", "opposes"),
        ("Halden Capital", "Orbit's bid for Zenda", "opposes"),
    ]


def test_what_is_only_ever_called_the_ruling_is_a_topic_where_it_is_much_spoken_of() -> None:
    sides = sides_of(
        "An insurer must pay for a warehouse that burned down, the High Court held on Monday in a ruling of 40 pages.\n\n"
        "Lawyers for the owners welcomed the ruling. Northgate Mutual said it was disappointed by the ruling and would read it."
    )

    assert [(topic, stance) for _, topic, stance in sides if stance] == [
        ("the ruling", "supports"),
        ("the ruling", "opposes"),
    ]


def test_what_was_rejected_beside_the_vote_is_not_the_vote() -> None:
    sides = sides_of(
        "World swimming will let swimmers from Karnia race again, its congress decided on Friday by 17 votes to 6.\n\n"
        "Olena Braz, a coach, called the vote “a disgrace”. Six federations opposed the change. Viktor Sorin, the minister, "
        "rejected the condition as humiliating."
    )

    assert [(topic, stance) for _, topic, stance in sides] == [
        ("the vote", "opposes"),
        ("the vote", "opposes"),
        (None, None),
    ]


def test_what_one_party_asks_for_is_a_topic_though_nobody_else_speaks_of_it() -> None:
    draft = draft_of(
        "A ferry sank off Orsk on Monday and all its crew were saved.\n\n"
        "The seamen's union has called for the operator's licence to be suspended. The sea was calm at the time."
    )

    assert draft.topics == ("suspending the operator's licence",)


@pytest.mark.parametrize(
    "text",
    [
        "A ferry sank off Orsk on Monday.\n\nThe owner declined to provide documents. The mayor promised to plant hedges.",
        "A ferry sank off Orsk on Monday, off the general election trail.\n\nIda Kerr and Lee Marr said the election was near.",
        "Newts live in the quarry of Orsk.\n\nThe mayor dismissed the speech. The council asked for 40 buckets.",
        "A ferry sank off Orsk on Monday.\n\nPolice praised the crew. The mayor criticised the ministry.",
        "The cause was ruled out in six cases.\n\nThe institute said on Monday that it had ruled out fraud in six.",
        "The estate was built in 1960.\n\nPat Dooley, a councillor, described the flats as “a disgrace”.",
    ],
)
def test_somebody_and_what_nobody_decides_on_are_no_topics(text: str) -> None:
    assert draft_of(text).topics == ()


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("the congestion charge on lorries and vans", "the congestion charge on lorries"),
        ("the plan to close the Mill Lane baths in June", "the plan to close the Mill Lane baths"),
        ("closing the baths", "closing the baths"),
        ("leading a minority government", "leading a minority government"),
        ("a new by-election on Monday", "a new by-election"),
        ("three reasons given", None),
        ("the ministry", None),
        ("Maria Brandt", None),
        ("in six cases", None),
        ("it again", None),
    ],
)
def test_what_somebody_can_be_for_is_read_as_far_as_its_words_go(words: str, thing: str | None) -> None:
    found = thing_after(words, 0)

    assert (found.text if found else None) == thing


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("close", "closing"),
        ("closed", "closing"),
        ("ban", "banning"),
        ("banned", "banning"),
        ("build", "building"),
        ("built", "building"),
        ("defer", "deferring"),
        ("use", "using"),
        ("used", "using"),
        ("agree", "agreeing"),
        ("apply", "applying"),
        ("applied", "applying"),
        ("tax", "taxing"),
        ("visit", "visiting"),
    ],
)
def test_a_deed_is_named_by_its_verb(verb: str, expected: str) -> None:
    assert gerund(verb) == expected


@given(st.text(max_size=120), st.sampled_from(["close", "ban", "defer"]))
def test_a_thing_is_always_words_of_its_text(text: str, verb: str) -> None:
    found, done = thing_after(text, 0), deed(verb, text, 0)

    assert found is None or (found.text in text and found.text == found.text.strip() != "")
    assert done is None or done.text.startswith(gerund(verb))


def test_a_feeling_without_an_object_gives_no_stance_on_what_its_party_asked_for() -> None:
    sides = sides_of(
        "Corrin Council refused a pay rise on Tuesday. The union, which demanded a pay rise, said it was furious.\n\n"
        "Ivo Tamm, who had called for a pay rise, said he was disappointed but respected the council."
    )

    assert {stance for _, topic, stance in sides if topic} <= {"supports", None}
    assert ("Ivo Tamm", "a pay rise", "supports") in sides


def test_a_merger_a_deal_and_buying_a_rival_are_one_topic() -> None:
    draft = draft_of(
        "Halden Air has agreed to buy its rival Orsk Wings for 2 million euros, the two firms said on Monday.\n\n"
        "The pilots’ union opposed the merger. Lindo Air said it would oppose the merger. "
        "Karnia, which owns a part of Orsk Wings, said it supported the deal."
    )

    assert len(draft.topics) == 1
    assert {view.stance for party in draft.parties for view in party.positions if view.topic} <= {"supports", "opposes"}


def test_a_cut_and_a_reduction_of_a_size_are_one_topic() -> None:
    draft = draft_of(
        "The Bank of Karnia left its rate unchanged on Monday. Three members of its board voted for a half-point reduction.\n\n"
        "Ivo Tamm, the minister, had called for a cut. Ana Duarte, a baker, said she wanted a cut."
    )

    assert draft.topics == ("a half-point reduction",)


def test_a_deed_ends_before_when_it_is_done() -> None:
    thing = deed("close", "the 90-year-old school next August", 0)

    assert thing is not None
    assert thing.text == "closing the 90-year-old school"


def test_no_topic_leaves_open_what_it_means() -> None:
    draft = draft_of(
        "Corrin Council wants to sell the field behind it, councillors said. Ana Duarte opposed the sale of the field behind it."
    )

    assert not any({"it", "them", "that", "this"} & set(topic.split()) for topic in draft.topics)


@pytest.mark.parametrize(
    ("view", "stance"),
    [
        ("Ida Kerr urged the council not to close the baths.", "opposes"),
        ("Ida Kerr said it would be wrong not to close the baths.", "supports"),
        ("Ida Kerr said it was a mistake to close the baths.", "opposes"),
        ("Ida Kerr welcomed the decision not to close the baths.", None),
        ("Ida Kerr said she had been against the closure of the baths until she saw the bill.", None),
        ("Ida Kerr said the closure of the baths would be a disaster for some but was needed.", None),
        ("If the roof cannot be mended, Ida Kerr said she would back the closure of the baths.", "conditional"),
    ],
)
def test_a_stance_is_never_turned_round(view: str, stance: Stance | None) -> None:
    sides = sides_of(f"{LEAD}{view} Ivo Tamm opposed the closure of the baths.")

    assert [each for party, _, each in sides if party == "Ida Kerr"] == [stance]


def test_what_is_demanded_to_a_thing_is_no_deed() -> None:
    draft = draft_of(
        f"{LEAD}Ida Kerr demanded a delay to the closure of the baths. Ivo Tamm opposed the closure of the baths."
    )

    assert draft.topics == ("closing the Mill Lane baths",)
