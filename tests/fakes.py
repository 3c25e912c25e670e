"""Fakes that implement the product's protocols and remember what they were asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.core.brief import EngineRecord
from service.core.draft import Item, items
from service.core.engine import Answering, Failure, Notice, Request, Said, Spent, Window


@dataclass
class ScriptedEngine:
    """An engine that says what it is told to, and remembers what it was asked."""

    says: Sequence[Said | Exception] | Callable[[Window], Iterable[Said | Exception]] = ()
    mends: Sequence[Said | Exception] = ()
    name: str = "scripted"
    window_characters: int | None = None
    hangs: bool = False  # after everything is said, wait for ever
    drafted: list[tuple[Window, Request]] = field(default_factory=list)
    asked_to_repair: list[tuple[Failure, ...]] = field(default_factory=list)
    stopped_early: int = 0
    is_closed: bool = False

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        self.drafted.append((window, request))
        yield Answering(EngineRecord(name=self.name, model=None, fallback_from=None, prompts=()))
        try:
            for said in self.says(window) if callable(self.says) else self.says:
                yield _said(said)
            if self.hangs:
                await asyncio.Event().wait()
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped_early += 1
            raise

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        self.asked_to_repair.append(tuple(failures))
        for said in self.mends:
            yield _said(said)

    async def aclose(self) -> None:
        self.is_closed = True


def echoes(window: Window) -> Iterable[Said]:
    """A draft that repeats the sentences of a window word for word: true of every text."""
    sentences = range(window.first, window.last + 1)
    facts = [fact(window.article.quote(number), number) for number in sentences]
    return draft(headline={"statement": window.article.quote(window.first), "sentences": [window.first]}, facts=facts)


def _said(said: Said | Exception) -> Said:
    if isinstance(said, Exception):
        raise said
    return said


def draft(
    *,
    headline: Mapping[str, Any] | None = None,
    facts: Sequence[Mapping[str, Any]] = (),
    topics: Sequence[str] = (),
    parties: Sequence[Mapping[str, Any]] = (),
    questions: Sequence[Mapping[str, Any]] = (),
) -> list[Said]:
    """The items of a draft written as a model would write it."""
    reply = {
        "headline": headline,
        "key_facts": list(facts),
        "topics": list(topics),
        "parties": list(parties),
        "open_questions": list(questions),
    }
    return list(items(reply))


def fact(statement: str, *sentences: int, status: str = "done") -> dict[str, Any]:
    """A key fact as a model writes it."""
    return {"statement": statement, "status": status, "sentences": list(sentences)}


def party(name: str, *sentences: int, positions: Sequence[Mapping[str, Any]] = (), **others: Any) -> dict[str, Any]:
    """A party as a model writes it."""
    entry = {"name": name, "kind": "person", "role": None, "represents": None, "sentences": list(sentences)}
    return {**entry, "positions": list(positions), **others}


def position(statement: str, *sentences: int, **others: Any) -> dict[str, Any]:
    """A position as a model writes it."""
    entry = {"statement": statement, "topic": None, "stance": None, "quote": None, "reported_by": None}
    return {**entry, "sentences": list(sentences), **others}


def question(text: str, *sentences: int, reason: str = "unanswered") -> dict[str, Any]:
    """An open question as a model writes it."""
    return {"question": text, "reason": reason, "sentences": list(sentences)}


def only(entries: Sequence[Said]) -> Item:
    """The single item of a draft that has one."""
    (item,) = entries
    assert isinstance(item, Item)
    return item


__all__ = ["Notice", "ScriptedEngine", "Spent", "draft", "fact", "only", "party", "position", "question"]
