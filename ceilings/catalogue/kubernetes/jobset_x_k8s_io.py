"""JobSet: several jobs that run as one."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._jobs import at_once
from ceilings.catalogue.kubernetes._pods import of_groups
from ceilings.ceiling import Cap, Fixed, product
from ceilings.resource import Resource


def _jobs(resource: Resource) -> Iterable[Judged]:
    groups = (
        (
            product(Cap(f"{path}.replicas", absent=Fixed(1)), at_once(resource, f"{path}.template.spec")),
            f"{path}.template.spec.template.spec",
        )
        for path in resource.each("spec.replicatedJobs")
    )
    yield from of_groups(resource, groups)


def _example(count: float) -> dict[str, object]:
    container = {"name": "train", "image": "registry.example/train:1", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    job = {"parallelism": 2.0, "template": {"spec": {"containers": [container]}}}
    return {"metadata": {"name": "train"}, "spec": {"replicatedJobs": [{"name": "workers", "replicas": count, "template": {"spec": job}}]}}


entry(
    type="kubernetes:jobset.x-k8s.io:JobSet",
    klass=Class.FIXED,
    why="A set keeps the pods of all its jobs until they are done.",
    source="jobset.sigs.k8s.io/docs/concepts/",
    components=(_jobs,),
    accelerators="pod",
    allowed=Example(_example(2.0)),
    blocked=Example(_example(400.0), {"replicas": "over", "accelerators": "over"}),
)
