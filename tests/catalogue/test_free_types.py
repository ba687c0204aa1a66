"""The free types and the table of instance types are exact: every name exists, every reason is a sentence.

The SDKs are read as text: importing all of pulumi_aws takes longer than the rest of the suite.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "ceilings" / "catalogue"
AWS_FREE = CATALOGUE / "aws" / "free.json"
KUBERNETES_FREE = CATALOGUE / "kubernetes" / "free.json"
INSTANCES = CATALOGUE / "instances.json"


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    assert not twice, f"keys that occur twice: {twice}"
    return dict(pairs)


@cache
def load(path: Path) -> dict[str, Any]:
    """The JSON document; a key that occurs twice in an object, which json would drop silently, fails the test."""
    document = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_refuse_duplicates)
    assert isinstance(document, dict)
    return document


@cache
def sdk_names(package: str, pattern: str) -> frozenset[tuple[str, ...]]:
    """What the pattern's groups match in the list of types that the package's __init__.py registers."""
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None, f"{package} is not installed"
    found = re.findall(pattern, Path(spec.origin).read_text(encoding="utf-8"))
    return frozenset(found)


def aws_tokens() -> set[str]:
    return {f"aws:{module}:{name}" for module, name in sdk_names("pulumi_aws", r'"aws:([\w-]+/\w+):(\w+)"')}


def kubernetes_kinds() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for group, kind in sdk_names("pulumi_kubernetes", r'"kubernetes:([^":/]+)/[^":]+:(\w+)"'):
        kinds.setdefault(group, set()).add(kind)
    return kinds


def aws_free() -> dict[str, str]:
    return {token: why for service in load(AWS_FREE).values() for token, why in service["types"].items()}


def kubernetes_free() -> dict[tuple[str, str], str]:
    return {(group, kind): why for group, entry in load(KUBERNETES_FREE).items() for kind, why in entry["kinds"].items()}


def is_sentence(text: str) -> bool:
    """Begins with a capital, ends with one full stop, has some words and fits on a line."""
    return (
        bool(re.fullmatch(r"[A-Z][^\n]*[^\s.]\.", text)) and len(text.split()) >= 4 and len(text) <= 160 and text == " ".join(text.split())
    )


@pytest.mark.parametrize(("path", "inner"), [(AWS_FREE, "types"), (KUBERNETES_FREE, "kinds")])
def test_shape_sources_and_order(path: Path, inner: str) -> None:
    document = load(path)
    assert list(document) == sorted(document)
    for name, entry in document.items():
        assert set(entry) == {"source", inner}, name
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+/[\w./~-]*[\w/]", entry["source"]), f"{name}: {entry['source']}"
        assert entry[inner], f"{name} names nothing"
        assert list(entry[inner]) == sorted(entry[inner]), name


@pytest.mark.parametrize("path", [AWS_FREE, KUBERNETES_FREE, INSTANCES])
def test_the_file_is_utf8_that_ends_with_a_newline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n") and not text.endswith("\n\n") and "\t" not in text


def test_every_why_is_a_sentence() -> None:
    whys = [*aws_free().items(), *kubernetes_free().items()]
    assert not [(name, why) for name, why in whys if not is_sentence(why)]


def test_aws_tokens_exist_and_stand_under_their_own_service() -> None:
    known = aws_tokens()
    assert len(known) > 1_700
    assert not set(aws_free()) - known
    for service, entry in load(AWS_FREE).items():
        assert all(token.startswith(f"aws:{service}/") for token in entry["types"]), service


def test_aws_types_are_named_once() -> None:
    tokens = [token for service in load(AWS_FREE).values() for token in service["types"]]
    assert len(tokens) == len(set(tokens)) >= 700


def test_old_and_new_tokens_of_one_type_agree() -> None:
    """The SDK keeps both names of some S3 types, and a state may hold either; what is free under one is under the other."""
    known, free = aws_tokens(), aws_free()
    pairs = []
    for token in known:
        _, module, name = token.split(":")
        newer = f"aws:{module}V2:{name}V2"
        if module.startswith("s3/") and newer in known:
            pairs.append((token, newer))
    assert ("aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2") in pairs
    assert not [pair for pair in pairs if free.get(pair[0]) != free.get(pair[1])]


# What bills, or starts, scales or stores what bills: listing one of these as free would let a blank check through.
BILLING = (
    "aws:acm/certificate:Certificate",
    "aws:apigateway/stage:Stage",
    "aws:apigatewayv2/api:Api",
    "aws:appautoscaling/target:Target",
    "aws:autoscaling/group:Group",
    "aws:autoscaling/schedule:Schedule",
    "aws:bedrock/guardrail:Guardrail",
    "aws:budgets/budgetAction:BudgetAction",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:codedeploy/deploymentGroup:DeploymentGroup",
    "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
    "aws:dynamodb/table:Table",
    "aws:ec2/defaultCreditSpecification:DefaultCreditSpecification",
    "aws:ec2/eip:Eip",
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
    "aws:ec2transitgateway/instanceState:InstanceState",
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:ecs/service:Service",
    "aws:ecs/taskSet:TaskSet",
    "aws:eks/addon:Addon",
    "aws:eks/capability:Capability",
    "aws:eks/nodeGroup:NodeGroup",
    "aws:kms/key:Key",
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "aws:lambda/function:Function",
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:redshift/scheduledAction:ScheduledAction",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:s3/inventory:Inventory",
    "aws:sagemaker/endpoint:Endpoint",
    "aws:sagemaker/userProfile:UserProfile",
    "aws:scheduler/schedule:Schedule",
    "aws:secretsmanager/secret:Secret",
    "aws:ssm/parameter:Parameter",
)


def test_what_bills_is_not_free() -> None:
    assert not set(BILLING) - aws_tokens(), "the list names a type that does not exist"
    assert not set(BILLING) & set(aws_free())


PLUMBING = (
    "aws:ec2/vpc:Vpc",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/placementGroup:PlacementGroup",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:kms/alias:Alias",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:lb/targetGroup:TargetGroup",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:eks/accessEntry:AccessEntry",
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:sagemaker/model:Model",
)


def test_the_plumbing_of_a_capped_stack_is_free() -> None:
    assert not set(PLUMBING) - set(aws_free())


def test_every_iam_type_is_free() -> None:
    assert not {token for token in aws_tokens() if token.startswith("aws:iam/")} - set(aws_free())


def test_kinds_of_the_sdk_exist() -> None:
    known = kubernetes_kinds()
    assert {"core", "apps", "storage.k8s.io"} <= set(known)
    unknown = {(group, kind) for group, kind in kubernetes_free() if group in known and kind not in known[group]}
    assert not unknown


def test_custom_groups_are_groups_of_custom_resources() -> None:
    """A group that the SDK doesn't have must look like one of a custom resource, so that a misspelt group is noticed."""
    custom = set(load(KUBERNETES_FREE)) - set(kubernetes_kinds())
    assert "keda.sh" in custom
    built_in = {group for group in custom if "." not in group or re.fullmatch(r"[a-z]+\.k8s\.io", group)}
    assert not built_in


BILLING_KINDS = {
    ("apps", "DaemonSet"),
    ("apps", "Deployment"),
    ("apps", "StatefulSet"),
    ("autoscaling", "HorizontalPodAutoscaler"),
    ("batch", "Job"),
    ("core", "LimitRange"),
    ("core", "Node"),
    ("core", "PersistentVolume"),
    ("core", "PersistentVolumeClaim"),
    ("core", "Pod"),
    ("core", "ResourceQuota"),
    ("core", "Service"),
    ("gateway.networking.k8s.io", "Gateway"),
    ("keda.sh", "ScaledJob"),
    ("keda.sh", "ScaledObject"),
    ("karpenter.k8s.aws", "EC2NodeClass"),
    ("karpenter.sh", "NodePool"),
    ("kueue.x-k8s.io", "ClusterQueue"),
    ("monitoring.coreos.com", "Prometheus"),
    ("networking.k8s.io", "Ingress"),
    ("resource.k8s.io", "ResourceClaim"),
    ("snapshot.storage.k8s.io", "VolumeSnapshot"),
}


def test_kinds_that_start_or_store_are_not_free() -> None:
    free = set(kubernetes_free())
    assert not {(group, kind + form) for group, kind in BILLING_KINDS for form in ("", "List", "Patch")} & free


def test_lists_and_patches_of_free_kinds_are_free() -> None:
    free, known = kubernetes_free(), kubernetes_kinds()
    for group, kind in free:
        for form in ("List", "Patch"):
            if kind + form in known.get(group, set()):
                assert (group, kind + form) in free
        for form in ("List", "Patch"):
            if kind.endswith(form) and kind.removesuffix(form) in known.get(group, set()):
                assert (group, kind.removesuffix(form)) in free


@pytest.mark.parametrize(
    ("instance_type", "vcpus", "memory_gib", "accelerators"),
    [
        ("dl1.24xlarge", 96, 768, 8),
        ("f1.16xlarge", 64, 976, 8),
        ("f2.12xlarge", 48, 512, 2),
        ("g3s.xlarge", 4, 30.5, 1),
        ("g4dn.12xlarge", 48, 192, 4),
        ("g5.48xlarge", 192, 768, 8),
        ("g5.xlarge", 4, 16, 1),
        ("g6f.4xlarge", 16, 64, 1),
        ("inf1.24xlarge", 96, 192, 16),
        ("inf2.48xlarge", 192, 768, 12),
        ("m5.large", 2, 8, 0),
        ("p3.8xlarge", 32, 244, 4),
        ("p4d.24xlarge", 96, 1152, 8),
        ("p5.48xlarge", 192, 2048, 8),
        ("p5.4xlarge", 16, 256, 1),
        ("p6-b300.48xlarge", 192, 4096, 8),
        ("p6e-gb200.36xlarge", 144, 960, 4),
        ("trn1.32xlarge", 128, 512, 16),
        ("trn2u.48xlarge", 192, 2048, 16),
        ("u7in-24tb.224xlarge", 896, 24576, 0),
        ("vt1.6xlarge", 24, 48, 2),
    ],
)
def test_instances_checked_by_hand(instance_type: str, vcpus: int, memory_gib: float, accelerators: int) -> None:
    family, size = instance_type.split(".")
    assert load(INSTANCES)["families"][family]["sizes"][size] == [vcpus, memory_gib, accelerators]


def test_instances_are_whole_and_sane() -> None:
    document = load(INSTANCES)
    assert set(document) == {"source", "licence", "as_of", "columns", "accelerators", "corrected", "families"}
    assert document["columns"] == ["vcpus", "memory_gib", "accelerators"]
    assert INSTANCES.stat().st_size < 120_000
    families = document["families"]
    assert sum(len(family["sizes"]) for family in families.values()) > 1_400
    for name, family in families.items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        accelerated = [size for size, row in family["sizes"].items() if row[2]]
        assert bool(accelerated) == ("kind" in family), name
        assert family.get("kind", "gpu") in {"gpu", "neuron", "gaudi", "qaic", "fpga", "media"}
        assert set(family) <= {"kind", "model", "sizes", "shares"}
        for size, (vcpus, memory_gib, accelerators) in family["sizes"].items():
            assert isinstance(vcpus, int) and 1 <= vcpus <= 2_000, f"{name}.{size}"
            assert 0 < memory_gib <= 40_000, f"{name}.{size}"
            assert isinstance(accelerators, int) and 0 <= accelerators <= 16, f"{name}.{size}"
        for size, share in family.get("shares", {}).items():
            assert 0 < share < 1 and family["sizes"][size][2] == 1, f"{name}.{size}"


def test_every_accelerated_family_counts_its_devices() -> None:
    """A family whose name says accelerator but whose rows say none would let a GPU pool pass uncounted."""
    families = load(INSTANCES)["families"]
    named = [name for name in families if re.match(r"(p|g|gr|inf|trn|dl|vt|f)\d", name)]
    assert len(named) >= 30
    assert not [name for name in named if any(row[2] == 0 for row in families[name]["sizes"].values())]
    assert not [name for name in families if "kind" in families[name] and name not in named]


HEADER = "instance_type,vcpus,memory_gib,accelerator_kind,gpu_count,gpu_model"


def build(tmp_path: Path, *rows: str, header: str = HEADER) -> subprocess.CompletedProcess[str]:
    source = tmp_path / "specs.csv"
    source.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "tools" / "build_instances.py"), str(source)]
    return subprocess.run([*command, "--output", str(tmp_path / "out.json")], capture_output=True, text=True, check=False, timeout=60)


def test_the_table_can_be_built_again_and_does_not_depend_on_the_order(tmp_path: Path) -> None:
    rows = ["m5.large,2,8,,,", "g6f.large,2,8,gpu,0.125,L4", "m5.metal,96,384,,,", "c1.medium,2,1.69922,,,"]
    assert build(tmp_path, *rows).returncode == 0
    first = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert build(tmp_path, *reversed(rows)).returncode == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == first
    families = json.loads(first)["families"]
    assert families["m5"] == {"sizes": {"large": [2, 8, 0], "metal": [96, 384, 0]}}
    assert families["g6f"] == {"kind": "gpu", "model": "L4", "sizes": {"large": [2, 8, 1]}, "shares": {"large": 0.125}}
    assert families["c1"]["sizes"]["medium"] == [2, 1.69922, 0]
    assert families["dl1"]["sizes"]["24xlarge"] == [96, 768, 8], "a correction is laid over the CSV"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("m5large,2,8,,,", "'m5large' is no instance type"),
        ("m5.large,two,8,,,", "vcpus is 'two'"),
        ("m5.large,2.5,8,,,", "a whole number is due"),
        ("m5.large,2,-8,,,", "memory_gib is -8"),
        ("m5.large,2,NaN,,,", "memory_gib is NaN"),
        ("g5.xlarge,4,16,tpu,1,A10G", "accelerator_kind is 'tpu'"),
        ("g5.xlarge,4,16,gpu,,A10G", "both a kind of accelerator and a count"),
        ("g5.xlarge,4,16,,1,A10G", "both a kind of accelerator and a count"),
        ("m5.xlarge,4,16,,,", "occurs twice"),
    ],
)
def test_a_bad_row_is_refused_in_one_sentence(tmp_path: Path, row: str, complaint: str) -> None:
    result = build(tmp_path, "m5.xlarge,4,16,,,", row)
    assert result.returncode == 2
    assert complaint in result.stderr and "line 3" in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    result = build(tmp_path, header="instance_type,vcpus")
    assert result.returncode == 2
    assert "memory_gib" in result.stderr and "Traceback" not in result.stderr
