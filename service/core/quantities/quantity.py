"""A quantity as it is compared: exact values, what kind of thing they are, and in which unit."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from service.core.dates import When

Kind = Literal[
    "count",
    "money",
    "percent",
    "percentage_points",
    "ordinal",
    "fraction",
    "ratio",  # "one in three"
    "score",  # "3-2"
    "year",
    "decade",
    "age",
    "measure",
    "label",  # "Article 5"
    "vague",  # "dozens", "hundreds of thousands": the value is the least it can be
    "date",
    "time",
]
Hedge = Literal["about", "over", "at least", "under", "at most", "nearly"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text. Two are equal when kind, values, unit and date are, however they are written.

    Attributes:
        start: First code point of it in the text it was read from.
        end: One past its last code point.
        text: The words, exactly.
        kind: What it is.
        values: Exact; two for a range or a score, none for a date.
        unit: Normalised and singular ("meter", "USD", "percent", "year"), None for a plain count.
        when: What a date or time says.
        numerals: The values before "million" and the like; as many as `values`.
        hedge: "roughly", "over" and the like, as one of six.
        noun: The word counted ("people"), lower case, or None where no noun follows.
        is_unsure: The unit was guessed: "825m", "5 pounds".
        per: The unit it is reckoned by: "euro" of "20.35 per euro", "year" of "£5 a year".
        is_negative: It stands below zero: "-5C", "minus five degrees"; `values` have no sign.
        is_spaced: Plain spaces divide its digits, which may then be two numbers: "1 500".
    """

    start: int = field(compare=False)
    end: int = field(compare=False)
    text: str = field(compare=False)
    kind: Kind
    values: tuple[Fraction, ...]
    unit: str | None = None
    when: When | None = None
    numerals: tuple[Fraction, ...] = field(default=(), compare=False)
    hedge: Hedge | None = field(default=None, compare=False)
    noun: str | None = field(default=None, compare=False)
    is_unsure: bool = field(default=False, compare=False)
    per: str | None = field(default=None, compare=False)
    is_negative: bool = field(default=False, compare=False)
    is_spaced: bool = field(default=False, compare=False)
