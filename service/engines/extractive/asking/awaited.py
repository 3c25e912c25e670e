"""What waits for an outcome: results, talks, inquiries, trials."""

import re
from collections.abc import Iterator

from service.core.attribution import Party
from service.core.attribution.tokens import AUXILIARIES
from service.engines.extractive.asking.approvals import definite
from service.engines.extractive.asking.asked import Asked, Place, cited, lowered, subject_of, with_the, with_the_counted
from service.engines.extractive.asking.turning import is_several
from service.engines.extractive.sentences import prose

_RESULTS = re.compile(
    r"\b(?:(?:await(?:s|ed|ing)?|waiting for|expect(?:s|ed|ing)?) (?:the )?(?:results?|findings|outcome) (?:of|from) |"
    r"(?:[Rr]esults?|[Ff]indings) (?:of|from) )(?P<what>(?:the|an?|its|their) [^,;:”.]{3,50}?)"
    r"(?= (?:are|is|were|was) (?:expected|due|awaited|not)|[.,;]|$| by | before | later )"
)
_WAITS = re.compile(r"\b(?:await|waiting|expected|expect|due|awaited|not (?:yet )?(?:known|available|been))")


_PENDING = re.compile(
    r"^(?:The )?(?P<what>[A-Z]?[a-z-]+(?: [a-z]+)? (?:results|tests|findings|samples)) (?:are|were) (?:still "
    r")?(?:pending|awaited|outstanding|being analy[sz]ed)\b"
)
_NO_NAME = re.compile(r"^(?:Toxicology|Laboratory|Lab|Blood|Autopsy|Tests?|Samples?|Water|Soil)\b")
_NOT_BEFORE = re.compile(
    r"^(?P<what>The (?:[a-z]+ )?(?:results?|outcome|verdict|decision|toll|cost)(?: of [^,;:”]{3,40}?)?) (?:will|"
    r"would|may|might) not be "
    r"(?:known|announced|clear|published|declared)\b"
)


def results(place: Place) -> Iterator[Asked]:
    """What tests will show whose results are awaited."""
    pending = _PENDING.match(place.text)
    later = _NOT_BEFORE.match(place.text)
    if pending:
        tests = _NO_NAME.sub(lambda word: word.group().lower(), pending.group("what"))
        yield Asked(
            f"What will the {lowered(place.article, tests)} show?",
            "pending",
            (place.number,),
            "results",
        )
        return
    if later:
        yield Asked(
            f"What will {lowered(place.article, later.group('what'))} be?", "pending", (place.number,), "results"
        )
        return
    found = _RESULTS.search(place.text)
    if found and _WAITS.search(place.text):
        what = definite(place, found.group("what"))
        if what:
            yield Asked(f"What will {what} show?", "pending", (place.number,), "results")


_TALKS = re.compile(
    r"\b(?P<talks>(?:(?:[Tt]he|[Pp]eace|[Tt]rade|[Pp]ay|[Cc]oalition|[Ff]urther|[Nn]ew) )*(?:[Tt]alks|"
    r"[Nn]egotiations|[Dd]iscussions)"
    r"(?: (?:between|with|over|on|about) [^,;:”]{3,60}?)?) (?:will |are (?:to |due to |set to |expected to |still "
    r")?|were (?:due to |to )?|have |had |has )?"
    r"(?:continue|continuing|resume|resumed|begin|go on|going on|under way|ongoing|continued|taking place|restart)\b"
)


_IN_TALKS = re.compile(
    r"\b(?:is|are|was|were|remains?) (?:still |also )?in (?:[a-z]+ )?(?P<kind>talks|negotiations|discussions) with "
    r"(?P<whom>(?:the |an? |[A-Z]|two |three |several |other )[^,;:”.]{2,50}?)"
    r"(?= (?:about|over|on|to|and|that|but|for)\b|[.,;]|$)"
)


def talks(place: Place) -> Iterator[Asked]:
    """Whether talks that go on will end in agreement."""
    found = _TALKS.search(place.text)
    if found is None and (having := _IN_TALKS.search(place.text)):
        asks = f"Will the {having.group('kind')} with {having.group('whom').strip()} end in agreement?"
        yield Asked(asks, "pending", (place.number,), "talks")
    if found:
        if AUXILIARIES.intersection(found.group("talks").split()):
            return
        told = re.sub(r"^the ", "", found.group("talks")[0].lower() + found.group("talks")[1:])
        told = re.sub(r"^(?:further|new) ", "", told)
        yield Asked(f"Will the {told} end in agreement?", "pending", (place.number,), "talks")


_PLEADED = re.compile(
    r"^(?P<subject>[^;:”]{3,80}?),? (?:has |have )?(?:pleaded|pleads|entered a plea of) not guilty\b(?: to "
    r"(?P<what>[^,;:”.]+))?"
)
_STANDS = re.compile(
    r"^(?P<subject>[^;:”]{3,80}?),? (?:will (?:stand|go on|face) trial|goes? on trial|(?:is|are|was|were) (?:due|"
    r"set|expected|"
    r"scheduled|to) (?:to )?(?:stand|go on|face) "
    r"trial|is (?:on|awaiting|facing) trial|are on trial)\b"
)
_IF_CONVICTED = re.compile(
    r"^(?P<subject>[^;:”]{3,80}?),? (?:faces?|could face|risks?|could be (?:jailed|sentenced|sent)) [^;:”]*\bif "
    r"(?:he is |she is |they are |it is )?(?:convicted|found guilty)\b"
)
_CHARGED = re.compile(
    r"^(?P<subject>[^;:”]{3,80}?),? (?:has been|have been|was|were) charged with "
    r"(?P<what>(?!failing)[a-z][^,;:”.]{2,50}?)(?= (?:and|over|after|in|on|at|for|by|following)\b|[.,;]|$)"
)
_JURY = re.compile(
    r"^(?:The )?(?:[Jj]ury|[Jj]urors) (?:is|are|was|were|has|have|will|continue|began|"
    r"retired)\b[^;:”]*\b(?:deliberat\w+|retired?|consider\w*|still out)\b"
)
_GOES_ON = re.compile(
    r"^(?P<what>(?:The|An) (?:[a-z]+ )?(?P<noun>trial|case|hearing|inquest|inquiry)(?: (?:of|into) [^,;:”]{3,60}?)?) "
    r"(?:continues|resumes|goes on|is continuing|was adjourned|has been adjourned|has adjourned|will (?:open|begin|"
    r"continue|resume|be held)|is expected to last)\b"
)
_VERDICT = re.compile(
    r"\b(?:was|were|been|found|been found) (?:convicted|acquitted|cleared|guilty|found guilty|sentenced|jailed)\b|"
    r"\b(?:convicted|acquitted|sentenced) (?:him|her|them|of)\b"
)


def is_judged(text: str) -> bool:
    """Whether an article tells a verdict: then nobody asks what it will be."""
    return _VERDICT.search(text) is not None


def trials(place: Place) -> Iterator[Asked]:
    """What will become of somebody who stands trial; see `is_judged`."""
    charged = _CHARGED.match(place.text)
    accused = subject_of(place, charged.group("subject").split(", ", maxsplit=1)[0]) if charged else None
    if charged and accused:
        who = with_the(accused[0])
        asks = f"{'Are' if is_several(who) else 'Is'} {who} guilty of {charged.group('what').strip()}?"
        yield Asked(asks, "pending", accused[1], "trial")
        return
    for pattern in (_IF_CONVICTED, _PLEADED, _STANDS):
        found = pattern.match(place.text)
        subject = subject_of(place, found.group("subject").split(", ", maxsplit=1)[0]) if found else None
        if found and subject:
            yield Asked(f"Will {with_the(subject[0])} be convicted?", "pending", subject[1], "trial")
            return
    if _JURY.match(place.text):
        yield Asked("What will the jury decide?", "pending", (place.number,), "trial")
        return
    going = _GOES_ON.match(place.text)
    if going:
        what = with_the(lowered(place.article, going.group("what")))
        asks = f"What will {what} find?" if going.group("noun").startswith("inq") else f"How will {what} end?"
        yield Asked(asks, "pending", (place.number,), "trial")


_ADJOURNED = re.compile(
    r"\b(?:adjourned|postponed|deferred|delayed|set) (?:the )?sentenc(?:ing|e)\b|\b[Ss]entencing (?:is|was|has been|"
    r"will) (?:set|scheduled|expected|adjourned|due|take place|follow)"
)
_GUILTY = re.compile(r"\b(?:convicted|guilty)\b")


def sentences(place: Place) -> Iterator[Asked]:
    """What sentence the only person found guilty will receive."""
    if not _ADJOURNED.search(place.text):
        return
    accused = {
        party.name: number
        for number in range(place.number, 0, -1)
        if _GUILTY.search(place.article.quote(number))
        for party in place.reading.parties
        if party.kind == "person" and party.is_named and number in party.sentences and _is_guilty(place, number, party)
    }
    if len(accused) == 1:
        [(name, number)] = accused.items()
        asks = f"What sentence will {name} receive?"
        yield Asked(asks, "pending", cited(place, (number,)), "decision")


def _is_guilty(place: Place, number: int, party: Party) -> bool:
    names = "|".join(re.escape(form) for form in (party.name, *party.aliases))
    text = place.article.quote(number)
    return bool(
        re.search(
            rf"\b(?:{names})(?:, [^,;]{{1,80}},)? (?:was |has been |had been |were |is )?(?:found guilty|convicted|"
            rf"pleaded guilty|guilty)\b|"
            rf"\b(?:convicted|found) (?:[A-Z][\w’'-]+ )*(?:{names})\b",
            text,
        )
    )


_HEARS = re.compile(
    r"^(?:A|An|The) (?P<body>(?:[a-z]+ ){0,2}?(?:court|tribunal|judge|panel)) (?:is to|will|is due to|is expected "
    r"to|is set to) (?:hear|consider) (?:the |an? |its |their )?"
    r"(?:case|appeal|claim|challenge|petition|application)"
)


_RESERVED = re.compile(
    r"\b(?:[Tt]he|[Aa]) (?P<body>(?:[a-z]+ ){0,2}?(?:court|tribunal|judges?|panel|magistrate)) (?:reserved "
    r"(?:judgment|(?:its|his|her|their) (?:decision|ruling))|"
    r"said (?:she|he|it|they) (?:would|will) (?:rule|give (?:its|his|her|their|a) (?:ruling|decision|judgment)))\b"
)


def hearings(place: Place) -> Iterator[Asked]:
    """How a court will rule that is to hear a case."""
    found = _HEARS.match(place.text) or _RESERVED.search(place.text)
    if found:
        yield Asked(f"How will the {found.group('body')} rule?", "pending", (place.number,), "decision")


_LOOKING = re.compile(
    r"^(?P<who>[^,;:”]{3,50}?) (?:is|are|was|were|has been|have been) (?:also |now |still |currently )?"
    r"(?P<verb>examining|investigating|reviewing|looking into|auditing|probing) (?P<what>[^,;:”.]+)"
)
_UNDER = re.compile(
    r"^(?P<what>(?:The|Its|His|Her|Their) [^,;:”]{3,50}?) (?:is|are|remains?|was|were) (?:still |now |being "
    r")?(?:under (?P<noun>investigation|review)|(?P<verb>investigated|reviewed)\b)"
)
_NOUNS = {"examining": "examination of", "reviewing": "review of", "auditing": "audit of"}


def investigations(place: Place) -> Iterator[Asked]:
    """What those who look into something will find."""
    found = _LOOKING.match(place.text)
    if (
        found
        and not re.search(r"\b(?:not|whether|if|how|why)\b", found.group("who"))
        and not re.match(
            r"(?:the cause|what|how|why|whether|who|claims? that|reports? that|if|it|them|him|her|(?:the |its |their "
            r")?(?:decision|ruling|judgment|order|options|verdict|offer|situation|claims?|matter|issue|allegations?|"
            r"complaint|reports?))\b",
            found.group("what"),
        )
    ):
        what = re.split(
            r" (?:awarded|made|brought|that|which|who|after|as|in connection|and|but|since|for possible) ?",
            found.group("what"),
            maxsplit=1,
        )[0]
        what = with_the_counted(what.strip())
        if prose.count(what) <= 10:
            noun = _NOUNS.get(found.group("verb"), "investigation into")
            yield Asked(f"What will the {noun} {what} find?", "pending", (place.number,), "inquiry")
        return
    under = _UNDER.match(place.text)
    if under and not re.match(r"(?:The )?(?:[a-z]+ )*cause\b", under.group("what")):
        noun = "review of" if "review" in (under.group("noun") or under.group("verb")) else "investigation into"
        what = lowered(place.article, under.group("what"))
        yield Asked(f"What will the {noun} {what} find?", "pending", (place.number,), "inquiry")
