"""What operators ask: is it alive, is it ready."""

from typing import Literal

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field

from service.settings import Settings
from service.web.calls import ServicesDep
from service.web.contract import problems
from service.web.problems import FieldProblem, Refusal

router = APIRouter(tags=["operations"])


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(frozen=True)

    status: Literal["alive"] = Field(description="Always alive.")


class Ready(BaseModel):
    """Briefs can be made."""

    model_config = ConfigDict(frozen=True)

    status: Literal["ready"] = Field(description="Always ready; otherwise the answer is a problem.")
    engine: str = Field(description="The engine asked when a request names none.")
    engines: tuple[str, ...] = Field(description="The engines a request may name.")


@router.head("/healthz", include_in_schema=False)
@router.get(
    "/healthz",
    operation_id="healthz",
    summary="Is it alive?",
    responses=problems("cross-site", "wrong-host"),
)
async def healthz() -> Alive:
    """Whether the process answers at all: what a supervisor restarts it by."""
    return Alive(status="alive")


@router.head("/readyz", include_in_schema=False)
@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Is it ready?",
    responses=problems("cross-site", "wrong-host", "not-ready"),
)
async def readyz(services: ServicesDep, request: Request) -> Ready:
    """Whether briefs can be made and kept: what a load balancer sends requests by."""
    troubles = {"server": "it is shutting down"} if request.app.state.is_stopping else await services.troubles()
    if troubles:
        fields = (FieldProblem(field=part, problem=what) for part, what in troubles.items())
        raise Refusal("not-ready", fields=fields, headers={"Retry-After": "5"})
    return Ready(status="ready", engine=services.engine_name, engines=tuple(services.engines))


def mount(app: FastAPI, _settings: Settings) -> None:
    """Offer the routes of this file."""
    app.include_router(router)
