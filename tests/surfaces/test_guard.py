import contextlib
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping

import httpx2
import pytest
from pydantic import SecretStr

from service.access import new_key
from service.settings import Settings
from tests.fakes import ScriptedEngine
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday. Nobody said why."
PATHS = ["/healthz", "/readyz", "/docs", "/openapi.json", "/problems", "/v1/briefs/0", "/nothing"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:80", "[::1]", "[::1]:9", "LOCALHOST"])
async def test_this_machine_is_known_by_its_own_names(caller: httpx2.AsyncClient, host: str) -> None:
    assert (await caller.get("/healthz", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("path", PATHS)
async def test_another_name_is_turned_away_on_every_route(caller: httpx2.AsyncClient, path: str) -> None:
    answer = await caller.get(path, headers={"host": "attacker.example"})

    assert answer.status_code == 421
    assert answer.json()["type"] == "/problems/wrong-host"
    assert "attacker" not in answer.text


@pytest.mark.parametrize("host", ["", "localhost@attacker", "localhost:x", "local host", "[::1", "a" * 300 + "/"])
async def test_a_host_that_is_no_name_is_malformed(caller: httpx2.AsyncClient, host: str) -> None:
    answer = await caller.get("/healthz", headers={"host": host})

    assert answer.status_code == 400


async def test_further_names_can_be_allowed(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, allowed_hosts=("briefs.example", "*.inside.example")) as caller:
        answers = {
            host: (await caller.get("/healthz", headers={"host": host})).status_code
            for host in ("briefs.example", "a.inside.example:8000", "inside.example", "localhost", "xinside.example")
        }

    assert answers == {
        "briefs.example": 200,
        "a.inside.example:8000": 200,
        "inside.example": 421,
        "localhost": 421,
        "xinside.example": 421,
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://attacker.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000"},
        {"origin": "http://localhost:8000.attacker.example"},
        {"origin": "http://[::1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "Cross-Site", "origin": "http://localhost:8000"},
    ],
)
async def test_pages_of_other_sites_may_not_call_a_server_that_asks_no_key(
    serving: Serving, engine: ScriptedEngine, headers: Mapping[str, str]
) -> None:
    async with serving(engine) as caller:
        post = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)
        others = [(await caller.get(path, headers=headers)).status_code for path in PATHS]

    assert post.status_code == 403
    assert post.json()["type"] == "/problems/cross-site"
    assert others == [403] * len(PATHS)
    assert engine.drafted == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://localhost:8000"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}],
)
async def test_the_servers_own_pages_and_programs_may_call(
    caller: httpx2.AsyncClient, headers: Mapping[str, str]
) -> None:
    assert (await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)).status_code == 200


@pytest.fixture
async def locked(serving: Serving, engine: ScriptedEngine) -> AsyncIterator[tuple[httpx2.AsyncClient, str]]:
    key, entry = new_key("newsroom")
    async with serving(engine, api_keys=(SecretStr(entry),)) as caller:
        yield caller, key


async def test_a_key_lets_in_from_anywhere(locked: tuple[httpx2.AsyncClient, str]) -> None:
    caller, key = locked
    headers = {"authorization": f"Bearer {key}", "origin": "https://newsroom.example", "sec-fetch-site": "cross-site"}

    assert (await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Basic {key}", "{key}", "Bearer {key}x", "Bearer sk_0123456789abcdef_{tail}"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/briefs"), ("POST", "/v1/verify"), ("GET", "/v1/briefs/0"), ("DELETE", "/v1/briefs/0")],
)
async def test_without_a_valid_key_nothing_is_done_and_every_answer_is_the_same(
    locked: tuple[httpx2.AsyncClient, str], engine: ScriptedEngine, authorization: str | None, method: str, path: str
) -> None:
    caller, key = locked
    headers = {} if authorization is None else {"authorization": authorization.format(key=key, tail=key[-43:])}

    answer = await caller.request(method, path, content=b"{", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["detail"] == "Send a valid key as `Authorization: Bearer sk_…`."
    assert engine.drafted == []


async def test_operations_and_documentation_ask_for_no_key(locked: tuple[httpx2.AsyncClient, str]) -> None:
    caller, _ = locked

    for path in ("/healthz", "/readyz", "/docs", "/openapi.json", "/problems"):
        assert (await caller.get(path)).status_code == 200


async def test_every_answer_has_safe_headers_and_a_request_id(caller: httpx2.AsyncClient) -> None:
    answers = [await caller.get(path) for path in PATHS]
    answers.append(await caller.post("/v1/briefs", json={"text": TEXT}))

    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert len(answer.headers.get_list("x-request-id")) == 1
    assert len({answer.headers["x-request-id"] for answer in answers}) == len(answers)


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("abc-1.2_3", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("<script>", False)],
)
async def test_a_sane_request_id_is_kept_and_any_other_replaced(
    caller: httpx2.AsyncClient, given: str, is_kept: bool
) -> None:
    answer = await caller.get("/healthz", headers={"x-request-id": given})

    assert (answer.headers["x-request-id"] == given) == is_kept


async def test_readiness_names_the_engine(caller: httpx2.AsyncClient) -> None:
    assert (await caller.get("/readyz")).json() == {"status": "ready", "engine": "scripted", "engines": ["scripted"]}
    assert (await caller.get("/healthz")).json() == {"status": "alive"}


async def test_without_its_database_the_server_lives_but_is_not_ready(
    caller: httpx2.AsyncClient, settings: Settings
) -> None:
    with contextlib.closing(sqlite3.connect(settings.data_dir / "precis.sqlite3")) as database:
        database.execute("DROP TABLE briefs")

    ready, alive = await caller.get("/readyz"), await caller.get("/healthz")

    assert (ready.status_code, alive.status_code) == (503, 200)
    assert ready.json()["type"] == "/problems/not-ready"
    assert [problem["field"] for problem in ready.json()["errors"]] == ["store"]
    assert ready.headers["retry-after"] == "5"


async def test_the_documentation_works_without_any_other_machine(caller: httpx2.AsyncClient) -> None:
    page = await caller.get("/docs")
    parts = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    answers = {part: await caller.get(part) for part in parts if part.startswith("/")}

    policy = page.headers["content-security-policy"]
    assert page.headers["content-type"].startswith("text/html")
    assert set(parts) == {*answers, "data:,"}
    assert [answer.status_code for answer in answers.values()] == [200] * 4
    assert "SwaggerUIBundle" in answers["/docs/swagger-ui-bundle.js"].text
    assert '"/openapi.json"' in answers["/docs/viewer.js"].text
    for name in ("/docs/swagger-ui-bundle.js", "/docs/viewer.js"):
        assert answers[name].headers["content-type"].startswith("text/javascript")
    assert answers["/docs/swagger-ui.css"].headers["content-type"].startswith("text/css")
    assert "unsafe" not in policy
    assert "//" not in policy
    assert "<script>" not in page.text
    assert "style=" not in page.text


@pytest.mark.parametrize("name", ["redoc.standalone.js", "../__init__.py", "..%2f__init__.py", "favicon.png"])
async def test_of_the_documentation_only_its_own_parts_are_served(caller: httpx2.AsyncClient, name: str) -> None:
    assert (await caller.get(f"/docs/{name}")).status_code == 404
