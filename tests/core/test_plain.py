import textwrap

from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.draft import DraftFact, Item
from service.core.grounding import ground
from service.core.plain import plain


def test_line_breaks_bullets_footnotes_and_marks_of_direction_are_read_as_spaces() -> None:
    text = "• The bridge[1] was shut.\n2.1 The “\u202bport\u202c” too.[citation needed]\nIt pays 4.5 million."

    article = segment(text)

    assert (
        plain(article).text == "  The bridge    was shut.\n    The “ port ” too." + " " * 17 + "\nIt pays 4.5 million."
    )
    assert plain(article).sentences == article.sentences


def test_an_article_without_such_marks_is_read_as_it_stands() -> None:
    article = segment("The port was shut. It reopens - if at all - on Monday.\n3 ships wait.")

    assert plain(article) is article


def test_an_item_is_checked_across_the_line_breaks_of_wrapped_text_and_quotes_them() -> None:
    told = (
        "The harbour board of Arden Quay said on Tuesday that it would spend $4.7 million on a new sea wall after "
        "two storms in a single winter had flooded the fish market and most of the houses behind it."
    )
    article = segment(textwrap.fill(told, 60))
    fact = DraftFact(statement="Two storms flooded the fish market of Arden Quay.", status="done", sentences=(1,))

    outcome = ground(Item("f1", "key_facts", fact), article)

    assert outcome.is_grounded
    assert [evidence.text for evidence in outcome.evidence] == [article.text]


@given(st.text(max_size=300))
def test_no_offset_moves_in_any_text(text: str) -> None:
    article = segment(text)

    assert len(plain(article).text) == len(text)
    assert plain(article).sentences == article.sentences
