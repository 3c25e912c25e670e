"""The text of a PDF as paragraphs. A PDF breaks its lines where the page ends, so they are joined again here.

A line break ends a sentence for this product, so a text with the page's own line breaks would be cut in the middle of
most of its sentences.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.reading.found import Reading, Unreadable

if TYPE_CHECKING:
    import pypdfium2

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"([•▪‣◦*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_PAGE_NUMBER = re.compile(r"(page|seite|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*((of|/|von)\s*\d{1,4})?", re.IGNORECASE)
_CUT = re.compile("([^\\W\\d_]+)[\x02\ufffe\u00ad]+([^\\W\\d_]+)")  # how the extractor writes a hyphen at a line's end
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORT = 0.75  # of the usual length of a line: one that ends earlier ends its paragraph


def extract(content: bytes) -> Reading | Unreadable:
    """The text of a PDF, one paragraph a line; may take long or die on a hostile document."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            title = document.get_metadata_value("Title").strip()
            pages = [_lines(page) for page in document]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Unreadable(reason="the PDF is locked with a password")
        return Unreadable(reason="the PDF is damaged")
    text = _with_whole_words("\n".join(paragraphs(pages)))
    if not any(map(str.isalpha, text)):
        return Unreadable(reason="the PDF holds pictures of pages and no text")
    first = " ".join(pages[0]) if pages else ""
    # A title nobody can read on the first page is often that of a template, or a file's name.
    is_shown = bool(title) and title.casefold() in " ".join(first.split()).casefold()
    return Reading(text=text, title=title if is_shown else None, published_at=None, source_url=None)


def _lines(page: "pypdfium2.PdfPage") -> list[str]:
    words = page.get_textpage()
    try:
        written: str = words.get_text_range()
    finally:
        words.close()
        page.close()
    return written.replace("\x00", "").splitlines()


def paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs of a document, from the lines of its pages; running heads and page numbers are left out."""
    lines = [line for page in _without_furniture(pages) for line in page]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    open_line = ""
    last = 0  # length of the last line of the paragraph that is open
    for line in lines:
        if open_line and (not line or _begins_anew(open_line, last, line, usual)):
            yield open_line
            open_line = ""
        if line:
            open_line = _joined(open_line, line)
            last = len(line)
    if open_line:
        yield open_line


def _begins_anew(before: str, last: int, line: str, usual: int) -> bool:
    """Whether a line begins a paragraph, given the text before it and the length of the line before it."""
    if before[-1] == "-" and line[0].islower():
        return False
    if _ITEM.match(line):
        return True
    is_short = last < _SHORT * usual
    return is_short and (bool(_END.search(before)) or not line[0].islower())


def _joined(before: str, line: str) -> str:
    if not before:
        return line
    if before[-1] == "-" and len(before) > 1 and before[-2].isalpha():
        return before + line  # "long-" and "term": a word of two parts is right more often than a word cut in two
    return f"{before} {line}"


def _with_whole_words(text: str) -> str:
    """The text with words whole that a line's end cut in two, and with the hyphens of those that are two words."""
    words = {word.casefold() for word in _WORD.findall(_CUT.sub(" ", text))}

    def mended(cut: re.Match[str]) -> str:
        first, second = cut.groups()
        whole, pair = f"{first}{second}", f"{first}-{second}"
        if whole.casefold() in words:
            return whole
        is_pair = pair.casefold() in words or {first.casefold(), second.casefold()} <= words
        return pair if is_pair else whole

    return re.sub("[\x02\ufffe\u00ad]", "", _CUT.sub(mended, text))


def _without_furniture(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The lines of pages without those that stand at the head or foot of most of them."""
    stripped = [[" ".join(line.split()) for line in page] for page in pages]
    shown = [[line for line in page if line] for page in stripped]
    edges = Counter(mark for page in shown for mark in {_mark(line) for line in (*page[:2], *page[-2:])})
    repeated = {mark for mark, count in edges.items() if count >= 3 and count * 2 >= len(pages)}
    for page, lines in zip(stripped, shown, strict=True):
        edge = {*lines[:2], *lines[-2:]}
        yield [
            line for line in page if not (line in edge and (_mark(line) in repeated or _PAGE_NUMBER.fullmatch(line)))
        ]


def _mark(line: str) -> str:
    """A line with its numbers made alike, as "Page 3 of 9" and "Page 4 of 9" are."""
    return re.sub(r"\d+", "0", line)
