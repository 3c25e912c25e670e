"""How much of a fact a text says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import coverage
from evals.coverage import THRESHOLD

FACTS = (
    "The port of Aldmere closed on Monday.",
    "The attack killed 32 people.",
    "Kaja Kallas criticised Marco Rubio over the plan.",
    "Net debt stood at $825 million at the end of June.",
    "The Dayton Ledger sued the city after it asked for $3,450 in advance.",
    "Fewer than half of the voters took part.",
    "The ferry “Sea Star” was not insured; its owner, a bank, says so.",
)
UNRELATED = (
    "Rain is forecast for the weekend.",
    "The museum sells postcards of its garden.",
    "A violinist from Porto won the prize in 1998.",
    "Nobody had asked the baker about his ovens.",
)


@given(st.text(max_size=200), st.text(max_size=400))
def test_coverage_is_from_none_to_all_for_every_text(fact: str, text: str) -> None:
    assert 0.0 <= coverage.coverage(fact, text) <= 1.0


@given(st.lists(st.sampled_from(FACTS), min_size=1, max_size=3, unique=True), st.sampled_from(FACTS))
def test_a_text_that_says_a_fact_word_for_word_covers_all_of_it(others: list[str], fact: str) -> None:
    text = " ".join([*others, fact])

    assert coverage.coverage(fact, text) == 1.0


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd", "Zs"]), min_size=1, max_size=80))
def test_every_fact_covers_itself(fact: str) -> None:
    if not any(letter.isalnum() for letter in fact):
        return

    assert coverage.coverage(fact, fact) == pytest.approx(1.0)


@given(st.sampled_from(FACTS), st.lists(st.sampled_from(FACTS + UNRELATED), max_size=5), st.sampled_from(UNRELATED))
def test_a_sentence_more_takes_nothing_away(fact: str, sentences: list[str], more: str) -> None:
    text = " ".join(sentences)

    assert coverage.coverage(fact, f"{text} {more}") >= coverage.coverage(fact, text)


@given(st.sampled_from(FACTS), st.permutations(UNRELATED))
def test_the_order_of_the_other_sentences_does_not_matter(fact: str, others: list[str]) -> None:
    straight = coverage.coverage(fact, " ".join([*UNRELATED, fact]))

    assert coverage.coverage(fact, " ".join([*others, fact])) == straight


@pytest.mark.parametrize("fact", FACTS)
def test_a_text_about_something_else_covers_next_to_nothing(fact: str) -> None:
    assert coverage.coverage(fact, " ".join(UNRELATED)) < 0.1


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("The port closed on Monday.", "the port closed on monday ."),
        ("Prior's team starts at 3.30 p.m.", "prior 's team starts at 3 . 30 pm ."),
        ("Talks didn't resume.", "talks did n't resume ."),
        ("It has 12-year-old pupils.", "it has 12 - year - old pupils ."),
        ("Brackwell won 3-2.", "brackwell won 3 - 2 ."),
        ("The zoo paid £20,000.", "the zoo paid £ 20,000 ."),
    ],
)
def test_a_text_cut_into_tokens_without_capitals_covers_the_same(fact: str, text: str) -> None:
    assert coverage.coverage(fact, text) > 0.95


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("The attack killed 32 people.", "Thirty-two people died in the attack."),
        ("Net debt was $825 million.", "Net debt stood at 825,000,000 dollars."),
        ("The European Union agreed to the ban.", "EU governments approved the ban."),
        ("Russian troops left the town.", "Russia's soldiers left town."),
        ("Queens Park Rangers beat Porto.", "QPR defeated Porto 2-1."),
        ("Kaja Kallas met the minister.", "Kallas met the minister on Friday."),
        ("The rate was cut on Dec. 31.", "On 31 December the rate was cut."),
        ("Shares were traded at 09:15.", "At 9:15 a.m. the shares were trading."),
    ],
)
def test_the_same_in_other_words_counts_as_said(fact: str, text: str) -> None:
    assert coverage.coverage(fact, text) >= THRESHOLD


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("The attack killed 32 people.", "The attack killed 23 people."),
        ("The port closed on Monday.", "The port did not close on Monday."),
        ("Profit rose in May.", "Profit fell in May."),
        ("Russia attacked Ukraine.", "Ukraine attacked Russia."),
        ("The company cut 400 jobs in Norway.", "The company cut no jobs in Norway."),
    ],
)
def test_a_text_that_says_otherwise_does_not_say_the_fact(fact: str, text: str) -> None:
    assert coverage.coverage(fact, text) < THRESHOLD


def test_what_a_text_shares_with_a_fact_is_told_apart_from_whether_it_denies_it() -> None:
    said = coverage.read("The port of Aldmere did not close on Monday.")

    assert said.shares(FACTS[0]) >= THRESHOLD
    assert said.denies(FACTS[0])
    assert said.covers(FACTS[0]) < THRESHOLD


def test_words_scattered_over_a_long_text_count_for_less_than_words_together() -> None:
    fact = "The mayor of Aldmere sold the harbour."
    together = f"{UNRELATED[0]} The mayor of Aldmere sold the harbour. {UNRELATED[1]} {UNRELATED[2]}"
    scattered = (
        "A mayor spoke. Rain is forecast. Aldmere has a museum. Nobody came. A violinist sold tickets. It was "
        "late. The harbour froze."
    )

    assert coverage.coverage(fact, scattered) < coverage.coverage(fact, together) - 0.3


def test_what_every_fact_of_an_article_says_tells_less_than_what_one_says() -> None:
    facts = ("Osei scored the winner.", "Osei was ill on Thursday.", "Osei came on at half-time.")
    known = coverage.background(facts)

    alone = coverage.coverage(facts[1], "Osei scored twice.")

    assert coverage.coverage(facts[1], "Osei scored twice.", known) < alone


def test_a_word_of_the_editors_own_tells_less_than_one_of_the_article() -> None:
    article = "The plant in Wroclaw will be looked at again before the year is over. It employs 640."
    facts = ("The Wroclaw factory is under scrutiny.",)
    with_article = coverage.background(facts, article)

    value = coverage.coverage(facts[0], "The plant in Wroclaw, a factory.", with_article)

    assert value > coverage.coverage(facts[0], "The plant in Wroclaw, a factory.", coverage.background(facts))


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (
            "Der Hafen wurde am Montag geschlossen.",
            "Am Montag wurde der Hafen geschlossen. Es regnete, und die Fähren sind nicht gefahren.",
        ),
        ("港は月曜日に閉鎖された。", "港は月曜日に閉鎖された。市長は辞任した。"),
        ("El puerto cerró el lunes.", "El lunes el puerto cerró."),
    ],
)
def test_facts_of_other_languages_are_found_word_by_word(fact: str, text: str) -> None:
    known = coverage.background((fact,), text)

    assert coverage.coverage(fact, text, known) >= THRESHOLD
