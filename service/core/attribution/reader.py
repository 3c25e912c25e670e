"""Read an article: find its parties, then walk through it sentence by sentence and say whose each word is."""

from dataclasses import dataclass, field, replace

from service.core.article import Article, per_article
from service.core.attribution.attributing import attribution_of, quotations_of
from service.core.attribution.clauses import Clause, clauses
from service.core.attribution.contents import with_contents
from service.core.attribution.continuation import continued
from service.core.attribution.entities import Entity
from service.core.attribution.naming import gender_of_name
from service.core.attribution.people import FEMALE_WORDS, is_group
from service.core.attribution.phrases import Phrase, phrase_starting_at
from service.core.attribution.reading import Attribution, Gender, Reading, Reference, Span
from service.core.attribution.registry import Registry
from service.core.attribution.tokens import AUXILIARIES, Line, lines

_BE = frozenset("is are was were isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t".split())
_FAR = 3  # sentences after which a pronoun must have nobody else it could mean
_LOOK_BACK = 4  # sentences a pronoun may reach back
_STATES = frozenset(
    "happy unhappy surprised disappointed pleased satisfied angry furious concerned worried frustrated confident "
    "hopeful optimistic pessimistic ready willing unwilling open opposed committed convinced aware proud grateful "
    "determined saddened shocked delighted dissatisfied sceptical skeptical interested".split()
)


@per_article
def read(article: Article) -> Reading:
    """The parties of an article and which words are whose. Never raises; an article without speech has none."""
    return _Reader(article).read()


@dataclass(slots=True)
class _Reader:
    """One pass through an article; remembers who was last in the reader's mind."""

    article: Article
    lines: tuple[Line, ...] = ()
    registry: Registry = field(init=False)
    found: list[Attribution] = field(default_factory=list)
    references: dict[int, Reference] = field(default_factory=dict)  # by the sentence that opens with it
    subjects: dict[int, list[int]] = field(default_factory=dict)  # sentence -> parties that speak in it, in order
    labels: dict[int, int] = field(default_factory=dict)  # paragraph -> who speaks it, in a transcript

    def __post_init__(self) -> None:
        self.lines, quoted = lines(self.article)
        self.registry = Registry(self.lines, quoted)
        for entity in self.registry.entities:
            if entity.is_named and entity.kind in {"person", "other"} and entity.gender is None:
                entity.gender = gender_of_name(entity.words)

    def read(self) -> Reading:
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            if before is not None and _is_cut_off(before, line):
                self._read_asked(before, line)
            self._read_line(line)
        found = continued(self.lines, tuple(self.found), self.article.text, self.registry.by_line)
        parties, place = self.registry.parties()
        return Reading(
            parties,
            tuple(
                replace(
                    attribution,
                    party=place.get(attribution.party) if attribution.party is not None else None,
                    reported_by=tuple(place[index] for index in attribution.reported_by if index in place),
                )
                for attribution in found
            ),
            tuple(
                replace(reference, party=place[reference.party])
                for reference in self.references.values()
                if reference.party in place
            ),
            self.article.text,
            self.article.sentences,
        )

    def _read_asked(self, asked: Line, line: Line) -> None:
        """Whose the quotation is that a question mark cuts off from its cue: “Why now?” Duarte asked."""
        whole = Line(line.text, line.sentence, (*asked.tokens, *line.tokens), asked.quotes)
        first = len(asked.tokens)
        for clause in clauses(whole):
            if clause.cue is None or not first < clause.cue[0] <= first + 4 or clause.order != "subject first":
                continue
            speaker, sure = self._speaker(whole, clause, [])
            if speaker is None:
                return
            span = asked.tokens[0].start, asked.tokens[-1].end
            self.found.append(
                Attribution(
                    sentence=asked.sentence.number,
                    party=speaker,
                    source=None,
                    cue=None,
                    verb=None,
                    content=(span,),
                    quotations=(span,),
                    kind="direct",
                    explicit=True,
                    certain=sure,
                    named=self._is_named(whole, clause, speaker),
                )
            )
            return

    def _read_line(self, line: Line) -> None:
        number = line.sentence.number
        if line.lower(0) in {"he", "she", "they", "it"}:
            meant, alone = self._pronoun(line, 0)
            if meant is not None:
                self.references[number] = Reference(number, line.span(0, 0), meant, alone)
        told: list[tuple[Clause, int | None, bool]] = []
        for clause in clauses(line):
            speaker, sure = self._speaker(line, clause, told)
            if speaker is None and clause.family not in {"speech", "quoting"} and clause.source is not None:
                continue  # a thing that "calls for caution" says nothing
            told.append((clause, speaker, sure))
            if speaker is not None:
                self.subjects.setdefault(number, []).append(speaker)
                if clause.order == "label":
                    self.labels[line.sentence.paragraph] = speaker
        kept: list[tuple[Clause, int | None, bool, tuple[int, ...]]] = []
        contents = with_contents(line, tuple(clause for clause, *_ in told))
        for clause, (_, speaker, sure) in zip(contents, told, strict=True):
            outer = told[clause.inside][1] if clause.inside is not None else None
            if outer is not None and (speaker == outer or self._is_self(line, clause)):
                continue  # "said that he hoped": one view, told by the outer verb
            chain: tuple[int, ...] = (outer,) if outer is not None else ()
            kept.append((clause, speaker, sure, chain))
        taken = quotations_of(line, [clause for clause, *_ in kept])
        for (clause, speaker, sure, chain), quoted in zip(kept, taken, strict=True):
            others = [self.registry.resolve(other, strict=False) for other in clause.others]
            named = speaker is not None and self._is_named(line, clause, speaker)
            for party in (speaker, *(other for other in others if other is not None)):
                self.found.append(attribution_of(line, clause, party, quoted, sure=sure, named=named, chain=chain))
            if speaker is not None and clause.order == "subject first" and not chain:
                self._implied(line, clause, speaker, quoted)

    def _is_named(self, line: Line, clause: Clause, speaker: int) -> bool:
        """Whether the source is called by a name that nobody else bears, or by a pronoun nobody else could be."""
        if isinstance(clause.source, Phrase):
            names = [part for part in (clause.source, *clause.source.appositives) if part.is_named]
            return any(self.registry.named(part) == speaker and self.registry.is_unique(part) for part in names)
        word = line.lower(clause.source if clause.source is not None else clause.first)
        others = (index for index in range(len(self.registry.entities)) if index != speaker)
        gender: Gender = "female" if word in FEMALE_WORDS else "male"
        return word in {"he", "she"} and not any(
            self._could_mean(index, word) or self._may_be(index, gender) for index in others
        )

    def _is_self(self, line: Line, clause: Clause) -> bool:
        """Whether somebody speaks of himself: "DUARTE: I told the minister"."""
        return isinstance(clause.source, int) and line.lower(clause.source) in {"i", "we", "you"}

    def _speaker(
        self, line: Line, clause: Clause, told: list[tuple[Clause, int | None, bool]]
    ) -> tuple[int | None, bool]:
        """(whose clause it is, whether that is sure)."""
        if isinstance(clause.source, Phrase):
            if clause.order == "label" and clause.source.first == clause.source.last:
                initials = self.registry.by_initials(clause.source.head)
                if initials is not None:
                    self.registry.entities[initials].speaks = True
                    return initials, True
            strict = clause.family not in {"speech", "quoting"}
            return self.registry.resolve(clause.source, strict=strict), True
        if isinstance(clause.source, int):
            return self._pronoun(line, clause.source)
        for _, speaker, sure in reversed(told):
            if speaker is not None:
                return speaker, sure
        return self._subject(line, clause.first)

    def _subject(self, line: Line, before: int) -> tuple[int | None, bool]:
        """The subject of a sentence whose main verb reports nothing: "He left the room, saying …"."""
        first = line.at(0)
        if first is not None and first.lower in {"he", "she", "they"}:
            return self._pronoun(line, 0)
        for start in (0, 1):
            phrase = phrase_starting_at(line, start)
            if phrase is not None and phrase.end < before:
                return self.registry.resolve(phrase, strict=not phrase.is_named), False
        return None, False

    def _pronoun(self, line: Line, index: int) -> tuple[int | None, bool]:
        """Whom a pronoun means: the nearest who fits, those who spoke before those who were only named.

        Sure where nobody else nearby fits.
        """
        word = line.lower(index)
        if word in {"i", "we", "you", "who"}:
            return None, False
        number = line.sentence.number
        if word == "they" and index <= 4 and (group := self._group_before(line)) is not None:
            return group, True
        labelled = self.labels.get(line.sentence.paragraph)  # who speaks a line of a transcript says "I" of himself
        rivals: list[int] = []
        for back in range(_LOOK_BACK + 1):
            here = number - back
            if here < 1:
                break
            mentioned = [party for at, party in self.registry.by_line.get(here, ()) if back or at < index]
            opener = [self.references[here].party] if back and here in self.references else []
            for party in [*self.subjects.get(here, []), *opener, *mentioned]:
                if (
                    party not in rivals
                    and party != labelled
                    and (self._fits(party, word) or self._opens(here, party, word))
                ):
                    rivals.append(party)
        if not rivals and word in {"he", "she"}:
            rivals = self._perhaps_people(number, "female" if word in FEMALE_WORDS else "male")
        if not rivals:
            return None, False
        chosen = rivals[0]
        if self._is_far(number, chosen) and any(self._could_mean(other, word) for other in self._known(number, chosen)):
            return None, False
        if word in {"he", "she"}:
            gender: Gender = "female" if word in FEMALE_WORDS else "male"
            alone = all(self._is_other_gender(other, gender) for other in rivals[1:])
            self.registry.note_gender(chosen, gender)
            self.registry.entities[chosen].evidence += 1
            near = {party for at in (number - 1, number) for party in self.subjects.get(at, ())}
            near |= {party for at in (number - 1, number) for _, party in self.registry.by_line.get(at, ())}
            near |= {self.references[number - 1].party} if number - 1 in self.references else set()
            alone = alone or (chosen in near and not any(party in near for party in rivals[1:]))
            return chosen, alone and not any(
                party != chosen and party not in rivals and self._may_be(party, gender) for party in near
            )
        return chosen, len(rivals) == 1

    def _perhaps_people(self, number: int, gender: Gender) -> list[int]:
        """Names of two or three words just before that nothing shows to be a person's, where nobody else fits."""
        return [
            party
            for here in (number - 1, number - 2)
            for _, party in reversed(self.registry.by_line.get(here, ()))
            if self._may_be(party, gender)
        ]

    def _group_before(self, line: Line) -> int | None:
        """The people the sentence before begins with: "they" goes on with its subject."""
        if line.sentence.number < 2:
            return None
        before = self.lines[line.sentence.number - 2]
        subject = phrase_starting_at(before, 0)
        if subject is None or subject.is_named or not is_group(subject.head):
            return None
        return self.registry.resolve(subject, strict=True)

    def _is_far(self, number: int, party: int) -> bool:
        """Whether nobody has spoken of a party, or as it, for three sentences."""
        named = self.registry.entities[party].sentences
        return not any(
            at in named
            or party in self.subjects.get(at, ())
            or (at in self.references and self.references[at].party == party)
            for at in range(number - _FAR, number + 1)
        )

    def _known(self, number: int, party: int) -> list[int]:
        return [
            index
            for index, entity in enumerate(self.registry.entities)
            if index != party and entity.is_named and any(at < number for at in entity.sentences)
        ]

    def _could_mean(self, index: int, pronoun: str) -> bool:
        entity = self.registry.entities[index]
        return pronoun in {"he", "she"} and self._is_somebody(entity) and self._fits(index, pronoun)

    def _is_somebody(self, entity: Entity) -> bool:
        return entity.kind == "person" or entity.speaks or entity.evidence > 0

    def _is_other_gender(self, index: int, gender: Gender) -> bool:
        known = self.registry.entities[index].gender
        return known is not None and known != gender

    def _may_be(self, index: int, gender: Gender) -> bool:
        """Whether a name that nothing shows to be a person's could be one after all."""
        entity = self.registry.entities[index]
        return entity.kind == "other" and 2 <= len(entity.words) <= 3 and entity.gender in {None, gender}

    def _opens(self, number: int, index: int, pronoun: str) -> bool:
        """Whether a name that may be a person's opens the sentence, as its subject: "Estelle Varga was born …"."""
        entity = self.registry.entities[index]
        if pronoun not in {"he", "she"} or entity.kind != "other" or not 2 <= len(entity.words) <= 3:
            return False
        first = next((at for at, party in self.registry.by_line.get(number, ()) if party == index), None)
        return first == len(entity.words) - 1 and entity.gender in {None, "female" if pronoun == "she" else "male"}

    def _fits(self, index: int, pronoun: str) -> bool:
        entity = self.registry.entities[index]
        if pronoun == "it":
            return entity.kind in {"organisation", "government"}
        if pronoun == "they":
            return entity.plural or entity.kind == "group"
        if entity.kind not in {"person", "other"} or entity.plural:
            return False
        if entity.kind == "other" and not (entity.evidence > 0 or entity.speaks):
            return False
        return entity.gender in {None, "female" if pronoun == "she" else "male"}

    def _implied(self, line: Line, clause: Clause, speaker: int, quoted: tuple[Span, ...]) -> None:
        """A view of Trump's, as she told it, in "She said Trump “was not happy”"."""
        for first, _ in clause.content:
            if first <= clause.last:
                continue
            phrase = phrase_starting_at(line, first)
            if phrase is None or not phrase.is_named or not _feels(line, phrase.end + 1):
                continue
            holder = self.registry.named(phrase)
            if holder is None or holder == speaker or self.registry.entities[holder].kind not in {"person", "other"}:
                continue
            entity = self.registry.entities[holder]
            entity.speaks, entity.evidence = True, entity.evidence + 1
            self.found.append(
                Attribution(
                    sentence=line.sentence.number,
                    party=holder,
                    source=phrase.span,
                    cue=None,
                    verb=None,
                    content=(line.span(first, _range_end(clause, first)),),
                    quotations=quoted,
                    kind="attitude",
                    explicit=False,
                    certain=False,
                    reported_by=(speaker,),
                )
            )


def _is_cut_off(quoted: Line, line: Line) -> bool:
    """Whether a sentence is one quotation that ends in "?" or "!" and the next may say who asked or shouted it."""
    if quoted.sentence.paragraph != line.sentence.paragraph or len(quoted.tokens) != 1 or not quoted.is_quote(0):
        return False
    return quoted.tokens[0].text[-1:] in {"?", "!"} and not line.is_quote(0)


def _feels(line: Line, index: int) -> bool:
    """Whether a state of mind follows: a quotation as the verb, or "was not happy"."""
    if line.is_quote(index):
        opener = line.tokens[index].text.split(maxsplit=1)[0].lower()
        return opener in AUXILIARIES
    if line.lower(index) not in _BE:
        return False
    return any(line.lower(at) in _STATES for at in range(index + 1, index + 4))


def _range_end(clause: Clause, first: int) -> int:
    return next(last for start, last in clause.content if start == first)
