"""From a page to the text of its article, in a worker process that can be stopped: hostile HTML can hang a parser."""

import asyncio
import codecs
import contextlib
import json
import os
import struct
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from service.core.errors import EngineUnavailable, NotAnArticle

_START_SECONDS = 60.0  # importing the extractor takes 1.6 s on a quiet machine
_QUEUE_SECONDS = 30.0
_MEMORY_BYTES = 2 * 1024**3
_IMPORT_ROOT = str(Path(__file__).resolve().parent.parent)
_LENGTH = struct.Struct(">I")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADVICE = "send the article's text instead"


class Reading(BaseModel):
    """What was found in a page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str  # one paragraph a line; what every offset of a brief refers to
    title: str | None
    published_at: date | None
    source_url: str | None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process that reads one page after another."""

    process: asyncio.subprocess.Process
    requests: asyncio.StreamWriter
    replies: asyncio.StreamReader

    async def ask(self, page: bytes) -> bytes:
        self.requests.write(_LENGTH.pack(len(page)) + page)
        await self.requests.drain()
        return await _message(self.replies)

    async def stop(self) -> None:
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
        self.requests.close()
        await self.process.wait()


class PageReader:
    """Reads pages in workers that start when they are needed and stay warm.

    A worker has none of this process's environment: a parser that is broken into finds no key there.
    """

    def __init__(self, *, seconds: float = 5.0, workers: int = 1) -> None:
        """Make a reader of as many pages at once as there are workers, each page in so many seconds."""
        self._seconds = seconds
        # The one used last comes first: the others start only when several pages come at once.
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        for _ in range(workers):
            self._idle.put_nowait(None)
        self._running: set[_Worker] = set()

    async def read(self, page: str | bytes) -> Reading:
        """The article in a page.

        Args:
            page: HTML as text, or as bytes whose encoding the page itself declares.

        Raises:
            NotAnArticle: Nothing readable is in it, or it cannot be read within the time limit.
            EngineUnavailable: Too many other pages are waiting.
        """
        message = b"s" + page.encode("utf-8", "replace") if isinstance(page, str) else b"b" + page
        try:
            async with asyncio.timeout(_QUEUE_SECONDS):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise EngineUnavailable(
                "page reader", "too many pages are waiting to be read", retry_after_seconds=_QUEUE_SECONDS
            ) from error
        try:
            if worker is None:
                worker = await self._started()
            reply = await self._ask(worker, message)
        finally:
            self._idle.put_nowait(worker if worker in self._running else None)
        if reply == b"null":
            raise NotAnArticle(f"no article was found in the page; {_ADVICE}")
        return Reading.model_validate_json(reply)

    async def aclose(self) -> None:
        """Stop the workers, whatever they are doing."""
        await asyncio.gather(*map(self._stop, tuple(self._running)))

    async def _started(self) -> _Worker:
        worker = await _start()
        self._running.add(worker)
        return worker

    async def _stop(self, worker: _Worker) -> None:
        self._running.discard(worker)
        await worker.stop()

    async def _ask(self, worker: _Worker, message: bytes) -> bytes:
        is_answered = False
        try:
            async with asyncio.timeout(self._seconds):
                reply = await worker.ask(message)
            is_answered = True
        except TimeoutError as error:
            raise NotAnArticle(f"the page could not be read within {self._seconds:g} seconds; {_ADVICE}") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise NotAnArticle(f"the page broke the parser; {_ADVICE}") from error
        finally:
            if not is_answered:  # late, dead, or its caller has gone: its next words would answer an older question
                await self._stop(worker)
        return reply


@contextlib.asynccontextmanager
async def open_reader(*, seconds: float = 5.0, workers: int = 1) -> AsyncIterator[PageReader]:
    """A page reader, stopped at the end."""
    reader = PageReader(seconds=seconds, workers=workers)
    try:
        yield reader
    finally:
        await reader.aclose()


async def _start() -> _Worker:
    """Start a worker and wait until it has imported what it needs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # never import from the folder the service happens to be started in
        "-m",
        "service.reading",
        env={"PYTHONPATH": _IMPORT_ROOT, "PYTHONUTF8": "1"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process started with pipes has none")
    worker = _Worker(process, process.stdin, process.stdout)
    try:
        async with asyncio.timeout(_START_SECONDS):
            await _message(worker.replies)
    except BaseException as error:
        await worker.stop()
        if isinstance(error, TimeoutError | asyncio.IncompleteReadError):
            raise EngineUnavailable("page reader", "it could not be started") from error
        raise
    return worker


async def _message(stream: asyncio.StreamReader) -> bytes:
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    return await stream.readexactly(length)


def extract(page: str | bytes) -> Reading | None:
    """The article in a page, or None where nothing readable is in it; may take long or die on a hostile page."""
    if _is_binary(page):
        return None
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        _whole(page),
        with_metadata=True,
        include_comments=False,
        # Guessing from any date in the page is worse than none: "Thursday" is resolved against this day.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not found.text or not any(map(str.isalpha, found.text)):
        return None
    return Reading(
        text=found.text, title=found.title or None, published_at=_day(found.date), source_url=_web_address(found.url)
    )


def _is_binary(page: str | bytes) -> bool:
    """Whether this is no page at all: HTML has no NUL, except as half of a UTF-16 letter."""
    if isinstance(page, str):
        return "\x00" in page
    return b"\x00" in page and not page.startswith(_UTF_16)


def _whole(page: str | bytes) -> str | bytes:
    """A page with a body: the extractor takes a lone paragraph for something that is not HTML."""
    if isinstance(page, str):
        return page if "<body" in page.lower() else f"<html><body><div>{page}</div></body></html>"
    if b"<body" in page.lower() or page.startswith(_UTF_16):
        return page
    return b"<html><body><div>" + page + b"</div></body></html>"


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _web_address(written: str | None) -> str | None:
    return written if written and written.startswith(("https://", "http://")) else None


def _work(requests: BinaryIO, replies: BinaryIO) -> None:
    """The worker: a page in, a reading or null out, until the other side closes."""

    def send(reply: bytes) -> None:
        replies.write(_LENGTH.pack(len(reply)) + reply)
        replies.flush()

    extract("<html><body><p>Warm up.</p></body></html>")
    send(b"ready")
    while length := requests.read(_LENGTH.size):
        message = requests.read(_LENGTH.unpack(length)[0])
        page: str | bytes = message[1:].decode() if message[:1] == b"s" else message[1:]
        try:
            reading = extract(page)
        except Exception:  # whatever a page makes a parser raise: it is not readable
            reading = None
        send(reading.model_dump_json().encode() if reading else json.dumps(None).encode())


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no limits on this platform, or lower ones are set
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    # Whatever a library prints must not stand between two replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _work(sys.stdin.buffer, replies)


if __name__ == "__main__":
    _main()
