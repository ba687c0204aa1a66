"""What all tests share: the pack's own modules can be imported, as its process imports them."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.engine.summary import pytest_terminal_summary  # noqa: F401  # pytest finds the hook here, with xdist too

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "policies"))
