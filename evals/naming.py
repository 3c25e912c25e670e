"""Which predicted party is which gold party: by name, by alias, or by office."""

import re
from collections.abc import Iterable
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
    worth = [[_worth(one, other) for other in gold] for one in predicted]
    return tuple(Pair(row, column, min(worth[row][column], 1.0)) for row, column in assign(worth))


def likeness(predicted: Named, gold: Named) -> float:
    """How sure it is that two are one party: 0.0 (they share no name) to 1.0 (the same name)."""
    key = _key(predicted.name)
    if key == _key(gold.name):
        return _SAME_NAME
    if key in {_key(alias) for alias in gold.aliases}:
        return _GOLD_ALIAS
    is_person = "person" in {predicted.kind, gold.kind}
    if any(longform.is_one_party(name, predicted.name, is_person=is_person) for name in gold.called):
        return _ALIKE
    if {_key(alias) for alias in predicted.aliases} & {_key(name) for name in gold.called}:
        return _BRIEF_ALIAS
    if gold.role is not None and key == _key(gold.role):
        return _OFFICE
    return 0.0


def is_called(name: str, party: Named) -> bool:
    """Whether a name, as of a speaker or of whoever reports a view, is this party's."""
    return _key(name) in {_key(own) for own in party.called} or any(
        longform.is_one_party(own, name, is_person=party.kind == "person") for own in party.called
    )


def stands_in(party: Named, text: str) -> bool:
    """Whether a text has a word of a party's name: a quick look, which a namesake passes too."""
    folded = {names.fold(word) for word in re.findall(r"[^\W_]+", text)}
    return any(key in folded for name in party.called for key in names.keys_of(name) if len(key) > 2)


def without_holder(statement: str, holder: Iterable[str], others: Iterable[str]) -> str:
    """A view without whose it is, so that the same view in another mouth is the same text.

    Args:
        statement: "Ann Roe, the mayor, said the port must reopen."
        holder: Names of the party it stands under, looked for near its beginning.
        others: Names of every other party, looked for as its very first words only.
    """
    for name in sorted(holder, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)(?:['’]s?)?,?\s*", statement[: len(name) + _NEAR])
        if found is not None and found.end() < len(statement):
            return statement[found.end() :]
    for name in sorted(others, key=len, reverse=True):
        words_before = r"(?:according to\s+)?(?:the\s+)?"
        found = re.match(rf"{words_before}{re.escape(name)}(?!\w)(?:['’]s?)?,?\s*", statement, re.IGNORECASE)
        if found is not None and found.end() < len(statement):
            return statement[found.end() :]
    return statement


_NEAR = 40  # characters that may stand before the name: "Lithuania's defense minister, Dovile Sakaliene, said"


def _worth(predicted: Named, gold: Named) -> float:
    value = likeness(predicted, gold)
    if value == 0.0:
        return 0.0
    ours, theirs = set(predicted.sentences), set(gold.sentences)
    return value + _SAME_PLACE * len(ours & theirs) / max(len(ours | theirs), 1)


def _key(name: str) -> str:
    return "".join(names.keys_of(name)) or name.casefold()
