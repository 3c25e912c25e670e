"""The form a question takes for each response format, worded by instructor once for all calls of a task.

instructor prepares a request and words the second question after a reply that cannot be read. Both are far from the
hot path: left to make each call, it builds a class and walks every model seven times, some 8 ms of CPU a call.
"""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import instructor
from instructor.processing.response import handle_reask_kwargs, handle_response_model
from openai.types.chat import ChatCompletion

from service.engines.llm.modes import Mode
from service.engines.llm.request import Message
from service.engines.llm.wire import Reply, strict_schema

_INSTRUCTOR_MODES: dict[Mode, instructor.Mode] = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "json": instructor.Mode.JSON,
    "md_json": instructor.Mode.MD_JSON,
}
_HERE_STANDS_THE_USER = "\x00user\x00"


@dataclass(frozen=True, slots=True)
class Form:
    """How a task is put in one response format: what stands around the user's message."""

    mode: Mode
    reply_type: type[Reply]
    messages: tuple[Message, ...]
    options: Mapping[str, object]

    def asked(self, user: str, then: Sequence[Message] = ()) -> list[Message]:
        """The messages of a request.

        Args:
            user: The user's message.
            then: Messages after it.
        """
        first = (
            {**message, "content": message["content"].replace(_HERE_STANDS_THE_USER, user)} for message in self.messages
        )
        return [*first, *then]

    def asked_again(self, text: str) -> tuple[Message, ...]:
        """The messages that follow a reply which cannot be read: the reply itself, and what is wrong with it."""
        message = {"role": "assistant", "content": text}
        response = ChatCompletion.model_validate(
            {
                "id": "",
                "created": 0,
                "model": "",
                "object": "chat.completion",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            }
        )
        asked: dict[str, Any] = handle_reask_kwargs(
            kwargs={"messages": []}, mode=_INSTRUCTOR_MODES[self.mode], response=response, exception=self._wrong(text)
        )
        return tuple({"role": str(said["role"]), "content": str(said["content"])} for said in asked["messages"])

    def _wrong(self, text: str) -> ValueError:
        try:
            self.reply_type.model_validate_json(text)
        except ValueError as error:
            return error
        return ValueError("the reply could not be read")


@functools.cache
def form(mode: Mode, reply_type: type[Reply], system: str) -> Form:
    """The form of a task in one response format.

    Args:
        mode: The response format.
        reply_type: What is to come back.
        system: The system message. It stays first and the same for every article, so that a provider can cache it.
    """
    messages = [{"role": "system", "content": system}, {"role": "user", "content": _HERE_STANDS_THE_USER}]
    _, prepared = handle_response_model(reply_type, mode=_INSTRUCTOR_MODES[mode], messages=messages)
    schema = strict_schema(reply_type.shape)
    # Indented, the schema is a third longer in tokens, and says no more.
    indented, compact = json.dumps(schema, indent=2, ensure_ascii=False), json.dumps(schema, separators=(",", ":"))
    worded = tuple(
        {"role": message["role"], "content": message["content"].replace(indented, compact)}
        for message in prepared.pop("messages")
    )
    if mode == "json_schema":  # instructor leaves `strict` out
        named = {"name": reply_type.shape.__name__, "strict": True, "schema": schema}
        prepared["response_format"] = {"type": "json_schema", "json_schema": named}
    return Form(mode, reply_type, worded, prepared)
