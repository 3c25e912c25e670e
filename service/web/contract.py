"""The OpenAPI contract: what FastAPI cannot tell by itself of bodies read by hand and of problems."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.web.body import JSON
from service.web.problems import KINDS, MEDIA_TYPE, Problem

_REF = "#/components/schemas/{model}"
_REQUEST_ID = {
    "description": "Id of the request, as in the log; one sent with the request is kept.",
    "schema": {"type": "string"},
}
Responses = dict[int | str, dict[str, Any]]  # FastAPI's own type for `responses`


def problems(*slugs: str) -> Responses:
    """The answers of an endpoint that are problems, for FastAPI's `responses`."""
    answers: Responses = {}
    for slug in slugs:
        kind = KINDS[slug]
        answer = answers.setdefault(
            kind.status,
            {
                "description": kind.title,
                "content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}, "examples": {}}},
            },
        )
        if kind.title not in answer["description"]:
            answer["description"] += f"; or: {kind.title[:1].lower()}{kind.title[1:]}"
        value = Problem(
            type=kind.type, title=kind.title, status=kind.status, detail=kind.advice, request_id="0f3a5c1d7e9b"
        )
        answer["content"][MEDIA_TYPE]["examples"][slug] = {"value": value.model_dump(exclude_defaults=True)}
    return answers


def body(description: str, content: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """The `requestBody` of an endpoint that reads its body itself, for FastAPI's `openapi_extra`."""
    return {"requestBody": {"required": True, "description": description, "content": dict(content)}}


def reference(model: type[BaseModel]) -> dict[str, str]:
    """A reference to a model that `install` was given."""
    return {"$ref": _REF.format(model=model.__name__)}


def install(app: FastAPI, *, asks_key: bool, public_url: str | None = None) -> None:
    """Have the app describe itself in full. Models that only appear in bodies read by hand are named in `app.state`."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(_described(app, asks_key=asks_key))
            if public_url is not None:
                made["servers"] = [{"url": public_url}]
        return made

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI, *, asks_key: bool) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    models: tuple[type[BaseModel], ...] = (Problem, *app.state.body_models)
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, definition in definitions["$defs"].items():
        schemas.setdefault(name, definition)
    schema["components"]["schemas"] = {
        name: schemas[name] for name in sorted(schemas) if name not in {"HTTPValidationError", "ValidationError"}
    }
    schema["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key of this server, where it asks for one."}
    }
    for operations in schema["paths"].values():
        for operation in operations.values():
            # FastAPI adds its own 422 to every route with a parameter; ours are in the table already.
            if JSON in operation["responses"].get("422", {}).get("content", {}):
                del operation["responses"]["422"]
            if "401" in operation["responses"]:
                operation["security"] = [{"key": []}] if asks_key else [{"key": []}, {}]
            for answer in operation["responses"].values():
                answer.setdefault("headers", {})["X-Request-ID"] = _REQUEST_ID
    return schema
