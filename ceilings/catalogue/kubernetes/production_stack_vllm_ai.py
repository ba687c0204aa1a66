"""vLLM's production stack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import is_accelerator, plain, pod_accelerators, replicas
from ceilings.catalogue.parts import desired, storage
from ceilings.ceiling import Cap, Expression, Fixed, highest
from ceilings.companions.kubernetes import quota_for_storage
from ceilings.quantity import gib, quantity
from ceilings.resource import Resource
from ceilings.values import MISSING

_SCALING = "spec.autoscalingConfig"
_RESOURCES = "spec.deploymentConfig.resources"


def _most(resource: Resource) -> Expression:
    """The replicas, or with autoscaling on (or not known to be off) the most that it may reach."""
    own = desired("spec.deploymentConfig.replicas", 1)
    on = resource.get(_SCALING) is not MISSING and resource.flag(f"{_SCALING}.enabled") is not False
    return highest(own, Cap(f"{_SCALING}.maxReplicas")) if on else own


def _runtime(resource: Resource) -> Iterable[Judged]:
    most = _most(resource)
    yield replicas(most)
    kind = resource.text(f"{_RESOURCES}.gpuType", "nvidia.com/gpu")
    if resource.get(f"{_RESOURCES}.gpu") is not MISSING and (kind is None or is_accelerator(kind)):
        yield from pod_accelerators(resource, most, Cap(f"{_RESOURCES}.gpu", read=quantity), {kind} if kind else set())
    if resource.flag("spec.storageConfig.enabled") is not False:
        quota = quota_for_storage(plain(resource, "spec.storageConfig.storageClassName"))
        yield replace(storage(Cap("spec.storageConfig.size", read=gib, absent=Fixed(10))), companions=(quota,))


def _router(resource: Resource) -> Iterable[Judged]:
    yield replicas(desired("spec.replicas", 1))


def _example(most: float) -> dict[str, object]:
    resources = {"cpu": "8", "memory": "32Gi", "gpu": "1", "gpuType": "nvidia.com/gpu"}
    scaling = {"enabled": True, "minReplicas": 1.0, "maxReplicas": most}
    return {
        "metadata": {"name": "llama"},
        "spec": {"deploymentConfig": {"replicas": 1.0, "resources": resources}, "autoscalingConfig": scaling},
    }


entry(
    type="kubernetes:production-stack.vllm.ai:VLLMRuntime",
    klass=Class.SCALING,
    why="Each replica of a model holds accelerators of its own.",
    source="docs.vllm.ai/projects/production-stack/en/latest/deployment/crd.html",
    components=(_runtime,),
    accelerators="pod",
    allowed=Example(_example(4.0)),
    blocked=Example(_example(400.0), {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=("kubernetes:production-stack.vllm.ai:VLLMRouter", "kubernetes:production-stack.vllm.ai:CacheServer"),
    klass=Class.FIXED,
    why="It keeps the pods that it declares beside the models.",
    source="docs.vllm.ai/projects/production-stack/en/latest/deployment/crd.html",
    components=(_router,),
    allowed=Example({"metadata": {"name": "router"}, "spec": {"replicas": 2.0}}),
    blocked=Example({"metadata": {"name": "router"}, "spec": {"replicas": 400.0}}, {"replicas": "over"}),
)

entry(
    type="kubernetes:production-stack.vllm.ai:LoraAdapter",
    klass=Class.FIXED,
    why="An adapter is loaded into models that run already.",
    source="docs.vllm.ai/projects/production-stack/en/latest/deployment/crd.html",
    allowed=Example({"metadata": {"name": "adapter"}, "spec": {"baseModel": "llama"}}),
)
