"""CPU of asking a model alone: precis's llm engine beside instructor as anyone would call it, without any service.

    python -m benchmarks.asking [--requests 200]

Both ask the same scripted model (`upstream.py`), one request at a time, in alternated rounds. The engine's part holds
what it does beyond instructor: caps by length, numbered sentences, a look for text that addresses a model, and reading
item by item.
"""

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable

from benchmarks.serving import TEXT, process, ratio
from service.core.article import segment
from service.core.engine import Request, Window
from service.engines.llm import LlmEngine
from service.settings import Settings

ROUNDS = 5
Asks = Callable[[], Awaitable[None]]


async def cpu_ms(asks: Asks, requests: int) -> float:
    """CPU of this process for one request."""
    started = time.process_time()
    for _ in range(requests):
        await asks()
    return 1000 * (time.process_time() - started) / requests


async def compare(base_url: str, requests: int) -> None:
    os.environ |= {"OPENAI_BASE_URL": base_url, "OPENAI_API_KEY": "none", "PRECIS_MODEL": "benchmark"}
    from benchmarks.naive import Article, brief  # its client reads the environment

    engine = LlmEngine(Settings())
    article = segment(TEXT)
    window = Window(article, 1, len(article.sentences))

    def drafts(request: Request) -> Asks:
        async def draft() -> None:
            async for _ in engine.draft(window, request):
                pass

        return draft

    async def naive() -> None:
        await brief(Article(text=TEXT))

    ways: dict[str, Asks] = {"precis": drafts(Request()), "naive": naive}
    measured: dict[str, list[float]] = {name: [] for name in ways}
    for asks in ways.values():
        await cpu_ms(asks, 10)
    for _ in range(ROUNDS):
        for name, asks in ways.items():
            measured[name].append(await cpu_ms(asks, requests // ROUNDS))
    await engine.aclose()
    ours, theirs = (statistics.median(measured[name]) for name in ways)
    print(f"CPU of asking   precis {ours:.2f} ms   naive {theirs:.2f} ms   {ratio(ours, theirs)}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=200)
    requests: int = arguments.parse_args().requests
    with process(["-m", "benchmarks.upstream"], reads=True) as upstream:
        assert upstream.stdout is not None
        base_url = f"http://127.0.0.1:{int(upstream.stdout.readline())}/0/v1"
        asyncio.run(compare(base_url, requests))


if __name__ == "__main__":
    main()
