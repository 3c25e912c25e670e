from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.errors import NotAnArticle
from service.reading import PageReader, open_reader
from service.reading.pdf import paragraphs
from tests.pdfs import pdf

LINES = (
    "Harbour inquiry: interim report",
    "",
    "The inquiry into the collapse of the east quay found that the owner had known of the cracks",
    "since 2019, and that two surveys which called for its closure were never sent to the city.",
    "",
    '"Nobody asked us," said the surveyor, Ida Brandt, who wrote both of them in the long-',
    "term plan of that year. The owner rejects the find-",
    "ing as one for the long term.",
)


@pytest.fixture
async def reader() -> AsyncIterator[PageReader]:
    async with open_reader(seconds=10) as reader:
        yield reader


async def test_a_pdf_gives_sentences_that_no_line_of_the_page_cuts(reader: PageReader) -> None:
    reading = await reader.read(pdf(LINES))

    article = segment(reading.text)
    assert [article.quote(sentence.number) for sentence in article.sentences] == [
        LINES[0],
        f"{LINES[2]} {LINES[3]}",
        '"Nobody asked us," said the surveyor, Ida Brandt, who wrote both of them in the long-term plan of that year.',
        "The owner rejects the finding as one for the long term.",
    ]


async def test_running_heads_and_page_numbers_are_no_sentences(reader: PageReader) -> None:
    pages = [
        ("Port of Larsund: annual report", *(f"Line {page}{line} of a text that goes on." for line in "abc"), f"{page}")
        for page in range(1, 5)
    ]

    reading = await reader.read(pdf(*pages))

    assert "annual report" not in reading.text
    assert "Line 3b of a text" in reading.text
    assert not any(line.strip().isdigit() for line in reading.text.splitlines())


async def test_a_title_counts_only_where_the_first_page_shows_it(reader: PageReader) -> None:
    shown = await reader.read(pdf(LINES, title="Harbour Inquiry: Interim Report"))
    hidden = await reader.read(pdf(LINES, title="Microsoft Word - draft_final2.docx"))

    assert shown.title == "Harbour Inquiry: Interim Report"
    assert hidden.title is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf(()), "pictures of pages and no text"),
        (b"%PDF-1.7\nnothing of the sort", "the PDF is damaged"),
        (pdf(LINES)[:400], "the PDF is damaged"),
    ],
)
async def test_a_pdf_without_text_is_told_with_advice(reader: PageReader, content: bytes, problem: str) -> None:
    with pytest.raises(NotAnArticle, match=rf"{problem}; send the article's text"):
        await reader.read(content)


@given(st.lists(st.lists(st.text("ab .-\n•", max_size=30), max_size=8), max_size=5))
def test_joining_lines_loses_no_word_but_what_repeats_on_pages(pages: list[list[str]]) -> None:
    flat = [[line.replace("\n", " ") for line in page] for page in pages[:2]]  # two pages repeat nothing

    joined = "".join("".join(paragraphs(flat)).split())

    assert joined == "".join("".join(line.split()) for page in flat for line in page)


async def test_a_date_in_words_survives_the_end_of_a_line() -> None:
    lines = ["The vote was put off from Monday 3", "November to Friday 7 November, the", "speaker said."]

    assert list(paragraphs([lines])) == [" ".join(lines)]
