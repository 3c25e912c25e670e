"""Who does something to whom is not told the other way round, nor east for west."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails
from service.core.clauses import Reading, Word
from service.core.names.roles import CALENDAR
from service.core.names.tokens import fold
from service.core.passage import Wording, per_wording
from service.core.properties import cached_property
from service.core.words import FUNCTION_WORDS, per_word, stem

ENGLISH_ONLY = True

_FEWEST = 2  # names
_REACH = 8  # tokens beside a verb among which its subject and its object stand
_CLOSE = 4  # tokens behind a passive among which its "by" stands
_ENDS = frozenset(".;:!?…()—–")
_BEFORE_STOP = frozenset("mr mrs ms dr prof gen sen rep gov st lt col sgt capt".split())
_BE = frozenset("is are was were be been being".split())
# What both sides do, or say in either order, and verbs of speech, whose object is a whole sentence.
_MUTUAL = frozenset(
    stem(word)
    for word in (
        "meet marry share join play draw talk differ merge face border agree disagree speak negotiate compete fight "
        "cooperate compare say said tell ask add include be become remain have make do call name put set hold work "
        "live report expect want plan need use give keep show see know think believe follow precede"
    ).split()
)


def check(claim: Claim) -> Iterator[Finding]:
    """Fails where two names stand on the other sides of the same verb: "A beat B" for "B beat A".

    Only where the evidence has the verb once; a passive with "by" is turned round first. Fails, too, where the same
    thing lies in another quarter of the compass: "the western shore" for "the eastern shore".
    """
    if claim.section in WHOLE_ARTICLE or claim.section == "parties" or claim.repeats_all:
        return
    yield from _elsewhere(claim)
    # Two names must have changed sides: where the texts have fewer in common, no verb need be looked at.
    said = _names(claim.said)
    if len(said.stems) < _FEWEST:
        return
    stands = _names(claim.proof.wording)
    named = [word for word in said.words if word.stem in stands.stems]
    if len({word.stem for word in named}) < _FEWEST:
        return
    places = [word.at for word in named]
    for word, alike in claim.shared:
        if not _stands_among(places, word.at) or word.stem in _MUTUAL or not _may_be_verb(word) or word.nominal:
            continue
        there = [other for other in alike if not other.nominal]
        if len(there) != 1 or word.negated != there[0].negated:
            continue
        finding = _exchanged(said, word, stands, there[0])
        if finding is not None:
            yield finding
            return


_QUARTER = re.compile(
    r"\b(?P<quarter>(?:north|south)?-?(?:east|west)|north|south)(?:ern|erly|wards?)?\s+(?P<thing>[^\W\d_]+)",
    re.IGNORECASE,
)


_QUARTERS = ("north", "south", "east", "west")


def _elsewhere(claim: Claim) -> Iterator[Finding]:
    """Where the evidence has the thing in another quarter, and this quarter nowhere."""
    statement = claim.statement.casefold()
    if not any(quarter in statement for quarter in _QUARTERS):
        return
    for said in _QUARTER.finditer(claim.statement):
        quarter, thing = _plain(said["quarter"]), stem(said["thing"].lower())
        if said["thing"].lower() in FUNCTION_WORDS:
            continue
        there = list(_QUARTER.finditer(claim.proof.text))
        others = [found.group() for found in there if stem(found["thing"].lower()) == thing]
        if others and quarter not in {_plain(found["quarter"]) for found in there}:
            yield fails(f"the statement says “{said.group()}” where the article says “{others[0]}”")


def _plain(quarter: str) -> str:
    return quarter.lower().replace("-", "")


@dataclass(frozen=True)
class _Names:
    """The names of a text, as words of its reading."""

    reading: Reading
    words: tuple[Word, ...]
    stems: frozenset[str]

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Places of the marks that end what a verb reaches."""
        tokens = self.reading.tokens
        return tuple([at for at, token in enumerate(tokens) if token in _ENDS and not _abbreviates(tokens, at)])


@per_wording
def _names(wording: Wording) -> _Names:
    words = tuple([word for word in wording.clauses.words if _is_name(word.written)])
    return _Names(wording.clauses, words, frozenset([word.stem for word in words]))


def _stands_among(names: list[int], verb: int) -> bool:
    """Whether a name stands on either side of a verb."""
    before = bisect.bisect_left(names, verb) - 1
    behind = bisect.bisect_right(names, verb)
    return before >= 0 and verb - names[before] <= _REACH and behind < len(names) and names[behind] - verb <= _REACH


def _may_be_verb(word: Word) -> bool:
    return word.written.islower() and not word.written.endswith("ly")


def _exchanged(said: _Names, word: Word, stands: _Names, other: Word) -> Finding | None:
    before, behind = _side(said, word, -1), _side(said, word, 1)
    if before.keys() <= behind.keys() or behind.keys() <= before.keys():
        return None  # nobody is on one side alone
    first, second = _side(stands, other, -1), _side(stands, other, 1)
    if _is_passive(said.reading, word) != _is_passive(stands.reading, other):
        first, second = second, first
    ours = [before[name] for name in before.keys() & second.keys() - first.keys() - behind.keys()]
    theirs = [behind[name] for name in behind.keys() & first.keys() - second.keys() - before.keys()]
    if not ours or not theirs or _particle(said.reading, word) != _particle(stands.reading, other):
        return None
    doer, target = min(ours, key=lambda one: word.at - one.at), min(theirs, key=lambda one: one.at - word.at)
    detail = (
        f"the statement has “{doer.written}” before “{word.written}” and “{target.written}” behind it, "
        "the article the other way round"
    )
    return fails(detail)


@per_word
def _is_name(written: str) -> bool:
    return written[:1].isupper() and fold(written) not in CALENDAR


def _side(names: _Names, verb: Word, step: int) -> dict[str, Word]:
    """The names on one side of a verb, up to a stop, by stem; the nearest of each."""
    stop = bisect.bisect_left(names.stops, verb.at)
    low = max(verb.at - _REACH, names.stops[stop - 1] if stop else 0)
    high = min(verb.at + _REACH, names.stops[stop] if stop < len(names.stops) else verb.at + _REACH)
    here = [word for word in names.words if (low <= word.at < verb.at if step < 0 else verb.at < word.at <= high)]
    return {word.stem: word for word in here[::-step]}  # the nearest last, so that it stays


def _abbreviates(tokens: tuple[str, ...], at: int) -> bool:
    return tokens[at] == "." and tokens[at - 1] in _BEFORE_STOP


def _is_passive(reading: Reading, verb: Word) -> bool:
    behind = reading.tokens[verb.at + 1 : verb.at + 1 + _CLOSE]
    return "by" in behind and any(token in _BE for token in reading.tokens[max(0, verb.at - 3) : verb.at])


def _particle(reading: Reading, verb: Word) -> str:
    """The preposition that may turn a verb round: "took over from", "lost to"."""
    for token in reading.tokens[verb.at + 1 : verb.at + 4]:
        if token in {"from", "to", "over", "against"}:
            return token
    return ""
