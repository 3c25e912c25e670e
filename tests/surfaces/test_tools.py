"""What other tools learn from this server's descriptions of itself, and whether it is true."""

from typing import Any

import httpx2
import pytest

from tests.fakes import ScriptedEngine
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday."
# https://developers.openai.com/api/docs/actions: longer descriptions are refused when a GPT is set up.
LONGEST_OPERATION, LONGEST_PARAMETER = 300, 700


def operations(contract: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in contract["paths"].values() for operation in path.values()]


async def test_every_operation_has_a_name_and_words_that_fit_a_tool(caller: httpx2.AsyncClient) -> None:
    contract = (await caller.get("/openapi.json")).json()

    names = [operation["operationId"] for operation in operations(contract)]
    assert len(names) == len(set(names)) > 5
    for operation in operations(contract):
        assert 0 < len(operation["description"]) <= LONGEST_OPERATION, operation["operationId"]
        for parameter in operation.get("parameters", ()):
            assert len(parameter.get("description", "")) <= LONGEST_PARAMETER
    properties = contract["components"]["schemas"]["BriefRequest"]["properties"].values()
    assert all(len(entry.get("description", "")) <= LONGEST_PARAMETER for entry in properties)


async def test_the_contract_names_where_the_server_is_reached(serving: Serving, engine: ScriptedEngine) -> None:
    async with serving(engine, public_url="https://precis.example") as caller:
        contract = (await caller.get("/openapi.json")).json()

    assert contract["servers"] == [{"url": "https://precis.example"}]


@pytest.mark.parametrize("api", ["chat", "responses"])
async def test_the_arguments_of_the_function_tool_are_a_request_for_a_brief(
    caller: httpx2.AsyncClient, api: str
) -> None:
    tool = (await caller.get("/v1/tool.json", params={"api": api})).json()
    function = tool["function"] if api == "chat" else tool
    parameters = function["parameters"]
    arguments = dict.fromkeys(parameters["properties"]) | {"text": TEXT}

    answer = await caller.post("/v1/briefs", json=arguments)

    assert function["strict"] is True
    assert parameters["additionalProperties"] is False
    assert parameters["required"] == list(parameters["properties"])
    assert answer.status_code == 200
