"""A finished run for people and for machines: every report is a text made from one `Report`, and from nothing else.

What a report is written with is imported when it is asked for: a run in CI pays for no page it does not write.
"""

from typing import TYPE_CHECKING

from evals.reports.report import Report

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Report", "as_csv", "as_html", "as_json", "as_junit", "as_markdown", "as_table"]


def as_table(report: Report) -> "RenderableType":
    """For a terminal: the scores, the gates, and the worst cases of those that fail."""
    from evals.reports.screen import screen

    return screen(report)


def as_json(report: Report) -> str:
    """Everything, for programs."""
    from evals.reports.document import document

    return document(report)


def as_csv(report: Report) -> str:
    """A line for each arm, case, repeat and metric, for spreadsheets and data frames."""
    from evals.reports.sheet import sheet

    return sheet(report)


def as_junit(report: Report) -> str:
    """For CI servers: a test for each gate, and one for each article and deciding metric."""
    from evals.reports.junit import junit

    return junit(report)


def as_markdown(report: Report) -> str:
    """For the summary of a CI step, or a comment on a pull request."""
    from evals.reports.markdown import markdown

    return markdown(report)


def as_html(report: Report) -> str:
    """One page with plots and a viewer of the cases; it needs no network."""
    from evals.reports.html import html

    return html(report)
