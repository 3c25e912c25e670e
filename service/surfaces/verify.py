"""Verification over HTTP: claims, or a whole brief, checked against a text without any model."""

from collections.abc import Mapping
from typing import Any, Self

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.core.brief import Brief
from service.core.verification import MAX_CLAIMS, PlainClaim, VerificationReport
from service.settings import Settings
from service.web.body import JSON, accepted, json_as, media_type
from service.web.calls import CallerDep, ServicesDep
from service.web.contract import body, problems, reference

_MOST_MEMBERS = 50_000  # a brief of a long article lists every sentence of it
_TEXT = "The port of Larsund closed on Monday. Mira Holt, who leads the union, said the walkout would go on."
_EXAMPLES: Mapping[str, Any] = {
    "claims": {
        "summary": "Claims, each with the sentences it rests on",
        "value": {
            "text": _TEXT,
            "claims": [
                {"kind": "fact", "statement": "The port of Larsund closed on Monday.", "sentences": [1]},
                {
                    "kind": "position",
                    "statement": "Mira Holt says the walkout will go on.",
                    "party": "Mira Holt",
                    "evidence": ["the walkout would go on"],
                },
            ],
        },
    },
    "wrong": {
        "summary": "A claim that fails",
        "value": {
            "text": _TEXT,
            "claims": [{"kind": "fact", "statement": "The port closed on 3 May 2025.", "sentences": [1]}],
        },
    },
}


class VerifyRequest(BaseModel):
    """A text, and either claims about it or a brief of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1, description="The article's text; offsets refer to it.")
    claims: tuple[PlainClaim, ...] | None = Field(
        default=None, min_length=1, max_length=MAX_CLAIMS, description="What is said about the text."
    )
    brief: Brief | None = Field(default=None, description="A brief of the text, as this service gives it.")

    @model_validator(mode="after")
    def _is_one_thing_to_check(self) -> Self:
        if (self.claims is None) == (self.brief is None):
            raise ValueError("give either claims or brief")
        return self


router = APIRouter(tags=["verification"])


@router.post(
    "/v1/verify",
    operation_id="verify",
    summary="Check claims or a brief against a text",
    response_class=Response,
    responses={
        200: {
            "model": VerificationReport,
            "description": "The verdict of the checks on every line; see `passed`.",
            "content": {JSON: {"schema": {"$ref": "#/components/schemas/VerificationReport"}}},
        },
        **problems(
            *("malformed", "unauthorized", "cross-site", "not-acceptable", "too-slow", "too-large"),
            *("unsupported-media-type", "wrong-host", "invalid", "not-an-article", "unsupported-option", "internal"),
            "deadline-exceeded",
        ),
    },
    openapi_extra={"x-openai-isConsequential": False}
    | body(
        "Evidence is given as sentence numbers, as passages word for word, or as offsets.",
        {JSON: {"schema": reference(VerifyRequest), "examples": _EXAMPLES}},
    ),
)
async def verify(_caller: CallerDep, services: ServicesDep, request: Request) -> Response:
    """Number the sentences of a text and say which lines pass the checks, and why others do not. Asks no model."""
    accepted(request, JSON)
    media_type(request, JSON)
    given = await json_as(request, VerifyRequest, most_members=_MOST_MEMBERS)
    article = services.article(given.text, published_at=given.brief.article.published_at if given.brief else None)
    report = await services.verify(article, given.brief, given.claims or ())
    return Response(report.model_dump_json(), media_type=JSON)


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(router)
    app.state.body_models.append(VerifyRequest)
