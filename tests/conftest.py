import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.scripted_server import ScriptedServer, running

# No example has a time limit: machines are shared. A build runs the same examples each time, so that it fails only for
# what was changed; every run on a developer's machine looks for new ones.
settings.register_profile(
    "precis", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("precis")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def scripted_server() -> Iterator[ScriptedServer]:
    """A scripted OpenAI-compatible server on loopback."""
    with running() as server:
        yield server
