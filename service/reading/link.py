"""Links: fetched several at once, within limits, and only from where a stranger may be led."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.errors import LinkFailed
from service.reading.address import Network
from service.reading.found import is_pdf

_PLAIN = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at the end of a link."""

    url: str  # where it was found, after redirects
    media_type: str  # as the server says, without parameters; "" where it does not say
    charset: str | None  # as the server says
    content: bytes  # decompressed

    @property
    def is_plain(self) -> bool:
        """Whether it is text without markup."""
        return self.media_type in _PLAIN

    def text(self) -> str:
        """The content as text. Raises LinkFailed where its encoding cannot be told: a guess would change words."""
        for charset in (self.charset, "utf-8-sig"):
            if charset:
                with contextlib.suppress(LookupError, ValueError):
                    return self.content.decode(charset)
        raise LinkFailed("the link leads to text that is not in the encoding it is said to be in")

    def page(self) -> str | bytes:
        """The content for a reader of pages: as text where the server names an encoding, which then comes first."""
        if self.charset and not is_pdf(self.content):
            with contextlib.suppress(LookupError, ValueError):
                return self.content.decode(self.charset)
        return self.content


class LinkFetcher:
    """Fetches links, several at once."""

    def __init__(
        self,
        *,
        networks: Sequence[Network] = (),
        seconds: float = 15.0,
        max_bytes: int = 10_000_000,
        at_once: int = 16,
    ) -> None:
        """Make a fetcher.

        Args:
            networks: Where links may lead besides the public internet, on any port there when the address is a number.
            seconds: Time one link may take in all, waiting and redirects included.
            max_bytes: Most bytes taken, decompressed.
            at_once: Links fetched at the same time; others wait.
        """
        self._networks = tuple(networks)
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._places = asyncio.Semaphore(at_once)

    async def fetch(self, url: str) -> Fetched:
        """What stands at an address.

        Args:
            url: An absolute http or https address, on the usual port, without user and password.

        Raises:
            LinkRefused: It is no such address, or leads to where no stranger may be led.
            LinkFailed: It could not be fetched in time, is too large, or is nothing that can be read.
        """
        try:
            async with asyncio.timeout(self._seconds), self._places:
                # The client is large; most of what this service does needs no link.
                from service.reading.following import follow

                return await follow(url, networks=self._networks, max_bytes=self._max_bytes)
        except TimeoutError as error:
            raise LinkFailed(f"the link did not answer in full within {self._seconds:g} seconds") from error
