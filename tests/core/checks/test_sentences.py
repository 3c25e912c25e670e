import pytest

from service.core.checks.sentences import check
from service.core.claim import fails
from tests.claims import article, fact, listed, party, topic

ARTICLE = article("The port closed on Monday. Talks resume on Friday.")


def test_an_item_that_cites_sentences_of_the_article_passes() -> None:
    assert list(check(fact(ARTICLE, "The port closed.", 1, 2))) == []


def test_an_item_that_cites_nothing_fails() -> None:
    assert list(check(fact(ARTICLE, "The port closed."))) == [fails("no sentence is cited")]


def test_a_sentence_the_article_lacks_is_named() -> None:
    assert list(check(fact(ARTICLE, "The mayor resigned.", 1, 9, 0))) == [
        fails("there is no sentence 9, 0: the article has 2")
    ]


def test_a_topic_cites_nothing() -> None:
    assert list(check(topic(ARTICLE, "Closing the port"))) == []


@pytest.mark.parametrize("statement", ["!!!", "—", "1 2 3"])
def test_an_item_without_words_fails(statement: str) -> None:
    assert list(check(fact(ARTICLE, statement, 1))) == [fails("there are no words to check")]
    assert list(check(topic(ARTICLE, statement))) == [fails("there are no words to check")]


@pytest.mark.parametrize("statement", ["Der Hafen schloss.", "港口关闭", "ปิดท่าเรือ"])
def test_words_of_any_script_are_words(statement: str) -> None:
    assert list(check(fact(ARTICLE, statement, 1))) == []
    assert list(check(listed(ARTICLE, party(statement, 1)))) == []
