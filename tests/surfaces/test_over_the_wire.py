"""What only a real server shows: bodies that are refused while they come in, and callers that hang up."""

import http.client
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest

from service.core.engine import Request, Said, Window
from service.settings import Settings
from tests.fakes import ScriptedEngine, echoes
from tests.listening import listening

TEXT = "The port of Larsund closed on Monday. Nobody said why."
LIMIT = 100_000
HEAD = b"POST /v1/briefs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module", params=["httptools", "h11"])
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(engine="extractive", data_dir=folder, max_body_bytes=LIMIT, body_timeout_seconds=0.5)
    with listening(settings, ScriptedEngine(says=echoes), request.param) as port:
        yield port


def answer_to(connection: socket.socket) -> tuple[int, bytes]:
    """(status, everything the server sent until it closed)."""
    received = b""
    while piece := connection.recv(65_536):
        received += piece
    return int(received.split(b" ", 2)[1]), received


def test_a_brief_is_made_over_the_wire(port: int) -> None:
    answer = httpx2.post(f"http://127.0.0.1:{port}/v1/briefs", json={"text": TEXT})

    assert answer.status_code == 200
    assert answer.json()["key_facts"][0]["evidence"][0]["text"] == "The port of Larsund closed on Monday."


def test_a_body_said_to_be_too_large_is_refused_before_it_is_sent(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD + b"Content-Length: 99999999999\r\n\r\n")

        status, received = answer_to(connection)

    assert status == 413
    assert b"application/problem+json" in received
    assert b"connection: close" in received.lower()


def test_a_body_without_end_is_refused_while_it_comes_in(port: int) -> None:
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(2_000):
                connection.sendall(chunk)
                sent += len(chunk)
            pytest.fail("the server took 64 MB")
        except OSError:  # the server has closed the connection
            pass

    assert sent < 32_000_000 + 8_000_000  # what is dropped, and what fits between: the buffers of both sockets


def chunks(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"a" * 1_000_000


@pytest.mark.parametrize("is_chunked", [False, True], ids=["announced", "chunked"])
def test_a_client_that_sends_all_before_it_reads_is_told_that_it_was_too_much(port: int, is_chunked: bool) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json"} | ({} if is_chunked else {"Content-Length": "20000000"})

    connection.request("POST", "/v1/briefs", chunks(20), headers, encode_chunked=is_chunked)
    answer = connection.getresponse()

    assert answer.status == 413
    assert json.loads(answer.read())["type"] == "/problems/too-large"
    connection.close()


@pytest.mark.parametrize("is_chunked", [False, True], ids=["announced", "chunked"])
def test_a_client_that_sends_all_before_it_reads_is_told_that_the_type_is_wrong(port: int, is_chunked: bool) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "image/png"} | ({} if is_chunked else {"Content-Length": "90000"})

    connection.request("POST", "/v1/verify", (b"a" * 30_000 for _ in range(3)), headers, encode_chunked=is_chunked)

    assert connection.getresponse().status == 415
    connection.close()


def test_a_body_just_over_the_limit_is_told_so(port: int) -> None:
    body = json.dumps({"text": "a" * LIMIT}).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n")

        status, received = answer_to(connection)

    assert status == 413
    assert b"100,000 bytes" in received


@pytest.mark.parametrize("framing", [b"Content-Length: 500\r\n\r\n{", b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"])
def test_a_body_that_does_not_come_is_not_waited_for(port: int, framing: bytes) -> None:
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD + framing)

        status, received = answer_to(connection)

    assert status == 408
    assert b"/problems/too-slow" in received
    assert time.monotonic() - started < 5


def test_a_caller_who_hangs_up_in_the_middle_leaves_the_server_working(port: int) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(HEAD + b'Content-Length: 500\r\n\r\n{"text": "The por')

    assert httpx2.get(f"http://127.0.0.1:{port}/healthz").status_code == 200


def test_garbage_for_http_leaves_the_server_working(port: int) -> None:
    for garbage in (
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"\x00" * 100 + b"\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(garbage)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1_000)

    assert httpx2.get(f"http://127.0.0.1:{port}/healthz").status_code == 200


class Endless(ScriptedEngine):
    """An engine that tells when it began and when it was stopped."""

    def __init__(self) -> None:
        super().__init__(hangs=True)
        self.began, self.stopped = threading.Event(), threading.Event()

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        self.began.set()
        try:
            async for said in super().draft(window, request):
                yield said
        finally:
            self.stopped.set()


def test_a_brief_nobody_waits_for_any_more_is_stopped(tmp_path: Path) -> None:
    engine = Endless()
    body = json.dumps({"text": TEXT}).encode()
    with listening(Settings(engine="extractive", data_dir=tmp_path), engine, "httptools") as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            assert engine.began.wait(10)
            assert not engine.stopped.is_set()

        assert engine.stopped.wait(10)


def streaming(port: int, connection: socket.socket) -> None:
    body = json.dumps({"text": TEXT}).encode()
    connection.sendall(HEAD + b"Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def test_a_stream_says_that_work_goes_on_and_stops_it_when_the_caller_hangs_up(tmp_path: Path) -> None:
    engine = Endless()
    settings = Settings(engine="extractive", data_dir=tmp_path, heartbeat_seconds=0.05)
    with listening(settings, engine, "httptools") as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            streaming(port, connection)
            received = b""
            while received.count(b": still at work\n\n") < 2:
                received += connection.recv(65_536)
            assert not engine.stopped.is_set()

        assert engine.stopped.wait(10)
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"event: answered\n" in received


def test_whoever_reads_a_stream_as_a_browser_does_gets_every_event(port: int) -> None:
    with httpx2.stream(
        "POST",
        f"http://127.0.0.1:{port}/v1/briefs",
        json={"text": TEXT},
        headers={"accept": "text/event-stream", "cache-control": "no-cache"},
    ) as answer:
        names = [line.removeprefix("event: ") for line in answer.iter_lines() if line.startswith("event: ")]

    assert answer.headers["transfer-encoding"] == "chunked"
    assert names == ["segmented", "answered", "item", "item", "item", "merged", "brief"]


@pytest.mark.parametrize("accept", [b"application/json", b"text/event-stream"])
def test_hanging_up_closes_the_connection_to_the_model(tmp_path: Path, accept: bytes) -> None:
    body = json.dumps({"text": TEXT}).encode()
    with socket.create_server(("127.0.0.1", 0)) as model:
        model.settimeout(10)
        settings = Settings(
            engine="llm",
            openai_base_url=f"http://127.0.0.1:{model.getsockname()[1]}/v1",
            model="m",
            data_dir=tmp_path,
        )
        with listening(settings, None, "httptools") as port:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(HEAD + b"Accept: %b\r\nContent-Length: %d\r\n\r\n" % (accept, len(body)) + body)
                asked, _ = model.accept()
                asked.settimeout(10)
                assert asked.recv(65_536).startswith(b"POST /v1/chat/completions ")

            with asked:
                while asked.recv(65_536):  # what is left of the question; then nothing, once the caller has gone
                    pass
