"""The wire: one long-lived client, the only layer that retries, and the provider's errors in our words.

Messages of our errors hold no text of the provider's: its errors may repeat the key, the article or the reply.
"""

import asyncio
import email.utils
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx2
import openai
import tenacity

from service.core.errors import EngineError, EngineRefused, EngineRejected, EngineUnavailable
from service.engines.llm.breaker import Breaker, Open
from service.engines.llm.completion import Unusable
from service.engines.llm.modes import is_about_size
from service.settings import OPENAI_BASE_URL, Settings

Answer = TypeVar("Answer")

# At DEBUG the client logs whole requests, articles included, and instructor logs whole replies at ERROR.
for _name, _level in {"openai": logging.WARNING, "httpx2": logging.WARNING, "instructor": logging.CRITICAL}.items():
    logging.getLogger(_name).setLevel(_level)

# Spent money or a closed account does not come back within a brief.
_QUOTA_CODES = frozenset(
    "insufficient_quota billing_hard_limit_reached billing_not_active access_terminated account_deactivated".split()
)
# Idle connections are closed before most servers and proxies would close them.
_IDLE_SECONDS = 30.0
_BACKOFF = tenacity.wait_random_exponential(multiplier=0.5, max=20)


class Transport:
    """Calls an OpenAI-compatible server. Keeps no state of a call, so that one serves many at once."""

    def __init__(
        self,
        settings: Settings,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self.clock = clock
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
        self.client = openai.AsyncOpenAI(
            # Many local servers ask for no key, but the client insists on one.
            api_key=key or "none",
            base_url=settings.openai_base_url or OPENAI_BASE_URL,
            max_retries=0,
            # Its own transport takes more CPU the more calls are under way; aiohttp's does not.
            http_client=openai.DefaultAioHttpClient(
                limits=httpx2.Limits(
                    max_connections=settings.upstream_connections,
                    max_keepalive_connections=settings.upstream_connections,
                    keepalive_expiry=_IDLE_SECONDS,
                ),
                # Of a single read; the time of a whole call is limited in `call`.
                timeout=settings.request_timeout_seconds,
            ),
        )
        self._breakers: dict[str, Breaker] = {}

    def breaker(self, model: str) -> Breaker:
        """The breaker of a model; this transport knows only one server."""
        if model not in self._breakers:
            self._breakers[model] = Breaker(self.clock)
        return self._breakers[model]

    async def call(
        self,
        model: str,
        until: float,
        attempt: Callable[[], Awaitable[Answer]],
        *,
        admit: Callable[[], None] = lambda: None,
    ) -> Answer:
        """Await `attempt()`, again while that may help.

        Retried: connection errors, 408, 409, 429 (not where the quota is spent), 5xx; a timeout and an unusable
        answer once, since they may already be paid for. Never more tries than the settings allow, never past `until`.

        Args:
            model: Whom the errors are about.
            until: When to give up, by this transport's clock.
            attempt: One upstream call.
            admit: Asked before every try; what it raises ends the call.

        Raises:
            EngineError: Translated from the last error. A 400 comes out as it is, for who can learn from it.
        """
        doubtful = 0

        def is_worth_a_retry(error: BaseException) -> bool:
            nonlocal doubtful
            if is_timeout(error) or isinstance(error, Unusable):
                doubtful += 1
                return doubtful <= 1
            return isinstance(error, openai.APIConnectionError) or (
                isinstance(error, openai.APIStatusError) and _may_pass(error)
            )

        def is_over(state: tenacity.RetryCallState) -> bool:
            is_too_late = self.clock() + state.upcoming_sleep >= until
            return is_too_late or state.attempt_number >= self._settings.max_tries

        async def one_attempt() -> Answer:
            admit()
            patience = self._settings.request_timeout_seconds
            limit = min(patience, max(until - self.clock(), 0.0))

            def is_fault(error: Exception) -> bool:
                # Somebody in a hurry says nothing about the model.
                return is_outage(error) and not (is_timeout(error) and limit < patience / 2)

            with breaker.guarding(is_fault):
                async with asyncio.timeout(limit):
                    return await attempt()

        breaker = self.breaker(model)

        # A new one for each call: tenacity keeps the count of attempts on the object.
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(is_worth_a_retry),
            stop=is_over,
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return await retrying(one_attempt)
        except openai.BadRequestError:
            raise
        except Open as error:
            what = f"has been failing and is left alone for {math.ceil(error.seconds)} seconds"
            raise EngineUnavailable(model, what, retry_after_seconds=error.seconds) from error
        except (openai.APIError, TimeoutError) as error:
            raise translated(error, model) from error

    def within(self, until: float) -> asyncio.Timeout:
        """The time one read of a stream may take: a context manager that ends in a TimeoutError."""
        return asyncio.timeout(min(self._settings.request_timeout_seconds, max(until - self.clock(), 0.0)))

    async def models(self) -> tuple[str, ...]:
        """Names of the models the server offers.

        Raises:
            EngineError: It cannot be asked.
            Unusable: What it answers is no list of models.
        """

        async def attempt() -> tuple[str, ...]:
            try:
                page = await self.client.models.list()
                return tuple(str(model.id) for model in page.data)
            except (AttributeError, TypeError, ValueError) as error:  # the client does not check what it is sent
                raise Unusable("the answer is not a list of models") from error

        until = self.clock() + self._settings.deadline_seconds
        try:
            return await self.call("llm", until, attempt)
        except openai.BadRequestError as error:
            raise translated(error, "llm") from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self.client.close()


def is_timeout(error: BaseException) -> bool:
    """Whether no answer came in time. It may be under way, and paid for.

    The aiohttp transport calls every broken connection a ConnectTimeout, and the client every timeout the same.
    """
    if isinstance(error, openai.APITimeoutError):
        return not isinstance(error.__cause__, httpx2.ConnectTimeout)
    return isinstance(error, TimeoutError)


def is_outage(error: BaseException) -> bool:
    """Whether an error speaks against the model or its server, and not against the request or our pace."""
    if isinstance(error, openai.APIStatusError):
        return error.status_code >= 500
    return is_timeout(error) or isinstance(error, openai.APIConnectionError)


def translated(error: openai.APIError | TimeoutError, model: str) -> EngineError:
    """The provider's error in our words."""
    if is_timeout(error):
        return EngineUnavailable(model, "did not answer in time; try later or raise PRECIS_REQUEST_TIMEOUT_SECONDS")
    if isinstance(error, openai.APIError) and error.code in {"content_filter", "content_policy_violation"}:
        return EngineRefused(model, "the provider's content filter stopped the article")
    if isinstance(error, openai.APIConnectionError):
        return EngineUnavailable(model, "could not be reached; try later or check OPENAI_BASE_URL")
    if not isinstance(error, openai.APIStatusError):  # told in the middle of a stream
        return EngineUnavailable(model, "broke off in the middle of its reply; try later")
    status = error.status_code
    if status in {402, 429} and (status == 402 or _is_quota(error)):
        return EngineRejected(model, "the account's quota is used up; check its plan and billing")
    if is_about_size(error) and status in {400, 413, 422, 429}:
        return EngineRejected(model, "the article and the output asked for are more than it takes at once")
    if status in {408, 409, 429} or status >= 500:
        busy = "is answering too many requests" if status == 429 else f"is failing (status {status})"
        return EngineUnavailable(model, f"{busy}; try later", retry_after_seconds=retry_after_seconds(error))
    what_to_do = {
        401: "the key was not accepted; check OPENAI_API_KEY",
        403: "the key does not allow this; check what it may use",
        404: "there is no such model or address; check PRECIS_MODEL and OPENAI_BASE_URL",
    }
    return EngineRejected(
        model, what_to_do.get(status, f"the request was turned down (status {status}{_about(error)})")
    )


def retry_after_seconds(error: openai.APIStatusError) -> float | None:
    """How long the server asks to be left alone: `retry-after-ms`, or `Retry-After` as seconds or as a date."""
    headers = error.response.headers
    try:
        seconds = float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        value = headers.get("retry-after", "")
        try:
            seconds = float(value)
        except ValueError:
            try:
                seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
            except (ValueError, OverflowError):
                return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _wait(state: tenacity.RetryCallState) -> float:
    """Seconds before the next try: exponential with full jitter, but never less than the server asks for."""
    backoff = _BACKOFF(state)
    error = state.outcome.exception() if state.outcome else None
    asked = retry_after_seconds(error) if isinstance(error, openai.APIStatusError) else None
    return max(backoff, asked or 0.0)


def _may_pass(error: openai.APIStatusError) -> bool:
    """Whether the same request may be answered later."""
    if error.response.headers.get("x-should-retry") == "false":
        return False
    if error.status_code == 429:
        return not _is_quota(error) and not is_about_size(error)
    return error.status_code in {408, 409} or error.status_code >= 500


def _is_quota(error: openai.APIStatusError) -> bool:
    return error.code in _QUOTA_CODES or error.type in _QUOTA_CODES


def _about(error: openai.APIStatusError) -> str:
    """The parameter at fault, if its name is one: anything longer may be somebody's text."""
    named = (error.param or "").replace("_", "").replace(".", "")
    return f", about {error.param}" if named.isascii() and named.isalnum() and len(named) <= 40 else ""
