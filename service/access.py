"""API keys: who may call. Settings hold only hashes, so that reading them gives nobody a key.

A key is `sk_<id>_<secret>`, its entry in PRECIS_API_KEYS `name=sk_<id>_<hash>`. The hash is SHA-256: the secret is 256
random bits, so there is nothing to guess that a slow hash would have to protect, as it must a password.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from service.core.errors import ConfigurationError
from service.settings import Settings

_ENTRY = re.compile(r"(?P<name>[\w.@-]{1,64})=sk_(?P<id>[0-9a-f]{16})_(?P<hash>[0-9a-f]{64})")
_KEY = re.compile(r"sk_(?P<id>[0-9a-f]{16})_(?P<secret>[A-Za-z0-9_-]{43})")
_NOBODYS_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling."""

    key_id: str  # owns the briefs it makes; "" where no key is asked for
    name: str  # for people: logs and accounts


ANYBODY = Caller(key_id="", name="anybody")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    key_id: str
    hashed: str


class Keyring:
    """The keys that are let in. Revoking one is leaving its entry out."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Read the entries of PRECIS_API_KEYS. Raises ConfigurationError, without repeating what was given."""
        self._entries: dict[str, _Entry] = {}
        for place, written in enumerate(entries, start=1):
            match = _ENTRY.fullmatch(written)
            if match is None:
                raise ConfigurationError(
                    f"entry {place} of PRECIS_API_KEYS is not name=sk_<id>_<hash>: the hash, not the key itself"
                )
            if match["id"] in self._entries:
                raise ConfigurationError(f"entry {place} of PRECIS_API_KEYS repeats the id of another key")
            self._entries[match["id"]] = _Entry(match["name"], match["id"], match["hash"])

    def __bool__(self) -> bool:
        return bool(self._entries)

    def caller(self, key: str) -> Caller | None:
        """Whose key this is; None for one that is unknown or wrong, after the same work."""
        match = _KEY.fullmatch(key)
        entry = self._entries.get(match["id"]) if match else None
        # An unknown id is compared with a hash that nothing has, so that the time taken does not tell ids apart.
        is_right = hmac.compare_digest(_hashed(key), entry.hashed if entry else _NOBODYS_HASH)
        return Caller(entry.key_id, entry.name) if entry and is_right else None


def new_key(name: str) -> tuple[str, str]:
    """Make a key: (the key, for its owner; its entry, for PRECIS_API_KEYS). The key cannot be had again."""
    key_id = secrets.token_hex(8)
    key = f"sk_{key_id}_{secrets.token_urlsafe(32)}"
    entry = f"{name}=sk_{key_id}_{_hashed(key)}"
    if _ENTRY.fullmatch(entry) is None:
        raise ConfigurationError("a key's name is 1 to 64 letters, digits, dots, hyphens, @ or underscores")
    return key, entry


def open_keyring(settings: Settings) -> Keyring:
    """The keys of the settings. Raises ConfigurationError where an entry cannot be read."""
    return Keyring(entry.get_secret_value() for entry in settings.api_keys)


def check_exposure(settings: Settings, host: str) -> None:
    """Whether the service may listen on this address.

    Raises:
        ConfigurationError: Others could connect, no key is asked for, and nobody said that this is meant.
    """
    if _is_loopback(host) or settings.allow_anonymous or open_keyring(settings):
        return
    raise ConfigurationError(
        f"listening on {host!r} lets others call this service and spend your model key; set PRECIS_API_KEYS, "
        "or PRECIS_ALLOW_ANONYMOUS=1 if everybody may"
    )


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:  # a name: whatever it stands for today
        return False


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
