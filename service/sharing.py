"""Links that let anybody read one brief, signed here and good for a while."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from service.core.errors import NoSuchBrief
from service.settings import Settings

_DAY_SECONDS = 86_400
_PURPOSE = "share a brief"


@dataclass(frozen=True, slots=True)
class Shared:
    """Which brief a link is for."""

    brief_id: str
    owner: str  # id of the key it belongs to


class Sharing:
    """Signs links and reads them."""

    def __init__(self, secret: str, *, days: float) -> None:
        """Sign with a secret that every process that should read the links has."""
        self._serializer = URLSafeTimedSerializer(secret, salt=_PURPOSE)
        self._seconds = int(days * _DAY_SECONDS)

    def token(self, shared: Shared) -> str:
        """What a link ends in."""
        token: str = self._serializer.dumps([shared.brief_id, shared.owner])
        return token

    def read(self, token: str) -> Shared:
        """The brief a link is for. Raises NoSuchBrief: the link was changed, or is too old."""
        try:
            brief_id, owner = self._serializer.loads(token, max_age=self._seconds)
        except (BadData, ValueError) as error:
            raise NoSuchBrief("of this link") from error
        return Shared(str(brief_id), str(owner))


def open_sharing(settings: Settings) -> Sharing:
    """Links signed with the settings' secret, or with one that is made at first use and kept in the data folder."""
    given = settings.share_secret
    secret = given.get_secret_value() if given else _kept(settings.data_dir / "share.key")
    return Sharing(secret, days=settings.share_days)


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    made.touch(mode=0o600, exist_ok=False)
    try:
        made.write_text(secrets.token_urlsafe(32), encoding="ascii")
        os.link(made, path)  # whole, or not at all; of two processes that start together one wins
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text(encoding="ascii")
