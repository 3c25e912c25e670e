"""What a chat asks for: the last message of its user as an article, a link, or something to be answered for free."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.web.pasted import HELP, pasted
from service.web.problems import FieldProblem, Refusal

# Open WebUI has the model of a chat name it, tag it and so on, in a prompt that begins so and ends with the chat.
# https://docs.openwebui.com/reference/env-configuration (TITLE_GENERATION_PROMPT_TEMPLATE and its siblings)
_TASK = re.compile(r"\s*### Task:", re.IGNORECASE)
_TASK_ANSWERS = {"title": "", "tags": [], "follow_ups": [], "queries": [], "text": ""}
_HEADING = re.compile(r"^(?:ASSISTANT:)?\s*# (?P<words>[^\n]+?)(?: \[s\d+[^\n]*)?$", re.MULTILINE)
_TITLE_WORDS = 8


class _Lenient(BaseModel):
    # Clients send a great deal that is of no use here, and more with every version.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Lenient):
    """A piece of a message; only those of text are read."""

    type: str
    text: str | None = None


class Message(_Lenient):
    """A turn of the chat."""

    role: str
    content: str | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """Its text; pictures and the like are left out."""
        if isinstance(self.content, str):
            return self.content
        return "\n\n".join(part.text for part in self.content or () if part.text)


class Format(_Lenient):
    """How the answer should be formed."""

    type: Literal["text", "json_object", "json_schema"] = "text"


class StreamOptions(_Lenient):
    """How the answer is streamed."""

    include_usage: bool = False


class Completion(_Lenient):
    """A request for a chat completion, as far as it is read."""

    model: str = Field(min_length=1, max_length=200)
    messages: tuple[Message, ...] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    response_format: Format | None = None

    @property
    def wants_json(self) -> bool:
        """Whether the answer is to be bare JSON."""
        return self.response_format is not None and self.response_format.type != "text"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the last message of the user is."""

    text: str = ""
    url: str | None = None
    free: str | None = None  # the answer, where no brief is asked for


def asked(completion: Completion) -> Asked:
    """What is asked for.

    Raises:
        Refusal: 422 where no message is the user's, or it holds no text.
    """
    words = next((message.text for message in reversed(completion.messages) if message.role == "user"), "")
    if not words.strip():
        problem = FieldProblem(field="messages", problem="the last message of the user holds no text to brief")
        raise Refusal("invalid", fields=(problem,))
    if _TASK.match(words):
        return Asked(free=_task(words))
    found = pasted(words)
    return Asked(free=HELP) if found.is_talk else Asked(found.text, found.url)


def _task(prompt: str) -> str:
    """The answer to a chat tool's own prompt, in the form it asks for: a title from our brief, and else nothing."""
    instructions = prompt.partition("<chat_history>")[0]
    named = [name for name in _TASK_ANSWERS if re.search(rf'"{name}"\s*:', instructions)]
    if not named:
        return "{}"
    answer: dict[str, Any] = {named[0]: _TASK_ANSWERS[named[0]]}
    if named[0] == "title":
        answer["title"] = _title(prompt)
    return json.dumps(answer, ensure_ascii=False)


def _title(prompt: str) -> str:
    headings: Sequence[str] = [match["words"] for match in _HEADING.finditer(prompt.partition("<chat_history>")[2])]
    if not headings:
        return "Brief"
    words = headings[-1].replace("\\", "").rstrip(".").split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
