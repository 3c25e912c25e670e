"""The engines: who writes the draft, one file or folder each. Its name is the engine's name; nothing registers it."""

import importlib
import pkgutil

from service.core.engine import Engine
from service.core.errors import ConfigurationError
from service.settings import Settings


def names() -> tuple[str, ...]:
    """Names of the engines there are, in alphabetical order. Imports none of them."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def build(name: str, settings: Settings) -> Engine:
    """Make an engine; only its own file is imported, and its vendors with it.

    Raises:
        ConfigurationError: There is no engine of that name, or its settings do not suffice.
    """
    if name not in names():
        raise ConfigurationError(f"there is no engine {name!r}; there are: {', '.join(names())}")
    engine: Engine = importlib.import_module(f"{__name__}.{name}").build(settings)
    return engine
