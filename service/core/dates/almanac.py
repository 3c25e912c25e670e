"""The dates and times of one text, indexed: whether it names a day is told without walking past every other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from service.core.dates.mention import Mention, When, entails
from service.core.dates.resolution import resolve


class Almanac:
    """What the dates of a text say, and the calendar days they mean where that is known."""

    def __init__(self, readings: Iterable[When]) -> None:
        self._by_part: dict[tuple[str, object], list[When]] = {}
        self._all: list[When] = list(dict.fromkeys(readings))
        for when in self._all:
            for part in _parts_of(when):
                self._by_part.setdefault(part, []).append(when)

    def entails(self, said: When) -> bool:
        """Whether one of the dates says everything in `said`."""
        return any(entails(there, said) for there in self._candidates(said))

    def like(self, said: When) -> list[When]:
        """Dates that share the rarest part of `said`: the same weekday, or the same period."""
        return self._candidates(said)

    def has_year(self) -> bool:
        """Whether any of the dates says its year."""
        return any(name == "year" for name, _ in self._by_part)

    def periods(self) -> Iterator[When]:
        """The dates that count from today: "last week", "yesterday"."""
        for (name, _), whens in self._by_part.items():
            if name == "period":
                yield from whens

    def _candidates(self, said: When) -> list[When]:
        found = [self._by_part.get(part, []) for part in _parts_of(said)]
        return min(found, key=len, default=self._all)


def _parts_of(when: When) -> Iterator[tuple[str, object]]:
    """What two dates must share for one to say the other."""
    if when.hour is not None:
        yield "clock", (when.hour % 12, when.minute or 0)
    for name, value in (("year", when.year), ("month", when.month), ("day", when.day), ("weekday", when.weekday)):
        if value is not None:
            yield name, value
    if when.period is not None:
        yield "period", when.period


def readings(mention: Mention, text: str, published_at: date | None) -> list[When]:
    """What a date says, and the calendar day it means where that is known.

    Args:
        mention: One that `find` found in `text`.
        text: Where it stands.
        published_at: The day the words were published, if known.
    """
    iso = resolve(mention, text, published_at)
    return [mention.when] if iso is None else [mention.when, _of_iso(iso, mention.when)]


def parts(when: When) -> list[When]:
    """The date's year, its day and month, its weekday, its hour and its period, each alone."""
    found = [
        When(year=when.year) if when.year is not None else None,
        When(month=when.month, day=when.day) if when.month is not None else None,
        When(weekday=when.weekday, every=when.every, daypart=when.daypart) if when.weekday is not None else None,
        When(hour=when.hour, minute=when.minute, twelve_hour=when.twelve_hour) if when.hour is not None else None,
        When(period=when.period, shift=when.shift) if when.period is not None else None,
    ]
    return [part for part in found if part is not None]


def _of_iso(iso: str, when: When) -> When:
    """An ISO date in parts, with its weekday; a week or a mere hour is left as it was said."""
    if re.fullmatch(r"\d{4}", iso):
        return When(year=int(iso))
    if re.fullmatch(r"\d{4}-\d\d", iso):
        return When(year=int(iso[:4]), month=int(iso[5:]))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", iso):
        return when
    day = datetime.fromisoformat(iso)
    return replace(
        When(day.year, day.month, day.day, day.weekday()), hour=when.hour, minute=when.minute, daypart=when.daypart
    )
