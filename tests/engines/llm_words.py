"""What the tests of the llm engine share: an article, a reply to it, and listening to an engine."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, TypeVar

from service.core.article import segment
from service.core.claim import Reason
from service.core.draft import Item, Malformed
from service.core.engine import Failure, Said, Spent, Tally, Window
from service.core.errors import PrecisError

ARTICLE = segment(
    "The port of Aldmere closed on Monday after a crane fell and killed 2 workers.\n"
    "“Nobody goes back until the cranes are checked,” said Ines Pak, head of the dockers' union.\n"
    "The city said it might reopen one quay on Friday.",
    title="Port closed",
)
WHOLE = Window(ARTICLE, 1, 3)

REPLY: dict[str, Any] = {
    "headline": {"statement": "The port of Aldmere closed after a crane fell.", "sentences": [1]},
    "key_facts": [
        {"statement": "A crane fell and killed 2 workers.", "status": "done", "sentences": [1]},
        {"statement": "The port closed on Monday.", "status": "done", "sentences": [1]},
    ],
    "topics": ["reopening the port"],
    "parties": [
        {
            "name": "Ines Pak",
            "kind": "person",
            "role": "head of the dockers' union",
            "represents": None,
            "sentences": [2],
            "positions": [
                {
                    "statement": "Ines Pak says nobody returns before the cranes are checked.",
                    "topic": 1,
                    "stance": "conditional",
                    "quote": "Nobody goes back until the cranes are checked,",
                    "reported_by": None,
                    "sentences": [2],
                }
            ],
        }
    ],
    "open_questions": [{"question": "When does the port reopen?", "reason": "pending", "sentences": [3]}],
}
KEYS = ["h", "f1", "f2", "t1", "p1", "p1.1", "q1"]

Kind = TypeVar("Kind")


async def hear(stream: AsyncIterator[Said]) -> tuple[list[Said], PrecisError | None]:
    """Everything an engine says, and the error it ends with, if it ends with one."""
    said: list[Said] = []
    try:
        async for word in stream:
            said.append(word)  # noqa: PERF401 - what came before an error counts
    except PrecisError as error:
        return said, error
    return said, None


def only(kind: type[Kind], said: Sequence[Said]) -> list[Kind]:
    """What was said of one kind."""
    return [word for word in said if isinstance(word, kind)]


def tally(said: Sequence[Said]) -> Tally:
    """The sum of what was spent."""
    total = Tally()
    for spent in only(Spent, said):
        total = total.plus(spent)
    return total


def failure(item: Item | Malformed, detail: str = "“3” is not in the evidence") -> Failure:
    """An item that failed a check."""
    return Failure(item, (Reason("number", detail),))


def schema_objects(schema: object) -> Iterator[dict[str, Any]]:
    """Every JSON object of a schema that describes a value."""
    if isinstance(schema, dict):
        yield schema
        for name, part in schema.items():
            if name in {"properties", "$defs"}:
                for described in part.values():
                    yield from schema_objects(described)
            else:
                yield from schema_objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from schema_objects(part)
