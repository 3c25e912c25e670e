"""How a contest, a ballot or a search for somebody ends, and what becomes of what is in doubt."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, subject_of, with_the
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.turning import is_several

_CONTEST = re.compile(
    r"^(?:A|An|The) (?P<what>(?:[a-z]+ ){0,2}?(?:run-?off|election|by-election|second round|leadership contest|"
    r"vote-off|play-off)) "
    r"(?:(?:between|for|in) [^,;:”]{3,40}? )?(?:will be held|is (?:due|scheduled|set|to be held)|takes place|will "
    r"take place|has been called)\b"
)
_BALLOT = re.compile(
    r"\b(?P<who>members|workers|staff|employees|drivers|nurses|teachers|crews?) (?:will|would|are to|were to) be "
    r"balloted\b|"
    r"\b(?:will|would|plans to|is to|was to|threatened to) ballot (?:its |their )?(?P<whom>members|workers|staff|"
    r"drivers|nurses|teachers)\b"
)
_FUTURE = re.compile(
    r"(?:^|\b(?:said|that|and|but) )(?:(?P<owner>(?:[Tt]he |[A-Z])[^,;:”]{2,40}?)[’']s? future|[Tt]he future of "
    r"(?P<of>(?:the |[A-Z])[^,;:”]{2,40}?)) "
    r"(?:is|was|are|remains|remained|looks) (?:still )?(?:uncertain|unclear|in doubt|in question|at stake|up in the "
    r"air|unknown|unresolved|undecided)\b"
)
_SEEKS = re.compile(
    r"\b(?:is|are|was|were) (?:now |still |also )?(?:seeking|looking for|searching for|in search of) (?P<what>an? "
    r"(?!witness|explanation|answer|way\b)[^,;:”.]{3,40})"
)
_APART = re.compile(
    r"^(?P<subject>[^,;:”]{3,50}?) (?:remain|remained|are|were) (?:still )?(?:far apart|deadlocked|divided|at odds|"
    r"no closer to agreement) (?:on|over) (?P<what>[^,;:”.]{2,50})"
)
_MUST_AGREE = re.compile(
    r"^(?P<body>[^,;:”]{3,50}?) (?:must|has to|have to|needs? to|will have to|would have to) (?:still |also |now |"
    r"first )?"
    r"(?P<verb>approve|ratify|back|endorse|agree to|consent to|sign) (?P<what>(?:the|any) [^,;:”.]{3,50})"
)
_RULES = re.compile(
    r"^(?P<body>[^,;:”]{3,50}?) (?:has|have) (?:not(?: yet)?|yet to) (?P<verb>ruled?|voted?|acted?|pronounced?) on "
    r"(?P<what>the [^,;:”.]{3,50})"
)
_ANY = re.compile(
    r"\bno (?:immediate |official |further )?(?:word|information|details) (?:on|of|about) (?P<what>casualties|"
    r"injuries|survivors|arrests|victims|damage|fatalities|deaths)\b"
)


_LEAD = 4  # sentences that tell what the news is about
_PROPOSED = re.compile(
    r"\b(?:propos(?:ed|es|ing)|unveil(?:ed|s|ing)|tabled|introduced|presented|published|released|drafted|put "
    r"forward|plans? for) (?:an? |the |its |their )"
    r"(?:[\w$€£.’'-]+ ){0,4}?(?P<what>bill|motion|amendment|resolution|plan|proposal|scheme|project)\b(?P<tail> to "
    r"[a-z]+ [^,;:”.]{3,60}?)?(?=[.,;]| (?:that|which|on|in|but|and|after)\b|$)"
)
_SETTLED = (
    r"\b{0}\b[^.;]{{0,60}}\b(?:passed|approved|adopted|rejected|defeated|became law|signed|scrapped|dropped|shelved|"
    r"vetoed|withdrawn)\b|"
    r"\b(?:passed|approved|adopted|rejected|defeated|signed|vetoed|scrapped|dropped|shelved)\b[^.;]{{0,60}}\b{0}\b"
)


def proposals(place: Place) -> Iterator[Asked]:
    """Whether the bill the news is about will pass, where the article tells nothing of its end."""
    found = _PROPOSED.search(place.text) if place.number <= _LEAD else None
    if found is None or re.search(_SETTLED.format(found.group("what")), place.article.text[:_FAR]):
        return
    does = "pass" if found.group("what") in {"bill", "motion", "amendment", "resolution"} else "go ahead"
    yield Asked(
        f"Will the {found.group('what')}{found.group('tail') or ''} {does}?", "pending", (place.number,), "proposed"
    )


_FAR = 50_000  # code points of an article in which the end of a proposal is looked for


def contests(place: Place) -> Iterator[Asked]:
    """Who will win a runoff that is to be held."""
    found = _CONTEST.match(place.text)
    if found:
        yield Asked(f"Who will win the {found.group('what')}?", "pending", (place.number,), "decision")


def ballots(place: Place) -> Iterator[Asked]:
    """How the members of a union will vote that are to be balloted."""
    found = _BALLOT.search(place.text)
    if found:
        asks = f"How will {found.group('who') or found.group('whom')} vote in the ballot?"
        yield Asked(asks, "pending", (place.number,), "decision")


def futures(place: Place) -> Iterator[Asked]:
    """What will become of something whose future is uncertain."""
    found = _FUTURE.search(place.text)
    whose = subject_of(place, found.group("owner") or found.group("of")) if found else None
    if found and whose:
        yield Asked(f"What will become of {whose[0]}?", "unanswered", whose[1], "unclear")


def searches(place: Place) -> Iterator[Asked]:
    """Whether a buyer will be found who is looked for."""
    found = _SEEKS.search(place.text)
    who = holder(place, found.start()) if found else None
    subject = subject_of(place, who) if who else None
    if found and subject and subject[0].lower() not in {"police", "the police"}:
        what = re.split(r" (?:in|by|after|since|and|but|who|that|which|to) ", found.group("what").strip(), maxsplit=1)[
            0
        ]
        yield Asked(f"Will {with_the(subject[0])} find {what}?", "pending", subject[1], "sought")


def agreements(place: Place) -> Iterator[Asked]:
    """Whether sides that are far apart will agree, and bodies that must agree will."""
    apart = _APART.match(place.text)
    sides = subject_of(place, apart.group("subject")) if apart else None
    if apart and sides:
        yield Asked(f"Will {sides[0]} agree on {apart.group('what').strip()}?", "pending", sides[1], "talks")
    must = _MUST_AGREE.match(place.text)
    body = subject_of(place, must.group("body")) if must else None
    if must and body:
        what = re.split(r" (?:before|by|in|on|at|if|for) ", must.group("what").strip(), maxsplit=1)[0]
        asks = f"Will {body[0]} {must.group('verb')} {re.sub('^any ', 'the ', what)}?"
        yield Asked(asks, "conditional", body[1], "approval")
    rules = _RULES.match(place.text)
    ruler = subject_of(place, rules.group("body")) if rules else None
    if rules and ruler:
        verb = rules.group("verb").removesuffix("d") if rules.group("verb") != "acted" else "act"
        asks = f"How will {ruler[0]} {verb} on {rules.group('what').strip()}?"
        yield Asked(asks, "pending", ruler[1], "decision")


def casualties(place: Place) -> Iterator[Asked]:
    """Whether there were any casualties, where there is no word of them."""
    found = _ANY.search(place.text)
    if found:
        what = found.group("what")
        yield Asked(
            f"{'Were' if is_several(what) else 'Was'} there any {what}?", "unanswered", (place.number,), "unclear"
        )
