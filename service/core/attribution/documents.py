"""What is written and speaks: whose "the report" is, and studies and filings that nobody is named for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from service.core.attribution.appositives import appositives_after
from service.core.attribution.cues import CUES
from service.core.attribution.entities import Cast, Entity
from service.core.attribution.naming import as_inside, unpossessed
from service.core.attribution.people import DOCUMENTS
from service.core.attribution.phrases import Phrase, phrase_ending_at, phrase_starting_at
from service.core.attribution.roles import written
from service.core.attribution.tokens import DETERMINERS

# What a paper calls one thing by turns; "paper" and "report" may stand for any of the first two sorts.
_STUDIES = frozenset("study studies research paper report review analysis findings".split())
_SORTS = (
    frozenset("poll polls survey surveys study".split()),
    _STUDIES,
    frozenset("report review audit analysis paper".split()),
    frozenset("letter email memo".split()),
)
# Somebody's own words to others: whose they are is all there is to them, so alone they are nobody's.
_OWN_WORDS = frozenset(
    "statement tweet post note speech testimony announcement communique book memoir page website "
    "column article editorial op-ed transcript opinion release dossier".split()
)
# What is a source where it is said to say something, or after "according to".
_RECORDS = frozenset(
    "accounts plan plans proposal proposals blueprint guidelines minutes guidance schedule charges law laws bill "
    "rule rules act agreement contract contracts declaration treaty resolution constitution code policy script warrant "
    "order log logs diary diaries summons subpoena testament deed "
    "deeds".split()
)
# What is brought before a court speaks for itself, whoever wrote it.
_FILINGS = frozenset("lawsuit suit complaint indictment affidavit filing petition application".split())
# What things are sorted or measured by: "paid according to the size of the farm" names no source.
_MEASURES = frozenset(
    "size age number need needs weight length height income amount rank ability kind type season order distance "
    "value wealth class sex gender taste alphabet".split()
)
_POINTING_BACK = frozenset("the this that its their his her".split())
_COUNTED = frozenset("another two three four five several many both some".split())
_PUTTING_OUT = frozenset(
    "released published posted filed issued unsealed conducted commissioned compiled drawn collected "
    "prepared produced carried written signed submitted lodged held kept circulated".split()
)
_READING = frozenset("seen obtained reviewed viewed leaked verified read cited shared".split())  # by whom it is read
_RELATIVES = frozenset({"that", "which", "who"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_TITLE_REACH = 6  # tokens of "last year, titled “…”"
_MAKER_REACH = 8  # tokens of "of 2,044 adults" or "posted on Monday" before the "by" that tells who made it


def is_document(word: str) -> bool:
    """Whether a lower-case noun names something written that can say what it holds."""
    return word in DOCUMENTS


def is_record(word: str) -> bool:
    """Whether a lower-case noun names something written that "according to" makes a source."""
    return word in _RECORDS


@dataclass(slots=True)
class Documents:
    """Whose each document of an article is; those that nobody is named for are parties of the kind "other"."""

    cast: Cast
    resolve: Callable[[Phrase], int | None]  # of any phrase, named or not
    _authors: dict[str, int | Phrase] = field(default_factory=dict)  # "report" -> whose the last one is, in order

    def write(self, document: str, author: int | Phrase) -> None:
        """Remember who wrote the last statement, letter or report."""
        for noun in (document, "it"):
            self._authors.pop(noun, None)
            self._authors[noun] = author

    def author_of(self, document: str) -> int | None:
        """Who wrote the last document of a kind; of "it", the last one of any."""
        author = self._authors.get(document)
        return self.resolve(author) if isinstance(author, Phrase) else author

    def introduce(self, phrase: Phrase) -> bool:
        """Remember whose a study or a poll is that a sentence tells of, so that "the survey" finds him later."""
        maker = self._maker(phrase) if phrase.head not in _OWN_WORDS else None
        if maker is None:
            return False
        self.write(phrase.head, appositives_after(maker))
        return True

    def meant(self, phrase: Phrase, owner: int | None) -> int | None:
        """Whose a document is: "a report by the audit office", "the fire service's report", later "the report".

        Where nobody is named for it, the document itself. None where it is somebody's words and nobody tells whose,
        and where it points back to what was not told to say anything: "the report" of a council's officers.
        """
        maker = self._maker(phrase)
        author = self.resolve(appositives_after(maker)) if maker is not None else None
        if maker is not None and author is not None:
            self.write(phrase.head, author)
            self.cast.entities[author].documents.setdefault(_called_after(maker, phrase))
            return author
        determiner = _determiner(phrase)
        if determiner in _POINTING_BACK:
            known = self._known_author(phrase.head)
            if known is None and determiner == "the" and phrase.head in _FILINGS:
                return self._itself(phrase)  # "the lawsuit alleges", of which no more was told
            return owner if known is None and determiner in _POSSESSIVES else known
        plural = phrase.head == "data" or (phrase.head.endswith("s") and not phrase.head.endswith("is"))
        told_of = determiner in DETERMINERS or plural  # no "genetic analysis"
        return self._itself(phrase) if told_of and phrase.head not in _OWN_WORDS else None

    def cited(self, phrase: Phrase) -> int | None:
        """The party that any thing is that "according to" names; None for "according to plan" and for what measures."""
        head, determiner = phrase.head, _determiner(phrase)
        bare = phrase.first == phrase.last and not head.endswith("s")
        # "Its own accounts", "that document", "the report": somebody's, and nobody knows whose.
        pointed = determiner in _POINTING_BACK and (determiner != "the" or any(head in sort for sort in _SORTS))
        return None if bare or pointed or head in _MEASURES | _OWN_WORDS else self._itself(phrase)

    def _maker(self, phrase: Phrase) -> Phrase | None:
        """Who is named for a document, before it or after it; "a report of a study" names nobody."""
        maker = self._maker_behind(phrase) or self._maker_before(phrase)
        return None if maker is None or is_document(maker.head) else maker

    def _maker_before(self, phrase: Phrase) -> Phrase | None:
        line = phrase.line
        possessor = next(
            (at for at in range(phrase.last - 1, phrase.first - 1, -1) if line.tokens[at].possessive), None
        )
        if possessor is not None:
            return phrase_ending_at(unpossessed(line, possessor), possessor)
        if phrase.last == phrase.first or not line.tokens[phrase.last - 1].is_name:
            return None
        beside = phrase_ending_at(line, phrase.last - 1)  # "a Suffolk University poll"
        if beside is not None and beside.is_named and beside.first == beside.last == 0 and not self._is_known(beside):
            return None  # "Genetic analysis suggests"
        return beside

    def _maker_behind(self, phrase: Phrase) -> Phrase | None:
        """Who stands behind a "by": "a poll of 2,044 adults by Orbit", "a plan posted Monday by the port"."""
        line, first = phrase.line, phrase.last + 1
        if line.lower(first) == "of" and phrase.head in _OWN_WORDS:
            return phrase_starting_at(line, first + 1)
        for at in range(first, min(first + _MAKER_REACH, len(line.tokens))):
            word, mark = line.lower(at), line.tokens[at].mark
            if word == "by" or (word == "from" and at == first):
                return phrase_starting_at(line, at + 1)
            ends = mark not in {"word", "number"} or word in _READING or word in _RELATIVES
            if ends or (word in CUES and word not in _PUTTING_OUT):
                return None
        return None

    def _is_known(self, name: Phrase) -> bool:
        """Whether the article has a name elsewhere too: a capital that opens a sentence makes none."""
        index = self.cast.by_words.get((name.head,))
        return index is not None and len(self.cast.entities[index].mentions) > 1

    def _known_author(self, document: str) -> int | None:
        """Who wrote "the study", be it that it was called a survey before: the last one of its sort."""
        alike = {document, *(noun for sort in _SORTS if document in sort for noun in sort)}
        last = document if document in self._authors else next(
            (noun for noun in reversed(self._authors) if noun in alike), None
        )  # fmt: skip
        return self.author_of(last) if last is not None else None

    def _itself(self, phrase: Phrase) -> int:
        """The party that a document is nobody is named for."""
        line, first, end = phrase.line, phrase.first, phrase.end
        while first < phrase.last and line.lower(first) in DETERMINERS and line.lower(first) not in _COUNTED:
            first += 1
        name = line.text[line.tokens[first].start : line.tokens[end].start + len(line.tokens[end].text)]
        words = tuple(token.lower for token in line.tokens[first : end + 1])
        index = self.cast.by_words.get(words)
        if index is None:
            entity = Entity(as_inside(name, line.tokens[first]), words, "other", is_named=False, is_document=True)
            entity.noun, entity.speaks = phrase.head, True
            entity.forms.setdefault(phrase.head)
            if (whole := _as_put_out(phrase, first)) is not None:
                entity.forms.setdefault(whole)
            index = self.cast.by_words[words] = self.cast.add(entity)
        self.cast.mention(index, phrase.span)
        self.cast.entities[index].sentences.add(line.sentence.number)
        self.write(phrase.head, index)
        return index


def _determiner(phrase: Phrase) -> str:
    """What stands before a document, its length aside: the "their" of "their 84-page report"."""
    line, first = phrase.line, phrase.first
    measured = line.lower(first - 1) == "-" and (number := line.at(first - 2)) is not None and number.mark == "number"
    return line.lower(first - 3) if measured else line.lower(first)


def _called_after(maker: Phrase, document: Phrase) -> str:
    """What a document of somebody named is called: "Suffolk University poll"."""
    line, at = document.line, document.last
    while at > document.first and line.tokens[at - 1].mark == "word" and line.tokens[at - 1].is_small and (
        line.lower(at - 1) not in DETERMINERS and not line.tokens[at - 1].possessive
    ):  # fmt: skip
        at -= 1
    whose = written(maker.name or tuple(token for token in maker.words if token.lower not in DETERMINERS))
    return f"{whose} {line.text[line.tokens[at].start : line.tokens[document.last].end]}"


def _as_put_out(phrase: Phrase, first: int) -> str | None:
    """A document with where it can be found: "accounts filed at Companies House"."""
    line, at = phrase.line, phrase.end + 1
    called = next((quote for quote in range(at, at + _TITLE_REACH) if line.is_quote(quote)), None)
    if called is not None and line.lower(called - 1) in {"titled", "entitled"}:
        name = line.text[line.tokens[first].start : line.tokens[phrase.last].end]
        return f"{name} titled {line.tokens[called].text.rstrip(',')}"
    if line.lower(at) not in _PUTTING_OUT:
        return None
    last = at
    while (token := line.at(last + 1)) is not None and token.mark in {"word", "number"} and token.lower not in CUES:
        last += 1
    return line.text[line.tokens[first].start : line.tokens[last].end]
