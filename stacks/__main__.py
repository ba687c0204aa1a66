"""Runs the module of this folder that the stack's name begins with: `rag_service.dev` and `rag_service.prod` run rag_service.py."""

import importlib
import sys
from pathlib import Path

import pulumi

_HERE = Path(__file__).resolve().parent
_STACKS = sorted(path.stem for path in _HERE.glob("*.py") if not path.stem.startswith("_"))

name = pulumi.get_stack().partition(".")[0]
if name not in _STACKS:
    raise SystemExit(f"No stack module is called {name}. A stack's name begins with one of: {', '.join(_STACKS)}.")
sys.path.insert(0, str(_HERE))
importlib.import_module(name)
