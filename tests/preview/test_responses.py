"""What stands in for a provider: certain where it can be, and recognisable where it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ceilings.engine import functions, responses, sdk_source, wire

GROUP = "aws:autoscaling/group:Group"
UNKNOWN = wire.UNKNOWN


def test_every_resource_of_both_sdks_is_found() -> None:
    for package in ("aws", "kubernetes"):
        folders = sdk_source._module_folders(package)
        tokens = [token for _, classes in folders.values() for token in classes]
        assert len(tokens) > 500
        sample = tokens[::40]
        assert [token for token in sample if sdk_source.resource_source(token) is None] == []


def test_check_names_what_the_provider_would_name() -> None:
    checked = responses.check(GROUP, {"maxSize": 3.0}, "web")
    assert checked["name"].startswith("web-")
    assert checked == responses.check(GROUP, {"maxSize": 3.0}, "web")
    assert checked["name"] != responses.check(GROUP, {}, "api")["name"]


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (GROUP, {"name": "given"}),
        (GROUP, {"namePrefix": "given-"}),
        (GROUP, {"name": UNKNOWN}),
        ("aws:ec2/subnet:Subnet", {}),
        ("test:index:Group", {}),
        ("kubernetes:core/v1:ConfigMap", {"metadata": {"name": "given"}}),
        ("kubernetes:core/v1:ConfigMap", {"metadata": {"generateName": "given-"}}),
        ("kubernetes:core/v1:ConfigMap", {"metadata": UNKNOWN}),
        ("kubernetes:core/v1:ConfigMap", {"metadata": wire.secret({})}),
        ("kubernetes:helm.sh/v3:Release", {"chart": "redis"}),
    ],
)
def test_check_leaves_the_rest_alone(token: str, inputs: dict[str, Any]) -> None:
    assert responses.check(token, inputs, "web") == inputs


def test_check_names_buckets_by_their_own_property() -> None:
    assert set(responses.check("aws:s3/bucket:Bucket", {}, "data")) == {"bucket"}


def test_check_of_kubernetes_names_and_places_objects() -> None:
    checked = responses.check("kubernetes:apps/v1:Deployment", {"spec": {}}, "web", {"namespace": "ml"})
    metadata = checked["metadata"]
    assert metadata["name"].startswith("web-")
    assert metadata["annotations"] == {"pulumi.com/autonamed": "true"}
    assert metadata["namespace"] == "ml"
    cluster_wide = responses.check("kubernetes:core/v1:Namespace", {}, "ns", {"namespace": "ml"})
    assert "namespace" not in cluster_wide["metadata"]


def test_preview_outputs_are_unknown_where_the_cloud_decides() -> None:
    outputs = responses.preview_outputs(GROUP, {"maxSize": 3.0, "minSize": 1.0, "launchTemplate": {"id": "lt-1"}})
    assert outputs["maxSize"] == 3.0
    assert outputs["arn"] == outputs["id"] == outputs["desiredCapacity"] == UNKNOWN
    assert outputs["launchTemplate"] == {"id": "lt-1"}, "what was given is kept as it is"
    assert "warmPool" not in outputs, "what may be missing is missing"


def test_preview_outputs_keep_marked_values_whole() -> None:
    hidden = wire.secret({"id": "lt-1"})
    assert responses.preview_outputs(GROUP, {"launchTemplate": hidden})["launchTemplate"] == hidden


def test_preview_outputs_of_kubernetes_are_its_inputs() -> None:
    inputs = {"metadata": {"name": "q"}, "spec": {"hard": {"pods": "3"}}}
    assert responses.preview_outputs("kubernetes:core/v1:ResourceQuota", inputs) == {**inputs, "id": UNKNOWN}


def test_preview_outputs_of_an_unknown_type() -> None:
    assert responses.preview_outputs("test:index:Group", {"a": 1.0}) == {"a": 1.0, "id": UNKNOWN}


def test_created_outputs_are_known_and_stable() -> None:
    outputs = responses.created_outputs("aws:s3/bucket:Bucket", {"tags": {"a": "b"}}, "b-1")
    assert outputs["id"] == "b-1"
    assert outputs["arn"] == "arn:aws:s3:::b-1"
    assert outputs["tagsAll"] == {"a": "b"}
    assert not wire.holds_unknown(outputs)
    assert outputs == responses.created_outputs("aws:s3/bucket:Bucket", {"tags": {"a": "b"}}, "b-1")


def test_read_outputs_stand_in() -> None:
    outputs = responses.read_outputs(GROUP, {"name": "g"}, "g")
    assert outputs["name"] == outputs["id"] == "g"
    assert outputs["maxSize"] == responses.STAND_IN_NUMBER, "above every limit, so that it is judged and not believed"
    assert outputs["healthCheckType"] == "stand-in-Group-healthCheckType"


def test_invoke_repeats_arguments_and_marks_what_is_made_up() -> None:
    result = responses.invoke("aws:eks/getCluster:getCluster", {"name": "main"})
    assert result[responses.STAND_IN_MARK] is True
    assert result["name"] == "main"
    assert result["endpoint"].startswith("https://stand-in")
    assert result["arn"].split(":")[:3] == ["arn", "aws", "stand-in"]
    assert result["vpcConfig"]["subnetIds"] == [f"stand-in-getCluster-subnetIds-{n}" for n in (1, 2, 3)]
    assert result["certificateAuthorities"][0].keys() == {"data"}
    assert isinstance(result["deletionProtection"], bool)


def test_invoke_of_what_no_sdk_knows_is_empty_and_marked() -> None:
    assert responses.invoke("test:index:getThing", {}) == {responses.STAND_IN_MARK: True}


def test_zones_and_region_follow_the_configuration() -> None:
    zones = responses.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, {"region": "eu-west-1"})
    assert zones["names"] == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    region = responses.invoke("aws:index/getRegion:getRegion", {}, {"region": "eu-west-1"})
    assert region["name"] == "eu-west-1"
    assert responses.STAND_IN_MARK not in region, "the configured region is a fact"
    assert responses.STAND_IN_MARK in responses.invoke("aws:index/getRegion:getRegion", {})
    assert responses.invoke("aws:index/getPartition:getPartition", {}, {"region": "cn-north-1"})["partition"] == "aws-cn"


def test_policy_documents_are_computed() -> None:
    """The example of the provider's documentation for conditions and principals, and the merging of documents."""
    source = {
        "Statement": [
            {"Sid": "keep", "Effect": "Deny", "Action": "s3:*", "Resource": "*"},
            {"Sid": "over", "Effect": "Allow"},
        ]
    }
    result = responses.invoke(
        "aws:iam/getPolicyDocument:getPolicyDocument",
        {
            "sourcePolicyDocuments": [json.dumps(source)],
            "statements": [
                {
                    "sid": "over",
                    "actions": ["bedrock:InvokeModel"],
                    "resources": ["a", "b"],
                    "principals": [
                        {"type": "AWS", "identifiers": ["x", "y"]},
                        {"type": "Service", "identifiers": ["z"]},
                    ],
                    "conditions": [{"test": "StringEquals", "variable": "aws:SourceVpc", "values": ["vpc-1"]}],
                },
                {"effect": "Deny", "notActions": ["iam:*"], "principals": [{"type": "*", "identifiers": ["*"]}]},
            ],
        },
    )
    assert responses.STAND_IN_MARK not in result
    assert json.loads(result["json"]) == json.loads(result["minifiedJson"])
    assert json.loads(result["json"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "keep", "Effect": "Deny", "Action": "s3:*", "Resource": "*"},
            {
                "Sid": "over",
                "Effect": "Allow",
                "Action": "bedrock:InvokeModel",
                "Resource": ["a", "b"],
                "Principal": {"AWS": ["x", "y"], "Service": "z"},
                "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}},
            },
            {"Effect": "Deny", "NotAction": "iam:*", "Principal": "*"},
        ],
    }


def test_policy_documents_that_are_no_json_are_an_error() -> None:
    with pytest.raises(functions.CannotInvoke, match="is not JSON"):
        responses.invoke("aws:iam/getPolicyDocument:getPolicyDocument", {"sourcePolicyDocuments": ["{"]})


def test_yaml_is_decoded_and_charts_are_refused() -> None:
    result = responses.invoke("kubernetes:yaml:decode", {"text": "kind: A\n---\n---\nkind: B\n"})
    assert result == {"result": [{"kind": "A"}, {"kind": "B"}]}
    for token in ("kubernetes:helm:template", "kubernetes:kustomize:directory"):
        with pytest.raises(functions.CannotInvoke, match="needs the Kubernetes provider"):
            responses.invoke(token, {})


def test_search_paths_decide_where_sdks_are(tmp_path: Any) -> None:
    try:
        sdk_source.set_search_paths([str(tmp_path)])
        assert sdk_source.resource_source(GROUP) is None
        assert responses.preview_outputs(GROUP, {}) == {"id": UNKNOWN}
    finally:
        sdk_source.set_search_paths(None)
    assert sdk_source.resource_source(GROUP) is not None
