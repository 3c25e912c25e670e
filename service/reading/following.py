"""Fetch what a link leads to, when the link comes from a stranger.

Only http and https, only the public internet, every address of a name checked and a checked one connected to, on
every redirect anew; limits on time and on the size after decompression. No cookie, no proxy, no credentials.
"""

import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from anyio import CapacityLimiter, to_thread
from yarl import URL

from service import __version__
from service.core.errors import LinkFailed, LinkRefused
from service.reading.address import LookUp, Network, is_public, is_within, parsed
from service.reading.fetched import Fetched

_PORTS = {80, 443}
_REDIRECTS = 3
_CHUNK_BYTES = 65_536
_LONGEST_ADDRESS = 2_000
_NO_ADDRESS = "the link is no web address; it looks like https://example.org/article"
_MOVED = {301, 302, 303, 307, 308}
_READABLE = {"text/plain", "text/markdown", "text/html", "application/xhtml+xml", "application/pdf"}
_HEADERS = {
    "User-Agent": f"precis/{__version__} (reads the article it was given the address of)",
    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8",
}


async def follow(
    url: str, *, networks: Sequence[Network], max_bytes: int, names: LookUp, lookups: CapacityLimiter
) -> Fetched:
    """What stands at an address, redirects followed; it may take as long as the servers like.

    Args:
        url: An absolute http or https address, on the usual port, without user and password.
        networks: Where links may lead besides the public internet, on any port there when the address is a number.
        max_bytes: Most bytes taken, decompressed.
        names: What knows the addresses of host names.
        lookups: How many names may be looked up at once.

    Raises:
        LinkRefused: It is no such address, or leads to where no stranger may be led.
        LinkFailed: It could not be fetched, is too large, or is nothing that can be read.
    """
    policy = _Policy(tuple(networks))
    address = policy.checked(url)
    async with _session(policy, _Resolver(policy, names, lookups)) as session:
        return await _followed(session, address, policy, max_bytes)


async def _followed(session: aiohttp.ClientSession, address: URL, policy: "_Policy", max_bytes: int) -> Fetched:
    for _ in range(_REDIRECTS + 1):
        try:
            async with session.get(address, allow_redirects=False) as response:
                if response.status not in _MOVED:
                    return await _content(response, max_bytes)
                target = response.headers.get("Location", "")
                try:
                    address = policy.checked(str(address.join(URL(target))))
                except ValueError as error:
                    raise LinkFailed("the link is redirected to something that is no address") from error
        except UnicodeError as error:  # a name that is none, such as "a..b", as far as the resolver comes with it
            raise LinkRefused(_NO_ADDRESS) from error
        except (aiohttp.ClientError, OSError, ssl.SSLError) as error:
            raise _failure(error) from error
    raise LinkFailed(f"the link is redirected more than {_REDIRECTS} times")


async def _content(response: aiohttp.ClientResponse, max_bytes: int) -> Fetched:
    if response.status != HTTPStatus.OK:
        raise LinkFailed(f"the link answers {response.status}, not with a page; open it in a browser to see why")
    media_type, charset = _media(response.headers.get("Content-Type", ""))
    if media_type and media_type not in _READABLE:
        raise LinkFailed("the link leads to neither a web page, nor a PDF, nor plain text")
    content = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        content += chunk
        if len(content) > max_bytes:
            raise LinkFailed(f"what the link leads to is larger than {max_bytes:,} bytes")
    return Fetched(str(response.url), media_type, charset, bytes(content))


class _Forbidden(OSError):
    """An address nobody may be led to. An OSError, since that is what a resolver and a socket raise."""


@dataclass(frozen=True, slots=True)
class _Policy:
    """Which addresses may be connected to."""

    networks: tuple[Network, ...] = ()  # allowed besides the public internet

    def allows(self, written: str) -> bool:
        address = parsed(written)
        return address is not None and (is_public(address) or is_within(address, self.networks))

    def checked(self, written: str) -> URL:
        """An address to connect to. Raises LinkRefused."""
        if len(written) > _LONGEST_ADDRESS:
            raise LinkRefused(f"the address is longer than {_LONGEST_ADDRESS:,} characters")
        if any(character.isspace() or not character.isprintable() or character == "\\" for character in written):
            raise LinkRefused("the address has a space, a backslash or a control character in it")
        try:
            url = URL(written)
            host, port = url.host, url.port
        except ValueError as error:
            raise LinkRefused(_NO_ADDRESS) from error
        if url.scheme not in {"http", "https"} or not host:
            raise LinkRefused(_NO_ADDRESS)
        if url.user is not None or url.password is not None:
            raise LinkRefused("the address holds a user name or a password; leave them out")
        literal = parsed(host)
        if literal is not None and not (is_public(literal) or is_within(literal, self.networks)):
            raise LinkRefused("the link does not lead to the public internet")
        is_ours = literal is not None and is_within(literal, self.networks)
        if port not in _PORTS and not is_ours:
            raise LinkRefused("the link names a port other than 80 and 443")
        return url.with_fragment(None)

    def socket(self, info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        """A socket for an address: the last gate, which no connection gets round."""
        family, kind, protocol, _, address = info
        if not self.allows(str(address[0])):
            raise _Forbidden
        return socket.socket(family, kind, protocol)


class _Resolver(AbstractResolver):
    """Names to addresses. A name with one forbidden address is forbidden: it may lead there the next time."""

    def __init__(self, policy: _Policy, names: LookUp, lookups: CapacityLimiter) -> None:
        self._policy = policy
        self._names = names
        self._lookups = lookups

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - the session asks for addresses of any
    ) -> list[ResolveResult]:
        # In threads of their own: a name server that does not answer must not hold up those that write briefs.
        found = await to_thread.run_sync(self._names, host, limiter=self._lookups, abandon_on_cancel=True)
        if not all(map(self._policy.allows, found)):
            raise _Forbidden
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in found
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def _session(policy: _Policy, resolver: AbstractResolver) -> AsyncIterator[aiohttp.ClientSession]:
    """A session for one link; aiohttp keeps what is dear to make, the TLS context, for all of them."""
    connector = aiohttp.TCPConnector(
        resolver=resolver,
        socket_factory=policy.socket,
        use_dns_cache=False,  # an address is checked when it is connected to, not before
        force_close=True,
    )
    async with aiohttp.ClientSession(
        connector=connector,
        headers=_HEADERS,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,  # a proxy would connect for us, to whatever it likes
        timeout=aiohttp.ClientTimeout(total=None),  # the one around all of it counts
    ) as session:
        yield session


def _media(written: str) -> tuple[str, str | None]:
    """(media type, charset) of a Content-Type header."""
    if not written:
        return "", None
    header = Message()
    header["content-type"] = "".join(character for character in written if character.isprintable())
    return header.get_content_type(), header.get_content_charset()


def _failure(error: Exception) -> LinkRefused | LinkFailed:
    """What went wrong, in words that tell a stranger nothing of the network this runs in."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _Forbidden) or isinstance(getattr(cause, "os_error", None), _Forbidden):
            return LinkRefused("the link does not lead to the public internet")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, aiohttp.InvalidURL):
        return LinkRefused(_NO_ADDRESS)
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLError):
        return LinkFailed("the link's server has no valid certificate")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return LinkFailed("the link's host name is not known; check the address")
    return LinkFailed("the link's server could not be reached, or broke off")
