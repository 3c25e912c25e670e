"""The app behind a real server on this machine, for what no transport inside the process shows."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from service.app import create_app
from service.core.engine import Engine
from service.settings import Settings


@contextmanager
def listening(settings: Settings, engine: Engine | None, http: str = "httptools") -> Iterator[int]:
    """A server of the app while the block runs, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(create_app(settings, written_by=engine), http=http, log_config=None, lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
