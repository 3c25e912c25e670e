"""Many briefs through a real server of which three calls in ten go wrong, with one fallback model."""

import asyncio
import json
import random
import re
from collections import Counter
from dataclasses import dataclass

from service.core.article import segment
from service.core.engine import Request
from service.core.errors import PrecisError
from service.core.summarize import finish, summarize
from service.engines.llm.engine import LlmEngine
from service.fallback import Choice, Fallback
from service.settings import Settings
from tests.scripted_server import HANG, RESET, Answer, Call, ScriptedServer, completion, rate_limited, status, streamed

FAULTY = 0.3
_LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_PORT = re.compile(r"Port (\d+) ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the briefs ended: "complete", "partial", or the name of an error."""

    endings: Counter[str]
    calls: int  # upstream, in all

    @property
    def complete(self) -> float:
        """Share of complete briefs."""
        return self.endings["complete"] / self.endings.total()


def faulty(seed: int) -> "_Script":
    """A script in which each call of each brief goes wrong with a chance of `FAULTY`, the same for the same seed."""
    return _Script(seed)


class _Script:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._calls: Counter[str] = Counter()

    def __call__(self, call: Call) -> Answer:
        port = _PORT.search(call.user)
        brief = port.group(1) if port else ""
        self._calls[brief] += 1
        chance = random.Random(f"{self._seed}/{brief}/{self._calls[brief]}")  # noqa: S311 - a script, not a secret
        return _fault(call, chance) if chance.random() < FAULTY else _good(call)


def _good(call: Call) -> Answer:
    """A draft that repeats the sentences: true of every article."""
    return streamed(_draft(call)) if "stream" in call.body else completion(_draft(call))


def _draft(call: Call) -> dict[str, object]:
    facts = [
        {"statement": text, "status": "done", "sentences": [int(number)]} for number, text in _LINE.findall(call.user)
    ]
    headline = {"statement": facts[0]["statement"], "sentences": facts[0]["sentences"]}
    return {"headline": headline, "key_facts": facts, "topics": [], "parties": [], "open_questions": []}


def _fault(call: Call, chance: random.Random) -> Answer:
    text = json.dumps(_draft(call))
    cut = text[: chance.randrange(1, len(text))]
    is_streamed = "stream" in call.body
    return chance.choice(
        [
            rate_limited(chance.choice([None, "1", "3"])),
            status(500),
            status(503),
            streamed(cut, fault="reset") if is_streamed else RESET,
            HANG,
            streamed(cut) if is_streamed else completion(cut),
            streamed("The port is closed.") if is_streamed else completion("{'headline': The port is closed."),
        ]
    )


async def many_briefs(server: ScriptedServer, count: int, *, seed: int, stream: bool = False) -> Outcome:
    """Brief so many articles, sixteen at once; nothing waits between tries."""
    server.answers(faulty(seed))
    settings = Settings(
        openai_base_url=server.base_url, model="first", fallbacks=("second",), request_timeout_seconds=0.5
    )

    async def sleep(_: float) -> None:
        await asyncio.sleep(0)

    engine = LlmEngine(settings, sleep=sleep)
    fallback = Fallback([Choice(engine), Choice(engine, model="second")])
    gate = asyncio.Semaphore(16)

    async def one(number: int) -> str:
        article = segment(f"Port {number} closed on Monday. A crane fell there. Talks resume on Friday. Ships wait.")
        async with gate:
            try:
                brief = await finish(summarize(article, fallback, Request(deadline_seconds=120, stream=stream)))
            except PrecisError as error:
                return type(error).__name__
            return brief.status

    try:
        endings = Counter(await asyncio.gather(*(one(number) for number in range(count))))
    finally:
        await engine.aclose()
    return Outcome(endings, len(server.calls))
