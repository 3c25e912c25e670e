"""An article as numbered sentences with exact offsets, so that a model can cite and the service can quote."""

import bisect
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from service.core import language as languages
from service.core import segmentation

Reading = TypeVar("Reading")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered stretch of an article; offsets count code points of `Article.text`, end exclusive."""

    number: int  # from 1: what the model cites
    start: int
    end: int
    paragraph: int  # from 1: sentences of one line of the text share it


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Article:
    """A text and its sentences. Compared by identity: a second segmentation is a second article."""

    text: str
    sentences: tuple[Sentence, ...]
    language: str | None = None  # ISO 639-1, None where it cannot be told
    title: str | None = None
    source_url: str | None = None
    published_at: date | None = None
    # What was read in it, by who reads: see `per_article`.
    readings: dict[Callable[["Article"], object], object] = field(default_factory=dict, init=False, repr=False)

    def has(self, number: int) -> bool:
        """Whether a sentence of this number exists."""
        return 1 <= number <= len(self.sentences)

    def quote(self, number: int) -> str:
        """The exact text of a sentence. Raises IndexError where there is none of that number."""
        if not self.has(number):
            raise IndexError(f"there is no sentence {number}: the article has {len(self.sentences)}")
        sentence = self.sentences[number - 1]
        return self.text[sentence.start : sentence.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the code point at `offset`, or None between sentences."""
        place = bisect.bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if place < 0 or offset >= self.sentences[place].end:
            return None
        return self.sentences[place]


def per_article(read: Callable[[Article], Reading]) -> Callable[[Article], Reading]:
    """Remember what `read` returns for an article for as long as the article lives.

    Several checks need the same reading of an article (its names, its attributions); each item is checked
    apart, so without this the reading would be made anew for every item. The article itself holds its readings: one
    that knows its article would never leave a table beside it, not even a weak one.
    """

    @functools.wraps(read)
    def remembered(article: Article) -> Reading:
        try:
            return cast("Reading", article.readings[read])
        except KeyError:
            return cast("Reading", article.readings.setdefault(read, read(article)))

    return remembered


def segment(
    text: str,
    *,
    title: str | None = None,
    source_url: str | None = None,
    published_at: date | None = None,
    language: str | None = None,
) -> Article:
    """Split a text into numbered sentences.

    Every character that can be seen lies in exactly one sentence; sentences are ordered, do not overlap and
    begin and end with a visible character. A line break ends a sentence: news text breaks lines between
    paragraphs, and a headline or a list item often has no stop.

    Args:
        text: The article, exactly as given; nothing in it is changed.
        title: Its headline, if known.
        source_url: Where it was published, if known.
        published_at: The day it was published: what "Thursday" is resolved against.
        language: ISO 639-1; found out by script and stop words when None.
    """
    language = language or languages.detect(text)
    spans = enumerate(segmentation.spans(text, language), start=1)
    return Article(
        text=text,
        sentences=tuple(Sentence(number, start, end, paragraph) for number, (start, end, paragraph) in spans),
        language=language,
        title=title,
        source_url=source_url,
        published_at=published_at,
    )
