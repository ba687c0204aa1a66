"""The pack's process, spoken to as the engine speaks to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pack.client import ROOT, Pack, Sent, Violation

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE, SECRET = "4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"
GROUP = "aws:eks/nodeGroup:NodeGroup"


def group(maximum: Any, name: str = "gpu", **options: Any) -> Sent:
    return Sent(GROUP, name, {"scalingConfig": {"minSize": 0.0, "desiredSize": 1.0, "maxSize": maximum}}, **options)


@pytest.fixture(scope="module")
def pack() -> Iterator[Pack]:
    with Pack(ROOT / "policies") as running:
        yield running


def test_each_policy_says_what_it_is(pack: Pack) -> None:
    """Severity, remediation, page and configuration schema are there for every policy, and the page exists."""
    from declared import DECLARATIONS, PAGES

    assert [policy.name for policy in pack.info.policies] == [one.name for one in DECLARATIONS]
    for policy in pack.info.policies:
        assert policy.severity and policy.remediation_steps and policy.description.endswith(".")
        assert policy.url.startswith("file://") and (PAGES / f"{policy.name}.md").is_file()
        assert "strict" in policy.configSchema.properties.fields


def test_a_violation_can_be_acted_on_without_opening_the_code(pack: Pack) -> None:
    """It names the resource, the property, its value, the ceiling, why it matters and what to do."""
    assert pack.analyze(group(400.0)) == [
        Violation(
            "autoscaler-ceiling",
            "mandatory",
            f"urn:pulumi:dev::p::{GROUP}::gpu",
            'NodeGroup "gpu": scalingConfig.maxSize is 400; the ceiling for a pool of nodes is 50 nodes. '
            "A node group bills for every node that it may scale to, and its autoscaler stops at nothing else. "
            "Lower it, or raise maxNodesPerPool in the pack's configuration.",
        )
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (UNKNOWN, "is not known before the deployment runs"),
        ("many", 'is "many", which is no number'),
        (None, "is not set"),
        ([1.0, 2.0], "is a list"),
        (-3.0, "is -3, which is no ceiling"),
        (float("nan"), "is NaN"),
        (float("inf"), "is infinite"),
        (1e30, "is 1e+30; the ceiling"),
        ("[secret]", 'is "[secret]"'),
        (True, "is true"),
        ({"a": 1.0}, "is an object"),
    ],
)
def test_odd_values_reject_in_words_of_their_own(pack: Pack, value: Any, words: str) -> None:
    (said,) = pack.analyze(group(value))
    assert (said.policy, said.level) == ("autoscaler-ceiling", "mandatory")
    assert words in said.message


def test_an_unknown_anywhere_above_the_cap_rejects(pack: Pack) -> None:
    for properties in ({"scalingConfig": UNKNOWN}, {"scalingConfig": {SIGNATURE: SECRET, "value": UNKNOWN}}):
        (said,) = pack.analyze(Sent(GROUP, "gpu", properties))
        assert said.level == "mandatory" and "not known" in said.message


def test_a_secret_cap_is_judged_and_never_printed(pack: Pack) -> None:
    hidden = {SIGNATURE: SECRET, "value": 77777.0}
    (said,) = pack.analyze(group(hidden))
    assert "77" not in said.message and "a secret" in said.message
    assert pack.analyze(group({SIGNATURE: SECRET, "value": 3.0})) == []


def test_components_providers_and_value_makers_are_never_uncatalogued(pack: Pack) -> None:
    for token in ("my:module:Component", "pulumi:providers:aws", "pulumi:pulumi:Stack"):
        assert pack.analyze(Sent(token, "x", {}, custom=False)) == []
    for token in ("random:index/randomPet:RandomPet", "tls:index/privateKey:PrivateKey", "command:local:Command"):
        assert pack.analyze(Sent(token, "x", {})) == []


def test_a_type_that_nobody_knows_is_said_to_be_so(pack: Pack) -> None:
    (said,) = pack.analyze(Sent("acme:index:Thing", "x", {}))
    assert (said.policy, said.level) == ("uncatalogued-type", "advisory") and "acme:index:Thing" in said.message


def test_what_was_only_read_is_context_in_the_stack() -> None:
    with Pack(ROOT / "policies") as running:
        managed, read = Sent("aws:s3/bucket:Bucket", "mine", {}), Sent("aws:s3/bucket:Bucket", "theirs", {})
        assert running.analyze(managed) == []
        assert {said.urn for said in running.analyze_stack([managed, read])} == {managed.urn}


def test_old_and_new_tokens_of_one_type_get_the_same_verdict(pack: Pack) -> None:
    new, old = Sent("aws:s3/bucket:Bucket", "b", {}), Sent("aws:s3/bucketV2:BucketV2", "b", {})
    with Pack(ROOT / "policies") as running:
        said = [[(one.policy, one.level) for one in running.judge([each])] for each in (new, old)]
    assert said[0] == said[1] != []


def test_limits_come_from_the_configuration_and_the_lowest_holds() -> None:
    with Pack(ROOT / "policies", {"autoscaler-ceiling": {"maxNodesPerPool": 500}}) as running:
        assert running.analyze(group(400.0)) == []
    lower = {"autoscaler-ceiling": {"maxNodesPerPool": 500}, "autoscaler-guard": {"maxNodesPerPool": 5}}
    with Pack(ROOT / "policies", lower) as running:
        assert running.analyze(group(6.0))


def test_strict_makes_every_policy_mandatory_but_leaves_disabled_ones_off() -> None:
    thing = Sent("acme:index:Thing", "x", {})
    with Pack(ROOT / "policies", {"implicit-ceiling": {"strict": True}}) as running:
        assert [said.level for said in running.analyze(thing)] == ["mandatory"]
    with Pack(ROOT / "policies", {"implicit-ceiling": {"strict": True}}, {"uncatalogued-type": "disabled"}) as running:
        assert running.analyze(thing) == []


def test_accelerators_are_counted_over_the_whole_stack() -> None:
    pools = [
        Sent(
            GROUP, f"gpu{index}", {"instanceTypes": ["p5.48xlarge"], "scalingConfig": {"maxSize": 2.0, "minSize": 0.0, "desiredSize": 0.0}}
        )
        for index in range(3)
    ]
    with Pack(ROOT / "policies") as running:
        (said,) = [one for one in running.judge(pools) if one.policy == "gpu-total"]
        assert said.urn == "" and "48 accelerators" in said.message and 'NodeGroup "gpu0" 16' in said.message
        assert running.judge(pools[:2]) == []


def test_ten_megabytes_of_properties_are_judged(pack: Pack) -> None:
    large = Sent(GROUP, "gpu", {**group(3.0).properties, "tags": {f"t{index}": "x" * 1000 for index in range(10_000)}})
    assert pack.analyze(large) == []
    assert [said.policy for said in pack.analyze_stack([large])] == []


def test_names_in_any_script_are_named(pack: Pack) -> None:
    for name in ("推論-ノード", "γκρουπ", "גרופ", "a'b\"c", "x" * 500, "new\nline"):
        (said,) = pack.analyze(group(400.0, name))
        assert name in said.message


def test_a_fault_of_the_judgement_rejects_and_names_the_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    from pulumi.runtime import proto

    from tests.pack.client import analyze_request, stack_request, violations

    import analyzer
    from declared import policies

    def broken(*_: Any) -> Any:
        raise KeyError("secret-value")

    monkeypatch.setattr(analyzer, "assess", broken)
    monkeypatch.setattr(analyzer, "assess_stack", broken)
    served = analyzer.Analyzer(policies())
    served.Configure(proto.ConfigureAnalyzerRequest(), None)
    said = violations(served.Analyze(analyze_request(group(3.0)), None))
    assert {one.policy for one in said} == {"autoscaler-ceiling", "gpu-ceiling", "storage-ceiling"}
    assert all(one.level == "mandatory" and 'NodeGroup "gpu"' in one.message and "secret-value" not in one.message for one in said)
    assert {one.policy for one in violations(served.AnalyzeStack(stack_request([group(3.0)]), None))} == {
        "autoscaler-guard",
        "gpu-total",
        "storage-guard",
    }


@settings(max_examples=40, deadline=None)
@given(maximum=st.integers(min_value=0, max_value=10**9))
def test_a_maximum_passes_exactly_up_to_its_limit(maximum: int) -> None:
    from ceilings.assess import assess
    from ceilings.limits import DEFAULT_LIMITS
    from ceilings.resource import Resource

    one = Resource("urn", GROUP, "gpu", {"scalingConfig": {"maxSize": float(maximum)}})
    assert bool(assess(one, DEFAULT_LIMITS).findings) == (maximum > 50)


def test_two_resources_that_cap_each_other_cap_nothing() -> None:
    """A companion's own ceiling counts, never its companion's."""
    collection = "aws:opensearch/serverlessCollection:ServerlessCollection"
    urns = [f"urn:pulumi:dev::p::{collection}::{name}" for name in "ab"]
    pair = [
        Sent(collection, name, {"name": name, "type": "VECTORSEARCH", "collectionGroupName": UNKNOWN}, {"collectionGroupName": [other]})
        for name, other in zip("ab", reversed(urns), strict=True)
    ]
    with Pack(ROOT / "policies") as running:
        said = running.judge(pair)
    assert {(one.policy, one.urn) for one in said if one.level == "mandatory"} == {("autoscaler-guard", urn) for urn in urns}
