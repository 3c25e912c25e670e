"""A text as tokens, along which a quotation is laid word by word, past insertions and interruptions."""

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.core.language import is_english
from service.core.properties import cached_property
from service.core.quotations import edits
from service.core.quotations.difference import Span
from service.core.quotations.marks import Quoted
from service.core.quotations.tokens import Token, tokens_of
from service.core.quotations.wanted import Wanted, asks_nothing

_INSERTED_WORDS = 8  # how many words of the text an insertion may stand for
_JOINTS = 6  # how often one quotation may be interrupted
_FEW = 300  # tokens that are looked through sooner than those of a whole text are sorted by word
_CANDIDATES = 200  # how many places a quotation may begin at before the search gives up


@dataclass(frozen=True)
class Reading:
    """A text as tokens, with where each word stands and where its quotations go on after an interruption."""

    text: str = field(repr=False)
    is_english: bool  # what a name or a pronoun is can be told
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    resumes: dict[int, int] = field(repr=False)  # first token after a quotation -> first token of the next one

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each token without case."""
        return tuple([token.folded.casefold() for token in self.tokens])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            places.setdefault(key, []).append(place)
        return places

    def _places_of(self, key: str, first: int, last: int) -> Sequence[int]:
        """Where a word stands among these tokens."""
        if last - first <= _FEW:
            return [place for place in range(first, last) if self.tokens[place].folded.casefold() == key]
        places = self._places.get(key, [])
        return places[bisect.bisect_left(places, first) : bisect.bisect_left(places, last)]

    def between(self, start: int, end: int) -> Span:
        """First token at or after `start`, first at or after `end`."""
        return bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)

    def matches(self, part: tuple[Wanted, ...], after: int, spans: Sequence[Span]) -> Iterator[list[Span]]:
        """Where one part of a quotation stands at or after the offset `after`, inside the spans."""
        key = None if part[0].stem else part[0].folded.casefold()
        for start, end in spans:
            first, last = self.between(max(start, after), end)
            here = range(first, last) if key is None else self._places_of(key, first, last)
            search = _Search(self, part, last)
            for place in here[:_CANDIDATES]:
                runs = search.match(0, place, _JOINTS)
                if runs is not None and not self.names_another(part, runs[0][0], runs[-1][1]):
                    yield [(self.tokens[first].start, self.tokens[final].end) for first, final in runs]

    def names_another(self, part: tuple[Wanted, ...], first: int, final: int) -> bool:
        """Whether an insertion beside the tokens `first` to `final` stands where the text has another name."""
        beside = ((part[0].before, first - 1, first), (part[-1].after, final + 1, final))
        return self.is_english and any(
            inserted
            and 0 <= at < len(self.tokens)
            and self.text[
                min(self.tokens[at].end, self.tokens[near].end) : max(self.tokens[at].start, self.tokens[near].start)
            ].isspace()
            and edits.is_another_name(inserted, self.tokens[at].folded)
            for inserted, at, near in beside
        )

    def may_insert(self, inserted: str, place: int, at: int) -> bool:
        """Whether an insertion may stand for the tokens from `place` up to `at`."""
        replaced = [token.folded for token in self.tokens[place:at] if token.is_word]
        before = self.tokens[place - 1].folded if place else None
        return not self.is_english or edits.may_stand_for(inserted, replaced, before)

    def fits(self, wanted: Wanted, place: int) -> bool:
        """Whether the token at `place` is the one asked for."""
        token = self.tokens[place].folded
        if wanted.any_case:
            said, stands = wanted.folded[:1].casefold() + wanted.folded[1:], token[:1].casefold() + token[1:]
        else:
            said, stands = wanted.folded, token
        return stands.startswith(said) if wanted.stem else stands == said


@dataclass(frozen=True, slots=True)
class _Search:
    """One part of a quotation laid along the tokens of a text; runs of tokens are (first, final)."""

    reading: Reading
    part: tuple[Wanted, ...]
    last: int  # the token it must end before
    dead_ends: set[Span] = field(default_factory=set)  # (wanted, place) that lead nowhere: they are tried once

    def match(self, wanted: int, place: int, joints: int) -> list[Span] | None:
        """The runs that match `part[wanted:]` from the token `place` on."""
        begun = place
        while wanted < len(self.part):
            if self.part[wanted].insertion:
                return self._inserted(self.part[wanted].inserted, wanted + 1, begun, place, joints)
            if place >= self.last or not self.reading.fits(self.part[wanted], place):
                return self._resumed(wanted, begun, place, joints)
            wanted, place = wanted + 1, place + 1
        return [(begun, place - 1)]

    def _inserted(self, inserted: str, wanted: int, begun: int, place: int, joints: int) -> list[Span] | None:
        for at in range(place, min(place + _INSERTED_WORDS + 1, self.last)):
            if (wanted, at) not in self.dead_ends and self.reading.fits(self.part[wanted], at):
                if not self.reading.may_insert(inserted, place, at):
                    continue
                rest = self.match(wanted, at, joints)
                if rest is not None:
                    return [(begun, rest[0][1]), *rest[1:]]
                self.dead_ends.add((wanted, at))
        return None

    def _resumed(self, wanted: int, begun: int, place: int, joints: int) -> list[Span] | None:
        """The rest of the quotation after "she said": only at its closing mark, only in the next quotation."""
        while wanted < len(self.part) and asks_nothing(self.part[wanted]) and not self.part[wanted].insertion:
            wanted += 1  # the quotation's stop where the text has its comma, or the other way round
        ends = place
        while ends < self.last and ends not in self.reading.resumes and not self.reading.tokens[ends].is_word:
            ends += 1
        target = self.reading.resumes.get(ends, self.last)
        if target >= self.last or not joints or place == begun or wanted >= len(self.part):
            return None
        head = self.part[wanted]
        resumed = (replace(head, any_case=True), *self.part[wanted + 1 :])
        if head.insertion or not self.reading.fits(resumed[0], target):
            return None
        rest = _Search(self.reading, resumed, self.last).match(0, target, joints - 1)
        return [(begun, place - 1), *rest] if rest is not None else None


def read(text: str, quotations: Sequence[Quoted], within: Span, language: str | None = "en") -> Reading:
    """A part of a text as tokens, given the text's quotations."""
    tokens = tuple(tokens_of(text, *within))
    starts = tuple([token.start for token in tokens])
    # Of a long article's hundreds of quotations those before and behind this part are not looked at.
    nearby = slice(
        bisect.bisect_left(quotations, within[0], key=lambda quoted: quoted.end),
        bisect.bisect_right(quotations, within[1], key=lambda quoted: quoted.start),
    )
    resumes = {
        bisect.bisect_left(starts, before.end): bisect.bisect_left(starts, after.start)
        for before, after in itertools.pairwise(quotations[nearby])
    }
    return Reading(text, is_english(language), tokens, starts, resumes)
