"""What somebody means to do, may do or is told to do, and has not done."""

import re
from collections.abc import Iterator

from service.core.attribution.tokens import AUXILIARIES, SUBORDINATORS
from service.engines.extractive.asking.asked import Asked, Place, cited, subject_of, with_the
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.meant import body_of, filled
from service.engines.extractive.asking.openings import on_the
from service.engines.extractive.asking.turning import is_several
from service.engines.extractive.sentences import prose, verbs

_CONSIDERING = re.compile(
    r"\b(?:(?:is|are|was|were|been|be)(?: also| now| still)? (?:considering|weighing|mulling|exploring)|(?:would|"
    r"will|may|might) consider) "
    r"(?P<what>[^,;:”]+)"
)
_NOT_RULED_OUT = re.compile(
    r"\b(?:(?:did|does|would|could|has|have|had) not (?:yet )?(?:rul(?:e|ed) out|exclude[d]?)|"
    r"(?:refused|declined) to rule out|without ruling out) (?P<what>[^,;:”.]+)"
)


def considered(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what is considered or not ruled out."""
    found = _CONSIDERING.search(place.text)
    if _LEGAL.search(place.text):
        return
    if found and not re.match(r"(?:whether|how|what|who|if)\b|(?:an )?appeal", found.group("what")):
        subject = _subject(place, found)
        if subject:
            yield from _go_ahead(place, subject, found.group("what").strip(" ."))
        return
    ruled = _NOT_RULED_OUT.search(place.text)
    subject = _subject(place, ruled)
    if ruled and subject and _INQUIRING.search(subject[0]):
        what = ruled.group("what").strip()
        if not re.match(r"[a-z]+ing\b|that\b|it\b|any\b", what):
            was = "Were" if is_several(what) else "Was"
            yield Asked(f"{was} {what} involved?", "unanswered", subject[1], "unclear")
        return
    if ruled and subject and not re.match(r"(?:that|it|this|any)\b|(?:an )?appeal", ruled.group("what")):
        yield from _go_ahead(place, subject, ruled.group("what").strip())


_ASKED_FOR = re.compile(
    r"(?:the|an?) (?:[a-z]+ )?(?P<noun>request|application|petition|plea|appeal|offer|demand|proposal|plan|bid)\b"
)


_INQUIRING = re.compile(
    r"(?:police|investigators|detectives|officers|officials|prosecutors|doctors|scientists|engineers)$", re.IGNORECASE
)


def _go_ahead(place: Place, subject: tuple[str, tuple[int, ...]], what: str) -> Iterator[Asked]:
    first, _, rest = what.partition(" ")
    plain = verbs.plain(first) if first.endswith("ing") and first not in {"building", "funding", "housing"} else None
    asked_for = _ASKED_FOR.match(what)
    if asked_for:
        verb = "accept" if asked_for.group("noun") in {"offer", "demand", "proposal", "plan"} else "grant"
        what = re.split(r" (?:in|on|at|by|before|after|next|this|later)\b", what, maxsplit=1)[0]
        yield Asked(f"Will {subject[0]} {verb} {what}?", "pending", subject[1], "considered")
        return
    if re.match(r"(?:their|his|her|its)\b", what):
        return
    told = filled(place, subject[0], rest if plain else what, deed=True)
    if told is None:
        return
    if plain and rest:
        asks = f"Will {subject[0]} {plain} {told[0]}?"
    elif re.match(r"(?:an? )?(?:further|new|more|another|fresh|second)\b", what):
        asks = f"Will there be {re.split(r' (?:if|unless|when|because) ', told[0], maxsplit=1)[0]}?"
    else:
        asks = f"Will {subject[0]} go ahead with {told[0]}?"
    yield Asked(asks, "pending", cited(place, subject[1], told[1]), "considered")


_LEGAL = re.compile(
    r"\b(?:(?:taking|seeking) (?:legal )?advice on|considering|consider|weighing|threatening|threatened|plans?|"
    r"planned|preparing|vowed|may seek|might seek|could seek|will seek|would seek) "
    r"(?:to (?:seek|bring|take|launch|file) )?(?P<what>(?:an? )?(?:judicial review|legal challenge|legal action|"
    r"lawsuit|court action))\b"
)
_THREATENS = re.compile(
    r"\b(?:threatened|threatens|threaten|threatening|vowed|vows|vow|pledged|pledges|promised|promises) to "
    r"(?P<deed>[a-z]+ [^;:”]*)"
)
_WOULD = re.compile(
    r"\b(?:said|says)(?: (?:through|in|on) [^,;:”]{3,40}?)?(?: that)? (?P<who>he|she|it|they|the [a-z]+(?: "
    r"[a-z]+)?) (?:would|will) "
    r"(?P<deed>(?:sue|appeal|strike|contest|challenge|fight)\b[^,;:”]*)"
)
_PLANS = re.compile(r"\b(?:hopes?|hoped|aims|aimed|plans|planned|intends?|intended) to (?P<deed>[a-z]+ [^;:”]*)")
_MAY = re.compile(
    r"\bmay(?: still| yet| now)? (?P<deed>(?:appeal|apply|ask|sue|challenge|seek|contest|strike)\b[^,;:”]*)"
)
_PRESSED = re.compile(
    r"\b(?:resist(?:ed|s|ing)?|reject(?:ed|s|ing)?|ignor(?:ed|es|ing)|fac(?:ed|es|ing)|defied|under|amid) "
    r"(?:growing |mounting |repeated |more )?"
    r"(?:calls|pressure|demands) (?:for (?:him|her|them|it) )?to (?P<deed>[a-z]+[^,;:”]*)"
)
_INTENTS = (
    (_THREATENS, "threatened"),
    (_WOULD, "threatened"),
    (_MAY, "threatened"),
    (_PRESSED, "called"),
    (_PLANS, "expected"),
)
_NO_VERB_BEFORE = re.compile(
    r"\b(?:over|of|for|against|on|about|the|its|their|his|her|an?|no|to|with|by|in|new|these|those|is|are|was|were|"
    r"be|been|being|had|once|originally|never)$"
)


def intended(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what is threatened, promised or planned."""
    legal = _LEGAL.search(place.text)
    subject = _subject(place, legal)
    if legal and subject:
        what = legal.group("what")
        verb = "take" if "action" in what else "seek" if "review" in what else "file" if "lawsuit" in what else "bring"
        what = what if what.startswith("a") or "action" in what else f"a {what}"
        yield Asked(f"Will {subject[0]} {verb} {what}?", "pending", subject[1], "considered")
        return
    for pattern, sort in _INTENTS:
        found = pattern.search(place.text)
        if found and pattern is not _PRESSED and _NO_VERB_BEFORE.search(place.text[: found.start()].rstrip()):
            continue
        subject = _subject(place, found)
        other = found.groupdict().get("who") if found else None
        if found and other and other.startswith("the "):
            subject = subject_of(place, other)
        if found and subject and not is_told(_deed_of(found.group("deed"))):
            told = filled(place, subject[0], _deed_of(found.group("deed")), deed=True)
            if told:
                yield Asked(f"Will {subject[0]} {told[0]}?", "pending", cited(place, subject[1], told[1]), sort)
            return


def is_told(deed: str) -> bool:
    """Whether what should be an infinitive has a finite verb of its own: "plans to build a mill ended on Monday"."""
    for word in deed.split()[1:]:
        if word in SUBORDINATORS:
            return False
        if word in _FINITE:
            return True
    return False


_FINITE = frozenset("was were is are has have had will would".split())


def _subject(place: Place, found: re.Match[str] | None) -> tuple[str, tuple[int, ...]] | None:
    if found is None:
        return None
    who = holder(place, found.start())
    subject = subject_of(place, who) if who else None
    if subject and re.search(r"\bit (?:was|is|would|will|has|had)? ?$", place.text[: found.start()]):
        subject = body_of(place, subject)
    return (_definite(subject[0]), subject[1]) if subject else None


def _definite(subject: str) -> str:
    return re.sub(r"^(?=(?:two|three|four|five|six|seven|eight|nine|ten) )", "the ", with_the(subject))


_EXPECTED = re.compile(
    r"^(?P<subject>[^,;:”]{3,70}?) (?:is|are|was|were) (?:also |now |still |widely )?"
    r"(?P<cue>(?:expected|likely|set|scheduled|due|slated|planned) )?to (?P<deed>[a-z]+[^;:”]*)"
)
_TALKED_OVER = re.compile(r"^(?:discuss|consider|debate|weigh|examine) (?P<doing>[a-z]+ing) (?P<rest>[^,;:”]+)$")
# What is done on a day that is set, and tells a reader nothing to ask about.
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|tomorrow|next week|[A-Z][a-z]+\.? \d{1,2}\b|"
    r"\d{1,2} [A-Z][a-z]+)\b"
)
_ROUTINE = re.compile(
    r"^(?:(?:speak|meet|visit|travel|fly|arrive|return|attend|appear|play|perform|address|open|close|leave|start|"
    r"launch|host|face|debate|begin|report|hold|give|release|publish|present|"
    r"take place|take part|take effect|come into|go on|run|last|join|continue)\b)"
)


def expected(place: Place) -> Iterator[Asked]:
    """How shareholders will vote, from "are expected to vote"; whether ministers will meet, from "are set to meet"."""
    found = _EXPECTED.match(place.text)
    if not found or found.group("deed").startswith(("be ", "have ", "hear ", "last ", "stand trial", "go on trial")):
        return
    subject = subject_of(place, found.group("subject"))
    if subject is None:
        return
    deed = _deed_of(found.group("deed"))
    verb = deed.split(maxsplit=1)[0]
    over = _TALKED_OVER.match(deed)
    plain = verbs.plain(over.group("doing")) if over else None
    if over and plain:
        yield Asked(f"Will {subject[0]} agree to {plain} {over.group('rest')}?", "pending", subject[1], "decision")
        return
    if _ROUTINE.match(deed) and _DAY.search(deed):
        return
    deed = on_the(deed)
    opener = "How will" if verb in {"vote", "rule"} else "Will"
    sort = "decision" if verb in {"vote", "rule", "decide"} else "scheduled" if _ROUTINE.match(deed) else "expected"
    yield Asked(f"{opener} {subject[0]} {deed}?", "pending", subject[1], sort)


def _deed_of(words: str) -> str:
    """What is to be done, without what only explains it."""
    words = re.split(
        r", | and (?:that|he|she|it|they|said|accused|called|demanded|added|told)| (?:as|while|because|although|"
        r"though|when|if|unless) ",
        words.strip(" ."),
        maxsplit=1,
    )[0]
    if not re.search(r"\bto\b.* and to ", words):
        words = words.replace(" and to ", " and ")  # "plans to appeal and to ask": "will it appeal and ask"
    if prose.count(words) > 14:
        words = re.split(r" (?:to|that|which|in order to|so that) (?=[a-z])", words, maxsplit=1)[0]
    return words.strip(" .")


_CALLED = re.compile(
    r"(?<!contract )(?<!plan )(?<!plans )(?<!law )(?<!rules )(?<!guidance )(?<!budget )(?<!deal )\b(?:call(?:s|ed|"
    r"ing)?|press(?:es|ed|ing)) for "
    r"(?P<what>(?:an? |the |more |new |further |tougher |stronger |harsher |stricter )(?!help\b|calm\b|"
    r"witnesses\b)[^,;:”.]{4,70})"
)
# Who is urged and can decide; what the public is told to do is advice.
_DECIDERS = (
    r"(?:both sides|the two sides|all parties|ministers|senators|lawmakers|legislators|MPs|councillors|council "
    r"members|shareholders|regulators|"
    r"parliament|congress|employers|prosecutors|managers)"
)
_URGED = re.compile(
    r"(?<!had )(?<!I )\b(?:urged|urges|urging|called on|calls on|calling on|asked|pressed) "
    rf"(?P<whom>(?:the )?[A-Z][\w’'-]+(?: (?:of |for |the )?[A-Z][\w’'-]+){{0,4}}|the [a-z]+(?: [a-z]+)?|{_DECIDERS}) "
    r"to (?P<deed>(?!be\b|consider\b)[a-z]+ [^,;:”]+)"
)
_PUBLIC = re.compile(r"the (?:public|people|residents|crowd|audience|reader|others|[a-z]+ court|court|judge|jury)$")


_RECOMMENDED = re.compile(
    r"\b(?:recommend(?:s|ed|ing)?|propos(?:es|ed)|demand(?:s|ed|ing)?|urged|request(?:s|ed)) that "
    r"(?P<np>the [a-z]+(?: [a-z]+)?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) "
    r"(?P<deed>(?!be\b|not\b|never\b|also\b|is\b|was\b|has\b|had\b|should\b|would\b|will\b|could\b|can\b|"
    r"must\b)[a-z]{2,}(?<!s)(?<!ed)(?<!ing) [^,;:”]+)"
)


def recommended(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what a report recommends."""
    found = _RECOMMENDED.search(place.text)
    subject = subject_of(place, prose.capital(found.group("np"))) if found else None
    told = filled(place, found.group("np"), _deed_of(found.group("deed")), deed=True) if found else None
    if found and subject and told:
        yield Asked(f"Will {subject[0]} {told[0]}?", "pending", cited(place, subject[1], told[1]), "called")


def urged(place: Place) -> Iterator[Asked]:
    """Whether somebody will do what others urge."""
    found = _URGED.search(place.text)
    if found is None or _PUBLIC.match(found.group("whom")):
        return
    subject = subject_of(place, prose.capital(found.group("whom")))
    told = filled(place, found.group("whom"), _deed_of(found.group("deed")), deed=True)
    if subject and told:
        yield Asked(f"Will {subject[0]} {told[0]}?", "pending", cited(place, subject[1], told[1]), "called")


_DONE = re.compile(r"^(?:an? )?(?:end to|chance|return to|release)\b")


_FEARED = re.compile(
    r"\b(?:fears?|feared|fearing|worry|worries|worried|concerns?|concerned|warned|warns)(?: that)? "
    r"(?P<np>(?:the|their|its|more|many|some) [^,;:”]{3,50}?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) "
    r"(?:could|may|might|will|would) (?P<deed>(?!have\b|not\b)[a-z]+[^,;:”]*)"
)


def feared(place: Place) -> Iterator[Asked]:
    """Whether what somebody fears will come about."""
    found = _FEARED.search(place.text)
    if found is None or AUXILIARIES.intersection(found.group("np").split()):
        return
    told = re.sub(r"^(?:their|its) ", "the ", found.group("np"))
    yield Asked(f"Will {told} {_deed_of(found.group('deed'))}?", "unanswered", (place.number,), "feared")


_RESIGNATION = re.compile(
    r"\b(?:resist|reject|dismiss|ignor|defi|fac)(?:ed|es|s|ing|e)? (?:growing |mounting |repeated |more |new "
    r")?(?:calls|demands) for (?:his|her) resignation\b"
)


def resignations(place: Place) -> Iterator[Asked]:
    """Whether somebody will resign whose resignation is called for."""
    found = _RESIGNATION.search(place.text)
    who = _subject(place, found)
    if found and who:
        yield Asked(f"Will {who[0]} resign?", "pending", who[1], "called")


def called_for(place: Place) -> Iterator[Asked]:
    """Whether there will be what somebody calls for."""
    found = _CALLED.search(place.text)
    if found and not _DONE.match(found.group("what")):
        what = re.split(
            r" (?:after|when|because|as|and (?:said|says|told)|while|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) ?",
            found.group("what"),
            maxsplit=1,
        )[0]
        done = re.match(
            r"(?P<what>.+?) to be (?P<deed>[a-z]+ed|cut|put|set|built|held|shut)\b(?P<rest>.*)", what.strip()
        )
        asks = f"Will there be {re.sub('^the ', 'a ', what.strip())}?"
        if done:
            asks = f"Will {with_the(done.group('what'))} be {done.group('deed')}{done.group('rest')}?"
        yield Asked(asks, "pending", (place.number,), "called")
