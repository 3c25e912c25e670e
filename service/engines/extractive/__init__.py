"""The built-in engine: a brief from the article's own sentences. No key, no network, no model."""

from service.core.engine import Engine
from service.engines.extractive.engine import Extractive
from service.settings import Settings


def build(settings: Settings) -> Engine:  # noqa: ARG001 - it needs no setting, but is built like every engine
    """The engine; it holds nothing open."""
    return Extractive()
