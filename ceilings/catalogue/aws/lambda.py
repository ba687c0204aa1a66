"""Lambda."""  # noqa: N999  # a module is named after the service in its tokens

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import usage
from ceilings.ceiling import Cap, Implicit
from ceilings.finding import Aspect
from ceilings.resource import Resource
from ceilings.values import MISSING

_API: Final = "docs.aws.amazon.com/lambda/latest/api"
_PROVIDED: Final = "capacityProviderConfig"


def _function(resource: Resource) -> Iterable[Judged]:
    """A function on a capacity provider runs on the provider's instances, whose maximum is judged there."""
    if resource.get(_PROVIDED) is MISSING:
        yield usage(
            "concurrency",
            "executions",
            Cap("reservedConcurrentExecutions", unlimited=(-1,)),
            aspect=Aspect.COMPUTE,
            remedy="Set reservedConcurrentExecutions to the executions at once that you mean to pay for; -1 removes the limit.",
        )


def _example(**fields: object) -> dict[str, object]:
    return {"role": "arn:aws:iam::123456789012:role/r", "packageType": "Image", "imageUri": "i:latest", **fields}


entry(
    type="aws:lambda/function:Function",
    klass=Class.METERED,
    why="A function bills for every execution, and as many run at once as are asked for, up to the whole account's concurrency.",
    source="docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    components=(_function,),
    allowed=Example(_example(memorySize=1024.0, timeout=30.0, reservedConcurrentExecutions=20.0)),
    blocked=Example(_example(memorySize=1024.0, timeout=30.0, reservedConcurrentExecutions=5_000.0), {"concurrency": "over"}),
)

entry(
    type="aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    klass=Class.FIXED,
    why="Provisioned concurrency bills by the second, used or not.",
    source=f"{_API}/API_PutProvisionedConcurrencyConfig.html",
    components=(capacity("provisioned concurrency", "executions", Cap("provisionedConcurrentExecutions")),),
    allowed=Example({"functionName": "f", "qualifier": "1", "provisionedConcurrentExecutions": 2.0}),
    blocked=Example(
        {"functionName": "f", "qualifier": "1", "provisionedConcurrentExecutions": 2_000.0}, {"provisioned concurrency": "over"}
    ),
)


def _provider_example(**fields: object) -> dict[str, object]:
    network = {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}
    return {"name": "p", "vpcConfig": network, **fields}


entry(
    type="aws:lambda/capacityProvider:CapacityProvider",
    klass=Class.SCALING,
    why="A capacity provider launches instances for the functions on it until its maximum of vCPUs.",
    source=f"{_API}/API_CapacityProviderScalingConfig.html",
    components=(
        capacity(
            "vcpus",
            "vCPUs",
            Cap("capacityProviderScalingConfigs.maxVcpuCount"),
            remedy="Set maxVcpuCount in capacityProviderScalingConfigs to the vCPUs that you mean to pay for.",
        ),
    ),
    allowed=Example(_provider_example(capacityProviderScalingConfigs=[{"maxVcpuCount": 24.0, "scalingMode": "Auto"}])),
    blocked=Example(_provider_example(), {"vcpus": "unbounded"}),
)


def _pollers(resource: Resource) -> Iterable[Judged]:
    if resource.get("provisionedPollerConfig") is not MISSING:
        yield capacity("event pollers", "pollers", Cap("provisionedPollerConfig.maximumPollers", absent=Implicit(200)))


entry(
    type="aws:lambda/eventSourceMapping:EventSourceMapping",
    klass=Class.FIXED,
    why="A mapping carries no charge but for provisioned pollers, which bill by the hour; the function that it invokes is judged itself.",
    source=f"{_API}/API_ProvisionedPollerConfig.html",
    components=(_pollers,),
    allowed=Example({"functionName": "f", "topics": ["t"], "provisionedPollerConfig": {"minimumPollers": 1.0, "maximumPollers": 10.0}}),
    blocked=Example(
        {"functionName": "f", "topics": ["t"], "provisionedPollerConfig": {"minimumPollers": 1.0}}, {"event pollers": "implicit"}
    ),
)

settled(
    "aws:lambda/functionUrl:FunctionUrl",
    "An address of a function carries no charge; the function's concurrency is judged.",
    f"{_API}/API_CreateFunctionUrlConfig.html",
    {"functionName": "f", "authorizationType": "NONE"},
)
settled(
    "aws:lambda/functionScalingConfig:FunctionScalingConfig",
    "It bounds how many environments a function keeps on its capacity provider, whose vCPUs are judged.",
    f"{_API}/API_PutFunctionScalingConfig.html",
    {"functionName": "f", "qualifier": "1", "functionScalingConfig": {"maxExecutionEnvironments": 10.0}},
    Class.GUARD,
)
settled(
    "aws:lambda/invocation:Invocation",
    "It invokes a function once for each deployment that changes its input.",
    f"{_API}/API_Invoke.html",
    {"functionName": "f", "input": "{}"},
)
