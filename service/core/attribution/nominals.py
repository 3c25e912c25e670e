"""Parties that are called by a noun alone: "officials", "his lawyer"."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.core.attribution.bodies import speaks_for
from service.core.attribution.coreference import coreferent
from service.core.attribution.documents import Documents, is_document, is_record
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.epithets import by_description
from service.core.attribution.heads import QUANTIFIERS
from service.core.attribution.naming import as_inside, kind_of_noun
from service.core.attribution.people import can_speak, is_group, is_nobody, is_organisation, is_role
from service.core.attribution.phrases import Phrase
from service.core.attribution.roles import is_spokes, role_of
from service.core.attribution.tokens import DETERMINERS, POSSESSIVES, Line

# Nouns for bodies that nobody speaks for: what a conference agrees its members do.
_NO_BODIES = frozenset({"conference", "tv", "television"})
_LEAD = 3  # sentences in which somebody may be brought in who is named later
_ANYBODY = frozenset({"people", "folks"})  # said of nobody in particular, where nothing else tells who
_ANYONE = frozenset("man woman boy girl guy person suspect victim".split())
_ORDINALS = frozenset("second third fourth fifth".split())
_NEAR = 4  # sentences between "one aide said" and "another said"
_POINTING = POSSESSIVES | {"the", "a", "an", "this", "that", "these", "those"}


@dataclass(slots=True)
class Nominals:
    """Finds and adds the parties of an article that nouns name."""

    cast: Cast
    resolve: Callable[[Phrase], int | None]  # of any phrase, named or not
    documents: Documents = field(init=False)

    def __post_init__(self) -> None:
        self.documents = Documents(self.cast, self.resolve)

    def find(self, phrase: Phrase, *, strict: bool, owner: int | None, cited: bool = False) -> int | None:
        """The party a noun phrase without a name means, made if it is new; see `Registry.resolve`."""
        head, determiner = phrase.head, phrase.words[0].lower
        if is_document(head) or (not strict and is_record(head)):
            author = self.documents.meant(phrase, owner)
            return self.documents.cited(phrase) if author is None and cited else author
        if head in _ORDINALS and determiner == "a" and len(phrase.words) == 2:  # "a third said"
            return self.one_more(phrase.line)
        if _is_nobody(phrase, strict=strict):
            return self.documents.cited(phrase) if cited else None
        known = can_speak(head)
        if determiner == "another":
            return self.add(phrase) if known else None
        if determiner in POSSESSIVES:
            same = coreferent(self.cast, phrase) if determiner in {"its", "their"} else None
            if same is not None and is_role(head) and not self._serves(same, owner):
                same = None  # "its president" is not the president named last
            if same is not None or not known:
                return same
            nameless_body = owner is not None and not self.cast.entities[owner].is_named and is_organisation(head)
            # "The captain … his union": a union, not "captain of a ferry's union".
            return self.add(phrase) if owner is None or nameless_body else self._relation(phrase, owner)
        same = coreferent(self.cast, phrase)
        if same is None and (not known or phrase.line.lower(phrase.last + 1) == "of"):  # "the father of two"
            same = by_description(self.cast, phrase)
        if same is not None:
            self.cast.entities[same].speaks = True
            self._mention(same, phrase)
            return same
        return self.add(phrase)

    def one_more(self, line: Line) -> int | None:
        """Who "another" or "a third" is after "one aide said": somebody else of the same sort."""
        number = line.sentence.number
        for back in range(number - 1, max(0, number - _NEAR - 1), -1):
            for index in reversed(self.cast.spoken.get(back, ())):
                noun = self.cast.entities[index].noun
                if noun is not None and noun not in QUANTIFIERS:
                    return self.another(noun[:-1] if is_role(noun[:-1]) else noun, line)
        return None

    def another(self, noun: str, line: Line) -> int:
        """The party that "another" names after somebody who is called by a noun."""
        words = ("another", noun)
        index = self.cast.by_words.get(words)
        if index is None:
            kind = "person" if noun == "person" else kind_of_noun(noun)
            entity = Entity(f"another {noun}", words, kind, is_named=False, noun=noun, speaks=True)
            entity.is_document = is_document(noun)
            index = self.cast.by_words[words] = self.cast.add(entity)
        self.cast.mention(index, line.span(0, 0))
        self.cast.entities[index].sentences.add(line.sentence.number)
        return index

    def _serves(self, index: int, owner: int | None) -> bool:
        """Whether a person may be the officer of a body, as far as is known whom he represents."""
        represents = self.cast.entities[index].represents
        return owner is None or represents is None or represents == self.cast.entities[owner].name

    def _spouse(self, head: str, owner: int) -> int | None:
        """Whom "his wife" means where he was brought in as "her husband, Stan": whoever was named before him."""
        whose = self.cast.entities[owner]
        if head not in {"wife", "husband"} or not whose.mentions:
            return None
        other = "female" if head == "wife" else "male"
        if len(whose.words) == 1 and not whose.is_spouse:  # "Mr. Novak", of whom no more is told than that
            named = [at for at in self.cast.by_word.get(whose.words[-1], ()) if self.cast.entities[at].gender == other]
            return named[0] if len(named) == 1 else None
        if not whose.is_spouse:
            return None
        return self.cast.nearest(
            min(whose.mentions)[0],
            lambda entity: entity is not whose and entity.kind == "person" and entity.gender in {None, other},
        )

    def _relation(self, phrase: Phrase, owner: int) -> int:
        """The party that "his lawyer" names: somebody's, and no party to itself without a name of its own."""
        whose = self.cast.entities[owner]
        if (spouse := self._spouse(phrase.head, owner)) is not None:
            return spouse
        tokens = phrase.line.tokens[phrase.first + 1 : phrase.last + 1]
        words = (*whose.words, "’s", *(token.lower for token in tokens))
        existing = self.cast.by_words.get(words)
        if existing is None:
            name = f"{whose.name}’s {phrase.line.text[tokens[0].start : tokens[-1].start + len(tokens[-1].text)]}"
            entity = Entity(name, words, kind_of_noun(phrase.head), is_named=False)
            entity.plural = is_group(phrase.head) and not is_role(phrase.head)
            entity.gender = gender_of({token.lower for token in tokens})
            entity.represents = whose.name
            existing = self.cast.by_words[words] = self.cast.add(entity)
            self.cast.by_words.setdefault((phrase.head,), existing)
        self.cast.entities[existing].speaks = True
        self._mention(existing, phrase)
        return existing

    def add(self, phrase: Phrase) -> int:
        """The party a noun names that no other party is called by; the same noun is the same party."""
        tokens = phrase.line.tokens[phrase.first : phrase.end + 1]
        if tokens[0].lower in _POINTING and len(tokens) > 1 and phrase.head != "those":
            tokens = tokens[1:]
        words = tuple(token.lower for token in tokens)
        firm = (
            speaks_for(phrase, self.cast.entities, self.cast.by_line)
            if len(words) == 1 and is_spokes(words[0])
            else None
        )
        if firm is not None:
            words = (*firm.words, *words)
        existing = self.cast.by_words.get(words)
        if existing is not None:
            self.cast.entities[existing].speaks = True
            self._mention(existing, phrase)
            return existing
        head = phrase.head
        while len(tokens) > 1 and tokens[0].lower.endswith("ed") and not tokens[0].is_name and not is_role(head):
            tokens = tokens[1:]  # "a divided appeals court" is an appeals court
        name = phrase.line.text[tokens[0].start : tokens[-1].start + len(tokens[-1].text)]
        called = f"{firm.name} {name.lower()}" if firm is not None else as_inside(name, tokens[0])
        kind = "group" if phrase.is_named else "person" if head == "person" else kind_of_noun(head)
        entity = Entity(called, words, kind, is_named=False)
        entity.plural = phrase.is_named or (is_group(head) and not is_role(head))
        entity.gender = gender_of(set(words))
        entity.represents = firm.name if firm is not None else role_of(phrase)[1]
        entity.speaks = True
        entity.noun = head
        brings_in = phrase.words[0].lower in {"a", "an"} or phrase.words[0].possessive  # "Britain's biggest union"
        if brings_in and phrase.line.sentence.number <= _LEAD and firm is None:
            entity.introduced = head
        index = self.cast.by_words[words] = self.cast.add(entity)
        self._mention(index, phrase)
        return index

    def _mention(self, index: int, phrase: Phrase) -> None:
        self.cast.mention(index, phrase.span)
        self.cast.entities[index].sentences.add(phrase.line.sentence.number)
        places_in_line = self.cast.by_line.setdefault(phrase.line.sentence.number, [])
        if (phrase.last, index) not in places_in_line:
            places_in_line.append((phrase.last, index))


def _is_nobody(phrase: Phrase, *, strict: bool) -> bool:
    """Whether a noun phrase names nobody: a thing, "no minister", "people", nouns that could be anything."""
    head, opening = phrase.head, phrase.words[0]
    if (head in _ANYBODY and len(phrase.words) == 1 and phrase.end == phrase.last) or (
        strict and head in _ANYONE and (phrase.end == phrase.last or opening.lower == "the")
    ):
        return True  # "people say"; "the man who attacked her" takes no stand
    if is_nobody(head) or is_nobody(head.removesuffix("s")) or head in _NO_BODIES or head.isdigit():
        return True
    if opening.lower in {"no", "each", "every"}:
        return True
    if can_speak(head):
        return False
    bare_plural = head.endswith("s") and not head.endswith("ss") and not opening.is_name
    return strict or (opening.lower not in DETERMINERS and not bare_plural)
