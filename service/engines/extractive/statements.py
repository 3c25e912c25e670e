"""Facts and the headline: the article's own sentences, shortened where that is safe, each with its status."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.cues import CUES
from service.core.attribution.tokens import CLOSED, Line
from service.core.draft import DraftFact, DraftHeadline, Status
from service.engines.extractive import prose
from service.engines.extractive.phrasing import without_also
from service.engines.extractive.ranking import Ranked, is_aside
from service.engines.extractive.status import status_of, without_inserted

_MOST_WORDS = 24
_HEADLINE_WORDS = 20
_PERSONAL = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"^(?:Th(?:is|at) [a-z]+(?:s|ed)\b|Th(?:is|at) (?:will|would|could|may|might|came|meant)\b|"
    r"(?:Some|Others|Both|Neither|Either|Most|All|None|Many|Few|Several|Each|One)(?:'s)? "
    r"(?:of (?:them|these|those)|said|says?|have|has|had|are|were|was|is|will|would|did|do|want\w*)\b|"
    r"They|It|Its|Their|Theirs|These|Those|Such|There (?:he|she|it)|Then|Another|"
    r"The (?:former|latter|two|pair|duo|move|other|others)\b)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Ways to tell one claim, the best first, with the sentences it rests on."""

    forms: tuple[str, ...]
    sentences: tuple[int, ...]


def claims(article: Article, reading: Reading, lines: tuple[Line, ...], best: Ranked) -> Iterator[Claim]:
    """The one or two claims of a sentence; none where it cannot stand alone."""
    number = best.number
    text = without_also(prose.opened(_without_asides(article, reading, number)))
    sentences: tuple[int, ...] = (number,)
    reference = reading.reference(number)
    if reference is not None:
        if not _is_plain(article, reading, number) or article.quote(number) != prose.opened(article.quote(number)):
            return
        name = reading.parties[reference.party].name
        text = name + text[reference.span[1] - reference.span[0] :]
        others = {"female": _MALE, "male": _FEMALE}.get(reading.parties[reference.party].gender or "")
        if others is not None and others.search(text):
            return  # somebody else is meant there too
        named = [at for at in reading.parties[reference.party].sentences if at < number]
        sentences = (*named[-1:], number)
    elif _POINTING.match(text) or _dangles(article, reading, lines[number - 1]):
        return
    parts = prose.halves(text) if reference is None else None
    for part in parts or (text,):
        yield Claim(tuple(_forms(part, _MOST_WORDS)), sentences)


def facts(claim: Claim) -> Iterator[DraftFact]:
    """A claim's forms as facts; a plan that is only mentioned is offered as expected where "done" says too much."""
    for form in claim.forms:
        status = status_of(form)
        yield DraftFact(statement=form, status=status, sentences=claim.sentences)
        if status == "done" and _PLANNED.search(form):
            main = _PLANNED.search(without_inserted(form))
            under_way: Status = "expected" if main and not re.search(r"\b(?:has|have) (?!to\b)", form) else "ongoing"
            yield DraftFact(statement=form, status=under_way, sentences=claim.sentences)


_PLANNED = re.compile(r"\b(?:plans?|planned|proposals?|proposed|bid|due|offer(?:ed)?|set|scheduled|threat\w*) to\b")


def headlines(article: Article, first: Claim | None, headline_number: int | None) -> Iterator[DraftHeadline]:
    """The headline in ever more literal forms: the first fact short enough, the article's own line, the first fact."""
    if headline_number is not None:
        yield DraftHeadline(statement=prose.stopped(article.quote(headline_number)), sentences=(headline_number,))
    if first is not None:
        for form in (*_forms(first.forms[-1], _HEADLINE_WORDS), *first.forms):
            yield DraftHeadline(statement=form, sentences=first.sentences)


def _forms(text: str, most: int) -> list[str]:
    """The shortest safe form first, then the longer ones, the whole sentence last."""
    whole = prose.stopped(text)
    return [*reversed(list(prose.shorter(whole, most))), whole]


def _is_plain(article: Article, reading: Reading, number: int) -> bool:
    """Whether nobody but the party meant could be: the only person of the sentence before, and named there."""
    reference = reading.reference(number)
    if reference is None or not reference.certain or reading.reference(number - 1) is not None:
        return False
    party = reading.parties[reference.party]
    before = [other for other in reading.parties if other.kind in {"person", "other"} and number - 1 in other.sentences]
    return before == [party] if party.kind == "person" else _opens(article, party, number - 1)


def _opens(article: Article, party: Party, number: int) -> bool:
    """Whether a sentence is about a body: "it" in the next one is rarely what stands elsewhere in it."""
    start = article.sentences[number - 1].start
    opening = article.text[start : start + 4].lower()
    return start + (4 if opening == "the " else 0) in {mention[0] for mention in party.mentions}


def _without_asides(article: Article, reading: Reading, number: int) -> str:
    """The sentence up to what somebody is said to add in it: "…, saying that …"."""
    sentence = article.sentences[number - 1]
    end = sentence.end
    for attribution in reading.of_sentence(number):
        if attribution.cue and is_aside(article, attribution):
            end = min(end, attribution.cue[0])
    return article.text[sentence.start : end].strip().rstrip(",")


def _dangles(article: Article, reading: Reading, line: Line) -> bool:
    """Whether a "he" or "her" stands in the sentence with nobody before it there."""
    number = line.sentence.number
    start = line.sentence.start
    for token in line.tokens:
        if token.mark == "word" and _PERSONAL.fullmatch(token.lower):
            people = [
                mention
                for party in reading.parties
                if party.kind == "person" and number in party.sentences
                for mention in party.mentions
                if start <= mention[0] < token.start
            ]
            nouns = re.search(
                r"\b(?:[Aa]n?|[Tt]he) (?:[\w-]+ ){0,3}(?:man|woman|boy|girl|manager|officer|driver|teacher|\w+er|"
                r"\w+or|\w+ist)\b",
                article.text[start : token.start],
            )
            if not people and not nouns:
                return True
        elif token.lower in {"they", "them"} and not _has_plural(article.text[start : token.start]):
            return True
    return False


def _has_plural(text: str) -> bool:
    """Whether a noun that "they" could mean stands in the text."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(
        word in {"people", "women", "men", "children", "police", "and"}
        or (len(word) > 3 and word.endswith("s") and word not in CUES and word not in CLOSED)
        for word in words
    )
