"""Where dates and times stand in a text, and what their words say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from service.core.dates.expression import BEGINNING, BEGINNING_WITHOUT_DIGITS, MENTION

Period = Literal["day", "week", "weekend", "month", "year"]


@dataclass(frozen=True, slots=True)
class When:
    """What the words of a mention say; None where they are silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    hour: int | None = None  # 0 to 23, or 1 to 12 where `twelve_hour`
    minute: int | None = None
    twelve_hour: bool = False  # "5:30" or "5 o'clock": morning or afternoon is not said
    daypart: str | None = None  # morning, afternoon, evening, night
    direction: str | None = None  # "last Friday": last, next or this
    period: Period | None = None  # "last week" is (week, -1), "today" is (day, 0)
    shift: int = 0
    every: bool = False  # "Fridays"

    @property
    def is_relative(self) -> bool:
        """Whether the words count from the day they were written: "today", "last week"."""
        return self.period is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or time in a text; offsets in code points, end exclusive."""

    start: int
    end: int
    text: str
    when: When


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# A month's name that is also a common word or a person's.
_BARE_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|through|early|late|mid|last|next|this|every|between|to)[\s-]$"
    r"|(?:uary|March|pril|May|June|July|August|ember|October)\s(?:and|or)\s$",
    re.IGNORECASE,
)
_DOUBTFUL_MONTHS = frozenset({"march", "april", "may", "june", "august", "mar", "jun", "dec", "jan", "sep", "nov"})
_NAMED_DAY = re.compile(r"\b(?:Black|Good|Bloody|Super|Cyber|Ash|Palm|Easter|Maundy|Giving|Whit|Shrove)\s$")
_NAMED_BY_DAY = re.compile(
    r"\s(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Night\s(?:Live|Lights|Football))\b|\s[Nn]ight\s(?:Live|Lights)"
)
_JOINT = re.compile(r",?\s(?:(?:at|on|around|about|by|from)\s)?(?:about\s|around\s)?")
_HOURS_IN_WORDS = {
    word: hour
    for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}


_MINUTES_IN_WORDS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}


def find(text: str) -> tuple[Mention, ...]:
    """Every date or time of day in a text, in order, none overlapping; a day and its hour side by side are one."""
    mentions: list[Mention] = []
    for match in _matches(text):
        for mention in _read(text, match):
            joined = _joined(text, mentions[-1], mention) if mentions else None
            if joined is not None:
                mentions[-1] = joined
            else:
                mentions.append(mention)
    return tuple(mentions)


_DIGIT = re.compile(r"\d")


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What `MENTION.finditer` finds, tried only at words that may begin it: it is long to try at every letter."""
    upto = 0
    for beginning in (BEGINNING if _DIGIT.search(text) else BEGINNING_WITHOUT_DIGITS).finditer(text):
        start = beginning.start()
        if start < upto:
            continue
        match = MENTION.match(text, start)
        if match is not None:
            yield match
            upto = match.end()


def entails(known: When, said: When) -> bool:
    """Whether words that say `known` also say everything in `said`."""
    if said.every != known.every and said.weekday is not None:
        return False
    if said.hour is not None and not _same_clock(known, said):
        return False
    pairs = (
        (said.year, known.year),
        (said.month, known.month),
        (said.day, known.day),
        (said.weekday, known.weekday),
        (said.period, known.period),
    )
    if any(wanted is not None and wanted != there for wanted, there in pairs):
        return False
    if said.period is not None and said.shift != known.shift:
        return False
    if said.daypart and known.daypart and said.daypart != known.daypart:
        return False
    return not (said.direction and known.direction and said.direction != known.direction)


def _same_clock(known: When, said: When) -> bool:
    if known.hour is None or said.hour is None or (known.minute or 0) != (said.minute or 0):
        return False
    if known.twelve_hour or said.twelve_hour:
        return known.hour % 12 == said.hour % 12
    return known.hour == said.hour


def is_day(when: When) -> bool:
    """Whether the words say anything besides an hour."""
    return any(part is not None for part in (when.year, when.month, when.day, when.weekday, when.period))


# Reading one match -----------------------------------------------------------------------------------------------


def _read(text: str, match: re.Match[str]) -> Iterator[Mention]:
    groups = match.groupdict()
    start, end = match.span()
    if groups["year"]:
        start = match.start("year")
    for reader in (_absolute, _weekly, _relative, _clock):
        when = reader(text, match, groups)
        if when is None:
            continue
        if groups["md"] or groups["mc"]:
            start, end, when = _with_day_in_words(text, start, end, when)
        if groups["d0"]:  # "3" of "3-4 February"
            yield Mention(start, match.end("d0"), text[start : match.end("d0")], replace(when, day=_int(groups["d0"])))
            start = match.start("da")
        if groups["dz"]:  # "4" of "February 3-4"
            yield Mention(start, match.end("db"), text[start : match.end("db")], when)
            start, when = match.start("dz"), replace(when, day=_int(groups["dz"]), weekday=None)
        yield Mention(start, end, text[start:end], when)
        return


def _with_day_in_words(text: str, start: int, end: int, when: When) -> tuple[int, int, When]:
    """A month with the day that words give it: "the first of June", "June the twenty-third"."""
    before = _DAY_BEFORE.search(text, max(0, start - _LONGEST_DAY), start)
    if before is not None and text[end : end + 2] not in {"’s", "'s"}:
        return before.start("day"), end, replace(when, day=_DAYS_IN_WORDS[_plain_day(before.group("day"))])
    after = _DAY_AFTER.match(text, end) if when.year is None else None
    if after is not None:
        return start, after.end("day"), replace(when, day=_DAYS_IN_WORDS[_plain_day(after.group("day"))])
    return start, end, when


def _plain_day(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())


_UNDER_TEN = "first second third fourth fifth sixth seventh eighth ninth".split()
_DAYS_IN_WORDS = {
    word: day
    for day, word in enumerate(
        [
            *_UNDER_TEN,
            *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth".split(),
            "nineteenth",
            "twentieth",
            *(f"twenty {word}" for word in _UNDER_TEN),
            "thirtieth",
            "thirty first",
        ],
        start=1,
    )
}
_DAY_IN_WORDS = r"(?P<day>" + "|".join(sorted(_DAYS_IN_WORDS, key=len, reverse=True)).replace(" ", r"[-\s]") + r")"
_LONGEST_DAY = 24  # letters of "the twenty-seventh of "
_DAY_BEFORE = re.compile(rf"\b(?:the|and|or|to)\s{_DAY_IN_WORDS}\sof\s$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"\sthe\s{_DAY_IN_WORDS}\b(?!\s(?:time|day|week|round|quarter|of)\b)", re.IGNORECASE)


def _absolute(text: str, match: re.Match[str], groups: dict[str, str | None]) -> When | None:
    if groups["iso"]:
        when = When(_int(groups["iy"]), _int(groups["im"]), _int(groups["id"]))
        return replace(when, hour=_int(groups["ih"]), minute=_int(groups["imi"])) if exists(when) else None
    if groups["numeric"]:
        return _numeric(_int(groups["n1"]) or 0, _int(groups["n2"]) or 0, _int(groups["ny"]))
    for kind in "ab":
        if groups[f"d{kind}"]:
            named = groups[f"w{kind}"]
            return When(
                _int(groups[f"y{kind}"]),
                _month(groups[f"m{kind}"]),
                _int(groups[f"d{kind}"]),
                _weekday(named) if named else None,
            )
    if groups["mc"]:
        return When(_int(groups["yc"]), _month(groups["mc"]))
    if groups["md"]:
        name = groups["md"].lower().rstrip(".")
        cued = _BARE_MONTH_CUE.search(text, max(0, match.start() - 16), match.start())
        cued = cued or _DAY_AFTER.match(text, match.end())
        return When(month=_month(name)) if cued or name not in _DOUBTFUL_MONTHS else None
    return When(_int(groups["year"])) if groups["year"] else None


def _numeric(first: int, second: int, year: int | None) -> When | None:
    """12/03/2026 is a day in March or in December: then only the year is sure."""
    if first > 12 and 1 <= second <= 12 and first <= 31:
        return When(year, second, first)
    if second > 12 and 1 <= first <= 12 and second <= 31:
        return When(year, first, second)
    return When(year, first, second) if first == second and 1 <= first <= 12 else When(year)


def _weekly(text: str, match: re.Match[str], groups: dict[str, str | None]) -> When | None:
    name = groups["wd"]
    if name is None:
        return None
    if _NAMED_DAY.search(text, max(0, match.start("wd") - 10), match.start("wd")):
        return None
    if _NAMED_BY_DAY.match(text, match.end("wd")):
        return None
    direction = (groups["dir"] or "").lower() or None
    return When(
        weekday=_weekday(name),
        daypart=groups["part"],
        direction={"coming": "this", "previous": "last"}.get(direction or "", direction),
        every=bool(groups["every"]),
    )


def _relative(_text: str, _match: re.Match[str], groups: dict[str, str | None]) -> When | None:
    if groups["rel"]:
        word = groups["rel"].lower()
        shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        return When(period="day", shift=shift, daypart="night" if word == "tonight" else groups["rpart"])
    if groups["period"] and groups["pdir"]:
        shift = {"last": -1, "this": 0, "next": 1}[groups["pdir"].lower()]
        if groups["period"] in {"night", "morning", "afternoon", "evening"}:
            return When(period="day", shift=shift, daypart=groups["period"])
        return When(period=_period(groups["period"]), shift=shift)
    return None


def _period(word: str) -> Period:
    return "week" if word == "week" else "weekend" if word == "weekend" else "month" if word == "month" else "year"


def _clock(_text: str, _match: re.Match[str], groups: dict[str, str | None]) -> When | None:
    if groups["named"]:
        return When(hour=0 if groups["named"] == "midnight" else 12, minute=0)
    if groups["h4"]:
        return When(hour=_hour(groups["h4"]), minute=0, twelve_hour=True)
    if groups["h8"]:  # "six in the evening"
        hour = _hour(groups["h8"]) % 12
        late = groups["part8"] in {"afternoon", "evening"} or (groups["part8"] is None and hour > _EARLY)
        return When(hour=hour + 12 * late, minute=0)
    if groups["h5"]:  # "0915 GMT"
        return When(hour=int(groups["h5"]), minute=_int(groups["m5"]))
    if groups["past"] or groups["to"]:
        return _spoken_clock(groups)
    if groups["h2"]:
        hour = int(groups["h2"])
        # "05:30" and "17:00" are read on a clock of 24 hours, "5:30" may be either.
        return When(
            hour=hour, minute=_int(groups["m2"]), twelve_hour=1 <= hour <= 12 and not groups["h2"].startswith("0")
        )
    written, half = groups["h1"] or groups["h3"], groups["ap1"] or groups["ap3"]
    if written is None or half is None:
        return None
    hour = int(written)
    if hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return When(hour=hour, minute=_int(groups["m1"]) or 0)


_EARLY = 5  # "three at night" is before the morning, "eleven at night" after the evening


def _spoken_clock(groups: dict[str, str | None]) -> When:
    """As in "a quarter past eleven", "ten minutes to two"."""
    minutes = (groups["past"] or groups["to"] or "").lower().removeprefix("a ").removesuffix(" minutes")
    hour = _hour(groups["h6"] or groups["h7"] or "")
    minute = _MINUTES_IN_WORDS.get(minutes.replace("-", " ")) or int(minutes)
    if groups["to"]:
        hour, minute = (hour - 1) or 12, 60 - minute
    return When(hour=hour, minute=minute, twelve_hour=True)


def _hour(spelled: str) -> int:
    return _HOURS_IN_WORDS.get(spelled) or int(spelled)


def _joined(text: str, first: Mention, second: Mention) -> Mention | None:
    """One mention of a day and its hour, where nothing but "at" or "on" stands between."""
    if (first.when.hour is None) == (second.when.hour is None) or second.start - first.end > 16:
        return None
    if not _JOINT.fullmatch(text, first.end, second.start):
        return None
    day, clock = (second.when, first.when) if first.when.hour is not None else (first.when, second.when)
    if day.day is None and day.weekday is None and day.period != "day":
        return None
    when = replace(day, hour=clock.hour, minute=clock.minute, twelve_hour=clock.twelve_hour)
    return Mention(first.start, second.end, text[first.start : second.end], when)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(name: str | None) -> int | None:
    return _MONTHS.index(name[:3].lower()) + 1 if name else None


def _weekday(name: str) -> int:
    return _WEEKDAYS.index(name[:3].lower())


def exists(when: When) -> bool:
    """Whether the calendar has such a day: 30 February does not exist."""
    try:
        date(when.year or 2000, when.month or 1, when.day or 1)
    except ValueError:
        return False
    return True
