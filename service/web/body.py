"""A request's body as text or as a value: strictly what its type promises, or turned down without repeating it."""

import codecs
import json
import math
import re
from collections.abc import Sequence
from email.message import Message
from functools import cache, partial
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from service.web.problems import Refusal, field_problems

# What articles are written in. Python knows more, and some of those take seconds for a megabyte (punycode).
_CHARSETS = re.compile(
    r"utf-(8(-sig)?|16(-[lb]e)?|32(-[lb]e)?)|ascii|iso8859-\d+|cp\d+|koi8-[ru]|gb2312|gbk|gb18030|hz|big5(hkscs)?"
    r"|shift_jis(_2004|x0213)?|euc_(jp|kr)|iso2022_(jp|kr)|mac-roman|tis-620"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
Model = TypeVar("Model", bound=BaseModel)

JSON = "application/json"
MARKDOWN = "text/markdown"
_DEEPEST = 32
_HALF_A_CHARACTER = (
    "A string of the body has half of a surrogate pair (\\ud800 to \\udfff alone): that is no character."
)
_MOST_KEYS = 100
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def media_type(request: Request, *offered: str) -> str:
    """The body's media type, one of those offered.

    Raises:
        Refusal: 415, for another type or for a body that is compressed.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Refusal("unsupported-media-type", "A compressed body is not taken; send it as it is.")
    given = _content_type(request).get_content_type() if "content-type" in request.headers else ""
    if given not in offered:
        raise Refusal(
            "unsupported-media-type", f"Send {' or '.join(offered)}.", headers={"Accept-Post": ", ".join(offered)}
        )
    return given


async def json_as(request: Request, model: type[Model], *, most_members: int = 2_000) -> Model:
    """The body as a model.

    Args:
        request: The request, its media type already known to be JSON.
        model: What the body must be.
        most_members: How many keys and list entries it may have in all.

    Raises:
        Refusal: 400 where it is not strict JSON (RFC 8259, without repeated keys), 422 where it is no such model.
    """
    body = await request.body()
    text = decoded(body, "utf-8", "JSON is sent in UTF-8.").removeprefix("\ufeff")
    _check_json(text, most_members)
    try:
        return model.model_validate_json(text, strict=True)
    except ValidationError as error:
        if any(entry["type"] == "json_invalid" for entry in error.errors(include_input=False, include_url=False)):
            # Python's parser has taken it already: it lets pass what is half a character.
            is_half = _SURROGATE.search(json.dumps(json.loads(text), ensure_ascii=False))
            raise Refusal("malformed", _HALF_A_CHARACTER if is_half else "The body is not JSON.") from None
        raise unfit(error, model) from None


def unfit(error: ValidationError, model: type[BaseModel]) -> Refusal:
    """What does not fit a model, field by field, and which fields it knows; nothing of what was sent."""
    entries = error.errors(include_input=False, include_url=False, include_context=False)
    return Refusal("invalid", fields=field_problems(entries, partial(fields_at, model)))


def fields_at(model: type[BaseModel], place: Sequence[int | str]) -> tuple[str, ...]:
    """The fields a JSON object at a place inside a model may have; none where that cannot be told."""
    schema = _schema(model)
    node: Any = schema
    for part in (None, *place):
        if part is not None:
            node = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
        while isinstance(node, dict) and not {"properties", "items"} & set(node):
            choices = [choice for choice in node.get("anyOf", ()) if choice.get("type") != "null"]
            if "$ref" in node:
                node = schema["$defs"][node["$ref"].rpartition("/")[2]]
            elif len(choices) == 1:
                node = choices[0]
            else:
                return ()
        if not isinstance(node, dict):
            return ()
    return tuple(node.get("properties", ()))


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


async def text_of(request: Request) -> str:
    """The body as text: by its byte order mark, else by the charset its type names, else as UTF-8.

    In UTF-8 the mark stays, as U+FEFF: it is part of what was sent, and offsets count it. Of UTF-16 and UTF-32 it is
    part of the encoding.

    Raises:
        Refusal: 400 where the body is not in that encoding.
    """
    body = await request.body()
    marked = encoding_mark(body)
    charset = _content_type(request).get_content_charset("utf-8")
    return decoded(body, marked or charset, "The body is not in the charset it is said to be in; send UTF-8.")


async def page_of(request: Request) -> str | bytes:
    """The body as HTML: text where a byte order mark or the type names a charset, else bytes that declare their own."""
    if _content_type(request).get_content_charset() or encoding_mark(await request.body()):
        return (await text_of(request)).removeprefix("\ufeff")  # no offset refers to a page
    return await request.body()


def encoding_mark(body: bytes) -> str | None:
    """The encoding a byte order mark stands for, if there is one."""
    return next((encoding for mark, encoding in _BOMS if body.startswith(mark)), None)


def decoded(body: bytes, encoding: str, complaint: str) -> str:
    """Bytes as text. Raises Refusal with 400 where they are not in that encoding, or there is no such text encoding."""
    try:
        if not _CHARSETS.fullmatch(codecs.lookup(encoding).name):
            raise LookupError(encoding)
        return body.decode(encoding)
    except (LookupError, ValueError):  # UnicodeDecodeError is a ValueError; a charset name with NUL raises that too
        raise Refusal("malformed", complaint) from None


def accepted(request: Request, *offered: str) -> str:
    """Which of the offered media types suits the caller best; the first of them where all suit alike.

    Raises:
        Refusal: 406 where none is accepted. Source: RFC 9110, section 12.5.1.
    """
    wishes = [_wish(part) for part in ",".join(request.headers.getlist("accept")).split(",") if part.strip()]
    if not wishes:
        return offered[0]
    best = max(offered, key=lambda media: _quality(media, wishes))
    if _quality(best, wishes) <= 0:
        raise Refusal("not-acceptable", f"What is offered here is {' or '.join(offered)}.")
    return best


def _wish(part: str) -> tuple[str, float]:
    """(media range, quality) of one part of an Accept header."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return media, 0.0
            return media, quality if 0 <= quality <= 1 else 0.0
    return media, 1.0


def _quality(media: str, wishes: list[tuple[str, float]]) -> float:
    """How much a media type is wanted: the most specific range that covers it decides."""
    for covers in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for wish, quality in wishes if wish == covers]
        if found:
            return max(found)
    return 0.0


def _content_type(request: Request) -> Message:
    header = Message()
    header["content-type"] = "".join(
        letter for letter in request.headers.get("content-type", "") if letter.isprintable()
    )
    return header


def _check_json(text: str, most_members: int) -> None:
    """Refuse what parsers disagree about, or what is cheap to send and dear to read."""
    # Every key and every further list entry stands after a comma: an upper bound that costs no parsing.
    if text.count(",") > most_members and text.count(",") - _commas_in_strings(text) > most_members:
        _malformed(f"The body has more than {most_members:,} members.")
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        _malformed(f"The body is nested deeper than {_DEEPEST} levels.")
    except ValueError:
        _malformed("The body is not JSON.")
    if _depth(value) > _DEEPEST:
        _malformed(f"The body is nested deeper than {_DEEPEST} levels.")


def _commas_in_strings(text: str) -> int:
    """How many commas stand inside strings: an article is full of them."""
    count, inside = 0, False
    for piece in text.replace("\\\\", "").replace('\\"', "").split('"'):
        count += piece.count(",") if inside else 0
        inside = not inside
    return count


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > _MOST_KEYS:  # each unknown one would be an error to write down: seconds for a few megabytes
        _malformed(f"An object of the body has more than {_MOST_KEYS} keys.")
    value = dict(pairs)
    if len(value) != len(pairs):
        _malformed("An object of the body has the same key twice.")
    return value


def _no_constant(_name: str) -> NoReturn:
    _malformed("NaN and Infinity are no JSON.")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        _malformed("A number of the body is too large.")
    return number


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            child
            for parent in level
            if isinstance(parent, dict | list)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
    return depth - 1


def _malformed(detail: str) -> NoReturn:
    raise Refusal("malformed", detail)
