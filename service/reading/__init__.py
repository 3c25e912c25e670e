"""From a link, a page or a PDF to the text of an article, safely."""

from service.reading.found import Reading, is_pdf
from service.reading.link import LinkFetcher
from service.reading.workers import PageReader, open_reader

__all__ = ["LinkFetcher", "PageReader", "Reading", "is_pdf", "open_reader"]
