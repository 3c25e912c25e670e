"""Two parties' accounts of one event that cannot both be true: what caused it, and what was never there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.attribution import Party
from service.core.words import content_stems
from service.engines.extractive.asking.asked import Asked, Place, cited, with_the
from service.engines.extractive.asking.figures import called
from service.engines.extractive.asking.turning import is_several
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted

_NEAR = 6  # sentences back in which the other account stands
_MOST_WORDS = 8  # of a cause
_NOUN = r"(?:the|an?) (?:[a-z-]+ )?[a-z-]+"
_MADE = r"(?:caused|started|sparked|triggered|set off)"
_EVENT = rf"(?P<event>{_NOUN}|it|they)"
_CAUSED = Hinted(
    "caused started sparked triggered set",
    rf"\b{_EVENT} (?:(?:was|were|is|had been|has been) (?P<not>not |never )?{_MADE} by (?P<cause>[^,;:”“\"]+)"
    rf"|(?P<was_not>(?:wasn|weren)[’']t) {_MADE} by (?P<denied>[^,;:”“\"]+))",
)
_CAUSING = Hinted(
    "caused started sparked triggered set",
    rf"^(?:that )?(?P<cause>(?:an? |the )?[a-z][a-z -]{{2,50}}?) (?:had |has )?{_MADE} "
    r"(?P<event>the (?:[a-z-]+ )?[a-z-]+)\b",
)
_NEVER_THERE = Hinted(
    "there",
    r"\b[Tt]here (?:(?:was|were|is|are)(?:n[’']t| not) any|(?:was|were|is|are) (?:absolutely )?no|"
    r"never (?:was|were) any) "
    r"(?P<what>[a-z]+(?: [a-z]+)?)(?=[.,;!?]|$)",
)
_NOTHING = frozenset("doubt question way need reason point chance choice problem comment evidence time one".split())
_END = re.compile(r" (?:and|but|when|while|as|because|after|before|that|which|who|on|during|in) ")


@dataclass(frozen=True, slots=True)
class _Account:
    """What a party says caused an event, or did not."""

    event: str  # "the fire"; "it" where the words before name it
    cause: str
    is_denied: bool
    party: Party
    sentence: int


def accounts(place: Place) -> Iterator[Asked]:
    """What caused an event of which two parties tell different causes; whether there was what one says never was."""
    yield from _causes(place)
    yield from _never_there(place)


def _causes(place: Place) -> Iterator[Asked]:
    for own in _told_at(place, place.number):
        for number in range(place.number, max(0, place.number - 1 - _NEAR), -1):
            for other in _told_at(place, number):
                question = _between(place, other, own)
                if question:
                    yield Asked(question, "disputed", cited(place, (number,)), "disputed")
                    return


def _between(place: Place, other: _Account, own: _Account) -> str | None:
    """The question between an account and a later one of another party; None where both can be true."""
    if other.party.index == own.party.index or other.is_denied or not other.event.startswith("the "):
        return None
    if own.event not in {"it", "they", other.event} or (own.event != other.event and not _is_meant(place, other.event)):
        return None
    was = "Were" if is_several(other.event) else "Was"
    shared = content_stems(other.cause) & content_stems(own.cause)
    if own.is_denied:
        return f"{was} {other.event} caused by {other.cause}?" if shared else None
    if shared or _are_akin(other.cause, own.cause):
        return None
    first, second = (f"{each.cause}, as {_saying(place, each.party)}" for each in (other, own))
    return f"{was} {other.event} caused by {first}, or by {second}?"


def _is_meant(place: Place, event: str) -> bool:
    """Whether "it" in a sentence can be an event: the sentence before names it."""
    head = event.rsplit(maxsplit=1)[-1]
    return place.number > 1 and re.search(rf"\b{re.escape(head)}\b", place.article.quote(place.number - 1)) is not None


_AKIN = 4  # letters that words of one family begin with: "arson" and "arsonist"


def _are_akin(first: str, second: str) -> bool:
    ours, theirs = ({stem[:_AKIN] for stem in content_stems(cause)} for cause in (first, second))
    return not ours.isdisjoint(theirs)


def _saying(place: Place, party: Party) -> str:
    name = called(place.article, party)
    return f"{name} {'say' if party.plural or is_several(name) else 'says'}"


def _told_at(place: Place, number: int) -> Iterator[_Account]:
    """The accounts that a sentence gives in indirect speech, each of a party beyond doubt."""
    for each in place.reading.of_sentence(number):
        if (
            not each.certain
            or each.party is None
            or each.kind != "indirect"
            or len(each.content) != 1
            or each.reported_by
        ):
            continue
        words = place.article.text[slice(*each.content[0])]
        found = _CAUSED.search(words) or _CAUSING.search(words)
        if found is None:
            continue
        told = found.groupdict()
        cause = _END.split((told["cause"] or told.get("denied") or "").strip(" ."), maxsplit=1)[0]
        if cause and prose.count(cause) <= _MOST_WORDS:
            is_denied = bool(told.get("not") or told.get("was_not"))
            event = with_the(told["event"])
            yield _Account(event, cause, is_denied, place.reading.parties[each.party], number)


def _never_there(place: Place) -> Iterator[Asked]:
    """Whether there was any lightning, where one party tells of a lightning strike and another says there was none."""
    for each in place.reading.of_sentence(place.number):
        if not each.certain or each.party is None or each.reported_by:
            continue
        said = " ".join(place.article.text[slice(*span)] for span in each.content)
        found = _NEVER_THERE.search(said)
        if found is None or found.group("what").split()[0] in _NOTHING:
            continue
        what = found.group("what")
        told = next((at for at in _before(place) if _speaks_of(place, at, each.party, what)), None)
        if told is not None:
            is_now = re.match(r"[Tt]here (?:is|are)", found.group()) is not None
            be = ("are" if is_several(what) else "is") if is_now else "were" if is_several(what) else "was"
            yield Asked(f"{be.capitalize()} there any {what}?", "disputed", (told, place.number), "disputed")


def _before(place: Place) -> range:
    return range(place.number - 1, max(0, place.number - 1 - _NEAR), -1)


def _speaks_of(place: Place, number: int, denier: int, what: str) -> bool:
    """Whether another party alone speaks in a sentence, and of a thing without saying no."""
    said = place.reading.of_sentence(number)
    wanted = content_stems(what)
    for each in said:
        words = " ".join(place.article.text[slice(*span)] for span in each.content)
        is_other = each.certain and each.party not in {None, denier} and each.kind == "indirect"
        if is_other and wanted <= content_stems(words) and not _NEGATED.search(words):
            return bool(wanted)
    return False


_NEGATED = re.compile(r"\b(?:no|not|never|without|if|would|could|may|might|will|whether|any)\b|n[’']t\b")
