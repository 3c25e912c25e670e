"""Whom a pronoun stands for: the sentences before it, walked back until they name somebody."""

import bisect
import itertools
from collections.abc import Callable, Sequence
from typing import Literal

from service.core import quotations
from service.core.article import Article, per_article
from service.core.names import countries
from service.core.names.index import Scope, index
from service.core.names.mentions import Mention
from service.core.names.roles import ORGANISATION_HEADS
from service.core.names.tokens import Token

Number = Literal["person", "body"]

PRONOUNS: dict[Number, frozenset[str]] = {
    "person": frozenset("he she him her his hers himself herself".split()),
    "body": frozenset("it its they them their itself themselves themselve both".split()),
}
_STEPS = 5  # sentences: a pronoun further from its name than this is somebody else's
_FARTHEST = 15  # sentences, those of a speech included
# Sentences without a name or a fitting pronoun on the way; an "it" may be anything.
_MOST_PASSED: dict[Number, int] = {"person": 2, "body": 1}
_STATED = frozenset("statement letter".split())  # of whoever was spoken of
_MOUTHPIECES = frozenset("lawyer solicitor barrister attorney counsel spokesman spokeswoman spokesperson agent".split())


def reached(article: Article, cited: tuple[int, ...], is_named: Callable[[Scope], bool], number: Number) -> bool:
    """Whether a pronoun, or a quotation that goes on, in one of these sentences can stand for somebody.

    Walks back from the sentence while nobody else is named outside quotation marks.

    Args:
        article: The article.
        cited: Numbers of sentences.
        is_named: Whether a stretch of the article names whom we look for.
        number: A person, or a body of people: which pronouns fit, and who else would take them.
    """
    return any(_goes_back(article, start, is_named, number) for start in cited)


def _goes_back(article: Article, start: int, is_named: Callable[[Scope], bool], number: Number) -> bool:
    names = index(article)
    steps = passed = 0
    is_read_out = False
    for sentence in range(start, max(0, start - _FARTHEST), -1):
        scope = names.within([(article.sentences[sentence - 1].start, article.sentences[sentence - 1].end)])
        if is_named(scope):
            return True
        if sentence != start and _names_another(article, scope, number, is_read_out=is_read_out):
            return False
        is_read_out = is_read_out or _is_read_out(article, scope)
        if not _is_all_quoted(article, scope):  # a speech of many sentences is one step
            steps += 1
            if not _has_pronoun(article, scope, number) and not _is_read_out(article, scope):
                passed += 1
                if sentence == start or passed > _MOST_PASSED[number] or _may_name_another(article, scope):
                    return False
            if steps > _STEPS:
                return False
    return False


def _has_pronoun(article: Article, scope: Scope, number: Number) -> bool:
    """Whether a sentence has a fitting pronoun outside quotation marks."""
    return any(token.key in PRONOUNS[number] and not is_quoted(article, token.start) for token in _tokens(scope))


def _is_read_out(article: Article, scope: Scope) -> bool:
    """Whether a sentence has what somebody stated: "the statement said", read by a lawyer."""
    return any(
        token.key in _STATED and before.key == "the" and not is_quoted(article, token.start)
        for before, token in itertools.pairwise(_tokens(scope))
    )


def _tokens(scope: Scope) -> list[Token]:
    return [token for first, last in scope.ranges for token in scope.index.tokens[first:last]]


def _is_all_quoted(article: Article, scope: Scope) -> bool:
    return all(
        is_quoted(article, token.start) for first, last in scope.ranges for token in scope.index.tokens[first:last]
    )


def _names_another(article: Article, scope: Scope, number: Number, *, is_read_out: bool) -> bool:
    """Whether a sentence names somebody else a pronoun may stand for; of a statement, not who reads it out."""
    tokens = scope.index.tokens
    for mention in scope.mentions:
        if is_quoted(article, mention.start):
            continue
        if is_read_out and any(
            token.key in _MOUTHPIECES for token in tokens[max(0, mention.first - 2) : mention.first]
        ):
            continue
        if number == "body" and not _is_adjective(tokens, mention):
            return True
        if mention.keys[-1] in scope.index.people:
            return True
    return False


def _is_adjective(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a state only says where another comes from: "a Swiss competitor"."""
    if mention.keys not in countries.known() or mention.last >= len(tokens) or not mention.first:
        return False
    following = tokens[mention.last]
    return following.lower and following.glued and tokens[mention.first - 1].key in {"a", "an"}


def _may_name_another(article: Article, scope: Scope) -> bool:
    """Whether a name outside quotation marks could be a person's, for all the article shows."""
    return any(
        not is_quoted(article, mention.start)
        and ORGANISATION_HEADS.isdisjoint(mention.keys)
        and mention.keys not in countries.known()
        and mention.keys not in countries.seats()
        for mention in scope.mentions
    )


@per_article
def _quoted(article: Article) -> tuple[tuple[int, int], ...]:
    """Where the article quotes speech; one or two words in marks are the article's own sentence."""
    return tuple((quoted.start, quoted.end) for quoted in quotations.marked_in(article) if quoted.words > 2)


def is_quoted(article: Article, offset: int) -> bool:
    """Whether the code point at `offset` stands inside a quotation of more than two words."""
    spans = _quoted(article)
    at = bisect.bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return at >= 0 and offset < spans[at][1]
