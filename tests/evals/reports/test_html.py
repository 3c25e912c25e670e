import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from evals import reports
from evals.reports import Report


class Page(HTMLParser):
    """The elements of a page, its scripts, and the text a reader without JavaScript sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._open.append(tag)
            self.scripts += [""] if tag == "script" else []

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.words += data
        elif self._open[-1] == "script":
            self.scripts[-1] += data

    def data(self) -> Any:
        return json.loads(self.scripts[0])


def page(report: Report) -> Page:
    return Page(reports.as_html(report))


def test_the_page_needs_nothing_from_anywhere(report: Report) -> None:
    text = reports.as_html(report)

    addresses = [
        value for _, attributes in Page(text).elements for name, value in attributes.items() if name in {"src", "href"}
    ]
    assert all(value == "data:," or (value or "").startswith("#") for value in addresses)
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", text)


def test_a_script_in_an_article_stays_words(report: Report) -> None:
    found = page(report)

    assert len(found.scripts) == 2  # the data, and the viewer
    assert "<script>alert(1)</script>" in found.words  # as text
    assert "</script><script>alert(1)" in found.data()["cases"][0]["title"]


def test_the_viewer_has_each_article_once_and_whole(report: Report) -> None:
    cases = page(report).data()["cases"]

    assert ["".join(text for text, _ in case["parts"]) for case in cases] == [case.text for case in report.cases]
    numbered = [number for _, number in cases[0]["parts"] if number]
    assert numbered == [sentence.number for sentence in report.cases[0].article.sentences]


def test_the_viewer_shows_each_line_of_both_sides_once(report: Report) -> None:
    data = page(report).data()
    outcome = next(one for one in data["outcomes"] if (one["case"], one["arm"]) == (0, 1))

    rows = [(section, state, gold, ours and ours[0]) for section, state, gold, ours, _, _ in outcome["rows"]]

    assert rows == [
        (0, "missing", 0, None),
        (0, "matched", 1, "f2"),
        (1, "matched", 0, "p1.1"),
        (2, "matched", 0, "p1"),
        (3, "matched", 0, "q1"),
    ]
    assert outcome["set_aside"][0][2] == ["number: 9"]
    assert outcome["trapped"] == [None]


def test_a_failed_case_shows_its_error_and_the_gold(report: Report) -> None:
    data = page(report).data()
    outcome = next(one for one in data["outcomes"] if (one["case"], one["arm"]) == (3, 1))

    assert outcome["error"].startswith("EngineUnavailable")
    assert data["cases"][3]["gold"][0]


def test_every_link_leads_to_a_part_of_the_page_or_to_a_case(report: Report) -> None:
    found = page(report)
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    cases = {case["slug"] for case in found.data()["cases"]}

    links = [attributes["href"] or "" for tag, attributes in found.elements if tag == "a"]

    assert any(link.startswith("#case/") for link in links)
    for link in links:
        target = link.removeprefix("#")
        assert target in ids or unquote(target.split("/")[1]) in cases


def test_without_javascript_the_summary_is_all_there(report: Report) -> None:
    words = " ".join(page(report).words.split())

    assert "Regression" in words
    assert "Key-fact F1: no regression" in words
    assert "The viewer of cases needs JavaScript" in words
    for summary in report.summaries:
        if summary.mean is not None and summary.metric == "key_fact_f1":
            assert f"{summary.mean:.3f}" in words


def test_marks_stand_within_their_plots(report: Report) -> None:
    elements = page(report).elements
    shares = [
        float(value.removesuffix("%"))
        for tag, attributes in elements
        if tag in {"line", "circle", "svg"}
        for name, value in attributes.items()
        if name in {"x", "x1", "x2", "cx", "y", "y1", "y2"} and value is not None and value.endswith("%")
    ]

    assert len(shares) > 100
    assert all(0 <= share <= 100 for share in shares)
