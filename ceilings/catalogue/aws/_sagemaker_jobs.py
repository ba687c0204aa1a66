"""SageMaker AI's training, tuning and monitoring jobs. Imported by the module of the service."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerator_count, nodes
from ceilings.ceiling import Cap, Const, Expression, Fixed, Unseen, product, total
from ceilings.instances import accelerators
from ceilings.resource import Resource
from ceilings.values import MISSING


def _clusters(resource: Resource, path: str) -> list[tuple[Cap, str]]:
    """The instance count of each group of instances in a resource configuration, with the path of its type."""
    groups = resource.each(f"{path}.instanceGroups") + resource.each(f"{path}.instanceConfigs")
    if groups:
        return [(Cap(f"{group}.instanceCount"), f"{group}.instanceType") for group in groups]
    return [(Cap(f"{path}.instanceCount", absent=Fixed(1)), f"{path}.instanceType")]


def _judged(resource: Resource, clusters: list[tuple[Cap, str]], jobs: Expression | None = None) -> Iterable[Judged]:
    """The instances and accelerators of some groups of instances, times the jobs that run at once."""

    def at_once(each: Expression) -> Expression:
        return each if jobs is None else product(jobs, each)

    yield nodes(at_once(total(*(count for count, _ in clusters))), name="instances", unit="instances")
    held = [product(count, each) for count, path in clusters for each in _devices(resource, path)]
    if held:
        yield accelerator_count(at_once(total(*held)))


def _devices(resource: Resource, path: str) -> Iterable[Expression]:
    kind = resource.get(path)
    if isinstance(kind, str):
        if count := accelerators(kind):
            name = "instance" if resource.secret(path) else kind
            yield Const(count, f"accelerator{'s' if count > 1 else ''} in each {name}")
    elif kind is not MISSING:
        yield Unseen(f"{path} is not known before the deployment runs, so it may hold accelerators")


def _training(resource: Resource) -> Iterable[Judged]:
    if resource.get("serverlessJobConfig") is MISSING or resource.get("resourceConfig") is not MISSING:
        yield from _judged(resource, _clusters(resource, "resourceConfig"))


def _training_example(count: float) -> dict[str, object]:
    return {
        "trainingJobName": "t",
        "resourceConfig": {"instanceType": "ml.g5.xlarge", "instanceCount": count, "volumeSizeInGb": 30.0},
        "stoppingCondition": {"maxRuntimeInSeconds": 3600.0},
    }


entry(
    type="aws:sagemaker/trainingJob:TrainingJob",
    klass=Class.FIXED,
    why="A training job bills for its instances until it ends.",
    source="docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html",
    components=(_training,),
    accelerators="managed",
    allowed=Example(_training_example(2.0)),
    blocked=Example(_training_example(64.0), {"instances": "over", "accelerators": "over"}),
)


def _tuning(resource: Resource) -> Iterable[Judged]:
    """Every definition runs as many jobs at once as the whole is allowed, so the sum over definitions is never too low."""
    definitions = resource.each("trainingJobDefinitions") + resource.each("trainingJobDefinition")
    clusters: list[tuple[Cap, str]] = []
    for path in definitions:
        own = f"{path}.hyperParameterTuningResourceConfig"
        clusters += _clusters(resource, own if resource.get(own) is not MISSING else f"{path}.resourceConfig")
    if clusters:
        yield from _judged(resource, clusters, Cap("config.resourceLimits.maxParallelTrainingJobs"))


def _tuning_example(parallel: float) -> dict[str, object]:
    return {
        "name": "h",
        "config": {"strategy": "Bayesian", "resourceLimits": {"maxParallelTrainingJobs": parallel, "maxNumberOfTrainingJobs": 20.0}},
        "trainingJobDefinition": {"resourceConfig": {"instanceType": "ml.g5.xlarge", "instanceCount": 2.0, "volumeSizeInGb": 30.0}},
    }


entry(
    type="aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
    klass=Class.FIXED,
    why="A tuning job bills for the instances of every training job that it runs at once.",
    source="docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceLimits.html",
    components=(_tuning,),
    accelerators="managed",
    allowed=Example(_tuning_example(2.0)),
    blocked=Example(_tuning_example(30.0), {"instances": "over", "accelerators": "over"}),
)


def _monitoring(resource: Resource) -> Iterable[Judged]:
    path = "monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig"
    if resource.get("monitoringScheduleConfig.monitoringJobDefinition") is not MISSING:
        yield from _judged(resource, [(Cap(f"{path}.instanceCount"), f"{path}.instanceType")])


def _monitoring_example(count: float) -> dict[str, object]:
    cluster = {"instanceCount": count, "instanceType": "ml.m5.xlarge", "volumeSizeInGb": 20.0}
    return {
        "monitoringScheduleConfig": {
            "monitoringType": "DataQuality",
            "monitoringJobDefinition": {"monitoringResources": {"clusterConfig": cluster}},
        }
    }


entry(
    type="aws:sagemaker/monitoringSchedule:MonitoringSchedule",
    klass=Class.FIXED,
    why="A schedule bills for the instances of its job each time that it runs.",
    source="docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringClusterConfig.html",
    components=(_monitoring,),
    accelerators="managed",
    allowed=Example(_monitoring_example(1.0)),
    blocked=Example(_monitoring_example(64.0), {"instances": "over"}),
)
