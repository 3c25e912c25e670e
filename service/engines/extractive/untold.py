"""What an article leaves untold: causes, reasons, who did it, what nobody knows, whose account is right."""

import re
from collections.abc import Iterator

from service.engines.extractive.asked import Asked, Place, inside, lowered, subject_of
from service.engines.extractive.openings import TIME_TAIL
from service.engines.extractive.silence import matter_near
from service.engines.extractive.turning import AUXILIARY, WH, turned

_CAUSE = re.compile(
    r"\b(?:the|its) (?:exact )?cause(?: of (?P<event>(?:the|an?) [^,;:”]{3,50}?))? "
    r"(?:(?:is|was|remains|remained|had|has|have) (?:still )?"
    r"(?:not (?:yet )?(?:known|clear|been (?:determined|established|found|identified))|unknown|unclear|a mystery|"
    r"under investigation|being investigated)|may never be known)"
    r"|\b(?:investigat\w+|looking into|establish|determine) (?:the cause of|what caused) (?P<event2>(?:the|an?) "
    r"[^,;:”.]{3,50})",
    re.IGNORECASE,
)


def causes(place: Place) -> Iterator[Asked]:
    """What caused something whose cause is not known."""
    found = _CAUSE.search(place.text) or _CAUSE_IN_MARKS.search(place.text)
    if found is None:
        return
    groups = found.groupdict()
    named = groups.get("event") or groups.get("event2")
    event = TIME_TAIL.sub("", named).strip(" .") if named else matter_near(place)
    if event:
        yield Asked(f"What caused {event}?", "unanswered", (place.number,), "cause")


# "The cause “may never be known”": the words in marks are blanked.
_CAUSE_IN_MARKS = re.compile(r"\bsaid (?:that )?the cause [“\"]?”")


_NOBODY_KNOWS = re.compile(
    rf"^(?P<clause>{WH} [^;:”]+?)(?:, and (?:why|how|when|where))?,? (?:nobody|no one|none of them|neither side) "
    r"(?:knows|(?:can|could|would|will) (?:say|explain|tell)|"
    r"has (?:yet )?(?:been able to )?(?:said?|say|explain(?:ed)?))",
    re.IGNORECASE,
)
_NEVER_TOLD = re.compile(
    rf"^(?P<clause>{WH} [^,;:”]+?) (?:has|have|was|were|had) (?:not|never)(?: yet)? (?:been )?"
    r"(?:made public|disclosed|explained|published|established|revealed|determined|settled)\b",
    re.IGNORECASE,
)
_QUESTION_IS = re.compile(
    rf"\b(?:question (?:now |then )?(?:is|was|remains|becomes)|raises? the question(?: of)?|dispute (?:is )?over|argue "
    rf"(?:over|about)|divided (?:over|on|about)|disagree (?:over|on|about)) (?P<clause>{WH} [^,;:”]+)"
)


def unknown(place: Place) -> Iterator[Asked]:
    """What nobody knows or has made public."""
    for pattern in (_NOBODY_KNOWS, _NEVER_TOLD, _QUESTION_IS):
        found = pattern.search(place.text)
        if found and (question := turned(found.group("clause"))):
            yield Asked(question, "unanswered", (place.number,), "unclear")


_NO_REASON = re.compile(
    r"\b(?:gave|given|giving|offered|offering) no (?:reason|explanation) for (?P<what>the [^,;:”.]+)"
)
_CLAIMED = re.compile(
    r"\b(?:nobody|no one|no group) (?:has |had )?(?:yet )?claimed (?:the )?responsibility(?: for (?P<what>[^,;:”.]+))?",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^(?P<who>The [^,;:”]{3,40}?) (?:has|have|had|was|were) not (?:yet |immediately )?(?:been )?(?:named|identified)\b"
)


def untold(place: Place) -> Iterator[Asked]:
    """Reasons nobody gave, deeds nobody claimed, people nobody named."""
    reason = _NO_REASON.search(place.text)
    if reason:
        yield Asked(f"What is the reason for {reason.group('what').strip()}?", "unanswered", (place.number,), "untold")
    claimed = _CLAIMED.search(place.text)
    if claimed and (what := claimed.group("what") or matter_near(place)):
        yield Asked(f"Who is behind {what.strip()}?", "unanswered", (place.number,), "untold")
    unnamed = _UNNAMED.match(place.text)
    if unnamed:
        who = lowered(place.article, unnamed.group("who"))
        yield Asked(f"Who {'are' if who.endswith('s') else 'is'} {who}?", "unanswered", (place.number,), "untold")


_NOT_WHY = re.compile(
    r"\b(?:(?:has|have|had) not (?:yet )?(?:said|explained)|(?:did|would|could) not (?:say|explain)|"
    r"declined to (?:say|explain)) why\.?$"
)
_TOLD_SIMPLY = re.compile(
    rf"^(?P<subject>(?:The|An?|Its|[A-Z][\w’'-]+) ?(?:[\w’'-]+ ){{0,5}}?)(?P<auxiliary>{AUXILIARY}) "
    r"(?P<rest>[^,;:”]+)\.$"
)


def reasons(place: Place) -> Iterator[Asked]:
    """Why something happened that the sentence before tells and nobody will explain."""
    if place.number < 2 or not _NOT_WHY.search(place.text):
        return
    found = _TOLD_SIMPLY.match(place.article.quote(place.number - 1))
    subject = subject_of(place, found.group("subject").strip()) if found else None
    if found and subject:
        asks = f"Why {found.group('auxiliary')} {subject[0]} {found.group('rest').strip()}?"
        yield Asked(asks, "unanswered", (place.number - 1, place.number), "reason")


_DISPUTES = re.compile(
    r"^(?P<who>[^,;:”]{2,50}?) (?:disputes?|disputed|rejects?|rejected|contests?|contested|questions|questioned) "
    r"(?:that|this|the (?:(?P<count>count|figures?|estimate|numbers?)|(?P<what>claims?|account|version|findings?|"
    r"allegations?|charge)))\b(?=[.,; ])"
)
_FAR = 4  # sentences back that a number may stand in
_NUMBER = re.compile(
    r"(?<![\d.,$€£¥])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b",
    re.IGNORECASE,
)


def disputed(place: Place) -> Iterator[Asked]:
    """Whether what one party told before is right, where another disputes it: a number, or the sentence before."""
    found = _DISPUTES.match(place.text)
    if found is None:
        return
    count = found.group("count")
    before = range(place.number - 1, max(0, place.number - 1 - (_FAR if count else 1)), -1)
    told = next((at for at in before if _tells(place, at, count)), 0)
    parties = {each.party for each in place.reading.of_sentence(told) if each.certain and not each.reported_by}
    if len(parties) != 1:
        return
    party = place.reading.parties[parties.pop() or 0]
    if found.group("who") in {party.name, *party.aliases}:
        return
    name = inside(place.article, party)
    name = name if party.is_named or name.startswith("the ") else f"the {name}"
    owner = f"{name}’" if name.endswith("s") else f"{name}’s"
    owner = owner if "’" in place.article.text else owner.replace("’", "'")
    what = count or found.group("what") or "account"
    are = "Are" if what.endswith("s") else "Is"
    yield Asked(f"{are} {owner} {what} right?", "disputed", (told, place.number), "disputed")


def _tells(place: Place, number: int, count: str | None) -> bool:
    """Whether a sentence is somebody's word, with a number in it where one is disputed."""
    said = [each for each in place.reading.of_sentence(number) if each.party is not None]
    words = " ".join(place.article.text[slice(*span)] for each in said for span in each.content)
    return bool(said) and (not count or bool(_NUMBER.search(words)))
