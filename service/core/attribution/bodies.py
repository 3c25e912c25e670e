"""Bodies: what the article calls them besides their name, and who speaks for them.

`named` gives, for the number of a sentence, (token, entity) of everybody named in it.
"""

from collections.abc import Mapping, Sequence

from service.core.attribution.coreference import is_generic_body
from service.core.attribution.entities import Entity
from service.core.attribution.phrases import Phrase
from service.core.attribution.tokens import Line

_NEAR = 5  # sentences among which a spokesman's body is named

# Bodies named for a town: the town's name alone is not theirs.
LOCAL = frozenset(
    "university hospital court school college council museum port church parish library palace hospice theatre airport "
    "clinic police".split()
)


def learn_noun(line: Line, entities: Sequence[Entity], named: Mapping[int, list[tuple[int, int]]]) -> None:
    """Take a single name that speaks for a body where the next sentences call it one: "Unite said …. The union"."""
    noun = line.lower(1)
    if line.lower(0) != "the" or not is_generic_body(noun) or (after := line.at(2)) is None or after.is_name:
        return
    for number in (line.sentence.number - 1, line.sentence.number - 2):
        near = [entities[index] for _, index in named.get(number, ())]
        if any(noun in entity.words or entity.kind in {"organisation", "government"} for entity in near):
            return
        speaking = [
            entity
            for entity in near
            if entity.kind == "other" and entity.speaks_first and entity.evidence <= 0 and len(entity.words) == 1
        ]
        if speaking:
            speaking[0].kind = "organisation"
            speaking[0].nouns.add(noun)
            return


def speaks_for(phrase: Phrase, entities: Sequence[Entity], named: Mapping[int, list[tuple[int, int]]]) -> Entity | None:
    """The one body named in the sentence or, the nearest, just before: "a spokesman" there is its spokesman."""
    number = phrase.line.sentence.number
    for at in range(number, number - _NEAR, -1):
        near = {index for _, index in named.get(at, ())}
        bodies = [entities[index] for index in near if _is_body(entities[index])]
        if bodies:
            return bodies[0] if len(bodies) == 1 else None
    return None


def _is_body(entity: Entity) -> bool:
    speaking = entity.kind == "other" and entity.speaks and len(entity.words) == 1 and entity.evidence <= 0
    if not entity.is_named:
        return entity.kind in {"organisation", "government"} and not entity.plural
    return entity.kind == "organisation" or speaking
