"""Starts one of this package's plugins: `python launch.py MODULE ARGUMENT...` calls `MODULE.main(ARGUMENTS)`.

The plugins are found through a small shell script on PATH, since that is how the engine finds plugins. This file is
what such a script runs: it makes the package importable for as long as its own import takes and no longer, so that a
user's program or pack that the plugin then runs sees none of it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Imports and runs the plugin that the first argument names; returns its exit code."""
    package = Path(__file__).resolve().parent
    sys.path[0] = str(package.parent)
    module = importlib.import_module(f"{package.name}.{sys.argv[1]}")
    del sys.path[0]
    return int(module.main(sys.argv[2:]))


if __name__ == "__main__":
    sys.exit(main())
