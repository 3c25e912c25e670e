"""Whose deed it is that a cue tells: the subject of what stands before it in the sentence."""

import re

from service.core.attribution.cues import CUES
from service.core.attribution.tokens import AUXILIARIES, DETERMINERS, is_adverb
from service.engines.extractive.asking.asked import Place
from service.engines.extractive.sentences import prose, verbs

_BREAK = re.compile(
    r", (?:but|and|though|although|while|as|when|after|before) |; | (?:but|though|although|while|that) |, "
)
_STARTS_CLAUSE = re.compile(r"(?:the |[A-Z]|(?:two|three|four|five|six|seven|eight|nine|ten|some|several) )")
_APPOSED = re.compile(
    r"^(?:The|Its|His|Her|Their|A|An) [^,;:”]{3,60}, (?P<name>(?:the )?[A-Z][\w’'.&-]+(?: (?:of |and |the "
    r")?[A-Z][\w’'.&-]+)*),(?: |$)"
)
_INNER = re.compile(
    r"\b(?:said|says|insisted|added|argued)(?: that)? (?P<who>the [a-z]+(?: [a-z]+)?|[A-Z][\w’'-]+(?: "
    r"[A-Z][\w’'-]+)*) (?:was|is|had|has|were|are|would|will)\b"
)
_ONLY_VERBS = frozenset("says denies tells admits insists believes thinks".split())
_TAIL = re.compile(r"^(?:who|which|whose|where|an?|\d|aged|based|in|of|from|speaking|also)\b")


def holder(place: Place, end: int) -> str | None:
    """Who is the subject of what stands before a place of the sentence: "Orbit" of "Orbit declined to say who …".

    The nearest clause that has a subject: in "Ann Roe said that the unit is reading the letters but has not decided …"
    it is "the unit".
    """
    before = place.text[:end]
    named = _APPOSED.match(prose.opened(before))
    cuts = [0, *(found.end() for found in _BREAK.finditer(before))]
    for cut in reversed(cuts):
        words = before[cut:].strip()
        if not _STARTS_CLAUSE.match(words) or (cut and before[cut - 2] == "," and _TAIL.match(words)):
            continue
        opened = prose.opened(words) if cut == 0 else words
        told = _subject(opened)
        if told is None:
            continue
        if not _goes_on(opened[len(told) :]):
            return None
        inner = _INNER.search(opened)
        if inner and re.search(r"\band\b(?! (?:said|says|added)\b)[^,]*$", opened[inner.end() :]):
            return inner.group("who")  # "said the president was angry and would consider": the president would
        if cut and before[:cut].endswith(", ") and not _has_verb(before[cut:], told):
            continue  # "…, the mayor, declined": what stands between commas explains, and does nothing
        if named and before.strip().startswith(told):
            return named.group("name")
        return told
    return None


def _goes_on(words: str) -> bool:
    """Whether what stands between a subject and a cue has no subject of its own: "…, the mayor, said she has"."""
    last = re.split(r"\b(?:and|but)\b|[,;”]", words)[-1]
    return all(
        word in AUXILIARIES or word in CUES or word in _BESIDE or is_adverb(word) or word.lower().endswith("day")
        for word in last.split()
    )


_BESIDE = frozenset("it he she they that also still now on have had already repeatedly not yet never so far".split())


def _has_verb(words: str, subject: str) -> bool:
    rest = words.strip()[len(subject) :].strip(" ,").split()
    return bool(rest) and not words.strip()[len(subject) :].startswith(",")


def _subject(words: str) -> str | None:
    """The noun phrase that words begin with, up to the first verb or comma."""
    taken: list[str] = []
    said = words.split()
    for at, word in enumerate(said):
        bare = word.strip(",")
        following = said[at + 1] if at + 1 < len(said) else ""
        # "Consumer advocates vowed": what ends in "s" right before a verb, or before the cue, is no verb.
        is_noun = (
            bare.endswith("s")
            and bare not in _ONLY_VERBS
            and (not following or following in AUXILIARIES or verbs.is_past(following))
        )
        if taken and (
            bare in AUXILIARIES
            or (bare in CUES and not is_noun and taken[-1].lower() not in DETERMINERS)
            or (verbs.is_past(bare) and bare.islower())
            or is_adverb(bare.lower())
        ):
            break
        taken.append(bare)
        if word.endswith(",") or len(taken) > 7:
            break
    told = " ".join(taken)
    if told.lower() in DETERMINERS:
        return None
    return told if _STARTS_CLAUSE.match(f"{told} ") else None
