"""The answers asked for last, in memory, up to a number of bytes."""

from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, as it is given again."""

    brief_id: str
    body: bytes
    stale_at: float  # when its time is over
    doubted_at: float  # when the store is to be asked again: somebody else may have deleted it


class Memory:
    """Answers by question, the least recently asked for going first. Times are seconds of whoever calls."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: OrderedDict[str, Kept] = OrderedDict()
        self._questions: dict[str, set[str]] = {}  # by brief

    def get(self, question: str, now: float) -> Kept | None:
        """The answer, unless its time is over or it is to be doubted."""
        kept = self._answers.get(question)
        if kept is None or now >= kept.doubted_at:
            return None
        if now >= kept.stale_at:
            self._drop(question)
            return None
        self._answers.move_to_end(question)
        return kept

    def put(self, question: str, kept: Kept) -> None:
        """Keep an answer."""
        self._drop(question)
        self._answers[question] = kept
        self._questions.setdefault(kept.brief_id, set()).add(question)
        self._bytes += len(kept.body)
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._answers)))

    def forget(self, brief_id: str) -> None:
        """Drop every answer that is this brief."""
        for question in tuple(self._questions.get(brief_id, ())):
            self._drop(question)

    def _drop(self, question: str) -> None:
        kept = self._answers.pop(question, None)
        if kept is not None:
            self._bytes -= len(kept.body)
            others = self._questions[kept.brief_id]
            others.discard(question)
            if not others:
                del self._questions[kept.brief_id]
