"""The article in a web page. Hostile HTML can hang a parser: call it where it can be stopped."""

import codecs
from datetime import date

from service.reading.found import Reading

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def extract(page: str | bytes) -> Reading | None:
    """The article in a page, or None where nothing readable is in it; may take long or die on a hostile page."""
    if _is_binary(page):
        return None
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        _whole(page),
        with_metadata=True,
        include_comments=False,
        # Guessing from any date in the page is worse than none: "Thursday" is resolved against this day.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not found.text or not any(map(str.isalpha, found.text)):
        return None
    return Reading(
        text=found.text, title=found.title or None, published_at=_day(found.date), source_url=_web_address(found.url)
    )


def _is_binary(page: str | bytes) -> bool:
    """Whether this is no page at all: HTML has no NUL, except as half of a UTF-16 letter."""
    if isinstance(page, str):
        return "\x00" in page
    return b"\x00" in page and not page.startswith(_UTF_16)


def _whole(page: str | bytes) -> str | bytes:
    """A page with a body: the extractor takes a lone paragraph for something that is not HTML."""
    if isinstance(page, str):
        return page if "<body" in page.lower() else f"<html><body><div>{page}</div></body></html>"
    if b"<body" in page.lower() or page.startswith(_UTF_16):
        return page
    return b"<html><body><div>" + page + b"</div></body></html>"


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _web_address(written: str | None) -> str | None:
    return written if written and written.startswith(("https://", "http://")) else None
