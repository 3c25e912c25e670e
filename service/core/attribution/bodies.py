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


# What a firm can be called and a person at work too: "an operator", "a builder".
_TRADES = frozenset("operator builder developer publisher retailer trader supplier broker".split())
_OF_ONE = frozenset("operator builder".split())  # alone, after a name of two words, more often a person
_ACTING = frozenset("would will had has plans planned".split())  # "it would pay": a firm would
_OF_PEOPLE = frozenset({"he", "she", "his", "her", "him"})


def plies_trade(noun: Phrase, name: tuple[str, ...]) -> bool:
    """Whether a noun that may be a firm's says what a person of that name does: "Luis Moreno, a crane operator, who".

    Args:
        noun: What stands before or after the name.
        name: The words of the name.
    """
    if noun.head not in _TRADES or not 2 <= len(name) <= 3 or noun.words[0].lower not in {"a", "an", "one"}:
        return False
    line = noun.line
    told = {line.lower(at) for at in range(noun.end + 1, len(line.tokens))}
    acts = any(line.lower(at) == "it" and line.lower(at + 1) in _ACTING for at in range(noun.end + 1, len(line.tokens)))
    if "its" in told or acts or line.lower(noun.end + 1) == "which":
        return False
    alone = noun.head in _OF_ONE and len(noun.words) == 2 and noun.end == noun.last
    return alone or line.lower(noun.end + 1) == "who" or bool(told & _OF_PEOPLE)


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
