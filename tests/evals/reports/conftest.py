from pathlib import Path

import pytest

from evals.reports import Report
from tests.evals.reports.made import a_report


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Two arms; the second lost a fact in every case, and its last case failed."""
    return a_report(tmp_path_factory.mktemp("gold"))


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Two arms of which neither lost anything."""
    folder: Path = tmp_path_factory.mktemp("gold")
    return a_report(folder, dropped=False, failed=False)
