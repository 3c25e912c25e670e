"""Reading pages and PDFs in worker processes that can be stopped: a hostile one can hang a parser, or break it."""

import asyncio
import contextlib
import os
import struct
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from service.core.errors import EngineUnavailable, NotAnArticle
from service.reading.found import Reading, Unreadable, is_pdf

_START_SECONDS = 60.0  # importing the extractor takes 1.6 s on a quiet machine
_QUEUE_SECONDS = 30.0
_MEMORY_BYTES = 2 * 1024**3
_IMPORT_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_LENGTH = struct.Struct(">I")
_ADVICE = "send the article's text instead"
_REPLY: TypeAdapter[Reading | Unreadable] = TypeAdapter(Reading | Unreadable)


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
    """Reads pages and PDFs in workers that start when they are needed and stay warm.

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
        """The article in a page or a PDF.

        Args:
            page: HTML as text, or as bytes whose encoding the page itself declares; or the bytes of a PDF.

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
        match _REPLY.validate_json(reply):
            case Unreadable(reason=reason):
                raise NotAnArticle(f"{reason}; {_ADVICE}")
            case reading:
                return reading

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
        "service.reading.workers",
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


def _work(requests: BinaryIO, replies: BinaryIO) -> None:
    """The worker: a page in, a reading or null out, until the other side closes."""

    def send(reply: bytes) -> None:
        replies.write(_LENGTH.pack(len(reply)) + reply)
        replies.flush()

    found("<html><body><p>Warm up.</p></body></html>")
    send(b"ready")
    while length := requests.read(_LENGTH.size):
        message = requests.read(_LENGTH.unpack(length)[0])
        page: str | bytes = message[1:].decode() if message[:1] == b"s" else message[1:]
        try:
            reading = found(page)
        except Exception:  # whatever a page makes a parser raise: it is not readable
            reading = Unreadable(reason="the page could not be read")
        send(reading.model_dump_json().encode())


def found(page: str | bytes) -> Reading | Unreadable:
    """The article in a page or a PDF; may take long or die on a hostile one."""
    if isinstance(page, bytes) and is_pdf(page):
        from service.reading import pdf

        return pdf.extract(page)
    from service.reading import page as pages

    return pages.extract(page) or Unreadable(reason="no article was found in the page")


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
