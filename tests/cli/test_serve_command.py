"""`precis serve`, run as a user runs it."""

import json
import re
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.cli.serve import who_answers
from service.settings import DEFAULT_MODEL, Settings
from tests.scripted_server import HANG, Answer, Call, completion, running, streamed
from tests.shell import COMMAND, environment, precis

REPLY = {
    "headline": {"statement": "Dock workers shut the port in Maruga.", "sentences": [1]},
    "key_facts": [{"statement": "14 ships were waiting outside it by nightfall.", "status": "done", "sentences": [1]}],
    "topics": [],
    "parties": [],
    "open_questions": [],
}
ARTICLE = "Dock workers in Maruga shut the port on Monday, and 14 ships were waiting outside it by nightfall."


class Serving:
    """A server in a process of its own, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self._is_up = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if "Application startup complete" in line:
                self._is_up.set()
        self._is_up.set()

    @property
    def address(self) -> str:
        """Where it says it is; waits until it is up, or has ended."""
        assert self._is_up.wait(60)
        found = re.search(r"API +(http://\S+)/v1/briefs", "".join(self.said))
        assert found, "".join(self.said)
        return found[1]

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        code = self.process.wait(60)
        self._reader.join()
        return code


def ask(server: Serving, accept: str, text: str) -> socket.socket:
    """A request for a brief that is on its way."""
    port = int(server.address.rpartition(":")[2])
    head = f"POST /v1/briefs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nAccept: {accept}\r\n"
    caller = socket.create_connection(("127.0.0.1", port), timeout=30)
    caller.sendall(f"{head}Content-Length: {len(text)}\r\n\r\n{text}".encode())
    return caller


def answer_of(caller: socket.socket) -> bytes:
    """All that comes until the server hangs up."""
    with caller:
        return b"".join(iter(lambda: caller.recv(65_536), b""))


@contextmanager
def serving(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Serving]:
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment({"PRECIS_DATA_DIR": str(folder), **(env or {})}),
    ) as process:
        server = Serving(process)
        try:
            yield server
        finally:
            if process.poll() is None:
                server.end(signal.SIGKILL)


def test_it_says_who_answers_and_where_and_answers_there(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{server.address}/v1/briefs?title=Harbour+secret",
            data=ARTICLE.encode(),
            headers={"Content-Type": "text/plain"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own address
            brief = json.load(answer)
        with urllib.request.urlopen(f"{server.address}/docs", timeout=30) as page:  # noqa: S310 - our own address
            docs = page.status
        code = server.end(signal.SIGINT)

    said = "".join(server.said)
    assert brief["engine"]["name"] == "extractive"
    assert docs == 200
    assert "the built-in engine answers, without a model" in said
    assert f"{server.address}/docs" in said
    assert ARTICLE not in said
    assert '"POST /v1/briefs HTTP/1.1" 200' in said
    assert "secret" not in said
    assert "Traceback" not in said
    assert code == 0


def test_it_stops_when_an_orchestrator_says_so(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert server.address
        code = server.end(signal.SIGTERM)

    assert code in {0, -signal.SIGTERM}
    assert "Application shutdown complete" in "".join(server.said)


FORMS = ("application/json", "text/event-stream")


def test_what_is_being_answered_when_it_is_told_to_stop_is_answered(tmp_path: Path) -> None:
    go_on = threading.Event()

    def script(call: Call) -> Answer:
        go_on.wait(30)
        return streamed(REPLY) if call.body.get("stream") else completion(REPLY)

    with running() as model:
        model.answers(script)
        with serving(tmp_path, env={"OPENAI_BASE_URL": model.base_url}) as server:
            callers = [ask(server, accept, f"{ARTICLE} Nobody said why {place}.") for place, accept in enumerate(FORMS)]
            while model.connections < len(FORMS):  # one question waits there for the other
                go_on.wait(0.01)
            server.process.send_signal(signal.SIGTERM)
            go_on.set()
            answers = [answer_of(caller) for caller in callers]
            server.process.wait(30)

    for answer in answers:
        assert b'"status":"complete"' in answer
        assert b"14 ships were waiting" in answer
    assert "Traceback" not in "".join(server.said)


def test_whoever_waits_when_the_grace_is_over_is_told_so(tmp_path: Path) -> None:
    asked = threading.Semaphore(0)

    def script(_: Call) -> Answer:
        asked.release()
        return HANG

    with running() as model:
        model.answers(script)
        env = {"OPENAI_BASE_URL": model.base_url, "PRECIS_GRACE_SECONDS": "0"}
        with serving(tmp_path, env=env) as server:
            callers = [ask(server, accept, f"{ARTICLE} Nobody said why {place}.") for place, accept in enumerate(FORMS)]
            for _ in callers:
                assert asked.acquire(timeout=30)
            server.process.send_signal(signal.SIGTERM)
            answers = [answer_of(caller) for caller in callers]
            server.process.wait(30)

    for answer in answers:
        assert b"/problems/not-ready" in answer
        assert b"it is shutting down" in answer
    assert "Traceback" not in "".join(server.said)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104 - what must be refused
def test_it_does_not_open_to_others_without_a_key(host: str) -> None:
    run = precis("serve", "--host", host, "--port", "0")

    assert run.code == 78
    assert "PRECIS_API_KEYS" in run.err
    assert "PRECIS_ALLOW_ANONYMOUS" in run.err
    assert len(run.err.splitlines()) == 1


def test_it_starts_and_warns_while_the_models_server_is_down(tmp_path: Path) -> None:
    with running() as gone:
        pass

    with serving(tmp_path, env={"OPENAI_BASE_URL": gone.base_url, "PRECIS_MAX_TRIES": "1"}) as server:
        assert server.address

    assert re.search(r"^WARNING: .*does not answer yet", "".join(server.said), re.MULTILINE)


def test_it_opens_to_others_when_that_is_said(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0", env={"PRECIS_ALLOW_ANONYMOUS": "1"}) as server:  # noqa: S104 - on purpose
        assert server.address.startswith("http://localhost:")

    assert "anybody who can connect may call" in "".join(server.said)


def test_a_port_that_is_taken_is_one_line_and_no_address_is_announced() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = precis("serve", "--port", str(taken.getsockname()[1]))

    assert run.code == 78
    assert re.fullmatch(r"precis: cannot listen on 127\.0\.0\.1, port \d+: [^\n]+\n", run.err)


def test_a_setting_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")

    run = precis("serve", "--port", "0", env={"PRECIS_DATA_DIR": str(file / "below")})

    assert run.code == 78
    assert "Traceback" not in run.err
    assert "PRECIS_DATA_DIR" in run.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "extractive (no OPENAI_API_KEY is set: the built-in engine answers, without a model)"),
        ({"engine": "extractive", "openai_api_key": "k"}, "extractive (PRECIS_ENGINE=extractive: the built-in engine"),
        ({"openai_api_key": "k"}, f"llm, {DEFAULT_MODEL} (OPENAI_API_KEY is set)"),
        ({"openai_base_url": "http://localhost:11434/v1"}, "llm, the model that server has (OPENAI_BASE_URL is set)"),
        ({"openai_base_url": "http://localhost:11434/v1", "model": "m"}, "llm, m (OPENAI_BASE_URL is set)"),
        ({"openai_api_key": "k", "model": "m", "fallbacks": "n,extractive"}, "llm, m, then n, extractive ("),
        ({"engine": "replay", "recordings": "kept"}, "replay (PRECIS_ENGINE=replay: recorded replies in kept answer"),
    ],
)
def test_who_answers_is_told_with_the_reason(given: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRECIS_ENGINE", "PRECIS_MODEL", "PRECIS_FALLBACKS"):
        monkeypatch.delenv(name, raising=False)

    assert who_answers(Settings.model_validate(given)).startswith(said)
