"""One question to a model, through instructor, kept to what was agreed.

instructor words the question for the response format, parses the reply and asks once more if it cannot be read. It
does not send `strict`, asks again after refusals and content filters, and gives up at once on a reply that was cut
off. So it is given a `create` of ours that does the first and settles the others before it sees them.
"""

import functools
import json
from typing import Any, Protocol, cast

import instructor
import openai
from instructor.core.exceptions import InstructorRetryException
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion
from openai.types.chat.chat_completion import Choice
from pydantic import ValidationError

from service.core.engine import Spent
from service.core.errors import EngineGaveNoBrief, EngineRefused
from service.engines.llm import reply as replies
from service.engines.llm.modes import Habits, Mode
from service.engines.llm.prices import cost_usd
from service.engines.llm.request import Asked
from service.engines.llm.transport import Transport, Unusable, translated
from service.engines.llm.wire import Reply, strict_schema
from service.settings import Settings

_INSTRUCTOR_MODES: dict[Mode, instructor.Mode] = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "json": instructor.Mode.JSON,
    "md_json": instructor.Mode.MD_JSON,
}


class _FormatNotTaken(Exception):
    """The server does not take this response format, or got stuck in it; a looser one is to be tried."""


class _Create(Protocol):
    async def __call__(self, **request: Any) -> Reply: ...


class Question:
    """A question being asked: one object for each, since it counts what it spends.

    Attributes:
        spent: What each upstream call cost, in order, the failed ones included.
        was_cut_off: Whether the reply ended before it was finished, and only its complete part was kept.
    """

    def __init__(
        self,
        transport: Transport,
        settings: Settings,
        habits: Habits,
        *,
        model: str,
        until: float,
        is_repair: bool = False,
    ) -> None:
        self.spent: list[Spent] = []
        self.was_cut_off = False
        self._transport = transport
        self._settings = settings
        self._habits = habits
        self._model = model
        self._until = until
        self._is_repair = is_repair
        self._replies = 0

    async def ask(self, asked: Asked, reply_type: type[Reply]) -> dict[str, Any]:
        """The reply's sections, as they came: what is in them is not looked at here.

        Raises:
            EngineError: It was down, refused, turned the request down, or gave nothing that can be read.
        """
        while True:
            mode = self._habits.mode
            create = functools.partial(self._create, asked.output_tokens, mode, reply_type)
            failure: BaseException | None
            try:
                return (
                    await _patched(create, mode)(
                        response_model=reply_type,
                        messages=[dict(message) for message in asked.messages],
                        model=self._model,
                        max_retries=1,
                        strict=False,
                    )
                ).read()
            except InstructorRetryException as error:
                # Its own text holds the whole conversation; what went wrong is its cause.
                failure = error.__cause__
            if isinstance(failure, _FormatNotTaken):
                continue
            raise self._in_our_words(failure)

    def _in_our_words(self, failure: BaseException | None) -> BaseException:
        if isinstance(failure, Unusable):
            error = EngineGaveNoBrief(self._model, "answered with nothing in it; check that OPENAI_BASE_URL is right")
            error.__cause__ = failure
            return error
        if isinstance(failure, ValidationError | ValueError):
            # Not its cause: the text of a parser's error may quote the reply.
            return EngineGaveNoBrief(self._model, "answered twice with something that cannot be read as a brief")
        return failure or EngineGaveNoBrief(self._model, "did not answer")

    async def _create(self, output_tokens: int, mode: Mode, reply_type: type[Reply], **request: Any) -> ChatCompletion:
        """What instructor takes for the client's `create`."""
        request |= self._options(mode, reply_type)
        output_tokens = min(output_tokens, self._settings.max_output_tokens)
        cap = self._habits.cap
        may_swap = True
        while True:
            attempt = functools.partial(self._attempt, {**request, cap: output_tokens})
            try:
                completion = await self._transport.call(self._model, self._until, attempt)
            except openai.BadRequestError as error:
                other = self._habits.learn_cap(cap, error) if may_swap else None
                if other is not None:
                    cap, may_swap = other, False
                    continue
                if self._habits.learn_format(mode, error):
                    raise _FormatNotTaken from error
                raise translated(error, self._model) from error
            return self._judged(completion, mode, reply_type)

    def _options(self, mode: Mode, reply_type: type[Reply]) -> dict[str, Any]:
        options: dict[str, Any] = {}
        if mode == "json_schema":
            schema = {"name": reply_type.shape.__name__, "strict": True, "schema": strict_schema(reply_type.shape)}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        if self._settings.temperature is not None:
            options["temperature"] = self._settings.temperature
        if self._settings.reasoning_effort is not None:
            options["reasoning_effort"] = self._settings.reasoning_effort
        return options

    async def _attempt(self, request: dict[str, Any]) -> ChatCompletion:
        """One upstream call; it is counted however it ends."""
        usage: object = None
        was_turned_down = False
        try:
            completion = await self._transport.client.chat.completions.create(**request)
            usage = getattr(completion, "usage", None)
        except openai.APIStatusError:
            was_turned_down = True
            raise
        except ValueError as error:  # a body that says it is JSON and is not
            raise Unusable("the answer is not JSON") from error
        finally:
            self.spent.append(self._cost_of(usage, was_turned_down=was_turned_down))
        if not isinstance(completion, ChatCompletion) or not completion.choices:
            raise Unusable("the answer is not a completion")
        choice = completion.choices[0]
        if (
            not _text(choice).strip()
            and not _refusal(choice)
            and choice.finish_reason not in {"length", "content_filter"}
        ):
            raise Unusable("the completion is empty")
        return completion

    def _cost_of(self, usage: object, *, was_turned_down: bool) -> Spent:
        """What one upstream call cost. Turned down, nothing was generated and nothing is charged."""
        known = isinstance(usage, CompletionUsage)
        sent = _count(usage.prompt_tokens) if isinstance(usage, CompletionUsage) else 0
        written = _count(usage.completion_tokens) if isinstance(usage, CompletionUsage) else 0
        details = usage.prompt_tokens_details if isinstance(usage, CompletionUsage) else None
        cached = min(sent, _count(getattr(details, "cached_tokens", 0)))
        stored = min(sent - cached, _count(getattr(details, "cache_write_tokens", 0)))
        price = cost_usd(self._model, sent=sent, cached=cached, stored=stored, written=written)
        is_priced = self._settings.openai_base_url is None and (known or was_turned_down)
        return Spent(
            repairs=int(self._is_repair),
            input_tokens=sent,
            cached_tokens=cached,
            output_tokens=written,
            cost_usd=price if is_priced else None,
        )

    def _judged(self, completion: ChatCompletion, mode: Mode, reply_type: type[Reply]) -> ChatCompletion:
        """The completion with the JSON it holds and nothing else; as it is where there is none, to be asked again."""
        choice = completion.choices[0]
        if _refusal(choice):
            raise EngineRefused(self._model, "declined to brief this article")
        if choice.finish_reason == "content_filter":
            raise EngineRefused(self._model, "the provider's content filter stopped the reply")
        self._replies += 1
        text = _text(choice)
        ran_out = choice.finish_reason == "length"
        reading = replies.read(text, reply_type.sections())
        is_whole = reading is not None and reading.is_whole
        if ran_out and not is_whole and replies.is_runaway(text) and self._habits.step_down(mode):
            raise _FormatNotTaken
        if reading is None and ran_out:
            self.was_cut_off = True
            raise EngineGaveNoBrief(
                self._model, "used up its output tokens before it wrote anything; raise PRECIS_MAX_OUTPUT_TOKENS"
            )
        if reading is None or not (is_whole or ran_out or self._replies > 1):
            return completion
        self.was_cut_off = not is_whole
        choice.finish_reason = "stop"
        choice.message.content = json.dumps(reading.sections, ensure_ascii=False)
        return completion


def _patched(create: functools.partial[Any], mode: Mode) -> _Create:
    async def created(**request: Any) -> ChatCompletion:
        completion: ChatCompletion = await create(**request)
        return completion

    return cast("_Create", instructor.patch(create=created, mode=_INSTRUCTOR_MODES[mode]))


def _text(choice: Choice) -> str:
    """The reply's text; "" where a server left it out. The client does not check the shape of what it is sent."""
    content = getattr(getattr(choice, "message", None), "content", None)
    return content if isinstance(content, str) else ""


def _refusal(choice: Choice) -> bool:
    return bool(getattr(getattr(choice, "message", None), "refusal", None))


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
