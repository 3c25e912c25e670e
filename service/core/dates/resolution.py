"""Which day a mention means, in ISO 8601, as precise as its words."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta, weekday

from service.core.dates.mention import Mention, When, exists, is_day

Tense = Literal["past", "future"]


def resolve(mention: Mention, text: str, published_at: date | None) -> str | None:
    """The mention in ISO 8601, exactly as precise as its words: "2026-03", "2026-W11", "2026-03-12T17:00", "T17:00".

    Args:
        mention: One that `find` found in `text`.
        text: Where it stands: the tense around a bare weekday says which one is meant.
        published_at: The day the words were published; without it whatever counts from that day is None.

    Returns:
        None where the words could mean more than one day.
    """
    when = mention.when
    day = _day(mention, text, published_at)
    if when.hour is None:
        return day
    if when.twelve_hour:
        return None
    clock = f"T{when.hour:02}:{when.minute or 0:02}"
    if not is_day(when):
        return clock
    return day + clock if day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


# Which day is meant ----------------------------------------------------------------------------------------------


def _day(mention: Mention, text: str, published_at: date | None) -> str | None:
    when = mention.when
    if when.every or not exists(when):
        return None
    if when.day is not None and when.month is not None:
        return _calendar_day(mention, text, published_at)
    if when.month is not None:
        year = when.year if when.year is not None else _year_of_month(mention, text, published_at)
        return f"{year:04}-{when.month:02}" if year is not None else None
    if when.year is not None:
        # Of 12/03/2026 only the year is sure, and to give it alone would hide the rest.
        return f"{when.year:04}" if mention.text.isdigit() else None
    if published_at is None:
        return None
    if when.weekday is not None:
        day = _day_of_week(when, _tense(mention, text), published_at)
        return day.isoformat() if day else None
    if when.period is not None and not _is_quoted(mention, text):
        return _period_iso(when, published_at)
    return None


def _calendar_day(mention: Mention, text: str, published_at: date | None) -> str | None:
    when = mention.when
    assert when.month is not None and when.day is not None  # noqa: S101,PT018 - the caller asked
    if when.year is not None:
        candidates = [when.year]
    elif published_at is not None:
        candidates = [published_at.year + shift for shift in (-1, 0, 1)]
    else:
        return None
    days = [day for year in candidates if (day := _date(year, when.month, when.day)) is not None]
    if when.weekday is not None:
        days = [day for day in days if day.weekday() == when.weekday]
    if when.year is None and published_at is not None:
        tense = _tense(mention, text)
        # A day and a month without a year lie within some months of publication, on the side the tense says.
        days = [day for day in days if _on_side(day, tense, published_at, limit=timedelta(days=183))]
    return days[0].isoformat() if len(days) == 1 else None


def _on_side(day: date, tense: Tense | None, published_at: date, *, limit: timedelta) -> bool:
    if tense == "past":
        return timedelta(0) <= published_at - day <= timedelta(days=365)
    if tense == "future":
        return timedelta(0) <= day - published_at <= timedelta(days=365)
    return abs(day - published_at) < limit


_OF_YEAR = re.compile(r",? (?:of )?(?P<which>last|this|next) year\b")  # "in March last year"
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def _year_of_month(mention: Mention, text: str, published_at: date | None) -> int | None:
    month = mention.when.month
    if published_at is None or month is None:
        return None
    named = _OF_YEAR.match(text, mention.end)
    if named is not None:
        return published_at.year + _SHIFTS[named["which"]]
    before = text[max(0, mention.start - 6) : mention.start].lower()
    tense: Tense | None = "past" if before.endswith("last ") else "future" if before.endswith("next ") else None
    tense = tense or _tense(mention, text)
    if tense == "past":
        return published_at.year if month <= published_at.month else published_at.year - 1
    if tense == "future":
        return published_at.year if month >= published_at.month else published_at.year + 1
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_week(when: When, tense: Tense | None, published_at: date) -> date | None:
    assert when.weekday is not None  # noqa: S101 - the caller asked
    latest = published_at + relativedelta(weekday=weekday(when.weekday)(-1))
    coming = published_at + relativedelta(weekday=weekday(when.weekday)(+1))
    if when.direction == "last":
        # Written on a Saturday, "last Friday" may be yesterday or eight days ago.
        same_week = latest.isocalendar()[:2] == published_at.isocalendar()[:2]
        return None if same_week else latest
    if when.direction == "next":
        same_week = coming.isocalendar()[:2] == published_at.isocalendar()[:2]
        return None if same_week else coming
    if when.direction == "this" and tense != "past":
        return coming
    if latest == coming:
        return latest
    return latest if tense == "past" else coming if tense == "future" else None


def _period_iso(when: When, published_at: date) -> str | None:
    if when.period == "day":
        return (published_at + timedelta(days=when.shift)).isoformat()
    if when.period == "week":
        year, week, _ = (published_at + timedelta(weeks=when.shift)).isocalendar()
        return f"{year:04}-W{week:02}"
    if when.period == "month":
        return (published_at + relativedelta(months=when.shift)).strftime("%Y-%m")
    return f"{published_at.year + when.shift:04}" if when.period == "year" else None


def _is_quoted(mention: Mention, text: str) -> bool:
    """Whether a mention lies in quotation marks: "today" in there is the day of the speech, not of the article."""
    before = text[_sentence(text, mention)[0] : mention.start]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


_AHEAD = re.compile(
    r"(?P<future>(?:\b(?:will|to|would|shall|may|could|should|must)|[’']ll)\s(?:not\s|also\s|then\s)?be\s\w+"
    r"|\bwill\b|[’']ll\b|\bwon[’']t\b|\bshall\b|\bset\sto\b|\bdue\b|\bscheduled\b|\bbegins?\b|\bstarts?\b"
    r"|\bexpect(?:s|ed)?\b|\bplan(?:s|ned|ning)?\b|\bgoing\sto\b|\b(?:is|are)\sto\b|\bupcoming\b|\bahead\sof\b|\buntil\b"
    r"|\b(?:expires?|runs\sout|takes\seffect|comes\sinto)\b|\bby\b(?=\s\S+$)|\bdeadline\b|\bwould\b|\bslated\b|\b(?:opens|meets|resumes?|takes\splace|visits|travels|arrives"
    r"|votes)\b|\bmay\s(?=[a-z])|\bto\s(?:be|meet|vote|hold|begin|start|resume|open)\b)"
    r"|(?P<past>\b(?:was|were|had|did|said|told|met|began|came|went|took|gave|made|held|left|saw|struck|hit|won|lost|fell"
    r"|rose|sent|wrote|spoke|became|found|broke|drew|led|ran|shot|fought|flew|got|paid|sold|bought|kept|knew|thought"
    r"|brought|built|caught|chose|grew|heard|sank|quit|swore|threw|withdrew|after|since|following)\b|\b\w{2,30}ed\b)"
)


_OPENING = re.compile(r"[\s“\"]*(?:(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Aa]t|[Ii]n|[Ll]ate|[Ee]arly)\s)?")


def _tense(mention: Mention, text: str) -> Tense | None:
    """Whether what happens on the day had happened when the words were written; None where they do not say.

    The verb before the day decides ("were set to meet Friday"); where the day opens its clause, or owns what
    follows ("Thursday's attack"), the first verb after it.
    """
    start, end = _sentence(text, mention)
    start = max(start, text.rfind(";", start, mention.start) + 1)  # what stands before it has a verb of its own
    before, after = text[start : mention.start], text[mention.end : end]
    clause = before[max(before.rfind(mark) for mark in ",;:–—") + 1 :]
    opens = _OPENING.fullmatch(clause)
    owns = mention.text.endswith(("’s", "'s"))
    nearest = _last(_AHEAD, before[-200:])
    following = _AHEAD.search(after[:200])
    if owns and nearest is not None and nearest.group().lower() in {"after", "since", "following", "ahead of", "until"}:
        return _side(nearest)
    if opens and following is not None:
        return _side(following)
    if owns and following is not None and following.group("future") and following.start() < 30:
        return "future"
    return _side(nearest or following)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _side(match: re.Match[str] | None) -> Tense | None:
    if match is None:
        return None
    return "future" if match.group("future") else "past"


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    """Roughly the sentence round a mention: to the next stop that a space and a capital follow, or the line's end."""
    start = 0
    for stop in _stops(text, max(0, mention.start - 600), mention.start):
        start = stop
    end = next(_stops(text, mention.end, min(len(text), mention.end + 600)), len(text))
    return start, end


_STOP = re.compile(r"(?<![A-Z])[.!?][”\"’]?\s+(?=[“\"A-Z])|\n")


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for match in _STOP.finditer(text, start, end):
        yield match.end()
