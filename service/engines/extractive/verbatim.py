"""A thin brief in a language the engine does not read: sentences as they stand, chosen by what any language shows."""

import re

from service.core.article import Article
from service.core.engine import Window

_MOST = 7
_FEWEST_CHARACTERS = 20  # a sentence of Chinese has no more words than one
_QUOTED = re.compile(r"[“”„«»\"「」『』]|(?:^|\n)\s*[–—-] ")
_NUMBER = re.compile(r"\d[\d.,  ]*")


def chosen(article: Article, window: Window, most: int | None) -> list[int]:
    """Numbers of the sentences that make the facts of a window, in its order; all of a text that has no others.

    Left out are what is too short, asked, or holds a quotation: whose words it has cannot be told. Of the rest those
    near the beginning and those with numbers are taken, as in English.
    """
    numbers = range(window.first, window.last + 1)
    total = max(1, len(numbers) - 1)
    told = [number for number in numbers if _may_be_told(article.quote(number))]
    told = told or [number for number in numbers if len(article.quote(number)) >= _FEWEST_CHARACTERS] or list(numbers)
    wanted = min(_MOST, most) if most is not None else _MOST

    def worth(number: int) -> float:
        place = number - window.first
        count = len(_NUMBER.findall(article.quote(number)))
        return -1.5 * place / total + 1.2 / (1 + place) + 0.8 * (count > 0) + 0.33 * min(count, 3)

    return sorted(sorted(told, key=worth, reverse=True)[:wanted])


def _may_be_told(text: str) -> bool:
    asked = text.rstrip()[-1:] in "?？:：؟"
    return len(text) >= _FEWEST_CHARACTERS and not asked and not _QUOTED.search(text)
