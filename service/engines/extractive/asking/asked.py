"""A question the article raises, and whom it is about."""

import re
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.reading import plain
from service.core.attribution.tokens import AUXILIARIES, DAYS_AND_MONTHS, PREPOSITIONS, SUBORDINATORS
from service.core.draft import OpenReason
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.nouns import has_article, is_common


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


def cited(place: Place, *sentences: tuple[int, ...]) -> tuple[int, ...]:
    """The sentence of a question with others that it needs, in the order of the article."""
    return tuple(sorted({place.number, *(number for each in sentences for number in each)}))


_SAID = re.compile(r"\b(?:said|says|added|warned|noted|confirmed|reported)(?: that)? ")


def subject_of(place: Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """(the subject inside a question, the sentences it needs); None where it cannot be told who is meant."""
    words = prose.opened(_SAID.split(words.strip(" ,"))[-1].strip())
    if re.fullmatch(r"(?:He|She|They|It)", words):
        return _referred(place, words)
    if (
        re.search(
            r"\b(?:he|she|it|they|who|this|that|these|those|which|i|we|his|her|its|their)\b", words, re.IGNORECASE
        )
        or words[:1].isdigit()
    ):
        return None
    if any(word in AUXILIARIES or word in _TIMES for word in words.split()):
        return None
    first = words.split(maxsplit=1)[0].lower() if words else ""
    if (
        not words
        or first in _NO_SUBJECT
        or first in PREPOSITIONS
        or first in SUBORDINATORS
        or first.strip(".") in DAYS_AND_MONTHS
        or words.startswith("At least")
    ):
        return None
    party = party_called(place.reading, words)
    if party is not None and party.is_named:
        return inside(place.article, party), (place.number,)
    return lowered(place.article, words), (place.number,)


_TIMES = frozenset("after before since when while until ago".split())  # "eleven days after the mayor" does nothing
_NO_SUBJECT = frozenset("neither no nobody none nothing few there more less fewer nearly almost some but".split())


def _referred(place: Place, word: str) -> tuple[str, tuple[int, ...]] | None:
    """Whom the pronoun that opens the sentence means, and the sentence that says so."""
    reference = place.reading.reference(place.number)
    if reference is not None and reference.certain:
        party = place.reading.parties[reference.party]
        named = [at for at in party.sentences if at < place.number]
        return inside(place.article, party), (*named[-1:], place.number)
    if word != "It":
        return None
    said = {each.party for each in place.reading.of_sentence(place.number - 1) if each.explicit}
    index = said.pop() if len(said) == 1 else None
    body = place.reading.parties[index] if index is not None else None
    if body is None or not body.is_named or body.kind not in {"organisation", "government"}:
        return None
    return inside(place.article, body), (place.number - 1, place.number)


def party_called(reading: Reading, name: str) -> Party | None:
    """The party with exactly this name or alias, as the article writes it."""
    return next((party for party in reading.called(plain(name)) if name in {party.name, *party.aliases}), None)


def inside(article: Article, party: Party) -> str:
    """A party's name inside a sentence, with the article it has there."""
    return f"the {party.name}" if party.kind != "person" and has_article(article, party) else party.name


def with_the(words: str) -> str:
    """What was told with "a", as it is spoken of again: "the deal" for "a deal"."""
    return re.sub(r"^an? ", "the ", words)


def with_the_counted(words: str) -> str:
    """As `with_the`, and "the two men" for "two men"."""
    return re.sub(r"^(?=\d|two |three |four |five |six |seven |eight |nine |ten )", "the ", with_the(words))


def apostrophe(article: Article) -> str:
    """The mark that the article has in "the mayor's", for a name that gets one in a question."""
    return "’" if "’" in article.text else "'"


_OPENERS = frozenset(
    "the a an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty its their another each every no either neither both sales "
    "shares talks prices costs profits revenue production construction work trade traffic members voters tests trials "
    "series plans rescuers searchers officials investigators residents "
    "consumer human privacy health student civil aid community environmental".split()
)


_ENOUGH = 50_000  # code points of an article in which a word shows how it is written


def lowered(article: Article, words: str) -> str:
    """What opens a sentence, written as inside one."""
    first = words.split(maxsplit=1)[0]
    small = first[:1].lower() + first[1:]
    if small in _OPENERS or _stands(small, article.text[:_ENOUGH]):
        return small + words[len(first) :]
    if is_common(small) and not any(letter.isupper() for letter in first[1:]):
        following = words[len(first) :].split()[:1]
        return words if following and following[0][:1].isupper() else small + words[len(first) :]
    plural = first.endswith("s") and not any(letter.isupper() for letter in first[1:])
    is_common_plural = plural and (words == first or _SOME_OF.match(words[len(first) :]) is not None)
    return small + words[len(first) :] if is_common_plural else words


_SOME_OF = re.compile(r" (?:of|in|from|at) (?:the |an? )?[a-z]+\b(?! [A-Z])")  # "Catches of the crab"


def _stands(word: str, text: str) -> bool:
    """Whether a word begins somewhere in a text, and no other goes on with it."""
    return word in text and re.search(rf"(?<![\w’'-]){re.escape(word)}\b", text) is not None
