"""Which dates of a sentence belong to what a statement tells of it."""

import re

from service.core.attribution.lines import DATELINE
from service.core.dates.mention import Mention
from service.core.words import content_stems

_BREAK = re.compile(r"[,;:–—()\n]|\b(?:and|but|while|after|before|when|although|though|because)\b")


def told(mentions: tuple[Mention, ...], text: str, statement: str) -> tuple[Mention, ...]:
    """The mentions less those of the dateline, and of clauses that a statement says nothing of.

    A statement may tell one claim of a sentence with several: "Power is back, and the airport reopens on Tuesday" has
    a date, and a fact that power is back has none. A statement that shares no word with the text, as one in another
    language, keeps every date.

    Args:
        mentions: What `find` found in the text.
        text: A sentence the statement rests on.
        statement: What is told of it.
    """
    if not mentions:
        return mentions
    dateline = DATELINE.match(text)
    begins = dateline.end() if dateline else 0
    said = content_stems(statement)
    kept = tuple(mention for mention in mentions if mention.start >= begins)
    if not said & content_stems(text):
        return kept
    return tuple(mention for mention in kept if mention.text in statement or _is_told(mention, text, said))


def _is_told(mention: Mention, text: str, said: frozenset[str]) -> bool:
    """Whether a statement has a word of the clause of a date, or the clause has none but the date."""
    start, end = 0, len(text)
    for found in _BREAK.finditer(text):
        if found.end() <= mention.start:
            start = found.end()
        elif found.start() >= mention.end:
            end = found.start()
            break
    about = content_stems(text[start : mention.start]) | content_stems(text[mention.end : end])
    return not about or bool(about & said)
