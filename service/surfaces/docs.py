"""The documentation this server gives of itself: the contract, a page to try it on, and a word on every problem."""

from fastapi import APIRouter, FastAPI, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from service.settings import Settings
from service.web.problems import KINDS, Refusal

# The viewer is not part of this package yet: its page says so, and the contract itself is always served from here.
_VIEWER = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5"
_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "script-src 'self' https://cdn.jsdelivr.net; style-src https://cdn.jsdelivr.net 'unsafe-inline'"
)
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>precis: API</title>
<link rel="stylesheet" href="{_VIEWER}/swagger-ui.css">
</head>
<body>
<p style="font: 15px sans-serif; margin: 1em 2em">This page loads its viewer, Swagger UI, from cdn.jsdelivr.net.
Without that, read the contract itself: <a href="/openapi.json">openapi.json</a>.</p>
<div id="viewer"></div>
<script src="{_VIEWER}/swagger-ui-bundle.js"></script>
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


@router.get("/problems")
async def problem_kinds() -> Response:
    """Every kind of problem, one a line."""
    return PlainTextResponse("".join(f"{kind.status} {kind.type}: {kind.title}\n" for kind in KINDS.values()))


@router.get("/problems/{slug}")
async def problem_kind(slug: str = Path()) -> Response:
    """What a kind of problem means: its `type` leads here."""
    if slug not in KINDS:
        raise Refusal("not-found")
    kind = KINDS[slug]
    return PlainTextResponse(f"{kind.title} ({kind.status})\n\n{kind.advice}\n")


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(router)
