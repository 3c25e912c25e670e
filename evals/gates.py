"""What a run must hold to pass, as a TOML file that people edit."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.metrics.metric import Metric
from service.core.errors import ConfigurationError

GATES = Path(__file__).parent / "gates.toml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Minimum(_Frozen):
    """Below this much evidence nothing is judged."""

    cases: int = Field(default=20, ge=2, description="Cases a gated metric must be scored on.")
    share: float = Field(
        default=0.9, ge=0, le=1, description="Of the cases it applies to, how many must be scored and not have failed."
    )


class NoRegression(_Frozen):
    """Metrics that must not fall below the baseline, case by case."""

    metrics: tuple[str, ...] = Field(default=(), description="Names of metrics. The fewer, the more each can show.")
    level: float = Field(
        default=0.07,
        gt=0,
        lt=0.5,
        description="Holm's: how often a run that changed nothing may fail, over all of them, at any noise. "
        "The tolerance makes it less: below 0.05 at a noise of up to .08 a case (`benchmarks/gate.py`).",
    )
    tolerance: float = Field(
        default=0.028, ge=0, description="The mean drop, in the metric's unit, below which none is called a regression."
    )


class ArmGates(_Frozen):
    """Limits that hold for one arm."""

    floors: dict[str, float] = Field(default={}, description="By metric: where the interval's worse end must stay.")
    at_most: dict[str, int] = Field(default={}, description="By metric: how many misses there may be in all.")


class Gates(ArmGates):
    """All that decides."""

    minimum: Minimum = Minimum()
    no_regression: NoRegression = NoRegression()
    errors: int = Field(default=0, ge=0, description="Cases of an arm that may end in an error.")
    arms: dict[str, ArmGates] = Field(default={}, description="Limits of single arms, before those of all.")

    def of_arm(self, arm: str) -> ArmGates:
        """The limits of an arm: its own, and those of all arms where it sets none."""
        own = self.arms.get(arm, ArmGates())
        return ArmGates(floors={**self.floors, **own.floors}, at_most={**self.at_most, **own.at_most})

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric a gate rests on, by name."""
        tables: list[Iterable[str]] = [self.no_regression.metrics, self.floors, self.at_most]
        tables += [table for one in self.arms.values() for table in (one.floors, one.at_most)]
        return tuple(sorted({name for table in tables for name in table}))


def read_gates(path: Path, metrics: Sequence[Metric]) -> Gates:
    """The gates of a TOML file.

    Raises:
        ConfigurationError: It cannot be read, or names a metric that does not exist or may not decide.
    """
    try:
        gates = Gates.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"the gates in {path} cannot be read: {error}") from error
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(map(str, found["loc"]))
        raise ConfigurationError(f"the gates in {path} do not fit, at {place!r}: {found['msg']}") from error
    known = {metric.name: metric for metric in metrics}
    able = ", ".join(metric.name for metric in metrics if metric.decides)
    for name in gates.metrics:
        if name not in known:
            raise ConfigurationError(f"{path} gates {name!r}, which is no metric; those that may decide are {able}")
        if not known[name].decides:
            raise ConfigurationError(f"{path} gates {name!r}, which only informs; those that may decide are {able}")
    return gates
