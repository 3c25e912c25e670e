"""What is still to come, by the words news has for it: inquiries, votes, deadlines."""

import re
from collections.abc import Iterator

from service.core.attribution.tokens import AUXILIARIES, CLOSED
from service.engines.extractive.asking.asked import Asked, Place, cited, lowered, subject_of, with_the
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.meant import body_of
from service.engines.extractive.asking.silence import matter_near
from service.engines.extractive.sentences import prose

_NOUN = r"(?:the |an? |its |their |his |her )?(?:[\w’'-]+ ){0,3}?"
_INQUIRY = re.compile(
    rf"\b(?:opened|launched|ordered|began|begun|started|announced|called|under|conducting|carrying out|face[sd]?) "
    rf"(?P<what>{_NOUN}(?:inquiry|enquiry|investigation|review|probe|inquest|audit)) (?P<into>into|of) "
    rf"(?P<matter>[^,;:”.]+)"
)
_BARE_INQUIRY = re.compile(
    r"\b(?:opened|launched|ordered|began|begun|started|announced) an? (?:[a-z]+ )?(?P<kind>inquiry|investigation|"
    r"probe)(?= and\b|[.,;])"
)
TIME_TAIL = re.compile(
    r" (?:in|on|last|this|since|after|before|earlier|late|when|while|because|as|but|and|that|which|who|following) .*$"
)


def inquiries(place: Place) -> Iterator[Asked]:
    """What an inquiry that was opened will find."""
    found = _INQUIRY.search(place.text)
    if found is None:
        bare = _BARE_INQUIRY.search(place.text)
        event = matter_near(place) if bare else None
        if bare and event:
            asks = f"What will the {bare.group('kind')} into {event} find?"
            yield Asked(asks, "pending", (place.number,), "inquiry")
        return
    kind = found.group("what").rsplit(maxsplit=1)[-1]
    matter = TIME_TAIL.sub("", found.group("matter")).strip()
    if 1 <= prose.count(matter) <= 10:
        yield Asked(f"What will the {kind} {found.group('into')} {matter} find?", "pending", (place.number,), "inquiry")


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


_MISSING = re.compile(
    r"\b(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
    r"(?P<who> (?:people|others|men|women|children|passengers|crew members|crew|workers|miners|sailors|climbers))? "
    r"(?:were|are|remain(?:ed)?|was|is)(?: still| reported)? (?:missing|unaccounted for)\b",
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
        number = found.group("number").lower()
        many = f"{number} of" if number in {"dozens", "hundreds"} else number
        yield Asked(f"Will the {many} missing{who} be found?", "pending", (place.number,), "missing")


_NO_CONFIDENCE = re.compile(
    r"\b(?:no-confidence (?P<kind>motion|vote)|(?P<vote>motion|vote) of no confidence)(?: (?:in|against) "
    r"(?P<whom>(?:the |[A-Z])[^,;:”.]{2,40}?)(?= (?:on|next|by|after|in|over)\b|[.,;]|$))?"
)
_CONFIDENCE_TOLD = re.compile(
    r"\b(?:survived|lost|won|defeated|passed|toppled|"
    r"failed)\b[^.]{0,40}\bno[- ]confidence|no[- ]confidence[^.]{0,40}\b(?:failed|passed|succeeded|was (?:lost|"
    r"defeated|carried))\b"
)


def confidence(place: Place) -> Iterator[Asked]:
    """Whether a vote of no confidence that is still to come will pass."""
    found = _NO_CONFIDENCE.search(place.text)
    if found is None or _CONFIDENCE_TOLD.search(place.article.text):
        return
    kind = f"no-confidence {found.group('kind') or found.group('vote')}"
    asks = f"Will {found.group('whom')} survive the {kind}?" if found.group("whom") else f"Will the {kind} pass?"
    yield Asked(asks, "pending", (place.number,), "decision")


_WHETHER_TO = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?) (?:will |is to |are to |must |has to |have to |are |is |was |were )?"
    r"(?:also |now |still )?(?:votes?|voted|decides?|deciding|rules?|considers?|considering|debates?|debating|weighing|"
    r"discuss(?:es)?|choose|choosing)\b[^,;:”]*? (?:on )?whether to (?P<deed>[a-z]+[^;:”]*)"
)
_BODY_MEETS = re.compile(
    rf"\b(?P<body>(?:the|The) (?:[\w’'-]+ ){{0,3}}?{_BODY}) (?:(?:will|is to|is due to|is expected to) "
    r"(?P<will>meet|vote|decide|rule)|(?P<does>meets|votes|decides|rules)) (?P<rest>[^,;:”]*)"
)
_WILL_VOTE = re.compile(
    r"(?:^|\bas )(?P<subject>[^,;:”]{3,60}?) (?:will|is to|are to|prepares? to|is preparing to|are preparing to|is "
    r"due to|are "
    r"due to) (?P<deed>(?:vote|rule)\b[^,;:”]{0,80})(?=[.,;]|$)"
)
_NP_TO_COME = re.compile(
    r"(?:^|; )(?P<subject>(?:A|The|a|the) (?:[\w’'-]+ )?(?P<kind>decision|ruling|verdict|judgment|report|result|"
    r"findings?|results)"
    r"(?: (?:on|about|in|into|from|by|of) [^,;:”]{3,50}?)?) (?:is|are|was|were) "
    r"(?:now |not )?(?:expected|due|awaited|scheduled)\b"
)
_SENTENCE = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?)(?:, [^,;:”]{1,60},)? (?:is|are|was|were|will) "
    r"(?:due |set |expected |scheduled )?(?:to )?be sentenced\b"
)


_WILL_DECIDE = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?) (?:will|is to|are to|is expected to|are expected to|is due to|are due to) "
    r"(?:make|take|reach|announce|give) (?:an?|its|their|the) (?:final |formal )?decision"
    r"(?: on (?P<what>the [^,;:”.]+?))?(?: (?:in|on|by|at|after|before|next|later|this) |[.,;]|$)"
)
_POSTPONED = re.compile(
    r"\b(?:postpone[ds]?|defer(?:red|s)?|delay(?:ed|s)?|put off|adjourn(?:ed|s)?) (?:an?|its|their|the) (?:final )?"
    r"(?P<noun>decision|vote|ruling|verdict)(?: on (?P<what>the [^,;:”.]+?))?(?= (?:until|to|till|by|for)\b)"
)


def awaited_decisions(place: Place) -> Iterator[Asked]:
    """What a body will decide that is to, or has put it off."""
    found = _WILL_DECIDE.match(place.text)
    who = found.group("subject") if found else None
    noun = "decision"
    if found is None and (found := _POSTPONED.search(place.text)):
        who, noun = holder(place, found.start()), found.group("noun")
    subject = subject_of(place, who) if who else None
    if found is None or subject is None:
        return
    what = found.group("what") or matter_near(place)
    on = f" on {what.strip()}" if what and what != f"the {noun}" else ""
    asks = f"How will {subject[0]} {'rule' if noun in {'ruling', 'verdict'} else 'vote'}{on}?"
    if noun == "decision":
        asks = f"What will {subject[0]} decide{on}?"
    yield Asked(asks, "pending", cited(place, subject[1]), "decision")


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
        asks = (
            f"How will {body} vote on {with_the(matter.group('what'))}?"
            if votes and matter
            else f"What will {body} decide?"
        )
        yield Asked(asks, "pending", (place.number,), "decision")
        return
    voting = _WILL_VOTE.search(place.text)
    if voting and (subject := subject_of(place, voting.group("subject"))):
        yield Asked(
            f"How will {subject[0]} {on_the(voting.group('deed').strip(' .'))}?", "pending", subject[1], "decision"
        )
        return
    coming = _NP_TO_COME.search(place.text)
    if coming:
        told = lowered(place.article, coming.group("subject"))
        is_bare = " " not in re.sub("^(?:an?|the) ", "", told)
        if is_bare and coming.group("kind") in {"decision", "ruling", "report"}:
            event = matter_near(place)
            if event is None or coming.group("kind") in event:
                return
            told = f"{told} on {event}"
        if coming.group("kind").startswith("result") and (of := re.search(r"\b(?:of|from) (?P<what>.+)$", told)):
            told = of.group("what") if re.match(r"(?:the|an?|its) ", of.group("what")) else f"the {of.group('what')}"
            yield Asked(f"What will {with_the(told)} show?", "pending", (place.number,), "results")
            return
        asks = "say" if coming.group("kind") in {"report", "findings", "finding"} else "be"
        yield Asked(f"What will {with_the(told)} {asks}?", "pending", (place.number,), "decision")
        return
    sentenced = _SENTENCE.match(place.text)
    if sentenced and (subject := subject_of(place, sentenced.group("subject"))):
        yield Asked(f"What sentence will {subject[0]} receive?", "pending", subject[1], "decision")


def on_the(deed: str) -> str:
    """A vote or a ruling as of something known: "vote on the deal" for "vote on a deal"."""
    return re.sub(r"^(vote|rule) on an? ", r"\1 on the ", deed)


def _without_label(text: str) -> str:
    return re.sub(r"^[•·*–—-]* ?[A-Z][\w ]{2,30}: (?=[A-Z])", "", text)


_APPEAL = re.compile(
    r"(?:\b(?:is|was|are|were) (?:considering|weighing|mulling|studying)|\bconsidering|\b(?:did|does|has|have|"
    r"would) not rule(?:d)? out|"
    r"\b(?:might|could|would consider)) (?:making |lodging |whether to )?(?:an )?appeal\b"
)


def undecided(place: Place) -> Iterator[Asked]:
    """Whether somebody will appeal who may."""
    found = _APPEAL.search(place.text)
    who = holder(place, found.start()) if found else None
    subject = subject_of(place, who) if who else None
    if found and subject and re.search(r"\bit ?$", place.text[: found.start()]):
        owner = re.match(
            r"(?P<body>(?:The )?[^,]+?)[’']s ", place.text
        )  # "The agency's head said it was weighing an appeal"
        subject = subject_of(place, owner.group("body")) if owner else body_of(place, subject)
    if subject:
        yield Asked(f"Will {subject[0]} appeal?", "pending", subject[1], "appeal")


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
