"""The entities of an article as parties: left out who is nobody, made one who was brought in without a name."""

from service.core.attribution.entities import Cast, Entity
from service.core.attribution.reading import Party

# Bodies brought in by what they are and named by it: "Britain's biggest union", "the Dock Union". No courts, of many.
_SORTS = frozenset("union charity club airline bank association society trust newspaper".split())
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
    known = _Known(cast)
    whole = frozenset(kept)
    meant = {index: named for index in kept if (named := known.named_later(index)) in whole and named != index}
    for index, named in meant.items():
        _merge(cast.entities[index], cast.entities[named])
    kept = sorted((at for at in kept if at not in meant), key=lambda index: min(cast.entities[index].mentions))
    place = {index: number for number, index in enumerate(kept)}
    place |= {index: place[named] for index, named in meant.items() if named in place}
    return tuple(_party(place[index], cast.entities[index]) for index in kept), place


class _Known:
    """The named parties by what the article says that they are."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._by_noun: dict[str, list[int]] = {}
        self._after: dict[str, list[tuple[int, int]]] = {}  # "aide" -> (sentence of "the aide, Ana Duarte,", whose)
        self._kin: list[int] = []
        for at, entity in enumerate(cast.entities):
            if not entity.is_named or not entity.mentions:
                continue
            own = {entity.words[-1]} & _SORTS if entity.kind == "organisation" else set()
            for noun in entity.nouns | own:
                self._by_noun.setdefault(noun, []).append(at)
            for noun, number in entity.after.items():
                self._after.setdefault(noun, []).append((number, at))
            if entity.is_spouse and len(entity.words) == 1:
                self._kin.append(at)

    def named_later(self, index: int) -> int | None:
        """Whom somebody without a name, or called "Mrs. Colby", turns out to be: the only one it can be."""
        entity = self._cast.entities[index]
        if entity.is_named:
            titled = (entity.gender or "", *entity.words) in self._cast.by_words
            kin = [at for at in self._kin if self._cast.entities[at].gender in {None, entity.gender}]
            return _only(kin) if titled else None
        if entity.introduced is not None and entity.kind != "person":
            # A body. No person: the resident of the lead and a resident named later may be two.
            first = min(entity.mentions)
            named = self._by_noun.get(entity.introduced, ())
            return _only([at for at in named if min(self._cast.entities[at].mentions) > first])
        if entity.plural or entity.noun is None or not entity.sentences:
            return None
        begun = min(entity.sentences)
        after = self._after.get(entity.noun, ())
        return _only([at for number, at in after if begun < number <= begun + _NAMED_WITHIN])


def _only(found: list[int]) -> int | None:
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
        is_document=entity.is_document,
    )
