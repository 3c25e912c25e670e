"""Who speaks where nobody is named: the author of a text in the first person, and the turns of a transcript."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from service.core import names
from service.core.article import Article, per_article
from service.core.names import Scope
from service.core.names.antecedents import is_quoted
from service.core.words import FUNCTION_WORDS

# A line of a transcript: "SMITH: …", "Dr. Ann Smith-Jones: …".
_LABEL = re.compile(r"(?P<label>[^\W\d_](?:[\w.'’-]|[ ](?=[^\W\d_])){0,40}):\s")
_LABEL_WORDS = 5
_FEWEST_TURNS = 3  # labelled lines, one of the labels twice
_AUTHORS_WORK = (
    "account|address|column|comment|essay|evidence|foreword|lecture|letter|note|notes|opinion|preface|remarks|report|"
    "reflections|sermon|speech|statement|talk|testimony|words"
)
# "By Ann Smith"; "Address by Ann Smith, director, at …"; "REPORT OF THE INQUIRY INTO …".
_BYLINE = re.compile(
    rf"(?:\d+\.\s*)?(?:by|(?:[\w’'-]+\s){{0,3}}(?:{_AUTHORS_WORK})\s(?:by|from|of))\s(?:the\s)?(?P<who>[^,;|\n]+)",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 160  # code points
_LONGEST_BARE_BYLINE = 8  # words: "By the end of the year we had …" is a sentence
_FIRST_LINES = 5  # paragraphs among which the author stands
_I = re.compile(r"\b(?:I|[Mm]y)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?)\b")
_US = re.compile(r"\b(?:us|ourselves)\b")
_FEWEST_OF_I = 3  # sentences from which a text under somebody's name is that person's own
_SHARE_OF_WE = 0.15  # of a text's sentences, from which it is written by a body


@dataclass(frozen=True, slots=True)
class Voices:
    """Who is known to speak, by sentence."""

    turns: Mapping[int, Scope] = field(default_factory=dict)  # sentence to the label of its turn
    authors: Mapping[int, tuple[Scope, ...]] = field(default_factory=dict)  # sentence to those whose text it is
    whose: tuple[Scope, ...] = ()  # those whose text the whole is
    own: frozenset[int] = frozenset()  # sentences with an "I" or "our" of the text's own: "he told us" is not enough


@per_article
def voices(article: Article) -> Voices:
    """Read who speaks in an article's sentences by their label, or by being those of a text in the first person.

    A text is its author's own where it says "I" in some sentences under somebody's name, or "we" in a good part of
    them: a speech, a column, a company's account, a report. The author is named in a line of its own at the
    beginning ("By …", "Report of …") or over a section; else the body a text of "we" begins with is.
    """
    turns = dict(_turns(article))
    if turns:
        return Voices(turns)
    own_i, own_we = frozenset(_with(_I, article)), frozenset(_with(_WE, article))
    many = len(own_we | frozenset(_with(_US, article)))
    is_of_many = bool(own_we) and many >= _SHARE_OF_WE * len(article.sentences)
    authors: tuple[Scope, ...] = ()
    if len(own_i) >= _FEWEST_OF_I or is_of_many:
        authors = tuple(_authors(article, is_of_many=is_of_many))
    by_sentence = dict(_sections(article)) if own_i or own_we else {}
    for sentence in article.sentences:
        number = sentence.number
        if number not in by_sentence:
            by_sentence[number] = authors
        elif number in own_we:
            by_sentence[number] += authors
    return Voices(authors=by_sentence, whose=authors, own=own_i | own_we)


def _with(pronouns: re.Pattern[str], article: Article) -> Iterator[int]:
    """Sentences with one of these pronouns outside quotation marks."""
    for found in pronouns.finditer(article.text):
        sentence = article.sentence_at(found.start())
        if sentence is not None and not is_quoted(article, found.start()):
            yield sentence.number


def _paragraphs(article: Article) -> dict[int, tuple[int, int]]:
    """Paragraph to (start, end) of its sentences."""
    found: dict[int, tuple[int, int]] = {}
    for sentence in article.sentences:
        start, _ = found.get(sentence.paragraph, (sentence.start, 0))
        found[sentence.paragraph] = (start, sentence.end)
    return found


def _turns(article: Article) -> Iterator[tuple[int, Scope]]:
    """Sentences of a transcript with the label they stand under; nothing after the last turn's paragraph is in it."""
    labels: dict[int, re.Match[str]] = {}
    for paragraph, (start, end) in _paragraphs(article).items():
        found = _LABEL.match(article.text, start, end)
        if found and found["label"][0].isupper() and len(found["label"].split()) <= _LABEL_WORDS:
            labels[paragraph] = found
    often = Counter(found["label"] for found in labels.values())
    if sum(often.values()) < _FEWEST_TURNS or max(often.values()) == 1:
        return  # a list
    known = names.index(article)
    turns = {
        at: known.within([found.span("label")])
        for at, found in labels.items()
        if often[found["label"]] > 1 or found["label"].isupper()
    }
    label, last = None, max(turns, default=0)
    for sentence in article.sentences:
        label = turns.get(sentence.paragraph, label)
        if label is not None and sentence.paragraph <= last:
            yield sentence.number, label


def _authors(article: Article, *, is_of_many: bool) -> Iterator[Scope]:
    named = False
    for scope in (*_title_authors(article), *_line_authors(article)):
        named = True
        yield scope
    if named or not is_of_many:
        return
    # "Quaywire carries messages between …": a body's account of itself begins with its name.
    known = names.index(article)
    first = known.mentions[0] if known.mentions and known.mentions[0].first == 0 else None
    opening = known.tokens[first.last - 1 if first else 0]
    if opening.capital and opening.key not in FUNCTION_WORDS:
        yield known.within([(known.tokens[0].start, opening.end)])


def _title_authors(article: Article) -> Iterator[Scope]:
    title = article.title or ""
    yield from (names.index_of(title[start:end]).whole for start, end in _byline(title, 0, len(title)))


def _line_authors(article: Article) -> Iterator[Scope]:
    for number, (start, end) in list(_paragraphs(article).items())[:_FIRST_LINES]:
        if number > 1 and article.text[start:end].isupper():
            continue  # the heading of a section: see `_sections`
        yield from (names.index(article).within([span]) for span in _byline(article.text, start, end))


def _byline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the name in a line that says whose the text is."""
    found = _BYLINE.match(text, start, end) if end - start <= _LONGEST_BYLINE else None
    if found is None or not found["who"][0].isupper():
        return
    is_bare = found.group()[:2].lower() == "by"
    if is_bare and (text[end - 1] == "." or len(text[start:end].split()) > _LONGEST_BARE_BYLINE):
        return
    yield found.span("who")


def _sections(article: Article) -> Iterator[tuple[int, tuple[Scope, ...]]]:
    """Sentences under a heading in capitals that says whose they are: "8. NOTE BY COMMISSIONER ORAM"."""
    known = names.index(article)
    author: tuple[Scope, ...] = ()
    paragraph = 0
    lines = _paragraphs(article)
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            start, end = lines[paragraph]
            if article.text[start:end].isupper():
                spans = _byline(article.text, start, end) if paragraph > 1 else ()
                author = tuple(known.within([span]) for span in spans)
        if author:
            yield sentence.number, author
