"""Everything that can go wrong, in domain words; `service/web.py` alone knows what HTTP calls it.

PrecisError
├── InputError                  the caller can mend it
│   ├── NotAnArticle            no text, no sentence, or nothing readable in the page
│   ├── TooLarge                more characters or bytes than the limit
│   ├── UnsupportedOption       an option that does not exist or is not offered here
│   ├── LinkRefused             a link this does not follow: no web address, or not on the public internet
│   ├── LinkFailed              nothing readable came from a link
│   └── NoSuchBrief             no stored brief of that id for this caller
├── EngineError                 the engine could not do its work
│   ├── EngineUnavailable       down, overloaded or out of reach: later it may answer
│   ├── EngineRefused           it declined: a refusal or a content filter; asking again does not help
│   ├── EngineRejected          it turned the request down: wrong key, unknown model, no quota
│   ├── EngineGaveNoBrief       it answered, but nothing that could be read as a brief
│   ├── NotRecorded             it answers from recordings only, and has none of this
│   └── BudgetSpent             it may not be asked again: the brief's calls, tokens or money are used up
├── DeadlineExceeded            time ran out before anything was verified
├── Overloaded                  as much is being done as may be: later there is room
├── StoreUnavailable            what is remembered can be neither read nor written just now
└── ConfigurationError          the settings contradict each other or the machine
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.core.engine import Tally


class PrecisError(Exception):
    """The root of the tree; its message says what happened, to what, and what to do next.

    Attributes:
        spent: What upstream calls had cost by then, where there were any: nobody gets a brief that would tell.
    """

    spent: "Tally | None" = None


class InputError(PrecisError):
    """The caller sent something that cannot be worked on, and can mend it."""


class NotAnArticle(InputError):
    """There is nothing to brief: no text, no sentence, or no article in the page."""


class TooLarge(InputError):
    """The text is longer than the limit.

    Attributes:
        limit: The limit, in `unit`.
        unit: "characters" or "bytes".
    """

    def __init__(self, limit: int, unit: str) -> None:
        super().__init__(
            f"the article is longer than the limit of {limit:,} {unit}; send a shorter text, or parts of it"
        )
        self.limit = limit
        self.unit = unit


class UnsupportedOption(InputError):
    """An option that does not exist, or is not offered by this server.

    Attributes:
        field: The option's name, as the caller wrote it.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class LinkRefused(InputError):
    """A link that is not followed: no web address, or one that leads where no stranger may be led."""


class LinkFailed(InputError):
    """A link that was followed, and gave nothing that can be read."""


class NoSuchBrief(InputError):
    """No stored brief has this id, or it belongs to another key."""

    def __init__(self, brief_id: str) -> None:
        super().__init__(f"there is no brief {brief_id!r}: it was deleted, has expired, or was made with another key")
        self.brief_id = brief_id


class EngineError(PrecisError):
    """An engine could not do its work.

    Attributes:
        engine: The engine's name, or the model's where it is one.
        what: What happened, in words fit for a reader of the brief: nothing a provider said.
    """

    what = "could not do its work"

    def __init__(self, engine: str, message: str) -> None:
        super().__init__(f"{engine}: {message}")
        self.engine = engine


class EngineUnavailable(EngineError):
    """The engine is down, overloaded or out of reach; asking later may help.

    Attributes:
        retry_after_seconds: When it asked to be tried again, if it said so.
    """

    what = "was out of reach"

    def __init__(self, engine: str, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(engine, message)
        self.retry_after_seconds = retry_after_seconds


class EngineRefused(EngineError):
    """The model refused, or the provider's content filter stopped it; asking again does not help."""

    what = "declined to brief the article"


class EngineRejected(EngineError):
    """The provider turned the request down for a reason that retrying cannot mend: key, model, quota, parameters."""

    what = "turned the request down"


class EngineGaveNoBrief(EngineError):
    """The engine answered, but nothing in the answer could be read as a brief."""

    what = "gave nothing that could be read as a brief"


class NotRecorded(EngineError):
    """The engine answers from recorded replies, and none of them is the answer to this question."""

    what = "has no recorded reply to this"


class BudgetSpent(EngineError):
    """What a brief may spend is spent, so the engine was not asked, or not asked again.

    Attributes:
        budget: "calls", "tokens" or "dollars".
    """

    def __init__(self, engine: str, budget: str) -> None:
        super().__init__(
            engine, f"what one brief may spend in {budget} is spent; raise the limit or shorten the article"
        )
        self.budget = budget
        self.what = f"was not asked further: what one brief may spend in {budget} is spent"


class DeadlineExceeded(PrecisError):
    """Time ran out before a single item was verified.

    Attributes:
        seconds: The deadline that passed.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"nothing was verified within {seconds:g} seconds; raise the deadline or shorten the article")
        self.seconds = seconds


class Overloaded(PrecisError):
    """As many briefs are being made, and waited for, as may be; asking later may help.

    Attributes:
        retry_after_seconds: When there may be room.
    """

    def __init__(self, *, retry_after_seconds: float) -> None:
        super().__init__(f"too many briefs are being made at once; ask again in {retry_after_seconds:.0f} seconds")
        self.retry_after_seconds = retry_after_seconds


class StoreUnavailable(PrecisError):
    """The database did not answer, or could not write; asking later may help."""


class ConfigurationError(PrecisError):
    """The settings contradict each other, or what they name does not exist."""
