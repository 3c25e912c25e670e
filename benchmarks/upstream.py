"""A fast OpenAI-compatible server for benchmarks: one reply to every request, after as long as the address says.

    python -m benchmarks.upstream        prints its port

`http://127.0.0.1:PORT/300/v1` answers after 300 ms; `GET /calls` says how many requests there were. With `tools` in a
request the reply is a call of the first tool.
"""

import asyncio
import json
import re

from tests.true_brief import DRAFT

_HEAD = re.compile(rb"POST /(\d+)/v1/chat/completions HTTP/1\.1\r\n(.*?)\r\n\r\n", re.DOTALL)
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TOOL = re.compile(rb'"name" ?: ?"(\w+)"')
_REPLY = json.dumps(DRAFT, ensure_ascii=False, separators=(",", ":"))


def _answer(message: dict[str, object], finish_reason: str) -> bytes:
    body = {
        "id": "chatcmpl-benchmark",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "benchmark",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", **message}}],
        "usage": {"prompt_tokens": 2_500, "completion_tokens": 1_000, "total_tokens": 3_500},
    }
    encoded = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(encoded)}\r\n\r\n"
    return head.encode() + encoded


def _tool_call(name: str) -> bytes:
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": _REPLY}}
    return _answer({"content": None, "tool_calls": [call]}, "tool_calls")


_CONTENT = _answer({"content": _REPLY}, "stop")


class _Connection(asyncio.Protocol):
    calls = 0  # of all connections

    def __init__(self) -> None:
        self._came = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        if self._came.startswith(b"GET /calls ") and self._came.endswith(b"\r\n\r\n"):
            told = str(_Connection.calls).encode()
            self._send(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(told), told))
            self._came.clear()
        while (head := _HEAD.match(self._came)) is not None:
            length = _LENGTH.search(head.group(2))
            end = head.end() + (int(length.group(1)) if length else 0)
            if len(self._came) < end:
                return
            body = bytes(self._came[head.end() : end])
            milliseconds = int(head.group(1))
            _Connection.calls += 1
            del self._came[:end]
            asyncio.get_running_loop().call_later(milliseconds / 1000, self._send, _reply_to(body))

    def _send(self, answer: bytes) -> None:
        if isinstance(self._transport, asyncio.WriteTransport) and not self._transport.is_closing():
            self._transport.write(answer)


def _reply_to(body: bytes) -> bytes:
    if b'"tools"' not in body:
        return _CONTENT
    tool = _TOOL.search(body, body.index(b'"tools"'))
    return _tool_call(tool.group(1).decode() if tool else "brief")


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(_Connection, "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
