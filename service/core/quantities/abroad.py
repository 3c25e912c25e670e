"""Numbers outside English: digits, where the comma is most often the decimal mark, and words of some languages."""

import functools
import re
from collections.abc import Iterator
from fractions import Fraction

from text_to_num import alpha2digit

from service.core.quantities import units
from service.core.quantities.quantity import Kind, Quantity

_DIGITS_ABROAD = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,]\d+)?")


# Other languages -------------------------------------------------------------------------------------------------


def read_abroad(text: str, language: str | None) -> Iterator[Quantity]:
    """Every number in digits, with a currency or per cent sign beside it."""
    for match in _DIGITS_ABROAD.finditer(text):
        value = exact_abroad(match.group(), language)
        if value is None:
            continue
        after = text[match.end() : match.end() + 2].lstrip()
        around = text[max(0, match.start() - 2) : match.start()].strip()[-1:], after[:1]
        currency = next((units.SIGNS[sign] for sign in around if sign in units.SIGNS), None)
        kind: Kind = "money" if currency else "percent" if around[1] in {"%", "٪", "％"} else "count"
        unit = currency or ("percent" if kind == "percent" else None)
        yield Quantity(match.start(), match.end(), match.group(), kind, (value,), unit, numerals=(value,))


# alpha2digit takes four times as long for a text twice as long; no number in words goes on past a stop.
_STRETCH = re.compile(r"[^.!?;:()\n]{1,200}(?!\w)|[^.!?;:()\n]{1,200}")
_MOST_SPELLED = 100_000  # code points
_SPELLED = frozenset({"fr", "es", "pt", "de", "it", "nl"})  # languages whose number words text_to_num reads


@functools.lru_cache(maxsize=64)
def values_in_words(text: str, language: str | None) -> frozenset[Fraction]:
    """The numbers a text says in words: 52 for "cinquante-deux" of French; none in a language that cannot be read."""
    if language not in _SPELLED:
        return frozenset()
    found: set[Fraction] = set()
    for stretch in _STRETCH.findall(text[:_MOST_SPELLED]):
        plain = alpha2digit(stretch, language, threshold=0)
        if plain != stretch:
            found.update(filter(None, (exact_abroad(digits, language) for digits in _DIGITS_ABROAD.findall(plain))))
    return frozenset(found)


def exact_abroad(digits: str, language: str | None) -> Fraction | None:
    """The value of digits where the comma is most often the decimal mark; three digits after one mark are thousands."""
    if len(digits) > 40:
        return None
    plain = "".join(mark for mark in digits if mark.isdecimal() or mark in ".,")
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return Fraction(plain)
    last = marks[-1]
    whole, _, rest = plain.rpartition(last)
    decimal = len(set(marks)) == 2 or (len(marks) == 1 and (len(rest) != 3 or (whole == "0")))
    if decimal and language in {"ja", "zh", "ko", "he", "th", "hi"} and last == "," and len(rest) == 3:
        decimal = False
    whole = "".join(mark for mark in whole if mark.isdecimal())
    return Fraction(f"{whole}.{rest}") if decimal else Fraction(whole + rest)
