"""Words, openings and ends of sentences, and where one may not be cut."""

import re

from service.core.attribution.lines import DATELINE
from service.core.quotations import marked
from service.engines.extractive.sentences.printed import printed
from service.engines.extractive.sentences.remembered import per_line

_CONNECTOR = re.compile(
    r"^(?:(?:And|But|Yet|So|Nor|However|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|Separately|"
    r"Earlier|Later|"
    r"Also|Still|Instead|Indeed|In addition|As a result|By contrast|In turn|Elsewhere|For now),? |"
    r"(?:And )?[Tt]hat(?: is|[’']s) why )(?=\S)"
)
LONGEST = 900  # code points: no sentence of an article is longer, and what is no sentence is not told
_WORDS = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_CLOSERS = "\"'”’»)"


@per_line
def count(text: str) -> int:
    """How many words a text has."""
    return len(_WORDS.findall(text))


# A wire's name as a press release has it: "FREMONT, Calif., Jan. 6, 2026 /NewsLane/ -- ".
_RELEASE = re.compile(r"^[A-Z][A-Z .'’-]+,[^/–—“”]{0,60}/[^/]{2,40}/ ?(?:--|–|—|-) ")
# An agency in brackets, and a mark that closes or opens nothing: "' the hedge stays , he said".
_AGENCY = re.compile(
    r"^\((?:cnn|reuters|ap|afp|dpa|upi|ani|pti|efe|ansa|tass|bbc|cbs|bloomberg|xinhua|the [a-z ]{3,20})\)"
    r"\s*(?:--|[–—-])?\s*",
    re.IGNORECASE,
)
_APART = re.compile(r"[‘’'](?<!\S.)(?=\s|$)")
# What heads a part of an abstract.
_PART = re.compile(r"^(?:Methods|Results|Conclusions?|Findings|Background|Interpretation|Objectives?|Aims?): (?=[A-Z])")
_STRAY = re.compile(r"^[’']\s|\s[‘']$|(?<=[.?!])\s[‘'’]$")
_BULLET = re.compile(r"^[•·▪◦*►–—-] +")


@per_line
def opened(text: str) -> str:
    """A sentence without the bullet, the dateline and the connecting word before it."""
    text = _PART.sub("", _AGENCY.sub("", _BULLET.sub("", printed(text))))
    text = _STRAY.sub("", text) if len(_APART.findall(text)) == 1 else text
    dateline = _RELEASE.match(text) or DATELINE.match(text)
    text = text[dateline.end() :] if dateline else text
    text = _CONNECTOR.sub("", capital(text.strip()), count=1)
    return capital(text.strip())


def capital(text: str) -> str:
    """With a capital first letter, unless the first word has one of its own ("iPhone")."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(letter.isupper() for letter in first[1:]):
        return text
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """With a full stop at its end."""
    text = text.rstrip(" ,;:–—-")
    last = text.rstrip(_CLOSERS)[-1:]
    return text if last in {".", "!", "?", "…"} else text + "."


def is_guarded(text: str, at: int) -> bool:
    """Whether a place lies in a quotation or in brackets."""
    if any(quoted.start - 1 <= at <= quoted.end for quoted in marked(text)):
        return True
    return text.count("(", 0, at) > text.count(")", 0, at)


def is_balanced(text: str) -> bool:
    """Whether every bracket and quotation mark has its fellow."""
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0
