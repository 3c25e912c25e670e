"""The role of a party, and whom it speaks for, stand near its name in the article."""

import re
from collections.abc import Iterator

from service.core import attribution, names, passage
from service.core.article import Article
from service.core.attribution.people import KIN
from service.core.claim import Claim, Finding, fails, flags
from service.core.descriptions import COMPANIES
from service.core.draft import DraftParty
from service.core.names.mentions import plain_keys
from service.core.names.roles import SHORT_OFFICES
from service.core.passage import Passage, Wording, per_wording
from service.core.voices import voices
from service.core.words import FUNCTION_WORDS, stem

ENGLISH_ONLY = True

_COMMON_BEGINNING = 5  # letters: "economics" and "economist" are the same word to a reader
_UNSAID = frozenset("unnamed anonymous unidentified named former ex co member".split())  # what a role may add
_KIN = frozenset("grandmother grandfather granddaughter grandson partner spouse fiance relative".split())
# What a reader knows of somebody from what is told of them: who sells is a retailer.
_GENERAL = KIN | _KIN | COMPANIES
_AUTHORSHIP = frozenset(
    names.fold(word) for word in "author writer columnist speaker analysis column article report speech text".split()
)
_HOLDER = re.compile(r"s?(?:man|men|woman|women|person|people|er|or)$")  # "batsman" of who bats, "owner" of who owns


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where most words of a role are nowhere, or none near the party and the last nowhere; flags a lesser lack.

    Near are the sentences that name the party, the one before and the one behind. A word counts in any form, a
    state in any of its names: "Irish" is Ireland's. Whom a party speaks for must be named in the article, and is
    flagged where the article says that it is another.
    """
    party = claim.party
    if claim.section != "parties" or party is None or not (party.role or party.represents):
        return
    near = _near(party, claim)
    if party.role:
        yield from _role(party, party.role, near, claim)
    if party.represents:
        yield from _represented(party, party.represents, near, claim)


def _role(party: DraftParty, role: str, near: Passage, claim: Claim) -> Iterator[Finding]:
    own = set(names.keys_of(party.name))
    wanted = [key for key in names.keys_of(role) if key not in FUNCTION_WORDS | _UNSAID and key not in own]
    missing = [key for key in wanted if not _stands(key, wanted, near)]
    if not _AUTHORSHIP.isdisjoint(missing) and _wrote_it(party, claim.article):
        wanted, missing = ([key for key in keys if key not in _AUTHORSHIP] for keys in (wanted, missing))
    nowhere = [key for key in missing if not _stands(key, wanted, passage.whole(claim.article))]
    # What somebody is, "janitor", is worth more than what the office is for.
    is_strange = bool(missing) and missing == wanted and missing[-1] in nowhere and missing[-1] not in _GENERAL
    if is_strange or (len(nowhere) > 1 and 2 * len(nowhere) > len(wanted)):
        yield fails(f'the article does not call {party.name} "{role}"')
    elif nowhere or (missing and len(missing) == len(wanted)):
        listed = " and ".join(f'"{_written(key, role)}"' for key in (nowhere or missing)[:3])
        yield flags(f'the article does not have {listed} near {party.name}, of the role "{role}"')


def _wrote_it(party: DraftParty, article: Article) -> bool:
    """Whether the text is the party's own: a speech, a column under its name."""
    return any(names.found(party.name, who).verdict in {"same", "extended"} for who in voices(article).whose)


def _represented(party: DraftParty, represents: str, near: Passage, claim: Claim) -> Iterator[Finding]:
    keys = plain_keys(names.keys_of(represents))
    whole = passage.whole(claim.article)
    if names.found(represents, whole.scope).verdict == "absent" and not _has_half(keys, whole):
        yield fails(f'the article does not name "{represents}", for which {party.name} is said to speak')
        return
    told = [one.represents for one in attribution.find(attribution.read(claim.article), party.name) if one.represents]
    if not told or any(_are_related(one, represents) for one in told):
        return
    is_near = names.found(represents, near.scope).verdict != "absent" or _has_half(keys, near)
    if not is_near or all(names.is_known(names.keys_of(one)) for one in (*told, represents)):
        yield flags(f'the article has {party.name} speak for "{told[0]}", not for "{represents}"')


def _are_related(one: str, other: str) -> bool:
    """Whether two bodies may be one, or one the other's: "White House" and "United States"."""
    return any(names.found(first, second).verdict != "absent" for first, second in ((one, other), (other, one)))


def _has_half(keys: tuple[str, ...], place: Passage) -> bool:
    """Whether half of the words of a description stand in a text, in any form."""
    wanted = [key for key in keys if key not in FUNCTION_WORDS]
    return 2 * sum(_stands(key, wanted, place) for key in wanted) >= len(wanted)


def _near(party: DraftParty, claim: Claim) -> Passage:
    """The sentences that name the party, with one on either side, and those it cites."""
    article = claim.article
    numbers = set(claim.cited)
    known = attribution.find(attribution.read(article), party.name)
    for one in known:
        numbers.update(one.sentences)
    if not known:
        numbers.update(_naming(party, article))
    around = {beside for number in numbers for beside in (number - 1, number, number + 1) if article.has(beside)}
    return passage.of(article, tuple(sorted(around)))


def _naming(party: DraftParty, article: Article) -> Iterator[int]:
    """The sentences that name a party itself, not somebody of its role."""
    index = names.index(article)
    keys = set(names.keys_of(party.name)) - FUNCTION_WORDS
    stand_in = {
        sentence
        for key in keys
        for place in index.places.get(key, ())
        if (sentence := article.sentence_at(index.tokens[place].start)) is not None
    }
    for sentence in stand_in:
        scope = index.within([(sentence.start, sentence.end)])
        if names.found(party.name, scope).verdict in {"same", "extended"}:
            yield sentence.number


def _stands(key: str, role: list[str], place: Passage) -> bool:
    """Whether a word of a role stands in a text, in a form or an abbreviation a reader takes for the same."""
    if place.scope.has_word(key) or place.scope.find((key,), key).verdict != "absent":
        return True
    stems = place.wording.stems
    root = _HOLDER.sub("", key)
    if stem(key) in stems or (len(root) > 2 and stem(root) in stems):
        return True
    if len(key) >= _COMMON_BEGINNING and key[:_COMMON_BEGINNING] in _begun(place.wording):
        return True
    if any(office == key and place.scope.has_word(short) for short, office in SHORT_OFFICES.items()):
        return True
    initials = "".join(word[0] for word in role)
    return place.scope.has_word(initials) if len(initials) > 1 else False


@per_wording
def _begun(wording: Wording) -> frozenset[str]:
    return frozenset(names.fold(run)[:_COMMON_BEGINNING] for run in wording.runs if len(run) >= _COMMON_BEGINNING)


def _written(key: str, role: str) -> str:
    return next((word for word in role.replace(",", " ").split() if names.fold(word) == key), key)
