"""What a chat asks for: the last message of its user as an article, a link, or something to be answered for free."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.surfaces.chat import openwebui
from service.web.pasted import HELP, pasted
from service.web.problems import FieldProblem, Refusal

_SEVERAL = "I brief one article at a time; {count} documents came with this message. Attach one of them."


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
    words, system = (_last(completion, role) for role in ("user", "system"))
    if not words.strip():
        problem = FieldProblem(field="messages", problem="the last message of the user holds no text to brief")
        raise Refusal("invalid", fields=(problem,))
    documents = openwebui.attached(words)
    if len(documents) > 1:
        return Asked(free=_SEVERAL.format(count=len(documents)))
    if documents:
        return Asked(documents[0])
    free = openwebui.answer(words, system)
    if free is not None:
        return Asked(free=free)
    found = pasted(words)
    return Asked(free=HELP) if found.is_talk else Asked(found.text, found.url)


def _last(completion: Completion, role: str) -> str:
    return next((message.text for message in reversed(completion.messages) if message.role == role), "")
