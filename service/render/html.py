"""A brief beside its article as HTML: each line links to its evidence, each sentence to what rests on it.

It works without a script: a link to a sentence is a link to its place. Offsets count code points, so the text is cut
here and not in the browser, whose strings count UTF-16 units.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service.core.brief import Brief
from service.render import words

_KINDS = {"f": "key fact", "p": "party", "q": "open question", "h": "headline"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that is shown in one way."""

    text: str
    is_quoted: bool  # part of a quotation the brief gives


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence of the article, or what stands between two: white space and the like."""

    pieces: tuple[Piece, ...]
    number: int | None = None  # of the sentence
    items: tuple[str, ...] = ()  # ids of the lines that rest on it, "h" for the headline

    @property
    def text(self) -> str:
        """Its text, exactly."""
        return "".join(piece.text for piece in self.pieces)


def html(brief: Brief, text: str) -> Markup:
    """The brief and the article, as the inside of a page.

    Args:
        brief: The brief.
        text: The text it was made from, to the letter.
    """
    template = _environment().get_template("brief.html")
    return Markup(template.render(brief=brief, article=tuple(stretches(brief, text)), account=words.account(brief)))  # noqa: S704 - escaped by the template


def stretches(brief: Brief, text: str) -> Iterator[Stretch]:
    """The article cut at the borders of its sentences and, inside them, of the quotations the brief gives."""
    resting = _resting(brief)
    quotes = sorted(
        {(quote.start, quote.end) for party in brief.parties for line in party.positions for quote in line.quotes}
    )
    place = 0
    for number, sentence in enumerate(brief.article.sentences, start=1):
        if place < sentence.start:
            yield Stretch(tuple(_pieces(text, place, sentence.start, quotes)))
        pieces = tuple(_pieces(text, sentence.start, sentence.end, quotes))
        yield Stretch(pieces, number, tuple(dict.fromkeys(resting.get(number, ()))))
        place = sentence.end
    if place < len(text):
        yield Stretch(tuple(_pieces(text, place, len(text), quotes)))


def _pieces(text: str, start: int, end: int, quotes: list[tuple[int, int]]) -> Iterator[Piece]:
    cuts = {start, end}
    for first, last in quotes:
        cuts |= {cut for cut in (first, last) if start < cut < end}
    borders = sorted(cuts)
    for first, last in pairwise(borders):
        yield Piece(text[first:last], any(begin <= first and last <= stop for begin, stop in quotes))


def _resting(brief: Brief) -> dict[int, list[str]]:
    """Sentence number to the ids of what rests on it, in the brief's order."""
    resting: defaultdict[int, list[str]] = defaultdict(list)
    lines = [
        *((("h", brief.headline.evidence),) if brief.headline else ()),
        *((fact.id, fact.evidence) for fact in brief.key_facts),
        *((position.id, position.evidence) for party in brief.parties for position in party.positions),
        *((question.id, question.evidence) for question in brief.open_questions),
    ]
    for item, evidence in lines:
        for sentence in evidence:
            resting[sentence.sentence].append(item)
    return resting


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("service.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "words": words,
        "statuses": words.STATUSES,
        "stances": words.STANCES,
        "reasons": words.REASONS,
        "kind_of": lambda item: "position" if "." in item else _KINDS[item[0]],
    }
    made.filters["line"] = words.one_line
    return made
