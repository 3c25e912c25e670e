from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.support import check
from service.core.claim import fails, flags
from tests.claims import article, fact, listed, party, position, topic

NEWS = article(
    "The council closed the old harbor bridge after cracks appeared.\n\n"
    "Russian envoys arrived at 9:30 on Friday.\n\n"
    "Anna Moreau called the closure absurd."
)


def test_a_statement_in_other_forms_of_the_same_words_passes() -> None:
    assert list(check(fact(NEWS, "A cracked bridge is closing.", 1))) == []
    assert list(check(fact(NEWS, "Diplomats from Russia came.", 2))) == []
    assert list(check(fact(NEWS, "It was 9:30.", 2))) == []


def test_a_statement_with_nothing_of_its_evidence_fails() -> None:
    assert list(check(fact(NEWS, "Wheat prices doubled in Canada.", 1))) == [
        fails("nothing the statement says is in the cited sentences")
    ]


def test_a_statement_with_little_of_its_evidence_is_flagged() -> None:
    assert list(check(fact(NEWS, "Wheat prices doubled while farmers blocked the bridge.", 1))) == [
        flags("few of the statement's words are in the cited sentences")
    ]


def test_the_partys_own_name_proves_nothing() -> None:
    moreau = party("Anna Moreau", 3)

    assert list(check(position(NEWS, moreau, "Moreau wants cheaper wheat.", 3))) == [
        flags("nothing the statement says is in the cited sentences")
    ]
    assert list(check(position(NEWS, moreau, "Moreau finds the closing absurd.", 3))) == []


def test_a_statement_without_a_word_of_content_fails() -> None:
    moreau = party("Anna Moreau", 3)
    nothing = [fails("the statement has no word that says what happened")]

    assert list(check(fact(NEWS, "It did.", 1))) == nothing
    assert list(check(position(NEWS, moreau, "She would not.", 3))) == nothing
    assert list(check(position(NEWS, moreau, "Moreau did.", 3))) == [
        flags("the statement says nothing beside whose view it is")
    ]
    assert list(check(position(NEWS, moreau, "It is “absurd”.", 3))) == []


def test_a_topic_is_about_something_in_the_article() -> None:
    assert list(check(topic(NEWS, "Closing the harbor bridge"))) == []
    assert list(check(topic(NEWS, "Wheat prices"))) == [flags("nothing the statement says is in the article")]


def test_a_listed_party_is_the_party_checks_business() -> None:
    assert list(check(listed(NEWS, party("Wheat Board", 1)))) == []


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    about = article(text)

    list(check(fact(about, statement, *range(1, len(about.sentences) + 1))))


def test_a_view_whose_own_quotation_stands_in_its_evidence_may_be_told_in_other_words() -> None:
    about = article("“We are nowhere near a covenant problem,” Tan said.")
    tan = party("Mei-Ling Tan", 1)
    words = "We are nowhere near a covenant problem"

    assert (
        list(check(position(about, tan, "Tan denied that the group may breach its loan terms.", 1, quote=words))) == []
    )
    assert list(check(position(about, tan, "Tan denied that the group may breach its loan terms.", 1))) == [
        flags("nothing the statement says is in the cited sentences")
    ]
