"""What lies between quotation marks that stand apart, as texts in tokens have them: "he said : ' we wo n't pay . '"."""

import re
from collections.abc import Iterator

from service.core.article import Article, per_article
from service.engines.extractive.sentences.printed import printed

_APART = re.compile(r" (?<=\S )(?:[,.;:?!]|n't|'s)(?= |$)")
_TOKEN = re.compile(r"\S+")
_STOPS = frozenset(".,?!")
_SPOKEN = re.compile(
    r"\b(?:I|we|you|me|my|our|your)\b|\b(?:it|he|she|that|there|they|we|you)['’](?:s|re|ve|ll|d)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHOLE = 0.99
_NEAR = 2  # sentences
_SHORT = 8  # words in marks that are a word somebody used rather than what he said
_LONGEST = 200  # words: a quotation that goes on for more was never closed


@per_article
def quoted(article: Article) -> dict[int, float]:
    """How much of a sentence lies in single marks that stand apart, 0 to 1, for the sentences that have any.

    In such a text a mark before a word may open a quotation, close one, or make a plural a possessive: what stands
    before it tells, and whether one is open. Some are never closed: whole sentences count as quoted only near one that
    has a mark, or that nobody writes who is not speaking.
    """
    shares = _shares(article)
    spoken = {
        number for number, share in shares.items() if share < _WHOLE or _SPOKEN.search(printed(article.quote(number)))
    }
    return {
        number: share
        for number, share in shares.items()
        if any(near in spoken for near in range(number - _NEAR, number + 2))
    }


def _shares(article: Article) -> dict[int, float]:
    found: dict[int, float] = {}
    spans = tuple(_quotations(article.text))
    at = 0
    for sentence in article.sentences:
        inside = 0
        while at < len(spans) and spans[at][1] <= sentence.start:
            at += 1
        for start, end in spans[at:]:
            if start >= sentence.end:
                break
            inside += min(end, sentence.end) - max(start, sentence.start)
        if inside:
            found[sentence.number] = inside / (sentence.end - sentence.start)
    return found


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between single marks that stand apart."""
    if not _APART.search(text):
        return
    tokens = list(_TOKEN.finditer(text))
    begun: int | None = None
    for at, token in enumerate(tokens):
        if begun is not None and at - begun > _LONGEST:
            begun = None
        if token.group() not in {"'", "‘", "’"}:
            continue
        before = tokens[at - 1].group() if at else ":"
        after = tokens[at + 1].group() if at + 1 < len(tokens) else "."
        if begun is None or before == ":":
            if token.group() != "’" and (before in _STOPS or before == ":" or not before.endswith("s")):
                begun = at
        elif token.group() == "’" or before in _STOPS or after in _STOPS or at - begun <= _SHORT:
            yield tokens[begun].start(), token.end()
            begun = None
