"""One answer of a chat endpoint as a plain value, whole or put together from a stream; nothing in it is trusted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no character


class Unusable(Exception):
    """An answer with status 200 that is no chat completion: a proxy's page, or a completion with nothing in it."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, as the server counts them."""

    sent: int
    cached: int  # of those sent, read from the provider's cache
    stored: int  # of those sent, written to it
    written: int


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered."""

    text: str
    finish_reason: str | None  # None: a stream that ended without one
    is_refusal: bool
    usage: Usage | None


def read_completion(body: bytes) -> Completion:
    """An answer's body as a completion.

    Raises:
        Unusable: It is none, or there is nothing in it.
    """
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise Unusable("the answer is not JSON") from error
    choice = _first_choice(answer)
    if choice is None:
        raise Unusable("the answer is not a completion")
    message = _mapping(choice.get("message"))
    return checked(
        Completion(
            text=_text(message.get("content")),
            finish_reason=_word(choice.get("finish_reason")),
            is_refusal=bool(message.get("refusal")),
            usage=read_usage(answer),
        )
    )


def checked(completion: Completion) -> Completion:
    """The completion, unless it is empty for no reason it gives. Raises Unusable."""
    is_explained = completion.is_refusal or completion.finish_reason in {"length", "content_filter"}
    if not is_explained and not completion.text.strip():
        raise Unusable("the completion is empty")
    return completion


def read_usage(answer: object) -> Usage | None:
    """The usage an answer or an event of a stream tells, if it tells any."""
    usage = _mapping(_mapping(answer).get("usage"))
    if not usage:
        return None
    details = _mapping(usage.get("prompt_tokens_details"))
    sent = _count(usage.get("prompt_tokens"))
    cached = min(sent, _count(details.get("cached_tokens")))
    stored = min(sent - cached, _count(details.get("cache_write_tokens")))
    return Usage(sent, cached, stored, _count(usage.get("completion_tokens")))


@dataclass(slots=True)
class Gathering:
    """A completion being put together from the events of a stream."""

    parts: list[str] = field(default_factory=list)
    finish_reason: str | None = None
    is_refusal: bool = False
    usage: Usage | None = None

    def take(self, event: object) -> str:
        """Add one event; returns the text it brought."""
        self.usage = read_usage(event) or self.usage
        choice = _first_choice(event)
        if choice is None:
            return ""
        self.finish_reason = _word(choice.get("finish_reason")) or self.finish_reason
        delta = _mapping(choice.get("delta"))
        self.is_refusal = self.is_refusal or bool(delta.get("refusal"))
        text = _text(delta.get("content"))
        if text:
            self.parts.append(text)
        return text

    def completion(self) -> Completion:
        """What came until now."""
        return Completion("".join(self.parts), self.finish_reason, self.is_refusal, self.usage)


def _first_choice(answer: object) -> Mapping[str, object] | None:
    choices = _mapping(answer).get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, Mapping) else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(content: object) -> str:
    """A message's text; some servers send it in parts."""
    if isinstance(content, list):
        return "".join(_text(_mapping(part).get("text")) for part in content)
    if not isinstance(content, str):
        return ""
    return content if content.isascii() else _HALF.sub("\ufffd", content)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
