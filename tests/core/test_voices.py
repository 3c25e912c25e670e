from hypothesis import given
from hypothesis import strategies as st

from service.core import names
from service.core.article import Article, segment
from service.core.voices import voices

SPEECH = segment(
    "Address by Petra Crewe, director, at the reopening of the Marrow Theatre, 6 November.\n"
    "I promised to be back in two years. It took three. Was that bad luck? Some of it. My own fault was the stairs.\n"
    "“I never liked them,” an usher told me. I do."
)


def written(article: Article, scope: names.Scope) -> str:
    (first, last) = scope.ranges[0]
    return article.text[scope.index.tokens[first].start : scope.index.tokens[last - 1].end]


def authors(article: Article, sentence: int) -> list[str]:
    return [written(article, scope) for scope in voices(article).authors.get(sentence, ())]


def test_the_sentences_of_a_speech_are_those_of_whom_its_first_line_names() -> None:
    assert authors(SPEECH, 3) == ["Petra Crewe"]
    assert voices(SPEECH).own == {2, 6, 8}  # not the usher's “I”, nor “told me”


def test_a_text_of_we_without_a_byline_is_the_body_it_begins_with() -> None:
    account = segment(
        "Quaywire carries messages between hospitals. On 9 June we did so badly. Our alarm rang at nobody. It has been "
        "mended."
    )

    assert authors(account, 4) == ["Quaywire"]


def test_a_section_under_a_name_in_capitals_is_not_the_reports_own() -> None:
    report = segment(
        "Report of the Harbour Inquiry\nWe heard nine witnesses. We find as follows. The harbour was unsafe.\n"
        "NOTE BY COMMISSIONER ORAM\nI differ on two points. The harbour was safe.\nRESPONSES\nA reply came."
    )

    assert authors(report, 4) == ["Harbour Inquiry"]
    assert authors(report, 7) == ["COMMISSIONER ORAM"]
    assert authors(report, 9) == ["Harbour Inquiry"]


def test_a_report_in_the_third_person_has_no_author_among_its_parties() -> None:
    news = segment(
        "By Ann Roe\nThe port closed on Monday. “We will not pay,” said Ben Ode. “I am tired,” he added. Talks go on. "
        "“I left,” one said."
    )

    assert not any(authors(news, sentence.number) for sentence in news.sentences)


def test_a_turn_of_a_transcript_goes_on_to_the_next_label() -> None:
    interview = segment(
        "A recording.\nHOST: Good morning.\nSINCLAIR-UDO: Good morning. We have three.\nI will publish them.\n"
        "HOST: When?\nThe company would not speak."
    )
    turns = voices(interview).turns

    assert [written(interview, turns[number]) if number in turns else None for number in range(1, 8)] == [
        None, "HOST", "SINCLAIR-UDO", "SINCLAIR-UDO", "SINCLAIR-UDO", "HOST", None
    ]  # fmt: skip


@given(st.text() | st.text(alphabet="ABab :.\n“”I"))
def test_whatever_the_text_voices_are_of_sentences_it_has(text: str) -> None:
    article = segment(text)
    heard = voices(article)

    assert {*heard.turns, *heard.authors, *heard.own} <= {sentence.number for sentence in article.sentences}
