"""precis beside the service anyone would write (`naive.py`): CPU, added latency, throughput and memory, as ratios.

    python -m benchmarks.serving [--quick]

Both serve in processes of their own and ask the same scripted model on this machine (`upstream.py`), in alternated
rounds. Each request is another article, so that no cache answers. precis does more for it: it numbers sentences, checks
every item, quotes and stores. Read the ratios, not the milliseconds: both services, the model and the client share
this machine's cores. A run takes some three minutes at most, and every request at most 60 seconds.
"""

import argparse
import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
REQUEST_SECONDS = 60.0
LATENCY_MS = 300
_edition = count(1)


@dataclass(frozen=True, slots=True)
class Service:
    """A service that runs."""

    name: str
    url: str
    process: "subprocess.Popen[bytes]"

    def cpu_seconds(self) -> float:
        """CPU its process has used until now, all threads and the kernel's part included."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Memory it holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of requests gave."""

    seconds: float  # from the first request to the last answer
    latencies: tuple[float, ...]  # of those answered with a brief, in seconds, sorted
    statuses: Counter[str]
    cpu_seconds: float

    @property
    def answered(self) -> int:
        """Requests answered with a brief."""
        return len(self.latencies)

    @property
    def per_second(self) -> float:
        """Briefs a second."""
        return self.answered / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU of the service for one brief."""
        return 1000 * self.cpu_seconds / max(1, self.answered)

    @property
    def median_ms(self) -> float:
        """Time to a brief that half of them took less than."""
        return 1000 * statistics.median(self.latencies) if self.latencies else float("inf")


@contextmanager
def process(command: list[str], *, reads: bool = False, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process for the time of a block; its output is a pipe only for whoever reads it, or it would fill and stall."""
    started = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.send_signal(signal.SIGTERM)
        try:
            started.wait(10)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def services(latency_ms: int) -> Iterator[tuple[Service, Service]]:
    """Both services, precis first, asking one scripted model that takes `latency_ms`."""
    with ExitStack() as opened:
        upstream = opened.enter_context(process(["-m", "benchmarks.upstream"], reads=True))
        assert upstream.stdout is not None
        model = f"http://127.0.0.1:{int(upstream.stdout.readline())}/{latency_ms}/v1"
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        environment = {
            "OPENAI_BASE_URL": model,
            "OPENAI_API_KEY": "none",
            "PRECIS_MODEL": "benchmark",
            "PRECIS_DATA_DIR": folder,
        }
        made = []
        for name, command in (
            ("precis", ["-m", "service.cli", "serve", "--port"]),
            ("naive", ["-m", "uvicorn", "benchmarks.naive:app", "--log-level", "warning", "--port"]),
        ):
            port = free_port()
            running = opened.enter_context(process([*command, str(port)], **environment))
            made.append(Service(name, f"http://127.0.0.1:{port}/v1/briefs", running))
        yield made[0], made[1]


async def ready(service: Service) -> None:
    """Wait until a service gives a brief; a few more warm it up."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if service.process.poll() is not None:
            break
        try:
            if (await load(service, 1, 1)).answered:
                await load(service, 16, 4)
                return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.2)
    raise SystemExit(f"{service.name} gives no brief")


async def load(service: Service, requests: int, at_once: int) -> Load:
    """Send requests, so many at once; each is another article."""
    latencies: list[float] = []
    statuses: Counter[str] = Counter()
    gate = asyncio.Semaphore(at_once)
    cpu = service.cpu_seconds()
    started = time.perf_counter()

    async def one(session: aiohttp.ClientSession) -> None:
        async with gate:
            began = time.perf_counter()
            try:
                article = {"text": f"{TEXT}\n\nEdition {next(_edition)}."}
                async with session.post(service.url, json=article) as answer:
                    await answer.read()
                    statuses[str(answer.status)] += 1
                    if answer.status == 200:
                        latencies.append(time.perf_counter() - began)
            except TimeoutError:
                statuses[f"none within {REQUEST_SECONDS:g} s"] += 1
            except aiohttp.ClientError as error:
                statuses[type(error).__name__] += 1

    timeout = aiohttp.ClientTimeout(total=REQUEST_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(one(session) for _ in range(requests)))
    seconds = time.perf_counter() - started
    return Load(seconds, tuple(sorted(latencies)), statuses, service.cpu_seconds() - cpu)


def ratio(ours: float, theirs: float) -> str:
    return f"1/{theirs / ours:.1f}" if ours < theirs else f"{ours / theirs:.1f}x"


async def cpu(rounds: int, requests: int) -> None:
    """CPU a request at no latency, eight at once, and memory after it."""
    with services(0) as pair:
        for service in pair:
            await ready(service)
        measured: dict[str, list[float]] = {service.name: [] for service in pair}
        for number in range(rounds):
            for service in pair if number % 2 else reversed(pair):
                measured[service.name].append((await load(service, requests, 8)).cpu_ms)
        ours, theirs = (statistics.median(measured[service.name]) for service in pair)
        print(f"CPU a request      {ours:8.2f} ms   {theirs:8.2f} ms   {ratio(ours, theirs)}")
        for name, values in measured.items():
            print(f"   {name}, by round: {', '.join(f'{value:.2f}' for value in values)}")
        ours, theirs = (service.memory_mb() for service in pair)
        print(f"memory             {ours:8.0f} MB   {theirs:8.0f} MB   {ratio(ours, theirs)}", flush=True)


async def waiting() -> None:
    """Latency and throughput with a model that takes its time."""
    with services(LATENCY_MS) as pair:
        for service in pair:
            await ready(service)
        for at_once, requests in ((1, 12), (32, 96), (256, 256)):
            ours, theirs = [await load(service, requests, at_once) for service in pair]
            if at_once == 1:
                added = [loaded.median_ms - LATENCY_MS for loaded in (ours, theirs)]
                print(f"added latency      {added[0]:8.1f} ms   {added[1]:8.1f} ms   {ratio(*added)}")
            print(
                f"throughput, c={at_once:<4} {ours.per_second:8.1f} /s   {theirs.per_second:8.1f} /s   "
                f"{ratio(ours.per_second, theirs.per_second)}   {dict(ours.statuses)} {dict(theirs.statuses)}"
            )
            print(f"   median          {ours.median_ms:8.0f} ms   {theirs.median_ms:8.0f} ms", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="fewer requests, and no waiting for the model")
    quick: bool = arguments.parse_args().quick
    print(f"{'':18} {'precis':>11}   {'naive':>11}")
    asyncio.run(cpu(rounds=2 if quick else 4, requests=60 if quick else 150))
    if not quick:
        asyncio.run(waiting())


if __name__ == "__main__":
    main()
