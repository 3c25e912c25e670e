from service.core.checks.sentences import check
from service.core.claim import fails
from tests.claims import article, fact, topic

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
