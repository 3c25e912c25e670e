"""Which of two figures is right: what one party puts at one number and another at a different one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party
from service.core.words import content_stems
from service.engines.extractive.asking.asked import Asked, Place, apostrophe, cited, inside, subject_of
from service.engines.extractive.asking.disputes import owner
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.meant import only_person
from service.engines.extractive.asking.turning import is_several
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted

_NEAR = 4  # sentences back in which the other figure stands
_LIKE = 3  # content words that two sentences share besides the noun that is counted
_FIGURE = (
    r"(?<![\w.,-])(?:[$€£¥]?\d[\d.,]*\d|[$€£¥]?\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?: ?(?:million|billion|thousand|hundred|bn|"
    r"m)\b)?(?![\d:-])"
)
_ABOUT = (
    r"(?:about |nearer |closer to |around |more like |only |at least |nearly |over |just |more than |at most |up to )?"
)
_MEASURED = re.compile(
    rf"(?P<figure>{_FIGURE})(?P<unit> ?(?:per ?cent\b|%)| (?:[a-z]+ )??(?!years?\b|months?\b|days?\b|hours?\b|"
    rf"weeks?\b|times\b)"
    r"(?:[a-z]{3,}s|people|men|women|children)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_PUTS = Hinted(
    "put puts estimate estimates estimated reckon reckons valued values",
    r"(?:^|[;,.] |\b(?:and|but|while) )(?P<who>[^,;:”]{3,60}?) (?:puts?|estimates?|estimated|reckons?|valued|values) "
    rf"(?P<matter>(?:the )?[a-z]+(?: [a-z]+)?(?: (?:of|to|for|from|in) [^,;:”]{{3,60}}?)?) at "
    rf"{_ABOUT}(?P<figure>{_FIGURE})"
    r"(?P<unit> (?!or\b|and\b|a\b|in\b|on\b|at\b|but\b)[a-z]+)?",
)
_OTHER = re.compile(
    rf"\b(?:puts?|putting|said|says|say) (?:it|the (?:real |true )?(?:figure|number|count|total|toll|cost)) (?:at|"
    rf"was|is|were) {_ABOUT}(?P<figure>{_FIGURE})"
    rf"|\b[Bb]y (?P<whose>her|his) (?:own )?(?:count|estimate|reckoning|figures),? {_ABOUT}(?P<counted>{_FIGURE})"
)


_MAY_COUNT = re.compile(
    r"\b(?:put|said the|says the|estimat|reckon|valu|own (?:count|estimate|figure|tally)\b|[Bb]y h(?:er|is) )"
)
# One figure that became another is no dispute.
_CHANGED = Hinted(
    "initially earlier first previously revised updated from originally now",
    r"\b(?:initially|earlier|at first|previously|revised|updated|(?:up|down) from|originally|they now)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure somebody puts a thing at."""

    figure: str
    unit: str  # what is counted, or ""


def figures(place: Place) -> Iterator[Asked]:
    """Which of two figures is right, where two parties put the same at different numbers."""
    said = place.reading.of_sentence(place.number)
    if (not said and not _MAY_COUNT.search(place.text)) or _CHANGED.search(place.text):
        return
    yield from _of_one_matter(place)
    yield from _in_one_sentence(place)
    yield from _put_otherwise(place)
    yield from _own_count(place)
    own = _party_of(place, place.number)
    if own is None or not any(measure.unit for measure in _measures(place.text)):
        return
    for before in range(place.number - 1, max(0, place.number - 1 - _NEAR), -1):
        other = _party_of(place, before)
        pair = _counted(place.article, before, place.number) if other and other.index != own.index else None
        if other and pair:
            asks = f"Which figure is right, {owner(place, other)} {pair[0]} or {owner(place, own)} {pair[1]}?"
            yield Asked(asks, "disputed", (before, place.number), "figures")
            return


def _of_one_matter(place: Place) -> Iterator[Asked]:
    """Whether the cost is 4, as A puts it, or 6, where the words after have B's figure."""
    first = _PUTS.search(place.text)
    who = subject_of(place, prose.capital(first.group("who"))) if first else None
    if first is None or who is None or _BARE.fullmatch(first.group("matter")):
        return
    for number in range(place.number, min(place.number + _NEAR, len(place.article.sentences)) + 1):
        start = first.end() if number == place.number else 0
        found = _OTHER.search(place.text if number == place.number else place.article.quote(number), start)
        figure = (found.group("figure") or found.group("counted")) if found else None
        if found is None or figure is None or figure == first.group("figure"):
            continue
        name = _other_name(place, number, found)
        says = f", as {name} {_say(name)}" if name and name != who[0] else ""
        own = f"{first.group('figure')}{first.group('unit') or ''}, as {who[0]} {_say(who[0])}"
        are = "Are" if is_several(first.group("matter")) else "Is"
        asks = f"{are} {first.group('matter')} {own}, or {figure}{says}?"
        yield Asked(asks, "disputed", cited(place, who[1], (number,)), "figures")
        return


def _say(name: str) -> str:
    return "say" if is_several(name) else "says"


_BARE = re.compile(r"(?:the )?(?:real |true )?(?:figure|number|count|total|toll|cost|it|price|value)")


def _other_name(place: Place, number: int, found: re.Match[str]) -> str | None:
    """Who has the other figure, as inside a sentence."""
    if found.group("whose"):
        there = Place(place.article, place.reading, number, place.article.quote(number))
        meant = only_person(there, "she" if found.group("whose") == "her" else "he", own=False)
        return meant[0] if meant else None
    if number == place.number:
        who = holder(place, found.start())
        subject = subject_of(place, who) if who else None
        return subject[0] if subject else None
    other = _party_of(place, number)
    return called(place.article, other) if other else None


def called(article: Article, party: Party) -> str:
    """A party as inside a sentence: "the governor", "police", "Orbit"."""
    name = inside(article, party)
    if party.is_named or name.startswith(("the ", "police")) or is_several(name):
        return name
    return f"the {name}"


def _in_one_sentence(place: Place) -> Iterator[Asked]:
    """Whether 61 percent or 38 is right, where two parties of one sentence have one figure each."""
    said = [each for each in place.reading.of_sentence(place.number) if each.certain and each.party is not None]
    if len(said) != 2 or said[0].party == said[1].party:
        return
    text = place.article.text
    cuts = [text[each.content[0][0] : each.content[-1][1]] if each.content else "" for each in said]
    first = cuts[0].split(";", maxsplit=1)[0]
    ours, theirs = _measures(first), _measures(cuts[1])
    if len(ours) != 1 or len(theirs) != 1 or ours[0].figure == theirs[0].figure:
        return
    if theirs[0].unit and content_stems(theirs[0].unit) != content_stems(ours[0].unit):
        return
    if not theirs[0].unit and prose.count(cuts[1]) > 6:
        return
    names = [owner(place, place.reading.parties[each.party]) for each in said if each.party is not None]
    tail = re.match(
        r" of (?:all |the )?[a-z]+",
        first[first.find(ours[0].figure) + len(f"{ours[0].figure} {ours[0].unit}".rstrip()) :],
    )
    whole = f"{ours[0].figure} {ours[0].unit}".strip() + (tail.group() if tail else "")
    yield Asked(
        f"Which figure is right, {names[0]} {whole} or {names[1]} {theirs[0].figure}?",
        "disputed",
        (place.number,),
        "figures",
    )


_PUT_AT = re.compile(
    rf"\b(?:(?:puts?|putting) (?:it|the (?:real |true )?(?:figure|number|count|total|toll|cost)) at|"
    rf"(?:said|says) the (?:real |true )?(?:figure|number|count|total|toll|cost) (?:was|is)) "
    rf"{_ABOUT}(?P<figure>{_FIGURE})"
)


def _put_otherwise(place: Place) -> Iterator[Asked]:
    """Whose figure is right, where one party puts "the figure" at another number than the one told just before."""
    found = _PUT_AT.search(place.text)
    who = holder(place, found.start()) if found else None
    theirs = subject_of(place, who) if who else None
    if found is None or theirs is None:
        return
    start = place.article.sentences[place.number - 1].start
    own_text = place.text[: found.start()]
    number = place.number if _measures(own_text) else place.number - 1
    text = own_text if number == place.number else place.article.quote(number) if number else ""
    said = [each for each in place.reading.of_sentence(number) if each.explicit and each.party is not None]
    said = [
        each for each in said if each.content and (number < place.number or each.content[0][0] < start + found.start())
    ]
    measures = _measures(text)
    if len(measures) != 1 or not said or measures[0].figure == found.group("figure"):
        return
    party = place.reading.parties[said[0].party or 0]
    if party.name in theirs[0] or (measures[0].figure[:1] in "$€£¥") != (found.group("figure")[:1] in "$€£¥"):
        return
    ours = f"{measures[0].figure} {measures[0].unit}".strip()
    other = f"{_possessive(place, theirs[0])} {found.group('figure')}"
    yield Asked(
        f"Which figure is right, {owner(place, party)} {ours} or {other}?",
        "disputed",
        cited(place, (number,), theirs[1]),
        "figures",
    )


_COUNTED_AT = re.compile(
    rf"^(?P<who>(?:The |[A-Z])[^,;:”]{{2,40}}?)[’']s? own (?:count|estimate|figure|tally) (?:is|was|stood at) "
    rf"{_ABOUT}(?P<figure>{_FIGURE})"
)
_COUNTED_BEFORE = re.compile(
    rf"^(?P<who>[^,;:”]{{3,40}}?) (?:counted|found|recorded|reported) {_ABOUT}(?P<figure>{_FIGURE})(?P<what> "
    rf"[a-z]+(?: [a-z]+)?)"
)


def _own_count(place: Place) -> Iterator[Asked]:
    """Whose count is right, where "the agency's own count was 85" follows "anglers counted 600 dead trout"."""
    found = _COUNTED_AT.match(place.text)
    before = _COUNTED_BEFORE.match(place.article.quote(place.number - 1)) if found and place.number > 1 else None
    ours = subject_of(place, before.group("who")) if before else None
    theirs = subject_of(place, found.group("who")) if found else None
    if found is None or before is None or ours is None or theirs is None:
        return
    counted = f"{before.group('figure')}{before.group('what')}"
    other = f"{_possessive(place, theirs[0])} {found.group('figure')}"
    asks = f"Which figure is right, {_possessive(place, ours[0])} {counted} or {other}?"
    yield Asked(asks, "disputed", (place.number - 1, place.number), "figures")


def _possessive(place: Place, name: str) -> str:
    mark = apostrophe(place.article)
    if is_several(name):
        return f"{name if name.startswith('the ') or name[:1].isupper() else f'the {name}'}{mark}"
    return f"{name}{mark}s"


def _measures(text: str) -> list[_Claim]:
    """The figures of a text with what they count; years are none."""
    return [
        _Claim(found.group("figure"), (found.group("unit") or "").strip())
        for found in _MEASURED.finditer(text)
        if not _YEAR.match(found.group("figure"))
    ]


def _counted(article: Article, before: int, number: int) -> tuple[str, str] | None:
    """(a figure with its noun, another of the same noun) of two sentences that speak of the same."""
    shared = content_stems(article.quote(before)) & content_stems(article.quote(number))
    for ours in _measures(article.quote(before)):
        counted = content_stems(ours.unit)
        for theirs in _measures(article.quote(number)):
            alike = counted and counted == content_stems(theirs.unit)
            if alike and ours.figure.lower() != theirs.figure.lower() and len(shared - counted) >= _LIKE:
                return f"{ours.figure} {ours.unit}", theirs.figure
    return None


def _party_of(place: Place, number: int) -> Party | None:
    said = {each.party for each in place.reading.of_sentence(number) if each.certain and not each.reported_by}
    index = next(iter(said)) if len(said) == 1 else None
    return place.reading.parties[index] if index is not None else None
