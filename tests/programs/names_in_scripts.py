"""Resource names, tags and keys in many scripts, with spaces and signs, and two that look alike."""

import pulumi
import pulumi_aws as aws

for name in (
    "вектора",
    "埋め込み",
    "متجهات",
    "ελληνικά",
    "नमस्ते",
    "emoji-🦜",
    "with space",
    "with/slash",
    "with:colon",
    "with::colons",
    "quote'and\"more",
    "dollar$sign",
    "percent%20",
    "<b>html</b>",
    "é",
    "e\u0301",
):
    aws.autoscaling.Group(name, min_size=0, max_size=5, name_prefix="g-")
aws.s3.Bucket("tags", tags={"команда": "поиск", "チーム": "検索", "empty": "", "line\nbreak": "tab\tand\u2028separator"})
pulumi.export("имя", "значение")
