"""What one party says and another denies, or puts at another figure."""

import re
from collections.abc import Iterator

from service.core.attribution import Party
from service.core.attribution.cues import CUES
from service.engines.extractive.asking.asked import Asked, Place, apostrophe, cited, inside, subject_of
from service.engines.extractive.asking.holders import holder
from service.engines.extractive.asking.meant import filled
from service.engines.extractive.asking.turning import WH, before_speaker, turned
from service.engines.extractive.sentences import prose, verbs

_DENIES = r"(?:(?:has |have |had )?(?:also |repeatedly |strongly |flatly |always )?(?:denied|denies|deny|denying))"
_DENIED_THAT = re.compile(
    rf"\b(?:{_DENIES}|(?:reject|dismiss)(?:ed|es|s)? (?:the |any )?(?:claims?|allegations?|accusations?|"
    rf"suggestions?|reports?|idea)) "
    r"that (?P<clause>[^,;:”]+)"
)
_DENIED_THERE = re.compile(rf"\b{_DENIES} (?:that )?(?P<clause>there (?:is|are|was|were|had been|has been) [^,;:”]+)")
_DENIED_DOING = re.compile(rf"\b{_DENIES} (?:ever )?(?P<doing>[a-z]+ing) (?P<what>[^,;:”]+)")
_DENIED_HAVING = re.compile(rf"\b{_DENIES} (?:ever )?having (?:ever )?(?P<done>[a-z]+) (?P<what>[^,;:”]+)")
_OTHER_DOING = re.compile(r",? (?:and|or|but) (?=[a-z]+ing\b)")
_NO_DOING = frozenset("wrongdoing anything everything nothing something during being having".split())
_DENIED_PART = re.compile(
    rf"\b{_DENIES} (?:any |all |having any )?(?P<kind>wrongdoing|(?:responsibility|liability|blame) for|"
    r"(?:involvement|part|role|hand) in)\b ?(?P<what>[^,;:”.]*)"
)


def denied(place: Place) -> Iterator[Asked]:
    """Whether it is so that somebody denies."""
    that = _DENIED_THAT.search(place.text) or _DENIED_THERE.search(place.text)
    if that:
        told = filled(
            place, holder(place, that.start()), re.split(r" (?:and|but) (?:said|says)\b", that.group("clause"))[0]
        )
        question = turned(f"whether {told[0]}", keep_tense=True) if told else None
        if told and question:
            yield Asked(question, "disputed", cited(place, told[1]), "denied")
        return
    having = _DENIED_HAVING.search(place.text)
    denier = _who(place, _DENIED_HAVING)
    if having and denier and (plain := verbs.of_participle(having.group("done"))):
        told = filled(place, denier[0], having.group("what").strip(" .").replace("any such", "any"), deed=True)
        if told:
            yield Asked(f"Did {denier[0]} {plain} {told[0]}?", "disputed", cited(place, denier[1], told[1]), "denied")
        return
    who = _who(place, _DENIED_PART) or _who(place, _DENIED_DOING)
    if who is None:
        return
    part, doing = _DENIED_PART.search(place.text), _DENIED_DOING.search(place.text)
    if part:
        yield from _of_part(place, who, part)
    elif doing and doing.group("doing") not in _NO_DOING and (plain := verbs.plain(doing.group("doing"))):
        what = before_speaker(_OTHER_DOING.split(doing.group("what").strip(" ."), maxsplit=1)[0])
        told = filled(place, who[0], what, deed=True)
        if told:
            yield Asked(f"Did {who[0]} {plain} {told[0]}?", "disputed", cited(place, who[1], told[1]), "denied")


def _of_part(place: Place, who: tuple[str, tuple[int, ...]], part: re.Match[str]) -> Iterator[Asked]:
    kind, what = part.group("kind"), part.group("what").strip()
    if kind == "wrongdoing":
        yield Asked(f"Did {who[0]} do anything wrong?", "disputed", who[1], "denied")
    elif what and (told := filled(place, who[0], what, deed=True)):
        is_part = kind.endswith(" in")
        was = "Were" if _is_plural(who[0]) else "Was"
        asks = f"{was} {who[0]} {'involved in' if is_part else 'responsible for'} {told[0]}?"
        yield Asked(asks, "disputed", cited(place, who[1], told[1]), "denied")


def _who(place: Place, pattern: re.Pattern[str]) -> tuple[str, tuple[int, ...]] | None:
    found = pattern.search(place.text)
    told = holder(place, found.start()) if found else None
    return subject_of(place, told) if told else None


def _is_plural(subject: str) -> bool:
    head = re.split(r" (?:of|in|at|for|on|from) ", subject, maxsplit=1)[0].split()[-1]
    return head.islower() and head.endswith("s") and not head.endswith(("ss", "us"))


_ACCUSED = re.compile(
    r"\b(?:accus(?:ed|es|ing)|suspect(?:ed|s|ing)) (?P<whom>(?:the )?(?:[a-z-]+ )?[a-zA-Z][\w’'-]+(?: "
    r"[A-Z][\w’'-]+){0,2}) of "
    r"(?:having (?P<done>[a-z]+)|(?!having\b)(?P<doing>[a-z]+ing)) (?P<what>[^,;:”.]+)"
)
_REFUTED = re.compile(
    r"\b(?:den(?:ied|ies|y)|reject(?:ed|s)?|dismiss(?:ed|es)?|disput(?:ed|es|e)) (?:it|this|that|them|any such thing|"
    r"(?:the|these|those|all|such) (?:[a-z]+ )?(?:accusations?|allegations?|claims?|charges?))\b"
)
_NEAR = 3  # sentences on in which an accusation is denied


def accused(place: Place) -> Iterator[Asked]:
    """Whether somebody did what he is accused of and denies."""
    found = _ACCUSED.search(place.text)
    if found is None:
        return
    done = found.group("done")
    plain = verbs.of_participle(done) if done else verbs.plain(found.group("doing"))
    if plain is None:
        return
    if found.group("whom") == "it":
        subject = _accused_body(place)
    else:
        subject = subject_of(place, prose.capital(found.group("whom")))
    is_named = any(party.is_named and subject and party.name in subject[0] for party in place.reading.parties)
    last = min(place.number + _NEAR, len(place.article.sentences))
    denial = next((at for at in range(place.number, last + 1) if _REFUTED.search(place.article.quote(at))), None)
    told = filled(place, found.group("whom"), found.group("what").strip(), deed=True)
    if subject and told and (denial or is_named):
        asks = f"Did {subject[0]} {plain} {_UP_TO.split(told[0], maxsplit=1)[0]}?"
        needed = cited(place, subject[1], told[1], (denial,) if denial else ())
        yield Asked(asks, "disputed", needed, "denied" if denial else "accused")


_UP_TO = re.compile(r" (?:and|but|in a|as|while|when|because)\b")


def _accused_body(place: Place) -> tuple[str, tuple[int, ...]] | None:
    """Whom "it" is in "the agency said …, as the union accused it of …": the one body that speaks before."""
    at = place.article.sentences[place.number - 1].start + place.text.find(" accus")
    said = {
        each.party
        for each in place.reading.of_sentence(place.number)
        if each.explicit and each.source is not None and each.source[0] < at - 40
    }
    index = said.pop() if len(said) == 1 else None
    party = place.reading.parties[index] if index is not None else None
    if party is None or not party.is_named or party.kind not in {"organisation", "government"}:
        return None
    return inside(place.article, party), (place.number,)


_CONTRADICTS = re.compile(
    r"\b(?:said|says|say|insisted|insists) (?:that )?(?:it|he|she|they) (?:was|were|did|had|is|are|has|does|do|"
    r"would|will)(?: not|n[’']t)\W*$|"
    r"\b(?:said|says|say|insisted|insists) (?:that )?(?:that|this|it) (?:was|is) "
    r"(?:not (?:true|so|right|correct|the case)|untrue|false|wrong|incorrect|inaccurate|nonsense|a lie)\W*$"
)
_CLAIMED = re.compile(
    r"^(?P<subject>[^,;:”]{3,50}?) (?:claimed|claims|claim) to have (?P<done>[a-z]+) (?P<what>[^,;:”]+), (?:a claim|"
    r"which|something) [^,;:”]{2,40}? "
    r"(?:denied|denies|disputed|disputes|rejected)\b"
)


def contradicted(place: Place) -> Iterator[Asked]:
    """Whether it is so that one says, and another says it is not; whether somebody did what is claimed and denied."""
    claimed = _CLAIMED.match(place.text)
    claimant = subject_of(place, claimed.group("subject")) if claimed else None
    plain = verbs.of_participle(claimed.group("done")) if claimed else None
    if claimed and claimant and plain:
        yield Asked(f"Did {claimant[0]} {plain} {claimed.group('what')}?", "disputed", claimant[1], "disputed")
    if not _CONTRADICTS.search(place.text):
        return
    own = place.reading.of_sentence(place.number)
    told = [each for each in own[:-1] if each.kind == "indirect" and each.content]
    at = place.number
    if not told and at > 1:
        at -= 1
        told = [each for each in place.reading.of_sentence(at) if each.kind == "indirect" and each.content]
    if not told or told[-1].party is None or (own and told[-1].party == own[-1].party):
        return
    clause = place.article.text[slice(*told[-1].content[0])].split(";", maxsplit=1)[0].removeprefix("that ")
    there = Place(place.article, place.reading, at, clause)
    if re.match(rf"(?:{WH}|to)\b", clause):
        return
    filling = filled(there, place.reading.parties[told[-1].party].name, clause)
    question = turned(f"whether {_affirmed(filling[0])}", keep_tense=True) if filling else None
    if filling and question:
        yield Asked(question, "disputed", cited(place, filling[1], (at,)), "disputed")


_RATHER = re.compile(
    r"\b(?:said|says|insists?|insisted|claims?|claimed|maintains?)(?: that)? (?P<what>(?:the|its|their) "
    r"[^,;:”]{3,50}?) (?P<was>was|were|is|are) "
    r"(?P<own>[$€£¥]?\d[\w.,]*(?: (?:million|billion|percent|per cent))?),? (?:rather than|not|instead of) "
    r"(?P<other>[$€£¥]?\d[\w.,]*(?: (?:million|billion|percent|per cent))?)"
)


def corrected(place: Place) -> Iterator[Asked]:
    """Which of two figures is right that one party tells: "said the cost was $3 million rather than $2 million"."""
    found = _RATHER.search(place.text)
    if found and found.group("what").startswith("the "):
        was, what, other = found.group("was"), found.group("what"), found.group("other").rstrip(".,")
        asks = f"{was.capitalize()} {what} {found.group('own')} or {other}?"
        yield Asked(asks, "disputed", (place.number,), "figures")


_DISPUTES = re.compile(
    r"^(?P<who>[^,;:”]{2,50}?)(?:, [^,;:”]{2,60},)? (?:disputes?|disputed|rejects?|rejected|contests?|contested|"
    r"questions|questioned|den(?:y|ies|ied)) "
    r"(?:(?:that|this|it)(?=[.,;]| and\b| but\b|$)|(?:the|that|this|those) "
    r"(?:(?P<count>count|figures?|estimate|numbers?)|"
    r"(?P<what>claims?|account|version|findings?|allegations?|charge)))\b(?=[.,; ])"
)
_NOBODY = re.compile(r"^(?:nobody|no one|none|neither|few)\b|\b(?:not|never|longer|nor)$", re.IGNORECASE)
_FAR = 4  # sentences back that a number may stand in
_COUNTED = re.compile(
    r"(?<![\d.,$€£¥])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b",
    re.IGNORECASE,
)


def disputed(place: Place) -> Iterator[Asked]:
    """Whether what one party told before is right, where another disputes it: a number, or the sentence before."""
    found = _DISPUTES.match(place.text)
    if found is None or not CUES.keys().isdisjoint(found.group("who").split()):
        return
    count = found.group("count")
    before = range(place.number - 1, max(0, place.number - 1 - (_FAR if count else 1)), -1)
    told = next((at for at in before if _tells(place, at, count)), 0)
    parties = {each.party for each in place.reading.of_sentence(told) if each.certain and not each.reported_by}
    if len(parties) != 1:
        return
    party = place.reading.parties[parties.pop() or 0]
    if found.group("who") in {party.name, *party.aliases} or _NOBODY.search(found.group("who")):
        return
    if count:
        are = "Are" if count.endswith("s") else "Is"
        yield Asked(f"{are} {owner(place, party)} {count} right?", "disputed", (told, place.number), "disputed")
        return
    for each in place.reading.of_sentence(told):
        clause = place.article.text[slice(*each.content[0])] if each.content and each.kind == "indirect" else ""
        filling = filled(Place(place.article, place.reading, told, clause), party.name, clause) if clause else None
        clause = _affirmed(filling[0].removeprefix("that ")) if filling else ""
        question = turned(f"whether {clause}", keep_tense=True) if clause else None
        if filling and question:
            yield Asked(question, "disputed", cited(place, filling[1], (told,)), "disputed")
            return


def _affirmed(clause: str) -> str:
    """A clause without its "not": whether it was never paid is whether it was paid."""
    return _NOT.sub(r"\1", _NEVER.sub(" ", clause))


_NOT = re.compile(r"\b((?:had|has|have|was|were|is|are|would|will|could|can) )not ")
_NEVER = re.compile(r" never (?=[a-z]+(?:ed|t|n|d|e)\b)")


def owner(place: Place, party: Party) -> str:
    """A party's name as of the owner of what follows: "the Vehicle Safety Office's"."""
    name = inside(place.article, party)
    name = name if party.is_named or name.startswith("the ") else f"the {name}"
    mark = apostrophe(place.article)
    return f"{name}{mark}" if name.endswith("s") and party.kind != "person" else f"{name}{mark}s"


def _tells(place: Place, number: int, count: str | None) -> bool:
    """Whether a sentence is somebody's word, with a number in it where one is disputed."""
    said = [each for each in place.reading.of_sentence(number) if each.party is not None]
    words = " ".join(place.article.text[slice(*span)] for each in said for span in each.content)
    return bool(said) and (not count or (bool(_COUNTED.search(words)) and all(each.kind != "direct" for each in said)))
