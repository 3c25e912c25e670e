"""Quotations: what a text puts in quotation marks (`marked`), and where quoted words stand in it, verbatim."""

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.core.article import Article, per_article
from service.core.language import is_english
from service.core.quotations import edits
from service.core.quotations.difference import Span, differing
from service.core.quotations.marks import Quoted, marked
from service.core.quotations.tokens import MARK_CHARACTERS, UNSPACED, Token, is_punctuation, tokens_of, trimmed

__all__ = [
    "Quoted",
    "Span",
    "differing",
    "dropped_negation",
    "fold",
    "locate",
    "locate_in",
    "marked",
    "marked_in",
    "nearest",
    "nearest_in",
]


@per_article
def marked_in(article: Article) -> tuple[Quoted, ...]:
    """The stretches of an article inside quotation marks, read once."""
    return marked(article.text)


def locate(quote: str, text: str, spans: Sequence[Span]) -> list[Span] | None:
    """Where a quotation stands verbatim in a text.

    Styles of quotation marks, apostrophes, dashes and spaces do not matter, nor do the case of its first letter
    and the punctuation at its ends. "…", "..." and "[…]" stand for words left out, "[the minister]" for a few
    words replaced; a bracket neither says "not" nor puts one name for another. A quotation the text interrupts to
    say who speaks (“A,” she said. “B.”) may be quoted as one.

    Args:
        quote: The words, with or without quotation marks round them.
        text: The article's text.
        spans: (start, end) of the stretches it may stand in, ordered.

    Returns:
        Exact slices of `text`, in order, several where the quotation has parts; None where it is not verbatim.
    """
    return _located(quote, text, spans, lambda: _read(text, marked(text), (0, len(text))))


def locate_in(article: Article, quote: str, spans: Sequence[Span]) -> list[Span] | None:
    """What `locate` finds in an article, which is read once for as long as it lives."""
    return _located(quote, article.text, spans, lambda: _reading_of(article, spans))


def dropped_negation(article: Article, slices: Sequence[Span]) -> str | None:
    """The "not" that a quotation leaves out of a sentence it quotes, as the article writes it; English.

    Args:
        article: The article.
        slices: Where the quotation's parts stand, as `locate_in` finds them.
    """
    text = article.text
    for (_, end), (start, _) in itertools.pairwise(slices):
        before, after = article.sentence_at(max(0, end - 1)), article.sentence_at(start)
        if before is None or after is None:
            continue
        gaps = [(end, start)] if before == after else [(end, before.end), (after.start, start)]
        for first, last in gaps:
            gap = "".join(text[max(first, low) : min(last, high)] for low, high in _spoken(article, end, first, last))
            found = edits.dropped_negation(gap, ends_sentence=before != after)
            if found:
                return found
    return None


def _spoken(article: Article, at: int, first: int, last: int) -> Iterator[Span]:
    """The parts of a stretch inside quotation marks; all of it where the word before `at` is in none."""
    inside = [(quoted.start, quoted.end) for quoted in marked_in(article)]
    if not any(low < at <= high for low, high in inside):
        yield first, last
        return
    yield from ((low, high) for low, high in inside if low < last and first < high)


def _located(quote: str, text: str, spans: Sequence[Span], read: Callable[[], "_Reading"]) -> list[Span] | None:
    plain = quote.strip().strip(MARK_CHARACTERS).strip()
    if not plain:
        return None
    for start, end in spans:
        at = text.find(plain, start, end)
        if at >= 0 and _is_whole(text, at, at + len(plain)):
            return [(at, at + len(plain))]
    parts = [part for part in map(_pattern, _OMISSION.split(plain)) if part]
    if not parts or sum(wanted.insertion for part in parts for wanted in part) > _INSERTIONS:
        return None
    reading = read()
    slices: list[Span] = []
    after = 0
    for part in parts:
        found = next(reading.matches(part, after, spans), None)
        if found is None:
            return None
        slices.extend(found)
        after = found[-1][1]
    return slices


def fold(text: str) -> str:
    """A text as `locate` compares it: words and inner punctuation, one space apart, with marks and styles gone."""
    return " ".join(token.folded for token in trimmed(list(tokens_of(text))))


def nearest(quote: str, text: str, spans: Sequence[Span]) -> Span | None:
    """The stretch of the text most like a quotation that is not verbatim, or None where nothing is like it.

    Like it means that it has at least half of its words, in order, within about its own length.
    """
    return _nearest(quote, spans, lambda: _read(text, marked(text), (0, len(text))))


def nearest_in(article: Article, quote: str, spans: Sequence[Span]) -> Span | None:
    """What `nearest` finds in an article, which is read once for as long as it lives."""
    return _nearest(quote, spans, lambda: _reading_of(article, spans))


def _nearest(quote: str, spans: Sequence[Span], read: Callable[[], "_Reading"]) -> Span | None:
    wanted = [token.folded.casefold() for token in tokens_of(quote) if token.is_word]
    if not wanted:
        return None
    reading = read()
    best: tuple[tuple[float, int], Span] | None = None
    for start, end in spans:
        first, last = reading.between(start, end)
        words = [place for place in range(first, last) if reading.tokens[place].is_word]
        keys = [reading.keys[place] for place in words]
        for at in _starts(keys, wanted):
            share, upto = _overlap(keys, at, wanted)
            # Of two stretches with as many of its words, the shorter: a "the" far before the rest is another "the".
            score = share, at - upto
            if share >= _FEWEST_ALIKE and (best is None or score > best[0]):
                best = score, (reading.tokens[words[at]].start, reading.tokens[words[upto]].end)
    return best[1] if best else None


_FEWEST_ALIKE = 0.5  # of a quotation's words
_OMISSION = re.compile(r"\s*[\[(]?\s*(?:…|\.(?:\s?\.){2,})\s*[\])]?\s*")
_INSERTION = re.compile(r"\[(?P<words>[^\[\]]{0,80})\]")
_INSERTED_WORDS = 8  # how many words of the text an insertion may stand for
_INSERTIONS = 20  # how many a quotation may have: more is no quotation
_JOINTS = 6  # how often one quotation may be interrupted
_SHORT = 20_000  # code points: a text that is read as a whole, once for all its quotations
_WORTH_ALL = 8  # of a longer one, only where the spans lie in less than an eighth of it is less worth reading
_BESIDE = 200  # code points beside the spans that a name or a mark next to a quotation stands in
_CANDIDATES = 200  # how many places a quotation may begin at before the search gives up


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A token a quotation asks for; an insertion asks for up to a few words of any kind."""

    folded: str
    any_case: bool = False
    insertion: bool = False
    stem: bool = False  # "want[s]": only the beginning of the word is the speaker's
    inserted: str = ""  # the insertion's words
    before: str = ""  # those of an insertion that the first word of a part follows
    after: str = ""  # those of one that follows the last word


_WORD_HERE = re.compile(r"[^\W_]+")
_NEGATIVE_ENDINGS = frozenset({"n't", "n’t", "'t", "’t"})


def _pattern(part: str) -> tuple[_Wanted, ...]:
    """What one part of a quotation asks for, in order; empty where it asks for nothing."""
    wanted: list[_Wanted] = []
    at = 0
    for insertion in _INSERTION.finditer(part):
        before, words = part[at : insertion.start()], insertion.group("words")
        glued_before = before[-1:].isalnum()
        glued_after = part[insertion.end() : insertion.end() + 1].isalnum()
        wanted.extend(_Wanted(token.folded) for token in tokens_of(before))
        at = insertion.end()
        if edits.negation(words) or (words in _NEGATIVE_ENDINGS and glued_before):
            # What says no must be the text's own words.
            before_it = wanted.pop().folded if glued_before and wanted and not words[:1].isspace() else ""
            wanted.extend(_Wanted(token.folded) for token in tokens_of(before_it + words))
        elif glued_before and wanted:
            wanted[-1] = _Wanted(wanted[-1].folded, stem=True)
        elif glued_after and len(words) == 1:  # "[W]e" is "we" with another capital
            word = _WORD_HERE.match(part, at)
            at = word.end() if word else at
            wanted.append(_Wanted(words + (word.group() if word else ""), any_case=True))
        elif glued_after:  # "[un]happy" is a word of its own
            word = _WORD_HERE.match(part, at)
            at = word.end() if word else at
            wanted.extend(_Wanted(token.folded) for token in tokens_of(words + (word.group() if word else "")))
        elif not (wanted and wanted[-1].insertion):
            wanted.append(_Wanted("", insertion=True, inserted=words))
    wanted.extend(_Wanted(token.folded) for token in tokens_of(part[at:]))
    before = after = ""
    while wanted and _asks_nothing(wanted[0]):
        before = wanted.pop(0).inserted
    while wanted and _asks_nothing(wanted[-1]):
        after = wanted.pop().inserted
    if wanted:
        wanted[-1] = replace(wanted[-1], after=after)
        wanted[0] = replace(wanted[0], any_case=True, before=before)
    return tuple(wanted)


def _asks_nothing(wanted: _Wanted) -> bool:
    token = Token(0, 0, wanted.folded, wanted.folded[:1].isalnum())
    return wanted.insertion or is_punctuation(token)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a slice neither begins nor ends inside a word."""
    return not (_splits(text, start) or _splits(text, end))


def _splits(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return False
    pair = text[at - 1 : at + 1]
    return pair.isalnum() and not re.search(f"[{UNSPACED}]", pair)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as tokens, with where each word stands and where its quotations go on after an interruption."""

    text: str = field(repr=False)
    is_english: bool  # what a name or a pronoun is can be told
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]  # each token without case
    starts: tuple[int, ...]
    places: dict[str, list[int]]
    resumes: dict[int, int] = field(repr=False)  # first token after a quotation -> first token of the next one

    def between(self, start: int, end: int) -> Span:
        """First token at or after `start`, first at or after `end`."""
        return bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)

    def matches(self, part: tuple[_Wanted, ...], after: int, spans: Sequence[Span]) -> Iterator[list[Span]]:
        """Where one part of a quotation stands at or after the offset `after`, inside the spans."""
        places: Sequence[int] | None = None if part[0].stem else self.places.get(part[0].folded.casefold(), [])
        for start, end in spans:
            first, last = self.between(max(start, after), end)
            if places is None:
                here: Sequence[int] = range(first, last)
            else:
                here = places[bisect.bisect_left(places, first) : bisect.bisect_left(places, last)]
            search = _Search(self, part, last)
            for place in here[:_CANDIDATES]:
                runs = search.match(0, place, _JOINTS)
                if runs is not None and not self.names_another(part, runs[0][0], runs[-1][1]):
                    yield [(self.tokens[first].start, self.tokens[final].end) for first, final in runs]

    def names_another(self, part: tuple[_Wanted, ...], first: int, final: int) -> bool:
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

    def fits(self, wanted: _Wanted, place: int) -> bool:
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

    reading: _Reading
    part: tuple[_Wanted, ...]
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
        while wanted < len(self.part) and _asks_nothing(self.part[wanted]) and not self.part[wanted].insertion:
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


def _reading_of(article: Article, spans: Sequence[Span]) -> "_Reading":
    """An article as tokens; of a long one only the part that the spans lie in, with a few words on either side."""
    text = article.text
    first, last = spans[0][0] if spans else 0, spans[-1][1] if spans else 0
    if len(text) < _SHORT or (last - first) * _WORTH_ALL > len(text):
        return _whole(article)
    first, last = text.rfind("\n", 0, max(0, first - _BESIDE)) + 1, text.find("\n", last + _BESIDE)
    return _read(text, marked_in(article), (first, last if last >= 0 else len(text)), article.language)


@per_article
def _whole(article: Article) -> "_Reading":
    text = article.text
    return _read(text, marked_in(article), (0, len(text)), article.language)


def _read(text: str, quotations: Sequence[Quoted], within: Span, language: str | None = "en") -> _Reading:
    """A part of a text as tokens, given the text's quotations."""
    tokens = tuple(tokens_of(text, *within))
    starts = tuple([token.start for token in tokens])
    keys = tuple([token.folded.casefold() for token in tokens])
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    resumes = {
        bisect.bisect_left(starts, before.end): bisect.bisect_left(starts, after.start)
        for before, after in itertools.pairwise(quotations)
        if within[0] <= before.end and after.start <= within[1]
    }
    return _Reading(text, is_english(language), tokens, keys, starts, places, resumes)


def _starts(keys: list[str], wanted: list[str]) -> list[int]:
    """Where a near match may begin: at any of its first words."""
    heads = set(wanted[:3])
    return [place for place, key in enumerate(keys) if key in heads][:_CANDIDATES]


def _overlap(keys: list[str], at: int, wanted: list[str]) -> tuple[float, int]:
    """(share of `wanted` found in order from `at` on, index of the last one found)."""
    upto, found = at, 0
    limit = min(len(keys), at + len(wanted) + 3)
    place = at
    for word in wanted:
        try:
            place = keys.index(word, place, limit)
        except ValueError:
            continue
        upto, found, place = place, found + 1, place + 1
    return found / len(wanted), upto
