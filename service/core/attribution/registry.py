"""Who is who: every name and every noun for somebody, gathered into parties."""

from service.core.attribution import places
from service.core.attribution.bearers import Bearers, is_no_name
from service.core.attribution.bodies import learn_noun, plies_trade
from service.core.attribution.coreference import coreferent
from service.core.attribution.entities import Cast
from service.core.attribution.epithets import is_trait
from service.core.attribution.merging import merged
from service.core.attribution.naming import kind_of_noun, names_of, takes_name, words_of
from service.core.attribution.nominals import Nominals
from service.core.attribution.owners import Owners
from service.core.attribution.people import is_nobody, is_role
from service.core.attribution.phrases import Phrase
from service.core.attribution.portraits import Portraits
from service.core.attribution.reading import Gender, Party
from service.core.attribution.roles import is_spokes
from service.core.attribution.tokens import Line
from service.core.draft import Kind


class Registry:
    """Parties as they are found. Names come first, from the whole article; nouns are added as they speak."""

    def __init__(self, lines: tuple[Line, ...], quoted: tuple[Line, ...] = ()) -> None:
        self.cast = Cast()
        self.entities = self.cast.entities
        self.by_line = self.cast.by_line
        self.bearers = Bearers(self.cast)
        self.nominals = Nominals(self.cast, self._of_document)
        inside = {token.lower for line in lines for token in line.tokens[1:] if token.is_name}
        opening_only = frozenset({line.lower(0) for line in lines} - inside)
        self._portraits = Portraits(self.cast, self.bearers, Owners(self.cast, lines), opening_only)
        found = [(phrase, True) for line in lines for phrase in names_of(line)]
        found += [(phrase, False) for line in quoted for phrase in names_of(line)]
        # The longest forms first, so that a last name finds its full name wherever it stands.
        called = [phrase.name for phrase, _ in found]
        for at in sorted(range(len(found)), key=lambda at: -len(called[at])):
            self.bearers.admit(found[at][0], called[at])
        for (phrase, aloud), name in zip(found, called, strict=True):
            index = self.bearers.of(phrase, name)
            if index is not None:
                self._portraits.note(index, phrase, name, aloud=aloud)
        for line in lines:
            learn_noun(line, self.entities, self.by_line)

    def named(self, phrase: Phrase) -> int | None:
        """The party a named phrase means, if its name is one's."""
        return self.bearers.of(phrase, phrase.name)

    def resolve(self, phrase: Phrase, *, strict: bool, owner: int | None = None, cited: bool = False) -> int | None:
        """The party a source phrase means, made if it is new; None where it is nobody.

        Args:
            phrase: The noun phrase with its appositives.
            strict: Whether the noun itself must say that it is somebody, as for verbs that things can do too.
            owner: Whom the "his" of "his lawyer" means.
            cited: Whether "according to" makes any noun a source.
        """
        phrase = _one_of(phrase)
        index = coreferent(self.cast, phrase) if phrase.is_named and is_trait(phrase) else None
        if index is None:
            index = self._known(phrase, strict=strict)
        if index is not None:
            if owner is not None and owner != index and is_spokes(phrase.head):
                self.entities[index].represents = self.entities[owner].name  # "his lawyer, Ana Duarte"
            self._portraits.describe(index, phrase)
            self.entities[index].speaks = True
            return index
        if not phrase.is_named:
            for candidate in phrase.appositives:
                if candidate.is_named and len(candidate.name) > 1 and self._is_name_of(candidate, phrase):
                    return self._new_name_of(candidate, phrase)
        if phrase.is_named and len(phrase.name) == 1 and _is_people(phrase.name[0].text):
            return self.nominals.add(phrase)
        if phrase.is_named:
            nobody = strict or is_nobody(phrase.head) or is_no_name(words_of(phrase.name))
            return None if nobody else self._new_name(phrase)
        return self.nominals.find(phrase, strict=strict, owner=owner, cited=cited)

    def is_person(self, index: int) -> bool:
        """Whether the article shows a name to be a person's."""
        entity = self.entities[index]
        return entity.kind == "person" or (entity.kind == "other" and (entity.evidence > 0 or entity.speaks))

    def note_gender(self, index: int, gender: Gender) -> None:
        """Learn a party's gender from a pronoun that means it."""
        entity = self.entities[index]
        if entity.kind in {"person", "other"} and entity.gender is None:
            entity.gender = gender

    def parties(self) -> tuple[tuple[Party, ...], dict[int, int]]:
        """The parties in order of first mention, and where each entity went."""
        return merged(self.cast)

    def _of_document(self, author: Phrase) -> int | None:
        """Whoever wrote something: a name that says so is somebody's."""
        return self.resolve(author, strict=not author.is_named)

    def _known(self, phrase: Phrase, *, strict: bool) -> int | None:
        """The party that a phrase or what explains it calls by a name."""
        for candidate in (phrase, *phrase.appositives):
            if not candidate.is_named:
                continue
            own = candidate is phrase or self._is_name_of(candidate, phrase)
            if not own and not self._is_group_called(phrase, candidate):
                continue
            index = self.named(candidate)
            if index is not None and candidate is not phrase and self.entities[index].kind == "other":
                kind = self._kind_by(phrase, index)
                self.entities[index].kind = kind if kind in {"organisation", "government"} else "other"
            if index is not None and not (strict and self._is_thing(index)):
                return index
        return None

    def _new_name(self, phrase: Phrase) -> int | None:
        index = self.bearers.add(phrase)
        if index is not None:
            self._portraits.note(index, phrase, phrase.name)
            self.entities[index].speaks = True
        return index

    def _new_name_of(self, name: Phrase, noun: Phrase) -> int | None:
        """A party first named here, after a noun for it."""
        index = self._new_name(name)
        if index is not None and self.entities[index].kind == "other":
            self.entities[index].kind = self._kind_by(noun, index)
        return index

    def _kind_by(self, noun: Phrase, index: int) -> Kind:
        """What a noun beside its name tells a party to be."""
        return "person" if plies_trade(noun, self.entities[index].words) else kind_of_noun(noun.head)

    def _is_name_of(self, name: Phrase, noun: Phrase) -> bool:
        """Whether a name between commas after a noun phrase is that noun's.

        In "a spokesman for the mayor, Ana Duarte, said" it is the spokesman's, unless the article calls her mayor.
        """
        if takes_name(noun) or not is_spokes(noun.head):
            return takes_name(noun)
        index = self.named(name)
        office = noun.line.lower(noun.end)
        return index is None or office not in self.entities[index].offices

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


def _one_of(phrase: Phrase) -> Phrase:
    """Who it is among several, where that is told: "one of the people, a strategist"."""
    line = phrase.line
    one = (line.lower(phrase.first - 2), line.lower(phrase.first - 1)) == ("one", "of")
    return phrase.appositives[0] if one and phrase.appositives else phrase


def _is_people(name: str) -> bool:
    """Whether a name alone is that of many: "Republicans", "Ukrainians"."""
    return places.is_adjective(name) and name.endswith("s")
