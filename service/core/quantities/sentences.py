"""The quantities of an article, sentence by sentence: each sentence is read once, and only if somebody asks for it.

No quantity goes on from one sentence into the next, so those of a passage are those of its sentences.
"""

from dataclasses import replace

from service.core.article import Article, per_article
from service.core.quantities.quantity import Quantity
from service.core.quantities.reading import MOST_READ, read


def of_sentence(article: Article, number: int) -> tuple[Quantity, ...]:
    """The quantities of a sentence; offsets count from its start."""
    kept = _kept(article)
    found = kept.get(number)
    if found is None:
        found = kept[number] = read(article.quote(number), article.language)
    return found


@per_article
def of_article(article: Article) -> tuple[Quantity, ...]:
    """Every quantity of an article; offsets in code points of its text. Those after the first 20,000 are left out."""
    found: list[Quantity] = []
    for sentence in article.sentences:
        found.extend(moved(of_sentence(article, sentence.number), sentence.start))
        if len(found) >= MOST_READ:
            break
    return tuple(found[:MOST_READ])


def moved(quantities: tuple[Quantity, ...], by: int) -> tuple[Quantity, ...]:
    """The same quantities in a text that has `by` more code points before them."""
    if not by:
        return quantities
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in quantities)


def first_place(article: Article, said: Quantity, *, any_noun: bool) -> int | None:
    """Where an article first has exactly this quantity, in code points; of the same noun, unless any will do."""
    places = _places(article)
    return places.get((said, None)) if any_noun else places.get((said, said.noun or ""))


@per_article
def _kept(_article: Article) -> dict[int, tuple[Quantity, ...]]:
    """Those of the sentences that somebody asked for, by number."""
    return {}


@per_article
def _places(article: Article) -> dict[tuple[Quantity, str | None], int]:
    places: dict[tuple[Quantity, str | None], int] = {}
    for quantity in of_article(article):
        places.setdefault((quantity, None), quantity.start)
        places.setdefault((quantity, quantity.noun or ""), quantity.start)
    return places
