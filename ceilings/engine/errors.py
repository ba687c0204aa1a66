"""The one exception that ends a preview: what went wrong, in one sentence that a user can act on."""

from __future__ import annotations


class PreviewError(Exception):
    """Something that keeps a preview from its verdict; its text names what, where and what to do."""


class PackEnded(PreviewError):
    """A pack's process is gone, so it need not be asked again."""
