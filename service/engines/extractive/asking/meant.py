"""Whom or what a pronoun in a question means: only where nothing else in the sentence could be meant."""

import re

from service.core.attribution import Party
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.attribution.tokens import CLOSED
from service.engines.extractive.asking.asked import Place, apostrophe, cited, inside, party_called, subject_of
from service.engines.extractive.asking.turning import AUXILIARY

_PRONOUN = re.compile(r"\b(?P<word>he|she|it|they|him|them|his|her|its|their)\b", re.IGNORECASE)
_CLOSED = "|".join(sorted(CLOSED))
# "One" counts where a noun follows it: "one year", but not "whether one was found".
_BEYOND = re.compile(
    rf"\b(?:this|these|those|i|we|you|my|our|your|us|me|one(?! (?!(?:{_CLOSED}|[a-z]+ed)\b)[a-z])|ones|such)\b(?! own)",
    re.IGNORECASE,
)
_FAMILIES = {
    "he": "he",
    "him": "he",
    "his": "he",
    "she": "she",
    "her": "she",
    "it": "it",
    "its": "it",
    "they": "they",
    "them": "they",
    "their": "they",
}
_OWNING = frozenset("his her its their".split())
# What "it" does that was spoken of before, and whoever will not say does not: "when it would reopen".
_DONE_BY_THINGS = re.compile(
    r"^(?: (?:would|will|could|can|may|might|had|has|did|does|should|must|not|also|ever|now|been))*? "
    r"(?:(?:re)?(?:open|start|begin|end|close|happen|resume|continue|return|arrive|work|go|last|come|take place|"
    r"cost)(?:s|ed)?|"
    r"be|is|was|were|began|came|went|fell|broke)\b(?! to [a-z])"
)
# "They" who do something of their own accord are people, and things are not meant.
_ACTS = re.compile(
    r"\bthey (?!(?:\w+ ){0,2}?(?:been|be|are|were|is|was|spread|work|worked|help|helped|affect|affected|cause|"
    r"caused|differ|fit|last|lasted)\b)"
)
_PLURAL = re.compile(
    r"\b(?:the|those|these|some|several|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|\d+|new|"
    r"internal|secret|forged|false|many|all) (?P<noun>(?:[a-z-]+ ){0,2}?(?:[a-z]{3,}(?<![uis])s|bacteria|data))\b"
)
_SOME_OF = re.compile(r"\b[\w,.]+ of (?=the )")  # "740,000 of the drones" are of the drones
_NO_THING = frozenset("days weeks months years hours minutes times people percent points".split())


def filled(place: Place, who: str | None, clause: str, *, deed: bool = False) -> tuple[str, tuple[int, ...]] | None:
    """A clause with a name or noun for the pronoun in it.

    Args:
        place: The sentence of the clause.
        who: The subject of the sentence before the clause, as written; None where there is none.
        clause: "whether it would sell the mill".
        deed: Whether the clause is what `who` does, and stands behind it: "sell its mill", where "its" is clear.

    Returns:
        ("whether Orbit would sell the mill", the sentences that name who is meant); the clause as it is where it has
        no pronoun; None where it cannot be told for sure what is meant.
    """
    if _BEYOND.search(clause):
        return None
    sentences: tuple[int, ...] = ()
    taken: set[str] = set()
    for family in dict.fromkeys(_FAMILIES[each.group().lower()] for each in _PRONOUN.finditer(clause)):
        found = [each for each in _PRONOUN.finditer(clause) if _FAMILIES[each.group().lower()] == family]
        first = found[0]
        owning = first.group().lower() in _OWNING and not (first.group() == "her" and _is_object(clause, first.end()))
        if owning and (deed or _HAS_SUBJECT.match(clause[: first.start()])):
            continue  # "whether the group would send its head": the clause says whose
        if any(each.group().lower() not in _OWNING for each in found[1:]):
            return None
        # Who does something to "them" does it to others: they are not the subject again.
        meant = _meant(place, None if deed and not owning else who, family, clause)
        if meant is not None and meant[0] in taken and family in {"he", "she"}:
            meant = only_person(place, family)  # "whether he will reappoint her": nobody is both
        if meant is None:
            return None
        if re.search(rf"\b{re.escape(meant[0].split()[-1])}\b", clause):
            return None  # "whether she would call Ms. Gunn" is not asked of Ms. Gunn
        told = _owner(place, meant[0]) if owning else meant[0]
        sentences = (*sentences, *meant[1])
        taken.add(meant[0])
        rest = clause[first.end() :]
        if first.group() == "them" and told.startswith("the ") and re.match(r" all\b", rest):
            told, rest = f"all {told}", rest.removeprefix(" all")  # "recall them all"
        clause = clause[: first.start()] + told + rest
    return clause, sentences


_HAS_SUBJECT = re.compile(rf"^(?:(?:\w+ ){{0,3}}?(?:the|an?|[A-Z][\w’'-]+)|[Hh]ow many) (?:[\w’'-]+ )+{AUXILIARY} ")
_MINISTRY = re.compile(
    r"^(?:the )?(?P<of>[A-Z][\w ]*?)[’']s? (?:[a-z]+ ){0,2}(?:ministry|government|office|army|navy)$"
)


def _owner(place: Place, name: str) -> str:
    """Whose something is: of what a country's ministry speaks of as its own, the country's."""
    ministry = _MINISTRY.match(name)
    name = ministry.group("of") if ministry else name
    mark = apostrophe(place.article)
    is_plural = name.endswith("s") and (" " in name or not name[:1].isupper())
    return f"{name}{mark}" if is_plural else f"{name}{mark}s"


def _is_object(clause: str, end: int) -> bool:
    following = re.match(r" ([a-z]+)", clause[end:])
    return following is None or following.group(1) in CLOSED


def _meant(place: Place, who: str | None, family: str, clause: str) -> tuple[str, tuple[int, ...]] | None:
    is_subject = re.match(rf"^\w+(?: \w+){{0,3}}? {family}\b", clause) is not None
    if family == "it" and not is_subject and not re.search(r"\bits\b", clause):
        # "Whether the mayor might accept it": what would not be said is not asked of who is silent.
        return _only_proposal(place, clause)
    subject = subject_of(place, who) if who else None
    if subject is not None and who is not None and _fits(place, who, subject[0], family):
        does = " " + clause.split(" it ", maxsplit=1)[-1]
        if family == "they" and re.search(r"\bthey (?:were|are|had been|have been) (?!\w+ing\b)", clause):
            return None  # "police would not say if they were connected": things, and nobody told which
        if not (family == "it" and is_subject and _DONE_BY_THINGS.match(does)):
            return subject
    if family == "they":
        return _only_plural(place, clause) if not _ACTS.search(clause) else None
    if family in {"he", "she"}:
        return only_person(place, family)
    return _opening_body(place) if re.match(r"^\w+ its\b", clause) else None


_DECIDED_ON = re.compile(
    r"\b(?:sign|support|accept|approve|back|oppose|veto|reject|vote for|withdraw|drop|endorse|honou?r) it\b"
)
_PROPOSAL = re.compile(r"\b(?:bill|deal|offer|proposal|agreement|law|treaty|plan|contract|amendment|motion|pact)\b")


def _only_proposal(place: Place, clause: str) -> tuple[str, tuple[int, ...]] | None:
    """What "it" is in "whether he would sign it": the only bill, deal or offer that was spoken of just before."""
    if not _DECIDED_ON.search(clause):
        return None
    own = place.text.split(clause, maxsplit=1)[0]
    for number in (place.number, place.number - 1, place.number - 2):
        text = own if number == place.number else place.article.quote(number) if number > 0 else ""
        found = set(_PROPOSAL.findall(text))
        if found:
            return (f"the {found.pop()}", cited(place, (number,))) if len(found) == 1 else None
    return None


_BODY = re.compile(r"\bthe (?P<body>[a-z]+)\b")


def body_of(place: Place, who: tuple[str, tuple[int, ...]]) -> tuple[str, tuple[int, ...]] | None:
    """Whom "it" means in "the editor said it was considering an appeal": the body; None where unsure."""
    party = _party(place, who[0])
    if party is None or party.kind != "person":
        return who
    bodies = {
        f"the {found.group('body')}" for found in _BODY.finditer(place.text) if is_organisation(found.group("body"))
    }
    if len(bodies) == 1:
        return bodies.pop(), (place.number,)
    return None


def _opening_body(place: Place) -> tuple[str, tuple[int, ...]] | None:
    """The organisation that the sentence before opens with, where this sentence names no other."""
    if place.number < 2:
        return None
    start = place.article.sentences[place.number - 2].start
    bodies = [
        party for party in place.reading.parties if party.is_named and party.kind in {"organisation", "government"}
    ]
    if any(place.number in party.sentences for party in bodies):
        return None
    opening = [party for party in bodies if any(start <= at <= start + 4 for at, _ in party.mentions)]
    return (inside(place.article, opening[0]), (place.number - 1, place.number)) if len(opening) == 1 else None


def may_mean(place: Place, pronoun: str, subject: str) -> bool:
    """Whether a pronoun can stand for a subject, by whether that is a man, a woman, a body or several."""
    if pronoun.lower() == "they" and subject[:1].isupper():  # a club is "they" to those who follow it
        party = _party(place, subject)
        return party is None or party.kind != "person"
    return _fits(place, subject, subject, _FAMILIES[pronoun.lower()])


def _fits(place: Place, who: str, subject: str, family: str) -> bool:
    party = _party(place, subject)
    titled = _TITLED.match(who)
    if titled and titled.group("title") in _BY_TITLE:
        return family in _BY_TITLE[titled.group("title")]
    if titled and party is None:
        return family in {"he", "she"}
    if party is not None and party.is_named:
        if party.kind == "person":
            return family in {"he", "she"} and party.gender in {None, "male" if family == "he" else "female"}
        return family == "they" if party.plural else family in {"it", "they"}
    head = re.split(r" (?:of|in|at|for|on|from|behind) ", subject, maxsplit=1)[0].split()[-1]
    if head[:1].isupper():
        return family == "it" and party is None
    if is_role(head):
        return family in {"he", "she"}
    if (head.endswith("s") and not head.endswith("ss")) or is_group(head):
        return family == "they"
    # Whoever can say or decide is a body: "the hotel would not say whether it would pay".
    return family == "it" and head not in _PERSONS


_PERSONS = frozenset(
    "man woman person boy girl child student patient friend mother father victim driver someone".split()
)
_TITLED = re.compile(
    r"(?:the )?(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Judge|Justice|Gen|General|Col|Rev|Sen|"
    r"Gov|President|"
    r"Mayor|Senator|Governor|Minister|Superintendent|Captain|Chief)\b\.? [A-Z]"
)
_BY_TITLE = {"Mr": ("he",), "Sir": ("he",), "Lord": ("he",)} | dict.fromkeys(
    ("Mrs", "Ms", "Miss", "Dame", "Lady"), ("she",)
)


def _party(place: Place, name: str) -> Party | None:
    bare = name.removeprefix("the ")
    exact = party_called(place.reading, bare)
    if exact is not None:
        return exact
    words = bare.split()
    for at in range(1, len(words)):  # "Mirror editor Jo Tran" is Jo Tran
        person = party_called(place.reading, " ".join(words[at:]))
        if person is not None and person.kind == "person":
            return person
    return None


def _only_plural(place: Place, clause: str) -> tuple[str, tuple[int, ...]] | None:
    """The only things told as several in this sentence before the clause, else in the one before."""
    own = place.text.split(clause, maxsplit=1)[0]
    if nouns := _plurals(own):
        return (f"the {nouns.pop()}", (place.number,)) if len(nouns) == 1 else None
    if place.number < 2:
        return None
    nouns = _plurals(place.article.quote(place.number - 1))
    return (f"the {nouns.pop()}", (place.number - 1, place.number)) if len(nouns) == 1 else None


def _plurals(text: str) -> set[str]:
    found = {each.group("noun") for each in _PLURAL.finditer(_SOME_OF.sub("", text))}
    return {
        noun
        for noun in found
        if noun.split()[-1] not in _NO_THING
        and not is_role(noun.split()[-1].removesuffix("s"))
        and CLOSED.isdisjoint(noun.split())
    }


_FAR = 4  # sentences that a person's name may be away, if no other stands between


def only_person(place: Place, family: str, *, own: bool = True) -> tuple[str, tuple[int, ...]] | None:
    """(the only person of the gender in this sentence, else in the one before, the sentences that tell it)."""
    gender = "female" if family == "she" else "male"
    for number in range(place.number if own else place.number - 1, max(0, place.number - _FAR), -1):
        speaking = {each.party for each in place.reading.of_sentence(number) if each.certain}
        here = [
            party
            for party in place.reading.parties
            if party.kind == "person"
            and (number in party.sentences or (number < place.number and party.index in speaking))
        ]
        fitting = [party for party in here if party.gender in {None, gender}]
        if here:
            if len(fitting) != 1 or not fitting[0].is_named or fitting[0].gender != gender:
                return None
            named = max((at for at in fitting[0].sentences if at <= number), default=number)
            return inside(place.article, fitting[0]), cited(place, (named,))
    return None
