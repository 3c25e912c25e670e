"""Whom a pronoun means: the nearest party that fits, those who spoke before those who were only named."""

import re
from dataclasses import dataclass, field

from service.core.attribution.asides import is_noun_row
from service.core.attribution.openings import somebody_from
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.attribution.phrases import phrase_ending_at, phrase_starting_at
from service.core.attribution.reading import Gender, Reference
from service.core.attribution.registry import Registry
from service.core.attribution.tokens import PREPOSITIONS, Line

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*?(?=\W|_|$)")
_FAR = 3  # sentences after which a pronoun must have nobody else it could mean
_LOOK_BACK = 4  # sentences a pronoun may reach back, those apart that only go on with a quotation
_FARTHEST = 12  # with those


_FEMALE = frozenset({"she", "her", "hers", "herself"})
_MALE = frozenset({"he", "him", "his", "himself"})
_GENDERED = _FEMALE | _MALE
# Who has no name and only asks: the answer is another's.
_ASKERS = frozenset("reporter journalist interviewer host moderator anchor questioner".split())
_MEMBERS = frozenset("democrats republicans tories greens liberals conservatives".split())  # "they" of House Democrats
_SUBORDINATING = frozenset("when after as while although though if because asked before since".split())
_DASHES = frozenset({"-", "–", "—"})
_SUBJECT_REACH = 6  # tokens among which a sentence's subject stands
_PLACING = frozenset("in at near across outside from".split())  # before a name that is a place's
# Whose something is, as who it would be.
_NOMINATIVE = {"his": "he", "her": "she", "their": "they", "them": "they", "one": "they", "its": "it", "my": "i"}


@dataclass(slots=True)
class Antecedents:
    """Who was named and who spoke so far, in the order a reader meets them."""

    lines: tuple[Line, ...]
    registry: Registry
    references: dict[int, Reference] = field(default_factory=dict)  # by the sentence that opens with a pronoun
    unknown: set[int] = field(default_factory=set)  # sentences about "the firm", of which nobody can tell which it is
    labels: dict[int, int] = field(default_factory=dict)  # paragraph -> who speaks it, in a transcript or a speech

    def meant(self, line: Line, index: int, beside: int | None = None) -> tuple[int | None, bool]:
        """Whom a pronoun means: the nearest who fits, those who spoke before those who were only named.

        Sure where nobody else nearby fits. Never somebody `beside` him, who was just answered.
        """
        word = _NOMINATIVE.get(line.lower(index), line.lower(index))
        number = line.sentence.number
        if word == "i" and (speaker := self.labels.get(line.sentence.paragraph)) is not None:
            return speaker, True
        if word in {"i", "we", "you", "who"} or (word == "it" and index == 0 and number - 1 in self.unknown):
            return None, False
        if word == "they" and index <= 4 and (group := self._group_before(line)) is not None:
            return group, True
        rivals = [party for party in self._rivals(line, index, word) if party != beside]
        if not rivals and word in {"he", "she"}:
            gender = gender_of_pronoun(word)
            rivals = self._perhaps_people(number, gender)
            if not rivals and (only := self._only_one(number, gender)) is not None:
                return only, False
        if not rivals:
            return None, False
        chosen = rivals[0]
        if self._is_far(number, chosen) and any(self.could_mean(other, word) for other in self._known(number, chosen)):
            return None, False
        if word in {"he", "she"}:
            gender = gender_of_pronoun(word)
            alone = all(self._is_other_gender(other, gender) for other in rivals[1:])
            self.registry.entities[chosen].evidence += 1
            near = {party for at in (number - 1, number) for party in self.registry.cast.spoken.get(at, ())}
            near |= {party for at in (number - 1, number) for _, party in self.registry.by_line.get(at, ())}
            near |= {self.references[number - 1].party} if number - 1 in self.references else set()
            near -= {self.labels.get(line.sentence.paragraph, -1)}  # who speaks a line of a transcript is "I" there
            alone = alone or (chosen in near and not any(party in near for party in rivals[1:]))
            alone = alone and not any(
                party != chosen and party not in rivals and self.may_be(party, gender) for party in near
            )
            if alone:
                self.registry.note_gender(chosen, gender)
            return chosen, alone
        return chosen, len(rivals) == 1

    def _rivals(self, line: Line, index: int, word: str) -> list[int]:
        """Everybody a pronoun could mean, the likeliest first: the nearest sentence's, and there who speaks."""
        number = line.sentence.number
        labelled = self.labels.get(line.sentence.paragraph)  # who speaks a line of a transcript says "I" of himself
        rivals: dict[int, None] = {}
        behind: list[int] = []  # who only belongs to another noun, after whoever the sentence before is about
        for here in self._told_before(number)[: _LOOK_BACK + 1]:
            back = here < number
            named = [(at, party) for at, party in self.registry.by_line.get(here, ()) if back or at < index]
            spoken_here = self.registry.cast.spoken.get(here, []) if back else []
            governed = [party for at, party in named if self._is_governed(here, at)]
            mentioned = [party for at, party in named if not self._is_governed(here, at)]
            if word == "it" and any(self.registry.entities[party].represents for party in spoken_here):
                mentioned, governed = [*mentioned, *governed], []  # "A spokeswoman for Orrin said …. It said"
            opener = [self.references[here].party] if back and here in self.references else []
            near = here > number - 1 or self.lines[here - 1].sentence.paragraph == line.sentence.paragraph
            spoken = self.registry.cast.spoken.get(here, [])
            if back and self.lines[here - 1].lower(0) in _SUBORDINATING:
                spoken = spoken[::-1]  # "When Hale asked, Ganger said no."
            own = [*spoken, *opener, *mentioned]
            # In a paragraph its subjects come before whoever only belongs to another noun; the one before comes after.
            for party in [*own, *behind] if near else [*behind, *own, *governed]:
                before = back or line.lower(index - 1) == ","  # "Coalex will cut 400 jobs, it said"
                opens = self._opens(here, party, word) or (near and before and self._opens_as_body(here, party, word))
                if party != labelled and (opens or self._fits(party, word)):
                    rivals.setdefault(party)
            if (
                back
                and near
                and not own
                and word in {"he", "she"}
                and (noun := self._noun_before(here, word)) is not None
            ):
                rivals.setdefault(noun)
            behind = governed if near else []
        for party in behind:
            if party != labelled and self._fits(party, word):
                rivals.setdefault(party)
        return self._without_named_inside(line, list(rivals))

    def _noun_before(self, number: int, pronoun: str) -> int | None:
        """Who has no name and opens a sentence: "The former head of Novo Porto was sentenced. He said no"."""
        phrase = phrase_starting_at(self.lines[number - 1], 0)
        if (
            phrase is None
            or phrase.is_named
            or not is_role(phrase.head)
            or phrase.words[0].lower not in {"the", "a", "an", "one"}
        ):
            return None
        index = self.registry.resolve(phrase, strict=True)
        gender = self.registry.entities[index].gender if index is not None else None
        return index if gender in {None, gender_of_pronoun(pronoun)} else None

    def _told_before(self, number: int) -> list[int]:
        """A sentence and those before it that do not only go on with a quotation, the nearest first."""
        before = range(number - 1, max(0, number - _FARTHEST - 1), -1)
        return [number, *(here for here in before if not self.lines[here - 1].is_only_quoted)]

    def _without_named_inside(self, line: Line, rivals: list[int]) -> list[int]:
        """Those a pronoun could mean, last whoever its sentence's quotation names: nobody says "Ana" of herself."""
        spoken = {word for quote in line.quotes for word in _WORD.findall(line.text[quote.start : quote.end])}
        last = [at for at in rivals if self._is_called(at, spoken) or self._only_asks(at, line.sentence.number)]
        return [at for at in rivals if at not in last] + last

    def _only_asks(self, index: int, number: int) -> bool:
        """Whether somebody is there to ask: a reporter without a name, a host who did not just speak."""
        entity = self.registry.entities[index]
        if entity.noun in _ASKERS:
            return True
        hosts = bool(entity.role) and not _ASKERS.isdisjoint((entity.role or "").split())
        near = self._told_before(number)[:2]
        named = [(here, at) for here in near for at, party in self.registry.by_line.get(here, ()) if party == index]
        aside = all(self._is_governed(here, at) for here, at in named)
        return hosts and aside and not any(index in self.registry.cast.spoken.get(here, ()) for here in near)

    def _is_called(self, index: int, words: set[str]) -> bool:
        """Whether a person's first or last name stands among words."""
        entity = self.registry.entities[index]
        return any(part in words for form in entity.forms for part in (form.split()[0], form.split()[-1]))

    def owner(self, line: Line, index: int) -> int | None:
        """Whose somebody is: the "his" of "his lawyer"."""
        return self.meant(line, index)[0] if line.lower(index) in _NOMINATIVE else None

    def _perhaps_people(self, number: int, gender: Gender) -> list[int]:
        """Names of two or three words just before that nothing shows to be a person's, where nobody else fits."""
        return [
            party
            for here in (number - 1, number - 2)
            for at, party in reversed(self.registry.by_line.get(here, ()))
            if self._before(here, at) not in _PLACING
            and party != self.labels.get(self.lines[number - 1].sentence.paragraph)
            and (self.may_be(party, gender) or self.registry.entities[party].gender == gender)
        ]

    def _only_one(self, number: int, gender: Gender) -> int | None:
        """The one woman, or the one man, whom the article named so far: whom an obituary is about."""
        entities = self.registry.entities
        found = [
            at for at in self._known(number, -1) if entities[at].kind == "person" and entities[at].gender == gender
        ]
        return found[0] if len(found) == 1 else None

    def _group_before(self, line: Line) -> int | None:
        """The people the sentence before begins with: "they" goes on with its subject."""
        if line.sentence.number < 2:
            return None
        before = self.lines[line.sentence.number - 2]
        spoken = self.registry.cast.spoken.get(before.sentence.number, ())
        if spoken and self._fits(spoken[-1], "they"):
            return spoken[-1]
        subject = somebody_from(before, 0) or phrase_starting_at(before, 0)
        if subject is None or subject.is_named or not is_group(subject.head):
            return None
        return self.registry.resolve(subject, strict=True)

    def _is_governed(self, number: int, last: int) -> bool:
        """Whether a name only belongs to another noun: "Haskett's rival", "an adviser to Haskett"."""
        line = self.lines[number - 1]
        token = line.at(last)  # one of a question before it may lie beyond the end
        return token is None or token.possessive or self._before(number, last) in PREPOSITIONS

    def body_before(self, line: Line) -> int | None:
        """The body or the study without a name that the sentence before is about: "The ministry agrees. … it said"."""
        if line.sentence.number < 2:
            return None
        before = self.lines[line.sentence.number - 2]
        spoken = self.registry.cast.spoken.get(before.sentence.number, ())
        if spoken and self.registry.entities[spoken[-1]].is_document:
            return spoken[-1]
        for at, token in enumerate(before.tokens[:_SUBJECT_REACH]):
            if token.is_name or not is_organisation(token.lower):
                continue
            phrase = phrase_ending_at(before, at)
            if (
                phrase is not None
                and phrase.words[0].lower == "the"
                and before.lower(phrase.first - 1) not in PREPOSITIONS
            ):
                return self.registry.resolve(phrase, strict=True)
        return None

    def _before(self, number: int, last: int) -> str:
        """The word before the name that ends with a token."""
        line = self.lines[number - 1]
        first = min(last, len(line.tokens) - 1)
        while first > 0 and (line.tokens[first - 1].is_name or is_role(line.lower(first - 1))):
            first -= 1
        while first > 0 and is_noun_row(line, first - 1, first):
            first -= 1  # "with radio host Ana Duarte"
        return line.lower(first - 1)

    def learn_genders(self) -> None:
        """Learn whether a name is a man's or a woman's from the pronouns that can mean nobody else."""
        votes: dict[int, int] = {}
        before: set[int] = set()
        for line in self.lines:
            by_line = self.registry.by_line.get(line.sentence.number, ())
            named = {at: party for at, party in by_line if self._is_perhaps(party)}
            pronouns = [at for at, token in enumerate(line.tokens) if token.lower in _GENDERED]
            if pronouns and line.lower(0) == "the":
                subject = phrase_starting_at(line, 0)
                if subject is not None and is_role(subject.head):
                    before = set()  # somebody without a name may be meant by all that follows
            carried = False
            for at in pronouns:
                here = {party for place, party in named.items() if place <= at}
                carried |= not here
                meant = here or before
                if len(meant) == 1:
                    party = next(iter(meant))
                    votes[party] = votes.get(party, 0) + (1 if line.lower(at) in _FEMALE else -1)
            # "She told Cole": two may be meant by what comes next.
            before = {*named.values(), *(before if carried and named else ())}
        for party, vote in votes.items():
            if vote:
                self.registry.note_gender(party, "female" if vote > 0 else "male")

    def _is_perhaps(self, index: int) -> bool:
        """Whether a party is a person or may be one."""
        entity = self.registry.entities[index]
        return entity.kind == "person" or (entity.kind == "other" and entity.is_named)

    def _is_far(self, number: int, party: int) -> bool:
        """Whether nobody has spoken of a party, or as it, for three sentences."""
        named = self.registry.entities[party].sentences
        return not any(
            at in named
            or party in self.registry.cast.spoken.get(at, ())
            or (at in self.references and self.references[at].party == party)
            for at in self._told_before(number)[: _FAR + 1]
        )

    def _known(self, number: int, party: int) -> list[int]:
        return [
            index
            for index, entity in enumerate(self.registry.entities)
            if index != party and entity.is_named and any(at < number for at in entity.sentences)
        ]

    def could_mean(self, index: int, pronoun: str) -> bool:
        """Whether "he" or "she" fits a party that is known to be somebody."""
        return pronoun in {"he", "she"} and self._fits(index, pronoun)

    def _is_other_gender(self, index: int, gender: Gender) -> bool:
        known = self.registry.entities[index].gender
        return known is not None and known != gender

    def may_be(self, index: int, gender: Gender | None) -> bool:
        """Whether a name that nothing shows to be a person's could be one after all."""
        entity = self.registry.entities[index]
        return (
            entity.kind == "other"
            and not entity.is_document
            and 2 <= len(entity.words) <= 3
            and (gender is None or entity.gender in {None, gender})
        )

    def _opens(self, number: int, index: int, pronoun: str) -> bool:
        """Whether a name that may be a person's opens the sentence, as its subject: "Estelle Varga was born …"."""
        entity = self.registry.entities[index]
        if pronoun not in {"he", "she"} or entity.kind != "other" or len(entity.words) > 3:
            return False
        if len(entity.words) == 1 and not self._acts(number):
            return False
        first = next((at for at, party in self.registry.by_line.get(number, ()) if party == index), None)
        return first == len(entity.words) - 1 and entity.gender in {None, gender_of_pronoun(pronoun)}

    def _opens_as_body(self, number: int, index: int, pronoun: str) -> bool:
        """Whether "it" may be a name that opens the sentence before, which nothing shows to be a person's."""
        entity = self.registry.entities[index]
        first = next((at for at, party in self.registry.by_line.get(number, ()) if party == index), None)
        plain = entity.kind == "other" and entity.is_named and entity.evidence <= 0 and entity.gender is None
        plain = plain and not any(letter.isdigit() for letter in entity.name)  # a product: "KX-40"
        if pronoun != "it" or not plain or first is None or entity.words[-1].endswith("s"):
            return False
        begins = first - len(entity.words) + 1
        return first <= len(entity.words) or self.lines[number - 1].lower(begins - 1) in _DASHES  # behind a dateline

    def _acts(self, number: int) -> bool:
        """Whether a sentence begins with one name and a verb that people do, or an aside: "Clinton laughed"."""
        following = self.lines[number - 1].lower(1)
        return (following.endswith("ed") and len(following) > 4) or following in {",", "himself", "herself"}

    def _fits(self, index: int, pronoun: str) -> bool:
        entity = self.registry.entities[index]
        if pronoun == "it":
            return entity.kind in {"organisation", "government"}
        if pronoun == "they":
            return entity.plural or entity.kind == "group" or entity.words[-1] in _MEMBERS
        if entity.kind not in {"person", "other"} or entity.plural or entity.is_document:
            return False
        if entity.kind == "other" and not (entity.evidence > 0 or entity.speaks):
            return False
        return entity.gender in {None, gender_of_pronoun(pronoun)}


def gender_of_pronoun(pronoun: str) -> Gender:
    """Whom "he" or "she" can mean."""
    return "female" if pronoun == "she" else "male"
