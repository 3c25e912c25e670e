"""One streamed upstream call: opened, read event by event, closed whatever happens."""

import asyncio
from collections.abc import Mapping

import openai

from service.engines.llm.completion import Completion, Gathering, checked, read_completion
from service.engines.llm.reader import DraftReader, Line
from service.engines.llm.reply import RUNAWAY_SPACE

_CHAT = "/chat/completions"
# Some servers answer all at once though a stream was asked for, and proxies with a page; events come as many types.
_AT_ONCE = ("json", "html")


class ReplyStream:
    """A reply on its way. `open` it, `read` it until `is_over`, and `aclose` it in any case.

    Attributes:
        reader: What is made of the reply.
        is_over: Whether nothing more will come.
        is_runaway: Whether it was given up because it got stuck in white space.
    """

    def __init__(self, reader: DraftReader) -> None:
        self.reader = reader
        self.is_over = False
        self.is_runaway = False
        self._gathering = Gathering()
        self._whole: Completion | None = None  # where the server answered without streaming
        self._stream: openai.AsyncStream[object] | None = None
        self._lines: list[Line] = []

    @property
    def completion(self) -> Completion:
        """What came until now."""
        return self._whole or self._gathering.completion()

    @property
    def has_lines(self) -> bool:
        """Whether `taken` would give anything."""
        return bool(self._lines)

    def taken(self) -> list[Line]:
        """The items read since the last time."""
        lines, self._lines = self._lines, []
        return lines

    async def open(self, client: openai.AsyncOpenAI, body: Mapping[str, object]) -> None:
        """Send the request and wait for the first bytes of an answer.

        Raises:
            openai.APIError: As the client does.
            Unusable: The server answered all at once, and with nothing.
        """
        stream = await client.post(
            _CHAT, cast_to=object, body={**body, "stream": True}, stream=True, stream_cls=openai.AsyncStream[object]
        )
        self._stream = stream
        if stream.response.headers.get("content-type", "").partition(";")[0].strip().endswith(_AT_ONCE):
            self._whole = read_completion(await stream.response.aread())
            self.is_over = True

    async def read(self) -> None:
        """Take one more event. Raises openai.APIError when the connection breaks, or the server tells of an error."""
        if self._stream is None or self.is_over:
            raise RuntimeError("nothing is being streamed")
        try:
            event = await anext(self._stream)
        except StopAsyncIteration:
            self._ended()
            return
        except (openai.APIError, TimeoutError):
            raise
        except (
            Exception
        ) as error:  # whatever the transport below calls a broken connection, or an event that is no JSON
            raise openai.APIConnectionError(request=self._stream.response.request) from error
        self._lines += self.reader.feed(self._gathering.take(event))
        if self.reader.blank > RUNAWAY_SPACE:
            self.is_over = True
            self.is_runaway = not self.reader.is_whole
            self._lines += self.reader.finish()

    async def aclose(self) -> None:
        """Close the connection, unless the reply was read to its end: the server then stops writing."""
        if self._stream is not None:
            await asyncio.shield(self._stream.close())

    def _ended(self) -> None:
        self.is_over = True
        completion = self._gathering.completion()
        if not completion.text:
            checked(completion)
        if completion.finish_reason is None and not self.reader.is_whole and self._stream is not None:
            raise openai.APIConnectionError(message="the stream ended early", request=self._stream.response.request)
        checked(completion)
        self._lines += self.reader.finish()
