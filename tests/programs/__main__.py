"""Runs the program of this folder that the stack's name names."""

import runpy
from pathlib import Path

import pulumi

runpy.run_path(str(Path(__file__).with_name(f"{pulumi.get_stack()}.py")))
