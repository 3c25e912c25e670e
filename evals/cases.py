"""Gold cases: an article and the brief a careful editor would want of it, one YAML file each.

Evidence stands in the file as words of the article, never as offsets, so that a person can write and review it; it is
turned into sentence numbers here, or the file is refused.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.core.article import Article, segment
from service.core.draft import Kind, OpenReason, Stance, Status
from service.core.errors import PrecisError

GOLD = Path(__file__).parent / "gold"
Weight = Literal["must", "nice"]
Passage = Annotated[str, Field(min_length=1, description="Words of the article, exactly as they stand there, once.")]
Passages = Annotated[tuple[Passage, ...], Field(min_length=1)]
# YAML's C reader is ten times the speed of the other; wheels have it, a source build may not.
_Reader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CaseError(PrecisError):
    """A gold file that cannot be used as it stands.

    Attributes:
        path: The file.
        problems: Everything that is wrong with it, each with the place in the file.
    """

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{path.name}: {problem}" for problem in problems))
        self.path = path
        self.problems = problems


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class GoldHeadline(_Frozen):
    """The news in one sentence."""

    statement: str = Field(min_length=1)
    evidence: Passages


class GoldFact(_Frozen):
    """A fact a reader must know, or would be glad to."""

    statement: str = Field(min_length=1, description="One claim, in words of the annotator's own.")
    weight: Weight = Field(description="must: a brief without it is a bad brief. nice: it may be left out.")
    status: Status
    evidence: Passages


class GoldPosition(_Frozen):
    """Something a party says, wants, holds or refuses."""

    statement: str = Field(min_length=1)
    weight: Weight
    topic: str | None = Field(default=None, description="One of the case's topics.")
    stance: Stance | None = None
    quotes: tuple[Passage, ...] = Field(
        default=(), description="The party's own words, slices of the article; several where a quotation is split."
    )
    reported_by: str | None = Field(default=None, description="Who passed the view on, if not the party itself.")
    evidence: Passages


class GoldParty(_Frozen):
    """Somebody with a view or a part in the story."""

    name: str = Field(min_length=1, description="The fullest name the article gives.")
    weight: Weight
    kind: Kind
    role: str | None = None
    represents: str | None = None
    aliases: tuple[str, ...] = Field(default=(), description="Other names the article, or a good brief, may use.")
    evidence: Passages
    positions: tuple[GoldPosition, ...] = Field(default=(), description="Every view the article gives it.")


class GoldQuestion(_Frozen):
    """Something the article raises and does not answer."""

    question: str = Field(min_length=1, pattern=r"[?？؟]$")
    weight: Weight
    reason: OpenReason
    evidence: Passages


class MustNot(_Frozen):
    """A statement a careless model would make of this article, and that is wrong."""

    statement: str = Field(min_length=1)
    party: str | None = Field(default=None, description="Whose mouth it would be put in, where it is a position.")
    why: str = Field(min_length=1, description="What the article says instead.")


class KnownRejection(_Frozen):
    """A true item that one of the checks rejects all the same."""

    item: str = Field(
        pattern=r"^(h|[ftpq]\d+|p\d+\.\d+)$", description="h, f1, t1, p2, p2.1, q3: its place in the file."
    )
    check: str = Field(description="Id of the check.")


class CaseFile(_Frozen):
    """A gold file as it is written."""

    title: str | None = Field(default=None, description="The headline the article was published under, if not in it.")
    language: str = Field(pattern=r"^[a-z]{2}$", description="ISO 639-1.")
    form: Literal[
        "wire", "news", "report", "feature", "transcript", "press_release", "speech", "list", "correction", "interview"
    ]
    subject: Literal[
        "politics",
        "war",
        "courts",
        "business",
        "science",
        "local",
        "sport",
        "disaster",
        "health",
        "culture",
        "technology",
    ]
    traits: tuple[str, ...] = Field(default=(), description="What makes it hard, in a word or two each.")
    published_at: date | None = None
    source: str = Field(min_length=1, description="Where the text comes from.")
    licence: str = Field(min_length=1)
    headline: GoldHeadline
    key_facts: tuple[GoldFact, ...] = Field(min_length=1, description="Most important first.")
    topics: tuple[str, ...] = Field(default=(), max_length=6)
    parties: tuple[GoldParty, ...] = ()
    open_questions: tuple[GoldQuestion, ...] = ()
    must_not: tuple[MustNot, ...] = ()
    known_rejections: tuple[KnownRejection, ...] = ()
    annotation: str = Field(min_length=1, description="How often it was annotated, and what was settled.")
    text: str = Field(min_length=1)

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A gold case, ready to score with."""

    slug: str  # the file's name without its ending
    gold: CaseFile
    article: Article
    sentences: dict[str, tuple[int, ...]]  # item key (h, f1, p2, p2.1, q3) to the sentences its evidence touches
    checksum: str  # SHA-256 of the file

    @property
    def text(self) -> str:
        """The article, exactly."""
        return self.article.text

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the article in UTF-8, in hexadecimal: what an outcome says it was made from."""
        return hashlib.sha256(self.article.text.encode("utf-8", "surrogatepass")).hexdigest()


def read_case(path: Path) -> Case:
    """Read a gold file.

    Raises:
        CaseError: It cannot be read, is not YAML, does not fit the schema, or quotes what the article does not say.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CaseError(path, (f"it cannot be read: {error.strerror}",)) from error
    try:
        gold = CaseFile.model_validate(yaml.load(raw, Loader=_Reader))  # noqa: S506 - a safe loader, in C or in Python
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CaseError(path, (f"not YAML: {error}",)) from error
    except ValidationError as error:
        raise CaseError(path, tuple(_misfits(error))) from error
    article = segment(gold.text, title=gold.title, published_at=gold.published_at, language=gold.language)
    sentences: dict[str, tuple[int, ...]] = {}
    problems: list[str] = []
    for key, passages in _evidence(gold):
        found: set[int] = set()
        for passage in passages:
            try:
                found.update(_touched(article, passage))
            except LookupError as error:
                problems.append(f"{key}: {error}")
        sentences[key] = tuple(sorted(found))
    problems += _contradictions(gold)
    if problems:
        raise CaseError(path, tuple(problems))
    return Case(path.stem, gold, article, sentences, hashlib.sha256(raw).hexdigest())


def read_suite(folder: Path = GOLD) -> tuple[Case, ...]:
    """Every case of a folder, by name.

    Raises:
        CaseError: One of the files cannot be used.
    """
    return tuple(read_case(path) for path in sorted(folder.glob("*.yaml")))


_KEYS = {"key_facts": "f", "parties": "p", "open_questions": "q", "must_not": "m", "topics": "t"}


def _misfits(error: ValidationError) -> Iterator[str]:
    """What does not fit the schema, by the names the linter has for places: "p1.2: weight: …"."""
    places = [found["loc"] for found in error.errors()]
    for found in error.errors():
        place = found["loc"]
        # A list none of whose entries fits is told to be empty as well.
        if not any(len(other) > len(place) and other[: len(place)] == place for other in places):
            yield f"{_place(place)}: {found['msg']}"


def _place(location: tuple[int | str, ...]) -> str:
    """("parties", 0, "positions", 1, "weight") as "p1.2: weight"."""
    match location:
        case (str(section), int(number), "positions", int(position), *rest) if section in _KEYS:
            key = f"{_KEYS[section]}{number + 1}.{position + 1}"
        case (str(section), int(number), *rest) if section in _KEYS:
            key = f"{_KEYS[section]}{number + 1}"
        case _:
            return ".".join(map(str, location))
    return ": ".join((key, *([".".join(map(str, rest))] if rest else [])))


def _evidence(gold: CaseFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "h", gold.headline.evidence
    for number, fact in enumerate(gold.key_facts, start=1):
        yield f"f{number}", fact.evidence
    for number, party in enumerate(gold.parties, start=1):
        yield f"p{number}", party.evidence
        for place, position in enumerate(party.positions, start=1):
            yield f"p{number}.{place}", (*position.evidence, *position.quotes)
    for number, question in enumerate(gold.open_questions, start=1):
        yield f"q{number}", question.evidence


def _touched(article: Article, passage: str) -> Iterator[int]:
    start = article.text.find(passage)
    if start < 0:
        raise LookupError(f"the article does not say {passage!r}; copy the words exactly, quotation marks too")
    if article.text.find(passage, start + 1) >= 0:
        raise LookupError(f"the article says {passage!r} more than once; quote more of the sentence")
    end = start + len(passage)
    for sentence in article.sentences:
        if sentence.start < end and start < sentence.end:
            yield sentence.number


def _contradictions(gold: CaseFile) -> Iterator[str]:
    """What the file says in one place and denies in another."""
    for number, party in enumerate(gold.parties, start=1):
        for place, position in enumerate(party.positions, start=1):
            if position.topic is not None and position.topic not in gold.topics:
                yield f"p{number}.{place}: {position.topic!r} is none of the topics"
            if position.stance is not None and position.topic is None:
                yield f"p{number}.{place}: a stance needs the topic it is on"
    keys = {key for key, _ in _evidence(gold)} | {f"t{number}" for number in range(1, len(gold.topics) + 1)}
    for rejection in gold.known_rejections:
        if rejection.item not in keys:
            yield f"known_rejections: there is no item {rejection.item!r}"
