from dataclasses import replace

from evals import reports
from evals.reports import Report
from evals.scores import CaseScores, Scored
from evals.summary import summarize_scores


def test_the_summary_leads_with_the_verdict_and_the_gates(report: Report) -> None:
    text = reports.as_markdown(report)

    assert text.startswith("## ❌ precis eval: regression\n")
    assert "| ❌ | poor | Key-fact F1: no regression |" in text
    assert "  - missing (must): f1: A crane fell onto quay 1 on Monday." in text


def test_every_mean_has_its_n(report: Report) -> None:
    lines = [line for line in reports.as_markdown(report).splitlines() if line.startswith("| **Key-fact F1** |")]

    assert [line.split(" | ")[3] for line in lines] == ["4", "4"]


def test_words_of_others_are_shown_and_do_nothing(report: Report) -> None:
    text = reports.as_markdown(report)

    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "@everyone" not in text.replace("\\@everyone", "").replace("&#64;everyone", "")


def test_a_huge_run_still_fits_a_step_summary(report: Report) -> None:
    metric = report.by_name["key_fact_f1"]
    misses = tuple(f"missing (must): f{number}: {'a long fact ' * 20}" for number in range(40))
    scores = tuple(CaseScores(f"case-{place}", "poor", 1, {metric.name: Scored(0.1, misses)}) for place in range(200))
    huge = replace(report, scores=scores, summaries=summarize_scores(scores, report.metrics), verdict=None)

    text = reports.as_markdown(huge)

    assert 500_000 < len(text.encode()) <= 1_000_000
    assert text.rstrip().endswith("more in the other reports.")
    assert text.count("<details>") == text.count("</details>")
