"""The HTTP app: opens the parts, mounts every way in. `uvicorn --factory service.app:create_app` serves it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from service import __version__, surfaces
from service.access import open_keyring
from service.core.engine import Engine
from service.settings import Settings
from service.web import contract, guard, problems
from service.wiring import open_services

_DESCRIPTION = """\
Turns an article into a structured brief: key facts, the positions of the parties, open questions, each tied to the
exact sentences it rests on. Nothing that fails the checks gets into a brief: `set_aside` says what was kept out.

Offsets count Unicode code points of the article's text, end exclusive. Every error is `application/problem+json`."""


def create_app(settings: Settings | None = None, *, written_by: Engine | None = None) -> FastAPI:
    """The app, its parts opened when it starts and closed when it stops.

    Args:
        settings: What decides; read from the environment when None.
        written_by: An engine to use instead of the settings' choice.

    Raises:
        ConfigurationError: A key in the settings cannot be read.
    """
    settings = settings or Settings()
    keyring = open_keyring(settings)

    @asynccontextmanager
    async def parts(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as opened:
            app.state.services = await opened.enter_async_context(open_services(settings, written_by=written_by))
            for running in app.state.running:
                await opened.enter_async_context(running())
            yield

    app = FastAPI(
        title="precis",
        summary="Briefs of articles, every line tied to the sentences it rests on.",
        description=_DESCRIPTION,
        version=__version__,
        lifespan=parts,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.keyring = keyring
    app.state.body_models = []
    app.state.running = []  # what a way in keeps running while the app does: functions that give a context manager
    app.state.is_stopping = False
    problems.install(app)
    contract.install(app, asks_key=bool(keyring), public_url=settings.public_url)
    surfaces.mount_all(app, settings)
    # The last one added stands outermost.
    app.add_middleware(guard.Meter, max_bytes=settings.max_body_bytes, seconds=settings.body_timeout_seconds)
    app.add_middleware(guard.Doorkeeper, allowed_hosts=settings.allowed_hosts, asks_key=bool(keyring))
    app.add_middleware(guard.Answers)
    return app


def stopping(app: FastAPI) -> Callable[[], None]:
    """What to call when the app is about to be stopped: from then on it says that it is not ready."""

    def say_so() -> None:
        app.state.is_stopping = True

    return say_so
