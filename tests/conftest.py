from collections.abc import Iterator

import pytest

from tests.scripted_server import ScriptedServer, running


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def scripted_server() -> Iterator[ScriptedServer]:
    """A scripted OpenAI-compatible server on loopback."""
    with running() as server:
        yield server
