"""A view: one thing a party holds, before it is checked and told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One thing a party holds: ways to put it, the best first."""

    party: int
    forms: tuple[str, ...]
    quote: str | None
    reported_by: int | None
    sentences: tuple[int, ...]
    verb: str | None = None
    is_quoted: bool = False  # told in no words but the party's own
    is_stand: bool = False  # told by an attitude, as "opposes"
    spoken_for: str | None = None  # the body that a person speaks for, as it stands inside a sentence
