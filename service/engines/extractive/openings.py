"""What is still to come or left untold, by the words news has for it: inquiries, votes, deadlines, causes."""

import re
from collections.abc import Iterator

from service.core.attribution.tokens import AUXILIARIES, CLOSED
from service.engines.extractive import prose
from service.engines.extractive.asked import Asked, Place, inside, lowered, subject_of
from service.engines.extractive.silence import matter_near
from service.engines.extractive.turning import WH, turned

_NOUN = r"(?:the |an? |its |their |his |her )?(?:[\w’'-]+ ){0,3}?"
_INQUIRY = re.compile(
    rf"\b(?:opened|launched|ordered|began|begun|started|announced|called|under|conducting|carrying out|face[sd]?) "
    rf"(?P<what>{_NOUN}(?:inquiry|enquiry|investigation|review|probe|inquest|audit)) (?:into|of) "
    rf"(?P<matter>[^,;:”.]+)"
)
_TIME_TAIL = re.compile(
    r" (?:in|on|last|this|since|after|before|earlier|late|when|while|because|as|but|and|that|which|who|following) .*$"
)


def inquiries(place: Place) -> Iterator[Asked]:
    """What an inquiry that was opened will find."""
    found = _INQUIRY.search(place.text)
    if found is None:
        return
    kind = found.group("what").rsplit(maxsplit=1)[-1]
    matter = _TIME_TAIL.sub("", found.group("matter")).strip()
    if 1 <= prose.count(matter) <= 10:
        yield Asked(f"What will the {kind} into {matter} find?", "pending", (place.number,), "inquiry")


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
    event = _TIME_TAIL.sub("", named).strip(" .") if named else matter_near(place)
    if event:
        yield Asked(f"What caused {event}?", "unanswered", (place.number,), "cause")


# "The cause “may never be known”": the words in marks are blanked.
_CAUSE_IN_MARKS = re.compile(r"\bsaid (?:that )?the cause [“\"]?”")

_BODY = r"(?:court|judge|tribunal|panel|council|board|committee|regulator|parliament|commission|cabinet|jury|senate)"
_ASKED_BODY = re.compile(
    rf"\b(?:will ask|has asked|have asked|asked|is asking|are asking|plans? to ask|petitioned|urged) "
    rf"(?P<body>(?:an?|the) (?:[\w’'-]+ ){{0,3}}?{_BODY}(?: of [A-Z]\w+)?) to (?P<deed>[a-z]+ [^,;:”]+)"
)


def requests(place: Place) -> Iterator[Asked]:
    """What a court or another body is asked to do."""
    found = _ASKED_BODY.search(place.text)
    if found:
        deed = re.sub(r" by [A-Z][^ ]* \d+$", "", found.group("deed").strip(" ."))
        yield Asked(f"Will {found.group('body')} {deed}?", "pending", (place.number,), "request")


_LIMIT = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?) (?:has|have) (?:until [^,;:”]{3,30}?|(?:[\w-]+ )(?:days|weeks|months))"
    r"(?: in which)? to (?P<deed>[a-z]+[^;:”]*)"
)
_GIVEN = re.compile(
    r"\b(?:gave|given|gives|giving) (?P<subject>(?:the )?[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}) "
    r"(?:until [^,;:”]{3,30}?|(?:[\w-]+ )(?:days|weeks|months)) to (?P<deed>[a-z]+[^,;:”]*)"
)


def deadlines(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what there is time for."""
    found = _LIMIT.match(place.text) or _GIVEN.search(place.text)
    if found is None:
        return
    words = re.sub(r"^Both (?:the )?(sides|parties)$", "Either side", found.group("subject"))
    subject = subject_of(place, words)
    if subject:
        deed = re.split(r", | and ", found.group("deed").strip(" ."), maxsplit=1)[0]
        yield Asked(f"Will {subject[0]} {deed}?", "pending", subject[1], "deadline")


_MISSING = re.compile(
    r"\b(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
    r"(?P<who> (?:people|others|men|women|children|passengers|crew members|crew|workers|miners|sailors|climbers))? "
    r"(?:were|are|remain(?:ed)?|was|is)(?: still| reported)? missing\b",
    re.IGNORECASE,
)


_DISASTER = re.compile(
    r"\b(?:died|dead|killed|drowned|rescue\w*|search\w*|survivors?|bod(?:y|ies)|injured|hurt|collapsed?|capsized?)\b"
)


def missing(place: Place) -> Iterator[Asked]:
    """Whether the missing will be found."""
    found = _MISSING.search(place.text)
    if found and (found.group("who") or _DISASTER.search(place.text)):
        who = (found.group("who") or " people").replace("others", "people")
        yield Asked(
            f"Will the {found.group('number').lower()} missing{who} be found?", "pending", (place.number,), "missing"
        )


_NO_DATE = re.compile(
    r"^(?P<subject>(?:A|An|The|Another) [^,;:”]{3,50}?) (?:has|have|is|was|will|are|were|would)\b[^”]*?[;,–—] "
    r"(?:but |though |although )?no (?:new |firm |exact )?date (?:has been|was|had been|is) "
    r"(?:set|fixed|given|announced|named)"
)
_NO_DATE_FOR = re.compile(
    r"\b[Nn]o (?:new |firm |exact )?date (?:has (?:yet )?been|was|had been|is) (?:set|fixed|given|announced) for "
    r"(?P<event>(?:the|an?) [^,;:”.]{3,50})|\b[Nn]o date for (?P<event2>(?:the|an?) [^,;:”.]{3,50}?) (?:has|was|is)\b"
)
_DATED = {"opening": "open", "completion": "be finished", "start": "begin", "starting": "begin", "delivery": "arrive"}
_NO_SUCH_DATE = re.compile(
    rf"\b(?P<what>(?:the|an?) [^,;:”]{{3,60}}?), for which no (?P<kind>{'|'.join(_DATED)}) date (?:has been|was|is) "
    r"(?:set|fixed|given|announced)"
)


def undated(place: Place) -> Iterator[Asked]:
    """When something will be for which there is no date."""
    opening = _NO_SUCH_DATE.search(place.text)
    if opening:
        what = re.sub(r"^.* of (?=(?:the|an?) )", "", opening.group("what"))
        what = re.sub(r"^an? ", "the ", what)
        yield Asked(f"When will {what} {_DATED[opening.group('kind')]}?", "unanswered", (place.number,), "undated")
        return
    found = _NO_DATE.match(place.text)
    direct = _NO_DATE_FOR.search(place.text)
    event = lowered(place.article, found.group("subject")) if found else None
    if direct:
        event = direct.group("event") or direct.group("event2")
    if event:
        yield Asked(f"When will {event} take place?", "pending", (place.number,), "undated")


_NO_MORE = re.compile(
    r"^(?P<what>No (?:further|new|more|fresh) [^,;:”]{3,40}?) (?:is|are|was|were|has been|have been) "
    r"(?:yet )?(?:scheduled|planned|set|arranged|agreed|announced|fixed)\b"
)


def unplanned(place: Place) -> Iterator[Asked]:
    """Whether there will be more of what none is planned of."""
    found = _NO_MORE.match(place.text)
    if found:
        yield Asked(f"Will there be {found.group('what')[3:]}?", "unanswered", (place.number,), "unplanned")


_WHETHER_TO = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?) (?:will |is to |are to |must |has to |have to |are |is |was |were )?"
    r"(?:also |now |still )?(?:votes?|voted|decides?|deciding|rules?|considers?|considering|debates?|debating|weighing|"
    r"discuss(?:es)?|choose|choosing)\b[^,;:”]*? (?:on )?whether to (?P<deed>[a-z]+[^;:”]*)"
)
_BODY_MEETS = re.compile(
    rf"\b(?P<body>(?:the|The) (?:[\w’'-]+ ){{0,3}}?{_BODY}) (?:(?:will|is to|is due to|is expected to) "
    r"(?P<will>meet|vote|decide|rule)|(?P<does>meets|votes|decides|rules)) (?P<rest>[^,;:”]*)"
)
_NP_TO_COME = re.compile(
    r"^(?P<subject>(?:A|The) (?:[\w’'-]+ )?(?P<kind>decision|ruling|verdict|judgment|report|result|findings?|results)"
    r"(?: (?:on|about|in|into|from|by|of) [^,;:”]{3,50}?)?) (?:is|are|was|were) "
    r"(?:now |not )?(?:expected|due|awaited|scheduled)\b"
)
_SENTENCE = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?)(?:, [^,;:”]{1,60},)? (?:is|are|was|were|will) "
    r"(?:due |set |expected |scheduled )?(?:to )?be sentenced\b"
)


_AHEAD = re.compile(
    r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|next (?:week|month|year)|"
    r"in (?:January|February|March|April|May|June|July|August|September|October|November|December)|on \d{1,2} [A-Z]|"
    r"on [A-Z][a-z]+\.? \d)"
)
_VOTED_ON = re.compile(r"on (?P<what>(?:the|an?) [a-z][^,;:”]*?)(?= (?:on|in|at|next|this) |\.|$)")


def decisions(place: Place) -> Iterator[Asked]:
    """What will be decided, where it is said that it will be."""
    whether = _WHETHER_TO.match(prose.opened(_without_label(place.text)))
    if whether and (subject := subject_of(place, whether.group("subject"))):
        deed = re.split(r", | (?:at|after|when|before) ", whether.group("deed").strip(" ."), maxsplit=1)[0]
        yield Asked(f"Will {subject[0]} {deed}?", "pending", subject[1], "decision")
        return
    meets = _BODY_MEETS.search(place.text)
    if meets and _AHEAD.search(meets.group("rest")):
        body = meets.group("body")[0].lower() + meets.group("body")[1:]
        matter = _VOTED_ON.match(meets.group("rest"))
        votes = (meets.group("will") or meets.group("does")).startswith("vote")
        asks = f"How will {body} vote on {matter.group('what')}?" if votes and matter else f"What will {body} decide?"
        yield Asked(asks, "pending", (place.number,), "decision")
        return
    coming = _NP_TO_COME.match(place.text)
    if coming:
        told = lowered(place.article, coming.group("subject"))
        asks = "say" if coming.group("kind") in {"report", "findings", "finding"} else "be"
        yield Asked(f"What will {re.sub('^a ', 'the ', told)} {asks}?", "pending", (place.number,), "decision")
        return
    sentenced = _SENTENCE.match(place.text)
    if sentenced and (subject := subject_of(place, sentenced.group("subject"))):
        yield Asked(f"What sentence will {subject[0]} receive?", "pending", subject[1], "decision")


def _without_label(text: str) -> str:
    return re.sub(r"^[•·*–—-]* ?[A-Z][\w ]{2,30}: (?=[A-Z])", "", text)


_APPEAL = re.compile(
    r"^(?P<subject>[^;:”]{3,90}?) (?:said (?:it|he|she|they) )?(?:(?:is|was|are|were) (?:considering|weighing|mulling|"
    r"studying)|(?:did|does|has|have|would) not rule(?:d)? out|may|might|could) (?:making |lodging )?(?:an )?appeal\b"
)


def undecided(place: Place) -> Iterator[Asked]:
    """Whether somebody will appeal who may; whether something is so that is not certain."""
    found = _APPEAL.match(place.text)
    if found:
        words = re.split(r", | said\b| (?:was|is|has) ", found.group("subject"), maxsplit=1)[0]
        owner = re.match(r"(?P<body>[^,]+?)[’']s ", words)
        if " said it " in found.group() and owner:  # "The agency's head said it was weighing an appeal"
            words = owner.group("body")
        if subject := subject_of(place, words):
            yield Asked(f"Will {subject[0]} appeal?", "pending", subject[1], "appeal")
    doubted = re.search(
        r"\b(?:not|[Nn]or is it|far from|never) (?:yet |at all )?certain (?:that|whether) (?P<clause>[^,;:”]+)",
        place.text,
    )
    if doubted and (question := turned("whether " + doubted.group("clause").strip(" ."), keep_tense=True)):
        yield Asked(question, "unanswered", (place.number,), "unclear")


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


_PROVIDED = re.compile(
    r"\b(?:provided|on condition|as long as|only if|assuming) (?:that )?(?P<subject>(?:the )?(?:[a-z-]+ )?[a-z]{3,}"
    r"(?<!s)s(?: (?:in|of|on|for|from) [a-z]+)?) (?P<verb>(?!is\b|was\b|has\b|does\b)[a-z]{2,}(?<!s)(?<!ed)(?<!ing)) "
    r"(?P<rest>[^,;:”.]+)"
)


def conditions(place: Place) -> Iterator[Asked]:
    """Whether what something depends on will come about."""
    found = _PROVIDED.search(place.text)
    if found and found.group("verb") not in CLOSED | AUXILIARIES:
        told = f"{found.group('subject')} {found.group('verb')} {found.group('rest').strip()}"
        yield Asked(f"Will {told}?", "conditional", (place.number,), "condition")
