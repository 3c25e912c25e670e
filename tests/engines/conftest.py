from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from service.engines.llm.engine import LlmEngine
from service.settings import Settings
from tests.scripted_server import ScriptedServer

MakeEngine = Callable[..., LlmEngine]


@pytest.fixture
def waits() -> list[float]:
    """Seconds the engine would have waited between tries."""
    return []


@pytest.fixture
async def make_engine(scripted_server: ScriptedServer, waits: list[float]) -> AsyncIterator[MakeEngine]:
    """Makes engines that ask the scripted server and never wait."""

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async with AsyncExitStack() as stack:

        def make(**settings: object) -> LlmEngine:
            chosen = {"openai_base_url": scripted_server.base_url, "openai_api_key": "sk-secret", "model": "small"}
            engine = LlmEngine(Settings.model_validate(chosen | settings), sleep=sleep)
            stack.push_async_callback(engine.aclose)
            return engine

        yield make
