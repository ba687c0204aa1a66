"""Says at the end of a test run that the tests of the real engine were skipped, where they were, and how not to."""

from __future__ import annotations

import pytest

from .build import HOW_TO_GET_IT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all of them: pytest itself shows a skipped test as one letter among hundreds."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if HOW_TO_GET_IT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("-", yellow=True)
        terminalreporter.write_line(f"{len(skipped)} tests of the real Pulumi engine were skipped: {HOW_TO_GET_IT}.", yellow=True)
