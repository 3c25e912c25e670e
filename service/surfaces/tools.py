"""precis as a function tool: what to hand to a model so that it can ask for a brief."""

from typing import Any, Literal

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response

from service.settings import Settings
from service.web.contract import problems

_DESCRIPTION = (
    "Make a checked brief of one news article, report or speech: key facts, positions and quotations by party, open "
    "questions, each with the sentences it rests on. Give either text or url, and null for the rest."
)
# Strict mode wants every parameter required and nothing else allowed: what may be left out is null.
_PARAMETERS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": ["string", "null"], "description": "The article's full text, exactly as published."},
        "url": {"type": ["string", "null"], "description": "The article's address on the public web: a page or a PDF."},
        "title": {"type": ["string", "null"], "description": "Its headline, if known."},
        "published_at": {
            "type": ["string", "null"],
            "description": "Day of publication, YYYY-MM-DD: what words like Thursday are resolved against.",
        },
        "language": {
            "type": ["string", "null"],
            "description": "Language of the brief, as two letters of ISO 639-1; null for the article's own.",
        },
    },
    "required": ["text", "url", "title", "published_at", "language"],
    "additionalProperties": False,
}
router = APIRouter(tags=["tools"])


@router.get(
    "/v1/tool.json",
    operation_id="readTool",
    summary="precis as a function tool",
    response_class=Response,
    responses={
        200: {
            "description": "The tool. The arguments a model gives are the JSON body of createBrief.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        **problems("cross-site", "wrong-host", "invalid", "internal"),
    },
)
async def read_tool(api: Literal["chat", "responses"] = "chat") -> Response:
    """A strict function tool for OpenAI's chat completions, or for its responses: post its arguments to /v1/briefs."""
    function = {"name": "make_brief", "description": _DESCRIPTION, "strict": True, "parameters": _PARAMETERS}
    return JSONResponse(
        {"type": "function", "function": function} if api == "chat" else {"type": "function", **function}
    )


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(router)
