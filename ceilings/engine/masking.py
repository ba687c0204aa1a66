"""Keeps the secret values of a stack's configuration out of everything that is said, as the engine does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

MASK = "[secret]"
_SHORTEST = 3
"""Texts shorter than this are not masked: they turn up everywhere by chance, and a mask there would tell them."""


def masker(secrets: Iterable[str]) -> Callable[[str], str]:
    """A function that replaces these texts, also where JSON has escaped them, by `MASK`."""
    texts: list[str] = []
    for secret in secrets:
        if len(secret) < _SHORTEST or secret.lower() in ("true", "false"):
            continue
        escaped = json.dumps(secret, ensure_ascii=False)[1:-1]
        texts += [secret] if escaped == secret else [secret, escaped]
    if not texts:
        return lambda text: text
    pattern = re.compile("|".join(map(re.escape, texts)))
    return lambda text: pattern.sub(MASK, text)
