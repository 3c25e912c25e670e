"""Each number, amount, date and time of the statement stands in the cited sentences."""

import bisect
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from service.core import checks, dates, quantities
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.quantities import Quantity

ENGLISH_ONLY = False


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on a value the evidence lacks; flags one it has only rounded, counted out or in a form that is not sure.

    "$825 million" is 825,000,000 and "825m"; "twenty-three" is 23; a weekday is its date where the day of publication
    is known. A numeral that stands there with another unit or scale is the business of `unit`. Outside English only
    digits are compared.
    """
    if not checks.is_english(claim.article.language):
        yield from _check_digits(claim)
        return
    known = _known(claim)
    for said in quantities.read(claim.statement):
        yield from _check_date(said, known, claim) if said.when is not None else _check_value(said, known, claim)


def _known(claim: Claim) -> tuple[Quantity, ...]:
    if claim.section in WHOLE_ARTICLE:
        return quantities.of_article(claim.article)
    return quantities.read(claim.values_scope)


# Numbers ---------------------------------------------------------------------------------------------------------


def _check_value(said: Quantity, known: Sequence[Quantity], claim: Claim) -> Iterator[Finding]:
    comparison = quantities.compare(said, known)
    nearest = comparison.nearest
    match comparison.relation:
        case "same":
            if nearest is not None and _adds_a_bound(said, nearest):
                yield flags(f'"{said.hedge} {said.text}" stands as "{_with_hedge(nearest)}" in {_scope(claim)}')
            rival = _rival(said, known)
            if nearest is not None and rival is not None and _counts_another_thing(said, nearest):
                yield flags(
                    f'"{said.text} {said.noun}" stands as "{nearest.text} {nearest.noun}" in {_scope(claim)}, beside '
                    f'"{rival.text} {rival.noun}"'
                )
        case "rounded" if nearest is not None:
            yield flags(f'"{_with_hedge(said)}" rounds "{nearest.text}"')
        case "doubtful":
            there = f', which say "{nearest.text}"' if nearest is not None else ""
            yield flags(f'"{said.text}" cannot be told to be what {_scope(claim)} mean{there}')
        case "other":
            yield from _check_missing(said, nearest, known, claim)
        case _:
            return  # unit and scale: `unit` says it better


def _rival(said: Quantity, known: Sequence[Quantity]) -> Quantity | None:
    """Another number of the same thing in the evidence: the 23 people beside whom "five people" is suspect."""
    for there in known:
        same_thing = there.noun is not None and there.noun == said.noun and there.unit == said.unit
        if same_thing and there.kind == said.kind and not set(there.values) & set(said.values):
            return there
    return None


def _counts_another_thing(said: Quantity, there: Quantity) -> bool:
    """Whether both count, and plainly not the same: "five people", "five members"."""
    nouns = [noun for noun in (said.noun, there.noun) if noun is not None]
    plural = len(nouns) == 2 and all(noun.endswith("s") or noun in _PLURALS for noun in nouns)
    return plural and said.noun != there.noun and said.kind == there.kind == "count"


_PLURALS = frozenset({"people", "men", "women", "children"})


def _adds_a_bound(said: Quantity, there: Quantity) -> bool:
    """Whether "more than 23" is said of a plain 23."""
    alike = {"over": {"over", "at least"}, "under": {"under", "at most"}}.get(said.hedge or "")
    return alike is not None and said.kind not in {"year", "ordinal"} and there.hedge not in alike


def _with_hedge(quantity: Quantity) -> str:
    return f"{quantity.hedge} {quantity.text}" if quantity.hedge else quantity.text


def _check_missing(
    said: Quantity, nearest: Quantity | None, known: Sequence[Quantity], claim: Claim
) -> Iterator[Finding]:
    scope = claim.values_scope
    if _stands_in_a_name(said, known, scope) or (_rival(said, known) is None and _stands_in_other_words(said, scope)):
        return
    if _is_idle(said, known):
        yield flags(f'"{said.text}" is not in {_scope(claim)} in these words')
    elif _spans_years(said, known, claim.article.published_at):
        yield flags(f'"{said.text}" is not in {_scope(claim)}; it may be reckoned from the years there')
    elif _counts_names(said, scope):
        yield flags(f'"{said.text}" is not in {_scope(claim)}; it counts the names listed there')
    else:
        yield fails(_missing(said, nearest, claim))


def _missing(said: Quantity, nearest: Quantity | None, claim: Claim) -> str:
    """The reason, with what the evidence says instead, or where the value does stand."""
    reason = f'"{said.text}" is not in {_scope(claim)}'
    like = nearest is not None and (nearest.noun == said.noun or nearest.unit is not None or nearest.when is not None)
    elsewhere = None if like else _elsewhere(said, claim)
    if nearest is not None and elsewhere is None:
        say = "says" if claim.section in WHOLE_ARTICLE else "say"
        return f'{reason}, which {say} "{nearest.text}"'
    return f"{reason}; sentence {elsewhere} has it" if elsewhere is not None else reason


def _elsewhere(said: Quantity, claim: Claim) -> int | None:
    """The first sentence of the article that has exactly this quantity."""
    telling = said.unit is not None or said.when is not None or any(value > 12 for value in said.values)
    for there in quantities.of_article(claim.article):
        if there == said and (telling or there.noun == said.noun):
            sentence = claim.article.sentence_at(there.start)
            return sentence.number if sentence is not None else None
    return None


def _scope(claim: Claim) -> str:
    return "the article" if claim.section in WHOLE_ARTICLE else "the cited sentences"


_CUES = {
    0: re.compile(r"\b(?:no|none|nobody|nothing|without|not|never|nil)\b", re.IGNORECASE),
    2: re.compile(
        r"\b(?:both|pair|couple|twins?|twice|doubl\w+|two\w*|duo|either|neither|two-\w+|bilateral|second)\b",
        re.IGNORECASE,
    ),
    3: re.compile(r"\b(?:trio|tripl\w+|thrice|threefold|trilateral|third)\b", re.IGNORECASE),
    4: re.compile(r"\b(?:quartet|quadrupl\w+|fourfold|fourth)\b", re.IGNORECASE),
    5: re.compile(r"\b(?:quintet|fivefold)\b", re.IGNORECASE),
    100: re.compile(r"\b(?:all|every|entire\w*|whole|complet\w+|full\w*)\b", re.IGNORECASE),
}
_HALF = re.compile(r"\b(?:half|halv\w+)\b", re.IGNORECASE)
# "A year" is one year and twelve months.
_PERIODS = {
    "decade": {(10, "year")},
    "century": {(100, "year")},
    "year": {(1, "year"), (12, "month"), (365, "day"), (52, "week")},
    "month": {(1, "month"), (30, "day"), (4, "week")},
    "week": {(1, "week"), (7, "day")},
    "fortnight": {(2, "week"), (14, "day")},
    "day": {(1, "day"), (24, "hour")},
    "hour": {(1, "hour"), (60, "minute")},
    "minute": {(1, "minute"), (60, "second")},
}
_PERIOD = r"\b(?:an?|per|each|every|the|last|past|next|this|one|single)\s(?:(?:full|whole|past|last|next|coming)\s)?"
_SINGLE = r"\b(?:an?|another|single|sole|lone|the|its|his|her|their|each|every|one|only)\s(?:[\w’'-]+\s){0,3}"


def _stands_in_other_words(said: Quantity, scope: str) -> bool:
    """Whether the evidence says it without a number: "both", "twice", "a missile"."""
    if len(said.values) != 1:
        return False
    value = said.values[0]
    if said.unit is not None and said.kind == "measure":
        return any(
            re.search(rf"{_PERIOD}{period}\b", scope, re.IGNORECASE) is not None
            for period in _PERIODS
            if value.denominator == 1 and (int(value), said.unit) in _PERIODS[period]
        )
    if value == 1 and said.noun and said.kind == "count":
        return re.search(f"{_SINGLE}{re.escape(said.noun.rstrip('s'))}", scope, re.IGNORECASE) is not None
    if value.denominator == 2 and value.numerator == 1:
        return _HALF.search(scope) is not None
    if value == 100 and said.kind != "percent":
        return False
    cue = _CUES.get(int(value)) if value.denominator == 1 and said.kind in {"count", "percent"} else None
    return cue is not None and cue.search(scope) is not None


def _stands_in_a_name(said: Quantity, known: Sequence[Quantity], scope: str) -> bool:
    """Whether the same digits stand in the evidence where no quantity was read: "Boeing 737", "No. 10"."""
    digits = re.findall(r"\d[\d.,]*\d|\d", said.text)
    if not digits:
        return False
    starts = [quantity.start for quantity in known]

    def is_unread(place: int) -> bool:
        before = bisect.bisect_right(starts, place) - 1
        return before < 0 or place >= known[before].end

    for written in digits:
        places = re.finditer(rf"(?<!\d)(?<!\d[.,]){re.escape(written)}(?![.,]?\d)", scope)
        if not any(is_unread(place.start()) for place in places):
            return False
    return True


def _is_idle(said: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether a number word says next to nothing: "one side", "first", "a second time", unless it is contradicted."""
    value = said.values[0]
    if said.kind == "decade":
        return any(there.kind == "year" and 0 <= there.values[0] - value < 10 for there in known)
    if said.text[:1].isdigit() or value not in {1, 2} or (value == 2 and said.kind != "ordinal"):
        return False
    if said.kind not in {"count", "ordinal"} or said.unit is not None:
        return False
    return _rival(said, known) is None


def _spans_years(said: Quantity, known: Sequence[Quantity], published_at: date | None) -> bool:
    """Whether a number of years lies between two years of the evidence, or one of them and publication."""
    if said.unit != "year" or not said.values:
        return False
    years = {int(value) for there in known if there.kind == "year" for value in there.values}
    years |= {there.when.year for there in known if there.when is not None and there.when.year is not None}
    ends = years | ({published_at.year} if published_at is not None else set())
    # "Nearly five decades" since 1978 are 48 years.
    slack = 3 if "decade" in said.text else 1
    return any(
        abs(one - other) > 0 and abs(abs(one - other) - said.values[0]) <= slack for one in years for other in ends
    )


_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}"
_NAMES = re.compile(rf"(?:{_NAME},\s){{0,11}}{_NAME},?\s(?:and|or|&)\s(?:the\s)?{_NAME}")


def _counts_names(said: Quantity, scope: str) -> bool:
    """Whether a list of names in the evidence has as many members: "Britain, France and Greece" are three."""
    if said.kind != "count" or len(said.values) != 1 or not 2 <= said.values[0] <= 12:
        return False
    return any(
        len(re.split(r",\s(?:and|or|&)\s|,\s|\s(?:and|or|&)\s", names.group())) == said.values[0]
        for names in _NAMES.finditer(scope)
    )


# Dates and times -------------------------------------------------------------------------------------------------


def _check_date(said: Quantity, known: Sequence[Quantity], claim: Claim) -> Iterator[Finding]:
    when = said.when
    assert when is not None  # noqa: S101 - the caller asked
    published_at = claim.article.published_at
    there = [reading for quantity in known for reading in _readings(quantity, claim.values_scope, published_at)]
    meant = _readings(said, claim.statement, published_at)
    if any(dates.entails(reading, wanted) for reading in there for wanted in meant):
        return
    parts = _parts(when)
    lacking = [part for part in parts if not any(dates.entails(reading, part) for reading in there)]
    if not lacking and len(parts) > 1:
        yield flags(f'the parts of "{said.text}" stand apart in {_scope(claim)}')
    elif (
        len(parts) > 1
        and [part.year for part in lacking] == [when.year]
        and when.year is not None
        and not any(reading.year for reading in there)
    ):
        yield flags(f'{_scope(claim)} do not give the year of "{said.text}"')
    elif _is_loose(when, there) or _stands_before(when, claim):
        yield flags(f'"{said.text}" is not in {_scope(claim)} in these words')
    else:
        yield fails(_missing(said, _like(when, known), claim))


def _readings(quantity: Quantity, text: str, published_at: date | None) -> list[dates.When]:
    """What a date says, and the calendar day it means where that is known."""
    if quantity.kind == "year":
        return [dates.When(year=int(value)) for value in quantity.values]
    if quantity.when is None:
        return []
    mention = dates.Mention(quantity.start, quantity.end, quantity.text, quantity.when)
    iso = dates.resolve(mention, text, published_at)
    return [quantity.when] if iso is None else [quantity.when, _of_iso(iso, quantity.when)]


def _of_iso(iso: str, when: dates.When) -> dates.When:
    """An ISO date in parts, with its weekday; a week or a mere hour is left as it was said."""
    if re.fullmatch(r"\d{4}", iso):
        return dates.When(year=int(iso))
    if re.fullmatch(r"\d{4}-\d\d", iso):
        return dates.When(year=int(iso[:4]), month=int(iso[5:]))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", iso):
        return when
    day = datetime.fromisoformat(iso)
    return dates.When(
        day.year, day.month, day.day, day.weekday(), hour=when.hour, minute=when.minute, daypart=when.daypart
    )


def _parts(when: dates.When) -> list[dates.When]:
    parts = [
        dates.When(year=when.year) if when.year is not None else None,
        dates.When(month=when.month, day=when.day) if when.month is not None else None,
        dates.When(weekday=when.weekday, every=when.every, daypart=when.daypart) if when.weekday is not None else None,
        dates.When(hour=when.hour, minute=when.minute, twelve_hour=when.twelve_hour) if when.hour is not None else None,
        dates.When(period=when.period, shift=when.shift) if when.period is not None else None,
    ]
    return [part for part in parts if part is not None]


def _is_loose(when: dates.When, there: Sequence[dates.When]) -> bool:
    """Whether words that count from today stand for something the evidence says otherwise, and nothing contradicts."""
    if when.period is not None:
        return not any(reading.period == when.period and reading.shift != when.shift for reading in there)
    same_day = [reading for reading in there if when.weekday is not None and reading.weekday == when.weekday]
    return any(reading.every != when.every for reading in same_day)


def _stands_before(when: dates.When, claim: Claim) -> bool:
    """Whether the sentence before the cited ones names the day: news sets the day once and goes on."""
    if claim.section in WHOLE_ARTICLE or when.hour is not None:
        return False
    before = quantities.read(claim.names_scope)
    return any(quantity.when is not None and dates.entails(quantity.when, when) for quantity in before)


def _like(when: dates.When, known: Sequence[Quantity]) -> Quantity | None:
    """A date of the evidence that says the same kind of thing, if there is one."""
    for quantity in known:
        there = quantity.when
        if there is not None and any(
            getattr(there, part) is not None and getattr(when, part) is not None
            for part in ("weekday", "day", "month", "hour", "period")
        ):
            return quantity
    return next((quantity for quantity in known if quantity.kind == "date"), None) if when.hour is None else None


# Other languages -------------------------------------------------------------------------------------------------


def _check_digits(claim: Claim) -> Iterator[Finding]:
    language = claim.article.language
    known = (
        quantities.of_article(claim.article)
        if claim.section in WHOLE_ARTICLE
        else quantities.read(claim.values_scope, language)
    )
    values = {value for quantity in known for value in quantity.values}
    plain = {_plain(quantity.text) for quantity in known}
    # "12.03.2026" is three numbers to whoever writes "12. März".
    pieces = {int(piece) for quantity in known for piece in re.findall(r"\d{1,18}", quantity.text)}
    significant = {written.strip("0") for written in plain}
    for said in quantities.read(claim.statement, language):
        written = _plain(said.text)
        if said.values[0] in values or written in plain or said.values[0] in pieces:
            continue
        if written.strip("0") in significant and len(written.strip("0")) > 1:
            yield flags(f'"{said.text}" cannot be told to be what {_scope(claim)} mean')
        else:
            yield fails(f'"{said.text}" is not in {_scope(claim)}')


def _plain(written: str) -> str:
    return "".join(str(int(mark)) for mark in written if mark.isdecimal())
