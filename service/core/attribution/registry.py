"""Who is who: every name and every noun for somebody, gathered into parties."""

from service.core.attribution import places
from service.core.attribution.bodies import LOCAL, learn_noun
from service.core.attribution.coreference import coreferent, is_generic_body, is_trait
from service.core.attribution.cues import CUES
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.evidence import weigh
from service.core.attribution.naming import (
    NAME_BODIES,
    gender_of_name,
    kind_of_name,
    kind_of_noun,
    names_of,
    stretch,
    takes_name,
    words_of,
)
from service.core.attribution.nominals import Nominals
from service.core.attribution.people import (
    KIN,
    is_nobody,
    is_organisation,
    is_role,
)
from service.core.attribution.phrases import Phrase, appositives_after
from service.core.attribution.reading import Gender, Party
from service.core.attribution.roles import is_spokes, offices_of, role_of, written
from service.core.attribution.seats import seat_of
from service.core.attribution.tokens import Line, Token

_HONOURED = frozenset("king queen prince princess pope lord lady sir dame baroness baron saint".split())
_NOT_A_NAME = frozenset(
    "war day conference cup act treaty agreement deal summit crisis street road avenue avenue square park bridge river "
    "lake mount mountain mountains sea ocean island islands county airport station hall tower building stadium valley "
    "prize award festival championship championships games olympics constitution bible plan peninsula "
    "assets tv cctv gdp dna ai ceo cfo id".split()
)

_NAMED_WITHIN = 8  # sentences after somebody was brought in without a name
_BELONGING = frozenset("of to with for by from about against like".split())


def _is_no_name(words: tuple[str, ...]) -> bool:
    """Whether a row of capitals names no party: "Thames Bridge"; "Sue Day" does."""
    return words[-1] in _NOT_A_NAME and not (len(words) == 2 and gender_of_name(words) is not None)


def _is_people(name: str) -> bool:
    """Whether a name alone is that of many: "Republicans", "Ukrainians"."""
    return places.is_adjective(name) and name.endswith("s")


class Registry:
    """Parties as they are found. Names come first, from the whole article; nouns are added as they speak."""

    def __init__(self, lines: tuple[Line, ...], quoted: tuple[Line, ...] = ()) -> None:
        self.cast = Cast()
        self.entities = self.cast.entities
        self._by_surname: dict[str, list[int]] = {}
        self._by_country: dict[str, int] = {}
        self.by_line = self.cast.by_line
        self.nominals = Nominals(self.cast, self._of_document)
        inside = {token.lower for line in lines for token in line.tokens[1:] if token.is_name}
        self._opening_only = {line.lower(0) for line in lines} - inside
        found = [(phrase, True) for line in lines for phrase in names_of(line)]
        found += [(phrase, False) for line in quoted for phrase in names_of(line)]
        # The longest forms first, so that a last name finds its full name wherever it stands.
        called = [phrase.name for phrase, _ in found]
        for at in sorted(range(len(found)), key=lambda at: -len(called[at])):
            self._admit(found[at][0], called[at])
        for (phrase, aloud), name in zip(found, called, strict=True):
            entity = self._named(phrase, name)
            if entity is not None:
                self._note(entity, phrase, name, aloud=aloud)
        for line in lines:
            learn_noun(line, self.entities, self.by_line)

    def named(self, phrase: Phrase) -> int | None:
        """The party a named phrase means, if its name is one's."""
        return self._named(phrase, phrase.name)

    def _named(self, phrase: Phrase, name: tuple[Token, ...]) -> int | None:
        if not name:
            return None
        titles = phrase.before_name
        titled = gender_of({token.lower.rstrip(".") for token in titles}) if titles else None
        return self._lookup(words_of(name), phrase.line.sentence.start, titled)

    def resolve(self, phrase: Phrase, *, strict: bool, owner: int | None = None) -> int | None:
        """The party a source phrase means, made if it is new; None where it is nobody.

        Args:
            phrase: The noun phrase with its appositives.
            strict: Whether the noun itself must say that it is somebody, as for verbs that things can do too.
            owner: Whom the "his" of "his lawyer" means.
        """
        if phrase.appositives and (phrase.line.lower(phrase.first - 2), phrase.line.lower(phrase.first - 1)) == (
            "one",
            "of",
        ):
            phrase = phrase.appositives[0]  # "one of the people, a strategist"
        index = coreferent(self.cast, phrase) if phrase.is_named and is_trait(phrase) else None
        if index is None:
            index = self._known(phrase, strict=strict)
        if index is not None:
            if owner is not None and owner != index and is_spokes(phrase.head):
                self.entities[index].represents = self.entities[owner].name  # "his lawyer, Ana Duarte"
            self._describe(index, phrase)
            self.entities[index].speaks = True
            return index
        if not phrase.is_named and takes_name(phrase):
            for candidate in phrase.appositives:
                if candidate.is_named and len(candidate.name) > 1:
                    return self._new_name_of(candidate, phrase)
        if phrase.is_named and len(phrase.name) == 1 and _is_people(phrase.name[0].text):
            return self.nominals.add(phrase)
        if phrase.is_named:
            return (
                None
                if strict or is_nobody(phrase.head) or _is_no_name(words_of(phrase.name))
                else self._new_name(phrase)
            )
        return self.nominals.find(phrase, strict=strict, owner=owner)

    def _of_document(self, author: Phrase) -> int | None:
        """Whoever wrote something: a name that says so is somebody's."""
        return self.resolve(author, strict=not author.is_named)

    def _known(self, phrase: Phrase, *, strict: bool) -> int | None:
        """The party that a phrase or what explains it calls by a name."""
        for candidate in (phrase, *phrase.appositives):
            if not candidate.is_named:
                continue
            if candidate is not phrase and not takes_name(phrase) and not self._is_group_called(phrase, candidate):
                continue
            index = self.named(candidate)
            if index is not None and candidate is not phrase and self.entities[index].kind == "other":
                kind = kind_of_noun(phrase.head)
                self.entities[index].kind = kind if kind in {"organisation", "government"} else "other"
            if index is not None and not (strict and self._is_thing(index)):
                return index
        return None

    def _new_name_of(self, name: Phrase, noun: Phrase) -> int | None:
        """A party first named here, after a noun for it."""
        index = self._new_name(name)
        if index is not None and self.entities[index].kind == "other":
            self.entities[index].kind = kind_of_noun(noun.head)
        return index

    def is_person(self, index: int) -> bool:
        """Whether the article shows a name to be a person's."""
        entity = self.entities[index]
        return entity.kind == "person" or (entity.kind == "other" and (entity.evidence > 0 or entity.speaks))

    def _is_group_called(self, phrase: Phrase, name: Phrase) -> bool:
        """Whether a name after "the organisers," is that of a group rather than of one of them."""
        index = self.named(name)
        if index is None or phrase.words[0].lower != "the" or phrase.end != phrase.last or is_role(phrase.head):
            return False
        entity = self.entities[index]
        return entity.kind in {"organisation", "group"} or (entity.kind == "other" and entity.evidence <= 0)

    def _is_thing(self, index: int) -> bool:
        entity = self.entities[index]
        plain = entity.kind == "other" and entity.evidence <= 0 and len(entity.words) == 1
        return plain and not entity.speaks_first

    def by_initials(self, letters: str) -> int | None:
        """Whom a transcript means by initials: the one person of the article who has them."""
        found = [
            index
            for index in self.cast.by_initials.get(letters.lower(), ())
            if self.entities[index].kind in {"person", "other"}
        ]
        return found[0] if len(found) == 1 and len(letters) > 1 else None

    def is_unique(self, phrase: Phrase) -> bool:
        """Whether nobody else of the article bears the name, or a last or first name it consists of."""
        words = words_of(phrase.name)
        bearers = {*self._by_surname.get(" ".join(words), ()), *self._by_surname.get("first " + words[-1], ())}
        return words in self.cast.by_words or len(bearers) <= 1

    def note_gender(self, index: int, gender: Gender) -> None:
        """Learn a party's gender from a pronoun that means it."""
        entity = self.entities[index]
        if entity.kind in {"person", "other"} and entity.gender is None:
            entity.gender = gender

    def parties(self) -> tuple[tuple[Party, ...], dict[int, int]]:
        """The parties in order of first mention, and where each entity went.

        Left out: names that nothing shows to be somebody.
        """
        kept = [
            index
            for index, entity in enumerate(self.entities)
            if entity.mentions and (entity.speaks or (entity.kind not in {"person", "other"} or entity.evidence > 0))
        ]
        meant = {index: named for index in kept if (named := self._named_later(index)) in kept}
        for index, named in meant.items():
            self._merge(index, named)
        kept = sorted((at for at in kept if at not in meant), key=lambda index: min(self.entities[index].mentions))
        place = {index: number for number, index in enumerate(kept)}
        place |= {index: place[named] for index, named in meant.items()}
        parties = tuple(self._party(place[index], self.entities[index]) for index in kept)
        return parties, place

    def _named_later(self, index: int) -> int | None:
        """The body brought in without a name, "a mining company", and named further down: the only one that is one.

        No person: the resident of the lead and a resident named later may be two.
        """
        entity = self.entities[index]
        noun = entity.introduced
        if noun is None:
            return self._named_after(entity)
        first = min(entity.mentions)
        found = [
            at
            for at, other in enumerate(self.entities)
            if other.is_named and other.mentions and noun in other.nouns and min(other.mentions) > first
        ]
        return found[0] if len(found) == 1 else None

    def _named_after(self, entity: Entity) -> int | None:
        """Whom "a top aide" means that "the aide, Ana Duarte," names a little further down, where it is one alone."""
        if entity.is_named or entity.plural or entity.noun is None or not entity.sentences:
            return None
        first = min(entity.sentences)
        found = [
            at
            for at, other in enumerate(self.entities)
            if other.is_named and first < other.after.get(entity.noun, 0) <= first + _NAMED_WITHIN
        ]
        return found[0] if len(found) == 1 else None

    def _merge(self, index: int, into: int) -> None:
        """Make a party one with another."""
        entity, named = self.entities[index], self.entities[into]
        named.mentions |= entity.mentions
        named.sentences |= entity.sentences
        named.forms.setdefault(entity.name)
        named.speaks = True

    def _party(self, number: int, entity: Entity) -> Party:
        personal = entity.evidence > 0 or (entity.speaks and 2 <= len(entity.words) <= 4)
        kind = "person" if entity.kind == "other" and entity.is_named and personal else entity.kind
        return Party(
            index=number,
            name=entity.name,
            aliases=tuple(form for form in entity.forms if form != entity.name),
            documents=tuple(entity.documents),
            kind=kind,
            role=entity.role,
            represents=entity.represents,
            gender=entity.gender,
            plural=entity.plural,
            is_named=entity.is_named,
            mentions=tuple(sorted(entity.mentions)),
            sentences=tuple(sorted(entity.sentences)),
        )

    # Names

    def _admit(self, phrase: Phrase, called: tuple[Token, ...]) -> None:
        words = words_of(called)
        if words in self.cast.by_words:
            return
        name = written(called)
        if not words or (len(words) == 1 and places.is_adjective(name)) or _is_no_name(words):
            return
        existing = self._lookup(words, phrase.line.sentence.start)
        if existing is not None:
            return
        if phrase.first == phrase.last == 0 and phrase.line.lower(1) == ":" and (meant := self.by_initials(words[0])):
            self.cast.by_words[words] = meant
            return
        self._add_name(phrase, words, name)

    def _add_name(self, phrase: Phrase, words: tuple[str, ...], name: str) -> int:
        kind = kind_of_name(phrase, words)
        titles = {token.lower.rstrip(".") for token in phrase.before_name}
        if titles & _HONOURED and len(words) == 1:
            title = next(token.text for token in phrase.before_name if token.lower in _HONOURED)
            name = f"{title} {name}"
        index = self.cast.add(Entity(name, words, kind, is_named=True))
        self.cast.by_words[words] = index
        if kind in {"person", "other"}:
            parts = [part for word in words for part in word.split("-") if part]
            if len(parts) > 2:  # an interview may call its guest by initials
                self.cast.by_words.setdefault(("".join(part[0] for part in parts),), index)
            for at in range(1, len(words)):
                self._by_surname.setdefault(" ".join(words[at:]), []).append(index)
            if len(words) > 1:
                self._by_surname.setdefault("first " + words[0], []).append(index)
                if len(words) > 2:
                    self.cast.by_words.setdefault((words[0], words[-1]), index)
        else:
            initials = "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})
            if len(initials) > 1:
                self.cast.by_words.setdefault((initials,), index)
            while (
                len(words) > 1
                and (is_organisation(words[-1]) or words[-1] in NAME_BODIES)
                and not (len(words) == 2 and words[-1] in LOCAL)
            ):
                words = words[:-1]
            if kind == "organisation" and phrase.head in NAME_BODIES:
                self._by_surname.setdefault(phrase.head, []).append(index)
            if not (len(words) == 1 and places.country_of(words[0])):
                self.cast.by_words.setdefault(words, index)
        country = places.country_of(name)
        if country:
            self._by_country.setdefault(country, index)
        return index

    def _new_name(self, phrase: Phrase) -> int | None:
        words = words_of(phrase.name)
        if not words or _is_no_name(words) or (len(words) == 1 and places.is_adjective(written(phrase.name))):
            return None
        index = self._add_name(phrase, words, written(phrase.name))
        self._note(index, phrase, phrase.name)
        self.entities[index].speaks = True
        return index

    def _lookup(self, words: tuple[str, ...], before: int, gender: Gender | None = None) -> int | None:
        if len(words) == 1 and places.is_adjective(words[0]):
            return None
        if words in self.cast.by_words:
            return self.cast.by_words[words]
        joined = " ".join(words)
        country = places.country_of(joined)
        if country and not places.is_adjective(joined):
            return self._by_country.get(country)
        candidates = self._by_surname.get(joined) or (
            self._by_surname.get("first " + joined) if len(words) == 1 else None
        )
        if not candidates:
            return None
        if gender is not None:  # "Mrs. Rao" of a mother and a son
            fitting = [index for index in candidates if self._gender(index) in {None, gender}]
            candidates = [index for index in fitting if self._gender(index) == gender] or fitting or candidates
        if len(candidates) == 1:
            return candidates[0]
        # Two of one name: the one mentioned last before this sentence ends, else the first.
        return max(
            candidates,
            key=lambda index: self._last_before(index, before),
        )

    def _gender(self, index: int) -> Gender | None:
        entity = self.entities[index]
        return entity.gender or gender_of_name(entity.words)

    def _last_before(self, index: int, offset: int) -> tuple[int, int]:
        entity = self.entities[index]
        own, last = entity.last_of_its_own(offset), entity.last_before(offset)
        return (-1 if own is None else own), (-1 if last is None else last)

    def _note(self, index: int, phrase: Phrase, name: tuple[Token, ...], *, aloud: bool = True) -> None:
        """Take down one mention of a name and what stands round it; one in a quotation is no pronoun's antecedent."""
        entity = self.entities[index]
        first = phrase.line.tokens[phrase.name_first if phrase.name_first is not None else phrase.last]
        last = phrase.line.tokens[phrase.last]
        self.cast.mention(index, (first.start, first.start + len(stretch(phrase.line, first, last))))
        if phrase.line.lower(phrase.first - 1) in _BELONGING or last.end - last.start != len(last.text):
            entity.aside.add(first.start)
        entity.forms.setdefault(written(name))
        number = phrase.line.sentence.number
        following = phrase.line.lower(phrase.last + 1)
        named = phrase.line.tokens[phrase.last]
        adjunct = named.end - named.start == len(named.text)  # no possessive ending, even one that was set aside
        if is_role(following) and adjunct:
            return  # "Latin America economist": the name is a word about somebody else
        if (
            following in {"party", "group", "company", "union", "club"}
            and adjunct
            and entity.kind in {"other", "person"}
        ):
            entity.kind, entity.role = "organisation", None
        if aloud:
            self.by_line.setdefault(number, []).append((phrase.last, index))
        entity.sentences.add(number)
        if entity.kind in {"person", "other"}:
            entity.offices |= seat_of(phrase)
        self._describe(index, appositives_after(phrase))
        weigh(entity, phrase)
        cue = CUES.get(following)
        entity.speaks_first |= phrase.first == 0 and cue is not None and cue.form == "finite"
        if phrase.before_name and is_generic_body(phrase.before_name[-1].lower):
            entity.nouns.add(phrase.before_name[-1].lower)

    def _describe(self, index: int, phrase: Phrase) -> None:
        """Learn role, gender and who is represented from a phrase with its appositives."""
        entity = self.entities[index]
        parts = (phrase, *phrase.appositives)
        bodies = {part.head for part in parts if not part.is_named and is_generic_body(part.head)}
        if bodies and entity.kind == "other" and entity.evidence <= 0:
            entity.kind = "organisation"  # "Northgate Mutual, its insurer, …"
        if entity.kind not in {"person", "other"}:
            entity.nouns |= bodies
            return
        for part in (phrase, *phrase.appositives):
            if part is phrase or not part.is_named or self.named(part) == index:
                entity.offices |= offices_of(part)
            role, represents = role_of(part)
            if role is None:
                continue
            if part.is_named and part.name != phrase.name and self.named(part) != index:
                continue
            represents = self._represented(represents, part)
            entity.kind = "person"
            entity.evidence += 1
            entity.gender = entity.gender or gender_of(set(role.lower().split()))
            better = entity.role is not None and len(entity.role) < len(role) and entity.represents is None
            if entity.role is None or (better and part.head not in KIN):
                entity.role, entity.represents = role, represents or entity.represents
            elif entity.represents is None:
                entity.represents = represents

    def _represented(self, name: str | None, phrase: Phrase) -> str | None:
        """Whom an office is held for, if that is somebody: a capital at the beginning of a sentence may be no name."""
        if name is None or " " in name or places.country_of(name):
            return name
        word = name.lower()
        if word.endswith(("ative", "crat", "cratic", "ican", "ist", "alist", "ional")):
            return None  # "Conservative critic", "Democratic senator": of a side, not for a body
        opening = phrase.words[0]
        if phrase.first == 0 and opening.lower == word and not opening.possessive and word in self._opening_only:
            return None
        return name
