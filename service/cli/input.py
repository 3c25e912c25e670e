"""What the commands read: a file or stdin as text, and the settings."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from service.core.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from service.settings import Settings

STDIN = Path("-")
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_PDF = b"%PDF-"


def read_bytes(path: Path | None) -> bytes:
    """The bytes of a file; of stdin where the path is "-" or missing.

    Raises:
        typer.BadParameter: There is neither a file nor a pipe.
        InputError: The file cannot be read.
    """
    if path is None and sys.stdin.isatty():
        raise typer.BadParameter("give a file, or a pipe: precis brief article.txt")
    if path is None or path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is: one of the three."""

    text: str = ""
    page: bytes | None = None  # of a web page or a PDF, to find the article in
    url: str | None = None


def read_source(written: str | None, *, html: bool = False) -> Source:
    """What a command line names: an address, a file, or stdin where it names nothing.

    Raises:
        typer.BadParameter: There is neither a file nor a pipe.
        InputError: The file cannot be read, or is no text.
    """
    if written is not None and written.lower().startswith(("http://", "https://")):
        return Source(url=written)
    path = Path(written) if written is not None else None
    content = read_bytes(path)
    is_page = html or content.startswith(_PDF) or (path is not None and path.suffix.lower() in _HTML_SUFFIXES)
    return Source(page=content) if is_page else Source(text=as_text(content, path))


def as_text(content: bytes, path: Path | None) -> str:
    """Bytes as text; a byte order mark stays, as U+FEFF: offsets count what is in the file.

    Raises:
        InputError: It is not UTF-8.
    """
    name = "stdin" if path is None or path == STDIN else str(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 (byte {error.object[error.start]:#04x} at {error.start}); convert it first, for "
            "example: iconv -f WINDOWS-1252 -t UTF-8 in.txt > out.txt"
        ) from error


def load_settings(**given: Any) -> "Settings":
    """The settings of the environment; what is given on the command line (and is not None) goes first.

    Raises:
        ConfigurationError: One of them is not what it must be; the value is not repeated.
    """
    from pydantic import ValidationError

    from service.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False, include_context=False)
        raise ConfigurationError(
            "; ".join(f"{_variable(problem['loc'])}: {_lower_first(problem['msg'])}" for problem in problems)
        ) from None


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "the settings"
    return name if name.isupper() or not location else f"PRECIS_{name.upper()}"


def _lower_first(message: str) -> str:
    return message.removeprefix("Value error, ")
