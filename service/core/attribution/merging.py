"""The entities of an article as parties: left out who is nobody, made one who was brought in without a name."""

from collections.abc import Callable

from service.core.attribution.entities import Cast, Entity
from service.core.attribution.reading import Party

_NAMED_WITHIN = 8  # sentences after somebody was brought in without a name


def merged(cast: Cast) -> tuple[tuple[Party, ...], dict[int, int]]:
    """The parties in order of first mention, and where each entity went.

    Left out: names that nothing shows to be somebody.
    """
    kept = [
        index
        for index, entity in enumerate(cast.entities)
        if entity.mentions and (entity.speaks or (entity.kind not in {"person", "other"} or entity.evidence > 0))
    ]
    meant = {index: named for index in kept if (named := _named_later(cast, index)) in kept and named != index}
    for index, named in meant.items():
        _merge(cast.entities[index], cast.entities[named])
    kept = sorted((at for at in kept if at not in meant), key=lambda index: min(cast.entities[index].mentions))
    place = {index: number for number, index in enumerate(kept)}
    place |= {index: place[named] for index, named in meant.items() if named in place}
    return tuple(_party(place[index], cast.entities[index]) for index in kept), place


def _named_later(cast: Cast, index: int) -> int | None:
    """Who was brought in without a name, or by a last name alone, and is named elsewhere: the only one it can be."""
    entity = cast.entities[index]
    if entity.is_named:
        titled = (entity.gender or "", *entity.words) in cast.by_words
        return _only(cast, lambda other: _is_spouse(other, entity)) if titled else None
    if entity.introduced is not None and entity.kind != "person":
        # A body. No person: the resident of the lead and a resident named later may be two.
        first, noun = min(entity.mentions), entity.introduced
        return _only(cast, lambda other: bool(other.mentions) and noun in other.nouns and min(other.mentions) > first)
    if entity.plural or entity.noun is None or not entity.sentences:
        return None
    begun, noun = min(entity.sentences), entity.noun
    return _only(cast, lambda other: begun < other.after.get(noun, 0) <= begun + _NAMED_WITHIN)


def _is_spouse(other: Entity, entity: Entity) -> bool:
    """Whether "Mrs. Colby" is she who was brought in as "his wife, Laura,"."""
    return other.is_spouse and len(other.words) == 1 and other.gender in {None, entity.gender}


def _only(cast: Cast, fits: Callable[[Entity], bool]) -> int | None:
    """The one named party that fits, where it is one alone."""
    found = [at for at, other in enumerate(cast.entities) if other.is_named and fits(other)]
    return found[0] if len(found) == 1 else None


def _merge(entity: Entity, named: Entity) -> None:
    """Make a party one with another."""
    named.mentions |= entity.mentions
    named.sentences |= entity.sentences
    named.forms.setdefault(entity.name)
    named.speaks = True


def _party(number: int, entity: Entity) -> Party:
    personal = entity.evidence > 0 or (entity.speaks and 2 <= len(entity.words) <= 4)
    kind = "person" if entity.kind == "other" and entity.is_named and personal else entity.kind
    return Party(
        index=number,
        name=entity.name,
        aliases=tuple(form for form in entity.forms if form != entity.name),
        documents=tuple(entity.documents),
        kind=kind,
        role=entity.role,
        represents=entity.represents,
        gender=entity.gender,
        plural=entity.plural,
        is_named=entity.is_named,
        mentions=tuple(sorted(entity.mentions)),
        sentences=tuple(sorted(entity.sentences)),
    )
