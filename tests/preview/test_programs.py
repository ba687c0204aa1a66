"""What a pack sees of a program: the features that Pulumi programs use, one small program for several of them each.

That it is what the real engine shows is for tests/engine to prove; these tests need no engine.
"""

from __future__ import annotations

from collections.abc import Callable

from ceilings.engine import wire
from ceilings.engine.responses import STAND_IN_NUMBER

from .conftest import Seen, said

Record = Callable[..., Seen]
UNKNOWN = wire.UNKNOWN
BASE = """
import pulumi
from pulumi import *

class Thing(CustomResource):
    count: Output[int]
    other: Output[str]

    def __init__(self, name, props=None, opts=None, typ="aws:s3/bucket:Bucket"):
        super().__init__(typ, name, {"arn": None, **(props or {})}, opts)

"""


def test_resources_components_and_the_stack(record: Record) -> None:
    seen = record(
        BASE
        + """
class Service(ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:index:Service", name, {"size": 3}, opts)
        self.bucket = Thing("data", {"tags": {"a": "b"}}, ResourceOptions(parent=self))
        self.register_outputs({"bucket": self.bucket.id})

outer = Service("outer")
inner = Service("inner", ResourceOptions(parent=outer)) if False else None
nested = ComponentResource("acme:index:Nested", "nested", None, ResourceOptions(parent=outer))
Thing("deep", {}, ResourceOptions(parent=nested))
pulumi.export("id", outer.bucket.id)
pulumi.export("size", 3)
"""
    )
    assert seen.urns["data"] == "urn:pulumi:dev::acme::acme:index:Service$aws:s3/bucket:Bucket::data"
    assert seen.urns["deep"] == "urn:pulumi:dev::acme::acme:index:Service$acme:index:Nested$aws:s3/bucket:Bucket::deep"
    assert seen.inputs["outer"]["props"] == {"size": 3}
    assert seen.outputs["outer"]["props"] == {"bucket": UNKNOWN}
    assert seen.outputs["nested"]["props"] == {}, "a component that registers no outputs has none"
    assert seen.outputs["data"]["parent"] == seen.urns["outer"]
    assert seen.outputs["data"]["props"]["arn"] == UNKNOWN
    assert seen.outputs["data"]["props"]["tags"] == {"a": "b"}
    assert seen.outputs["acme-dev"]["props"] == {"id": UNKNOWN, "size": 3}
    assert seen.outputs["outer"]["provider"] is seen.outputs["acme-dev"]["provider"] is None
    assert seen.result.resources[0].type == "pulumi:pulumi:Stack"


def test_default_providers_have_the_stacks_configuration(record: Record) -> None:
    seen = record(
        BASE + 'Thing("a", {}, ResourceOptions(version="7.51.1"))\nThing("b", {}, ResourceOptions(version="7.51.2-rc.1"))\nThing("c")',
        config=["aws:region=eu-west-1"],
    )
    first = seen.inputs["a"]["provider"]
    assert first == {
        "urn": "urn:pulumi:dev::acme::pulumi:providers:aws::default_7_51_1",
        "props": {"region": "eu-west-1", "version": "7.51.1"},
    }
    assert seen.inputs["b"]["provider"]["urn"].endswith("::default_7_51_2_rc_1")
    assert seen.inputs["c"]["provider"]["urn"].endswith("::default")
    assert seen.inputs["default_7_51_1"]["props"] == first["props"], "a pack is shown providers too"


def test_explicit_providers_are_inherited(record: Record) -> None:
    seen = record(
        BASE
        + """
class Aws(ProviderResource):
    def __init__(self, name, region):
        super().__init__("aws", name, {"region": region})

east, west = Aws("east", "us-east-1"), Aws("west", "us-west-2")
component = ComponentResource("acme:index:C", "component", None, ResourceOptions(providers=[west]))
Thing("of-component", {}, ResourceOptions(parent=component))
Thing("explicit", {}, ResourceOptions(provider=east))
parent = Thing("parent", {}, ResourceOptions(provider=west))
Thing("child", {}, ResourceOptions(parent=parent))
"""
    )
    regions = {name: one["provider"]["props"]["region"] for name, one in seen.inputs.items() if one["provider"]}
    assert regions == {"of-component": "us-west-2", "explicit": "us-east-1", "parent": "us-west-2", "child": "us-west-2"}


def test_a_provider_whose_configuration_is_unknown_answers_nothing(record: Record) -> None:
    seen = record(
        BASE
        + """
class Kubernetes(ProviderResource):
    def __init__(self, name, config):
        super().__init__("kubernetes", name, {"kubeconfig": config})

provider = Kubernetes("k", Thing("cluster").arn)
Thing("map", {"data": {"a": "b"}}, ResourceOptions(provider=provider), "kubernetes:core/v1:ConfigMap")
"""
    )
    assert seen.inputs["map"]["props"] == {"data": {"a": "b"}}, "nothing is checked, so nothing is named"
    assert seen.outputs["map"]["props"] == {}


def test_dependencies_and_unknowns(record: Record) -> None:
    seen = record(
        BASE
        + """
a, b = Thing("a"), Thing("b")
component = ComponentResource("acme:index:C", "component")
inside = Thing("inside", {}, ResourceOptions(parent=component))
Thing("c", {"deep": {"list": [a.arn, "x"]}, "mixed": Output.concat(a.id, b.id)}, ResourceOptions(depends_on=[component]))
"""
    )
    c = seen.outputs["c"]
    assert c["props"]["deep"] == {"list": [UNKNOWN, "x"]}
    assert c["dependencies"] == sorted([seen.urns["a"], seen.urns["b"], seen.urns["inside"]]), "what is in a component counts"
    assert c["property_dependencies"] == {
        "deep": [seen.urns["a"]],
        "mixed": sorted([seen.urns["a"], seen.urns["b"]]),
    }


def test_options(record: Record) -> None:
    seen = record(
        BASE
        + """
parent = ComponentResource("acme:index:C", "component", None, ResourceOptions(protect=True))
Thing("a", {"secretly": "x", "hidden": Output.secret("y")}, ResourceOptions(
    ignore_changes=["tags", "maxSize"], delete_before_replace=True, additional_secret_outputs=["secretly"],
    custom_timeouts=CustomTimeouts(create="1h30m"), parent=parent, retain_on_delete=True, replace_on_changes=["x"],
    aliases=[Alias(name="old"), "urn:pulumi:dev::acme::aws:s3/bucket:Bucket::older"], import_="b-123",
))
Thing("b", {}, ResourceOptions(protect=False, parent=parent, deleted_with=parent))
"""
    )
    assert seen.inputs["a"]["opts"] == {
        "protect": True,
        "ignore_changes": ["tags", "maxSize"],
        "delete_before_replace": True,
        "secrets": ["secretly"],
        "create_seconds": 5400.0,
    }
    assert seen.outputs["a"]["props"]["id"] == "b-123", "what is imported is known"
    assert seen.inputs["b"]["opts"]["protect"] is False


def test_read_resources_are_context_only(record: Record) -> None:
    seen = record(
        BASE
        + """
class Group(CustomResource):
    def __init__(self, name, opts=None):
        super().__init__("aws:autoscaling/group:Group", name, {"maxSize": None, "arn": None}, opts)

found = Group("found", ResourceOptions(id="group-1"))
Thing("uses", {"cap": found.maxSize, "arn": found.arn, "id2": found.id})
later = Group("later", ResourceOptions(id=Thing("made").id))
Thing("waits", {"cap": later.maxSize})
"""
    )
    assert "found" not in seen.inputs
    assert "found" not in seen.outputs
    assert seen.inputs["uses"]["props"]["cap"] == STAND_IN_NUMBER
    assert seen.inputs["uses"]["props"]["id2"] == "group-1"
    assert seen.inputs["waits"]["props"]["cap"] == UNKNOWN
    stand_ins = {one.urn: one.stand_ins for one in seen.result.violations if one.policy == "resource"}
    assert stand_ins[seen.urns["uses"]] == ("get aws:autoscaling/group:Group",)
    assert stand_ins[seen.urns["waits"]] == ()


def test_plain_functions_get_stand_ins_and_outputs_stay_unknown(record: Record) -> None:
    seen = record(
        BASE
        + """
plain = pulumi.runtime.invoke("aws:ec2/getSubnets:getSubnets", {}).value
Thing("plain", {"subnets": plain["ids"]})
Thing("innocent", {"region": "eu-west-1"})
output = pulumi.runtime.invoke_output("aws:ec2/getSubnets:getSubnets", {})
Thing("output", {"subnets": output["ids"]})
made = Thing("made")
waits = pulumi.runtime.invoke_output("aws:iam/getPolicyDocument:getPolicyDocument", {}, InvokeOutputOptions(depends_on=[made]))
Thing("waits", {"policy": waits["json"]})
certain = pulumi.runtime.invoke_output("aws:index/getRegion:getRegion", {})
Thing("certain", {"region2": certain["name"]})
""",
        config=["aws:region=eu-west-1"],
    )
    assert seen.inputs["plain"]["props"]["subnets"] == [f"stand-in-getSubnets-ids-{n}" for n in (1, 2, 3)]
    assert seen.inputs["output"]["props"]["subnets"] == UNKNOWN
    assert seen.inputs["waits"]["props"]["policy"] == UNKNOWN
    assert seen.inputs["certain"]["props"]["region2"] == "eu-west-1", "what is certain is told to outputs too"
    marked = {one.urn for one in seen.result.violations if one.stand_ins}
    assert marked == {seen.urns["plain"]}
    assert "aws:ec2/getSubnets:getSubnets: only the cloud knows" in said(seen.result, "info")


def test_stack_references_and_stashes(record: Record) -> None:
    seen = record(
        BASE
        + """
network = StackReference("organization/network/dev")
Thing("a", {"vpc": network.get_output("vpc"), "direct": network.require_output("x")})
stash = Stash("kept", input=3)
Thing("b", {"kept": stash.output})
"""
    )
    assert seen.inputs["a"]["props"]["vpc"] == seen.inputs["a"]["props"]["direct"] == UNKNOWN
    assert seen.inputs["b"]["props"]["kept"] == 3
    assert "organization/network/dev" not in seen.outputs


def test_secrets(record: Record) -> None:
    seen = record(
        BASE
        + """
config = Config()
Thing("a", {"password": config.require_secret("password"), "pin": config.require_secret_object("pin")})
Thing("b", {"plain": config.require("password")})
""",
        files={"Pulumi.dev.yaml": "config: {password: {secure: v1:x}, pin: {open: 1, hidden: {secure: v1:y}}}"},
    )
    assert seen.inputs["a"]["props"]["password"] == UNKNOWN
    assert seen.inputs["a"]["props"]["pin"] == {"open": 1, "hidden": UNKNOWN}
    assert seen.inputs["b"]["props"]["plain"] == UNKNOWN
    assert "acme:password, acme:pin: these values are encrypted" in said(seen.result, "warning")


def test_secret_values_of_the_command_line_are_never_shown(record: Record) -> None:
    seen = record(
        BASE + 'Thing("a", {"password": Config().require_secret("password")})\nprint(Config().require("password"))',
        files={"Pulumi.dev.yaml": "config: {password: {secure: v1:x}}"},
        config=["password=hunter2"],
    )
    assert seen.inputs["a"]["props"]["password"] == "[secret]"
    assert "hunter2" not in str(seen.result.to_json())
    assert "[secret]" in said(seen.result, "info")


def test_transforms(record: Record) -> None:
    seen = record(
        BASE
        + """
def stack_wide(args):
    if args.type_ == "aws:s3/bucket:Bucket":
        return ResourceTransformResult({**args.props, "stackWide": True}, args.opts)

def own(args):
    options = ResourceOptions.merge(args.opts, ResourceOptions(protect=True))
    return ResourceTransformResult({**args.props, "own": args.props["arnOf"]}, options)

def of_parent(args):
    return ResourceTransformResult({**args.props, "fromParent": 1}, args.opts)

def function(args):
    return InvokeTransformResult({**args.args, "name": "changed"}, args.opts)

pulumi.runtime.register_resource_transform(stack_wide)
pulumi.runtime.register_invoke_transform(function)
a = Thing("a")
Thing("b", {"arnOf": a.arn}, ResourceOptions(transforms=[own]))
parent = ComponentResource("acme:index:C", "component", None, ResourceOptions(transforms=[of_parent]))
Thing("c", {}, ResourceOptions(parent=parent))
Thing("d", {"name": pulumi.runtime.invoke("aws:eks/getCluster:getCluster", {"name": "first"}).value["name"]})
"""
    )
    assert seen.inputs["a"]["props"]["stackWide"] is True
    b = seen.outputs["b"]
    assert b["props"]["own"] == UNKNOWN
    assert b["opts"]["protect"] is True
    assert b["dependencies"] == [seen.urns["a"]]
    assert b["property_dependencies"] == {}, "the SDK's transforms forget where values come from, in any engine"
    assert seen.inputs["c"]["props"]["fromParent"] == 1
    assert seen.inputs["component"]["props"] == {"fromParent": 1}
    assert seen.inputs["d"]["props"]["name"] == "changed"


def test_hooks_that_run_on_a_preview(record: Record) -> None:
    seen = record(
        BASE
        + """
def hook(args):
    print("hook saw", args.name, sorted(args.new_inputs))

def failing(args):
    raise Exception("no")

runs = ResourceHook("runs", hook, ResourceHookOptions(on_dry_run=True))
sleeps = ResourceHook("sleeps", failing, ResourceHookOptions(on_dry_run=False))
Thing("a", {"x": 1}, ResourceOptions(hooks=ResourceHookBinding(before_create=[runs, sleeps], after_create=[runs])))
"""
    )
    assert said(seen.result, "info").count("hook saw a ") == 2


def test_manifests_become_resources(record: Record) -> None:
    seen = record(
        """
import pulumi, pulumi_kubernetes as k8s

group = k8s.yaml.v2.ConfigGroup("group", files=["manifests/*.yaml"], opts=pulumi.ResourceOptions(protect=True))
k8s.yaml.v2.ConfigFile("far", file="https://example.com/all.yaml")
k8s.helm.v4.Chart("chart", chart="redis")
k8s.yaml.ConfigFile("old", file="manifests/a.yaml")
pulumi.export("resources", group.resources)
""",
        files={"manifests/a.yaml": "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: Yg==}}"},
    )
    child = "kubernetes:yaml/v2:ConfigGroup$kubernetes:core/v1:Secret::group:default/s"
    assert seen.urns["group:default/s"].endswith(child)
    assert seen.outputs["group:default/s"]["parent"] == seen.urns["group"]
    assert seen.outputs["group"]["provider"] is None
    assert seen.inputs["group"]["props"] == {}
    assert "s" in seen.inputs, "the older component is expanded by the SDK, through a function"
    opaque = {one.urn.rsplit("::", 1)[-1]: one.opaque for one in seen.result.resources if one.opaque}
    assert opaque.keys() == {"far", "chart"}
    warnings = said(seen.result, "warning")
    assert "far was not expanded, so what is in it was not judged: it reads https://example.com/all.yaml" in warnings
    assert "chart was not expanded" in warnings


def test_components_of_other_packages_are_shown_with_their_provider(record: Record) -> None:
    seen = record(
        BASE
        + """
class Cluster(ComponentResource):
    def __init__(self, name, props):
        super().__init__("eks:index:Cluster", name, props, None, remote=True)

Cluster("c", {"maxSize": 3})
"""
    )
    assert seen.inputs["c"]["props"] == {"maxSize": 3}
    assert seen.inputs["c"]["provider"]["urn"].endswith("pulumi:providers:eks::default")
    assert "only its provider can construct a eks:index:Cluster" in said(seen.result, "warning")


def test_assets_references_and_odd_values(record: Record) -> None:
    seen = record(
        BASE
        + """
a = Thing("a")
Thing("b", {
    "code": AssetArchive({"x.py": StringAsset("print()")}),
    "reference": a,
    "component": ComponentResource("acme:index:C", "component"),
    "numbers": [-1, 10**30],
    "nothing": None,
    "listed": [None, True],
    "__internal": "hidden",
})
"""
    )
    props = seen.inputs["b"]["props"]
    assert props["reference"] == UNKNOWN, "a reference to a resource is its id, which is unknown"
    assert props["component"] == seen.urns["component"]
    assert [str(number) for number in props["numbers"]] == ["-1.0", "1e+30"]
    assert props["listed"] == [None, True]
    assert "__internal" not in props
    assert "AssetArchive" in props["code"]


def test_names_in_any_script(record: Record) -> None:
    names = ["日本語", "a::b", "with space", "emoji 🚀", "quote\"'", "$", "ä/ö\\ü"]
    seen = record(BASE + f"for name in {names!r}:\n    Thing(name, {{'tags': {{name: name}}}})")
    for name in names:
        assert seen.urns[name] == f"urn:pulumi:dev::acme::aws:s3/bucket:Bucket::{name}"
        assert seen.inputs[name]["props"]["tags"] == {name: name}


def test_programs_run_as_pulumi_runs_them(record: Record) -> None:
    seen = record(
        """
import asyncio, os, sys
import pulumi
from helper import VALUE

print(__name__, os.path.basename(os.getcwd()), sys.argv[0] == os.getcwd(), sys.stdin.read() == "")
print(pulumi.get_project(), pulumi.get_stack(), pulumi.get_organization(), pulumi.runtime.is_dry_run())
print("ceilings" in sys.modules, [path for path in sys.path if path.endswith("engine")])

async def main():
    await asyncio.sleep(0)
    return {"value": VALUE}

pulumi.run(main)
""",
        files={"helper.py": "VALUE = 7"},
    )
    assert said(seen.result, "info").splitlines() == [
        "__main__ project True True",
        "acme dev organization True",
        "False []",
    ]
    assert seen.outputs["acme-dev"]["props"] == {"value": 7}
