"""KServe: inference services and what serves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._kserve import accelerators_of, names_of, pods_of, shared
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, of_target, pod_accelerators, replicas, workload
from ceilings.catalogue.parts import accelerator_count, desired
from ceilings.ceiling import Cap, Expression, Fixed, highest, product, total
from ceilings.companions.kubernetes import cluster_wide, named
from ceilings.paths import child
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_PARTS: Final = ("predictor", "transformer", "explainer")
_RUNTIME: Final = "kubernetes:serving.kserve.io:ServingRuntime"
_CLUSTER_RUNTIME: Final = "kubernetes:serving.kserve.io:ClusterServingRuntime"
_MOST: Final = child("metadata.annotations", "serving.kserve.io/max-scale")


def _parts(resource: Resource) -> Iterator[tuple[str, Expression]]:
    """The parts of a service, each with the most pods that it may have. Every service has a predictor; canaries have a fixed number.

    The first API (v1alpha2) has the parts below ``default``, and below a ``canary`` that scales like it.
    """
    first = resource.get("spec.predictor") is MISSING and resource.get("spec.default") is not MISSING
    for root in ("spec.default", "spec.canary") if first else ("spec",):
        if root != "spec" and resource.get(root) is MISSING:
            continue
        for name in _PARTS:
            if name == "predictor" or resource.get(f"{root}.{name}") is not MISSING:
                yield f"{root}.{name}", pods_of(resource, f"{root}.{name}")
    for path in [] if first else resource.each("spec.canary"):
        yield f"{path}.predictor", Cap(f"{path}.predictor.minReplicas", absent=Fixed(1))


def _service(resource: Resource) -> Iterable[Judged]:
    if shared(resource):
        return
    held, names, remedy = [], set[str](), ""
    for part, count in _parts(resource):
        name = part.removeprefix("spec.")
        most = f"Set {part}.maxReplicas to the number of pods that you mean to pay for."
        yield replicas(count, name=f"{name} replicas", remedy=most)
        each = accelerators_of(resource, part)
        if each is not None:
            held.append((count, each))
            names |= names_of(resource, part)
            remedy = most
    if len(held) == 1:
        yield from pod_accelerators(resource, *held[0], names, remedy=remedy)
    elif held:
        yield accelerator_count(total(*(product(count, each) for count, each in held)))


def _by_runtime(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """Accelerators that a predictor takes from the runtime that it names."""
    part = "spec.predictor"
    if shared(resource) or accelerators_of(resource, part) is not None:
        return
    name = f"{part}.model.runtime"
    runtime = named(stack, resource, name, _RUNTIME) or cluster_wide(stack, resource, name, _CLUSTER_RUNTIME)
    each = in_pod(runtime, "spec") if runtime is not None else None
    if runtime is not None and each is not None:
        yield from pod_accelerators(resource, pods_of(resource, part), of_target(runtime, each), names_in_pod(runtime, "spec"))


def _graph(resource: Resource) -> Iterable[Judged]:
    yield replicas(pods_of(resource, "spec"))


def _llm(resource: Resource) -> Iterable[Judged]:
    """An LLM service has a workload, and one more where prompts are processed apart."""
    held = []
    for part, name in (("spec", "replicas"), ("spec.prefill", "prefill replicas")):
        if part != "spec" and resource.get(part) is MISSING:
            continue
        scaling = resource.get(f"{part}.scaling") is not MISSING
        count: Expression = Cap(f"{part}.scaling.maxReplicas") if scaling else desired(f"{part}.replicas", 1)
        if resource.get(f"{part}.worker") is not MISSING:
            size = "pipeline" if resource.get(f"{part}.parallelism.data") is MISSING else "data"
            count = product(count, Cap(f"{part}.parallelism.{size}", absent=Fixed(1)))
        yield replicas(count, name=name)
        pods = (f"{part}.template", f"{part}.worker")
        held += [product(count, each) for pod in pods if resource.get(pod) is not MISSING and (each := in_pod(resource, pod)) is not None]
    if held:
        yield accelerator_count(total(*held))


def _runtime(resource: Resource) -> Iterable[Judged]:
    """A runtime for one model is a template; one that models share keeps pods of its own."""
    if resource.flag("spec.multiModel") is not False:
        count: Expression = Cap("spec.replicas", absent=Fixed(2), desired=True)
        if resource.get(_MOST) is not MISSING:
            count = highest(count, Cap(_MOST))
        yield from workload(resource, count, "spec")


def _predictor(most: float) -> dict[str, object]:
    model = {"modelFormat": {"name": "huggingface"}, "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    return {"metadata": {"name": "llm"}, "spec": {"predictor": {"minReplicas": 1.0, "maxReplicas": most, "model": model}}}


def _serving(count: float) -> dict[str, object]:
    container = {"name": "main", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    spec = {"model": {"uri": "hf://org/model"}, "replicas": count, "template": {"containers": [container]}}
    return {"metadata": {"name": "llm"}, "spec": spec}


def _models(count: float) -> dict[str, object]:
    container = {"name": "triton", "image": "registry.example/triton:1", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    return {"metadata": {"name": "triton"}, "spec": {"multiModel": True, "replicas": count, "containers": [container]}}


_NODES: Final = {"nodes": {"root": {"routerType": "Sequence"}}}
_OVER: Final = {"replicas": "over", "accelerators": "over"}

entry(
    type="kubernetes:serving.kserve.io:InferenceService",
    klass=Class.SCALING,
    why="Each part of a service gets pods as requests come, and nodes follow the pods.",
    source="kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/",
    components=(_service,),
    joined=_by_runtime,
    accelerators="pod",
    allowed=Example(_predictor(4.0)),
    blocked=Example(_predictor(0.0), {"predictor replicas": "unbounded", "accelerators": "unbounded"}),
)

entry(
    type="kubernetes:serving.kserve.io:LLMInferenceService",
    klass=Class.SCALING,
    why="Each replica holds a whole model on accelerators of its own.",
    source="kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview/",
    components=(_llm,),
    accelerators="pod",
    allowed=Example(_serving(3.0)),
    blocked=Example(_serving(400.0), _OVER),
)

entry(
    type="kubernetes:serving.kserve.io:InferenceGraph",
    klass=Class.SCALING,
    why="A graph has a router whose pods grow with requests.",
    source="kserve.github.io/website/docs/model-serving/inferencegraph/overview/",
    components=(_graph,),
    allowed=Example({"metadata": {"name": "graph"}, "spec": {"maxReplicas": 3.0, **_NODES}}),
    blocked=Example({"metadata": {"name": "graph"}, "spec": {"maxReplicas": 0.0, **_NODES}}, {"replicas": "unbounded"}),
)

entry(
    type=(_RUNTIME, _CLUSTER_RUNTIME),
    klass=Class.FIXED,
    why="A runtime that many models share keeps pods of its own.",
    source="kserve.github.io/website/docs/concepts/resources/servingruntime/",
    components=(_runtime,),
    accelerators="pod",
    allowed=Example(_models(2.0)),
    blocked=Example(_models(400.0), _OVER),
)

entry(
    type=tuple(
        f"kubernetes:serving.kserve.io:{kind}"
        for kind in (
            "TrainedModel",
            "ClusterStorageContainer",
            "LLMInferenceServiceConfig",
            "LocalModelCache",
            "LocalModelNamespaceCache",
            "LocalModelNode",
            "LocalModelNodeGroup",
        )
    ),
    klass=Class.FIXED,
    why="It loads or keeps models on pods and disks that are declared themselves.",
    source="kserve.github.io/website/docs/reference/crd-api/",
    allowed=Example({"metadata": {"name": "model"}}),
)
