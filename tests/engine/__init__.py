"""Runs programs and packs in the real Pulumi engine: the pinned command line, a local backend, echo providers."""
