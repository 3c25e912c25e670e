"""What a run leaves behind: one outcome a case, an arm and a repeat. Everything else is computed from these, later."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.core.brief import Brief, SetAside, Usage

Lack = Literal[
    "key_facts", "parties", "positions", "stances", "quotes", "open_questions", "citations", "schema", "calls", "tokens"
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Failure(_Frozen):
    """Why there is no brief."""

    kind: str = Field(description="The error's name, such as EngineRefused.")
    message: str = Field(description="What happened.")
    usage: Usage | None = Field(default=None, description="What it cost all the same, where anything was asked.")


class Outcome(_Frozen):
    """What one engine made of one case, once: a line of a run's `outcomes.jsonl`.

    An outcome has a brief or an error, never both and never neither: a case that failed is scored 0, not left out.
    """

    case: str = Field(description="The case's name.")
    text_sha256: str = Field(description="SHA-256 of the article's text in UTF-8: a changed case is another case.")
    arm: str = Field(description="What was run: engine, model and prompt, as the reports name it.")
    repeat: int = Field(default=1, ge=1, description="Which repetition, from 1.")
    brief: Brief | None = None
    error: Failure | None = None
    failed_first: tuple[SetAside, ...] = Field(
        default=(), description="Items that failed a check as first written, mended later or not."
    )
    is_unfiltered: bool = Field(
        default=False, description="Whether what failed a check stands in the brief all the same: made elsewhere."
    )
    lacks: tuple[Lack, ...] = Field(
        default=(), description="What an output made elsewhere does not tell at all: it cannot be scored on that."
    )
    seconds: float = Field(default=0.0, ge=0.0, description="Wall time from the article to the brief or the error.")

    @model_validator(mode="after")
    def _is_brief_or_error(self) -> Self:
        if (self.brief is None) == (self.error is None):
            raise ValueError("an outcome has a brief or an error, and not both")
        return self
