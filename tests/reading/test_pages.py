import asyncio
import html
from collections.abc import AsyncIterator
from datetime import date

import pytest

from service.core.errors import NotAnArticle
from service.reading import PageReader, open_reader

PARAGRAPHS = (
    "The ferry crews of the northern line agreed on Friday to end their strike after eleven days.",
    "“We have what we came for,” said Ana Duarte, who speaks for the crews.",
    "The company will pay 4.5 percent more from January & run fewer night boats.",
)
MARKED_UP = "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry strike ends | The Harbour</title>
<meta property="og:title" content="Ferry strike ends">
<meta property="article:published_time" content="2026-11-20T08:00:00Z">
<link rel="canonical" href="https://harbour.example/ferry-strike-ends"></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<div class="cookie-banner">We use cookies to improve your experience.</div>
<article><h1>Ferry strike ends</h1>{MARKED_UP}</article>
<footer>Copyright The Harbour</footer></body></html>"""


@pytest.fixture
async def reader() -> AsyncIterator[PageReader]:
    async with open_reader(seconds=10) as reader:
        yield reader


async def test_a_page_gives_its_article_and_what_it_says_of_itself(reader: PageReader) -> None:
    reading = await reader.read(PAGE)

    assert all(paragraph in reading.text.splitlines() for paragraph in PARAGRAPHS)
    assert "cookies" not in reading.text
    assert "Copyright" not in reading.text
    assert reading.title == "Ferry strike ends"
    assert reading.published_at == date(2026, 11, 20)
    assert reading.source_url == "https://harbour.example/ferry-strike-ends"


async def test_a_page_that_says_nothing_of_itself_leaves_that_open(reader: PageReader) -> None:
    reading = await reader.read("".join(f"<p>{text}</p>" for text in PARAGRAPHS))

    assert PARAGRAPHS[0] in reading.text
    assert reading.published_at is None
    assert reading.source_url is None


async def test_bytes_are_read_in_the_charset_the_page_declares(reader: PageReader) -> None:
    page = (
        "<html><head><meta charset='iso-8859-1'></head><body><p>Le café a fermé hier à midi, dit-on.</p></body></html>"
    )

    reading = await reader.read(page.encode("iso-8859-1"))

    assert reading.text == "Le café a fermé hier à midi, dit-on."


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><body></body></html>",
        "<script>alert('no text')</script>",
        "<div>" * 100_000 + "some words deep down" + "</div>" * 100_000,
        "<table><tr><td>" * 30_000,
        "<a " + "x=1 " * 200_000 + ">",
        b"\x00\xff\xfe\x89PNG" * 50_000,
        "\ud800" * 10,
        "12345 67890",
    ],
    ids=["nothing", "no body", "script", "deep", "tables", "attributes", "binary", "surrogates", "digits"],
)
async def test_a_page_without_an_article_is_told_with_advice(reader: PageReader, page: str | bytes) -> None:
    with pytest.raises(NotAnArticle, match="send the article's text instead"):
        await reader.read(page)
    assert (await reader.read(PAGE)).title == "Ferry strike ends"  # the next page is read as ever


async def test_a_page_that_takes_too_long_is_given_up_and_its_worker_killed() -> None:
    async with open_reader(seconds=0.3) as reader:
        with pytest.raises(NotAnArticle, match=r"within 0\.3 seconds"):
            await reader.read("<p>word word word.</p>" * 400_000)

        reading = await reader.read(PAGE)

    assert reading.title == "Ferry strike ends"


async def test_pages_asked_for_at_once_do_not_get_each_others_answers(reader: PageReader) -> None:
    pages = [
        f"<html><body><p>Port number {number} closed on Monday, its owner said.</p></body></html>"
        for number in range(8)
    ]

    readings = await asyncio.gather(*(reader.read(page) for page in pages))

    assert [f"Port number {number} " in reading.text for number, reading in enumerate(readings)] == [True] * 8


async def test_a_slow_page_does_not_hold_up_another_where_there_are_workers_for_both() -> None:
    async with open_reader(seconds=60, workers=2) as reader:
        # Both have started: one that is still starting when the reader is closed would work for its whole minute.
        await asyncio.gather(reader.read(PAGE), reader.read(PAGE))
        slow = asyncio.create_task(reader.read("<p>word word word.</p>" * 1_000_000))
        await asyncio.sleep(0)

        readings = [await reader.read(PAGE) for _ in range(3)]

        assert not slow.done()
        assert [reading.title for reading in readings] == ["Ferry strike ends"] * 3
        await reader.aclose()  # which stops whatever they are doing
        with pytest.raises(NotAnArticle):
            await slow
        assert (await reader.read(PAGE)).title == "Ferry strike ends"


async def test_pages_that_come_one_by_one_share_a_worker() -> None:
    async with open_reader(seconds=10, workers=3) as reader:
        for _ in range(3):
            await reader.read(PAGE)

        assert len(reader._running) == 1


async def test_an_answer_nobody_waits_for_any_more_is_not_given_to_the_next(reader: PageReader) -> None:
    await reader.read(PAGE)
    slow = asyncio.create_task(reader.read("<p>Nobody waits for these words.</p>" * 100_000))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow

    reading = await reader.read(PAGE)

    assert reading.title == "Ferry strike ends"


async def test_a_reader_that_read_nothing_starts_no_worker() -> None:
    async with open_reader() as reader:
        await reader.aclose()
