"""What stands round a name and tells whether it is a person's or a body's."""

from service.core.attribution.bodies import plies_trade
from service.core.attribution.cues import CUES
from service.core.attribution.entities import Entity, gender_of
from service.core.attribution.people import is_organisation, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at
from service.core.attribution.roles import is_spokes
from service.core.attribution.tokens import DETERMINERS, PREPOSITIONS

_SPOUSES = frozenset("wife husband son daughter sister brother mother father".split())
_TRADED = frozenset("shares stock stake shareholders investors".split())  # "shares in Orbit"


def weigh(entity: Entity, phrase: Phrase) -> None:
    """Learn from one mention of a name: the noun before it, an age or "who" after it, the verb it is subject of."""
    following = phrase.line.lower(phrase.last + 1)
    if phrase.line.lower(phrase.first - 1) == "," and entity.kind in {"person", "other"}:
        office = phrase_ending_at(phrase.line, phrase.first - 2)
        before = office.head if office is not None and not office.is_named else ""
        if office is not None and plies_trade(office, entity.words):
            entity.evidence += 1  # "a crane operator, Ikeda Moreno, who"
        elif office is not None and _introduces(office) and not entity.role and following in {",", "."}:
            entity.kind = "organisation"  # "the operator, Northway,"
            entity.nouns.add(office.head)
        elif office is not None and is_role(before) and not _is_spoken_for(office):
            entity.evidence += 1
            if office.words[0].lower == "the":
                entity.after.setdefault(before, phrase.line.sentence.number)
                entity.offices |= {before} - _SPOUSES
            entity.gender = entity.gender or gender_of({before})
            entity.is_spouse |= before in _SPOUSES
            entity.kin = before if before in _SPOUSES else entity.kin
    entity.gender = entity.gender or gender_of({token.lower.rstrip(".") for token in phrase.words})
    if entity.kind != "other":
        return
    if following == "," and phrase.line.lower(phrase.last + 2) == "which" and len(phrase.name) > 1:
        entity.kind = "organisation"
        return
    if phrase.line.lower(phrase.first - 2) in _TRADED and phrase.line.lower(phrase.first - 1) in {"in", "of"}:
        entity.kind = "organisation"
        return
    cue = CUES.get(following)
    entity.evidence += bool(cue and cue.form == "finite" and len(phrase.name) > 1)
    after_comma = phrase.line.at(phrase.last + 2) if following in {",", "("} else None
    is_age = after_comma is not None and after_comma.mark == "number" and len(after_comma.text) <= 3
    entity.evidence += is_age and len(entity.words) > 1
    entity.evidence += after_comma is not None and len(phrase.name) > 1 and (
        phrase.first == 0 and after_comma.lower in {"of", "from", "now"}
    )  # fmt: skip
    entity.evidence += following == "who" or phrase.line.lower(phrase.last + 2) == "who"


def _is_spoken_for(office: Phrase) -> bool:
    """Whether the name after an office is its spokesman's: "a spokesman for the mayor, Ana Duarte"."""
    return office.line.lower(office.first - 1) == "for" and is_spokes(office.line.lower(office.first - 2))


def _introduces(noun: Phrase) -> bool:
    """Whether a noun before a comma may be named after it: "the operator, Northway"; not "in court, Ana Duarte"."""
    line, first = noun.line, noun.first
    # Who "chairs the flood group, Ian Prowse," is told of before "who".
    chaired = any(line.lower(at) == "who" for at in range(max(0, first - 3), first))
    governed = chaired or line.lower(first - 1) in PREPOSITIONS
    told = noun.words[0].lower in DETERMINERS or noun.words[0].possessive  # "Dunleavy's company, Plains Crossing"
    return is_organisation(noun.head) and not is_role(noun.head) and not governed and told
