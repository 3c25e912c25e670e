"""The capitalised names of a text: people, places, organisations."""

import itertools
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from service.core.names import countries
from service.core.names.roles import (
    CALENDAR,
    CONNECTORS,
    OPENERS,
    ORGANISATION_HEADS,
    PARTICLES,
    PERSON_CUES,
    TITLES,
)
from service.core.names.tokens import Token, loose_lines, tokens_of
from service.core.words import FUNCTION_WORDS

# Endings of ordinary words, for the first word of a sentence where nothing else tells: "Condemning", "Lawmakers".
_ORDINARY_ENDING = re.compile(r"(?:ing|ed|ly|s|tion|sion|ment|ness|ity|ance|ence|ism|ship|hood|ful|ous|ive|able)$")

_SEATS_AND_WORDS = frozenset({"male", "victoria", "stanley", "dougla"})  # capitals that are words or first names too


class Mention(NamedTuple):
    """A name as a text writes it, without a possessive's 's; offsets count code points of the text."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]  # its words, folded
    first: int  # index of its first token

    @property
    def last(self) -> int:
        """One past the index of its last token."""
        return self.first + len(self.keys)


@dataclass(frozen=True, slots=True)
class Capitals:
    """How an article writes its words, which tells a name from the first word of a sentence."""

    inside: frozenset[str]  # words it capitalises inside a sentence
    lower: frozenset[str]  # words it also writes in lower case


def capitals(tokens: Sequence[Token], loose: Set[int]) -> Capitals:
    """What the capitals of a text teach about its words; nothing on its `loose_lines`."""
    lower = frozenset([token.key for token in tokens if token.lower])
    inside = {token.key for token in tokens if token.capital and not token.opens and token.line not in loose}
    for token, following in itertools.pairwise(tokens):
        # "Norda Devices lost money" shows that Norda is a name, though it opens the sentence.
        goes_on = following.capital and following.glued and following.key in inside
        if token.capital and goes_on and token.key not in lower and (following.key,) not in countries.known():
            if _is_ordinary(token):
                continue
            inside.add(token.key)
    return Capitals(frozenset(inside), lower)


def read(text: str, article: Capitals | None = None) -> tuple[Mention, ...]:
    """The names of a text, in order.

    Months, weekdays and the first words of sentences are none, unless they belong to a name ("Kaja Kallas said").
    In Title Case and ALL CAPS only what `article`, or the world's list of countries, knows as a name is one.

    Args:
        text: Any text.
        article: What the capitals of the article it is about teach; the text's own when None.
    """
    tokens = tokens_of(text)
    loose = loose_lines(tokens)
    return mentions_of(text, tokens, article or capitals(tokens, loose), loose)


def mentions_of(text: str, tokens: Sequence[Token], article: Capitals, loose: Set[int]) -> tuple[Mention, ...]:
    """The names of a text that is already split into tokens, given its `loose_lines`."""
    mentions: list[Mention] = []
    upto = 0
    for at in [at for at, token in enumerate(tokens) if token.capital]:
        if at < upto or not _begins(tokens, at, article, loose=tokens[at].line in loose):
            continue
        upto = at + 1
        while upto < len(tokens):
            step = _goes_on(tokens, at, upto, article, loose=tokens[upto].line in loose)
            if not step:
                break
            upto += step
        start, end = tokens[at].start, tokens[upto - 1].end
        keys = tuple([token.key for token in tokens[at:upto]])
        mentions.append(Mention(start, end, text[start:end], keys, at))
    return tuple(mentions)


def _begins(tokens: Sequence[Token], at: int, article: Capitals, *, loose: bool) -> bool:
    token = tokens[at]
    if not _may_be_name(token):
        return False
    if (token.key,) in countries.known() or _starts_known(tokens, at):
        return token.written not in {"Us", "Au", "Fed", "Un"}
    if loose:
        return token.key in article.inside and token.key not in article.lower
    if not token.opens:
        return True
    if _is_acronym(token):
        return True
    if (token.key,) in countries.seats() and token.key not in article.lower and token.key not in _SEATS_AND_WORDS:
        return True
    return _opening_is_name(tokens, at, article)


def _opening_is_name(tokens: Sequence[Token], at: int, article: Capitals) -> bool:
    """Whether the first word of a sentence is a name."""
    token = tokens[at]
    if token.written.lower() in FUNCTION_WORDS or token.key in OPENERS:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.key in article.inside:
        return token.key not in article.lower or bool(following and following.glued and following.capital)
    if token.key in article.lower or _is_ordinary(token):
        return False
    if following and following.glued and following.capital:
        return (following.key,) not in countries.known() and following.key not in CALENDAR
    return token.possessive or bool(following and following.key in PERSON_CUES and following.lower)


def _is_ordinary(token: Token) -> bool:
    """Whether a capitalised first word looks like any other word."""
    written = token.written.lower()
    return written in FUNCTION_WORDS or token.key in OPENERS or _ORDINARY_ENDING.search(written) is not None


def _goes_on(tokens: Sequence[Token], first: int, at: int, article: Capitals, *, loose: bool) -> int:
    """How many tokens from `at` on belong to the name before them; 0 where it ends."""
    token = tokens[at]
    if not token.glued or token.opens:
        return 0
    if _may_be_name(token):
        return int(not loose or token.key in article.inside or (token.key,) in countries.known())
    ahead = at
    while ahead < len(tokens) and ahead - at < 3 and tokens[ahead].glued and _joins(tokens, ahead):
        ahead += 1
    if not at < ahead < len(tokens) or not tokens[ahead].glued or not _may_be_name(tokens[ahead]) or loose:
        return 0
    return ahead - at + 1 if token.written in PARTICLES or _is_institution(tokens[first:at]) else 0


def _is_institution(name: Sequence[Token]) -> bool:
    """Whether "of" goes on with a name: "Bank of England", but "Anna Moreau of the Bank" are two."""
    return len(name) == 1 or any(token.key in ORGANISATION_HEADS or token.key in TITLES for token in name)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].written
    if word == "the":  # "Bank of the West", but not "left the bank for the West"
        return at > 0 and tokens[at - 1].written == "of"
    return word in CONNECTORS or word in PARTICLES


def _may_be_name(token: Token) -> bool:
    if not token.capital or token.written in {"I", "O"} or token.key in CALENDAR:
        return False
    return not (token.written.startswith(("I’", "I'")))


def _is_acronym(token: Token) -> bool:
    return len(token.key) > 1 and token.written.isupper() and token.written.lower() not in FUNCTION_WORDS


def _starts_known(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name of two or three words that the world knows starts here: "United States", "Saudi Arabia"."""
    first = tokens[at].key
    if max(countries.longest_known().get(first, 0), countries.longest_seats().get(first, 0)) < 2:
        return False
    keys: list[str] = [first]
    for token in tokens[at + 1 : at + 4]:
        if not token.glued:
            return False
        keys.append(token.key)
        if tuple(keys) in countries.known() or tuple(keys) in countries.seats():
            return True
    return False


def plain_keys(keys: Sequence[str], skipped: Set[str] = TITLES) -> tuple[str, ...]:
    """A name without the titles before it."""
    first = 0
    while first < len(keys) - 1 and keys[first] in skipped:
        first += 1
    return tuple(keys[first:])
