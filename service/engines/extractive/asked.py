"""A question the article raises, and whom it is about."""

import re
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.draft import OpenReason
from service.engines.extractive import prose
from service.engines.extractive.nouns import has_article, is_common


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the article raises."""

    question: str
    reason: OpenReason
    sentences: tuple[int, ...]
    sort: str  # the pattern it comes from


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence as the patterns see it: quotations blanked out, offsets kept."""

    article: Article
    reading: Reading
    number: int
    text: str


_SAID = re.compile(r"\b(?:said|says|added|warned|noted|confirmed|reported)(?: that)? ")


def subject_of(place: Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """(the subject inside a question, the sentences it needs); None where it cannot be told who is meant."""
    words = prose.opened(_SAID.split(words.strip(" ,"))[-1].strip())
    reference = place.reading.reference(place.number)
    if re.fullmatch(r"(?:He|She|They|It)", words):
        if reference is None or not reference.certain:
            return None
        party = place.reading.parties[reference.party]
        named = [at for at in party.sentences if at < place.number]
        return inside(place.article, party), (*named[-1:], place.number)
    if (
        re.search(
            r"\b(?:he|she|it|they|who|this|that|these|those|which|i|we|his|her|its|their)\b", words, re.IGNORECASE
        )
        or words[:1].isdigit()
    ):
        return None
    if re.match(
        r"(?:Around|About|More|Less|Fewer|Nearly|Almost|Some|At least|In|On|At|By|For|With|But|When|While)\b", words
    ):
        return None
    for party in place.reading.parties:
        if party.is_named and words in {party.name, *party.aliases}:
            return inside(place.article, party), (place.number,)
    return lowered(place.article, words), (place.number,)


def inside(article: Article, party: Party) -> str:
    """A party's name inside a sentence, with the article it has there."""
    return f"the {party.name}" if party.kind != "person" and has_article(article, party) else party.name


_OPENERS = frozenset(
    "the a an two three four five six seven eight nine ten its their another each every no either neither both sales "
    "shares talks prices costs profits revenue production construction work trade traffic members voters tests trials "
    "series plans rescuers searchers officials investigators residents".split()
)


def lowered(article: Article, words: str) -> str:
    """What opens a sentence, written as inside one."""
    first = words.split(maxsplit=1)[0]
    small = first[:1].lower() + first[1:]
    if small in _OPENERS or re.search(rf"(?<![\w’'-]){re.escape(small)}\b", article.text):
        return small + words[len(first) :]
    if is_common(small) and not any(letter.isupper() for letter in first[1:]):
        following = words[len(first) :].split()[:1]
        return words if following and following[0][:1].isupper() else small + words[len(first) :]
    plural = first.endswith("s") and not any(letter.isupper() for letter in first[1:])
    return small + words[len(first) :] if plural and len(words.split()) == 1 else words
