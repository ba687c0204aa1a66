"""The pack: run by the engine, never imported."""

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
if (_CHECKOUT / "ceilings").is_dir():
    sys.path.insert(1, str(_CHECKOUT))

from analyzer import serve  # noqa: E402  # the checkout must be on the path first

serve()
