"""What the checks read in a text, each reading made once: several checks and many claims ask about the same words."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

from service.core import clauses, names, quantities, quotations
from service.core.article import Article, per_article
from service.core.names.mentions import Mention
from service.core.names.tokens import Token, tokens_of
from service.core.properties import cached_property
from service.core.quantities import Inventory, Quantity, sentences
from service.core.words import LONGEST_KEPT, stems_of

Reading = TypeVar("Reading")

# Of a run longer than any word only the beginning is told: who asks remembers what it is told.
_RUN = re.compile(rf"(\w{{1,{LONGEST_KEPT}}})\w*")
# An article's passages are kept while together they are no longer than this, in code points: the claims of a draft
# cite the same few sentences again and again, and no draft is worth more memory.
_KEPT_FOR_EACH = 8  # for each of the article's own
_KEPT_AT_LEAST = 50_000


@dataclass(frozen=True, eq=False)
class Wording:
    """A text, and what is read in it when a check asks."""

    text: str
    language: str | None = "en"  # ISO 639-1
    readings: dict[Callable[["Wording"], object], object] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """Its stretches of letters and digits, as written."""
        return tuple(_RUN.findall(self.text))

    @cached_property
    def clauses(self) -> clauses.Reading:
        """Its predicates."""
        return clauses.read_words(self._written)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        return clauses.split(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return stems_of(self._written)

    @cached_property
    def quoted(self) -> tuple[quotations.Quoted, ...]:
        """Its stretches inside quotation marks."""
        return quotations.marked(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words as names see them."""
        return tokens_of(self.text)

    @cached_property
    def index(self) -> names.Index:
        """Its own names, told by its own capitals."""
        return names.index_of(self.text)

    def names_about(self, article: names.Index) -> tuple[Mention, ...]:
        """The names it mentions as a text about an article, whose capitals tell names from first words."""
        return names.names_among(self.text, self.tokens, article)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, amounts, dates and times."""
        return quantities.read(self.text, self.language)


@dataclass(frozen=True, eq=False)
class Passage:
    """Sentences of an article, or all of it, and what is read in them when a check asks."""

    article: Article
    numbers: tuple[int, ...]  # of its sentences, each once and in order
    spans: tuple[tuple[int, int], ...]  # (start, end) in code points of the article; neighbours make one span

    @cached_property
    def wording(self) -> Wording:
        """Its text; a line break stands where sentences are left out."""
        text = self.article.text
        return Wording("\n".join(text[start:end] for start, end in self.spans), self.article.language)

    @property
    def text(self) -> str:
        """Its words."""
        return self.wording.text

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the article."""
        return self.spans == ((0, len(self.article.text)),)

    @cached_property
    def scope(self) -> names.Scope:
        """The names that stand there."""
        index = names.index(self.article)
        return index.whole if self.is_whole else index.within(self.spans)

    @cached_property
    def inventory(self) -> Inventory:
        """The quantities that stand there; their offsets count from the start of its text."""
        return Inventory(quantities.of_article(self.article) if self.is_whole else tuple(self._quantities()))

    def _quantities(self) -> Iterator[Quantity]:
        before = 0  # code points of the spans before this one, with a line break behind each
        numbers = iter(self.numbers)
        for start, end in self.spans:
            for number in numbers:
                sentence = self.article.sentences[number - 1]
                yield from sentences.moved(sentences.of_sentence(self.article, number), before + sentence.start - start)
                if sentence.end == end:
                    break
            before += end - start + 1


@per_article
def whole(article: Article) -> Passage:
    """All of an article."""
    return Passage(article, tuple(range(1, len(article.sentences) + 1)), ((0, len(article.text)),))


def of(article: Article, numbers: tuple[int, ...]) -> Passage:
    """The sentences of these numbers, which exist, each once and in order."""
    kept = _kept(article)
    passage = kept.passages.get(numbers)
    if passage is None:
        passage = Passage(article, numbers, tuple(spans(article, numbers)))
        kept.add(numbers, passage)
    return passage


def spans(article: Article, numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """(start, end) of sentences, given in order, in code points of the article; neighbours make one span."""
    found: list[tuple[int, int]] = []
    previous = 0
    for number in numbers:
        sentence = article.sentences[number - 1]
        if found and number == previous + 1:
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((sentence.start, sentence.end))
        previous = number
    return found


class _Kept:
    """The passages of one article that claims have cited."""

    def __init__(self, article: Article) -> None:
        self.passages: dict[tuple[int, ...], Passage] = {}
        self._most = _KEPT_AT_LEAST + _KEPT_FOR_EACH * len(article.text)
        self._characters = 0

    def add(self, numbers: tuple[int, ...], passage: Passage) -> None:
        self._characters += sum(end - start for start, end in passage.spans) + len(numbers)
        if self._characters > self._most:
            self.passages.clear()
            self._characters = 0
        self.passages[numbers] = passage


@per_article
def _kept(article: Article) -> _Kept:
    return _Kept(article)


def per_wording(read: Callable[[Wording], Reading]) -> Callable[[Wording], Reading]:
    """Remember what one check's own `read` returns for a wording for as long as the wording lives."""

    @functools.wraps(read)
    def remembered(wording: Wording) -> Reading:
        try:
            return cast("Reading", wording.readings[read])
        except KeyError:
            return cast("Reading", wording.readings.setdefault(read, read(wording)))

    return remembered
