"""Check claims, or a brief, against a text: the same rules a brief is made by, without any engine."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self
from unicodedata import east_asian_width

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.core import checks, quotations
from service.core.article import Article
from service.core.brief import Brief, Evidence, Flag, Party, Position, Quote, Span
from service.core.claim import Reason
from service.core.draft import DraftParty, Item, Malformed, Section, read_item
from service.core.errors import DeadlineExceeded
from service.core.grounding import evidence_of, ground
from service.core.language import is_english
from service.core.tampering import slices, strange_names, tampering, touched

ClaimKind = Literal["headline", "fact", "party", "position", "question"]
LineKind = Literal["headline", "fact", "topic", "party", "position", "question"]
MAX_CLAIMS = 500
MAX_BRIEF_LINES = 2_000
_TELLING_LETTERS = 8  # of a passage that is looked up; a wide letter, as of Chinese, counts twice
_SECTIONS: dict[ClaimKind, Section] = {
    "headline": "headline",
    "fact": "key_facts",
    "party": "parties",
    "position": "positions",
    "question": "open_questions",
}


_NOBODY: dict[str, object] = {"kind": "other", "role": None, "represents": None, "sentences": (), "positions": ()}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class PlainClaim(_Frozen):
    """A claim somebody made about a text, and what in the text it is said to rest on."""

    kind: ClaimKind = Field(description="What sort of claim it is: decides how far its evidence reaches.")
    statement: str = Field(min_length=1, max_length=2_000, description="The claim; for a party, its name.")
    party: str | None = Field(default=None, min_length=1, max_length=300, description="Whose position it is.")
    quote: str | None = Field(default=None, max_length=5_000, description="The party's own words, for a position.")
    reported_by: str | None = Field(default=None, max_length=300, description="Who passed the position on.")
    sentences: tuple[Annotated[int, Field(ge=-1_000_000, le=1_000_000)], ...] | None = Field(
        default=None, max_length=200, description="Numbers of the sentences it rests on, from 1."
    )
    evidence: tuple[str | Span, ...] | None = Field(
        default=None,
        max_length=200,
        description="Instead of numbers: passages of the text, word for word or as offsets in code points.",
    )

    @model_validator(mode="after")
    def _is_one_kind_of_evidence(self) -> Self:
        if self.sentences is not None and self.evidence is not None:
            raise ValueError("give sentences or evidence, not both")
        if self.kind == "position" and self.party is None:
            raise ValueError("a position needs the party that holds it")
        return self


class VerifiedLine(_Frozen):
    """What the checks say of one claim, or one line of a brief."""

    id: str = Field(description="c1, c2, … in the order given; the line's own id for a brief.")
    kind: LineKind = Field(description="What was checked.")
    statement: str = Field(description="The words that were checked.")
    passed: bool = Field(description="Whether no check failed.")
    reasons: tuple[Flag, ...] = Field(description="The checks it failed, and how.")
    flags: tuple[Flag, ...] = Field(description="What a reader should look at twice.")
    evidence: tuple[Evidence, ...] = Field(description="The sentences it was checked against.")
    quotes: tuple[Quote, ...] = Field(description="Where its quotation stands.")


class VerificationReport(_Frozen):
    """The verdict of the checks on every claim, and the numbered sentences it refers to."""

    passed: bool = Field(description="Whether every line passed and nothing was tampered with.")
    language: str | None = Field(description="ISO 639-1 of the text, or null where it cannot be told.")
    checks: tuple[str, ...] = Field(description="Ids of the checks that were run.")
    lines: tuple[VerifiedLine, ...] = Field(description="One verdict per claim, in the order given.")
    tampering: tuple[str, ...] = Field(description="Where a brief does not belong to the text, as a whole.")
    sentences: tuple[Evidence, ...] = Field(description="The text's sentences, numbered from 1.")
    warnings: tuple[str, ...] = Field(description="What a reader should know about these checks.")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to check, and what is wrong with it before any check is run."""

    id: str
    kind: LineKind
    item: Item | Malformed
    found: tuple[Reason, ...] = ()


def verify_claims(
    article: Article, claims: Sequence[PlainClaim], *, deadline_seconds: float | None = None
) -> VerificationReport:
    """Check claims against an article, whatever they say.

    Evidence given as text is looked up like a quotation, at its first place; evidence that cannot be located, or is
    so short that it stands anywhere, fails the check `sentences`. A passage stands for every sentence it touches.

    Raises:
        DeadlineExceeded: Not every claim was checked in time.
    """
    siblings = {
        name: party
        for claim in claims
        for name in [claim.statement if claim.kind == "party" else claim.party]
        if name and (party := _party(name)) is not None
    }
    lines = (_claimed(f"c{number}", claim, article, siblings) for number, claim in enumerate(claims, start=1))
    return _report(article, _in_time(lines, deadline_seconds), tuple(siblings.values()))


def verify_brief(article: Article, brief: Brief, *, deadline_seconds: float | None = None) -> VerificationReport:
    """Check a brief against the text it says it was made from, whatever it says.

    Beyond the checks: every evidence, quotation and date must be the exact slice its offsets name, a date the one
    the text gives, an alias must stand in the text, and the text must have the brief's SHA-256.

    Raises:
        DeadlineExceeded: Not every line was checked in time.
    """
    parties = [(party, _drafted(party, article)) for party in brief.parties]
    siblings = tuple(drafted for _, drafted in parties if drafted is not None)
    lines = _in_time(_lines(brief, article, parties), deadline_seconds)
    return _report(article, lines, siblings, tuple(tampering(brief, article)))


def lines_of(brief: Brief) -> int:
    """How many lines of a brief there are to check."""
    positions = sum(len(party.positions) for party in brief.parties)
    lists = (brief.key_facts, brief.topics, brief.parties, brief.open_questions)
    return (brief.headline is not None) + positions + sum(map(len, lists))


def _in_time(lines: Iterable[_Line], seconds: float | None) -> Iterator[_Line]:
    """The lines, as long as there is time to check another one."""
    started = time.monotonic()
    for line in lines:
        if seconds is not None and time.monotonic() - started >= seconds:
            raise DeadlineExceeded(seconds)
        yield line


def _report(
    article: Article, lines: Iterable[_Line], siblings: tuple[DraftParty, ...], tampering: tuple[str, ...] = ()
) -> VerificationReport:
    english = is_english(article.language)
    verified = tuple(_verified(line, article, siblings) for line in lines)
    return VerificationReport(
        passed=all(line.passed for line in verified) and not tampering,
        language=article.language,
        checks=tuple(check.id for check in checks.CHECKS if english or not check.english_only),
        lines=verified,
        tampering=tampering,
        sentences=evidence_of(article, tuple(sentence.number for sentence in article.sentences)),
        warnings=() if english else (_language_warning(article.language),),
    )


def _language_warning(language: str | None) -> str:
    return f"the text seems to be in {language!r}, not English: of the checks only those listed were run"


def _verified(line: _Line, article: Article, siblings: tuple[DraftParty, ...]) -> VerifiedLine:
    outcome = ground(line.item, article, siblings=siblings)
    reasons = line.found
    # Evidence that could not be located has said already that there is no sentence to look at.
    unlocated = any(reason.check == "sentences" for reason in line.found)
    reasons += tuple(reason for reason in outcome.reasons if not (unlocated and reason.check == "sentences"))
    return VerifiedLine(
        id=line.id,
        kind=line.kind,
        statement=line.item.statement if isinstance(line.item, Item) else "",
        passed=not reasons,
        reasons=_flags(reasons),
        flags=_flags(outcome.flags),
        evidence=outcome.evidence,
        quotes=outcome.quotes,
    )


def _flags(reasons: Iterable[Reason]) -> tuple[Flag, ...]:
    return tuple(Flag(check=reason.check, detail=reason.detail) for reason in dict.fromkeys(reasons))


# Claims


def _claimed(line_id: str, claim: PlainClaim, article: Article, siblings: dict[str, DraftParty]) -> _Line:
    found: tuple[Reason, ...] = ()
    numbers = claim.sentences or ()
    if claim.evidence is not None:
        numbers, found = _located(claim.evidence, article)
    # One entry for every kind: reading an item ignores the keys its section does not have.
    entry = {
        **_NOBODY,
        "statement": claim.statement,
        "question": claim.statement,
        "name": claim.statement,
        "status": "done",
        "reason": "unanswered",
        "topic": None,
        "stance": None,
        "quote": claim.quote,
        "reported_by": claim.reported_by,
        "sentences": numbers,
    }
    item = read_item(line_id, _SECTIONS[claim.kind], entry, party=siblings.get(claim.party) if claim.party else None)
    return _Line(line_id, claim.kind, item, found)


def _located(evidence: Sequence[str | Span], article: Article) -> tuple[tuple[int, ...], tuple[Reason, ...]]:
    """Numbers of the sentences the passages touch, and a reason for every passage that is not in the text."""
    numbers: list[int] = []
    missing: list[Reason] = []
    for place, passage in enumerate(evidence, start=1):
        if isinstance(passage, str):
            spans = quotations.locate_in(article, passage, [(0, len(article.text))]) or []
        else:
            spans = [(passage.start, passage.end)] if 0 <= passage.start < passage.end <= len(article.text) else []
        standing = [number for start, end in spans for number in touched(article, start, end)]
        if not standing:
            missing.append(Reason("sentences", f"passage {place} of its evidence is not in the text"))
        elif isinstance(passage, str) and not _is_telling(article, spans):
            missing.append(Reason("sentences", f"passage {place} of its evidence is too short to tell where it stands"))
            continue
        numbers.extend(standing)
    return tuple(dict.fromkeys(numbers)), tuple(missing)


def _is_telling(article: Article, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether words looked up in a text point at a place: a letter or two stand in every sentence."""
    texts = [article.text[start:end] for start, end in spans]
    longest = max(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text) for text in texts)
    return longest >= _TELLING_LETTERS or any(
        start <= sentence.start and _bare(article.text[sentence.start : sentence.end]) == _bare(article.text[start:end])
        for start, end in spans
        for sentence in article.sentences
    )


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _party(name: str) -> DraftParty | None:
    return _content(read_item("p", "parties", {**_NOBODY, "name": name}))


def _content(item: Item | Malformed) -> DraftParty | None:
    return item.content if isinstance(item, Item) and isinstance(item.content, DraftParty) else None


# Briefs


def _lines(brief: Brief, article: Article, parties: list[tuple[Party, DraftParty | None]]) -> Iterator[_Line]:
    if (headline := brief.headline) is not None:
        numbers, found = slices(headline.evidence, (), (), article)
        entry = {"statement": headline.statement, "sentences": numbers}
        yield _Line("h", "headline", read_item("h", "headline", entry), found)
    for fact in brief.key_facts:
        numbers, found = slices(fact.evidence, (), fact.dates, article)
        fact_entry = {"statement": fact.statement, "status": fact.status, "sentences": numbers}
        yield _Line(fact.id, "fact", read_item(fact.id, "key_facts", fact_entry), found)
    for number, topic in enumerate(brief.topics, start=1):
        yield _Line(f"t{number}", "topic", Item(f"t{number}", "topics", topic))
    names = {party.id: party.name for party, _ in parties}
    for party, drafted in parties:
        numbers, found = slices(party.evidence, (), (), article)
        found += tuple(strange_names(party, article))
        yield _Line(party.id, "party", read_item(party.id, "parties", _party_entry(party, numbers)), found)
        for position in party.positions:
            numbers, found = slices(position.evidence, position.quotes, (), article)
            entry_of = _position_entry(position, numbers, names)
            item = read_item(position.id, "positions", entry_of, party=drafted)
            yield _Line(position.id, "position", item, found)
    for question in brief.open_questions:
        numbers, found = slices(question.evidence, (), (), article)
        question_entry = {"question": question.question, "reason": question.reason, "sentences": numbers}
        yield _Line(question.id, "question", read_item(question.id, "open_questions", question_entry), found)


def _drafted(party: Party, article: Article) -> DraftParty | None:
    numbers, _ = slices(party.evidence, (), (), article)
    return _content(read_item(party.id, "parties", _party_entry(party, numbers)))


def _party_entry(party: Party, numbers: list[int]) -> dict[str, object]:
    return {
        "name": party.name,
        "kind": party.kind,
        "role": party.role,
        "represents": party.represents,
        "sentences": numbers,
        "positions": [],
    }


def _position_entry(position: Position, numbers: list[int], names: dict[str, str]) -> dict[str, object]:
    reporter = position.reported_by
    return {
        "statement": position.statement,
        "topic": None,
        "stance": None,
        "quote": " … ".join(quote.text for quote in position.quotes) or None,
        "reported_by": names.get(reporter, reporter) if reporter else None,
        "sentences": numbers,
    }
