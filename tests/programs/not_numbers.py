"""Caps that are no numbers: infinity, minus infinity and not-a-number, at the top and deep inside."""

from typing import Any

import pulumi


class Raw(pulumi.CustomResource):
    """A resource whose SDK class would not let such values through."""

    def __init__(self, token: str, name: str, **inputs: Any) -> None:
        super().__init__(token, name, inputs)


for name, value in (("infinite", float("inf")), ("minus-infinite", float("-inf")), ("nan", float("nan"))):
    Raw("aws:autoscaling/group:Group", name, minSize=0, maxSize=value)
Raw("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "deep", spec={"maxReplicas": float("nan"), "more": [float("inf")]})
