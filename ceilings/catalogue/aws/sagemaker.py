"""SageMaker AI: hosting and notebooks. Jobs are in a module of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws import _sagemaker_jobs as _jobs
from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, capacity, metered, settled
from ceilings.catalogue.aws._variants import CONFIGURATION, ENDPOINT, devices_of, instances_of, serverless, variants
from ceilings.catalogue.entry import Class, Example, Judged, Opaque, entry
from ceilings.catalogue.parts import accelerator_count, accelerators, endless_storage, nodes, storage
from ceilings.ceiling import UNSIZED, Cap, Const, Expression, Fixed, Never, product, total
from ceilings.resource import Resource
from ceilings.values import MISSING

__all__ = ["_jobs"]
_API: Final = "docs.aws.amazon.com/sagemaker/latest/APIReference"
_ONE: Final = Const(1, "instance")


def _hosted(resource: Resource) -> Iterable[Judged]:
    on_instances = [path for path in variants(resource) if not serverless(resource, path)]
    on_demand = [path for path in variants(resource) if serverless(resource, path)]
    if on_instances:
        yield nodes(total(*(instances_of(resource, path) for path in on_instances)), name="instances", unit="instances")
    held: list[Expression] = [product(instances_of(resource, path), each) for path in on_instances for each in devices_of(resource, path)]
    if held:
        yield accelerator_count(total(*held))
    if on_demand:
        concurrency = total(*(Cap(f"{path}.serverlessConfig.maxConcurrency") for path in on_demand))
        yield capacity("concurrency", "invocations", concurrency)


entry(
    type=CONFIGURATION,
    klass=Class.SCALING,
    why="An endpoint bills for every instance that its variants hold, and managed scaling adds more until its maximum.",
    source=f"{_API}/API_ProductionVariant.html",
    components=(_hosted,),
    accelerators="managed",
    allowed=Example(
        {
            "productionVariants": [
                {
                    "modelName": "m",
                    "variantName": "v",
                    "instanceType": "ml.g5.xlarge",
                    "initialInstanceCount": 1.0,
                    "managedInstanceScaling": {"status": "ENABLED", "minInstanceCount": 1.0, "maxInstanceCount": 4.0},
                }
            ]
        }
    ),
    blocked=Example(
        {
            "productionVariants": [
                {
                    "modelName": "m",
                    "variantName": "v",
                    "instanceType": "ml.g5.xlarge",
                    "initialInstanceCount": 1.0,
                    "managedInstanceScaling": {"status": "ENABLED", "minInstanceCount": 1.0},
                }
            ]
        },
        {"instances": "unbounded", "accelerators": "unbounded"},
    ),
)

settled(
    ENDPOINT,
    "An endpoint runs what its configuration holds, which is judged itself, as is a target that scales it.",
    f"{_API}/API_CreateEndpoint.html",
    {"endpointConfigName": "c"},
)

entry(
    type="aws:sagemaker/domain:Domain",
    klass=Class.SCALING,
    why="Every user of a domain starts apps on instances of their own choice, and each bills until it is stopped.",
    source="docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-running.html",
    components=(
        nodes(
            Never("every user of a domain starts their own instances, and no property limits how many or of which type"),
            name="instances",
            unit="instances",
            remedy="Give notebooks of a fixed type (sagemaker NotebookInstance) or keep the domain out of this stack; "
            "hiddenInstanceTypes only hides types from the console.",
        ),
        endless_storage(
            "the home directories of a domain lie on a file system that has no size limit",
            KEEP_IT_SIZED,
            name="home directories",
        ),
    ),
    blocked=Example(
        {"domainName": "d", "authMode": "IAM", "vpcId": "vpc-1", "subnetIds": ["subnet-1"]},
        {"instances": "unbounded", "home directories": "unbounded"},
    ),
)


def _space(resource: Resource) -> Iterable[Judged]:
    path = "spaceSettings.spaceStorageSettings"
    if resource.get(path) is not MISSING:
        yield storage(Cap(f"{path}.ebsStorageSettings.ebsVolumeSizeInGb"))


entry(
    type="aws:sagemaker/space:Space",
    klass=Class.FIXED,
    why="A space bills for the volume that it is given; its app is an instance of the domain's users.",
    source=f"{_API}/API_EbsStorageSettings.html",
    components=(_space,),
    allowed=Example(
        {"domainId": "d", "spaceName": "s", "spaceSettings": {"spaceStorageSettings": {"ebsStorageSettings": {"ebsVolumeSizeInGb": 50.0}}}}
    ),
    blocked=Example(
        {
            "domainId": "d",
            "spaceName": "s",
            "spaceSettings": {"spaceStorageSettings": {"ebsStorageSettings": {"ebsVolumeSizeInGb": 17_000.0}}},
        },
        {"storage": "over"},
    ),
)


def _app(resource: Resource) -> Iterable[Judged]:
    if resource.get("resourceSpec.instanceType") is not MISSING:
        yield from accelerators(_ONE, resource, "resourceSpec.instanceType")


entry(
    type="aws:sagemaker/app:App",
    klass=Class.FIXED,
    why="An app bills for its one instance for as long as it is there.",
    source=f"{_API}/API_CreateApp.html",
    components=(_app,),
    accelerators="managed",
    allowed=Example({"domainId": "d", "appType": "KernelGateway", "appName": "a", "resourceSpec": {"instanceType": "ml.g4dn.xlarge"}}),
    blocked=Example(
        {"domainId": "d", "appType": "KernelGateway", "appName": "a", "resourceSpec": {"instanceType": ["ml.p4d.24xlarge", 3.0]}},
        {"accelerators": "unknown"},
    ),
)


def _notebook(resource: Resource) -> Iterable[Judged]:
    yield storage(Cap("volumeSize", absent=Fixed(5)))
    yield from accelerators(_ONE, resource, "instanceType")


entry(
    type="aws:sagemaker/notebookInstance:NotebookInstance",
    klass=Class.FIXED,
    why="A notebook bills for one instance and its volume for as long as it runs.",
    source=f"{_API}/API_CreateNotebookInstance.html",
    components=(_notebook,),
    accelerators="managed",
    allowed=Example({"instanceType": "ml.g4dn.xlarge", "roleArn": "arn:aws:iam::123456789012:role/r", "volumeSize": 50.0}),
    blocked=Example(
        {"instanceType": "ml.t3.medium", "roleArn": "arn:aws:iam::123456789012:role/r", "volumeSize": 16_500.0}, {"storage": "over"}
    ),
)


def _features(resource: Resource) -> Iterable[Judged]:
    """The online store. The offline store is a bucket, which is judged itself."""
    if resource.get("onlineStoreConfig") is MISSING or resource.flag("onlineStoreConfig.enableOnlineStore", True) is False:
        return
    yield endless_storage(
        "an online store keeps every record and has no size limit",
        "Keep the features offline: the online store grows with what is written to it.",
        name="online store",
    )
    if resource.text("throughputConfig.throughputMode") == "Provisioned":
        for name in ("provisionedReadCapacityUnits", "provisionedWriteCapacityUnits"):
            yield capacity(name.removeprefix("provisioned"), "units", Cap(f"throughputConfig.{name}", absent=UNSIZED))
    else:
        yield metered("requests", "requests", "an online store in on-demand mode takes every request")


entry(
    type="aws:sagemaker/featureGroup:FeatureGroup",
    klass=Class.METERED,
    why="An online store bills for what it holds and for every read and write.",
    source=f"{_API}/API_CreateFeatureGroup.html",
    components=(_features,),
    allowed=Example({"featureGroupName": "f", "offlineStoreConfig": {"s3StorageConfig": {"s3Uri": "s3://b/f"}}}),
    blocked=Example(
        {"featureGroupName": "f", "onlineStoreConfig": {"enableOnlineStore": True}},
        {"online store": "unbounded", "requests": "unbounded"},
    ),
)

entry(
    type="aws:sagemaker/pipeline:Pipeline",
    klass=Class.OPAQUE,
    why="Each run of a pipeline starts the jobs of its steps, each on instances of its own.",
    source="docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html",
    components=(
        Opaque(
            words="the steps of its definition start jobs that are not judged one by one",
            remedy="Declare the jobs as resources of their own, or leave the pipeline out of this stack.",
        ),
    ),
    blocked=Example({"pipelineName": "p", "pipelineDisplayName": "p", "pipelineDefinition": "{}"}, {"resource": "opaque"}),
)

entry(
    type="aws:sagemaker/project:Project",
    klass=Class.OPAQUE,
    why="A project provisions a product of Service Catalog, which may hold anything.",
    source=f"{_API}/API_CreateProject.html",
    components=(
        Opaque(
            words="the product that it provisions is a template that is not in the program",
            remedy="Declare the resources of the product in the program.",
        ),
    ),
    blocked=Example({"projectName": "p", "serviceCatalogProvisioningDetails": {"productId": "prod-1"}}, {"resource": "opaque"}),
)

settled(
    "aws:sagemaker/userProfile:UserProfile",
    "A profile runs nothing by itself; the domain, whose users start instances, is judged.",
    f"{_API}/API_CreateUserProfile.html",
    {"domainId": "d", "userProfileName": "u"},
)
settled(
    "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer",
    "A tracking server bills for its one size by the hour.",
    f"{_API}/API_CreateMlflowTrackingServer.html",
    {"trackingServerName": "t", "trackingServerSize": "Small"},
)
