"""A real OpenAI-compatible HTTP server on loopback that answers from a script, for tests of whatever calls a model.

    server.plays(status(503), completion(a_reply))   # in this order, then 500 "the script is over"
    server.always(completion(a_reply))               # the same to every call
    server.answers(lambda call: completion(...))     # whatever the function makes of the call

`server.calls` remembers each request to /chat/completions. Nothing here waits for time to pass: a reply that hangs is
let go when the server stops.
"""

import itertools
import json
import select
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, cast


@dataclass(frozen=True, slots=True)
class Call:
    """One request to /chat/completions, as it arrived."""

    body: dict[str, Any]
    raw: bytes
    headers: Mapping[str, str]  # names in lower case
    path: str

    @property
    def system(self) -> str:
        """The system message."""
        return "".join(message["content"] for message in self.body["messages"] if message["role"] == "system")

    @property
    def user(self) -> str:
        """The first user message."""
        return next(str(message["content"]) for message in self.body["messages"] if message["role"] == "user")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server does with one request."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    fault: Literal["none", "reset", "hang", "drip"] = "none"
    pieces: tuple[bytes, ...] = ()  # of a streamed body, each sent by itself; the fault comes after them


Script = Callable[[Call], Answer]


def completion(
    content: object,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    sent: int = 900,
    cached: int = 0,
    written: int = 700,
    usage: bool = True,
) -> Answer:
    """A chat completion.

    Args:
        content: The message's content: a string as it is, None for null, anything else as JSON.
        finish_reason: "stop", "length", "content_filter".
        refusal: The message's refusal.
        sent: Prompt tokens of the usage.
        cached: Of them, read from the cache.
        written: Completion tokens of the usage.
        usage: Whether there is any.
    """
    text = content if content is None or isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body: dict[str, Any] = {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
            }
        ],
    }
    if usage:
        body["usage"] = {
            "prompt_tokens": sent,
            "completion_tokens": written,
            "total_tokens": sent + written,
            "prompt_tokens_details": {"cached_tokens": cached},
        }
    return Answer(body=json.dumps(body).encode())


def streamed(
    content: object,
    *,
    cut: Sequence[int] = (),
    finish_reason: str | None = "stop",
    refusal: str | None = None,
    sent: int = 900,
    cached: int = 0,
    written: int = 700,
    fault: Literal["none", "reset", "hang"] = "none",
) -> Answer:
    """A completion as server-sent events, its usage last, as with `include_usage`.

    Args:
        content: The message's content: a string as it is, anything else as JSON.
        cut: Where the content is cut into deltas; empty for a delta every nine characters.
        finish_reason: Of the last delta; None for a stream that simply ends.
        refusal: Text of a refusal, told after the content.
        sent: Prompt tokens of the usage.
        cached: Of them, read from the cache.
        written: Completion tokens of the usage.
        fault: What happens after the content, in place of the end.
    """
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    places = [0, *(cut or range(9, len(text), 9)), len(text)]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": text[start:end]} for start, end in itertools.pairwise(places)]
    if refusal is not None:
        deltas.append({"refusal": refusal})
    events = [event(choices=[{"index": 0, "delta": delta, "finish_reason": None}]) for delta in deltas]
    if fault == "none" and finish_reason is not None:
        events.append(event(choices=[{"index": 0, "delta": {}, "finish_reason": finish_reason}]))
        details = {"cached_tokens": cached}
        usage = {"prompt_tokens": sent, "completion_tokens": written, "prompt_tokens_details": details}
        events.append(event(choices=[], usage=usage))
        events.append(b"data: [DONE]\n\n")
    return Answer(content_type="text/event-stream", pieces=tuple(events), fault=fault)


def event(**of_a_chunk: Any) -> bytes:
    """One server-sent event of a stream."""
    chunk = {"id": "chatcmpl-scripted", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
    return b"data: " + json.dumps({**chunk, **of_a_chunk}, ensure_ascii=False).encode() + b"\n\n"


def refusal() -> Answer:
    """The model declines."""
    return completion(None, refusal="I can't help with that.")


def fenced(content: object, *, before: str = "Here is the brief:\n\n", after: str = "\n\nLet me know!") -> Answer:
    """A reply inside a code fence, with chatter around it."""
    return completion(f"{before}```json\n{json.dumps(content, indent=2, ensure_ascii=False)}\n```{after}")


def no_choices() -> Answer:
    """A completion without choices."""
    return Answer(body=json.dumps({"id": "x", "object": "chat.completion", "choices": []}).encode())


def page(text: str = "<html><body>Gateway</body></html>") -> Answer:
    """A proxy's page with status 200."""
    return Answer(body=text.encode(), content_type="text/html")


def status(
    code: int,
    *,
    message: str = "scripted failure",
    param: str | None = None,
    error_code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """An error in OpenAI's shape."""
    error = {"message": message, "type": error_code or "error", "param": param, "code": error_code}
    return Answer(status=code, body=json.dumps({"error": error}).encode(), headers=headers or {})


def response_format_not_supported() -> Answer:
    """400: the server knows no such response format."""
    return status(400, message="This response_format type is unavailable now", param="response_format")


def parameter_not_supported(name: str, instead: str) -> Answer:
    """400: the model takes another parameter in place of this one."""
    message = f"Unsupported parameter: '{name}' is not supported with this model. Use '{instead}' instead."
    return status(400, message=message, param=name, error_code="unsupported_parameter")


def rate_limited(retry_after: str | None = None) -> Answer:
    """429 that passes."""
    headers = {"Retry-After": retry_after} if retry_after is not None else {}
    return status(429, message="Rate limit reached", error_code="rate_limit_exceeded", headers=headers)


def quota_used_up() -> Answer:
    """429 that does not pass."""
    return status(429, message="You exceeded your current quota", error_code="insufficient_quota")


RESET = Answer(fault="reset")  # the connection breaks before an answer
HANG = Answer(fault="hang")  # no answer at all
DRIP = Answer(fault="drip")  # a body that never ends


class ScriptedServer:
    """The server. Thread-safe; made by `running()`."""

    def __init__(self, models: tuple[str, ...] = ("scripted-model",)) -> None:
        self.models = models
        self.models_answer: Answer | None = None  # given in place of the list of models
        self.calls: list[Call] = []
        self.model_listings = 0
        self.connections = 0
        self.stopping = threading.Event()
        self.was_left = threading.Event()  # a client went away in the middle of a streamed answer
        self._lock = threading.Lock()
        self._script: Script = lambda _: status(500, message="no script")
        self._http = _Http(self)
        self.base_url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def plays(self, *answers: Answer) -> None:
        """Give these answers, one a call; any call after them gets a 500."""
        left = deque(answers)

        def play(_: Call) -> Answer:
            return left.popleft() if left else status(500, message="the script is over")

        self._script = play

    def always(self, answer: Answer) -> None:
        """Give the same answer to every call."""
        self._script = lambda _: answer

    def answers(self, script: Script) -> None:
        """Give whatever the function makes of the call; calls come from several threads, one at a time."""
        self._script = script

    def answer_to(self, call: Call) -> Answer:
        """Remember a call, and look up its answer."""
        with self._lock:
            self.calls.append(call)
            return self._script(call)

    def start(self) -> None:
        """Serve in the background."""
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Stop serving, let go of what hangs, close every connection."""
        self.stopping.set()
        self._http.shutdown()
        self._http.close_connections()
        self._http.server_close()


@contextmanager
def running(models: tuple[str, ...] = ("scripted-model",)) -> Iterator[ScriptedServer]:
    """A server for the time of a block."""
    server = ScriptedServer(models)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # so that closing the server waits for them, and none outlives its test
    request_queue_size = 128

    def __init__(self, scripted: ScriptedServer) -> None:
        self.scripted = scripted
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.scripted.connections += 1
        with self._open_lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        with self._open_lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:  # already gone
                    continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def scripted(self) -> ScriptedServer:
        return cast("_Http", self.server).scripted

    def do_GET(self) -> None:
        if self.path.rstrip("/").endswith("/models"):
            self.scripted.model_listings += 1
            listed = [
                {"id": name, "object": "model", "created": 0, "owned_by": "test"} for name in self.scripted.models
            ]
            listing = Answer(body=json.dumps({"object": "list", "data": listed}).encode())
            self._send(self.scripted.models_answer or listing)
        else:
            self._send(status(404, message="no such page"))

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if not self.path.rstrip("/").endswith("/chat/completions"):
            self._send(status(404, message="no such page"))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.scripted.answer_to(Call(json.loads(raw), raw, headers, self.path)))

    def _send_pieces(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for piece in answer.pieces:
                self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        except OSError:
            self.scripted.was_left.set()
            raise
        if answer.fault == "none":
            self.wfile.write(b"0\r\n\r\n")
            return
        self.close_connection = True
        if answer.fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        while not self.scripted.stopping.wait(0.005):
            if select.select([self.connection], [], [], 0)[0] and self._is_left():
                self.scripted.was_left.set()
                return

    def _is_left(self) -> bool:
        try:
            return not self.connection.recv(1)
        except OSError:  # left with something unread
            return True

    def _send(self, answer: Answer) -> None:
        if answer.pieces:
            self._send_pieces(answer)
            return
        if answer.fault == "reset":
            # With no time to linger, closing sends a reset instead of a goodbye.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        if answer.fault == "hang":
            self.scripted.stopping.wait()
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.fault == "drip":
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            while not self.scripted.stopping.wait(0.01):
                self.wfile.write(b" ")
            self.close_connection = True
            return
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Nothing: tests read `calls`."""
