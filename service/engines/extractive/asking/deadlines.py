"""What has a last day, no day at all, or has yet to be done."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, lowered, subject_of, with_the
from service.engines.extractive.asking.meant import only_person

_TIME = r"(?P<by>until [^,;:”]{3,30}?|(?:[\w-]+ )(?:days|weeks|months))"
_LIMIT = re.compile(
    rf"(?:^|, )(?P<subject>[^,;:”]{{3,60}}?) (?:has|have|would have|will have) {_TIME}(?: in which)? to "
    rf"(?P<deed>[a-z]+[^;:”]*)"
)
_GIVEN = re.compile(
    r"\b(?:gave|given|gives|giving) (?P<subject>her|him|(?:the )?[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}|"
    rf"the [a-z]+(?: [a-z]+)?) {_TIME} to (?P<deed>[a-z]+[^,;:”]*)"
)


def deadlines(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what there is time for."""
    found = _LIMIT.search(place.text) or _GIVEN.search(place.text)
    if found is None:
        return
    words = re.sub(r"^Both (?:the )?(sides|parties)$", "Either side", found.group("subject"))
    if words in {"her", "him"}:
        subject = only_person(place, "she" if words == "her" else "he", own=False)
    else:
        subject = subject_of(place, words)
    if subject is None:
        return
    deed = re.split(r", | and ", found.group("deed").strip(" ."), maxsplit=1)[0]
    if re.match(r"(?:comment|respond|object|apply|register|claim|vote)$", deed):
        return
    if deed == "decide":
        yield Asked(f"What will {subject[0]} decide?", "pending", subject[1], "deadline")
        return
    by = f" by {found.group('by').removeprefix('until ').strip()}" if found.group("by").startswith("until ") else ""
    yield Asked(f"Will {subject[0]} {deed}{by}?", "pending", subject[1], "deadline")


_NO_DATE = re.compile(
    r"^(?P<subject>(?:A|An|The|Another) [^,;:”]{3,50}?) (?:has|have|is|was|will|are|were|would)\b[^”]*?[;,–—] "
    r"(?:but |though |although )?no (?:new |firm |exact )?date (?:has been|was|had been|is) "
    r"(?:set|fixed|given|announced|named)"
)
_NO_DATE_FOR = re.compile(
    r"\b[Nn]o (?:new |firm |exact )?date (?:has (?:yet )?been|was|had been|is) (?:set|fixed|given|announced) for "
    r"(?P<event>(?:the|an?) [^,;:”.]{3,50})|\b[Nn]o date for (?P<event2>(?:the|an?) [^,;:”.]{3,50}?) (?:has|was|is)\b"
)
_NO_DATE_OF = re.compile(
    r"\b(?P<event>[Tt]he [a-z]+(?: of [^,;:”]{3,40}?| in [A-Z]\w+)?)(?:, [^;:”]{3,90},)? (?:has (?:no|not been "
    r"given a) (?:fixed |set )?date|is yet to be scheduled|has (?:yet to|not yet) been? scheduled)"
    r"|\b(?:has|have|had) (?:not yet|yet to|not) (?:set|announced?|given?|fixed|fix|named?) a (?:new |firm )?date "
    r"for (?P<event2>the [^,;:”.]{3,50})"
)
_EVENT_NOUN = re.compile(
    r"(?:tion|sion|ing|ment|exchange|talks|trial|election|vote|debate|inquest|match|visit|summit|launch|release|"
    r"strike|sale|auction|"
    r"referendum|round|appeal|funeral|ceremony|closure|return|transfer|review|conference|tender|flight|concert|"
    r"verdict|report)s?$"
)
_DATED = {"opening": "open", "completion": "be finished", "start": "begin", "starting": "begin", "delivery": "arrive"}
_NO_SUCH_DATE = re.compile(
    rf"\b(?P<what>(?:the|an?) [^,;:”]{{3,60}}?), for which no (?P<kind>{'|'.join(_DATED)}) date (?:has been|was|is) "
    r"(?:set|fixed|given|announced)"
)


_NO_DATE_AT_ALL = (
    r"no (?:new |firm |exact |opening |reopening )?(?:date|timetable) (?:has been|was|had been|is) "
    r"(?:set|fixed|given|announced)"
)
_WILL_UNDATED = re.compile(
    r"^(?P<subject>[^,;:”]{3,50}?) (?:will|are to|is to) (?P<deed>(?!be (?:held|set)\b)[a-z]+[^;:”]*?)[;,–—] "
    r"?(?:but |though |although )?"
    rf"{_NO_DATE_AT_ALL}"
)
_LATER = re.compile(
    r"^(?P<subject>[^,;:”]{3,50}?) (?:will|are to|is to) (?P<deed>[a-z]+[^,;:”]*?) (?:(?:at|on) a date (?:yet )?to "
    r"be (?:announced|set|fixed|confirmed|decided)|at a later date)\b"
)
_ONLY_UNDATED = re.compile(rf"^(?:But )?{_NO_DATE_AT_ALL}\.?$", re.IGNORECASE)
_WILL_DO = re.compile(r"^(?P<subject>[^,;:”]{3,50}?) (?:will|are to|is to) (?P<deed>[a-z]+[^,;:”]*)\.$")


def undated(place: Place) -> Iterator[Asked]:
    """When something will be for which there is no date."""
    doing = _WILL_UNDATED.match(place.text) or _LATER.match(place.text)
    cited: tuple[int, ...] = ()
    if doing is None and place.number > 1 and _ONLY_UNDATED.match(place.text):
        doing = _WILL_DO.match(place.article.quote(place.number - 1))
        cited = (place.number - 1,)
    subject = subject_of(place, doing.group("subject")) if doing else None
    if doing and subject and not re.match(r"not\b|never\b", doing.group("deed")):
        deed = doing.group("deed").strip()
        yield Asked(f"When will {subject[0]} {deed}?", "pending", tuple(sorted({*cited, *subject[1]})), "undated")
        return
    opening = _NO_SUCH_DATE.search(place.text)
    if opening:
        what = re.sub(r"^.* of (?=(?:the|an?) )", "", opening.group("what"))
        what = with_the(what)
        yield Asked(f"When will {what} {_DATED[opening.group('kind')]}?", "unanswered", (place.number,), "undated")
        return
    found = _NO_DATE.match(place.text)
    direct = _NO_DATE_FOR.search(place.text)
    of = _NO_DATE_OF.search(place.text)
    event = lowered(place.article, found.group("subject")) if found else None
    if of:
        event = lowered(place.article, of.group("event") or of.group("event2"))
    if direct:
        event = direct.group("event") or direct.group("event2")
    if event and _EVENT_NOUN.search(re.split(r" (?:of|in|to|for|on|between|with) ", event, maxsplit=1)[0]):
        yield Asked(f"When will {event} take place?", "pending", (place.number,), "undated")


_NO_MORE = re.compile(
    r"^(?P<what>No (?:further|new|more|fresh) [^,;:”]{3,40}?) (?:is|are|was|were|has been|have been) "
    r"(?:yet )?(?:scheduled|planned|set|arranged|agreed|announced|fixed)\b"
)


_NO_DECISION = re.compile(
    r"^No decision (?:was|has been|had been) (?:taken|made|reached) (?:yet )?(?:on|about) "
    r"(?P<what>the [^,;:”.]{3,60}?)(?= (?:because|as|after|until|when|and|but|since|on [A-Z]|at) |[.,;]|$)"
)


def unplanned(place: Place) -> Iterator[Asked]:
    """Whether there will be more of what none is planned of; what will be decided on what no decision was taken on."""
    none = _NO_DECISION.match(place.text)
    if none:
        yield Asked(f"What will be decided on {none.group('what')}?", "pending", (place.number,), "unplanned")
        return
    found = _NO_MORE.match(place.text)
    if found:
        yield Asked(f"Will there be {found.group('what')[3:]}?", "unanswered", (place.number,), "unplanned")


_YET_TO_DECIDE = re.compile(
    r"\b(?:has|have) (?:yet to|not(?: yet)?) (?:decided?|agreed?) on (?P<what>an? [a-z]+(?: [a-z]+)?)\b(?=[.,;]| "
    r"for| in)"
)


_DATE_FOR = re.compile(r" for (?P<event>the [^,;:”.]{3,50}?)(?= (?:and|but|because|as|after) |[.,;]|$)")


def unsettled(place: Place) -> Iterator[Asked]:
    """Whether there will be a fine, from "has yet to decide on a fine"."""
    found = _YET_TO_DECIDE.search(place.text)
    if found is None:
        return
    if not found.group("what").endswith(" date"):
        yield Asked(f"Will there be {found.group('what')}?", "pending", (place.number,), "unclear")
    elif of := _DATE_FOR.match(place.text[found.end() :]):
        yield Asked(f"When will {of.group('event')} take place?", "pending", (place.number,), "undated")


_YET_TO_DO = re.compile(r"^(?P<subject>[^,;:”]{3,60}?) (?:has|have) (?:yet|still) to (?P<deed>[a-z]+[^,;:”]*)")
_NOT_YET_DONE = re.compile(
    r"^(?P<subject>(?:The|Its|Their|A|An) [^,;:”]{3,50}?)(?:, [^,;:”]{3,60},)? (?:still )?(?:has|have) (?:not yet|"
    r"yet to|still "
    r"not|still to|to) "
    r"be(?:en)? (?P<deed>(?!named|identified|said|able|to\b|known|clear|"
    r"explained|disclosed|determined|seen)[a-z]+ed)\b(?P<rest>[^,;:”]*)"
)
_TELLING = re.compile(
    r"(?:say|decide|announce|confirm|reveal|explain|disclose|determine|be|approve|ratify|sign|name|agree on a date)\b|"
    r"[a-z]+ (?:an? |his |her |any )?(?:new )?(?:successor|replacement)\b"
)


def yet_to(place: Place) -> Iterator[Asked]:
    """When somebody will do, or something will be done, what has yet to be."""
    passive = _NOT_YET_DONE.match(place.text)
    if passive and " to be " in passive.group() and "still" not in passive.group() and "yet" not in passive.group():
        return  # "has to be done" is a duty
    if passive and re.match(
        r"(?:The|Its|Their) (?:exact |total |full |final )?(?:number|cause|reason|extent|cost)\b",
        passive.group("subject"),
    ):
        return
    if passive and (subject := subject_of(place, passive.group("subject"))):
        told = f"{subject[0]} be {passive.group('deed')}{passive.group('rest').rstrip(' .')}"
        yield Asked(f"When will {told}?", "pending", subject[1], "yet")
        return
    doing = _YET_TO_DO.match(place.text)
    if doing and not _TELLING.match(doing.group("deed")) and (subject := subject_of(place, doing.group("subject"))):
        deed = re.split(r" (?:and|but) |, ", doing.group("deed").strip(" ."), maxsplit=1)[0]
        who = re.sub(r"^(eleven|twelve|two|three|four|five|six|seven|eight|nine|ten)\b", r"the \1", subject[0])
        yield Asked(f"When will {who} {deed}?", "pending", subject[1], "yet")
