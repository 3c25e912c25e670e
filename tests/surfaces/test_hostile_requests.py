"""Requests nobody sends in good faith: each ends in a 4xx problem that repeats nothing of what was sent."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx2
import pytest

from tests.fakes import ScriptedEngine
from tests.surfaces.conftest import Serving

CANARY = "canary7f3a"


@dataclass(frozen=True)
class Hostile:
    """A request, and the status it must end in."""

    name: str
    status: int
    body: bytes = b""
    content_type: str | None = "application/json"
    path: str = "/v1/briefs"
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)


def raw(text: str) -> bytes:
    return text.encode()


def of(value: object) -> bytes:
    return json.dumps(value).encode()


T = f'"{CANARY} is a text."'
HOSTILE = [
    # JSON that is none, or that parsers disagree about
    Hostile("no body", 400),
    Hostile("half an object", 400, raw('{"text": "' + CANARY)),
    Hostile("trailing comma", 400, raw('{"text": ' + T + ",}")),
    Hostile("trailing text", 400, raw('{"text": ' + T + "} " + CANARY)),
    Hostile("two documents", 400, raw('{"text": ' + T + '}{"text": ' + T + "}")),
    Hostile("single quotes", 400, raw("{'text': '" + CANARY + "'}")),
    Hostile("comment", 400, raw('{"text": ' + T + " /* " + CANARY + " */}")),
    Hostile("bare word", 400, raw(CANARY)),
    Hostile("NaN", 400, raw('{"text": ' + T + ', "limits": {"deadline_seconds": NaN}}')),
    Hostile("Infinity", 400, raw('{"text": ' + T + ', "limits": {"deadline_seconds": Infinity}}')),
    Hostile("minus Infinity", 400, raw('{"text": ' + T + ', "limits": {"deadline_seconds": -Infinity}}')),
    Hostile("float overflow", 400, raw('{"text": ' + T + ', "limits": {"deadline_seconds": 1e999}}')),
    Hostile("endless integer", 400, raw('{"text": ' + T + ', "limits": {"max_facts": ' + "9" * 5_000 + "}}")),
    Hostile("big integer", 422, raw('{"text": ' + T + ', "limits": {"max_facts": ' + "9" * 400 + "}}")),
    Hostile("same key twice", 400, raw('{"text": "harmless", "text": ' + T + "}")),
    Hostile("same key twice, escaped", 400, raw('{"text": "harmless", "te\\u0078t": ' + T + "}")),
    Hostile("lone surrogate", 400, raw('{"text": "' + CANARY + ' \\ud800 text"}')),
    Hostile("surrogates the wrong way", 400, raw('{"text": "' + CANARY + ' \\udc00\\ud800"}')),
    Hostile("surrogate in a key", 400, raw('{"text": ' + T + ', "\\ud800": 1}')),
    Hostile("surrogate bytes", 400, b'{"text": "' + CANARY.encode() + b' \xed\xa0\x80"}'),
    Hostile("overlong UTF-8", 400, b'{"text": "' + CANARY.encode() + b' \xc0\xaf"}'),
    Hostile("latin-1 bytes", 400, b'{"text": "' + CANARY.encode() + b' caf\xe9"}'),
    Hostile("UTF-16 JSON", 400, ('{"text": ' + T + "}").encode("utf-16")),
    Hostile("NUL bytes", 400, raw('{"text": ' + T + "}\x00\x00")),
    Hostile("control character in a string", 400, raw('{"text": "' + CANARY + '\x01"}')),
    Hostile("escape that is none", 400, raw('{"text": "' + CANARY + '\\x41"}')),
    Hostile("deep arrays", 400, raw('{"text": ' + "[" * 50_000 + "]" * 50_000 + "}")),
    Hostile("deep objects", 400, raw('{"a":' * 20_000 + "1" + "}" * 20_000)),
    Hostile("a little too deep", 400, raw("[" * 40 + "]" * 40)),
    Hostile("deep and unclosed", 400, raw("[" * 100_000)),
    Hostile("many keys", 400, raw("{" + ",".join(f'"k{n}": 1' for n in range(100_000)) + "}")),
    Hostile("many entries", 400, raw('{"text": [' + ",".join("1" * 200_000) + "]}")),
    # JSON that is no request
    Hostile("an array", 422, of([CANARY])),
    Hostile("a string", 422, of(CANARY)),
    Hostile("null", 422, raw("null")),
    Hostile("an empty object", 422, raw("{}")),
    Hostile("an unknown field", 422, of({"text": "A text.", CANARY: 1})),
    Hostile("an unknown field with markup", 422, of({"text": "A text.", "<script>" + CANARY: CANARY})),
    Hostile("an unknown limit", 422, of({"text": "A text.", "limits": {CANARY: CANARY}})),
    Hostile("text and html", 422, of({"text": CANARY, "html": CANARY})),
    Hostile("text, html and url", 422, of({"text": CANARY, "html": CANARY, "url": "http://169.254.169.254/"})),
    Hostile("a number for a text", 422, of({"text": 12345})),
    Hostile("an object for a text", 422, of({"text": {"$gt": CANARY}})),
    Hostile("true for a number", 422, of({"text": "A text.", "limits": {"max_facts": True}})),
    Hostile("a string for a number", 422, of({"text": "A text.", "limits": {"max_facts": "3"}})),
    Hostile("a negative deadline", 422, of({"text": "A text.", "limits": {"deadline_seconds": -1}})),
    Hostile("no article", 422, of({"text": "\x00" + CANARY})),
    Hostile("spaces", 422, of({"text": " \t\r\n\u00a0\u2003"})),
    Hostile("a day that is none", 422, of({"text": "A text.", "published_at": CANARY})),
    Hostile("the 31st of February", 422, of({"text": "A text.", "published_at": "2026-02-31"})),
    Hostile("a timestamp for a day", 422, of({"text": "A text.", "published_at": 1_700_000_000})),
    Hostile("a language that is none", 422, of({"text": "A text.", "language": "../" + CANARY})),
    Hostile("an engine with markup", 422, of({"text": "A text.", "engine": "<img src=x onerror=" + CANARY + ">"})),
    Hostile("a model with a line break", 422, of({"text": "A text.", "model": "m\r\nX: " + CANARY})),
    Hostile("a script for a source", 422, of({"text": "A text.", "source_url": "javascript:alert('" + CANARY + "')"})),
    Hostile("a file for a link", 422, of({"url": "file:///etc/passwd"})),
    Hostile("metadata for a link", 422, of({"url": "http://169.254.169.254/latest/" + CANARY})),
    Hostile("a title without end", 422, of({"text": "A text.", "title": CANARY * 100})),
    # Bodies of another type
    Hostile("no type", 415, raw('{"text": ' + T + "}"), content_type=None),
    Hostile("a form", 415, raw("text=" + CANARY), content_type="application/x-www-form-urlencoded"),
    Hostile("XML", 415, raw("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"), content_type="application/xml"),
    Hostile("nonsense for a type", 415, of({"text": CANARY}), content_type=CANARY + "/;;;="),
    Hostile("gzip", 415, gzip.compress(of({"text": CANARY})), headers={"content-encoding": "gzip"}),
    Hostile("two encodings", 415, of({"text": CANARY}), headers={"content-encoding": "identity, br"}),
    Hostile("a charset that is none", 400, raw(CANARY), content_type="text/plain; charset=" + CANARY),
    Hostile("a charset that is no charset", 400, raw(CANARY), content_type="text/plain; charset=hex"),
    Hostile("punycode", 400, raw(CANARY + "-" + "a" * 50_000), content_type="text/plain; charset=punycode"),
    Hostile("not in its charset", 400, b"caf\xe9 " + CANARY.encode(), content_type="text/plain; charset=utf-8"),
    Hostile("not in any charset", 400, b"\xff\xff\xfe" + CANARY.encode(), content_type="text/plain"),
    Hostile("half of UTF-16", 400, b"\xff\xfea\x00b", content_type="text/plain"),
    Hostile("an empty page", 422, b"", content_type="text/html"),
    Hostile("a page of divs", 422, raw("<div>" * 60_000), content_type="text/html"),
    Hostile("binary for a page", 422, b"\x89PNG\r\n\x1a\n\x00\x00" * 1_000, content_type="text/html"),
    # Options in the wrong place
    Hostile("query beside JSON", 422, of({"text": "A text."}), path=f"/v1/briefs?title={CANARY}"),
    Hostile("an unknown query parameter", 422, b"A text.", content_type="text/plain", path=f"/v1/briefs?{CANARY}=1"),
    Hostile("a query parameter that is no number", 422, b"A text.", content_type="text/plain", path=f"/v1/briefs?max_facts={CANARY}"),
    # Verification
    Hostile("evidence that is a number", 422, of({"text": "A text.", "claims": [{"kind": "fact", "statement": CANARY, "evidence": [7]}]}), path="/v1/verify"),
    Hostile("a sentence number without end", 422, raw('{"text": "A text.", "claims": [{"kind": "fact", "statement": "x", "sentences": [' + "9" * 300 + "]}]}"), path="/v1/verify"),
    Hostile("a brief that is none", 422, of({"text": "A text.", "brief": {CANARY: CANARY}}), path="/v1/verify"),
    Hostile("a brief of many keys", 400, raw('{"text": "A text.", "brief": {' + ",".join(f'"k{n}": 1' for n in range(40_000)) + "}}"), path="/v1/verify"),
    Hostile("text for a verification", 415, raw(CANARY), content_type="text/plain", path="/v1/verify"),
    # Paths
    Hostile("an id with SQL", 404, path="/v1/briefs/' OR 1=1 --" + CANARY, method="GET"),
    Hostile("an id that climbs", 404, path="/v1/briefs/..%2f..%2fetc%2fpasswd", method="GET"),
    Hostile("an id without end", 404, path="/v1/briefs/" + CANARY * 500, method="GET"),
    Hostile("an id with NUL", 404, path="/v1/briefs/%00" + CANARY, method="DELETE"),
    Hostile("TRACE", 405, method="TRACE", headers={"x-canary": CANARY}),
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
async def test_a_hostile_request_ends_in_a_problem_that_repeats_nothing(
    serving: Serving, engine: ScriptedEngine, hostile: Hostile
) -> None:
    headers = dict(hostile.headers)
    if hostile.content_type is not None:
        headers["content-type"] = hostile.content_type
    async with serving(engine) as caller:
        answer: httpx2.Response = await caller.request(
            hostile.method, hostile.path, content=hostile.body, headers=headers
        )

    assert answer.status_code == hostile.status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == hostile.status
    assert CANARY not in answer.text + str(answer.headers)
    assert "/etc/passwd" not in answer.text
    assert len(answer.content) < 5_000
    assert engine.drafted == []
