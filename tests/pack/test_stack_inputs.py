"""A stack policy sees outputs, which at preview are unknown for all that the cloud computes. A cap that was left out stays left out."""

from __future__ import annotations

from tests.pack.client import ROOT, Pack, Sent

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def test_a_computed_output_does_not_hide_a_cap_that_was_left_out() -> None:
    inputs = {"namespaceName": "n", "workgroupName": "w"}
    outputs = {**inputs, "maxCapacity": UNKNOWN, "arn": UNKNOWN}
    with Pack(ROOT / "policies") as pack:
        asked = Sent("aws:redshiftserverless/workgroup:Workgroup", "w", inputs)
        said = pack.analyze(asked) + pack.analyze_stack([Sent(asked.type, "w", outputs)])
    messages = [one.message for one in said if one.level == "mandatory"]
    assert any("maxCapacity is not set" in message for message in messages)
    assert not any("not known" in message for message in messages)
