"""Links: fetched several at once, within limits, and only from where a stranger may be led."""

import asyncio
from collections.abc import Sequence

from anyio import CapacityLimiter

from service.core.errors import LinkFailed
from service.reading.address import LookUp, Network, look_up
from service.reading.fetched import Fetched


class LinkFetcher:
    """Fetches links, several at once."""

    def __init__(
        self,
        *,
        networks: Sequence[Network] = (),
        seconds: float = 15.0,
        max_bytes: int = 10_000_000,
        at_once: int = 16,
        names: LookUp = look_up,
    ) -> None:
        """Make a fetcher.

        Args:
            networks: Where links may lead besides the public internet, on any port there when the address is a number.
            seconds: Time one link may take in all, waiting and redirects included.
            max_bytes: Most bytes taken, decompressed.
            at_once: Links fetched at the same time; others wait.
            names: What knows the addresses of host names.
        """
        self._networks = tuple(networks)
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._places = asyncio.Semaphore(at_once)
        self._names = names
        self._lookups = CapacityLimiter(at_once)

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

                return await follow(
                    url,
                    networks=self._networks,
                    max_bytes=self._max_bytes,
                    names=self._names,
                    lookups=self._lookups,
                )
        except TimeoutError as error:
            raise LinkFailed(f"the link did not answer in full within {self._seconds:g} seconds") from error
