"""Each number, amount, date and time of the statement stands in the cited sentences."""

import bisect
import re
from collections.abc import Iterator

from service.core import dates, quantities
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.dates import almanac
from service.core.language import is_english
from service.core.properties import cached_property
from service.core.quantities import Inventory, Quantity, paraphrase, sentences

ENGLISH_ONLY = False


# A statement that lacks more of its numbers than this is wrong however each might be excused.
_MOST_EXCUSED = 24
# Which day a date means is read from the words round it; a text has no more dates than this but to cost time.
_MOST_RESOLVED = 3_000


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on a value the evidence lacks; flags one it has only rounded, counted out or in a form that is not sure.

    "$825 million" is 825,000,000 and "825m"; "twenty-three" is 23; a weekday is its date where the day of publication
    is known. A numeral that stands there with another unit or scale is the business of `unit`. Outside English only
    digits are compared.
    """
    if not is_english(claim.article.language):
        yield from _check_digits(claim)
        return
    if _is_repeated(claim) or not claim.told:
        return
    values = _Values(claim, claim.values.inventory)
    days = _Days(claim, claim.values.inventory)
    for said in claim.told:
        yield from values.check(said) if said.when is None else days.check(said, said.when)


def _is_repeated(claim: Claim) -> bool:
    """Whether each number has itself for its like, since the statement is a cited sentence.

    A bound, as in "more than 23", may still meet a plain 23 that stands before it.
    """
    return claim.repeated is not None and not quantities.may_bound(claim.statement)


# Numbers ---------------------------------------------------------------------------------------------------------


class _Values:
    """The numbers of one claim beside those of its evidence."""

    def __init__(self, claim: Claim, known: Inventory) -> None:
        self._claim = claim
        self._known = known
        self._missing = 0

    def check(self, said: Quantity) -> Iterator[Finding]:
        comparison = self._claim.compared(said)
        nearest = comparison.nearest
        scope = _scope(self._claim)
        match comparison.relation:
            case "same":
                if nearest is not None and _adds_a_bound(said, nearest):
                    yield flags(f'"{said.hedge} {said.text}" stands as "{_with_hedge(nearest)}" in {scope}')
                rival = self._known.rival(said)
                if nearest is not None and rival is not None and _counts_another_thing(said, nearest):
                    yield flags(
                        f'"{said.text} {said.noun}" stands as "{nearest.text} {nearest.noun}" in {scope}, beside '
                        f'"{rival.text} {rival.noun}"'
                    )
            case "rounded" if nearest is not None:
                yield flags(f'"{_with_hedge(said)}" rounds "{nearest.text}"')
            case "doubtful":
                there = f', which say "{nearest.text}"' if nearest is not None else ""
                yield flags(f'"{said.text}" cannot be told to be what {scope} mean{there}')
            case "other":
                yield from self._check_missing(said, nearest)
            case _:
                return  # unit and scale: `unit` says it better

    def _check_missing(self, said: Quantity, nearest: Quantity | None) -> Iterator[Finding]:
        scope, rival = self._claim.values.text, self._known.rival(said)
        self._missing += 1
        if self._missing > _MOST_EXCUSED:
            yield fails(f'"{said.text}" is not in {_scope(self._claim)}')
        elif self._stands_in_a_name(said) or (rival is None and paraphrase.stands_in_other_words(said, scope)):
            return
        elif self._is_idle(said):
            yield flags(f'"{said.text}" is not in {_scope(self._claim)} in these words')
        elif self._spans_years(said):
            yield flags(f'"{said.text}" is not in {_scope(self._claim)}; it may be reckoned from the years there')
        elif paraphrase.counts_names(said, scope):
            yield flags(f'"{said.text}" is not in {_scope(self._claim)}; it counts the names listed there')
        elif self._is_reckoned(said):
            yield flags(f'"{said.text}" is not in {_scope(self._claim)}; it may be reckoned from the numbers there')
        else:
            yield fails(_missing(said, nearest, self._claim))

    def _is_reckoned(self, said: Quantity) -> bool:
        """Whether it is a share, a sum or a difference of numbers of the evidence, or lacks only its scale there."""
        known = self._known.quantities
        return (
            paraphrase.stands_apart(said, known)
            or paraphrase.is_a_share(said, known, self._claim.values.text)
            or paraphrase.adds_up(said, known, self._claim.values.text)
            or paraphrase.is_difference(said, self._claim.statement, known)
            or paraphrase.goes_without_its_scale(said, known)
        )

    def _stands_in_a_name(self, said: Quantity) -> bool:
        """Whether the same digits stand in the evidence where no quantity was read: "Boeing 737", "No. 10"."""
        digits = _DIGITS.findall(said.text)
        return bool(digits) and self._unread.issuperset(digits)

    @cached_property
    def _unread(self) -> set[str]:
        """Digits of the evidence that no quantity holds."""
        known = self._known.quantities
        starts = [quantity.start for quantity in known]
        found: set[str] = set()
        for written in _DIGITS.finditer(self._claim.values.text):
            before = bisect.bisect_right(starts, written.start()) - 1
            if before < 0 or written.start() >= known[before].end:
                found.add(written.group())
        return found

    def _is_idle(self, said: Quantity) -> bool:
        """Whether a number word says next to nothing: "one side", "a second time", unless it is contradicted."""
        value = said.values[0]
        if said.kind == "decade":
            return any(0 <= year - value < 10 for year in self._years)
        if said.text[:1].isdigit() or value not in {1, 2} or (value == 2 and said.kind != "ordinal"):
            return False
        if said.kind not in {"count", "ordinal"} or said.unit is not None:
            return False
        return self._known.rival(said) is None

    def _spans_years(self, said: Quantity) -> bool:
        """Whether a number of years lies between two years of the evidence, or one of them and publication."""
        if said.unit != "year" or not said.values:
            return False
        published_at = self._claim.article.published_at
        years = self._years | {
            there.when.year
            for there in self._known.quantities
            if there.when is not None and there.when.year is not None
        }
        ends = years | ({published_at.year} if published_at is not None else set())
        # "Nearly five decades" since 1978 are 48 years.
        slack = 3 if "decade" in said.text else 1
        spans = {span for span in range(1, 600) if abs(span - said.values[0]) <= slack}
        return any(year + span in ends or year - span in ends for year in years for span in spans)

    @cached_property
    def _years(self) -> set[int]:
        return {int(value) for there in self._known.quantities if there.kind == "year" for value in there.values}


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


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
    start = sentences.first_place(claim.article, said, any_noun=telling)
    sentence = claim.article.sentence_at(start) if start is not None else None
    return sentence.number if sentence is not None else None


def _scope(claim: Claim) -> str:
    return "the article" if claim.section in WHOLE_ARTICLE else "the cited sentences"


# Dates and times -------------------------------------------------------------------------------------------------


class _Days:
    """The dates of one claim beside those of its evidence; what its evidence says is worked out when first asked."""

    def __init__(self, claim: Claim, known: Inventory) -> None:
        self._claim = claim
        self._known = known

    def check(self, said: Quantity, when: dates.When) -> Iterator[Finding]:
        claim, there = self._claim, self._there
        if any(there.entails(wanted) for wanted in _readings(said, claim.statement, claim)):
            return
        parts = almanac.parts(when)
        lacking = [part for part in parts if not there.entails(part)]
        if not lacking and len(parts) > 1:
            yield flags(f'the parts of "{said.text}" stand apart in {_scope(claim)}')
        elif (
            len(parts) > 1
            and when.year is not None
            and [part.year for part in lacking] == [when.year]
            and not there.has_year()
        ):
            yield flags(f'{_scope(claim)} do not give the year of "{said.text}"')
        elif _is_loose(when, there) or self._stands_before(when) or self._stands_without_its_month(when):
            yield flags(f'"{said.text}" is not in {_scope(claim)} in these words')
        else:
            yield fails(_missing(said, self._like(when), claim))

    @cached_property
    def _there(self) -> almanac.Almanac:
        scope = self._claim.values.text
        dated = [quantity for quantity in self._known.quantities if quantity.kind in {"date", "time", "year"}]
        found = [reading for quantity in dated[:_MOST_RESOLVED] for reading in _readings(quantity, scope, self._claim)]
        return almanac.Almanac([*found, *(there.when for there in dated[_MOST_RESOLVED:] if there.when is not None)])

    def _stands_without_its_month(self, when: dates.When) -> bool:
        """Whether the evidence has the day alone and the month beside it: "in September … it was the twenty-fifth"."""
        if when.day is None or when.month is None or when.hour is not None:
            return False
        days = {there.values[0] for there in self._known.quantities if there.kind == "ordinal" and there.noun is None}
        return when.day in days and self._there.entails(dates.When(year=when.year, month=when.month))

    @cached_property
    def _before(self) -> almanac.Almanac:
        """What the sentences before the cited ones say, too: news sets the day once and goes on."""
        return almanac.Almanac(mention.when for mention in dates.find(self._claim.named.text))

    def _stands_before(self, when: dates.When) -> bool:
        whole = self._claim.section in WHOLE_ARTICLE
        return not whole and when.hour is None and self._before.entails(when)

    def _like(self, when: dates.When) -> Quantity | None:
        """A date of the evidence that says the same kind of thing, if there is one."""
        said = [part for part in _TELLING if getattr(when, part) is not None]
        alike = [self._first[part] for part in said if part in self._first]
        if alike:
            return min(alike, key=lambda quantity: quantity.start)
        return self._first.get("date") if when.hour is None else None

    @cached_property
    def _first(self) -> dict[str, Quantity]:
        """The first date that says its weekday, day, hour and so on, and the first of all."""
        found: dict[str, Quantity] = {}
        for quantity in self._known.quantities:
            if quantity.kind == "date":
                found.setdefault("date", quantity)
            for part in _TELLING:
                if quantity.when is not None and getattr(quantity.when, part) is not None:
                    found.setdefault(part, quantity)
        return found


_TELLING = ("weekday", "day", "month", "hour", "period")


def _readings(quantity: Quantity, text: str, claim: Claim) -> list[dates.When]:
    if quantity.kind == "year":
        return [dates.When(year=int(value)) for value in quantity.values]
    if quantity.when is None:
        return []
    mention = dates.Mention(quantity.start, quantity.end, quantity.text, quantity.when)
    return almanac.readings(mention, text, claim.article.published_at)


def _is_loose(when: dates.When, there: almanac.Almanac) -> bool:
    """Whether words that count from today stand for something the evidence says otherwise, and nothing contradicts."""
    if when.period is not None:
        same = (reading for reading in there.periods() if reading.period == when.period)
        return not any(reading.shift != when.shift for reading in same)
    if when.weekday is None:
        return False
    return any(reading.every != when.every for reading in there.like(dates.When(weekday=when.weekday)))


# Other languages -------------------------------------------------------------------------------------------------


def _check_digits(claim: Claim) -> Iterator[Finding]:
    if not claim.said.quantities:
        return
    known = claim.values.inventory.quantities
    values = {value for quantity in known for value in quantity.values}
    plain = {_plain(quantity.text) for quantity in known}
    # "12.03.2026" is three numbers to whoever writes "12. März".
    pieces = {int(piece) for quantity in known for piece in re.findall(r"\d{1,18}", quantity.text)}
    significant = {written.strip("0") for written in plain}
    for said in claim.said.quantities:
        written = _plain(said.text)
        if said.values[0] in values or written in plain or said.values[0] in pieces:
            continue
        if said.values[0] in quantities.values_in_words(claim.values.text, claim.article.language):
            continue
        if written.strip("0") in significant and len(written.strip("0")) > 1:
            yield flags(f'"{said.text}" cannot be told to be what {_scope(claim)} mean')
        else:
            yield fails(f'"{said.text}" is not in {_scope(claim)}')


def _plain(written: str) -> str:
    return "".join(str(int(mark)) for mark in written if mark.isdecimal())
