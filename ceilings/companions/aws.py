"""Relations by which resources bound AWS resources."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._instances import elsewhere
from ceilings.ceiling import Cap, Expression, Implicit, lowest, total
from ceilings.companions.kubernetes import default_namespace
from ceilings.quantity import quantity
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_NAMESPACE = "kubernetes:core:Namespace"
_QUOTA = "kubernetes:core:ResourceQuota"
# A quota on CPU counts pods by the smallest that Fargate sells, a quarter of a vCPU.
# Source: docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html
_QUOTA_KEYS = {"pods": 1, "count/pods": 1, "requests.cpu": 4, "cpu": 4, "limits.cpu": 4}


def fargate_quota(stack: Stack, resource: Resource) -> Iterable[tuple[Resource, Expression]]:
    """The quotas on the pods that a Fargate profile selects. They bound it only where every namespace that it selects has one."""
    found: list[tuple[Resource, Expression]] = []
    for names, made_here in _selected(stack, resource):
        caps = [(quota, cap) for quota in stack.of_type(_QUOTA) if _lies_in(stack, quota, names, made_here) for cap in _caps_on_pods(quota)]
        if not caps:
            return
        found.append((caps[0][0], lowest(*(elsewhere(cap, quota) for quota, cap in caps))))
    if found:
        yield found[0][0], total(*(expression for _, expression in found))


def _selected(stack: Stack, resource: Resource) -> list[tuple[set[str], set[str]]]:
    """Each namespace that a profile selects, as the names that it may have and the URNs of the resources that may make it."""
    linked = {one.urn: one.output("metadata.name") for one in stack.linked(resource, "selectors", _NAMESPACE)}
    found: list[tuple[set[str], set[str]]] = []
    for path in resource.each("selectors"):
        name = resource.output(f"{path}.namespace")
        if not isinstance(name, str):
            # Any of the namespaces that the selectors came from may be meant, so each must have a quota.
            found += [({own} if isinstance(own, str) else set(), {urn}) for urn, own in linked.items()] or [(set(), set())]
        elif any(wild in name for wild in "*?"):
            found.append((set(), set()))
        else:
            found.append(({name}, {urn for urn, own in linked.items() if own == name}))
    return found


def _lies_in(stack: Stack, quota: Resource, names: set[str], made_here: set[str]) -> bool:
    stated = quota.output("metadata.namespace")
    if stated is MISSING:
        return bool(default_namespace(stack, quota) & names)
    if stated in names:
        return True
    return any(
        one.urn in made_here or (isinstance(name := one.output("metadata.name"), str) and name in names)
        for one in stack.linked(quota, "metadata", _NAMESPACE)
    )


def _caps_on_pods(quota: Resource) -> list[Cap]:
    """What of a quota counts pods. One with a scope covers only some of them."""
    if quota.get("spec.scopes") not in (MISSING, []) or quota.get("spec.scopeSelector") is not MISSING:
        return []
    return [
        Cap(f'spec.hard["{key}"]', read=quantity, scale=scale)
        for key, scale in _QUOTA_KEYS.items()
        if quota.get(f'spec.hard["{key}"]') is not MISSING
    ]


APP_RUNNER_VERSION = "aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion"
# Source: docs.aws.amazon.com/apprunner/latest/api/API_CreateAutoScalingConfiguration.html
APP_RUNNER_INSTANCES = 25
APP_RUNNER_MAXIMUM = Cap("maxSize", absent=Implicit(APP_RUNNER_INSTANCES))


def app_runner_configuration(stack: Stack, resource: Resource) -> Iterable[tuple[Resource, Expression]]:
    """The scaling configuration that an App Runner service names."""
    arn = resource.output("autoScalingConfigurationArn")
    versions = stack.linked(resource, "autoScalingConfigurationArn", APP_RUNNER_VERSION) or [
        one for one in stack.of_type(APP_RUNNER_VERSION) if isinstance(arn, str) and _has_arn(one, arn)
    ]
    for version in versions:
        yield version, APP_RUNNER_MAXIMUM


def _has_arn(version: Resource, arn: str) -> bool:
    """Whether a scaling configuration has an ARN: it ends in the configuration's name, revision and id."""
    name = version.output("autoScalingConfigurationName")
    return version.output("arn") == arn or (isinstance(name, str) and f":autoscalingconfiguration/{name}/" in arn)
