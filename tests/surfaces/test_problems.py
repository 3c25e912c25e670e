import logging
from collections.abc import Iterator

import httpx2
import pytest

from service.core.errors import BudgetSpent, InputError, PrecisError
from service.web.problems import ERRORS, KINDS
from tests.fakes import ScriptedEngine
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday. Nobody said why."


def subclasses(cls: type[PrecisError]) -> Iterator[type[PrecisError]]:
    yield cls
    for child in cls.__subclasses__():
        yield from subclasses(child)


def test_every_error_has_a_line_in_the_table() -> None:
    missing = [
        cls.__name__ for cls in subclasses(PrecisError) if cls.__module__.startswith("service.") and cls not in ERRORS
    ]

    assert missing == []


def test_what_the_caller_can_mend_is_a_4xx_and_the_rest_a_5xx() -> None:
    for cls, kind in ERRORS.items():
        is_callers = issubclass(cls, InputError | BudgetSpent)
        assert (400 <= kind.status < 500) == is_callers, cls.__name__


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
async def test_the_type_of_a_problem_can_be_opened(caller: httpx2.AsyncClient, kind: object) -> None:
    answer = await caller.get(kind.type)  # type: ignore[attr-defined]

    assert answer.status_code == 200
    assert kind.title in answer.text  # type: ignore[attr-defined]
    assert kind.type in (await caller.get("/problems")).text  # type: ignore[attr-defined]


async def test_a_problem_has_every_member_of_its_kind_and_the_request_id(caller: httpx2.AsyncClient) -> None:
    answer = await caller.get("/v1/briefs/nothing-like-an-id", headers={"x-request-id": "trace-1"})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "trace-1"
    assert answer.json() == {
        "type": "/problems/no-such-brief",
        "title": "There is no such brief",
        "status": 404,
        "detail": "It was deleted, has expired, or was made with another key.",
        "request_id": "trace-1",
    }


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/v1/briefs", "POST"),
        ("PATCH", "/v1/briefs/0123", "DELETE, GET"),
        ("DELETE", "/v1/verify", "POST"),
        ("POST", "/healthz", "GET"),
        ("POST", "/docs", "GET"),
        ("BREW", "/v1/briefs", "POST"),
    ],
)
async def test_another_method_is_refused_with_those_that_are_offered(
    caller: httpx2.AsyncClient, method: str, path: str, allow: str
) -> None:
    answer = await caller.request(method, path)

    assert (answer.status_code, answer.headers["allow"]) == (405, allow)
    assert answer.json()["type"] == "/problems/method-not-allowed"


@pytest.mark.parametrize(
    "path", ["/nothing", "/v1/briefs/", "/v1", "/v1//", "/v1/briefs/../../etc/passwd", "/problems/none"]
)
async def test_a_path_that_does_not_exist_is_a_problem_too(caller: httpx2.AsyncClient, path: str) -> None:
    answer = await caller.get(path)

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


async def test_a_crash_is_told_without_internals_and_logged_without_the_article(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(ScriptedEngine(says=[RuntimeError(f"while reading {TEXT}")])) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"x-request-id": "trace-2"})

    assert answer.status_code == 500
    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "trace-2"
    assert "RuntimeError" not in answer.text
    assert "Traceback" not in answer.text
    assert "trace-2" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Larsund" not in caplog.text


async def test_the_log_never_holds_the_article(caller: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    await caller.post("/v1/briefs", json={"text": TEXT, "title": "Canary title"})
    await caller.post("/v1/verify", json={"text": TEXT, "claims": [{"kind": "fact", "statement": "Canary."}]})
    await caller.post("/v1/briefs", json={"text": "Canary text", "engine": "canary"})

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("service")]
    assert not any("Larsund" in line or "anary" in line for line in ours)
