"""How Kubernetes resources find each other, and what is read from schedules, charts and requirements on the way."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ceilings.assess import assess
from ceilings.catalogue import lookup
from ceilings.catalogue.kubernetes._charts import CONTROLLERS, QUIET, capacity_in, known
from ceilings.catalogue.kubernetes._karpenter import Requirement, allowed
from ceilings.catalogue.kubernetes._pods import is_accelerator
from ceilings.catalogue.kubernetes._schedule import shortest_gap_seconds
from ceilings.companions.kubernetes import COMPONENTS, unseen_component
from ceilings.limits import DEFAULT_LIMITS
from ceilings.resource import Resource
from ceilings.stack import Stack, assess_stack
from ceilings.values import UNKNOWN, Secret

DEPLOYMENT = "kubernetes:apps/v1:Deployment"
SCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"
QUOTA = "kubernetes:core/v1:ResourceQuota"
SERVICE = "kubernetes:serving.knative.dev/v1:Service"


def made(token: str, name: str, properties: dict[str, Any], **more: Any) -> Resource:
    return Resource(f"urn:pulumi:dev::p::{token}::{name}", token, name, properties, **more)


def workload(name: str, gpus: float, namespace: str = "ml") -> dict[str, Any]:
    containers = [{"name": "server", "resources": {"limits": {"nvidia.com/gpu": gpus}}}]
    return {"metadata": {"name": name, "namespace": namespace}, "spec": {"replicas": 2.0, "template": {"spec": {"containers": containers}}}}


def scaler(target: str, most: float, namespace: str = "ml") -> dict[str, Any]:
    reference = {"apiVersion": "apps/v1", "kind": "Deployment", "name": target}
    return {"metadata": {"name": "scaler", "namespace": namespace}, "spec": {"scaleTargetRef": reference, "maxReplicas": most}}


def said(resources: list[Resource]) -> dict[tuple[str, str], str]:
    """What both stages find, by resource name (empty for the stack) and cost component."""
    findings = [one for resource in resources for one in assess(resource, DEFAULT_LIMITS).findings]
    findings += [one for found in assess_stack(Stack(resources), DEFAULT_LIMITS) for one in found.findings]
    return {(one.urn.rpartition("::")[2], one.component): one.kind.value for one in findings}


def test_a_scaled_workloads_accelerators_count_once() -> None:
    """Sixteen for the scaler's target at its maximum, not two more for the replicas that it starts with."""
    stack = [made(DEPLOYMENT, f"d{n}", workload(f"d{n}", 1.0)) for n in range(2)]
    stack += [made(SCALER, f"s{n}", scaler(f"d{n}", 16.0)) for n in range(2)]
    assert said(stack) == {}
    more = [*stack, made(DEPLOYMENT, "third", workload("third", 1.0))]
    assert said(more) == {("", "accelerators"): "over"}


def test_another_clusters_quota_bounds_nothing() -> None:
    service = {"metadata": {"name": "s", "namespace": "ml"}, "spec": {"template": {"spec": {"containers": [{"image": "i"}]}}}}
    quota = {"metadata": {"name": "q", "namespace": "ml"}, "spec": {"hard": {"pods": 5.0}}}
    here = made(SERVICE, "s", service, provider="urn:pulumi:dev::p::pulumi:providers:kubernetes::one")
    for provider, found in (("one", {}), ("two", {("s", "replicas"): "unbounded"})):
        guard = made(QUOTA, "q", quota, provider=f"urn:pulumi:dev::p::pulumi:providers:kubernetes::{provider}")
        assert said([here, guard]) == found


def test_a_provider_says_in_which_namespace_what_names_none_is() -> None:
    service = made(SERVICE, "s", {"metadata": {"name": "s"}, "spec": {"template": {"spec": {"containers": []}}}})
    quota = made(QUOTA, "q", {"metadata": {"name": "q", "namespace": "apps"}, "spec": {"hard": {"pods": 5.0}}})
    provider = made("pulumi:providers:kubernetes", "k", {"namespace": "apps"}, custom=False)
    assert said([service, quota]) == {("s", "replicas"): "unbounded"}
    assert said([service, quota, provider]) == {}
    unknown = made("pulumi:providers:kubernetes", "k", {"namespace": UNKNOWN}, custom=False)
    assert said([service, quota, unknown]) == {("s", "replicas"): "unbounded"}


def test_two_namespaces_behind_one_unknown_join_nothing() -> None:
    namespaces = [made("kubernetes:core/v1:Namespace", name, {"metadata": {"name": UNKNOWN}}) for name in "ab"]
    both = {"metadata": tuple(one.urn for one in namespaces)}
    spec: dict[str, Any] = {"template": {"spec": {"containers": []}}}
    service = made(SERVICE, "s", {"metadata": {"namespace": UNKNOWN}, "spec": spec}, property_dependencies=both)
    quota = made(QUOTA, "q", {"metadata": {"namespace": UNKNOWN}, "spec": {"hard": {"pods": 5.0}}}, property_dependencies=both)
    assert said([service, quota, *namespaces]) == {("s", "replicas"): "unbounded"}


def test_an_unknown_quota_is_an_unknown_ceiling() -> None:
    service = made(SERVICE, "s", {"metadata": {"name": "s"}, "spec": {"template": {"spec": {"containers": []}}}})
    quota = made(QUOTA, "q", {"metadata": {"name": "q"}, "spec": {"hard": UNKNOWN}})
    assert said([service, quota]) == {("s", "replicas"): "unknown"}


def test_a_quota_on_cpu_is_held_to_its_own_limit() -> None:
    service = made(SERVICE, "s", {"metadata": {"name": "s"}, "spec": {"template": {"spec": {"containers": []}}}})
    for cores, found in ((900.0, {}), (9000.0, {("s", "replicas"): "over"})):
        quota = made(QUOTA, "q", {"metadata": {"name": "q"}, "spec": {"hard": {"limits.cpu": cores}}})
        assert said([service, quota]) == found


def test_a_secret_count_of_a_target_is_judged_and_not_shown() -> None:
    properties = workload("d", 1.0)
    properties["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["nvidia.com/gpu"] = Secret(7)
    stack = Stack([made(DEPLOYMENT, "d", properties), made(SCALER, "s", scaler("d", 9.0))])
    messages = [one.message for found in assess_stack(stack, DEFAULT_LIMITS) for one in found.findings]
    assert messages
    assert not any("7" in message or "63" in message for message in messages)


def test_a_component_without_children_is_unseen() -> None:
    component = made("kubernetes:helm.sh/v4:Chart", "chart", {}, custom=False)
    child = made(DEPLOYMENT, "d", workload("d", 1.0), parent=component.urn)
    assert unseen_component(Stack([component]), component)
    assert not unseen_component(Stack([component, child]), component)
    assert not unseen_component(Stack([child]), child)
    assert all(":" in token for token in COMPONENTS)


def test_a_large_stack_is_joined_in_time() -> None:
    """Looking a target up must not walk the stack: 2,000 scalers and as many targets take a second or so, not minutes."""
    resources = [made(DEPLOYMENT, f"d{n}", workload(f"d{n}", 0.001, f"n{n % 50}")) for n in range(2000)]
    resources += [made(SCALER, f"s{n}", scaler(f"d{n}", 4.0, f"n{n % 50}")) for n in range(2000)]
    started = time.process_time()
    assess_stack(Stack(resources), DEFAULT_LIMITS)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("schedule", "minutes"),
    [
        ("* * * * *", 1), ("*/15 * * * *", 15), ("0 * * * *", 60), ("0,10 * * * *", 10), ("0 2 * * *", 1440), ("0 2 * * 1", 1440),
        ("30 1,13 * * *", 720), ("0 8-18/5 * * *", 300), ("5/20 * * * *", 20), ("@hourly", 60), ("@daily", 1440),
        ("CRON_TZ=UTC 0 6 * * *", 1440),
        ("50,10 0,23 * * *", 20), ("", 1), ("nonsense", 1), ("61 * * * *", 1), ("*/0 * * * *", 1), ("H * * * *", 1),
    ],
)  # fmt: skip
def test_the_shortest_gap_of_a_schedule(schedule: str, minutes: int) -> None:
    assert shortest_gap_seconds(schedule) == minutes * 60


@pytest.mark.parametrize(
    "name",
    ["nvidia.com/gpu", "nvidia.com/gpu.shared", "nvidia.com/mig-3g.20gb", "aws.amazon.com/neuron", "aws.amazon.com/neuroncore",
     "aws.amazon.com/neurondevice", "amd.com/gpu", "habana.ai/gaudi", "google.com/tpu", "gpu.intel.com/i915", "gpu.intel.com/xe",
     "example.com/npu", "huawei.com/Ascend910"],
)  # fmt: skip
def test_accelerators_are_known_by_name(name: str) -> None:
    assert is_accelerator(name)


@pytest.mark.parametrize(
    "name",
    ["cpu", "memory", "gpu", "ephemeral-storage", "hugepages-2Mi", "vpc.amazonaws.com/efa", "rdma/hca", "nvidia.com/gpumem",
     "nvidia.com/gpucores", "aliyun.com/gpu-mem", "gpu.intel.com/memory.max", "smarter-devices/fuse"],
)  # fmt: skip
def test_what_is_no_accelerator(name: str) -> None:
    assert not is_accelerator(name)


def test_charts_are_known_by_name_and_repository() -> None:
    assert known(QUIET, "external-secrets", "https://charts.external-secrets.io/")
    assert known(CONTROLLERS, "oci://public.ecr.aws/karpenter/karpenter", "")
    assert known(QUIET, "oci://quay.io/jetstack/charts/cert-manager", "")
    assert not known(QUIET, "external-secrets", "")
    assert not known(QUIET, "./charts/external-secrets", "https://charts.external-secrets.io")
    assert not known(QUIET, "oci://example.com/external-secrets", "")
    assert not set(QUIET) & set(CONTROLLERS)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({}, None),
        ({"replicaCount": 2.0, "serviceMonitor": {"enabled": True}, "clusterName": UNKNOWN, "password": Secret("x")}, None),
        ({"autoscaling": {"enabled": False, "maxReplicas": 5.0}, "persistence": {"enabled": False, "size": "8Gi"}}, None),
        ({"autoscaling": {"enabled": True}}, "values.autoscaling"),
        ({"controller": {"autoscaling": {"enabled": UNKNOWN}}}, "values.controller.autoscaling"),
        ({"persistence": {"enabled": "true"}}, "values.persistence"),
        ({"persistence": Secret({"enabled": True})}, "values.persistence"),
        ({"replicas": 400.0}, "values.replicas"),
        ({"replicas": UNKNOWN}, "values.replicas"),
        ({"resources": {"limits": {"nvidia.com/gpu": 1.0}}}, 'values.resources.limits["nvidia.com/gpu"]'),
        ({"extraObjects": [{"kind": "Deployment"}]}, "values.extraObjects"),
        ({"a": [{"volumeClaimTemplate": {"spec": {}}}]}, "values.a[0].volumeClaimTemplate"),
        ({"controller": UNKNOWN}, "values.controller"),
        (UNKNOWN, "values"),
    ],
)
def test_what_a_charts_values_show(values: Any, place: str | None) -> None:
    assert capacity_in(values) == place


def names(*found: Requirement) -> set[str]:
    return {choice.name for choice in allowed(found)}


def test_requirements_choose_instance_types() -> None:
    accelerated = {choice.name for choice in allowed(()) if choice.accelerators}
    assert (
        names(Requirement("instance-gpu-count", "Exists", ())) | names(Requirement("instance-accelerator-count", "Exists", ()))
        < accelerated
    )
    without = [Requirement(f"instance-{part}-count", "DoesNotExist", ()) for part in ("gpu", "accelerator")]
    assert not accelerated & names(*without, Requirement("instance-category", "NotIn", ("f", "vt")))
    assert names(Requirement("instance-gpu-name", "In", ("t4",))) == {name for name in accelerated if name.startswith("g4dn.")}
    assert names(Requirement("instance-gpu-manufacturer", "In", ("amd",))) == {name for name in accelerated if name.startswith("g4ad.")}
    assert names(Requirement("instance-family", "In", ("p4d",)), Requirement("instance-cpu", "Gte", ("96",))) == {"p4d.24xlarge"}
    assert names(Requirement("instance-family", "In", ("p4d",)), Requirement("instance-cpu", "Lt", ("96",))) == set()
    assert {"m5.large"} < names(Requirement("instance-category", "In", None)), "what is not known allows everything"


def test_a_family_that_the_table_lacks_is_taken_by_its_letter() -> None:
    (gpu,) = allowed((Requirement("instance-family", "In", ("g99",)), Requirement("instance-cpu", "Lt", ("33",))))
    assert gpu.accelerators == 16
    assert gpu.resource == "nvidia.com/gpu"
    (plain,) = allowed((Requirement("instance-type", "In", ("m99.large",)),))
    assert plain.accelerators == 0


@pytest.mark.parametrize(
    ("token", "same"),
    [
        ("kubernetes:apps/v1:DeploymentList", "kubernetes:apps/v1:Deployment"),
        ("kubernetes:core/v1:PersistentVolumeClaimPatch", "kubernetes:core/v1:PersistentVolumeClaim"),
        ("kubernetes:extensions/v1beta1:Ingress", "kubernetes:networking.k8s.io/v1:Ingress"),
    ],
)
def test_a_list_a_patch_and_an_old_token_are_known_as_their_kind(token: str, same: str) -> None:
    assert lookup(token) is lookup(same) is not None
