"""The engine that asks a language model: drafts a window, mends what failed its checks."""

import asyncio
import functools
import hashlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from service import prompting
from service.core import draft, injection
from service.core.article import Article
from service.core.brief import EngineRecord, PromptRecord
from service.core.draft import DraftParty, DraftPosition, Item, Malformed
from service.core.engine import Answering, Failure, Line, Notice, Request, Said, Truncated, Window
from service.core.errors import ConfigurationError, EngineError, EngineGaveNoBrief, UnsupportedOption
from service.engines.llm import request as requests
from service.engines.llm.completion import Unusable
from service.engines.llm.modes import Habits, first_habits
from service.engines.llm.prices import price_of
from service.engines.llm.question import Limits, Question, capped, is_openai
from service.engines.llm.request import Asked
from service.engines.llm.tape import Call, Tape, straight
from service.engines.llm.transport import Transport
from service.engines.llm.wire import DraftReply, MendedReply, Reply, TiedReply, mended_entries, strict_schema, ties
from service.settings import DEFAULT_MODEL, OPENAI_BASE_URL, Settings

EXTRACTIVE = "extractive"  # an entry of the fallbacks that is no model
# Given up this much before the deadline, so that what was spent can be told, and a fallback has a moment left.
_MARGIN_SECONDS = 1.0


class LlmEngine:
    """Drafts and mends with any OpenAI-compatible server. Use one for each event loop, for all its briefs at once."""

    def __init__(
        self,
        settings: Settings,
        *,
        name: str = "llm",
        prompts: Mapping[str, int] | None = None,
        tape: Tape | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the engine. Nothing is asked of the server yet.

        Args:
            settings: Which server, which model, how long and how much.
            name: What it calls itself in a brief.
            prompts: Version of a task's prompt, by the task; the newest where none is given.
            tape: What keeps the replies, or gives kept ones. With one, nothing is streamed.
            sleep: Waits between tries.
            clock: Monotonic seconds.

        Raises:
            LookupError: There is no such version of a prompt.
        """
        self.name = name
        self._tape = tape
        self._settings = settings
        self._transport = Transport(settings, sleep=sleep, clock=clock)
        self._habits: dict[str, Habits] = {}
        self._only_model: str | None = None
        self._looking_up: asyncio.Task[str] | None = None
        chosen = prompts or {}
        self._brief_prompt = prompting.load("brief", chosen.get("brief"))
        self._repair_prompt = prompting.load("repair", chosen.get("repair"))
        self._merge_prompt = prompting.load("merge", chosen.get("merge"))
        self._brief_record = self._brief_prompt.record(strict_schema(DraftReply.shape))
        self._repair_record = self._repair_prompt.record(strict_schema(MendedReply.shape))
        self._merge_record = self._merge_prompt.record(strict_schema(TiedReply.shape))

    @property
    def window_characters(self) -> int:
        """The longest text drafted from at once, in code points."""
        return self._settings.window_characters

    @property
    def prompts(self) -> tuple[PromptRecord, ...]:
        """The prompts it asks with."""
        joining = (self._merge_record,) if self._settings.merge == "llm" else ()
        return (self._brief_record, self._repair_record, *joining)

    def knows_price(self, model: str) -> bool:
        """Whether it is known what a model costs, so that a budget in dollars can be kept."""
        base_url = self._settings.openai_base_url
        return price_of(model, self._settings.prices, is_openai=is_openai(base_url)) is not None

    async def open(self) -> None:
        """Find the model now instead of at the first brief, so that a server that cannot work says so at start.

        Raises:
            ConfigurationError: No model is set, and the server does not offer exactly one.
            EngineError: The server could not be asked.
        """
        await self._default_model()

    async def draft(self, window: Window, request: Request) -> AsyncGenerator[Said, None]:
        """Draft a window: see `service.core.engine.Engine`.

        Raises:
            EngineError: Nothing more will come.
            UnsupportedOption: The request names a model that is not offered here.
        """
        model = await self.model_for(request)
        yield self._answering(model, self._brief_record)
        for notice in _suspicions(window):
            yield notice
        asked = requests.brief(self._brief_prompt, window, request)
        question = self._question(model, window, request, asked, DraftReply, prompt=self._brief_record)
        most = {"key_facts": asked.caps.facts, "open_questions": asked.caps.questions}
        said_something = False
        error: EngineError | None = None
        try:
            async with aclosing(self._items(question, most, request)) as items:
                async for item in items:
                    said_something = True
                    for spent in question.newly_spent():
                        yield spent
                    yield item
        except EngineError as caught:
            error = caught  # what it cost is told first
        for spent in question.newly_spent():
            yield spent
        if question.was_cut_off:
            yield Truncated()
        if question.is_broken and error is None:
            # What it had finished is out and may stand; whether it is drafted once more, and by whom, others decide.
            error = EngineGaveNoBrief(model, "ended its reply in the middle")
            error.what = "ended its reply in the middle"
        if error is not None:
            raise error
        if not said_something:
            raise EngineGaveNoBrief(model, "answered with an empty brief")

    async def _items(
        self, question: Question, most: Mapping[str, int], request: Request
    ) -> AsyncGenerator[Item | Malformed, None]:
        if request.stream:
            async with aclosing(question.stream(most)) as items:
                async for item in items:
                    yield item
        else:
            for item in draft.items(capped(await question.ask(), most)):
                yield item

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncGenerator[Said, None]:
        """Mend the items that failed, in one call: see `service.core.engine.Engine`.

        Topics are not mended: positions name them by their words. A position keeps its party and its topic.
        """
        mendable = {failure.item.key: failure for failure in failures if failure.item.section != "topics"}
        if not mendable:
            return
        model = await self.model_for(request)
        yield self._answering(model, self._brief_record, self._repair_record)
        asked = requests.repair(self._repair_prompt, window, tuple(mendable.values()), request)
        record = self._repair_record
        question = self._question(model, window, request, asked, MendedReply, prompt=record, is_repair=True)
        reply, error = await _asked_once(question)
        for spent in question.newly_spent():
            yield spent
        if error is not None:
            raise error
        entries = mended_entries(reply)
        for key, failure in mendable.items():
            if key in entries:
                yield _mended(failure, entries[key])

    async def tie(self, article: Article, lines: Sequence[Line], request: Request) -> AsyncGenerator[Said, None]:
        """Say which lines belong together, in one call: see `service.core.engine.Ranker`."""
        if self._settings.merge != "llm" or len(lines) < 2:
            return
        model = await self.model_for(request)
        yield self._answering(model, self._merge_record)
        asked = requests.merge(self._merge_prompt, lines, self.window_characters)
        whole = Window(article, 1, len(article.sentences))
        question = self._question(model, whole, request, asked, TiedReply, prompt=self._merge_record)
        reply, error = await _asked_once(question)
        for spent in question.newly_spent():
            yield spent
        if error is not None:
            raise error
        yield ties(reply)

    async def aclose(self) -> None:
        """Close the connections to the server."""
        if self._looking_up is not None:
            self._looking_up.cancel()
            await asyncio.gather(self._looking_up, return_exceptions=True)
        await self._transport.aclose()

    def _answering(self, model: str, *prompts: PromptRecord) -> Answering:
        return Answering(EngineRecord(name=self.name, model=model, fallback_from=None, prompts=prompts))

    def _question(
        self,
        model: str,
        window: Window,
        request: Request,
        asked: Asked,
        reply_type: type[Reply],
        *,
        prompt: PromptRecord,
        is_repair: bool = False,
    ) -> Question:
        deadline_seconds = self._settings.deadline_seconds
        if request.deadline_seconds is not None:
            deadline_seconds = min(deadline_seconds, request.deadline_seconds)
        if model not in self._habits:
            base_url = self._settings.openai_base_url or OPENAI_BASE_URL
            self._habits[model] = first_habits(base_url, self._settings.response_mode)
            self._habits[model].streams = self._tape is None
        now = self._transport.clock()
        until = now + deadline_seconds - min(_MARGIN_SECONDS, deadline_seconds / 20)
        patience = request.patience_seconds
        through = straight
        if self._tape is not None:
            through = functools.partial(self._tape.complete, Call(window, model, prompt, _hashed(asked)))
        return Question(
            self._transport,
            self._settings,
            habits=self._habits[model],
            asked=asked,
            reply_type=reply_type,
            limits=Limits(until, until if patience is None else min(until, now + patience), request),
            model=model,
            is_repair=is_repair,
            through=through,
        )

    async def model_for(self, request: Request) -> str:
        """The model a request is answered with.

        Raises:
            UnsupportedOption: The request names a model that is not offered here.
            ConfigurationError, EngineError: As `open` does, where the server has to be asked for its model.
        """
        if request.model is None or request.model == self._settings.model:
            return await self._default_model()
        offered = {*self._settings.fallbacks, *self._settings.allowed_models} - {EXTRACTIVE}
        if request.model in offered or request.model == await self._default_model():
            return request.model
        raise UnsupportedOption("model", "this model is not offered here; leave it out, or ask for it to be allowed")

    async def _default_model(self) -> str:
        if self._settings.model is not None:
            return self._settings.model
        if self._settings.openai_base_url in {None, OPENAI_BASE_URL, f"{OPENAI_BASE_URL}/"}:
            return DEFAULT_MODEL
        if self._only_model is None:
            # One look-up for everybody who waits: a thousand in a row would outlast every deadline.
            if self._looking_up is None or self._looking_up.done():
                self._looking_up = asyncio.create_task(self._look_up())
                # Looked at here, since everybody who waits may have left.
                self._looking_up.add_done_callback(lambda task: task.cancelled() or task.exception())
            self._only_model = await asyncio.shield(self._looking_up)
        return self._only_model

    async def _look_up(self) -> str:
        """The only model of the server."""
        try:
            offered = await self._transport.models()
        except Unusable as error:
            raise ConfigurationError(
                "OPENAI_BASE_URL answers with no list of models; check the address, or set PRECIS_MODEL"
            ) from error
        if len(offered) != 1:
            listed = ", ".join(sorted(offered)[:30]) or "none"
            raise ConfigurationError(f"set PRECIS_MODEL to one of the models of OPENAI_BASE_URL; there are: {listed}")
        return offered[0]


def _hashed(asked: Asked) -> str:
    return hashlib.sha256(f"{asked.system}\n\n{asked.user}".encode()).hexdigest()[:16]


async def _asked_once(question: Question) -> tuple[Mapping[str, Any], EngineError | None]:
    """A reply and no error, or an error and nothing: what it cost is told before the error is raised."""
    try:
        return await question.ask(), None
    except EngineError as error:
        return {}, error


def _suspicions(window: Window) -> list[Notice]:
    numbers = injection.sentences_addressing_a_model(window.article, window.first, window.last)
    if not numbers:
        return []
    which = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return [
        Notice(f"The article has text that addresses a language model (sentence {which}); it was treated as text only.")
    ]


def _mended(failure: Failure, entry: object) -> Said:
    """The mended entry in the place of the failed item."""
    failed = failure.item
    if isinstance(failed, Item) and isinstance(failed.content, DraftPosition):
        # Its number was read with the topics at hand, which are not known here, so number and words are kept as read.
        read = draft.read_item(failed.key, failed.section, _without_topic(entry), party=failed.party)
        if isinstance(read, Item) and isinstance(read.content, DraftPosition):
            stance = read.content.stance if failed.topic else None
            content = read.content.model_copy(update={"topic": failed.content.topic, "stance": stance})
            return Item(read.key, read.section, content, failed.party, failed.topic)
        return read
    if isinstance(failed, Item) and isinstance(failed.content, DraftParty) and isinstance(entry, Mapping):
        return draft.read_item(failed.key, failed.section, {**entry, "positions": failed.content.positions})
    if failed.section == "parties" and isinstance(entry, Mapping):
        return draft.read_item(failed.key, failed.section, {**entry, "positions": []})
    if isinstance(failed, Item):
        return draft.read_item(failed.key, failed.section, entry)
    return draft.read_item(failed.key, failed.section, entry, party=failed.party, topics=failed.topics)


def _without_topic(entry: object) -> object:
    return {**entry, "topic": None} if isinstance(entry, Mapping) else entry
