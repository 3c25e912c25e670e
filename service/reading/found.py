"""What reading a page or a document gives."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class Reading(BaseModel):
    """What was found in a page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str  # one paragraph a line; what every offset of a brief refers to
    title: str | None
    published_at: date | None
    source_url: str | None


class Unreadable(BaseModel):
    """Why there is no article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str  # in words for whoever sent it, repeating nothing of what was sent


def is_pdf(content: bytes) -> bool:
    """Whether bytes are a PDF, which may have a little before its mark."""
    return b"%PDF-" in content[:1024]
