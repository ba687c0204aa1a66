"""CloudFormation templates: which of the resources that one declares may scale or hold something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ceilings.resource import Resource
from ceilings.values import MISSING

# Networks, permissions and keys: they bill nothing, or a rate by the hour for what is declared. By service, as their tokens have it.
# Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
_PLAIN: Final = {
    "CloudFormation": "WaitCondition WaitConditionHandle",
    "EC2": "DHCPOptions EgressOnlyInternetGateway InternetGateway NetworkAcl NetworkAclEntry NetworkInterface Route RouteTable "
    "SecurityGroup SecurityGroupEgress SecurityGroupIngress Subnet SubnetNetworkAclAssociation SubnetRouteTableAssociation VPC "
    "VPCCidrBlock VPCDHCPOptionsAssociation VPCGatewayAttachment",
    "IAM": "Group GroupPolicy InstanceProfile ManagedPolicy OIDCProvider Policy Role RolePolicy ServiceLinkedRole User UserPolicy",
    "KMS": "Alias Key",
    "SecretsManager": "ResourcePolicy RotationSchedule Secret SecretTargetAttachment",
    "SSM": "Parameter",
}
_KNOWN: Final = frozenset(f"AWS::{service}::{kind}" for service, kinds in _PLAIN.items() for kind in kinds.split())
_MOST_CHARACTERS: Final = 1_000_000
"""The service takes a fiftieth of this in a property; a longer text is not read."""


class _Unreadable(Exception):
    """The template cannot be read, or something else writes parts of it."""


def others(resource: Resource) -> list[str] | None:
    """The resource types in a template that are no mere plumbing, in order; ``None`` where the template cannot be read as a whole."""
    text = resource.get("templateBody")
    if not isinstance(text, str) or len(text) > _MOST_CHARACTERS or resource.get("templateUrl") is not MISSING:
        return None
    try:
        return sorted({kind for kind in _kinds(text) if kind not in _KNOWN})
    except (_Unreadable, RecursionError):
        return None


def _kinds(text: str) -> Iterator[str]:
    """The type of every resource of a template, in JSON or YAML."""
    import yaml  # Few programs have a template, and the pack starts sooner without it.

    try:
        root = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError) as error:
        raise _Unreadable from error
    for node in _nodes(root):
        if node.tag == "!Transform" or (isinstance(node, yaml.MappingNode) and {"Transform", "Fn::Transform", "<<"} & _fields(node).keys()):
            raise _Unreadable
    declared = _fields(_fields(root).get("Resources"))
    if not declared:
        raise _Unreadable
    for one in declared.values():
        kind = _fields(one).get("Type")
        if not isinstance(kind, yaml.ScalarNode):
            raise _Unreadable
        yield kind.value


def _fields(node: Any) -> dict[str, Any]:
    """The fields of a mapping. One that repeats a name, or has others than plain ones, cannot be read."""
    fields: dict[str, Any] = {}
    if node is None or node.id != "mapping":
        raise _Unreadable
    for key, value in node.value:
        if key.id != "scalar" or key.value in fields:
            raise _Unreadable
        fields[key.value] = value
    return fields


def _nodes(root: Any) -> Iterator[Any]:
    """Every node of a document once, however often aliases repeat it."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        for item in node.value if node.id != "scalar" else ():
            waiting.extend(item if isinstance(item, tuple) else (item,))
