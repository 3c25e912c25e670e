"""The first word of a sentence, small again: is it a name, or a word that only stood first?"""

import re

from service.core.article import Article, per_article
from service.core.attribution import Party, places
from service.core.attribution.cues import CUES
from service.core.attribution.people import is_group, is_nobody, is_organisation, is_role
from service.core.attribution.tokens import ADVERBS, AUXILIARIES, is_adverb
from service.engines.extractive.sentences.splitting import PASTS

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_STANDING = re.compile(r"(?<![\w.’'-])[^\W\d_]+\b")
_BEHIND_SMALL = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*(?=,? (?P<word>[^\W\d_]+)\b)")


def small(article: Article, words: str) -> str | None:
    """With a small first letter where the first word is no name; None where that cannot be told."""
    first = _FIRST_WORD.match(words)
    if first is None:
        return words
    word = first.group()
    if word.lower() in _COMMON:
        return word.lower() + words[len(word) :]
    if (
        word == "I"
        or any(letter.isupper() for letter in word[1:])
        or words[len(word) : len(word) + 2].strip()[:1].isupper()
    ):
        return words
    lowered = word[:1].lower() + word[1:]
    if is_common(lowered) or lowered in _standing(article):
        return lowered + words[len(word) :]
    if word in _behind_small(article) or places.country_of(word):
        return words
    if re.match(r"[A-Z][a-z]{3,}(?<!s)s (?:of|from|in|near|across|along)\b", words):
        return lowered + words[len(word) :]  # "Samples from two towers"
    return None


@per_article
def _standing(article: Article) -> frozenset[str]:
    """The words of an article as they are written, less the parts of others and what follows a stop at once."""
    return frozenset(_STANDING.findall(article.text))


@per_article
def _behind_small(article: Article) -> frozenset[str]:
    """The words that stand behind one in small letters, as they are written: where a capital makes a name."""
    return frozenset(found["word"] for found in _BEHIND_SMALL.finditer(article.text))


def has_article(article: Article, party: Party) -> bool:
    """Whether a party's name has "the" before it somewhere: its own, not that of "the Corrigan hospital group"."""
    known = _articles(article)
    if party.index not in known:
        known[party.index] = any(
            article.text[start:end] == party.name
            and article.text[max(0, start - 4) : start].lower() == "the "
            and not _is_before_noun(article.text, end)
            for start, end in party.mentions
        )
    return known[party.index]


@per_article
def _articles(article: Article) -> dict[int, bool]:
    """Which parties of an article have "the" before their names, by index, as far as it was asked."""
    del article
    return {}


def _is_before_noun(text: str, end: int) -> bool:
    found = _NOUN_AFTER.match(text, end)
    return found is not None and found["word"] not in CUES and found["word"] not in AUXILIARIES | PASTS


_NOUN_AFTER = re.compile(
    r" (?!(?:and|or|of|in|on|at|to|for|by|with|from|as|also|not|now|still|then|never)\b)"
    r"(?P<word>[a-z]{3,})\b(?<!ed)(?<!s)"
)


def is_common(word: str) -> bool:
    """Whether a lower-case word is certainly no name."""
    return (
        word in _COMMON
        or word in CUES
        or word in ADVERBS
        or is_adverb(word)
        or is_role(word)
        or is_group(word)
        or is_organisation(word)
        or is_nobody(word)
        or (
            len(word) > 5
            and word.endswith(("ers", "ions", "ments", "ings", "ities", "holds", "ing", "tion", "ment", "ness", "ity"))
        )
    )


_COMMON = frozenset(
    "the a an this that these those their its his her it he she they we there if when while as in on at for from "
    "by with after before "
    "over under about every everybody everyone nobody no some many most more few all both each another other one two "
    "three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "whether perhaps maybe any anyone someone somebody nothing something people what who how why".split()
)
