"""Ceilings: a policy pack that rejects infrastructure without hard cost ceilings before it is launched."""

__version__ = "0.1.0"
