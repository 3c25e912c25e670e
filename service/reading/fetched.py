"""What stands at the end of a link, as it came."""

from dataclasses import dataclass

from service.core.errors import LinkFailed
from service.reading.charset import decoded
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
        for label in (self.charset, "utf-8"):
            text = decoded(self.content, label)
            if text is not None:
                return text
        raise LinkFailed("the link leads to text that is not in the encoding it is said to be in")

    def page(self) -> str | bytes:
        """The content for a reader of pages: as text where the server names an encoding, which then comes first."""
        text = None if is_pdf(self.content) else decoded(self.content, self.charset)
        return self.content if text is None else text
