from xml.etree.ElementTree import Element, fromstring

from evals import reports
from evals.reports import Report


def read(report: Report) -> Element:
    return fromstring(reports.as_junit(report).encode())  # noqa: S314 - our own output


def test_the_gates_are_a_suite_and_each_arm_is_one(report: Report) -> None:
    root = read(report)

    assert [suite.get("name") for suite in root] == ["gates", "good", "poor"]
    deciding = sum(metric.decides for metric in report.metrics)
    assert [len(suite) for suite in root][1:] == [4 * deciding, 4 * deciding]


def test_the_counts_are_those_of_the_tests(report: Report) -> None:
    root = read(report)

    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("errors") == str(len(suite.findall("testcase/error")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
    assert root.get("failures") == str(len(root.findall(".//failure")))


def test_an_article_that_lost_points_fails_with_what_is_missing(report: Report) -> None:
    root = read(report)

    failure = root.find("testsuite[@name='poor']/testcase[@classname='poor.quay-1'][@name='Key-fact F1']/failure")

    assert failure is not None
    message = failure.get("message") or ""
    assert "1.000 in the baseline" in message
    assert "missing (must): f1: A crane fell onto quay 1 on Monday." in message


def test_a_case_that_failed_is_an_error_with_words_that_xml_can_hold(report: Report) -> None:
    root = read(report)

    error = root.find("testsuite[@name='poor']/testcase[@classname='poor.quay-4']/error")

    assert error is not None
    assert (error.get("message") or "").startswith("EngineUnavailable: the server said \ufffd </script>")


def test_what_does_not_apply_is_skipped_and_says_why(report: Report) -> None:
    skipped = read(report).findall(".//skipped")

    assert all(one.get("message") for one in skipped)


def test_nothing_is_red_where_the_verdict_is_not(steady: Report) -> None:
    root = read(steady)

    assert (root.get("failures"), root.get("errors")) == ("0", "0")
    assert int(root.get("tests") or "0") > 0
