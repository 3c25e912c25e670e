"""Which sentences make facts: what is reported, what opens with a pronoun, and texts in tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import attribution
from service.core.article import segment
from service.core.attribution.lines import lines
from service.core.draft import DraftFact
from service.core.engine import Window
from service.core.words import words
from service.engines.extractive.facts.ranking import candidates
from service.engines.extractive.sentences.apart import quoted
from service.engines.extractive.sentences.printed import printed
from service.engines.extractive.sentences.shortening import shorter, trimmed
from service.engines.extractive.sentences.splitting import parts
from tests.engines.extractive_words import draft_of


def facts_of(text: str) -> list[DraftFact]:
    return list(draft_of(text).key_facts)


LEAD = "Vessen Group closed its plant in Orsk on Monday after a fire. "


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("It also froze the pay of 340 people in the town.", "Vessen Group froze the pay of 340 people in the town."),
        ("Its shares fell 6.4% to $21.85 on Monday.", "Vessen Group's shares fell 6.4% to $21.85 on Monday."),
        (
            "The company opened the plant in 2004 with 90 people.",
            "Vessen Group opened the plant in 2004 with 90 people.",
        ),
    ],
)
def test_a_name_stands_for_what_can_mean_nobody_else_and_the_sentence_that_says_so_is_cited(
    sentence: str, fact: str
) -> None:
    facts = {each.statement: each for each in facts_of(LEAD + sentence)}

    assert facts[fact].sentences == (1, 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the third fire in the town since May.",
        "It is clear that nobody was in the plant on Monday.",
        "It took firefighters nine hours to put it out.",
        "They had asked for new pumps in May last year.",
        "The company now expects it to cost $40 million by March.",
        "Three were taken to the hospital in Lima with burns.",
        "About 74,000 were sold in Lima between March and August.",
    ],
)
def test_a_pronoun_that_means_the_event_or_what_nobody_told_gets_no_name(sentence: str) -> None:
    assert not any(fact.sentences[-1] == 2 for fact in facts_of(LEAD + sentence))


def test_a_pronoun_after_a_sentence_with_two_bodies_gets_no_name() -> None:
    facts = facts_of(
        "Vessen Group sued Halmar Bank over a loan in May. It lost $4 million in the first half of the year."
    )

    assert not any("$4 million" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    ("sentence", "is_fact"),
    [
        ("About 61,000 people have fled the valley, according to aid agencies.", True),
        ("The Electoral Court dismissed petitions in both seats in May.", True),
        ("Ten members voted for the levy and one, Ana Duarte, abstained.", True),
        ("The sheriff's office said the toll stood at three, not four.", True),
        ("Ana Duarte, who leads the Greens, said the levy was a mistake for the whole valley.", False),
    ],
)
def test_what_is_done_and_what_officials_count_is_a_fact_and_what_somebody_thinks_is_none(
    sentence: str, is_fact: bool
) -> None:
    lead = "The council of Orsk closed three pools on Monday. Nine people work there. Two pools were built in 1974. "
    article = segment(lead + sentence, language="en")

    found = candidates(
        article, Window(article, 1, len(article.sentences)), attribution.read(article), lines(article)[0]
    )

    assert [each.is_view for each in found if each.number == 4] == [not is_fact]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 31 of them they found a new kind of bacteria on Monday.",
        "One, in the court of Lima, says that the plant kept the names of patients.",
        "The club's former director, Ana Sund, contradicted him on Monday in Lima.",
        "An expert put the chance of such a fire at one in 400.",
        "The row over the plant may not be over.",
        "Councillors voted 19-17, with two abstentions, to refer it back in May.",
        "Two years earlier it had been measured as 20 centimetres in Lima.",
        "Ana Duarte Sund: On 26 February in the morning, at about nine.",
    ],
)
def test_what_speaks_of_a_sentence_before_is_no_fact(sentence: str) -> None:
    assert not any(fact.sentences[-1] == 2 for fact in facts_of(LEAD + sentence))


def test_what_happened_later_is_told_without_what_it_came_later_than() -> None:
    facts = facts_of(LEAD + "Twelve days later, Orsk town council cast 14 votes for a new plant on the quay.")

    assert "Orsk town council cast 14 votes for a new plant on the quay." in {fact.statement for fact in facts}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Blocks with the microbes lost 2.3 millimetres a year, compared with 0.5 millimetres for the clean ones.", []),
        ("The star broke down in tears on Monday as a judge awarded her £310,000 over the claim in court.", []),
    ],
)
def test_what_the_sentence_is_told_for_is_not_cut(text: str, short: list[str]) -> None:
    assert list(shorter(text, 16))[:1] == short


def test_where_the_picture_is_tells_nothing() -> None:
    assert (
        trimmed("The hedge (pictured) stands 40ft tall in Orsk, it emerged today.")
        == "The hedge stands 40ft tall in Orsk."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The council has approved a route, 52 years after the first line was drawn on a map and by a margin of two.",
    ],
)
def test_what_may_belong_to_either_claim_keeps_them_together(text: str) -> None:
    assert parts(text) == (text,)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "By then the same thing was happening in 214 places in the country.",
            "By then the same thing was happening in 214 places in the country.",
        ),
        (
            "Carmakers ran down stocks of 4,000 parts instead of placing new orders.",
            "Carmakers ran down stocks of 4,000 parts instead of placing new orders.",
        ),
    ],
)
def test_a_word_that_only_ties_goes_and_one_that_the_sentence_needs_stays(sentence: str, fact: str) -> None:
    assert fact in {each.statement for each in facts_of(LEAD + sentence)}


def test_a_body_that_the_article_calls_by_an_article_keeps_it() -> None:
    facts = facts_of(
        "The 11-member Northern Council banned drone parts on Tuesday. It also froze the pay of 34 generals."
    )

    assert "The Northern Council froze the pay of 34 generals." in {each.statement for each in facts}


def test_what_only_goes_with_a_noun_is_no_claim_of_its_own() -> None:
    text = "The crown gained 0.7% on Thursday after the decision, while the yield on bonds rose to 4.61%."

    assert not any(claim.startswith("The decision") for claim in parts(text))


def test_a_time_of_day_begins_no_claim() -> None:
    text = "The blaze at the mill was reported shortly after 2 a.m. and took more than 70 firefighters five hours to put out."

    assert parts(text) == (text,)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "Following her work for the town, Ana Duarte was given a prize of 4,000 crowns on Monday.",
            "Following her work for the town, Ana Duarte was given a prize of 4,000 crowns on Monday.",
        ),
        (
            "While her house stands, all of the children of the street have slept in tents since the flood.",
            "All of the children of the street have slept in tents since the flood.",
        ),
        ("(Reuters) - Coalex cut 400 jobs in Lima on Tuesday.", "Coalex cut 400 jobs in Lima on Tuesday."),
    ],
)
def test_whom_a_sentence_names_itself_needs_no_name_and_what_hangs_in_the_air_is_cut(sentence: str, fact: str) -> None:
    assert fact in {each.statement for each in facts_of(f"The port of Orsk closed on Monday.\n{sentence}")}


def test_a_sentence_is_only_cut_between_words() -> None:
    facts = facts_of(LEAD + "A statement was read by her lawyer, Gideon Farrukh, to eleven reporters in the town.")

    assert not any(fact.sentences[-1] == 2 for fact in facts)


@pytest.mark.parametrize(
    ("sentences", "fact"),
    [
        (
            "The job cuts will save 95 million crowns a year, Corvane Group said. It will book a charge of 140 million crowns.",
            "Corvane Group will book a charge of 140 million crowns.",
        ),
        (
            "“The voters have asked for it,” Erik Saltvedt said on Monday. He will stay on as mayor of Orsk until May.",
            "Erik Saltvedt will stay on as mayor of Orsk until May.",
        ),
        (
            "Nine people were hurt. Judge Ana Calloway put the case off until May and warned Vessen it was “all but lost”.",
            "Judge Ana Calloway put the case off until May.",
        ),
    ],
)
def test_who_spoke_last_is_meant_and_what_a_judge_did_is_told_without_what_she_said(sentences: str, fact: str) -> None:
    assert fact in {each.statement for each in facts_of(sentences)}


def test_a_ship_is_not_the_authority_that_tells_of_it() -> None:
    facts = facts_of(
        "A ship ran aground off Orsk on Monday, the Orsk Port Authority said. None of its 22 crew was hurt."
    )

    assert not any("Authority's" in fact.statement for fact in facts)


def test_a_claim_that_means_somebody_in_another_is_not_told_apart() -> None:
    text = "A boy is missing, and a boat that he was on sank off Orsk on Monday."

    assert not any(fact.statement.startswith("A boat") for fact in facts_of(text))


def test_what_those_who_tell_of_themselves_did_is_a_fact_and_what_they_feel_is_none() -> None:
    facts = facts_of(
        "On 17 September our service lost 211,000 messages. We are sorry. At 09:05 we began an upgrade of the cluster in "
        "Dublin. We stopped it at 10:48. We know that you expect better of us. We restored service for most customers by "
        "12:20. The log of one partition was incomplete."
    )

    told = {fact.statement for fact in facts}
    assert "We restored service for most customers by 12:20." in told
    assert not any("sorry" in fact or "expect" in fact for fact in told)


def test_who_writes_is_left_out_of_what_happened() -> None:
    facts = facts_of(LEAD + "Its chairman, Aaron Gold, resigned on Thursday, hours after we asked him about the fire.")

    assert not any("we asked" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Add the leeks and a pinch of salt to the pan of water.",
        "Good night, and may the valley of Orsk be green again.",
        'Words such as "expects" are forward-looking statements of the company.',
        "3. publish the review of the plant before Christmas.",
        "Apologies: Mr D. Frost, Ms Ana Duarte and the chair of Vessen.",
        "Although the bureau had issued a warning on Saturday night.",
        "The blast, which killed 12 people and wounded 40 in the town.",
    ],
)
def test_what_is_no_news_of_the_article_is_no_fact(sentence: str) -> None:
    assert not any(fact.sentences[-1] == 2 for fact in facts_of(LEAD + sentence))


def test_what_a_release_ends_with_is_no_fact() -> None:
    facts = facts_of(
        f"{LEAD}\nNine people were hurt in the fire.\nAbout Vessen Group\n"
        "Vessen Group makes lamps in 12 plants and employs 3,400 people."
    )

    assert not any("3,400" in fact.statement for fact in facts)


TOKENS = (
    "the council closed three pools in orsk on monday , the town said . "
    "mayor ana duarte said : ' we will not pay for them . it is a lot of money . ' "
    "nine people work at the pools , which do n't open in winter . the council 's budget is $ 4 million ."
)


def test_a_text_in_tokens_is_told_as_it_would_be_printed() -> None:
    facts = [fact.statement for fact in facts_of(TOKENS)]

    assert "Nine people work at the pools, which don't open in winter." in facts
    assert "The council's budget is $4 million." in facts
    assert not any("lot of money" in fact or " ," in fact for fact in facts)


def test_a_quotation_between_marks_that_stand_apart_is_found() -> None:
    article = segment(TOKENS, language="en")

    assert [number for number, share in quoted(article).items() if share > 0.4] == [2, 3]


def test_a_text_as_it_is_printed_is_left_alone() -> None:
    text = "The council’s budget, it said, is $4 million: “no more”. Really?"

    assert printed(text) == text


SENTENCES = (
    "Vessen Group closed its plant in Orsk on Monday after a fire.",
    "It also froze the pay of 340 people, the company said.",
    "Following her work for the town, Ana Duarte was given a prize of 4,000 crowns.",
    "While her house stands, all of the children have slept in tents since the flood.",
    "Judge Erik Calloway put the case off until May and warned Vessen it was “all but lost”.",
    "He will stay on as mayor of Orsk until a new one is chosen, and said so twice.",
    "Six of its nine members voted for the levy, 52 years after the first line was drawn and by a margin of two.",
    "The ship, which carries 24,000 cars a day, will sail on Sunday; two others stay in port.",
    "A statement was read by her lawyer, Gideon Farrukh, to eleven reporters in the town.",
    "By then the same thing was happening in 214 places, it emerged on Tuesday.",
    "Its owner, who declined to comment, ran down stocks of 31 parts instead of buying new ones.",
    "“We will not pay,” Ana Duarte said, adding that the levy was a mistake.",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=7, unique=True))
def test_whatever_follows_what_a_fact_is_a_whole_sentence_in_the_words_of_the_article(sentences: list[str]) -> None:
    text = " ".join(sentences)
    article = segment(text, language="en")

    facts = facts_of(text)

    for fact in facts:
        cited = " ".join(article.quote(number) for number in fact.sentences)
        assert _plain(fact.statement) <= _plain(cited) | {"the"}
        assert fact.statement[-1] in ".”"
        assert not fact.statement[0].islower()


def _plain(text: str) -> set[str]:
    return {word.lower().removesuffix("'s").removesuffix("’s") for word in words(text)}
