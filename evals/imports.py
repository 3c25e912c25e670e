"""Output made elsewhere: plain JSONL, one brief a line, in; outcomes that every metric can score, out.

A line needs the case's name and whatever the output has:

    {"case": "port-strike", "key_facts": ["The port closed.", {"statement": "Talks resume.", "sentences": [4]}],
     "parties": [{"name": "Ann Roe", "positions": [{"statement": "Roe wants talks.", "quote": "Let us talk"}]}],
     "seconds": 2.4, "cost_usd": 0.003}

A section that is missing is not scored; one that is there and empty is. Evidence is numbers of sentences, as precis
counts them, or passages of the article. The project's checks are run here, and nothing is set aside.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from evals.cases import Case
from evals.outcomes import Failure, Lack, Outcome
from evals.unfiltered import unfiltered
from service.core import quotations
from service.core.article import Article
from service.core.draft import Kind, OpenReason, Stance, Status
from service.core.engine import Tally
from service.core.errors import InputError
from service.core.tampering import touched
from service.core.words import content_stems

ENGINE = "import"
_NOWHERE = 0  # number of a sentence no article has: what a passage that is not in the text stands for
_MOST_STAND_INS = 3  # sentences that stand in for the evidence of a line, in an output that cites nothing
_MOST_PROBLEMS = 20


class ImportRefused(InputError):
    """Lines that cannot be read as output of the suite's cases.

    Attributes:
        problems: What is wrong, each with the number of its line.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        shown = [*problems[:_MOST_PROBLEMS], *([f"and {len(problems) - _MOST_PROBLEMS} more"] * (len(problems) > 20))]
        super().__init__("\n".join(shown))
        self.problems = tuple(problems)


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _as(field: str) -> BeforeValidator:
    """A bare string is an entry that says nothing but that."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


class _Cited(_Given):
    sentences: tuple[int, ...] | None = None
    evidence: tuple[str, ...] | None = None


class _Statement(_Cited):
    statement: str = Field(min_length=1)


class _Fact(_Statement):
    status: Status = "done"


class _Position(_Statement):
    topic: str | None = None
    stance: Stance | None = None
    quote: str | None = None
    reported_by: str | None = None


class _Party(_Cited):
    name: str = Field(min_length=1)
    kind: Kind = "other"
    role: str | None = None
    represents: str | None = None
    aliases: tuple[str, ...] = ()
    positions: tuple[Annotated[_Position, _as("statement")], ...] | None = None


class _Question(_Cited):
    question: str = Field(min_length=1)
    reason: OpenReason = "unanswered"


class _Line(_Given):
    case: str
    arm: str | None = None
    repeat: int | None = Field(default=None, ge=1)
    headline: Annotated[_Statement, _as("statement")] | None = None
    key_facts: tuple[Annotated[_Fact, _as("statement")], ...] | None = None
    parties: tuple[Annotated[_Party, _as("name")], ...] | None = None
    open_questions: tuple[Annotated[_Question, _as("question")], ...] | None = None
    error: str | None = Field(default=None, description="Why there is no output.")
    seconds: float = Field(default=0.0, ge=0)
    calls: int | None = Field(default=None, ge=0)
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    cost_usd: float | None = Field(default=None, ge=0)

    @property
    def cited(self) -> tuple[_Cited, ...]:
        """Every entry that may cite, but for parties: a name is found without."""
        views = tuple(view for party in self.parties or () for view in party.positions or ())
        headline = (self.headline,) if self.headline else ()
        return (*headline, *(self.key_facts or ()), *views, *(self.open_questions or ()))


def read_outcomes(lines: Iterable[str], cases: Iterable[Case], *, arm: str) -> tuple[Outcome, ...]:
    """The outcomes of plain JSONL.

    Args:
        lines: One JSON object each; empty lines do not count.
        cases: The cases they may be about.
        arm: Whose output it is, where a line does not say.

    Raises:
        ImportRefused: Some lines cannot be read, are about no case, or about one case twice with the same repeat.
    """
    known = {case.slug: case for case in cases}
    problems: list[str] = []
    read: list[tuple[int, _Line]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                read.append((number, _read(line)))
            except ValueError as error:
                problems.extend(f"line {number}: {problem}" for problem in _problems(error))
    for number, given in read:
        if given.case not in known:
            problems.append(f"line {number}: there is no case {given.case!r}")
    seen: Counter[tuple[str, str]] = Counter()
    keys: dict[tuple[str, str, int], int] = {}
    for number, given in read:
        pair = (given.case, given.arm or arm)
        seen[pair] += 1
        first = keys.setdefault((*pair, given.repeat or seen[pair]), number)
        if first != number:
            problems.append(f"line {number}: {given.case!r} has this repeat in line {first} already")
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: int(problem.split()[1].rstrip(":"))))
    lacks = _lacks([given for _, given in read])
    repeats = {number: key[2] for key, number in keys.items()}
    return tuple(_outcome(given, known[given.case], given.arm or arm, repeats[number], lacks) for number, given in read)


def _read(line: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error


def _problems(error: ValueError) -> Iterator[str]:
    if isinstance(error, ValidationError):
        for found in error.errors(include_input=False, include_url=False):
            yield f"{'.'.join(map(str, found['loc'])) or 'the line'}: {found['msg']}"
    else:
        yield str(error)


def _lacks(lines: Sequence[_Line]) -> tuple[Lack, ...]:
    """What no line has: an output that gives stances at times and not here has none here, and is scored on that."""
    views = [view for line in lines for party in line.parties or () for view in party.positions or ()]
    has: dict[Lack, bool] = {
        "key_facts": any(line.key_facts is not None for line in lines),
        "parties": any(line.parties is not None for line in lines),
        "positions": any(party.positions is not None for line in lines for party in line.parties or ()),
        "stances": any(view.stance is not None for view in views),
        "quotes": any(view.quote is not None for view in views),
        "open_questions": any(line.open_questions is not None for line in lines),
        "citations": _cites(lines),
        "schema": False,
        "calls": any(line.calls is not None for line in lines),
        "tokens": any(line.input_tokens is not None or line.output_tokens is not None for line in lines),
    }
    return tuple(lack for lack, is_there in has.items() if not is_there)


def _cites(lines: Sequence[_Line]) -> bool:
    return any(entry.sentences is not None or entry.evidence is not None for line in lines for entry in line.cited)


def _outcome(given: _Line, case: Case, arm: str, repeat: int, lacks: tuple[Lack, ...]) -> Outcome:
    if given.error is not None:
        failure = Failure(kind="MadeElsewhere", message=given.error)
        return Outcome(
            case=case.slug,
            text_sha256=case.text_sha256,
            arm=arm,
            repeat=repeat,
            error=failure,
            lacks=lacks,
            seconds=given.seconds,
        )
    made = unfiltered(
        _reply(given, case.article, stand_in="citations" in lacks),
        case.article,
        engine=ENGINE,
        brief_id=hashlib.sha256(f"{case.slug}\n{arm}\n{repeat}".encode()).hexdigest()[:32],
        tally=Tally(
            calls=given.calls or 0,
            input_tokens=given.input_tokens or 0,
            output_tokens=given.output_tokens or 0,
            cost_usd=given.cost_usd,
        ),
        seconds=given.seconds,
        aliases={party.name: party.aliases for party in given.parties or ()},
    )
    return Outcome(
        case=case.slug,
        text_sha256=case.text_sha256,
        arm=arm,
        repeat=repeat,
        brief=made.brief,
        failed_first=made.failed,
        is_unfiltered=True,
        lacks=lacks,
        seconds=given.seconds,
    )


def _reply(given: _Line, article: Article, *, stand_in: bool) -> Mapping[str, Any]:
    """A line as a model would have replied."""
    views = [view for party in given.parties or () for view in party.positions or ()]
    topics = list(dict.fromkeys(view.topic for view in views if view.topic))

    def cited(entry: _Cited, words: str) -> list[int]:
        if entry.sentences is not None or entry.evidence is not None:
            return [*(entry.sentences or ()), *_located(entry.evidence or (), article)]
        return _stand_ins(words, article) if stand_in or isinstance(entry, _Party) else []

    return {
        "headline": {
            "statement": given.headline.statement,
            "sentences": cited(given.headline, given.headline.statement),
        }
        if given.headline
        else None,
        "key_facts": [
            {"statement": fact.statement, "status": fact.status, "sentences": cited(fact, fact.statement)}
            for fact in given.key_facts or ()
        ],
        "topics": topics,
        "parties": [
            {
                **party.model_dump(include={"name", "kind", "role", "represents"}),
                "sentences": cited(party, party.name),
                "positions": [
                    {
                        **view.model_dump(include={"statement", "stance", "quote", "reported_by"}),
                        "topic": topics.index(view.topic) + 1 if view.topic else None,
                        "sentences": cited(view, f"{view.statement} {view.quote or ''}"),
                    }
                    for view in party.positions or ()
                ],
            }
            for party in given.parties or ()
        ],
        "open_questions": [
            {"question": asked.question, "reason": asked.reason, "sentences": cited(asked, asked.question)}
            for asked in given.open_questions or ()
        ],
    }


def _located(passages: Iterable[str], article: Article) -> Iterator[int]:
    """Numbers of the sentences passages stand in; 0 for one that is not in the article."""
    for passage in passages:
        spans = quotations.locate_in(article, passage, [(0, len(article.text))])
        if not spans:
            yield _NOWHERE
        for start, end in spans or ():
            yield from touched(article, start, end)


def _stand_ins(words: str, article: Article) -> list[int]:
    """The sentences that share most with a line, one after the other as long as each adds words to what was shared."""
    wanted = set(content_stems(words)) | {word for word in words.split() if any(map(str.isdigit, word))}
    chosen: list[int] = []
    while wanted and len(chosen) < _MOST_STAND_INS:
        shares = {
            sentence.number: len(wanted & _words(article, sentence.number))
            for sentence in article.sentences
            if sentence.number not in chosen
        }
        best = max(shares, key=lambda number: (shares[number], -number), default=_NOWHERE)
        if not shares.get(best):
            break
        chosen.append(best)
        wanted -= _words(article, best)
    return sorted(chosen)


def _words(article: Article, number: int) -> set[str]:
    text = article.quote(number)
    return set(content_stems(text)) | {word for word in text.split() if any(map(str.isdigit, word))}
