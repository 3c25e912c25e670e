"""What a reader of a brief must know of how the built-in engine read the article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.core.article import Article
from service.core.draft import Draft
from service.core.engine import Request
from service.core.language import is_english, is_foreign

_NOT_ENGLISH = (
    "the built-in engine reads English only: this brief is sentences of the article as they stand; "
    "for parties, positions and open questions set PRECIS_MODEL, or name an engine that asks a model"
)
_UNKNOWN = (
    "the language of the text could not be told: this brief is sentences of it as they stand; "
    "name the language if it is English, or ask a model"
)
_NO_TRANSLATION = "the built-in engine does not translate: this brief is in the article's own language"
_MARKUP = "the text holds HTML tags, which are read as words; send the page as HTML instead"
_THIN = (
    "little of this text could be told as fact or position (first person, questions, labels, verse or lists): "
    "a model would find more"
)
_TAG = re.compile(
    r"</?(?:p|div|span|a|br|li|ul|ol|b|i|em|strong|h[1-6]|td|tr|table|img|script)\b[^<>\n]*>|&(?:[a-z]{2,6}|#\d+);"
)
_FEWEST_TAGS = 3
_FEWEST_WORDS = 12  # of a text whose language can be told
_LONG = 10  # sentences of a text that should give more than
_THIN_LINES = 2  # facts and positions


def is_told(article: Article) -> bool:
    """Whether the article can be read as English: it is, or it is too short to tell."""
    return is_english(article.language) and (article.language is not None or len(article.text.split()) < _FEWEST_WORDS)


def in_english(article: Article) -> tuple[Article, tuple[int, ...]]:
    """(the article with blanks for its sentences in other languages, their numbers); offsets stay."""
    foreign = tuple(
        sentence.number for sentence in article.sentences if is_foreign(article.text[sentence.start : sentence.end])
    )
    if not foreign or len(foreign) == len(article.sentences):
        return article, ()
    text = article.text
    for number in foreign:
        sentence = article.sentences[number - 1]
        text = text[: sentence.start] + " " * (sentence.end - sentence.start) + text[sentence.end :]
    return replace(article, text=text), foreign


def before(article: Article, request: Request, foreign: tuple[int, ...]) -> Iterator[str]:
    """What is known before the draft is written."""
    if request.language not in (None, article.language):
        yield _NO_TRANSLATION
    if not is_english(article.language):
        yield _NOT_ENGLISH
    elif not is_told(article):
        yield _UNKNOWN
    if foreign:
        listed = ", ".join(map(str, foreign))
        yield f"not in English and left out by the built-in engine: sentence{'s' * (len(foreign) > 1)} {listed}"
    if len(_TAG.findall(article.text)) >= _FEWEST_TAGS:
        yield _MARKUP


def after(article: Article, draft: Draft | None) -> Iterator[str]:
    """What the draft shows."""
    told = 0 if draft is None else len(draft.key_facts) + sum(len(party.positions) for party in draft.parties)
    if is_told(article) and len(article.sentences) >= _LONG and told <= _THIN_LINES:
        yield _THIN
