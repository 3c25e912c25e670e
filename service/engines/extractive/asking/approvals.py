"""What cannot go ahead before somebody agrees, and what nobody can be sure of."""

import re
from collections.abc import Iterator

from service.core.attribution.tokens import AUXILIARIES, CLOSED
from service.engines.extractive.asking.asked import Asked, Place, cited, lowered, party_called, subject_of, with_the
from service.engines.extractive.asking.holders import holder

_THING = (
    r"(?P<thing>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]hat|[Tt]hose|[Aa]ny) (?:[\w’'-]+ ){0,4}?"
    r"(?:merger|deal|plan|plans|sale|takeover|proposal|proposals|agreement|bill|law|scheme|project|move|purchase|"
    r"treaty|contract|"
    r"closure|increase|rise|changes?|budget|settlement|offer|bid|measures?|reform|rules?|appointment|ban|transfer|pact|"
    r"extension|application|development|route|cut|cuts|motion|trial|vaccine|drug|permit|licen[cs]e|strike|"
    r"acquisition|charter)"
    r"(?: (?:of|to|for|between|with|on) [^,;:”]{3,50}?)?)"
)
_BODY = r"(?P<body>(?:(?:the|its|both|a|an) )?(?:[\w’'-]+ ){0,4}?[\w’'-]+)"
_END = r"(?=[.,;]| (?:before|in|on|by|at|this|next|after|and|but|which|who|to|for|early|later|until|as) |$)"
_APPROVED = re.compile(
    rf"{_THING},?(?: which| that)? (?:(?:still|now|also) )?(?:(?:is|are|was|were|remains?|being) )?(?:still )?"
    rf"(?:subject to (?:the )?(?:approval|consent|agreement|a vote|sign-?off|ratification)(?: (?:of|by|from))|"
    rf"(?:needs?|requires?|awaits?|awaiting|pending|depends? on|waiting for) (?:the )?(?:approval|consent|backing|"
    rf"support|agreement|ratification|sign-?off|a vote) (?:of|by|from|in)|"
    rf"(?:must|has to|have to|needs to|need to|will|is to|will have to|would have to) (?:still |now |first |then "
    rf")?be (?:approved|ratified|backed|confirmed|passed|signed|voted on) by|"
    rf"(?:must|has to|needs to|will|would) (?:still |now |then )?(?:pass|clear|go before|go to|be put to)|(?:goes|"
    rf"heads|moves|passes|returns|is going) (?:next |now |back )?(?:before|to)) "
    rf"{_BODY}{_END}"
)
_MAY_WAIT = re.compile(
    r"approv|consent|agree|ratif|subject to|pending|await|waiting|go to|go before|goes|heads|pass|moves|returns|"
    r"going|put to|must|"
    r"ha(?:s|ve) to|ha(?:s|ve) (?:yet|still|not yet)|need|requir|depend|unless|only if|as long as|provided|once|"
    r"until|clear|lack|licen[cs]e|permi"
)
_REGULATORS = re.compile(
    rf"{_THING},?(?: which)? (?:(?:is|are|remains?) )?(?:still )?(?:subject to|needs?|awaits?|requires?|awaiting|"
    rf"pending) "
    r"(?P<kind>regulatory|shareholder|parliamentary|court|council|board|union) (?:approval|clearance|consent)"
)
_BY_WHOM = {
    "regulatory": "regulators",
    "shareholder": "shareholders",
    "parliamentary": "parliament",
    "court": "the court",
    "council": "the council",
    "board": "the board",
    "union": "the union",
}
_UNLESS = re.compile(
    r"\b(?:unless|only if|until|as long as|provided(?: that)?|once|depends on whether) (?P<body>(?:the |its "
    r")?(?:[\w’'-]+ ){0,4}?[\w’'-]+) "
    r"(?P<verb>agree|approve|accept|sign|back|ratify|consent|vote|pay|lift|win|secure|receive|get|obtain)(?:s|es)? "
    r"(?P<rest>[^,;:”.]+)"
)
_YET = re.compile(
    r"^(?P<body>[^,;:”]{3,50}?) (?:has|have) (?:yet to|still to|not yet) (?P<verb>approve|ratify|sign|back|"
    r"accept|consider)d? (?P<what>[^,;:”.]{4,60})"
)


def approvals(place: Place) -> Iterator[Asked]:
    """Whether a body will approve what cannot go ahead without."""
    if not _MAY_WAIT.search(place.text):
        return
    found = _APPROVED.search(place.text)
    named = _REGULATORS.search(place.text)
    if named:
        thing = definite(place, named.group("thing"))
        if thing:
            yield Asked(
                f"Will {_BY_WHOM[named.group('kind')]} approve {thing}?", "conditional", (place.number,), "approval"
            )
    elif found:
        thing, body = definite(place, found.group("thing")), _body(found.group("body"))
        if thing and body:
            yield Asked(f"Will {body} approve {thing}?", "conditional", (place.number,), "approval")
    else:
        yield from _awaited(place)
    unless = _UNLESS.search(place.text)
    if unless and (who := _body(unless.group("body"))):
        rest = re.sub(r" of (?:that|it|this|them)$", "", unless.group("rest").strip())
        yield Asked(f"Will {who} {unless.group('verb')} {rest}?", "conditional", (place.number,), "approval")


_AWAITS = re.compile(
    r"\b(?:(?:is|are|was|were) (?:still )?awaiting|awaits?|still needs?|needs?|requires?|is subject to|are subject "
    r"to) (?:the )?(?:approval|consent|permission|clearance) (?:of|by|from) "
    rf"{_BODY}{_END}"
)


_LACKS = re.compile(
    r"\b(?:still )?(?:needs?|requires?|awaits?|lacks?|(?:is|are) (?:still )?(?:awaiting|waiting for)) "
    r"(?P<what>(?:planning permission|planning consent|regulatory approval|final approval|approval|clearance|an? "
    r"(?:[a-z]+ )?(?:licen[cs]e|permit)))(?=[.,;]| (?:to|for|and|but|before)\b|$)"
)


def _awaited(place: Place) -> Iterator[Asked]:
    found = _AWAITS.search(place.text)
    yet = _YET.match(place.text)
    if found:
        who, body = holder(place, found.start()), _body(found.group("body"))
        subject = subject_of(place, who) if who else None
        if subject and body:
            party = party_called(place.reading, subject[0].removeprefix("the "))
            is_party = party is not None and party.is_named
            asks = f"Will {subject[0]} get approval from {body}?" if is_party else f"Will {body} approve {subject[0]}?"
            yield Asked(asks, "conditional", cited(place, subject[1]), "approval")
    elif (
        (lacks := _LACKS.search(place.text))
        and (who := holder(place, lacks.start()))
        and (subject := subject_of(place, who))
    ):
        what = lacks.group("what")
        yield Asked(f"Will {subject[0]} get {what}?", "conditional", cited(place, subject[1]), "approval")
    elif yet and (subject := subject_of(place, yet.group("body"))):
        yield Asked(
            f"Will {subject[0]} {yet.group('verb')} {yet.group('what').strip()}?", "pending", subject[1], "approval"
        )


_VOID = frozenset("it they he she this that these those which who them him her us we you all".split())


def _body(words: str) -> str | None:
    """A body that decides, as inside a sentence; None where the words are no body."""
    words = with_the(words.strip())
    told = words.split()
    first = told[0].lower()
    if first in _VOID or any(word in AUXILIARIES or word in CLOSED - {"of", "and", "for"} for word in told[1:]):
        return None
    if told[-1].lower() in CLOSED | AUXILIARIES or told[-1][0].isdigit():
        return None
    is_named = told[0][0].isupper() or first in {"the", "its", "both"}
    return words if is_named or re.search(r"(?:s|parliament|congress|cabinet)$", told[-1]) else None


def definite(place: Place, words: str) -> str | None:
    """A thing spoken of, with "the" for "a"; None where it is somebody's who is not named."""
    if re.match(r"(?:its|their|his|her|that|those|any) ", words, re.IGNORECASE):
        words = "the " + words.split(maxsplit=1)[1] if not re.match(r"(?:any|his|her) ", words, re.IGNORECASE) else ""
    return with_the(lowered(place.article, words)) if words else None


_APPLIED = re.compile(
    r"^(?P<subject>[^;:”]{3,80}?),? (?:has applied|have applied|applied|is applying|plans? to apply|will apply|"
    r"intends? to apply|will seek|is seeking|has sought|plans? to seek) (?:to [^,;:”]{3,40}? )?"
    r"(?:for )?(?P<what>(?:planning |marketing |regulatory |building )?(?:permission|approval|consent|an? "
    r"licen[cs]e|an? permit|bail|asylum|bankruptcy protection|an? injunction)\b[^,;:”.]*)"
)


def applications(place: Place) -> Iterator[Asked]:
    """Whether somebody will be granted what is applied for."""
    found = _APPLIED.match(place.text)
    subject = subject_of(place, found.group("subject").split(", ", maxsplit=1)[0]) if found else None
    if found and subject:
        what = re.split(
            r" (?:by|before|after|from|later|this|next|in (?=[a-z])) ?", found.group("what").strip(), maxsplit=1
        )[0]
        yield Asked(f"Will {subject[0]} get {what}?", "pending", subject[1], "approval")


_UNDECIDED = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d+|several)(?: of (?:its|the|their))?(?P<who> "
    r"(?:[a-z]+ )?[a-z]+s)\b[^.;:”]{0,80}? "
    r"(?:say they are|are|remain|were|said they were) (?:still )?undecided\b"
)


def undecided_votes(place: Place) -> Iterator[Asked]:
    """How those will vote who are undecided."""
    found = _UNDECIDED.search(place.text)
    if found:
        asks = f"How will the {found.group('count')} undecided{found.group('who')} vote?"
        yield Asked(asks, "pending", (place.number,), "decision")


_UNCERTAIN = re.compile(
    r"\b(?P<what>(?P<the>[Aa]n?|[Tt]he) (?:[a-z-]+ ){0,2}?(?:deal|agreement|ceasefire|truce|settlement|recovery|"
    r"majority|coalition|government|merger|sale|vote|takeover|strike|treaty)"
    r"(?: (?:with|between|on|over|of) [^,;:”]{3,40}?)?) (?:is|was|remains?|remained|looks?|seems?) "
    r"(?:still )?(?:far from (?:certain|assured|guaranteed)|in doubt|not (?:certain|assured|guaranteed)|uncertain|"
    r"elusive|hanging in the balance)\b"
)


def uncertain(place: Place) -> Iterator[Asked]:
    """Whether there will be a deal that is far from certain."""
    found = _UNCERTAIN.search(place.text)
    if found is None:
        return
    what = found.group("what")[0].lower() + found.group("what")[1:]
    asks = f"Will there be {what}?" if what.startswith("a") else f"Will {what} go ahead?"
    yield Asked(asks, "pending", (place.number,), "unclear")


_UNLESS_ELSE = re.compile(
    r"^(?P<subject>[^,;:”]{3,50}?) (?:will|would) (?P<deed>(?!not\b|be\b|have\b|never\b)[a-z]+[^,;:”]*?),? unless\b"
)
_FURTHER = re.compile(
    r"^(?P<what>(?:A|An) (?:further|second|third|fourth|another|new) [a-z]+(?: [a-z]+)?) (?:is|has been|was) "
    r"(?:planned|called|due|scheduled|threatened) [^;:”]*\b(?:if|unless)\b"
)


def further(place: Place) -> Iterator[Asked]:
    """Whether there will be the second strike that is planned unless something happens."""
    unless = _UNLESS_ELSE.match(place.text)
    doer = subject_of(place, unless.group("subject")) if unless else None
    if unless and doer:
        yield Asked(f"Will {doer[0]} {unless.group('deed').strip()}?", "conditional", doer[1], "condition")
        return
    found = _FURTHER.match(place.text)
    if found:
        asks = f"Will there be {found.group('what')[0].lower()}{found.group('what')[1:]}?"
        yield Asked(asks, "conditional", (place.number,), "condition")
