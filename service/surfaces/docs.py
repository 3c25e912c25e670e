"""The documentation this server gives of itself: the contract, a page to try it on, and a word on every problem."""

import functools
import importlib.util
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response

from service.settings import Settings
from service.web.problems import KINDS, Refusal

# The package is here for its copy of Swagger UI alone: nothing of it is run.
_VIEWER_PACKAGE = "fastapi_offline"
_PARTS = {"swagger-ui-bundle.js", "swagger-ui.css"}
# The viewer evaluates nothing, adds no style sheet of its own, and shows its pictures from data URLs.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_A_DAY = {"Cache-Control": "public, max-age=86400"}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>precis: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="viewer"><noscript>The contract itself: <a href="/openapi.json">openapi.json</a>.</noscript></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/viewer.js"></script>
</body>
</html>
"""
_SCRIPT = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#viewer",
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  validatorUrl: null,
});
"""

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The contract, OpenAPI 3.1."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def docs() -> Response:
    """A page to read the contract and to try it."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


@router.get("/docs/viewer.js")
async def viewer() -> Response:
    """What starts the viewer: a file of its own, so that the page needs no inline script."""
    return Response(_SCRIPT, media_type="text/javascript")


@router.get("/docs/{name}")
async def viewer_part(name: str = PathParameter()) -> Response:
    """A part of the viewer, from this machine: the page needs no other."""
    if name not in _PARTS:
        raise Refusal("not-found")
    return FileResponse(_viewer_folder() / name, headers=_A_DAY)


@router.get("/problems")
async def problem_kinds() -> Response:
    """Every kind of problem, one a line."""
    return PlainTextResponse("".join(f"{kind.status} {kind.type}: {kind.title}\n" for kind in KINDS.values()))


@router.get("/problems/{slug}")
async def problem_kind(slug: str = PathParameter()) -> Response:
    """What a kind of problem means: its `type` leads here."""
    if slug not in KINDS:
        raise Refusal("not-found")
    kind = KINDS[slug]
    return PlainTextResponse(f"{kind.title} ({kind.status})\n\n{kind.advice}\n")


@functools.cache
def _viewer_folder() -> Path:
    found = importlib.util.find_spec(_VIEWER_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(f"{_VIEWER_PACKAGE} is not installed, though the service depends on it")
    return Path(found.submodule_search_locations[0]) / "static"


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(router)
