"""The steps of a brief in the making: what JSON answers, streams, the command line and telemetry all read."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.article import Article
from service.core.brief import Brief, EngineRecord
from service.core.engine import Notice
from service.core.grounding import Outcome


@dataclass(frozen=True, slots=True)
class Segmented:
    """The article has its sentences, and is split into windows."""

    article: Article
    windows: int = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """An engine has begun to answer; a later one replaces an earlier."""

    engine: EngineRecord


@dataclass(frozen=True, slots=True)
class Grounded:
    """An item passed its checks, as first written."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Failed:
    """An item failed a check and will be sent to repair."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Repaired:
    """An item passed after one repair."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PutAside:
    """An item stays out of the brief, for the outcome's reasons."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a reader of the brief should know."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Merged:
    """What is said twice stands once. Provisional ids that are missing here stand nowhere in the brief."""

    ids: Mapping[str, str]  # provisional id (`Outcome.origins`) to the id in the brief


@dataclass(frozen=True, slots=True)
class Done:
    """The brief. The last step."""

    brief: Brief


Step = Segmented | Answered | Grounded | Failed | Repaired | PutAside | Warned | Merged | Done
