"""One question to a model, kept to what was agreed: formats, budgets, second questions, and what it all cost."""

import functools
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

import openai

from service.core import draft
from service.core.draft import Item, Malformed
from service.core.engine import Request, Spent, Tally, less, spent_budget
from service.core.errors import BudgetSpent, EngineGaveNoBrief, EngineRefused, EngineUnavailable
from service.engines.llm import reply as replies
from service.engines.llm.completion import Completion, Unusable, Usage, read_completion
from service.engines.llm.forms import Form, form
from service.engines.llm.modes import Cap, Habits, Mode
from service.engines.llm.prices import cost_usd, price_of
from service.engines.llm.reader import DraftReader
from service.engines.llm.request import Asked, Message
from service.engines.llm.stream import ReplyStream
from service.engines.llm.tape import Through, straight
from service.engines.llm.transport import Transport, is_outage, translated
from service.engines.llm.wire import Reply
from service.settings import OPENAI_BASE_URL, Settings

Answer = TypeVar("Answer")


class _OtherForm(Exception):
    """The server does not take this format, got stuck in it, or does not stream; another is to be tried."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take.

    Attributes:
        until: When the whole of it is over, by the transport's clock.
        patient_until: When it is given up if nothing has come.
        request: What may be spent on it.
    """

    until: float
    patient_until: float
    request: Request


class Question:
    """A question being asked: one object for each, since it counts what it spends.

    Attributes:
        tally: What all upstream calls cost until now, the failed ones included.
        was_cut_off: Whether the reply ran out of room, and only its complete part was kept.
        is_broken: Whether it ended in the middle for no such reason; asking for less would not help.
    """

    def __init__(
        self,
        transport: Transport,
        settings: Settings,
        *,
        habits: Habits,
        asked: Asked,
        reply_type: type[Reply],
        limits: Limits,
        model: str,
        is_repair: bool = False,
        through: Through = straight,
    ) -> None:
        self.tally = Tally()
        self._spent: list[Spent] = []
        self.was_cut_off = False
        self.is_broken = False
        self._transport = transport
        self._settings = settings
        self._habits = habits
        self._asked = asked
        self._reply_type = reply_type
        self._limits = limits
        self._model = model
        self._is_repair = is_repair
        self._through = through
        self._price = price_of(model, settings.prices, is_openai=is_openai(settings.openai_base_url))
        self._replies = 0

    def newly_spent(self) -> list[Spent]:
        """What was spent since this was asked the last time."""
        new, self._spent = self._spent, []
        return new

    async def ask(self, then: Sequence[Message] = ()) -> Mapping[str, Any]:
        """The reply's sections, as they came: what is in them is not looked at here.

        Args:
            then: Messages after the question, as when it is asked again.

        Raises:
            EngineError: It was down, refused, turned the request down, or gave nothing that can be read.
        """
        while True:
            shape = self._form()
            try:
                completion = await self._posted(shape, then, self._attempt)
                sections = self._judged(completion, shape.mode)
            except _OtherForm:
                then = ()
                continue
            except Unusable as error:
                raise self._nothing() from error
            if sections is not None:
                return sections
            if self._replies > 1:
                # Without its cause: the text of a parser's error may quote the reply.
                raise EngineGaveNoBrief(self._model, "answered twice with something that cannot be read as a brief")
            then = shape.asked_again(completion.text)

    async def stream(self, most: Mapping[str, int]) -> AsyncGenerator[Item | Malformed, None]:
        """The items of a draft, each as soon as it is complete.

        A reply that breaks off is never taken for a whole one: `was_cut_off` says that it ran out of room, and an
        error that the connection was lost. What came before stands in both cases.

        Args:
            most: Most entries of a list, by its key.

        Raises:
            EngineError: As `ask` does, also after items.
        """
        run: ReplyStream | None = None
        while run is None:
            if not self._habits.streams:
                async for line in self._at_once(most):
                    yield line
                return
            shape = self._form()
            try:
                run = await self._posted(shape, (), functools.partial(self._opened, most), is_streamed=True)
            except _OtherForm:
                continue
            except Unusable as error:
                raise self._nothing() from error
            async with aclosing(self._followed(run)) as lines:
                async for line in lines:
                    yield line
            if run.is_runaway and self._habits.leave_grammar(shape.mode) and not run.reader.has_said:
                run = None
        self._note_end(run.reader.is_whole, run.completion.finish_reason)
        if not run.reader.has_said:
            async for line in self._read_late(run, shape, most):
                yield line

    async def _at_once(
        self, most: Mapping[str, int], then: Sequence[Message] = ()
    ) -> AsyncGenerator[Item | Malformed, None]:
        for line in draft.items(capped(await self.ask(then), most)):
            yield line

    async def _opened(self, most: Mapping[str, int], body: Mapping[str, object]) -> ReplyStream:
        """A streamed call, read as far as its first item: until then it may be made again."""
        run = ReplyStream(DraftReader(most))
        was_turned_down = True
        try:
            await run.open(self._transport.client, body)
            was_turned_down = False
            while not run.has_lines and not run.is_over:
                await run.read()
        except BaseException as error:
            was_turned_down = was_turned_down and isinstance(error, openai.APIStatusError)
            self._count(run.completion.usage, was_turned_down=was_turned_down)
            await run.aclose()
            raise
        return run

    async def _followed(self, run: ReplyStream) -> AsyncGenerator[Item | Malformed, None]:
        """The items of a reply that is under way, to its end."""
        try:
            while True:
                for line in run.taken():
                    yield line
                self._raise_if_refused(run.completion if run.is_over else None)
                if run.is_over:
                    return
                async with self._transport.within(self._limits.until):
                    await run.read()
        except (openai.APIError, TimeoutError) as error:
            if is_outage(error):
                self._transport.breaker(self._model).fail()
            if isinstance(error, openai.APIConnectionError):
                what = "broke off in the middle of its reply; try later"
                raise EngineUnavailable(self._model, what) from error
            raise translated(error, self._model) from error
        finally:
            self._count(run.completion.usage)
            await run.aclose()

    async def _read_late(
        self, run: ReplyStream, shape: Form, most: Mapping[str, int]
    ) -> AsyncGenerator[Item | Malformed, None]:
        """The items of a reply that could not be read while it came: it is chatty, wrapped, empty or no brief."""
        self.was_cut_off = False
        try:
            sections = self._judged(run.completion, shape.mode)
        except _OtherForm:
            sections = await self.ask()
        if sections is None:
            sections = await self.ask(shape.asked_again(run.completion.text))
        for line in draft.items(capped(sections, most)):
            yield line

    def _form(self) -> Form:
        return form(self._habits.mode, self._reply_type, self._asked.system)

    def _nothing(self) -> EngineGaveNoBrief:
        return EngineGaveNoBrief(self._model, "answered with nothing in it; check that OPENAI_BASE_URL is right")

    async def _posted(
        self,
        shape: Form,
        then: Sequence[Message],
        attempt: Callable[[Mapping[str, object]], Awaitable[Answer]],
        *,
        is_streamed: bool = False,
    ) -> Answer:
        """Make the call, learning from the server's 400s what it takes."""
        cap: Cap = self._habits.cap
        may_swap = True
        while True:
            body = self._body(shape, then, cap, is_streamed=is_streamed)
            try:
                return await self._transport.call(
                    self._model, self._limits.patient_until, functools.partial(attempt, body), admit=self._admit
                )
            except openai.BadRequestError as error:
                other = self._habits.learn_cap(cap, error) if may_swap else None
                if other is not None:
                    cap, may_swap = other, False
                    continue
                if self._habits.learn_format(shape.mode, error):
                    raise _OtherForm from error
                if is_streamed and self._habits.learn_stream(error):
                    raise _OtherForm from error
                raise translated(error, self._model) from error

    def _body(self, shape: Form, then: Sequence[Message], cap: Cap, *, is_streamed: bool) -> dict[str, object]:
        body = {"model": self._model, "messages": shape.asked(self._asked.user, then), **shape.options}
        body[cap] = min(self._asked.output_tokens, self._settings.max_output_tokens)
        if is_streamed and self._habits.streams_usage:
            body["stream_options"] = {"include_usage": True}
        if self._settings.temperature is not None:
            body["temperature"] = self._settings.temperature
        if self._settings.reasoning_effort is not None:
            body["reasoning_effort"] = self._settings.reasoning_effort
        return body

    def _admit(self) -> None:
        """Let a call be made, unless a budget is spent."""
        budget = spent_budget(less(self._limits.request, self.tally))
        if budget is not None:
            raise BudgetSpent(self._model, budget)

    async def _attempt(self, body: Mapping[str, object]) -> Completion:
        """One upstream call; it is counted however it ends."""
        usage: Usage | None = None
        was_turned_down = False
        try:
            completion = await self._through(functools.partial(self._answered, body))
            usage = completion.usage
        except openai.APIStatusError:
            was_turned_down = True
            raise
        finally:
            self._count(usage, was_turned_down=was_turned_down)
        return completion

    async def _answered(self, body: Mapping[str, object]) -> Completion:
        # Through the client's own `create`, building typed objects and walking the schema takes as long again.
        return read_completion(await self._transport.client.post("/chat/completions", cast_to=bytes, body=body))

    def _count(self, usage: Usage | None, *, was_turned_down: bool = False) -> None:
        """Note what one upstream call cost. Turned down, nothing was generated and nothing is charged."""
        known = usage or Usage(0, 0, 0, 0)
        is_priced = self._price is not None and (usage is not None or was_turned_down)
        spent = Spent(
            repairs=int(self._is_repair),
            input_tokens=known.sent,
            cached_tokens=known.cached,
            output_tokens=known.written,
            cost_usd=cost_usd(self._price, known) if self._price is not None and is_priced else None,
        )
        self._spent.append(spent)
        self.tally = self.tally.plus(spent)

    def _raise_if_refused(self, completion: Completion | None) -> None:
        if completion is None:
            return
        if completion.is_refusal:
            raise EngineRefused(self._model, "declined to brief this article")
        if completion.finish_reason == "content_filter":
            raise EngineRefused(self._model, "the provider's content filter stopped the reply")

    def _note_end(self, is_whole: bool, finish_reason: str | None) -> None:
        self.was_cut_off = not is_whole and finish_reason != "stop"
        self.is_broken = not is_whole and finish_reason == "stop"

    def _judged(self, completion: Completion, mode: Mode) -> Mapping[str, Any] | None:
        """The sections of a reply, or None where it is to be asked for once more."""
        self._raise_if_refused(completion)
        self._replies += 1
        text = completion.text
        ran_out = completion.finish_reason == "length"
        reading = replies.read(text, self._reply_type.sections())
        is_whole = reading is not None and reading.is_whole
        if ran_out and not is_whole and replies.is_runaway(text) and self._habits.leave_grammar(mode):
            raise _OtherForm
        if reading is None and ran_out:
            self.was_cut_off = True
            raise EngineGaveNoBrief(
                self._model, "used up its output tokens before it wrote anything; raise PRECIS_MAX_OUTPUT_TOKENS"
            )
        # A draft that breaks off is better drafted anew than asked for again with all of it in the question.
        is_enough = is_whole or ran_out or not self._is_repair or self._replies > 1
        if reading is None or not is_enough:
            return None
        self._note_end(is_whole, completion.finish_reason)
        return reading.sections


def capped(sections: Mapping[str, Any], most: Mapping[str, int]) -> dict[str, Any]:
    """The reply without the entries beyond the caps: lists are in order of importance, so the last ones go."""
    return {
        name: value[: most[name]] if name in most and isinstance(value, list) else value
        for name, value in sections.items()
    }


def is_openai(base_url: str | None) -> bool:
    """Whether an address is OpenAI's own."""
    return base_url is None or base_url.rstrip("/") == OPENAI_BASE_URL
