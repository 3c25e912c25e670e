"""A report as one HTML page: verdict, plots, every case. It needs no network, and is the same page for the same run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from inspect import cleandoc

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from evals.metrics.metric import Metric
from evals.notation import count, figure
from evals.reports.agreement import agreement
from evals.reports.compared import Compared, in_a_word, side_by_side, some
from evals.reports.plots import Cell, Scatter, cell, is_share, scatter, tone
from evals.reports.report import Report
from evals.reports.viewer import link, viewer_data
from evals.summary import CaseResult
from evals.verdict import FailingCase, Ruling, State

_TONES: dict[State, str] = {"pass": "good", "regression": "bad", "could not run": "warn"}
_SIGNS: dict[State, str] = {"pass": "✓", "regression": "✕", "could not run": "!"}
_HEADLINES: dict[State, str] = {
    "pass": "Pass",
    "regression": "Regression",
    "could not run": "Could not be judged",
}
_WORST = 5  # cases of a gate that fails
# The shapes of the arms' marks, round the middle: colour alone would not do.
_MARKS = (
    '<circle class="mark" r="4.5"/>',
    '<rect class="mark" x="-4" y="-4" width="8" height="8"/>',
    '<path class="mark" d="M0-5.5 5 4H-5z"/>',
    '<path class="mark" d="M0-5.5 5.5 0 0 5.5-5.5 0z"/>',
    '<path class="mark" d="M0 5.5 5-4H-5z"/>',
    '<path class="mark" d="M-2-5h4v3h3v4H2v3h-4V2h-3v-4h3z"/>',
)


@dataclass(frozen=True, slots=True)
class _Case:
    case: str
    link: str
    score: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ruling:
    title: str
    arm: str
    state: str
    tone: str
    sign: str
    because: str
    cases: tuple[_Case, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    about: str
    decides: bool
    higher: bool
    ceiling: str
    agreement: str | None
    agreement_about: str
    is_share: bool
    spoken: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    has_scale: bool
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _MapRow:
    case: str
    link: str
    cells: tuple[tuple[str, str], ...]  # shade and text


@dataclass(frozen=True, slots=True)
class _Map:
    arm: str
    rows: tuple[_MapRow, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything the template shows, in its order."""

    name: str
    state: str
    tone: str
    sign: str
    headline: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    failing: tuple[_Ruling, ...]
    holding: tuple[_Ruling, ...]
    notes: tuple[str, ...]
    arms: tuple[str, ...]
    groups: tuple[_Group, ...]
    scatters: tuple[Scatter, ...]
    contrasts: tuple[Compared, ...]
    columns: tuple[str, ...]
    maps: tuple[_Map, ...]
    rejected: str


def html(report: Report) -> str:
    """A report as one page, offline, light and dark, from 360 pixels up; only the viewer of cases needs JavaScript."""
    return _template().render(
        page=_page(report),
        style=Markup(_part("style.css")),  # noqa: S704 - a file of ours
        script=Markup(_part("viewer.js")),  # noqa: S704 - a file of ours
        data=Markup(viewer_data(report)),  # noqa: S704 - JSON without any "<"
        mark=lambda arm: Markup(_MARKS[arm % len(_MARKS)]),  # noqa: S704 - one of the six above
    )


def _page(report: Report) -> _Page:
    verdict = report.verdict
    shares = [metric for metric in report.metrics if is_share(metric)]
    return _Page(
        name=report.name,
        state=verdict.state if verdict else "",
        tone=_TONES[verdict.state] if verdict else "",
        sign=_SIGNS[verdict.state] if verdict else "…",
        headline=_HEADLINES[verdict.state] if verdict else "Compared" if report.contrasts else "Scores",
        lead=_lead(report),
        facts=report.facts,
        failing=tuple(_ruling(ruling, report) for ruling in verdict.failing) if verdict else (),
        holding=tuple(_ruling(one, report) for one in verdict.rulings if one.state == "pass") if verdict else (),
        notes=verdict.notes if verdict else (),
        arms=report.arms,
        groups=tuple(_groups(report)),
        scatters=tuple(_scatters(report)),
        contrasts=tuple(side_by_side(contrast, report) for contrast in report.contrasts),
        columns=tuple(metric.title + ("" if metric.higher_is_better else " ↓") for metric in shares),
        maps=tuple(_map(arm, place, shares, report) for place, arm in enumerate(report.arms)),
        rejected=report.rejected,
    )


def _lead(report: Report) -> str:
    size = f"{count(len(report.cases), 'case')}, {count(len(report.arms), 'arm')}"
    if report.verdict is None:
        return " ".join([f"{size}.", *(in_a_word(contrast, report) for contrast in report.contrasts)])
    failing = report.verdict.failing
    if not failing:
        return f"{size}. All {count(len(report.verdict.rulings), 'gate')} hold."
    names = ", ".join(dict.fromkeys(_title(ruling, report) for ruling in failing))
    verb = "did not hold" if report.verdict.state == "regression" else "could not be judged"
    return f"{size}. {len(failing)} of {count(len(report.verdict.rulings), 'gate')} {verb}: {names}."


def _ruling(ruling: Ruling, report: Report) -> _Ruling:
    metric = report.by_name.get(ruling.metric or "")
    arm = report.arms.index(ruling.arm)
    return _Ruling(
        title=_title(ruling, report),
        arm=ruling.arm,
        state=ruling.state,
        tone=_TONES[ruling.state],
        sign=_SIGNS[ruling.state],
        because=ruling.because,
        cases=tuple(_failing(case, metric, arm) for case in ruling.cases[:_WORST]),
        more=max(0, len(ruling.cases) - _WORST),
    )


def _title(ruling: Ruling, report: Report) -> str:
    return f"{report.by_name[ruling.metric].title}: {ruling.rule}" if ruling.metric else ruling.rule.capitalize()


def _failing(case: FailingCase, metric: Metric | None, arm: int) -> _Case:
    score = "" if case.value is None else figure(case.value, metric)
    score += "" if case.before is None else f", was {figure(case.before, metric)}"
    return _Case(case.case, link(case.case, arm), score, some((case.error,) if case.error else case.misses))


def _groups(report: Report) -> Iterator[_Group]:
    for subject in dict.fromkeys(metric.subject for metric in report.metrics):
        lines = [_line(metric, report) for metric in report.metrics if metric.subject == subject]
        yield _Group(subject.replace("_", " ").capitalize(), any(line.is_share for line in lines), tuple(lines))


def _line(metric: Metric, report: Report) -> _Line:
    trust = agreement(metric)
    cells = tuple(cell(report.table[arm, metric.name], metric) for arm in report.arms)
    spoken = "; ".join(f"{arm}: {one.mean}, {one.span}" for arm, one in zip(report.arms, cells, strict=True))
    return _Line(
        title=metric.title,
        about=cleandoc(metric.about),
        decides=metric.decides,
        higher=metric.higher_is_better,
        ceiling=report.ceiling(metric),
        agreement=str(trust) if trust else None,
        agreement_about=f"{trust.what}; {trust.how}" if trust else "",
        is_share=is_share(metric),
        spoken=f"{metric.title}. {spoken}",
        cells=cells,
    )


def _scatters(report: Report) -> Iterator[Scatter]:
    """The first deciding metric against money, or against time where no price is known."""
    quality = next((one for one in report.metrics if one.decides and one.higher_is_better and is_share(one)), None)
    if quality is None:
        return
    for unit in ("USD", "s"):
        price = next((metric for metric in report.metrics if metric.unit == unit), None)
        found = scatter(report, quality, price) if price else None
        if found is not None:
            yield found


def _map(arm: str, place: int, metrics: Sequence[Metric], report: Report) -> _Map:
    cases = sorted(case for of, case in report.results if of == arm)
    return _Map(
        arm,
        tuple(
            _MapRow(
                case,
                link(case, place),
                tuple(_shade(report.results[arm, case][metric.name], metric) for metric in metrics),
            )
            for case in cases
        ),
    )


def _shade(result: CaseResult, metric: Metric) -> tuple[str, str]:
    if result.state == "error":
        return "err", "✕"
    if result.value is None:
        return "none", "·"
    return tone(metric, result.value), f"{result.value:.2f}".removeprefix("0")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_part("page.html"))


@cache
def _part(name: str) -> str:
    return files("evals.reports").joinpath("page", name).read_text("utf-8")
