"""Who would not comment, and what could not be confirmed."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, inside, lowered, party_called, subject_of
from service.engines.extractive.asking.silence import matter_near
from service.engines.extractive.asking.turning import is_several, up_to_second
from service.engines.extractive.sentences import prose

_DECLINED = re.compile(
    r"^(?P<subject>[^;:”]{2,120}?),? (?:has |have |had )?(?:also |repeatedly )?(?:declined|refused) to "
    r"(?:comment|elaborate|discuss|answer questions|respond|say anything)(?P<rest>[^;”]*)"
)
_SILENT = re.compile(
    r"^(?P<subject>[^;:”]{2,120}?),? (?:(?:did|does|has|have|had) not (?:immediately |yet )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?)|could not (?:immediately )?be "
    r"reached|"
    r"(?:was|were) (?:not|un)(?: immediately)? ?available (?:for|to) comment|had no (?:immediate "
    r")?comment)(?P<rest>[^;”]*)"
)
_TOPIC = re.compile(r"^ (?:on|about|over|regarding) (?P<topic>[^,;]+)")
_VAGUE = re.compile(
    r"the (?:merits|claim|matter|issue|story|subject|question|case|details|reports?)|(?:specific|individual) [a-z]+|"
    r"details"
)
_ASKED_ABOUT = re.compile(r"(?:questions?|inquir\w+|enquir\w+|comment) (?:on|about|over|regarding) (?P<topic>[^,;]+)")


def declined(place: Place) -> Iterator[Asked]:
    """What somebody says about a matter who would not comment on it."""
    found = _DECLINED.match(place.text) or _SILENT.match(place.text)
    if not found:
        return
    rest = found.group("rest").rstrip(" .")
    subject = _refuser(place, found.group("subject"))
    if subject is None:
        return
    topic = _TOPIC.match(rest) or _ASKED_ABOUT.search(rest)
    if topic and _VAGUE.fullmatch(up_to_second(topic.group("topic").strip())):
        topic = None
    matter = matter_near(place)
    if topic and not re.match(r"(?:th(?:at|is|ese|ose)|it|them|his|her|its|their)\b", topic.group("topic")):
        matter = re.split(r" (?:when|after|before|while|as|because|until)\b", topic.group("topic"), maxsplit=1)[
            0
        ].strip()
    if matter:
        matter = up_to_second(matter)
        does = "do" if _is_several(place, subject[0]) else "does"
        yield Asked(f"What {does} {subject[0]} say about {matter}?", "not_reported", subject[1], "declined")


def _is_several(place: Place, subject: str) -> bool:
    named = party_called(place.reading, subject.removeprefix("the "))
    if named is not None and named.is_named:
        return named.plural
    return is_several(subject)


def _refuser(place: Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """Who would not say: by name where an explanation between commas gives it."""
    if re.match(r"(?:[Nn]either|[Nn]o|[Nn]o ?one|[Nn]obody|[Nn]one|[Bb]oth)\b", words):
        return None
    start = place.article.sentences[place.number - 1].start
    for party in place.reading.parties:
        if place.number in party.sentences and party.is_named and any(
            start < at < start + len(words) and place.text[at - start - 2 : at - start] in {", ", "d "}
            for at, _ in party.mentions
        ) and ", " in words and party.kind in {"person", "organisation"}:  # fmt: skip
            return inside(place.article, party), (place.number,)
    spoken_for = re.match(
        r"(?:An?|The|Its) (?:spokes\w+|representatives?|press officer) (?:for|of) (?P<whom>(?:the )?[A-Z][^,;:”]+)",
        words,
    )
    if spoken_for:
        return subject_of(place, prose.capital(spoken_for.group("whom").strip()))
    piece = re.split(r", (?:and|but) |; ", words)[-1]
    piece = piece if piece[:1].isupper() or piece.startswith("the ") else words
    return subject_of(place, piece.split(", ", maxsplit=1)[0])


_UNVERIFIED = re.compile(
    r"^Independent (?:verification|confirmation) of (?P<what>[^,;:”]{3,80}?) (?:was|is) not (?:immediately )?possible"
    r"|^(?P<claim>(?:The|Those|These) (?:figures?|claims?|reports?|numbers?|footage|accounts?)(?: of "
    r"[^,;:”]{3,50}?)?) could not "
    r"(?:immediately )?be (?:independently |immediately )?(?:verified|confirmed)"
)


def unverified(place: Place) -> Iterator[Asked]:
    """Whether the figures are right, from "Independent verification of the figures was not possible"."""
    found = _UNVERIFIED.match(place.text)
    if found is None:
        return
    what = found.group("what") or lowered(place.article, found.group("claim"))
    yield Asked(f"Can {what} be confirmed?", "not_reported", (place.number,), "unverified")
