"""The OpenAPI contract against a snapshot, so that a change of the API is a change a reviewer sees.

python -m tests.surfaces.test_contract     # writes the snapshot again
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest

from service.app import create_app
from service.settings import Settings
from service.web.problems import MEDIA_TYPE

SNAPSHOT = Path(__file__).with_name("openapi.json")
METHODS = {"get", "post", "put", "patch", "delete"}


def contract() -> Mapping[str, Any]:
    described = create_app(Settings(engine="extractive")).openapi()
    return {**described, "info": {**described["info"], "version": "any"}}


def written(described: Mapping[str, Any]) -> str:
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def operations(described: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield method, path, operation


def test_the_contract_is_the_one_that_was_reviewed() -> None:
    assert written(contract()) == SNAPSHOT.read_text(encoding="utf-8")


def test_the_contract_is_openapi_3_1_and_every_reference_in_it_leads_somewhere() -> None:
    described = contract()

    assert described["openapi"].startswith("3.1")
    for reference in set(re.findall(r'"#/([^"]+)"', json.dumps(described))):
        place: Any = described
        for step in reference.split("/"):
            assert step in place, reference
            place = place[step]


def test_every_operation_has_an_id_a_summary_and_its_problems() -> None:
    ids = [operation["operationId"] for _, _, operation in operations(contract())]
    assert len(ids) == len(set(ids))
    for method, path, operation in operations(contract()):
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        answers = operation["responses"]
        assert {"403", "421"} <= set(answers), (method, path)
        for status, answer in answers.items():
            assert "X-Request-ID" in answer["headers"]
            if int(status) >= 400:
                assert list(answer["content"]) == [MEDIA_TYPE], (method, path, status)


def test_operations_that_cost_something_ask_for_a_key() -> None:
    for _, path, operation in operations(contract()):
        assert ("security" in operation) == (path.startswith("/v1/") and path != "/v1/tool.json")


@pytest.mark.parametrize("path", ["/v1/briefs", "/v1/verify"])
async def test_every_example_of_the_contract_works_as_it_stands(caller: httpx2.AsyncClient, path: str) -> None:
    tried = 0
    for media_type, content in contract()["paths"][path]["post"]["requestBody"]["content"].items():
        examples = [entry["value"] for entry in content.get("examples", {}).values()]
        examples += [content["example"]] if "example" in content else []
        for example in examples:
            if isinstance(example, dict) and "url" in example:
                continue  # what is there is not ours to promise; `test_links.py` follows links
            if isinstance(example, dict):
                example.pop("engine", None)  # the engine of these tests is scripted
            body = example if isinstance(example, str) else json.dumps(example)
            answer = await caller.post(path, content=body.encode(), headers={"content-type": media_type})
            assert answer.status_code == 200, (media_type, answer.text)
            tried += 1
    assert tried >= 2


async def test_the_contract_is_served(caller: httpx2.AsyncClient) -> None:
    served = (await caller.get("/openapi.json")).json()

    assert {**served, "info": {**served["info"], "version": "any"}} == contract()


if __name__ == "__main__":
    SNAPSHOT.write_text(written(contract()), encoding="utf-8")
