"""The parts of the service, chosen from the settings and opened: the only file that does either."""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar, runtime_checkable

from anyio import CapacityLimiter, to_thread

from service import engines
from service.admission import Gate
from service.cache import Cache, Freshness, Made, Making, Order, Tell, question, recipe
from service.core.article import Article, segment
from service.core.brief import Brief
from service.core.engine import Engine, Request
from service.core.errors import (
    ConfigurationError,
    EngineError,
    NoSuchBrief,
    NotAnArticle,
    StoreUnavailable,
    TooLarge,
    UnsupportedOption,
)
from service.core.grounding import forget
from service.core.steps import Done, Step, Warned
from service.core.summarize import finish, summarize
from service.core.verification import (
    MAX_BRIEF_LINES,
    PlainClaim,
    VerificationReport,
    lines_of,
    verify_brief,
    verify_claims,
)
from service.fallback import AsksAModel, Choice, Fallback
from service.reading import LinkFetcher, PageReader, open_reader
from service.settings import Settings
from service.store import Store, open_store

_log = logging.getLogger(__name__)
_BRIEF_ID = re.compile(r"[0-9a-f]{32}")
_EXTRACTIVE = "extractive"
_OPENING_SECONDS = 10.0
_VERIFYING_SECONDS = 20.0
_VERIFIED_AT_ONCE = 2


@runtime_checkable
class _Opens(Protocol):
    """An engine that can be asked at start whether it can work."""

    async def open(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Services:
    """What every way in works with. Made by `open_services`; one serves many requests at once."""

    settings: Settings
    store: Store
    cache: Cache
    gate: Gate
    recipe: str  # what of the settings decides what a brief says
    reader: PageReader
    links: LinkFetcher | None  # None: links are not followed
    verifying: CapacityLimiter  # checking is pure Python: more threads would only take turns with every answer
    engines: Mapping[str, Engine]  # by the name a request may give; the settings' own choice stands first

    @property
    def engine_name(self) -> str:
        """The engine asked when a request names none."""
        return next(iter(self.engines))

    def article(
        self,
        text: str,
        *,
        title: str | None = None,
        source_url: str | None = None,
        published_at: date | None = None,
    ) -> Article:
        """The article of a text.

        Raises:
            TooLarge: It is longer than `max_input_characters`.
            NotAnArticle: There is nothing to brief in it.
        """
        self._check(text)
        return segment(text, title=title, source_url=source_url, published_at=published_at)

    async def read(self, page: str | bytes, order: Order) -> Order:
        """The order with the text of a page; what it says already stands before what the page says of itself.

        Raises:
            NotAnArticle: Nothing readable is in the page.
            EngineUnavailable: Too many pages are waiting to be read.
        """
        reading = await self.reader.read(page)
        return replace(
            order,
            text=reading.text,
            title=order.title or reading.title,
            source_url=order.source_url or reading.source_url,
            published_at=order.published_at or reading.published_at,
            keep_text=True,
        )

    async def fetch(self, url: str, order: Order) -> Order:
        """The order with the text a link leads to, be it a page, a PDF or plain text.

        Raises:
            UnsupportedOption: Links are not followed here.
            LinkRefused: The link leads where no stranger may be led.
            LinkFailed: Nothing readable came from it.
            NotAnArticle: Nothing readable is in the page.
            EngineUnavailable: Too many pages are waiting to be read.
        """
        if self.links is None:
            raise UnsupportedOption("url", "links are not followed here; send the article's text or html")
        fetched = await self.links.fetch(url)
        order = replace(order, source_url=order.source_url or fetched.url)
        if fetched.is_plain:
            return replace(order, text=fetched.text(), keep_text=True)
        return await self.read(fetched.page(), order)

    @asynccontextmanager
    async def making(
        self,
        order: Order,
        freshness: Freshness = Freshness.ANY,
        *,
        also_asked_as: str | None = None,
        arrived: float | None = None,
    ) -> AsyncIterator[Making]:
        """The brief of an order: made earlier, made by somebody else just now, or made for this block.

        The same order, in flight or finished, is paid for once. Whoever leaves the block waits no longer; the work
        stops when nobody waits.

        Args:
            order: What is asked for.
            freshness: Which briefs will do.
            also_asked_as: Another hash of the same order, by which `Cache.recall` will know the brief.
            arrived: When it was asked for, in the running loop's time: the deadline counts from there. None: now.

        Raises:
            UnsupportedOption: The engine or model is not offered, or a limit is above the server's.
            NotAnArticle, TooLarge: The text is none, or longer than allowed.
            Overloaded: Too many are in the making.
            EngineError, DeadlineExceeded: As `summarize` does.
        """
        self._check(order.text)
        chosen = self._engine(order.engine)
        request = self._limited(order.request, chosen)
        seconds = request.deadline_seconds or 0.0
        until = (asyncio.get_running_loop().time() if arrived is None else arrived) + seconds
        is_known, model = await self._model(chosen, request)
        asked = question(replace(order, request=request), engine=chosen.name, model=model, recipe=self.recipe)
        if also_asked_as is not None:
            self.cache.rephrase(asked, also_asked_as)

        async def work(tell: Tell) -> Made:
            doubts: list[Step] = []

            def heard(step: Step) -> None:
                if isinstance(step, Warned) and step.notice.passing:
                    doubts.append(step)
                tell(step)

            brief = await self._make(order, chosen, request, until, heard)
            # A brief of the second choice, of a part or of who knows which model is not what the next caller asks for.
            is_lasting = brief.status == "complete" and brief.engine.fallback_from is None and is_known and not doubts
            is_lasting = is_lasting and freshness is not Freshness.OWN and self.settings.cache_ttl_seconds > 0
            kept, body = await self._kept(brief, order.owner, asked if is_lasting else None)
            return Made(kept.id, body, is_lasting=is_lasting and kept is brief)

        async with self.cache.making(asked, work, freshness=freshness, seconds=seconds) as making:
            yield making

    async def _make(self, order: Order, chosen: Engine, request: Request, until: float, tell: Tell) -> Brief:
        clock = asyncio.get_running_loop().time
        async with self.gate.place(seconds=max(until - clock(), 0.0)):
            article = self.article(
                order.text, title=order.title, source_url=order.source_url, published_at=order.published_at
            )
            in_time = replace(request, deadline_seconds=max(until - clock(), 0.0))
            try:
                async with aclosing(summarize(article, chosen, in_time, keep_text=order.keep_text)) as steps:
                    return await finish(steps, [tell])
            finally:
                forget(article)

    def _check(self, text: str) -> None:
        limit = self.settings.max_input_characters
        if len(text) > limit:
            raise TooLarge(limit, "characters")
        if "\x00" in text:
            raise NotAnArticle("the text has a NUL character (U+0000), which no article has; leave it out")
        if not any(map(str.isalpha, text)):
            raise NotAnArticle("the text holds no sentence to brief; send the article's text, as words")

    async def steps(
        self,
        article: Article,
        request: Request | None = None,
        *,
        engine: str | None = None,
        owner: str = "",
        keep_text: bool = False,
    ) -> AsyncGenerator[Step, None]:
        """Brief an article, step by step. The brief is stored before `Done` is given.

        Args:
            article: The article.
            request: What is asked for beyond it; its limits may only lower the settings' own.
            engine: Name of the engine; None for the settings' choice.
            owner: Id of the key the brief will belong to; "" where no key is asked for.
            keep_text: Whether the brief carries the article's text, as when it was extracted here.

        Raises:
            UnsupportedOption: The engine or model is not offered, or a limit is above the server's.
            NotAnArticle, EngineError, DeadlineExceeded: As `summarize` does.
        """
        chosen = self._engine(engine)
        limited = self._limited(request or Request(), chosen)
        async with aclosing(summarize(article, chosen, limited, keep_text=keep_text)) as steps:
            async for step in steps:
                yield Done((await self._kept(step.brief, owner))[0]) if isinstance(step, Done) else step

    async def brief(
        self,
        article: Article,
        request: Request | None = None,
        *,
        engine: str | None = None,
        owner: str = "",
        keep_text: bool = False,
    ) -> Brief:
        """Brief an article and store the brief. Arguments and errors are those of `steps`."""
        async with aclosing(self.steps(article, request, engine=engine, owner=owner, keep_text=keep_text)) as steps:
            return await finish(steps)

    async def verify(
        self, article: Article, brief: Brief | None = None, claims: Sequence[PlainClaim] = ()
    ) -> VerificationReport:
        """Check a brief, or claims where there is none, against an article. Asks no model.

        Raises:
            UnsupportedOption: The brief has more lines than are checked in one go.
            DeadlineExceeded: Not every line was checked in time.
        """
        if brief is None:
            work = partial(verify_claims, article, claims, deadline_seconds=_VERIFYING_SECONDS)
        elif lines_of(brief) > MAX_BRIEF_LINES:
            raise UnsupportedOption("brief", f"a brief of more than {MAX_BRIEF_LINES:,} lines is not checked in one go")
        else:
            work = partial(verify_brief, article, brief, deadline_seconds=_VERIFYING_SECONDS)
        return await to_thread.run_sync(work, limiter=self.verifying)

    async def read_brief(self, brief_id: str, owner: str = "") -> bytes:
        """A stored brief as JSON, byte for byte as it was first given. Raises NoSuchBrief, StoreUnavailable."""
        body = await self.store.read(brief_id, owner=owner) if _BRIEF_ID.fullmatch(brief_id) else None
        if body is None:
            raise NoSuchBrief(brief_id)
        return body

    async def forget(self, brief_id: str, owner: str = "") -> None:
        """Delete a stored brief, and what it answered. Raises NoSuchBrief, StoreUnavailable."""
        if not _BRIEF_ID.fullmatch(brief_id) or not await self.store.forget(brief_id, owner=owner):
            raise NoSuchBrief(brief_id)
        self.cache.forget(brief_id)

    async def _kept(self, brief: Brief, owner: str, question: str | None = None) -> tuple[Brief, bytes]:
        """Store a brief. One that cannot be stored is still given: it may have cost money."""
        body = brief.model_dump_json().encode()
        try:
            await self.store.keep(brief.id, body, owner=owner, question=question)
        except StoreUnavailable as error:
            _log.error("brief %s was not stored: %s", brief.id, error)
            warning = "the brief could not be stored: it cannot be read again by its id"
            brief = brief.model_copy(update={"warnings": (*brief.warnings, warning)})
            return brief, brief.model_dump_json().encode()
        return brief, body

    async def troubles(self) -> Mapping[str, str]:
        """What keeps this from working, by part; empty when it is ready."""
        try:
            await self.store.check()
        except StoreUnavailable as error:
            _log.warning("not ready: %s", error)
            return {"store": "the database can be neither read nor written"}
        return {}

    def _engine(self, name: str | None) -> Engine:
        name = name or self.engine_name
        if name not in self.engines:
            offered = ", ".join(self.engines)
            raise UnsupportedOption("engine", f"this server has no such engine; it offers: {offered}")
        return self.engines[name]

    async def _model(self, engine: Engine, request: Request) -> tuple[bool, str | None]:
        """Whether it is known which model will answer, and the model where there is one.

        A server that cannot be asked now may be up when the draft is, and somebody else may answer in its place.
        """
        if not isinstance(engine, AsksAModel):
            return True, None
        try:
            async with asyncio.timeout(_OPENING_SECONDS):
                return True, await engine.model_for(request)
        except (EngineError, TimeoutError):
            return False, None

    def _limited(self, request: Request, engine: Engine) -> Request:
        most = self.settings.deadline_seconds
        asked = request.deadline_seconds
        if asked is not None and asked > most:
            raise UnsupportedOption("limits.deadline_seconds", f"the limit here is {most:g} seconds; ask for less")
        if request.model is not None and engine.name == _EXTRACTIVE:
            raise UnsupportedOption("model", f"the {_EXTRACTIVE} engine asks no model; leave it out")
        return replace(
            request,
            deadline_seconds=most if asked is None else asked,
            max_calls=_lower(request.max_calls, self.settings.max_calls_per_brief),
            max_tokens=_lower(request.max_tokens, self.settings.max_tokens_per_brief),
            max_cost_usd=_lower(request.max_cost_usd, self.settings.budget_usd),
        )


Amount = TypeVar("Amount", int, float)


def _lower(asked: Amount | None, limit: Amount | None) -> Amount | None:
    """The lower of two limits; None is no limit."""
    return min((amount for amount in (asked, limit) if amount is not None), default=None)


@asynccontextmanager
async def open_services(settings: Settings, *, written_by: Engine | None = None) -> AsyncIterator[Services]:
    """Choose and open the parts; all are closed at the end.

    Args:
        settings: What decides.
        written_by: An engine to use instead of the settings' choice, as an evaluation or a test does.

    Raises:
        ConfigurationError: The settings contradict each other or the machine.
    """
    async with AsyncExitStack() as opened:
        writers = {written_by.name: written_by} if written_by else await _engines(settings, opened)
        store = await opened.enter_async_context(open_store(settings))
        reader = await opened.enter_async_context(
            open_reader(seconds=settings.page_timeout_seconds, workers=settings.page_workers)
        )
        cache = Cache(store, ttl_seconds=settings.cache_ttl_seconds, memory_bytes=settings.cache_memory_bytes)
        gate = Gate(places=settings.max_in_flight, queue=settings.max_queued)
        yield Services(
            settings,
            store,
            cache,
            gate,
            recipe(settings),
            reader,
            _links(settings),
            CapacityLimiter(_VERIFIED_AT_ONCE),
            writers,
        )


def _links(settings: Settings) -> LinkFetcher | None:
    if not settings.follows_links:
        return None
    return LinkFetcher(
        networks=settings.link_networks, seconds=settings.link_timeout_seconds, max_bytes=settings.link_max_bytes
    )


async def _engines(settings: Settings, opened: AsyncExitStack) -> Mapping[str, Engine]:
    """The engines a request may name, the settings' choice first. Extractive needs nothing, so it is always there."""
    built: dict[str, Engine] = {}

    def part(name: str) -> Engine:
        if name not in built:
            built[name] = engines.build(name, settings)
            opened.push_async_callback(built[name].aclose)
        return built[name]

    first = settings.engine_name
    if settings.fallbacks and first == _EXTRACTIVE:
        raise ConfigurationError(
            "PRECIS_FALLBACKS needs a model to fall back from; set OPENAI_API_KEY or PRECIS_ENGINE"
        )
    offered: dict[str, Engine] = {first: part(first)}
    if settings.fallbacks:
        offered[first] = Fallback([Choice(part(first)), *(_choice(part, first, name) for name in settings.fallbacks)])
    offered.setdefault(_EXTRACTIVE, part(_EXTRACTIVE))
    for engine in built.values():
        if isinstance(engine, _Opens):
            await _try_out(engine)
    return offered


async def _try_out(engine: _Opens) -> None:
    """Let an engine that asks a server find its model now. One that is only down may be up when it is needed."""
    try:
        async with asyncio.timeout(_OPENING_SECONDS):
            await engine.open()
    except EngineError as error:
        _log.warning("the engine does not answer yet: %s", error)
    except TimeoutError:
        _log.warning("the engine did not answer within %g seconds", _OPENING_SECONDS)


def _choice(part: Callable[[str], Engine], first: str, name: str) -> Choice:
    return Choice(part(_EXTRACTIVE)) if name == _EXTRACTIVE else Choice(part(first), model=name)
