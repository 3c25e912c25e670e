"""What the page's viewer shows of each case: the article once, its gold once, and each brief as it differs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from urllib.parse import quote

from pydantic import JsonValue

from evals.cases import Case
from evals.comparison import Comparison
from evals.metrics.metric import Metric
from evals.notation import NOTHING, figure
from evals.outcomes import Outcome
from evals.reports.report import Report
from evals.reports.rows import SECTIONS, Half, Row, Section, State, halves, rows
from evals.scores import Errored, Score, Scored
from evals.sides import Side, gold_side
from service.core.brief import Flag, SetAside
from service.core.claim import Reason
from service.render.words import set_aside_label

_AS_IN_JAVASCRIPT = "!~*'()"  # what encodeURIComponent leaves as it is, too
_KINDS: dict[State, str] = {
    "matched": "matched",
    "wrong party": "wrong",
    "missing": "missing",
    "held": "held",
    "extra": "extra",
}


def viewer_data(report: Report) -> str:
    """JSON for a `<script>` element: no `<` is in it, so that nothing in it can end the element."""
    places = {case.slug: place for place, case in enumerate(report.cases)}
    arms = {arm: place for place, arm in enumerate(report.arms)}
    compared = {(one.outcome.case, one.outcome.arm, one.outcome.repeat): one for one in report.comparisons}
    sides = {one.outcome.case: one.gold for one in report.comparisons}
    scores = {(one.case, one.arm, one.repeat): one.scores for one in report.scores}
    outcomes: list[JsonValue] = []
    for one in report.outcomes:
        key = (one.case, one.arm, one.repeat)
        comparison = compared.get(key)
        entry: dict[str, JsonValue] = {
            "case": places[one.case],
            "arm": arms[one.arm],
            "repeat": one.repeat,
            "scores": [_score(scores[key].get(metric.name), metric) for metric in report.metrics],
        }
        entry |= _brief(comparison) if comparison is not None else {"error": _error(one), "evidence": []}
        outcomes.append(entry)
    content: JsonValue = {
        "arms": list(report.arms),
        "metrics": [metric.title for metric in report.metrics],
        "cases": [_case(case, sides.get(case.slug) or gold_side(case)) for case in report.cases],
        "outcomes": outcomes,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def link(case: str, arm: int) -> str:
    """The page's address of a case in an arm, after the `#`."""
    return f"case/{quote(case, safe=_AS_IN_JAVASCRIPT)}/{arm}/1"


def _case(case: Case, side: Side) -> JsonValue:
    gold = case.gold
    tags = [gold.form.replace("_", " "), gold.subject, gold.language, *gold.traits]
    return {
        "slug": case.slug,
        "title": gold.title or case.slug,
        "language": gold.language,
        "tags": " · ".join(tags),
        "parts": [[text, number] for text, number in _parts(case)],
        "evidence": _numbers(number for numbers in case.sentences.values() for number in numbers),
        "headline": ["h", gold.headline.statement, list(case.sentences["h"]), "", "must"],
        "gold": [[_half(half) for half in halves(side, section)] for section in SECTIONS],
        "must_not": [[one.statement, one.party or "", one.why] for one in gold.must_not],
    }


def _parts(case: Case) -> Iterator[tuple[str, int]]:
    """The whole text in pieces, each with the number of its sentence, or 0 between sentences."""
    at = 0
    for sentence in case.article.sentences:
        if sentence.start > at:
            yield case.text[at : sentence.start], 0
        yield case.text[sentence.start : sentence.end], sentence.number
        at = sentence.end
    if at < len(case.text):
        yield case.text[at:], 0


def _brief(comparison: Comparison) -> dict[str, JsonValue]:
    brief, outcome = comparison.brief, comparison.outcome
    found = rows(comparison)
    golds = {section: [row.gold.id for row in found if row.gold and row.section == section] for section in SECTIONS}
    places = {(section, gold): place for section, ids in golds.items() for place, gold in enumerate(ids)}
    set_aside = {(item.section, item.item) for item in brief.set_aside}
    headline = comparison.predicted.headline
    cited = {number for entry in comparison.predicted.statements for number in entry.line.sentences}
    cited |= {number for entry in comparison.predicted.questions for number in entry.line.sentences}
    cited |= {sentence.sentence for party in brief.parties for sentence in party.evidence}
    return {
        "headline": ["h", headline.line.statement, list(headline.line.sentences), "", "must"] if headline else None,
        "evidence": _numbers(cited),
        "rows": [_row(row, places) for row in found],
        "trapped": [entry.id if entry is not None else None for entry in comparison.trapped],
        "set_aside": [_set_aside(item) for item in brief.set_aside],
        "mended": [_set_aside(one) for one in outcome.failed_first if (one.section, one.item) not in set_aside],
        "doubts": [
            [doubt.id, doubt.statement, [f"{reason.check}: {reason.detail}" for reason in doubt.reasons]]
            for doubt in comparison.doubts
        ],
    }


def _row(row: Row, places: Mapping[tuple[Section, str], int]) -> JsonValue:
    section = SECTIONS.index(row.section)
    gold = places[row.section, row.gold.id] if row.gold is not None else None
    ours: JsonValue = _half(row.predicted) if row.predicted is not None else None
    agreement = None if row.agreement is None else round(100 * row.agreement)
    return [section, _KINDS[row.state], gold, ours, agreement, row.note]


def _half(half: Half) -> JsonValue:
    return [half.id, half.text, list(half.sentences), half.about, half.weight]


def _set_aside(item: SetAside) -> JsonValue:
    return [set_aside_label(item), item.item, _reasons(item.reasons)]


def _reasons(reasons: Iterable[Flag | Reason]) -> list[JsonValue]:
    return [f"{reason.check}: {reason.detail}" for reason in reasons]


def _numbers(sentences: Iterable[int]) -> list[JsonValue]:
    return [*sorted(set(sentences))]


def _score(score: Score | None, metric: Metric) -> JsonValue:
    """What stands on a chip: the value, whether points were lost, and what for."""
    tone: Literal["lost", "kept"] = "kept"
    if isinstance(score, Scored):
        if metric.worst is not None and score.value != metric.best:
            tone = "lost"
        return [figure(score.value, metric), tone, list(score.misses)]
    if isinstance(score, Errored):
        return ["failed", "lost", [score.reason]]
    return [NOTHING, tone, [score.reason] if score is not None else []]


def _error(outcome: Outcome) -> str:
    return f"{outcome.error.kind}: {outcome.error.message}" if outcome.error is not None else "There is no brief."
