"""What somebody pasted into a chat: an article, the address of one, or neither."""

import re
from dataclasses import dataclass

HELP = (
    "Paste an article, or send the address of one, and I answer with a brief of it: key facts, positions by party and "
    "open questions, each tied to the exact sentences it rests on."
)
READING = "Reading the article. The brief follows in a moment."
_FEWEST_WORDS = 12  # a message shorter than that is talk, not an article
_MOST_WORDS_BESIDE_A_LINK = 40  # "please brief this for me: https://…"
_LINK = re.compile(r"https?://[^\s<>\"'|]+[^\s<>\"'|.,;:!?)\]}]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """An article's text or its address; neither where the message is only talk."""

    text: str = ""
    url: str | None = None

    @property
    def is_talk(self) -> bool:
        """Whether there is nothing to brief."""
        return not self.text and self.url is None


def pasted(message: str) -> Pasted:
    """What a message is."""
    links: list[str] = _LINK.findall(message)
    if links and len(_LINK.sub(" ", message).split()) <= _MOST_WORDS_BESIDE_A_LINK:
        return Pasted(url=links[0])
    # Chinese and Japanese are long without spaces.
    if len(message.split()) < _FEWEST_WORDS and len(message.strip()) <= _FEWEST_WORDS * 10:
        return Pasted()
    return Pasted(text=message)
