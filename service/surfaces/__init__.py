"""The ways in, one file each; none imports another. A file here that has `mount(app, settings)` is mounted."""

import importlib
import pkgutil
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def mount_all(app: "FastAPI", settings: Settings) -> None:
    """Mount every way in, in alphabetical order."""
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{name}").mount(app, settings)
