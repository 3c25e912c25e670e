"""Groundedness: whether what the engine wrote is borne out by what it cites, before and after the checks."""

from collections.abc import Sequence

from evals import support as supporting
from evals.comparison import Comparison
from evals.doubts import Doubt
from evals.matching import THRESHOLD, Line, agreement
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable
from service.core.brief import Flag, SetAside
from service.core.claim import Reason

_CLAIMS = frozenset({"headline", "key_facts", "positions"})


@metric("Draft groundedness", decides=True)
def draft_groundedness(comparison: Comparison) -> Score:
    """Share of the items the engine wrote that passed the project's checks as first written.

    Range: 0 to 1; unscorable where the engine wrote nothing.
    Formula: items passed as first written / items, as the brief's own account has them; a line of the brief that fails
    a check now, because somebody changed it since, has not passed. What the case lists as a known rejection of a true
    item is the check's mistake and not the engine's: it counts as passed.
    """
    account = comparison.brief.verification
    items = max(account.items, _lines(comparison) + len(comparison.brief.set_aside))
    if not items:
        return Unscorable("the engine wrote nothing")
    told = len(comparison.outcome.failed_first or comparison.brief.set_aside)
    failed = _failed(comparison)
    doubted = _doubted(comparison)
    passed = account.passed + (items - account.items) + told - len(failed) - len(doubted)
    misses = [f"failed {_reasons(item)}: {item.item}" for item in failed]
    return Scored(min(max(passed, 0) / items, 1.0), (*misses, *map(_doubt, doubted)))


@metric("Brief groundedness")
def brief_groundedness(comparison: Comparison) -> Score:
    """Share of the brief's lines that pass the project's checks: 1 by construction for a brief of the pipeline.

    Range: 0 to 1; unscorable for a brief without a line.
    Formula: 1 - lines that fail a check / lines; a known rejection of a true item does not count.
    """
    lines = _lines(comparison)
    if not lines:
        return Unscorable("the brief has no line")
    misses = [_doubt(doubt) for doubt in _doubted(comparison)]
    if comparison.outcome.is_unfiltered:
        misses += [f"fails {_reasons(item)}: {item.item}" for item in _failed(comparison)]
    return Scored(max(1 - len(misses) / lines, 0.0), tuple(misses))


@metric("Flag rate", higher_is_better=False)
def flag_rate(comparison: Comparison) -> Score:
    """Share of the brief's lines that a check tells the reader to look at twice.

    Range: 0 to 1; unscorable for a brief without a line.
    Formula: flagged lines / lines.
    """
    brief = comparison.brief
    flagged = [(fact.id, fact.statement, fact.flags) for fact in brief.key_facts if fact.flags]
    flagged += [(asked.id, asked.question, asked.flags) for asked in brief.open_questions if asked.flags]
    flagged += [(party.id, party.name, party.flags) for party in brief.parties if party.flags]
    flagged += [
        (view.id, view.statement, view.flags) for party in brief.parties for view in party.positions if view.flags
    ]
    if brief.headline is not None and brief.headline.flags:
        flagged.append(("headline", brief.headline.statement, brief.headline.flags))
    lines = _lines(comparison)
    if not lines:
        return Unscorable("the brief has no line")
    misses = tuple(f"{name}: {statement}: {flags[0].check}: {flags[0].detail}" for name, statement, flags in flagged)
    return Scored(len(flagged) / lines, misses)


@metric("Support")
def support(comparison: Comparison) -> Score:
    """How far the article bears the engine's statements out, on average, those that failed a check included.

    Range: 0 to 1; unscorable where the engine stated nothing.
    Formula: mean of `evals.support.support` over headlines, facts and positions, each with the sentences it cites.
    """
    values = [value for _, value in comparison.supports]
    if not values:
        return Unscorable("the engine stated nothing")
    return Scored(sum(values) / len(values), _unsupported(comparison))


@metric("Unsupported-statement rate", higher_is_better=False)
def unsupported_rate(comparison: Comparison) -> Score:
    """Share of the engine's statements that the article does not bear out, those that failed a check included.

    Range: 0 to 1; unscorable where the engine stated nothing.
    Formula: statements whose support is below `evals.support.THRESHOLD` / statements.
    """
    misses = _unsupported(comparison)
    if not comparison.supports:
        return Unscorable("the engine stated nothing")
    return Scored(len(misses) / len(comparison.supports), misses)


@metric("Schema validity", needs=("schema",))
def schema_validity(comparison: Comparison) -> Score:
    """Share of the entries the engine wrote that are items of their section, whatever they say.

    Range: 0 to 1; unscorable where the engine wrote nothing.
    Formula: 1 - malformed entries / entries.
    """
    malformed = [item for item in comparison.failed if any(reason.check == "schema" for reason in item.reasons)]
    items = max(comparison.brief.verification.items, len(malformed))
    if not items:
        return Unscorable("the engine wrote nothing")
    return Scored(1 - len(malformed) / items, tuple(f"malformed: {_reasons(item)}" for item in malformed))


def _lines(comparison: Comparison) -> int:
    ours = comparison.predicted
    lists = (ours.facts, ours.parties, ours.views, ours.questions, comparison.brief.topics)
    return (ours.headline is not None) + sum(map(len, lists))


def _failed(comparison: Comparison) -> list[SetAside]:
    """What failed a check as first written, less the checks' own known mistakes."""
    return [item for item in comparison.failed if not _is_known(comparison, item.item, item.reasons)]


def _reasons(item: SetAside) -> str:
    return "; ".join(f"{reason.check}: {reason.detail}" for reason in item.reasons)


def _doubted(comparison: Comparison) -> list[Doubt]:
    """The lines that fail a check now, and of which the brief's own account does not say so."""
    told = {item.item for item in comparison.outcome.failed_first} if comparison.outcome.is_unfiltered else set()
    return [
        doubt
        for doubt in comparison.doubts
        if doubt.statement not in told and not _is_known(comparison, doubt.statement, doubt.reasons)
    ]


def _doubt(doubt: Doubt) -> str:
    return f"fails {doubt.reasons[0].check} ({doubt.reasons[0].detail}): {doubt.id}: {doubt.statement}"


def _is_known(comparison: Comparison, statement: str, reasons: Sequence[Flag | Reason]) -> bool:
    """Whether the case lists that these checks reject a true item that says this."""
    gold = comparison.gold
    entries = {entry.id: entry.line.statement for entry in (*gold.statements, *gold.questions)}
    entries |= {party.id: party.name for party in gold.parties}
    checks = {reason.check for reason in reasons}
    listed: dict[str, set[str]] = {}
    for known in comparison.case.gold.known_rejections:
        listed.setdefault(known.item, set()).add(known.check)
    return any(checks <= listed[key] and _is_same(statement, entries[key]) for key in listed if key in entries)


def _is_same(statement: str, gold: str) -> bool:
    return statement == gold or agreement(Line(statement), Line(gold)) >= THRESHOLD


def _unsupported(comparison: Comparison) -> tuple[str, ...]:
    return tuple(
        f"support {value:.2f}: {statement}" for statement, value in comparison.supports if value < supporting.THRESHOLD
    )
