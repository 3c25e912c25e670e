"""The names of one article, looked up stretch by stretch."""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.core.article import Article, per_article
from service.core.names import countries, people
from service.core.names.mentions import Capitals, Mention, capitals, mentions_of, plain_keys, read
from service.core.names.parts import (
    Keys,
    Part,
    Verdict,
    goes_without,
    initials,
    is_demonym,
    is_initialled,
    is_short_for,
    pointed_at,
    without_world,
)
from service.core.names.roles import CONNECTORS, ORGANISATION_HEADS, PARTICLES, TITLES
from service.core.names.tokens import Token, loose_lines, tokens_of
from service.core.properties import cached_property

_MOST_SCOPES = 500  # stretches an index remembers: claims cite the same few sentences
_MOST_MATCHES = 1_000  # answers a stretch remembers: several checks ask for the same name
_LONGEST = 8  # words: no name looked up as one is longer


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a name stands in a stretch of an article, in these or in other words.

    same: it does. related: a seat of power for its state, or the other way round (Kremlin, Russia). extended: the
    article has it shorter (Trump) and nobody else of that name. absent: it does not.
    """

    verdict: Verdict
    missing: str = ""  # the part that is not there
    instead: str | None = None  # the like name that is


_SAME = Match("same")


@dataclass(frozen=True)
class Index:
    """An article's words and names. Made once an article by `index`."""

    text: str
    tokens: tuple[Token, ...]
    capitals: Capitals
    mentions: tuple[Mention, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token begins."""
        return tuple(token.start for token in self.tokens)

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The first token of each mention."""
        return tuple(mention.first for mention in self.mentions)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Indexes of the tokens of each folded word."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(self.tokens):
            places[token.key].append(place)
        return dict(places)

    @cached_property
    def entities(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """(token, whom it names) of every country and great organisation, by whatever name."""
        return tuple(self._known(countries.known(), countries.longest_known()))

    @cached_property
    def seats(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """(token, for whom it stands) of every capital, palace or street that stands for a government."""
        return tuple(self._known(countries.seats(), countries.longest_seats()))

    def _known(
        self, names: Mapping[Keys, frozenset[str]], longest: Mapping[str, int]
    ) -> Iterator[tuple[int, frozenset[str]]]:
        upto = 0
        for place, token in self._capitals:
            if place < upto or token.key not in longest:
                continue
            for length in range(longest[token.key], 0, -1):
                entity = names.get(self.keys(place, place + length))
                if entity is not None and self.is_run(place, length):
                    yield place, entity
                    upto = place + length
                    break

    @cached_property
    def _capitals(self) -> tuple[tuple[int, Token], ...]:
        return tuple([(place, token) for place, token in enumerate(self.tokens) if token.capital])

    def keys(self, first: int, last: int) -> Keys:
        """The folded words of a range of tokens."""
        return tuple([token.key for token in self.tokens[first:last]])

    def is_run(self, first: int, length: int) -> bool:
        """Whether that many tokens from `first` on stand side by side, with no stop or comma between."""
        return first + length <= len(self.tokens) and all(
            token.glued for token in self.tokens[first + 1 : first + length]
        )

    def within(self, spans: Sequence[tuple[int, int]]) -> "Scope":
        """The part of the article in these (start, end) spans."""
        asked = tuple(spans)
        scope = self._scopes.get(asked)
        if scope is None:
            if len(self._scopes) >= _MOST_SCOPES:
                self._scopes.clear()
            starts = self.starts
            ranges = tuple((bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)) for start, end in asked)
            scope = self._scopes[asked] = Scope(self, ranges)
        return scope

    @cached_property
    def _scopes(self) -> dict[tuple[tuple[int, int], ...], "Scope"]:
        return {}

    def forget(self) -> None:
        """Let go of the stretches asked for: they know the index that holds them."""
        for kept in ("_scopes", "whole"):
            self.__dict__.pop(kept, None)

    @cached_property
    def whole(self) -> "Scope":
        """The whole article."""
        return Scope(self, ((0, len(self.tokens)),))

    @cached_property
    def people(self) -> frozenset[str]:
        """Surnames of those the article shows to be people."""
        return people.surnames(self.tokens, self.mentions)

    def full_names(self, last: str) -> frozenset[Keys]:
        """Names of two words or more that end in this word, without titles: who bears this surname."""
        return self._by_last.get(last, frozenset())

    @cached_property
    def _first_names(self) -> dict[str, frozenset[str]]:
        """The last words of the full names that begin with each word."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for full in itertools.chain.from_iterable(self._by_last.values()):
            names[full[0]].add(full[-1])
        return {first: frozenset(lasts) for first, lasts in names.items()}

    def is_first_name_of(self, first: str, last: str) -> bool:
        """Whether a word is the first name of somebody of this surname, and of nobody else."""
        return self._first_names.get(first, frozenset()) == {last}

    @cached_property
    def _by_last(self) -> dict[str, frozenset[Keys]]:
        return people.full_names(self.mentions)


@per_article
def index(article: Article) -> Index:
    """The names of an article."""
    return index_of(article.text)


def index_of(text: str) -> Index:
    """The names of any text."""
    tokens = tokens_of(text)
    loose = loose_lines(tokens)
    seen = capitals(tokens, loose)
    return Index(text, tokens, seen, mentions_of(text, tokens, seen, loose))


@dataclass(frozen=True)
class Scope:
    """Stretches of an article, as ranges of its tokens."""

    index: Index
    ranges: tuple[tuple[int, int], ...]

    def has_word(self, key: str) -> bool:
        """Whether a folded word stands here."""
        return self._first(key) is not None

    def has(self, keys: Keys) -> bool:
        """Whether these words stand here side by side."""
        if len(keys) == 1:
            return self.has_word(keys[0])
        return any(
            self.index.keys(place, place + len(keys)) == keys and self.index.is_run(place, len(keys))
            for place in self.places(keys[0])
        )

    def entities(self) -> frozenset[str]:
        """The states and great organisations named here."""
        return self._entities

    def names_a_state(self) -> bool:
        """Whether a state, a great organisation or a seat of power is named here."""
        return bool(self._entities or self._seats)

    @cached_property
    def _entities(self) -> frozenset[str]:
        return self._named(self.index.entities)

    @cached_property
    def _seats(self) -> frozenset[str]:
        return self._named(self.index.seats)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that begin here."""
        index = self.index
        return tuple(
            mention
            for first, last in self.ranges
            for mention in index.mentions[
                bisect.bisect_left(index.firsts, first) : bisect.bisect_left(index.firsts, last)
            ]
        )

    @cached_property
    def _initials(self) -> frozenset[str]:
        found = set()
        tokens = self.index.tokens
        for mention, following in itertools.pairwise((*self.mentions, None)):
            if mention is None:
                continue
            found |= initials(mention.keys)
            if following is not None and following.first == mention.last + 1 and tokens[mention.last].key == "and":
                found |= initials((*mention.keys, "and", *following.keys))  # "Securities and Exchange Commission"
        return frozenset(found)

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        return frozenset(
            token.key
            for first, last in self.ranges
            for token in self.index.tokens[first:last]
            if 2 <= len(token.key) <= 7 and token.written.isupper()
        )

    @cached_property
    def _units(self) -> frozenset[Keys]:
        return frozenset(mention.keys for mention in self.mentions) | frozenset(
            plain_keys(mention.keys) for mention in self.mentions
        )

    def find(self, keys: Keys, written: str) -> Match:
        """Whether a name stands here: as a whole, or as parts that are names or titles of their own.

        Args:
            keys: Its folded words.
            written: The name as a reader sees it.
        """
        asked = (keys, written)
        match = self._matches.get(asked)
        if match is None:
            if len(self._matches) >= _MOST_MATCHES:
                self._matches.clear()
            match = self._matches[asked] = self._find(keys[:24], written)
        return match

    @cached_property
    def _matches(self) -> dict[tuple[Keys, str], Match]:
        return {}

    def _find(self, keys: Keys, written: str) -> Match:
        if 0 < len(keys) <= _LONGEST and self.has(keys):
            return _SAME  # as a whole, as most do
        parts = list(self._cover(keys))
        if all(part.kind == "title" and not self.has(part.keys) for part in parts):
            return Match("absent", written)
        if any(part.verdict == "absent" for part in parts):
            shorter = self._shorter(keys, parts)
            if shorter:
                return Match("extended", written, shorter)
            return Match("absent", pointed_at(parts, written), self._like(keys))
        if any(part.verdict == "related" for part in parts):
            related = next(part for part in parts if part.verdict == "related")
            return Match("related", written, self._relative(related.keys))
        if not self._belong_together(keys, parts):
            return Match("absent", written, self._like(keys))
        return Match("same")

    def _cover(self, keys: Keys) -> list[Part]:
        parts: list[Part] = []
        at = 0
        while at < len(keys):
            for length in range(min(_LONGEST, len(keys) - at), 0, -1):
                verdict, kind = self._unit(keys[at : at + length], keys)
                if verdict != "absent":
                    break
            parts.append(Part(at, keys[at : at + length], verdict, kind))
            at += length
        return parts

    def _unit(self, keys: Keys, name: Keys) -> tuple[Verdict, str]:
        """Whether these words of a name stand here as one: (verdict, "plain", "world", "title")."""
        entities = countries.known().get(keys)
        if self.has(keys):
            if entities is not None:
                return "same", "world"
            return "same", "title" if all(
                key in TITLES or key in self.index.capitals.lower for key in keys
            ) else "plain"
        if entities is not None and entities & self.entities():
            return "same", "world"
        if self._is_acronym_here(keys):
            return "same", "world"
        if len(keys) > 1 and self._is_shortened_here(keys):
            return "same", "plain"
        if entities is None and (self._is_initialled_here(keys) or self._is_on_first_name_terms(keys)):
            return "same", "plain"
        if entities is None and self._is_from_a_place_here(keys):
            return "same", "world"
        if len(keys) == 1 and goes_without(keys[0], name):
            return "same", "title"
        if self._is_related(keys, entities):
            return "related", "world"
        return "absent", "plain"

    def _is_acronym_here(self, keys: Keys) -> bool:
        if len(keys) == 1:
            return 2 <= len(keys[0]) <= 7 and keys[0] in self._initials
        return bool(initials(keys) & self._acronyms)

    def _is_shortened_here(self, keys: Keys) -> bool:
        """Whether the article has the name in full elsewhere, and a part that can only mean it here."""
        if any(is_short_for(keys, unit) for unit in self._units) or self._shares_a_surname(keys):
            return True
        if not self.index.whole.has(keys):
            return False
        if self.has_word(keys[-1]) and not set(keys) & CONNECTORS:
            rivals = {unit for unit in self._units if len(unit) > 1 and unit[-1] == keys[-1]}
            return not any(without_world(unit)[:-1] and not set(unit) & set(keys[:-1]) for unit in rivals)
        return (keys[0],) in self._units and keys[0] not in TITLES and (keys[0],) not in countries.known()

    def _shares_a_surname(self, keys: Keys) -> bool:
        """Whether a first name stands before the surname that follows another's: "Ruth and Karl Adler"."""
        tokens = self.index.tokens
        return len(keys) == 2 and any(
            self.index.keys(place + 1, place + 2) == ("and",)
            and self.index.keys(place + 3, place + 4) == keys[1:]
            and tokens[place + 2].capital
            for place in self.places(keys[0])
        )

    def _is_initialled_here(self, keys: Keys) -> bool:
        """Whether somebody's initials stand here, as before the answers of an interview."""
        return any(
            full[-len(keys) :] == keys and initials(full) & self._acronyms for full in self.index.full_names(keys[-1])
        )

    def _is_on_first_name_terms(self, keys: Keys) -> bool:
        """Whether somebody the article gives a full name stands here by the first name alone."""
        return any(
            full[-len(keys) :] == keys and (full[0],) in self._units and self.index.is_first_name_of(full[0], full[-1])
            for full in self.index.full_names(keys[-1])
        )

    def _is_from_a_place_here(self, keys: Keys) -> bool:
        """Whether a name is another form of a place here: "Texan", "New Yorker", "Catalan" of Catalonia."""
        if len(keys) > 1:
            return any(
                unit[:-1] == keys[:-1] and unit[-1] not in self.index.people and is_demonym(keys[-1], unit[-1])
                for unit in self._units
            )
        return any(
            is_demonym(keys[0], key)
            for unit in self._units
            if len(unit) == 1 or not ORGANISATION_HEADS.isdisjoint(unit)
            for key in unit
            if (key,) not in countries.known() and key not in self.index.people
        )

    def _is_related(self, keys: Keys, entities: frozenset[str] | None) -> bool:
        stands_for = countries.seats().get(keys, frozenset())
        here = self.entities()
        return bool(stands_for & (here | self._seats) or (entities or frozenset()) & self._seats)

    def _relative(self, keys: Keys) -> str | None:
        """What stands here for a seat of power, or for the state it stands for."""
        meant = countries.seats().get(keys, frozenset()) | countries.known().get(keys, frozenset())
        for place, entities in (*self.index.entities, *self.index.seats):
            if entities & meant and self._holds(place):
                return next((mention.text for mention in self.mentions if mention.first <= place < mention.last), None)
        return None

    def _belong_together(self, keys: Keys, parts: list[Part]) -> bool:
        """Whether neighbouring parts may be one name: "Vladimir Zelenskyy" is not, though both words stand here."""
        for before, after in itertools.pairwise(parts):
            if before.kind == after.kind == "plain" and not (
                before.keys in self._units or set(keys) & ORGANISATION_HEADS
            ):
                return False
        return True

    def _shorter(self, keys: Keys, parts: list[Part]) -> str | None:
        """The surname alone, where it is all the article has and the rest is added."""
        initialled = next(
            (
                mention
                for mention in self.mentions
                if all(len(key) == 1 for key in mention.keys[:-1])
                and is_initialled((mention.keys[0][0], mention.keys[-1]), keys)
            ),
            None,
        )
        if initialled is not None:
            return initialled.text
        last = parts[-1]
        added = [part for part in parts[:-1] if part.verdict == "absent"]
        if last.verdict == "absent" or last.kind != "plain" or len(last.keys) != 1 or not 1 <= len(added) <= 2:
            return None
        if any(part.keys[0] in self.index.places or part.keys in countries.known() for part in added):
            return None
        if set(keys) & (ORGANISATION_HEADS | CONNECTORS) or self.index.full_names(last.keys[0]):
            return None
        return next((mention.text for mention in self.mentions if last.keys[0] in mention.keys), None)

    def _like(self, keys: Keys) -> str | None:
        """The name here that shares a word with one that is absent."""
        telling = {key for key in keys if key not in TITLES and key not in CONNECTORS and key not in PARTICLES}
        best = max(self.mentions, key=lambda mention: len(telling & set(mention.keys)), default=None)
        return best.text if best is not None and telling & set(best.keys) else None

    def places(self, key: str) -> list[int]:
        """Indexes of the article's tokens that are this folded word, as far as they stand here."""
        places = self.index.places.get(key, [])
        return [
            place
            for first, last in self.ranges
            for place in places[bisect.bisect_left(places, first) : bisect.bisect_left(places, last)]
        ]

    def _first(self, key: str) -> int | None:
        places = self.index.places.get(key)
        if places is None:
            return None
        for first, last in self.ranges:
            at = bisect.bisect_left(places, first)
            if at < len(places) and places[at] < last:
                return places[at]
        return None

    def _holds(self, place: int) -> bool:
        return any(first <= place < last for first, last in self.ranges)

    def _named(self, known: tuple[tuple[int, frozenset[str]], ...]) -> frozenset[str]:
        return frozenset(
            entity
            for first, last in self.ranges
            for _, entities in known[
                bisect.bisect_left(known, first, key=_place) : bisect.bisect_left(known, last, key=_place)
            ]
            for entity in entities
        )


def _place(known: tuple[int, frozenset[str]]) -> int:
    return known[0]


def names_in(text: str, article: Index) -> tuple[Mention, ...]:
    """The names a text about an article mentions; the article's capitals tell names from first words."""
    return read(text, article.capitals)


def names_among(text: str, tokens: tuple[Token, ...], article: Index) -> tuple[Mention, ...]:
    """What `names_in` finds, of a text that is already split into tokens."""
    return mentions_of(text, tokens, article.capitals, loose_lines(tokens))
