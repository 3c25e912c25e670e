"""Which predicted party is which gold party: by name, by alias, or by office."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evals.assignment import assign
from evals.matching import Pair
from service.core import longform, names
from service.core.draft import Kind

_SAME_NAME = 1.0
_GOLD_ALIAS = 0.95  # an annotator says that it is a name of this party
_ALIKE = 0.8  # the names can be one party's: a surname, an acronym, a name in full
_BRIEF_ALIAS = 0.7  # only another name that the brief gives it is the gold party's
_OFFICE = 0.6  # it is called by the office the gold party holds
_WORD = re.compile(r"[^\W_]+")
Span = tuple[int, int]
_KEPT = 4_096  # names remembered
_SAME_PLACE = 0.04  # on top, by how far both rest on the same sentences: tells two of one surname apart


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it is recognised."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    role: str | None
    sentences: tuple[int, ...]  # its own and those of its positions

    @property
    def called(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.aliases)


def match_parties(predicted: tuple[Named, ...], gold: tuple[Named, ...]) -> tuple[Pair, ...]:
    """The one-to-one matching of two lists of parties; two parties that share no name are never matched."""
    # Who has the very name is that party: it needs no comparing with the others.
    same = {other.name: column for column, other in enumerate(gold)}
    taken = {one.name for one in predicted} & same.keys()
    worth = [
        [
            (_SAME_NAME if same[one.name] == column else 0.0)
            if one.name in same
            else 0.0
            if other.name in taken
            else _worth(one, other, likeness(one, other))
            for column, other in enumerate(gold)
        ]
        for one in predicted
    ]
    return tuple(Pair(row, column, min(worth[row][column], 1.0)) for row, column in assign(worth))


@functools.lru_cache(maxsize=_KEPT)
def likeness(predicted: Named, gold: Named) -> float:
    """How sure it is that two are one party: 0.0 (they share no name) to 1.0 (the same name)."""
    if predicted.name == gold.name or (key := _key(predicted.name)) == _key(gold.name):
        return _SAME_NAME
    if key in {_key(alias) for alias in gold.aliases}:
        return _GOLD_ALIAS
    is_person = "person" in {predicted.kind, gold.kind}
    if any(_can_be_one(name, predicted.name, is_person=is_person) for name in _telling(gold)):
        return _ALIKE
    if {_key(alias) for alias in predicted.aliases} & {_key(name) for name in gold.called}:
        return _BRIEF_ALIAS
    if gold.role is not None and key == _key(gold.role):
        return _OFFICE
    return 0.0


def is_called(name: str, party: Named) -> bool:
    """Whether a name, as of a speaker or of whoever reports a view, is this party's."""
    return _key(name) in {_key(own) for own in party.called} or any(
        _can_be_one(own, name, is_person=party.kind == "person") for own in _telling(party)
    )


def stands_in(party: Named, texts: Iterable[str]) -> bool:
    """Whether one of some texts has a word of a party's name: a quick look, which a namesake passes too."""
    keys = frozenset([key for name in party.called for key in names.keys_of(name) if len(key) > 2])
    return any(not keys.isdisjoint(_words(text)) for text in texts)


def renamed(statement: str, names_known: Mapping[str, str]) -> str:
    """A statement with each of these names, as whole words, replaced by the one it is known as."""
    present = [name for name in names_known if name in statement]
    if not present:
        return statement
    longest_first = sorted(present, key=lambda name: (-len(name), name))
    pattern = rf"(?<!\w)(?:[Tt]he )?({'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda found: names_known[found.group(1)], statement)


def without_holder(statement: str, holder: Named, parties: Iterable[Named]) -> str:
    """A view without whose it is, so that the same view in another mouth is the same text.

    Args:
        statement: "Ann Roe, the mayor, said the port must reopen."
        holder: The party it stands under, whose name is looked for near its beginning.
        parties: Any other, whose name is looked for as its very first words.
    """
    others = (name for party in parties for name in party.called)
    for called, openings in ((holder.called, None), (others, _OPENINGS)):
        found = _first_of(called, statement)
        if found is not None and found[1] < len(statement):
            start, end = found
            if openings is None or statement[:start].casefold() in openings:
                return _AFTER_NAME.sub("", statement[end:], count=1)
    return statement


_NEAR = 40  # characters that may stand before the name: "Lithuania's defense minister, Dovile Sakaliene, said"
_OPENINGS = frozenset({"", "the ", "according to ", "according to the "})
_AFTER_NAME = re.compile(r"^(?:['’]s?)?,?\s*")


def _first_of(called: Iterable[str], statement: str) -> Span | None:
    """Where the longest of these names stands near the beginning of a statement, as whole words."""
    for name in sorted(set(called), key=lambda name: (-len(name), name)):
        start = statement.find(name, 0, _NEAR + len(name)) if name else -1
        end = start + len(name)
        if start >= 0 and not statement[end : end + 1].isalnum() and not statement[max(start - 1, 0) : start].isalnum():
            return start, end
    return None


def _worth(predicted: Named, gold: Named, value: float) -> float:
    if value == 0.0:
        return 0.0
    ours, theirs = set(predicted.sentences), set(gold.sentences)
    return value + _SAME_PLACE * len(ours & theirs) / max(len(ours | theirs), 1)


def _telling(party: Named) -> Iterator[str]:
    """The names that say more than its first: as a surname, "Solheim" would be Jan Solheim's as well as Marit's."""
    own = set(names.keys_of(party.name))
    yield party.name
    for alias in party.aliases:
        if not own.issuperset(names.keys_of(alias)):
            yield alias


def _can_be_one(name: str, other: str, *, is_person: bool) -> bool:
    # To compare two names takes a hundred times as long as to see that they begin no word alike.
    if _beginnings(name).isdisjoint(_beginnings(other)) and not (_is_of_a_state(name) and _is_of_a_state(other)):
        return False
    return longform.is_one_party(name, other, is_person=is_person)


@functools.lru_cache(maxsize=_KEPT)
def _words(text: str) -> frozenset[str]:
    return frozenset(map(names.fold, _WORD.findall(text)))


@functools.lru_cache(maxsize=_KEPT)
def _beginnings(name: str) -> frozenset[str]:
    """How the words of a name begin, and its initials: "EU" and "European Union" share "eu"."""
    keys = names.keys_of(name)
    return frozenset({key[:3] for key in keys} | {"".join(key[0] for key in keys if key)} | set(keys))


@functools.lru_cache(maxsize=_KEPT)
def _is_of_a_state(name: str) -> bool:
    return any(names.is_known((key,)) for key in names.keys_of(name)) or names.is_known(names.keys_of(name))


@functools.lru_cache(maxsize=_KEPT)
def _key(name: str) -> str:
    return "".join(names.keys_of(name)) or name.casefold()
