"""The protocol's server: our tools, one prompt and one resource, in its types."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel

from service import __version__
from service.core.brief import Brief
from service.surfaces.mcp.tools import TOOLS, Progress, Tool, words
from service.wiring import Services

Context = ServerRequestContext[Any, Any]
AtWork = Callable[[Context], tuple[Services, str]]

_SCHEMA = "precis://schema/brief"
_INSTRUCTIONS = (
    "precis turns an article into a brief that can be checked: key facts, positions by party and open questions, each "
    "with the exact sentences it rests on. Call make_brief with the whole article or its address. Report only what the "
    "brief says, with its evidence. Items under set_aside failed the checks: do not report them as true."
)
_PROMPT = (
    "Make a brief of the following article with the tool make_brief, then show it: the headline, the key facts, each "
    "party with what it holds, and the open questions, with the evidence of whatever is disputed. Add nothing that the "
    "brief does not say.\n\n"
)


def make_server(at_work: AtWork) -> Server[Any]:
    """A server of the protocol, for any transport and any number of clients.

    Args:
        at_work: For a request, what it is served with and the id of the key that asks ("" where none is asked for).
    """

    async def list_tools(_context: Context, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = next((tool for tool in TOOLS if tool.name == params.name), None)
        if tool is None:
            raise MCPError(
                types.INVALID_PARAMS, f"there is no such tool; there are: {', '.join(t.name for t in TOOLS)}"
            )

        async def tell(done: float, message: str) -> None:
            await context.session.report_progress(done, message=message)

        is_heard = (context.meta or {}).get("progress_token") is not None
        services, owner = at_work(context)
        try:
            result = await tool.call(services, owner, params.arguments or {}, Progress(is_heard, tell))
        except Exception as error:  # the protocol has a model see it, and try again
            return types.CallToolResult(content=[types.TextContent(text=words(error))], is_error=True)
        return types.CallToolResult(
            content=[types.TextContent(text=result.text)], structured_content=result.value.model_dump(mode="json")
        )

    async def list_prompts(_context: Context, _params: Any) -> types.ListPromptsResult:
        article = types.PromptArgument(name="article", description="The article's text, or its address.", required=True)
        about = "Make a brief of an article and show it with its evidence."
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(name="brief_article", title="Brief an article", description=about, arguments=[article])
            ]
        )

    async def get_prompt(_context: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        article = (params.arguments or {}).get("article", "").strip()
        if params.name != "brief_article" or not article:
            raise MCPError(types.INVALID_PARAMS, "the only prompt is brief_article; it needs the argument article")
        content = types.TextContent(text=_PROMPT + article)
        return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=content)])

    async def list_resources(_context: Context, _params: Any) -> types.ListResourcesResult:
        about = "JSON Schema of a brief: every key, and what it means."
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=_SCHEMA, name="brief-schema", title="A brief", description=about, mime_type="application/json"
                )
            ]
        )

    async def read_resource(_context: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        if str(params.uri) != _SCHEMA:
            raise MCPError(types.INVALID_PARAMS, f"the only resource is {_SCHEMA}")
        text = json.dumps(_schema(Brief))
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=_SCHEMA, mime_type="application/json", text=text)]
        )

    return Server(
        "precis",
        version=__version__,
        title="precis",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


@cache
def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=_schema(tool.takes, mode="validation"),
        output_schema=_schema(tool.gives),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=tool.is_open_world,
        ),
    )


def _schema(model: type[BaseModel], mode: Any = "serialization") -> dict[str, Any]:
    return model.model_json_schema(mode=mode)
