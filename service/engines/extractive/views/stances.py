"""What the words of a view are for or against: attitudes, verdicts, demands and votes, and only where they say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.core.attribution.cues import CUES
from service.core.draft import Stance
from service.engines.extractive.views import polarity
from service.engines.extractive.views.polarity import opposite
from service.engines.extractive.views.provisos import is_conditional, without_condition
from service.engines.extractive.views.things import MOST_WORDS, Thing, deed, pronoun, thing_after, thing_before, things
from service.engines.extractive.views.view import View

_LONGEST_SUBJECT = 8  # words of a party's name with what may stand before its verb
_PRONOUN_SUBJECT = re.compile(r"\b(?P<word>[Ii]t|[Tt]his|[Tt]hat)$")
_SELF = re.compile(
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I)"
    r"(?: (?:also|still|never|had|has|have|would|will|firmly|strongly|myself|personally))*"
)
_SELF_LAST = re.compile(rf"(?<=[a-z] ){_SELF.pattern}$")
# Verbs of a stand on what is to be done; one rejects a report, too, and welcomes a visitor.
_POLICY = re.compile(
    r"\b(?:support|back|favou?r|oppos|against|for|advocat|champion|endors|ruled out|rules out|disput|object|propos|"
    r"recommend)"
)
_SELF_BEFORE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I)\b[^,]* (?:and|but) ?$")
_DENIED = re.compile(r"(?:\b(?:not|never|without)|n[’']t|\b(?:refus|declin|fail)\w* to)(?: \w+ly)?$")


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance on something, as the words give it."""

    thing: Thing
    stance: Stance
    is_verdict: bool = False  # what the thing is called or said to be, rather than what is wanted of it
    is_demand: bool = False  # asked for
    is_pledge: bool = False  # what the party itself will do, or refuses to


def stands(view: View) -> tuple[Stand, ...]:
    """What a view is for or against, in the order of its words; nothing where they leave it open."""
    cue = CUES.get((view.verb or "").lower())
    if cue is not None and cue.lemma == "deny":
        return ()  # who denies a thing takes no side on what he would have done to it
    words = view.forms[-1]
    if view.quote and view.quote.rstrip(".,!?") not in words:
        words = f"{words} “{view.quote}”"
    if _FORMERLY.search(words):
        return ()
    if "?" in words:
        return tuple(_of_verb(words, view))
    bound, words = is_conditional(words), without_condition(words)
    found = (stand for read in (_of_verb, _verdicts, _attitudes, _feelings, _demands) for stand in read(words, view))
    if not bound:
        return tuple(found)
    return tuple(stand if stand.is_verdict else replace(stand, stance="conditional") for stand in found)


def _of_verb(words: str, view: View) -> Iterator[Stand]:
    """The stance of the verb the view is told with, towards its object."""
    verb = (view.verb or "").lower()
    cue = CUES.get(verb)
    stance = polarity.PHRASES.get(verb)
    if cue is not None and cue.family == "attitude":
        stance = "supports" if cue.lemma in polarity.FOR else "opposes" if cue.lemma in polarity.AGAINST else stance
    at = words.find(f" {verb} ")
    if stance is None or at < 0:
        return
    led = words[:at].lower().rsplit(maxsplit=2)[-2:]
    if any(word in {"not", "never"} or word.endswith(("n’t", "n't")) for word in led):
        return  # not to condemn is no support
    thing = thing_after(words, at + len(verb) + 2)
    if thing is not None:
        is_policy = bool(_POLICY.search(f" {verb} "))
        yield Stand(thing, stance, is_verdict=not is_policy, is_demand=is_policy)


def _verdicts(words: str, view: View) -> Iterator[Stand]:
    """What something is said to be, to do, or to deserve."""
    for pattern, stance in polarity.OF_SUBJECT:
        for found in pattern.finditer(words):
            subject = _subject(words, found.start()) if _is_own(words, found.start()) else None
            doing = _TO_DO.match(words, found.end()) if subject is not None and subject.points_back else None
            if doing is not None:  # "it would be wrong to scrap the plan"
                is_wrong = (_turned(stance, found) == "opposes") != bool(doing["not"])
                yield from _demanded(doing["deed"] or "", words, doing.end(), is_negated=is_wrong)
            elif subject is not None and not _weighs(words, found.start()):
                yield Stand(subject, _turned(stance, found), is_verdict=True)
    cue = CUES.get((view.verb or "").lower())
    if cue is not None and cue.lemma in polarity.FEARING:
        for found in polarity.FEARED.finditer(words):
            subject = _subject(words, found.start()) if _is_own(words, found.start()) else None
            if subject is not None and not subject.points_back:
                yield Stand(subject, "opposes", is_verdict=True)
    for found in polarity.NAMED.finditer(words):
        thing = pronoun("it") if found["thing"] in {"it", "this", "that"} else thing_after(words, found.start("thing"))
        if thing is not None and _is_own(words, found.start()):
            yield Stand(thing, "opposes" if found["bad"] else "supports", is_verdict=True)


# "Had been against the ban until she saw the figures": who changed his mind holds what comes after.
_FORMERLY = re.compile(
    r"\bhad (?:been|once|long|initially|previously|at first|[a-z]+ed)\b.* until (?:he|she|it|they|the)\b"
)
_TO_DO = re.compile(r" (?:(?P<not>not )?to (?P<deed>[a-z]+) |that\b)")


def _weighs(words: str, at: int) -> bool:
    """Whether the sentence of a verdict weighs it against another: "would be a disaster for some but was needed"."""
    start = max(words.rfind(stop, 0, at) for stop in (". ", "! ", "? "))
    return " but " in re.split(r"[.!?] ", words[max(start, 0) + 1 :], maxsplit=1)[0]


def _attitudes(words: str, view: View) -> Iterator[Stand]:
    """What the party itself is for, against, or will vote for."""
    called = polarity.SIDES.match(words)
    thing = thing_after(words, called.end()) if called is not None else None
    if called is not None and thing is not None:
        yield Stand(thing, "opposes" if called["bad"] else "supports", is_demand=True)
    for pattern, stance in polarity.TOWARDS:
        for found in pattern.finditer(words):
            thing = _object(words, found.end()) if _is_by_self(words, found.start(), view) else None
            if thing is not None:
                is_policy = bool(_POLICY.search(found.group()))
                given = "conditional" if polarity.CONDITIONAL.search(words) else stance
                yield Stand(thing, given, is_verdict=not is_policy, is_demand=is_policy)
    for pattern, stance in polarity.TOWARDS_BY_ALL:
        for found in pattern.finditer(words):
            thing = thing_after(words, found.end()) if _is_own(words, found.start()) else None
            if thing is not None:
                yield Stand(thing, stance, is_verdict=True)


def _feelings(words: str, view: View) -> Iterator[Stand]:
    """What the party is glad of or against without naming it: "is in favour", "is appalled"."""
    for pattern, stance in polarity.ALONE:
        for found in pattern.finditer(words):
            if _is_by_self(words, found.start(), view):
                is_bound = stance != "neutral" and polarity.CONDITIONAL.search(words)
                yield Stand(pronoun("it"), "conditional" if is_bound else stance)
    for found in polarity.MOVED.finditer(words):
        # Disappointed without saying of what may be who lost what he asked for.
        thing = _object(words, found.end()) if _is_by_self(words, found.start(), view) else None
        if thing is not None:
            yield Stand(thing, "supports" if found["glad"] else "opposes", is_verdict=True)


def _demands(words: str, view: View) -> Iterator[Stand]:
    """What somebody is asked to do, should do, or is to be done."""
    for pattern in (polarity.ASKED, polarity.SHOULD, polarity.BID):
        for found in pattern.finditer(words):
            if _is_own(words, found.start()):
                groups = found.groupdict()
                verb = (groups["deed"] or groups.get("should") or groups.get("hoped") or "").lower()
                whole = f"{verb} {groups.get('particle') or ''}".strip()
                is_not = bool(groups.get("not")) or (groups.get("whom") or "").endswith((" not", " never"))
                yield from _demanded(whole, words, found.end(), is_negated=is_not)
    including = polarity.INCLUDING.search(words)
    if including is not None and polarity.ASKING.search(words[: including.start()]):
        for found in polarity.LISTED.finditer(words, including.start()):
            thing = deed(found["deed"], words, found.end())
            if thing is not None:
                yield Stand(thing, "supports", is_demand=True)
    for found in polarity.OWN.finditer(words):
        if _is_by_self(words, found.start(), view):
            whole = f"{found['deed']} {found['particle'] or ''}".strip()
            for stand in _demanded(
                whole, words, found.end(), is_negated=bool(found["not"] or found["never"] or found["wont"])
            ):
                given = "conditional" if polarity.CONDITIONAL.search(words) else stand.stance
                yield replace(stand, stance=given, is_pledge=True)
    for found in polarity.WANTED.finditer(words):
        if _is_by_self(words, found.start(), view):
            yield from _wanted(words, found.end())


def _demanded(verb: str, words: str, at: int, *, is_negated: bool) -> Iterator[Stand]:
    """What somebody should do to a thing, or should not."""
    stance: Stance | None = "opposes" if verb in polarity.UNDOING else "supports" if verb in polarity.DOING else None
    thing = None
    if verb:
        thing = thing_after(words, at) if stance is not None else deed(verb, words, at)
    if thing is not None:
        yield Stand(thing, opposite(stance or "supports") if is_negated else stance or "supports")


def _wanted(words: str, at: int) -> Iterator[Stand]:
    """What somebody wants: a thing, or something done to it."""
    thing = thing_after(words, at)
    if thing is None:
        return
    rest = words[words.index(thing.text, at) + len(thing.text) :]
    done = polarity.DONE_TO.match(rest)
    if polarity.IN_OR_OUT.match(rest):
        yield Stand(thing, "supports" if rest.startswith(" in") else "opposes", is_demand=True)
    elif done is None:
        if not rest.startswith(" to ") and not thing.text[:1].isdigit():
            yield Stand(thing, "supports", is_demand=True)
    elif done["verb"] in polarity.UNDONE:
        yield Stand(thing, "opposes", is_demand=True)
    elif done["verb"] in polarity.DONE:
        yield Stand(thing, "supports", is_demand=True)
    elif (wanted := deed(done["verb"], words, at)) is not None:
        longer = f"{wanted.text}{done['where'] or ''}"
        wanted = replace(wanted, text=longer) if len(longer.split()) <= MOST_WORDS else wanted
        yield Stand(wanted, "supports", is_demand=True)


def _subject(words: str, at: int) -> Thing | None:
    found = _PRONOUN_SUBJECT.search(words[:at])
    if found is None:
        return thing_before(words, at)
    # What the same sentence names before is what it may stand for.
    here = re.split(r"[.!?“”\"] ?", words[: found.start()])[-1]
    return None if any(not thing.points_back for thing in things(here)) else pronoun(found["word"].lower())


_PRONOUN_OBJECT = re.compile(r"(?P<word>(?:it|them)(?=[ .,;!?”]|$)|(?:this|that)(?=[.,;!?”]|$))")


def _object(words: str, at: int) -> Thing | None:
    found = _PRONOUN_OBJECT.match(words, at)
    return pronoun(found["word"]) if found is not None else thing_after(words, at)


def _turned(stance: Stance, found: re.Match[str]) -> Stance:
    """The stance, turned round by "not": "will not hurt" defends, "must not be built" opposes."""
    return opposite(stance) if found.groupdict().get("not") else stance


def _clause(words: str, at: int) -> str:
    """The words of the clause before a place."""
    return re.split(r"[,;:“”\".]", words[:at])[-1]


def _is_own(words: str, at: int) -> bool:
    """Whether what is said there is the party's own word: under no "if" and in nobody else's mouth."""
    before = _clause(words, at)
    if polarity.NOT_OWN.search(before):
        return False
    cues = (CUES.get(word) for word in before.lower().split())
    return sum(cue is not None and cue.form == "finite" and not cue.nounish for cue in cues) <= 1


def _is_by_self(words: str, at: int, view: View) -> bool:
    """Whether the party itself is the subject of what stands there: its name, its pronoun, "I" or "we"."""
    before = _clause(words, at)
    if not _is_own(words, at) or _DENIED.search(before):
        return False
    subject = re.split(r"\b(?:that|said|says|but|and)\b", before)[-1].strip()
    if view.spoken_for is not None and subject.lower() == view.spoken_for.lower():
        return True
    pronoun_last = _SELF_LAST.search(subject)
    if pronoun_last is not None and CUES.get(subject[: pronoun_last.start()].rsplit(maxsplit=1)[-1].lower()):
        return True  # "insisted he"
    if _SELF.fullmatch(subject) or (not subject and _SELF_BEFORE.search(before)):
        return True
    named = subject.lower().split()
    if not words.startswith(before.lstrip()) or subject != before.strip() or len(named) > _LONGEST_SUBJECT:
        return False
    # "Opposes the plan to close": another verb stands between, and what looks like one is a noun.
    return "who" not in named and named[-1:] not in (["the"], ["a"], ["an"], ["its"], ["their"], ["any"], ["no"])
