"""Exit codes, after sysexits.h where it has one."""

from service.core.errors import (
    BudgetSpent,
    ConfigurationError,
    DeadlineExceeded,
    EngineGaveNoBrief,
    EngineRefused,
    EngineRejected,
    EngineUnavailable,
    InputError,
    NotRecorded,
    Overloaded,
    PrecisError,
    StoreUnavailable,
    UnsupportedOption,
)

OK = 0
FAILED = 1
USAGE = 2
BAD_INPUT = 65
UNAVAILABLE = 69
CONFIGURATION = 78
INTERRUPTED = 130
CLOSED_PIPE = 141  # what a shell sees of any program whose reader has gone

CODES = {
    OK: "done; a partial brief says so in its status",
    FAILED: "verify found a failing item, eval a regression, or an engine no brief",
    USAGE: "the command line is wrong, or eval could not run",
    BAD_INPUT: "the input cannot be read, or is no article or brief",
    UNAVAILABLE: "the model's server is down, or nothing came in time",
    CONFIGURATION: "a setting is wrong, or the model's server refused it",
    INTERRUPTED: "interrupted with Ctrl-C",
}

# The first that fits; a subclass stands before its parent.
_ERRORS: tuple[tuple[type[PrecisError], int], ...] = (
    (UnsupportedOption, USAGE),
    (InputError, BAD_INPUT),
    (EngineUnavailable, UNAVAILABLE),
    (Overloaded, UNAVAILABLE),
    (StoreUnavailable, UNAVAILABLE),
    (DeadlineExceeded, UNAVAILABLE),
    (EngineRefused, FAILED),
    (EngineGaveNoBrief, FAILED),
    (BudgetSpent, FAILED),
    (NotRecorded, FAILED),
    (EngineRejected, CONFIGURATION),
    (ConfigurationError, CONFIGURATION),
)


def code_of(error: PrecisError) -> int:
    """The exit code an error ends in."""
    return next((code for kind, code in _ERRORS if isinstance(error, kind)), FAILED)
