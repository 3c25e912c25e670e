"""What a chat is answered, in the shapes of OpenAI's chat completions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from service.core.brief import Usage
from service.web.problems import Told, told

_NOTHING = Usage(calls=0, repairs=0, input_tokens=0, cached_tokens=0, output_tokens=0, cost_usd=0.0)
DONE = b"data: [DONE]\n\n"
# Their name in OpenAI's words; what is not here keeps the slug of its problem.
_CODES = {"unauthorized": "invalid_api_key", "too-large": "context_length_exceeded", "no-such-model": "model_not_found"}
# The official clients try 408, 409, 429 and all 5xx again by themselves, unless this header says no.
_AGAIN = {"engine-unavailable", "overloaded", "store-unavailable", "not-ready"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the making: what all of its pieces have in common."""

    id: str
    created: int  # seconds since 1970
    model: str

    def whole(self, content: str, usage: Usage | None) -> dict[str, Any]:
        """The answer in one piece."""
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": content, "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
        return {**self._head("chat.completion"), "choices": [choice], "usage": _usage(usage or _NOTHING)}

    def piece(self, delta: Mapping[str, str], *, finish_reason: str | None = None) -> bytes:
        """A piece of a streamed answer."""
        choice = {"index": 0, "delta": dict(delta), "logprobs": None, "finish_reason": finish_reason}
        return _data({**self._head("chat.completion.chunk"), "choices": [choice]})

    def bill(self, usage: Usage | None) -> bytes:
        """What a streamed answer cost, for who asked to be told."""
        return _data({**self._head("chat.completion.chunk"), "choices": [], "usage": _usage(usage or _NOTHING)})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


def failure(error: Exception, request_id: str) -> Response:
    """An error as OpenAI's clients read it."""
    what = told(error, request_id)
    headers = dict(what.headers)
    if what.kind.slug not in _AGAIN:
        headers["x-should-retry"] = "false"
    return Response(json.dumps(_error(what)), what.kind.status, headers=headers, media_type="application/json")


def failure_event(error: Exception, request_id: str) -> bytes:
    """An error in the middle of a stream."""
    return _data(_error(told(error, request_id)))


def _error(what: Told) -> dict[str, Any]:
    kind = "invalid_request_error" if what.kind.status < 500 else "server_error"
    return {
        "error": {
            "message": " ".join(what.lines),
            "type": kind,
            "param": what.fields[0].field or None if what.fields else None,
            "code": _CODES.get(what.kind.slug, what.kind.slug.replace("-", "_")),
        }
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens},
    }


def _data(value: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"
