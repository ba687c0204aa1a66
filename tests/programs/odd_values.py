"""Caps of the wrong type or size: text, null, negative, a fraction, ten to the thirtieth, infinity, a list, an object."""

from typing import Any

import pulumi

odd: dict[str, Any] = {
    "text": "ten",
    "digits": "10",
    "null": None,
    "negative": -1,
    "fraction": 2.5,
    "huge": 1e30,
    "true": True,
    "list": [4],
    "object": {"value": 4},
    "empty": "",
    "spaces": " 4 ",
    "million": "1M",
}


class Group(pulumi.CustomResource):
    """A group whose SDK class would not let such values through."""

    def __init__(self, name: str, size: Any) -> None:
        super().__init__("aws:autoscaling/group:Group", name, {"minSize": 0, "maxSize": size})


for name, value in odd.items():
    Group(name, value)
