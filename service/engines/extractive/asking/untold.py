"""What an article leaves untold: causes, reasons, who did it, what nobody knows, whose account is right."""

import re
from collections.abc import Iterator

from service.engines.extractive.asking.asked import Asked, Place, lowered, subject_of, with_the
from service.engines.extractive.asking.openings import TIME_TAIL
from service.engines.extractive.asking.silence import matter_near
from service.engines.extractive.asking.turning import is_several, turned
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.hints import Hinted

_CAUSE = re.compile(
    r"\b(?:the|its) (?:exact )?cause(?: of (?P<event>(?:the|an?) [^,;:”]{3,50}?)(?:, which [^;:”]{3,90},)?)? "
    r"(?:(?:is|was|remains|remained|had|has|have) (?:still )?"
    r"(?:not (?:yet )?(?:known|clear|been (?:determined|established|found|identified))|unknown|unclear|a mystery|"
    r"under investigation|being investigated)|may never be known)"
    r"|\b(?:investigat\w+|looking into|establish|determine) (?:the cause of|what caused) (?P<event2>death|(?:the|an?) "
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
    if event == "death":
        yield Asked("What was the cause of death?", "pending", (place.number,), "cause")
    elif event:
        yield Asked(f"What caused {event}?", "unanswered", (place.number,), "cause")


# "The cause “may never be known”": the words in marks are blanked.
_CAUSE_IN_MARKS = re.compile(r"\bsaid (?:that )?the cause [“\"]?”")


_WITHHELD = re.compile(
    r"\b(?P<what>(?:[Tt]he |[Ii]ts |[Tt]heir )(?:full |total |exact |final |precise |true )?(?P<noun>terms|price|"
    r"cost|costs|value|amount|size|scale|extent|"
    r"fate|number|names?|identity|identities|date|location|whereabouts|motive|reasons?|origin|source|purpose|contents?|"
    r"findings|conditions?) "
    r"(?:of|for|behind) (?P<of>(?:(?:the|an?|its|their|those) )?[^,;:”]{3,50}?)) (?:(?:was|were|is|are|has|have|had|"
    r"remains?|remained) )"
    r"(?:still )?(?:not|never|yet to|un(?:known|clear|disclosed|certain|specified))(?: yet| immediately)?(?: been| be)?"
    r"(?: (?:known|clear|disclosed|released|published|revealed|given|made public|announced|established|determined|"
    r"named|confirmed))?\b"
)
_UNPUBLISHED = re.compile(
    r"\b(?:has|have|had) (?:not(?: yet)?|yet to|never) (?:released?|published?|disclosed?|made public) (?:the|its|"
    r"their) "
    r"(?P<what>(?:[a-z]+ ){0,2}?(?:results|findings|report|figures|data|minutes|documents))\b"
)


_KEPT_BACK = Hinted(
    "public published released disclosed",
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?P<what>(?:[\w’'-]+ ){0,2}?(?:report|findings|results|letters?|documents|"
    r"minutes|review|study))(?: [^,;:”]{2,30}?)? "
    r"(?:has|have) (?:not|never|yet to)(?: yet)? be(?:en)? (?:made public|published|released|disclosed)\b",
)


def unpublished(place: Place) -> Iterator[Asked]:
    """What a report shows that has not been published."""
    kept = _KEPT_BACK.search(place.text)
    if kept:
        do = "do" if is_several(kept.group("what")) else "does"
        yield Asked(f"What {do} the {kept.group('what')} say?", "not_reported", (place.number,), "untold")
        return
    found = _UNPUBLISHED.search(place.text)
    if found:
        do = "do" if is_several(found.group("what")) else "does"
        yield Asked(f"What {do} the {found.group('what')} show?", "not_reported", (place.number,), "untold")


_UNDISCLOSED = re.compile(
    r"^(?P<subject>[^,;:”]{3,60}?) (?:has |have )?(?P<verb>bought|acquired|purchased|sold) (?P<what>[^,;:”]{3,60}?) "
    r"for an undisclosed (?:sum|price|amount|fee)\b"
)
_UNEXPLAINED = re.compile(
    r"^(?P<what>The (?:difference|discrepancy|gap|delay|error|failure|fault|drop|rise|fall|increase|decline|loss|"
    r"losses|deaths?|disappearance|change)[^,;:”]{0,40}?) "
    r"(?:could not be explained|cannot be explained|has not been explained|remains? (?:unexplained|a mystery)|is "
    r"(?:unexplained|a mystery))\b"
)
_MOTIVE = re.compile(
    r"\b(?:no (?:clear |known |apparent )?motive|(?:[Tt]he|[Aa]) motive (?:was|is|remains|has) (?:not|still|un)|not "
    r"(?:yet )?(?:know|known|established|given|disclosed) (?:the|a) motive)"
)
_NO_ARRESTS = re.compile(
    r"\b(?:[Nn]o arrests (?:have|had) been made|[Nn]o ?(?:one|body) has been (?:arrested|charged|detained)|made no "
    r"arrests)\b"
)


_HURT = re.compile(r"(?:killed|injured|wounded|hurt|arrested|detained|affected|evacuated|displaced|infected)")


def withheld(place: Place) -> Iterator[Asked]:
    """The price, the names, the extent that are not known or kept back."""
    found = _WITHHELD.search(place.text)
    if found is None or re.match(r"(?:its|their)\b", found.group("of")):
        return
    noun, of = found.group("noun"), with_the(found.group("of"))
    are = "are" if is_several(of) or re.search(r"(?:dead|injured|wounded|missing)$", of) else "is"
    if re.match("name|identit", noun):
        asks = f"Who {are} {of}?"
    elif noun in {"whereabouts", "location"}:
        asks = f"Where {are} {of}?"
    elif noun == "fate":
        asks = f"What happened to {of}?"
    elif noun == "number":
        bare = re.sub(r"^(?:the|those) ", "", of)
        asks = f"How many {bare} {'were' if re.search(r' (?:was|were|had) ', found.group()) else 'are'} there?"
        if _HURT.fullmatch(bare):
            asks = f"How many people were {bare}?"
    elif not re.match(r"(?:the|those) ", of):
        return
    else:
        what = re.sub(
            r"^(?:its|their) ", "the ", lowered(place.article, found.group("what").replace(found.group("of"), of))
        )
        asks = f"What {'are' if noun.endswith('s') else 'is'} {what}?"
    yield Asked(asks, "unanswered", (place.number,), "untold")


def undisclosed(place: Place) -> Iterator[Asked]:
    """How much was paid, where the sum is undisclosed."""
    sold = _UNDISCLOSED.match(place.text)
    subject = subject_of(place, sold.group("subject")) if sold else None
    if sold and subject:
        what = sold.group("what")
        asks = f"How much did {subject[0]} pay for {what}?"
        if sold.group("verb") == "sold":
            asks = f"For how much did {subject[0]} sell {what}?"
        yield Asked(asks, "unanswered", subject[1], "untold")


_AT_A_LOSS = re.compile(
    r"\b(?:at a loss to explain|struggling to explain|unable to explain|baffled by|puzzled by|cannot explain) "
    r"(?P<what>the [^,;:”.]{3,60})"
)


def unexplained(place: Place) -> Iterator[Asked]:
    """What explains a difference or a failure that nobody could explain."""
    found = _UNEXPLAINED.match(place.text) or _AT_A_LOSS.search(place.text)
    if found:
        asks = f"What explains {lowered(place.article, found.group('what'))}?"
        yield Asked(asks, "unanswered", (place.number,), "cause")


def crimes(place: Place) -> Iterator[Asked]:
    """Who did it and why, where nobody was arrested and no motive is known."""
    no_motive, no_arrests = _MOTIVE.search(place.text), _NO_ARRESTS.search(place.text)
    crime = _crime_near(place) if no_motive or no_arrests else None
    if crime and no_motive:
        yield Asked(f"What was the motive for {crime}?", "unanswered", (place.number,), "untold")
    if crime and no_arrests:
        yield Asked(f"Who is responsible for {crime}?", "unanswered", (place.number,), "untold")


_CRIMES = (
    "attack shooting stabbing killing murder robbery burglary theft raid explosion bombing arson assault heist "
    "break-in fire vandalism kidnapping blast".split()
)
_CRIME = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Aa]n?) (?:[a-z]+ )?(?P<crime>{'|'.join(_CRIMES)})\b")


def _crime_near(place: Place) -> str | None:
    """What was done, by the last such word in the sentence and those before it."""
    for number in range(place.number, 0, -1):
        found = list(_CRIME.finditer(place.article.quote(number)))
        if found:
            return f"the {found[-1].group('crime')}"
    return None


_NO_REASON = re.compile(
    r"\b(?:(?:gave|given|giving|offered|offering|provided) no|[Nn]o(?= \w+ (?:was|has been|is) given)|did not "
    r"(?:give|offer|provide) (?:an?|any)) "
    r"(?P<noun>reasons?|explanation|date|timetable|timeline|estimate|details|figure|breakdown) (?:(?:was|has been|"
    r"is) given )?(?:for|of|about|on) "
    r"(?P<what>the (?!record)[^,;:”.]+)"
)
_WITHHELD_FORMS = {
    "date": "When will {} take place?",
    "timetable": "When will {} take place?",
    "timeline": "When will {} take place?",
    "details": "What are the details of {}?",
    "estimate": "What is the estimate of {}?",
    "figure": "What is the figure for {}?",
    "breakdown": "What is the breakdown of {}?",
}
_CLAIMED = re.compile(
    r"\b(?:nobody|no one|no group) (?:has |had )?(?:yet )?claimed (?:the )?responsibility(?: for (?P<what>[^,;:”.]+))?",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^(?P<who>The [^,;:”]{3,40}?) (?:has|have|had|was|were) not (?:yet |immediately )?(?:been )?(?:publicly "
    r")?(?:named|identified)\b"
)
_NAMELESS = re.compile(
    r"\b(?P<who>(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ff]our) (?:[\w’'-]+ ){0,3}?[a-z-]+(?: (?:from|of|in) [A-Z]\w+)?), "
    r"(?:whose (?:names?|identity|identities) (?:has|have|was|were|is|are) (?:not|yet)|who (?:has|have|was|were|is|"
    r"are) not (?:yet )?(?:been )?(?:publicly )?(?:named|identified))\b"
)


def untold(place: Place) -> Iterator[Asked]:
    """Reasons nobody gave, deeds nobody claimed, people nobody named."""
    reason = _NO_REASON.search(place.text)
    if reason:
        asks = _WITHHELD_FORMS.get(reason.group("noun"), "What is the reason for {}?")
        yield Asked(asks.format(reason.group("what").strip()), "unanswered", (place.number,), "untold")
    claimed = _CLAIMED.search(place.text)
    if claimed and (what := claimed.group("what") or matter_near(place)):
        yield Asked(f"Who is behind {what.strip()}?", "unanswered", (place.number,), "untold")
    unnamed = _UNNAMED.match(place.text)
    if unnamed:
        who = lowered(place.article, unnamed.group("who"))
        yield Asked(f"Who {'are' if is_several(who) else 'is'} {who}?", "unanswered", (place.number,), "untold")
    nameless = _NAMELESS.search(place.text)
    if nameless:
        who = re.sub("^(?:an?|the) ", "", nameless.group("who"), flags=re.IGNORECASE).lower()
        are = "are" if re.match(r"(?:two|three|four)\b", who) or is_several(who) else "is"
        yield Asked(f"Who {are} the {who}?", "unanswered", (place.number,), "untold")


_NOT_WHY = re.compile(
    r"\b(?:(?:has|have|had) not (?:yet )?(?:said|explained)|(?:did|would|could) not (?:say|explain)|"
    r"declined to (?:say|explain)|(?:[Nn]obody|[Nn]o one) (?:knows|can say|could say|has said)|[Ii]t (?:is|was|"
    r"remains) (?:not (?:known|clear)|unclear|unknown)) "
    r"(?P<wh>why|how)\.?$"
)
_MOST_TOLD = 16  # words of a sentence that is asked about as a whole


_AND_WHY = re.compile(
    r"^(?P<told>[^,;:”]{12,140}?),? (?:and|but|though|although) (?:nobody|no one|scientists|experts|researchers|"
    r"doctors) (?:yet )?(?:knows?|can say|could say|can explain|has explained|do not know|are not sure|cannot say) "
    r"(?:exactly |quite |yet )?(?P<wh>why|how)\W*$"
)


def reasons(place: Place) -> Iterator[Asked]:
    """Why something happened that this sentence or the one before tells and nobody will explain."""
    whole = _AND_WHY.match(place.text)
    if whole:
        question = turned(f"{whole.group('wh')} {lowered(place.article, whole.group('told'))}", keep_tense=True)
        if question:
            yield Asked(question, "unanswered", (place.number,), "reason")
        return
    found = _NOT_WHY.search(place.text)
    before = place.article.quote(place.number - 1).rstrip(".") if found and place.number > 1 else ""
    if (
        found is None
        or not before
        or "," in before
        or "”" in before
        or '"' in before
        or prose.count(before) > _MOST_TOLD
    ):
        return
    question = turned(f"{found.group('wh')} {lowered(place.article, before)}", keep_tense=True)
    if question:
        yield Asked(question, "unanswered", (place.number - 1, place.number), "reason")
