import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.quotation import check
from service.core.claim import fails, flags
from tests.claims import article, fact, party, position, question

NEWS = article(
    "She said Trump “was not happy about this news.”\n\n"
    "Hope is “naive”, the minister said, and more must be done.\n\n"
    "“We are tired,” Moreau said. “We want peace.”"
)
MOREAU = party("Anna Moreau", 3)


def test_words_quoted_as_the_article_has_them_pass() -> None:
    assert list(check(fact(NEWS, "Trump ‘was not happy’, she said.", 1))) == []
    assert list(check(fact(NEWS, "The minister calls hope “naive”.", 2))) == []
    assert list(check(position(NEWS, MOREAU, "Moreau wants peace.", 3, 4, quote="We are tired. We want peace."))) == []


def test_altered_words_fail_and_are_shown_beside_the_articles() -> None:
    assert list(check(fact(NEWS, "Trump “was happy about this news”.", 1))) == [
        fails("“was happy about” differs from the article: “was not happy about”")
    ]
    assert list(check(position(NEWS, MOREAU, "She wants peace.", 4, quote="We need peace"))) == [
        fails("“We need peace” differs from the article: “We want peace”")
    ]


def test_a_scare_quote_the_article_lacks_fails() -> None:
    assert list(check(fact(NEWS, "The minister calls hope “silly”.", 2))) == [
        fails("“silly” is not in the cited sentences")
    ]


def test_words_quoted_from_another_sentence_are_told_where_they_stand() -> None:
    assert list(check(fact(NEWS, "Hope is “naive”.", 1))) == [
        fails("“naive” is not in the cited sentences: it stands in sentence 2")
    ]


def test_a_question_may_quote_from_anywhere_in_the_article() -> None:
    assert list(check(question(NEWS, "Why is hope “naive”?", 1))) == []
    assert list(check(question(NEWS, "Why is hope “silly”?", 1))) == [fails("“silly” is not in the article")]


def test_the_articles_own_words_as_a_partys_quotation_are_flagged() -> None:
    assert list(check(position(NEWS, MOREAU, "More must be done.", 2, quote="more must be done"))) == [
        flags("the article has “more must be done” outside quotation marks, as its own words")
    ]


def test_apostrophes_quote_nothing() -> None:
    assert list(check(fact(NEWS, "The ministers’ hope isn’t the dogs’ dinner.", 2))) == []


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    about = article(text)

    list(check(position(about, MOREAU, statement, *range(1, len(about.sentences) + 1), quote=statement)))


def test_an_interview_marks_no_speech() -> None:
    turns = "Q: Will you go?\n\nLee: No.\n\nQ: Why not?\n\nLee: I will not go before May."
    interview, report = article(turns), article("Lee said he stays. I will not go before May.")
    lee = party("Lee", 1)

    assert list(check(position(interview, lee, "Lee stays.", 4, quote="I will not go before May"))) == []
    assert [
        finding.severity for finding in check(position(report, lee, "Lee stays.", 2, quote="I will not go before May"))
    ] == ["flags"]


def test_the_difference_is_shown_where_it_is_and_not_at_a_like_word_before() -> None:
    peace = article(
        "She said of the peace efforts, the only ones left, that “the only thing that works is pressure, and soon.”"
    )
    minister = party("She", 1)

    def told(quote: str) -> list[str]:
        return [finding.detail for finding in check(position(peace, minister, "She wants pressure.", 1, quote=quote))]

    assert told("the only thing that helps is pressure") == [
        "“the only thing that helps is pressure” differs from the article: “the only thing that works is pressure”"
    ]
    assert told("the only thing that works is force") == [
        "“thing that works is force” differs from the article: “thing that works is pressure, and soon”"
    ]
    assert told("Some thing that works is pressure") == [
        "“Some thing that” differs from the article: “only thing that”"
    ]


EDITED = article(
    "She said Kemp “was not happy about this news, and never will be.”\n\n"
    "“The only thing that works is pressure, and all Kemp is doing is stalling,” Moreau said. “He will go.”\n\n"
    "“We are, whether they like it or not, ready to talk about the bridge,” Moreau said. “We don’t want more.”\n\n"
    "“The European Union must decide today,” said Moreau."
)


@pytest.mark.parametrize(
    ("sentence", "quote", "negation"),
    [
        (1, "was … happy about this news", "not"),
        (1, "was not happy … and … will be", "never"),
        (5, "We ... want more", "don’t"),
        (4, "ready to talk … We … want more", "don’t"),
    ],
)
def test_an_omission_that_drops_a_negation_fails(sentence: int, quote: str, negation: str) -> None:
    found = list(check(position(EDITED, MOREAU, "Moreau spoke.", sentence, 5, quote=quote)))

    assert found == [fails(f"“{quote}” leaves out the article's “{negation}”")]
    assert list(check(position(EDITED, MOREAU, f"Moreau said “{quote}”.", sentence, 5))) == found


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (1, "was not happy … and never will be"),
        (2, "The only thing … is pressure"),
        (2, "all [the mayor] is doing is stalling"),
        (2, "all [Orlo Kemp] is doing is stalling"),
        (2, "all Kemp [the mayor] is doing is stalling"),
        (3, "[Kemp] will go"),
        (4, "We are … ready to talk"),
        (4, "[Europeans] are, whether they like it or not, ready"),
        (6, "the [EU] must decide today"),
        (6, "must decide [on Friday]"),
    ],
)
def test_an_edit_that_changes_no_meaning_passes(sentence: int, quote: str) -> None:
    assert list(check(position(EDITED, MOREAU, "Moreau spoke.", sentence, quote=quote))) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (2, "the only thing that [never] works is pressure"),
        (2, "The only thing that works is [not] pressure"),
        (2, "[Not] the only thing that works is pressure"),
        (2, "all [Ribas] is doing is stalling"),
        (2, "[Ribas] is doing is stalling"),
        (1, "was [un]happy about this news"),
        (1, "was [very] happy about this news"),
        (3, "He will[n't] go"),
    ],
)
def test_a_bracket_neither_denies_nor_puts_one_name_for_another(sentence: int, quote: str) -> None:
    found = list(check(position(EDITED, MOREAU, "Moreau spoke.", sentence, quote=quote)))

    assert [finding.severity for finding in found] == ["fails"]


def test_speech_without_marks_may_be_quoted_from_a_turn_and_from_the_speakers_own_text() -> None:
    interview = article("HOST: Why?\nBERG: I will not pay.\nHOST: Never?\nBERG: Never.")
    speech = article("Address by Ida Berg, director.\nI made a promise. I will not pay. We shall see. My fault.")

    assert list(check(position(interview, party("Ida Berg", 2), "She will not pay.", 2, quote="I will not pay."))) == []
    assert list(check(position(speech, party("Ida Berg", 1), "She will not pay.", 3, quote="I will not pay."))) == []
    assert list(check(position(speech, party("Ann Roe", 1), "She will not pay.", 3, quote="I will not pay."))) == [
        flags("the article has “I will not pay.” outside quotation marks, as its own words")
    ]
