"""The checks, one file each: the file's name is the check's id, its docstring the rule.

A check file has `check(claim) -> Iterator[Finding]`, built with `fails(...)` and `flags(...)` of `service.core.claim`,
and `ENGLISH_ONLY`, whether its rules know no other language. Nothing else registers it: add the file and it runs.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.core.claim import Claim, Finding


@dataclass(frozen=True, slots=True)
class Check:
    """A check as it is run."""

    id: str
    rule: str
    english_only: bool
    run: Callable[[Claim], Iterator[Finding]]


def _load(name: str) -> Check:
    module = importlib.import_module(f"{__name__}.{name}")
    return Check(name, (module.__doc__ or "").strip(), module.ENGLISH_ONLY, module.check)


CHECKS: tuple[Check, ...] = tuple(_load(module.name) for module in pkgutil.iter_modules(__path__))
