"""Many at once: the same question, questions that were answered before, and a thousand different ones.

    python -m benchmarks.burst [--requests 1000] [--latency-ms 300]

One precis serves in a process of its own and asks a scripted model on this machine (`upstream.py`), which counts what
it is asked. Model, service and client share this machine's cores. A run takes some two minutes at most; every request
has the service's deadline, and a request that got no answer by then fails the run.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import aiohttp

from benchmarks.serving import ROOT, TEXT, Service, free_port, process

DEADLINE_SECONDS = 60.0
HITS = 2_000


@dataclass
class Answers:
    """What a number of requests gave."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    cached: Counter[bool] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)  # of all answers, in seconds
    refusals: list[float] = field(default_factory=list)  # of those that are refusals

    @property
    def late(self) -> int:
        """How many were answered after the deadline, or not at all."""
        in_time = sum(latency <= DEADLINE_SECONDS for latency in self.latencies)
        return sum(self.statuses.values()) - in_time

    def __str__(self) -> str:
        ordered = sorted(self.latencies) or [float("nan")]
        count = sum(self.statuses.values())
        refused = (
            f", half of the refusals within {1000 * statistics.median(self.refusals):.0f} ms" if self.refusals else ""
        )
        return (
            f"{dict(self.statuses)} in {self.seconds:.2f} s, median {1000 * statistics.median(ordered):.0f} ms, "
            f"99th of 100 {1000 * ordered[int(0.99 * (len(ordered) - 1))]:.0f} ms, last {1000 * ordered[-1]:.0f} ms, "
            f"CPU {1000 * self.cpu_seconds / count:.2f} ms each, {self.late} late{refused}"
        )


@contextmanager
def serving(model: str) -> Iterator[Service]:
    """Precis, asking this model."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "OPENAI_BASE_URL": model,
            "OPENAI_API_KEY": "none",
            "PRECIS_MODEL": "benchmark",
            "PRECIS_DATA_DIR": folder,
            "PRECIS_DEADLINE_SECONDS": f"{DEADLINE_SECONDS:g}",
        }
        port = free_port()
        # Its log is not read: a pipe that fills up would stop it.
        running = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Service("precis", f"http://127.0.0.1:{port}/v1/briefs", running)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)


async def ask(service: Service, texts: list[str], at_once: int) -> Answers:
    """Ask for a brief of each text, so many at once."""
    answers = Answers()
    gate = asyncio.Semaphore(at_once)

    async def one(session: aiohttp.ClientSession, text: str) -> None:
        async with gate:
            began = time.perf_counter()
            try:
                async with session.post(service.url, json={"text": text}) as answer:
                    body = await answer.read()
            except (TimeoutError, aiohttp.ClientError) as error:
                answers.statuses[type(error).__name__] += 1
                return
            answers.latencies.append(time.perf_counter() - began)
            answers.statuses[str(answer.status)] += 1
            if answer.status == 503:
                answers.refusals.append(answers.latencies[-1])
            if answer.status == 200:
                answers.cached[json.loads(body[:200].partition(b'"cached":')[2].partition(b",")[0])] += 1

    timeout = aiohttp.ClientTimeout(total=DEADLINE_SECONDS + 5)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
        cpu, began = service.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(one(session, text) for text in texts))
        answers.seconds, answers.cpu_seconds = time.perf_counter() - began, service.cpu_seconds() - cpu
    return answers


async def calls(upstream: str) -> int:
    """How often the model was asked."""
    async with aiohttp.ClientSession() as session, session.get(f"{upstream}/calls") as answer:
        return int(await answer.read())


async def run(upstream: str, latency_ms: int, requests: int) -> bool:
    """Whether everything went as it should."""
    with serving(f"{upstream}/{latency_ms}/v1") as service:
        until = time.monotonic() + 60
        while (await ask(service, [TEXT], 1)).statuses["200"] == 0:
            if time.monotonic() > until or service.process.poll() is not None:
                raise SystemExit("the service gives no brief")
            await asyncio.sleep(0.2)
        await ask(service, [f"{TEXT}\n\nWarm-up {number}." for number in range(16)], 4)

        before = await calls(upstream)
        same = await ask(service, [f"{TEXT}\n\nAll want this."] * 256, 256)
        paid = await calls(upstream) - before
        print(f"256 identical at once: {paid} call(s) to the model\n   {same}", flush=True)

        known = await ask(service, [TEXT] * HITS, 8)
        print(f"{HITS} answered before, 8 at once, {known.cached[True]} from the cache\n   {known}", flush=True)

        before, idle = await calls(upstream), service.memory_mb()
        burst = await ask(service, [f"{TEXT}\n\nEdition {number}." for number in range(requests)], requests)
        paid_in_burst = await calls(upstream) - before
        print(f"{requests} different at once: {paid_in_burst} call(s) to the model\n   {burst}")
        print(f"   memory {idle:.0f} MB before, {service.memory_mb():.0f} MB after", flush=True)
        is_answered = set(burst.statuses) <= {"200", "503"} and not burst.late
        return paid == 1 and known.cached[True] == HITS and is_answered and paid_in_burst == burst.statuses["200"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=1_000)
    arguments.add_argument("--latency-ms", type=int, default=300)
    given = arguments.parse_args()
    with process(["-m", "benchmarks.upstream"], reads=True) as upstream:
        assert upstream.stdout is not None
        address = f"http://127.0.0.1:{int(upstream.stdout.readline())}"
        sys.exit(not asyncio.run(run(address, given.latency_ms, given.requests)))


if __name__ == "__main__":
    main()
