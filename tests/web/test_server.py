"""The server itself, on a socket: what it closes, what it logs, how it stops."""

import asyncio
import json
import logging
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
import uvicorn

from service.app import create_app, stopping
from service.core.engine import Request, Said, Window
from service.settings import Settings
from service.web.server import PathOnly, Server, protocol
from tests.fakes import ScriptedEngine, echoes

TEXT = "The port of Larsund closed on Monday. Nobody said why."
GET = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


class Gated(ScriptedEngine):
    """An engine that waits until it is let go on; threads may look at it."""

    def __init__(self) -> None:
        super().__init__(says=echoes)
        self.began, self.go_on = threading.Event(), threading.Event()

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        self.began.set()
        await asyncio.to_thread(self.go_on.wait, 30)
        async for said in super().draft(window, request):
            yield said


class Running:
    def __init__(self, server: Server, port: int) -> None:
        self.server, self.port = server, port
        self.url = f"http://127.0.0.1:{port}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


@contextmanager
def running(
    folder: Path, engine: ScriptedEngine, *, head_seconds: float = 10, delay_seconds: float = 0, grace_seconds: int = 30
) -> Iterator[Running]:
    app = create_app(Settings(engine="extractive", data_dir=folder), written_by=engine)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app,
            http=protocol(head_seconds),
            log_config=None,
            lifespan="on",
            timeout_graceful_shutdown=grace_seconds,
        )
        server = Server(config, on_stop=stopping(app), delay_seconds=delay_seconds)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Running(server, listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data"), ScriptedEngine(says=echoes), head_seconds=0.3) as server:
        yield server


def read_to_end(connection: socket.socket) -> bytes:
    received = b""
    try:
        while piece := connection.recv(65_536):
            received += piece
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize("begun", [b"", b"GET /hea", GET, GET + b"X-Long: aaaa", b"\r\n\r\n"])
def test_a_head_that_does_not_come_is_not_waited_for(hasty: Running, begun: bytes) -> None:
    started = time.monotonic()
    with hasty.connect() as connection:
        connection.sendall(begun)

        assert read_to_end(connection) == b""

    assert time.monotonic() - started < 5


def test_a_head_that_drips_is_not_waited_for_longer(hasty: Running) -> None:
    with hasty.connect() as connection:
        connection.sendall(GET)

        assert is_closed_while_sending(connection, b"X-A: b\r\n", most_bytes=None)


def is_closed_while_sending(connection: socket.socket, line: bytes, most_bytes: int | None) -> bool:
    """Whether the server hangs up before so much, or for five seconds, was sent."""
    until, sent = time.monotonic() + 5, 0
    while time.monotonic() < until and (most_bytes is None or sent < most_bytes):
        try:
            connection.sendall(line)
        except OSError:
            return True
        sent += len(line)
    return False


def test_a_connection_is_kept_and_its_next_head_is_not_waited_for_either(hasty: Running) -> None:
    with hasty.connect() as connection:
        for _ in range(2):
            connection.sendall(GET + b"\r\n")
            received = b""
            while not received.endswith(b'"alive"}'):
                received += connection.recv(65_536)
        connection.sendall(b"\r\n")  # no head, and yet a sign of life

        assert read_to_end(connection) == b""


def test_a_head_without_end_is_not_read(tmp_path: Path) -> None:
    line = b"X-A: " + b"b" * 10_000 + b"\r\n"
    with running(tmp_path, ScriptedEngine(says=echoes)) as server, server.connect() as connection:
        connection.sendall(GET)

        # Less would fit between: into the buffers of both sockets.
        assert is_closed_while_sending(connection, line, most_bytes=20_000_000)


def test_a_large_body_after_an_early_answer_does_not_cost_the_answer(hasty: Running) -> None:
    body = b"a" * 1_000_000
    with hasty.connect() as connection:
        connection.sendall(
            b"POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

        assert connection.recv(65_536).startswith(b"HTTP/1.1 404 ")
        connection.sendall(GET + b"Connection: close\r\n\r\n")
        assert b"HTTP/1.1 200 " in read_to_end(connection)


def test_an_answer_may_take_longer_than_a_head(tmp_path: Path) -> None:
    engine = Gated()
    body = json.dumps({"text": TEXT}).encode()
    head = b"POST /v1/briefs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with running(tmp_path, engine, head_seconds=0.2) as server, server.connect() as connection:
        connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert engine.began.wait(10)
        connection.settimeout(0.6)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        engine.go_on.set()
        connection.settimeout(10)

        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")


def test_told_to_stop_it_finishes_what_it_is_asked_and_says_that_it_is_not_ready(tmp_path: Path) -> None:
    engine = Gated()
    answers: list[httpx2.Response] = []
    with running(tmp_path, engine, delay_seconds=1.5) as server:
        asking = threading.Thread(
            target=lambda: answers.append(httpx2.post(f"{server.url}/v1/briefs", json={"text": TEXT}, timeout=30))
        )
        asking.start()
        assert engine.began.wait(10)
        before = httpx2.get(f"{server.url}/readyz")

        server.server.handle_exit(signal.SIGTERM, None)
        after, alive = httpx2.get(f"{server.url}/readyz"), httpx2.get(f"{server.url}/healthz")
        while True:
            try:
                server.connect().close()
            except OSError:
                break
        engine.go_on.set()
        asking.join()

    assert (before.status_code, after.status_code, alive.status_code) == (200, 503, 200)
    assert after.json()["errors"] == [{"field": "server", "problem": "it is shutting down"}]
    assert [answer.status_code for answer in answers] == [200]


def test_what_takes_longer_than_the_grace_is_stopped(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    engine = ScriptedEngine(says=echoes, hangs=True)
    with running(tmp_path, engine, grace_seconds=0) as server, server.connect() as connection:
        body = json.dumps({"text": TEXT}).encode()
        connection.sendall(
            b"POST /v1/briefs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        while b"event: item" not in connection.recv(65_536):
            pass
        server.server.handle_exit(signal.SIGINT, None)
        read_to_end(connection)

    assert engine.stopped_early == 1


@pytest.mark.parametrize(
    ("path", "logged"),
    [("/v1/briefs?title=Secret", "/v1/briefs"), ("/b/1f?shared", "/b/1f"), ("/s/WyIxZiJd.awPJmQ.3X4Z.md", "/s/…")],
)
def test_queries_and_the_tokens_of_shared_links_stay_out_of_the_access_log(path: str, logged: str) -> None:
    told = ("1.2.3.4:5", "GET", path, "1.1", 200)
    line = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', told, None)

    assert PathOnly().filter(line)
    assert line.getMessage() == f'1.2.3.4:5 - "GET {logged} HTTP/1.1" 200'
