from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from service.app import create_app
from service.core.engine import Engine
from service.settings import Settings
from tests.fakes import ScriptedEngine, echoes

Serving = Callable[..., AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(engine="extractive", data_dir=tmp_path)


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine(says=echoes)


@pytest.fixture
def serving(settings: Settings) -> Serving:
    """The real app with its parts open, and a caller of it: `async with serving(engine) as caller`."""

    @asynccontextmanager
    async def serve(written_by: Engine, **changes: object) -> AsyncIterator[httpx2.AsyncClient]:
        app = create_app(settings.model_copy(update=changes), written_by=written_by)
        transport = httpx2.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=transport, base_url="http://localhost:8000") as caller,
        ):
            yield caller

    return serve


@pytest.fixture
async def caller(serving: Serving, engine: ScriptedEngine) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(engine) as caller:
        yield caller
