"""Reading a reply that may be fenced, chatty or cut off: whatever JSON object of the right shape is in it."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

# Beyond this many tries the text is not a reply with something around it, it is something else.
_MOST_TRIES = 40
_DEEPEST = 40  # brackets; a brief has six
_THOUGHTS = re.compile(r"\A<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCED = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)
# Some servers' grammars allow white space for ever, and then a reply ends in it: https://github.com/vllm-project/vllm/issues/38696
RUNAWAY_SPACE = 200
_DECODER = json.JSONDecoder(strict=False)  # models write line breaks into strings


# The escape of half a surrogate pair: no character, and nothing that holds one can be written as UTF-8.
_MAY_BE_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def decoded(text: str) -> Any:
    """The value of a JSON text. Raises ValueError or RecursionError where it is none."""
    return without_halves(_DECODER.decode(text), text)


def without_halves(value: Any, text: str) -> Any:
    """A value read from a JSON text, with U+FFFD for each half of a surrogate pair in its strings."""
    return _cleaned(value) if _MAY_BE_HALF.search(text) else value


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return _HALF.sub("\ufffd", value)
        case list():
            return [_cleaned(part) for part in value]
        case dict():
            return {_cleaned(name): _cleaned(part) for name, part in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a reply."""

    sections: dict[str, Any]
    is_whole: bool  # False: the text ends before the object does; what is complete was kept


def read(text: str, sections: Collection[str]) -> Reading | None:
    """The JSON object in a reply, or None where there is none.

    Of several objects the last counts: a model that thinks aloud may first repeat JSON it was shown.

    Args:
        text: The reply as it came.
        sections: Keys the object may have; one of them must be there. An object around it is looked through.
    """
    text = _THOUGHTS.sub("", text.strip().removeprefix("\ufeff"))
    found: Reading | None = None
    for candidate in _candidates(text):
        if (inner := _unwrapped(candidate, sections)) is not None:
            found = Reading(inner, is_whole=True)
    return found or _cut_off(text, sections)


def is_runaway(text: str) -> bool:
    """Whether the text ends in the white space of a grammar that got stuck."""
    return len(text) - len(text.rstrip()) > RUNAWAY_SPACE


def _candidates(text: str) -> Iterator[object]:
    """Every value that starts at a top-level brace of the text, or of a fenced block in it."""
    tries = 0
    for part in (*_FENCED.findall(text), text):
        place = part.find("{")
        while place >= 0 and tries < _MOST_TRIES:
            tries += 1
            try:
                value, end = _DECODER.raw_decode(part, place)
            except (ValueError, RecursionError):
                end = place + 1
            else:
                yield without_halves(value, part[place:end])
            place = part.find("{", end)


def _unwrapped(value: object, sections: Collection[str], depth: int = 2) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    if any(name in value for name in sections):
        return value
    if depth and len(value) == 1:
        return _unwrapped(next(iter(value.values())), sections, depth - 1)
    return None


def _cut_off(text: str, sections: Collection[str]) -> Reading | None:
    """The part of an unfinished object that is complete: up to the last object closed in it."""
    start = text.find("{")
    if start < 0:
        return None
    body = text[start:]
    kept, open_brackets = _last_closed_object(body)
    if kept == 0:
        return None
    closers = "".join("}" if bracket == "{" else "]" for bracket in reversed(open_brackets))
    try:
        value = decoded(body[:kept] + closers)
    except (ValueError, RecursionError):
        return None
    inner = _unwrapped(value, sections)
    return Reading(inner, is_whole=False) if inner is not None else None


def _last_closed_object(body: str) -> tuple[int, tuple[str, ...]]:
    """(end of the last object closed inside the body, brackets still open there); 0 where none is."""
    last: tuple[int, tuple[str, ...]] = (0, ())
    open_brackets: list[str] = []
    in_string = escaped = False
    for place, character in enumerate(body):
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "{[":
            open_brackets.append(character)
            if len(open_brackets) > _DEEPEST:
                break
        elif character in "}]" and open_brackets:
            open_brackets.pop()
            if not open_brackets:
                break
            if character == "}":
                last = (place + 1, tuple(open_brackets))
    return last
