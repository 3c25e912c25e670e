"""Read an article: find its parties, then walk through it sentence by sentence and say whose each word is."""

from dataclasses import dataclass, field, replace

from service.core.article import Article, Sentence, per_article
from service.core.attribution.appositives import appositives_after
from service.core.attribution.attributing import attribution_of, quotations_of
from service.core.attribution.blocks import block_after, senders
from service.core.attribution.clause import Clause
from service.core.attribution.clauses import clauses
from service.core.attribution.contents import with_contents
from service.core.attribution.continuation import continued, without
from service.core.attribution.coreference import coreferent, is_generic_body
from service.core.attribution.lines import lines
from service.core.attribution.naming import gender_of_name
from service.core.attribution.people import DOCUMENTS, is_role
from service.core.attribution.phrases import Phrase, phrase_ending_at, phrase_starting_at
from service.core.attribution.pronouns import Antecedents
from service.core.attribution.reading import Attribution, Reading, Reference, Span
from service.core.attribution.registry import Registry
from service.core.attribution.speakers import Speakers, Told
from service.core.attribution.tokens import DETERMINERS, Line
from service.core.attribution.transcripts import repeated_labels, speech

_BE = frozenset("is are was were isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t".split())
_HANDING_OUT = frozenset("a an his her their its".split())
_DENYING = frozenset("deny dispute reject dismiss refute".split())
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
    antecedents: Antecedents = field(init=False)
    speakers: Speakers = field(init=False)
    labelled: frozenset[str] = frozenset()  # words before a colon that name who speaks
    spoken: dict[int, Attribution] = field(default_factory=dict)  # paragraph -> its label's, or the speech's

    def __post_init__(self) -> None:
        self.lines, quoted = lines(self.article)
        self.registry = Registry(self.lines, quoted)
        self.antecedents = Antecedents(self.lines, self.registry)
        self.speakers = Speakers(self.lines, self.registry, self.antecedents, self.found)
        self.labelled = repeated_labels(self.lines)
        for entity in self.registry.entities:
            if entity.is_named and entity.kind in {"person", "other"} and entity.gender is None:
                entity.gender = gender_of_name(entity.words)
        self.antecedents.learn_genders()

    def read(self) -> Reading:
        self._begin_speech()
        self._begin_tweets()
        for index, line in enumerate(self.lines):
            if index and _is_cut_off(self.lines[index - 1], line):
                self._read_asked(self.lines[index - 1], line)
            self._read_line(line)
            self._begin_block(index)
        found = continued(self.lines, tuple(self.found), self.article.text, self.spoken, self._opener)
        for attribution in found:
            if attribution.party is not None:
                self.registry.entities[attribution.party].speaks = True
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
                for reference in self.antecedents.references.values()
                if reference.party in place
            ),
            self.article.text,
            self.article.sentences,
        )

    def _opener(self, line: Line, *, nouns: bool = True) -> int | None:
        """Whom a sentence begins with: by name, as he or she, or by a noun for somebody."""
        reference = self.antecedents.references.get(line.sentence.number)
        if reference is not None:
            return reference.party
        phrase = phrase_starting_at(line, 0)
        if nouns and phrase is not None and not phrase.is_named and is_role(phrase.head):
            return self.registry.resolve(phrase, strict=True, owner=self.antecedents.owner(line, 0))
        index = self.registry.named(phrase) if phrase is not None and phrase.is_named else None
        if index is None:
            return None
        is_body = self.registry.entities[index].kind in {"organisation", "government"}
        perhaps = self.registry.is_person(index) or self.antecedents.may_be(index, None)
        return index if is_body or perhaps else None

    def _begin_speech(self) -> None:
        """Give the words of a speech or a statement to whoever its heading names."""
        whole = speech(self.lines)
        speaker = self.registry.resolve(whole[0], strict=False) if whole else None
        if whole is None or speaker is None:
            return
        told = Attribution(whole[0].line.sentence.number, speaker, explicit=True, certain=True)
        for line in self.lines:
            if line.sentence.paragraph > whole[1]:
                self.antecedents.labels[line.sentence.paragraph] = speaker
                self.spoken[line.sentence.paragraph] = told

    def _begin_tweets(self) -> None:
        """Give the words of a tweet to whoever is named below it."""
        for sender, first in senders(self.lines):
            speaker = self.registry.resolve(sender, strict=False)
            if speaker is not None:
                self._speak_whole(speaker, first)

    def _begin_block(self, index: int) -> None:
        """Give a quotation set apart without marks to whoever the line before it says goes on."""
        last = self.found[-1] if self.found and self.found[-1].cue else None
        if last is None or last.sentence != self.lines[index].sentence.number or last.quotations:
            return
        if last.party is None or last.kind == "attitude":
            return
        for first in block_after(self.lines, index):
            if first.paragraph not in self.spoken:
                self._speak_whole(last.party, first)

    def _speak_whole(self, speaker: int, first: Sentence) -> None:
        """Take it down that somebody speaks the paragraph that a sentence begins."""
        self.antecedents.labels[first.paragraph] = speaker
        told = Attribution(first.number - 1, speaker, explicit=True)
        self.spoken[first.paragraph] = told

    def _read_asked(self, asked: Line, line: Line) -> None:
        """Whose the quotation is that a question mark cuts off from its cue: “Why now?” Duarte asked."""
        whole = Line(line.text, line.sentence, (*asked.tokens, *line.tokens), asked.quotes)
        first = len(asked.tokens)
        for clause in clauses(whole):
            if not first < clause.cue[0] <= first + 4 or clause.order != "subject first":
                continue
            speaker, sure = self.speakers.of(whole, clause, [])
            if speaker is None:
                return
            span = asked.tokens[0].start, asked.tokens[-1].end
            self.found.append(
                Attribution(
                    sentence=asked.sentence.number,
                    party=speaker,
                    content=(span,),
                    quotations=(span,),
                    explicit=True,
                    certain=sure,
                    named=self.speakers.is_named(whole, clause, speaker),
                )
            )
            return

    def _read_line(self, line: Line) -> None:
        self._refer(line)
        told = self._told(line)
        self._note_documents(line, told)
        if not told:  # most lines
            return
        kept = self._kept(line, told)
        taken = quotations_of(line, [each.clause for each in kept])
        for each, quoted in zip(kept, taken, strict=True):
            if each.clause.order == "label":
                begins = each.clause.content[0][0] if each.clause.content else each.clause.last
                others = [spans for other, spans in zip(kept, taken, strict=True) if other.speaker != each.speaker]
                self._attribute(line, each, _own_words(line, begins, quoted, [span for own in others for span in own]))
                if each.speaker is not None:
                    self.spoken[line.sentence.paragraph] = self.found[-1]
                continue
            self._attribute(line, each, quoted)
            if each.speaker is not None and each.clause.order == "subject first" and not each.chain:
                self._implied(line, each.clause, each.speaker, quoted)

    def _refer(self, line: Line) -> None:
        """Take down whom a pronoun that opens the line means."""
        self._refer_by_noun(line)
        if line.lower(0) in {"he", "she", "they", "it"}:
            meant, alone = self.antecedents.meant(line, 0)
            if meant is not None:
                number = line.sentence.number
                self.antecedents.references[number] = Reference(number, line.span(0, 0), meant, alone)

    def _refer_by_noun(self, line: Line) -> None:
        """Take down whom "the senator" or "the firm" means that opens the line: a pronoun after it finds him."""
        if line.lower(0) != "the":
            return
        phrase = phrase_starting_at(line, 0)
        if phrase is None or not (is_role(phrase.head) or is_generic_body(phrase.head)):
            return
        if any(part.is_named for part in (phrase, *appositives_after(phrase).appositives)):
            return
        meant, number = coreferent(self.registry.cast, phrase), line.sentence.number
        if meant is None and is_generic_body(phrase.head):
            self.antecedents.unknown.add(number)
        if meant is not None and self.registry.is_person(meant) == is_role(phrase.head):
            self.registry.by_line.setdefault(number, []).append((phrase.last, meant))
            if is_role(phrase.head):
                self.registry.entities[meant].sentences.add(number)

    def _note_documents(self, line: Line, told: list[Told]) -> None:
        """Remember whose "a statement" is: that of whoever says something in it, or hands it out."""
        written = []
        for at, token in enumerate(line.tokens):
            if token.lower not in DOCUMENTS:
                continue
            phrase = phrase_ending_at(line, at)
            if phrase is not None and self.registry.nominals.documents.introduce(phrase):
                continue
            if {line.lower(at - 1), line.lower(at - 2)} & _HANDING_OUT:
                written.append(token.lower)
        if not written:
            return
        speakers = [each.speaker for each in told if each.speaker is not None]
        author = speakers[0] if speakers else self._opener(line, nouns=False)
        if author is not None:
            for document in written:
                self.registry.nominals.documents.write(document, author)

    def _told(self, line: Line) -> list[Told]:
        """The reporting clauses of a line, each with whose it is."""
        told: list[Told] = []
        for clause in clauses(line, self.labelled):
            speaker, sure = self.speakers.of(line, clause, told)
            if clause.order == "label":
                self.antecedents.labels.pop(line.sentence.paragraph, None)
            if speaker is None and clause.family not in {"speech", "quoting"} and clause.source is not None:
                continue  # a thing that "calls for caution" says nothing
            told.append(Told(clause, speaker, sure))
            if speaker is not None:
                self.registry.cast.spoken.setdefault(line.sentence.number, []).append(speaker)
                if clause.order == "label":
                    self.antecedents.labels[line.sentence.paragraph] = speaker
        return told

    def _kept(self, line: Line, told: list[Told]) -> list[Told]:
        """The clauses with what they report, each with who passed it on; without those that go on with another."""
        labelled = self.antecedents.labels.get(line.sentence.paragraph)
        kept: list[Told] = []
        contents = with_contents(line, tuple(each.clause for each in told))
        for clause, each in zip(contents, told, strict=True):
            outer = told[clause.inside].speaker if clause.inside is not None else labelled
            if clause.order == "label":
                outer = None
            if clause.inside is not None and told[clause.inside].clause.lemma in _DENYING:
                continue  # "denied a report that Roth had called him a fool": nobody tells that he did
            if outer is not None and self._is_unheld(clause, each.speaker):
                continue  # "she says internal polls show": nobody else has seen them
            if outer is not None and (each.speaker == outer or self._is_self(line, clause)):
                continue  # "said that he hoped": one view, told by the outer verb
            kept.append(Told(clause, each.speaker, each.sure, (outer,) if outer is not None else ()))
        return kept

    def _attribute(self, line: Line, told: Told, quoted: tuple[Span, ...]) -> None:
        clause, speaker, sure, chain = told
        others = [self.registry.resolve(other, strict=False) for other in clause.others]
        named = speaker is not None and self.speakers.is_named(line, clause, speaker)
        for party in (speaker, *(other for other in others if other is not None)):
            self.found.append(attribution_of(line, clause, party, quoted, sure=sure, named=named, chain=chain))

    def _is_self(self, line: Line, clause: Clause) -> bool:
        """Whether somebody speaks of himself: "DUARTE: I told the minister"."""
        return isinstance(clause.source, int) and line.lower(clause.source) in {"i", "we", "you"}

    def _is_unheld(self, clause: Clause, speaker: int | None) -> bool:
        """Whether a clause's source is a document that nothing tells apart from others: "polls show"."""
        bare = isinstance(clause.source, Phrase) and clause.source.words[0].lower not in DETERMINERS
        return bare and speaker is not None and self.registry.entities[speaker].is_document

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
                    content=(line.span(first, _range_end(clause, first)),),
                    quotations=quoted,
                    kind="attitude",
                    reported_by=(speaker,),
                )
            )


def _own_words(line: Line, begins: int, quoted: tuple[Span, ...], others: list[Span]) -> tuple[Span, ...]:
    """What a labelled line says in its speaker's own words: all of it but what somebody else is quoted with."""
    if len(quoted) == 1 and not others and line.is_quote(len(line.tokens) - 1):
        return quoted
    return tuple(without(line.text, (line.tokens[begins].start, line.sentence.end), others))


def _is_cut_off(quoted: Line, line: Line) -> bool:
    """Whether a sentence is one quotation that ends in "?" or "!" and the next may say who asked or shouted it."""
    if quoted.sentence.paragraph != line.sentence.paragraph or not quoted.is_only_quoted:
        return False
    return quoted.tokens[0].text[-1:] in {"?", "!"} and not line.is_quote(0)


def _feels(line: Line, index: int) -> bool:
    """Whether a state of mind follows: a quotation as the verb, or "was not happy"."""
    if line.is_quote(index):
        opener = line.tokens[index].text.split(maxsplit=1)[0].lower()
        return opener in _BE
    if line.lower(index) not in _BE:
        return False
    return any(line.lower(at) in _STATES for at in range(index + 1, index + 4))


def _range_end(clause: Clause, first: int) -> int:
    return next(last for start, last in clause.content if start == first)
