"""A brief for people: as Markdown to paste, and as text on a terminal. One place says what each part is called."""

from service.render.blocks import blocks
from service.render.blocks import escape as escaped_for_slack
from service.render.document import markdown
from service.render.progress import progress
from service.render.screen import terminal

__all__ = ["blocks", "escaped_for_slack", "markdown", "progress", "terminal"]
