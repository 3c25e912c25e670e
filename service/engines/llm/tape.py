"""What stands between a question and the server: nothing, or a tape that keeps replies or gives kept ones.

It stands below the retries and above the wire: a reply that is played back goes through everything a fresh one does.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from service.core.article import Article
from service.core.brief import PromptRecord
from service.core.engine import Window
from service.engines.llm.completion import Completion

Ask = Callable[[], Awaitable[Completion]]  # one call of the server
Through = Callable[[Ask], Awaitable[Completion]]


@dataclass(frozen=True, slots=True)
class Call:
    """What a model is asked: all that decides whether a reply kept earlier is the answer to it."""

    window: Window
    model: str
    prompt: PromptRecord  # its checksum covers the words of the prompt and the schema of the reply
    words: str  # SHA-256 of what is sent, first 16 hexadecimal digits


class Tape(Protocol):
    """Answers calls in the server's place, or keeps what the server answers."""

    def begin(self, article: Article, take: int) -> None:
        """Say which repetition of a case the briefs of this article are, from 1. Without it they are the first."""
        ...

    async def complete(self, call: Call, ask: Ask) -> Completion:
        """The reply to a call. `ask` asks the server."""
        ...


async def straight(ask: Ask) -> Completion:
    """Without a tape: the server's own answer."""
    return await ask()
