"""Simple Notification Service."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never

_GUIDE = "docs.aws.amazon.com/sns/latest/dg"

entry(
    type="aws:sns/topic:Topic",
    klass=Class.METERED,
    why="A topic bills by the message that is published and delivered.",
    source=f"{_GUIDE}/welcome.html",
    components=(
        plumbing("messages", "messages", Never("a topic takes whatever it is sent"), "Bound what publishes to it and what it starts."),
    ),
    blocked=Example({"name": "user-updates"}, {"messages": "unbounded"}),
)
settled(
    "aws:sns/smsPreferences:SmsPreferences",
    "Preferences hold a monthly spend limit on text messages, itself a ceiling.",
    f"{_GUIDE}/sms_preferences.html",
    {"monthlySpendLimit": 10.0},
    Class.GUARD,
)
for _token, _why in (
    ("aws:sns/topicSubscription:TopicSubscription", "A subscription delivers a topic's messages; the topic says that they are metered."),
    ("aws:sns/platformApplication:PlatformApplication", "It registers an application for push messages and sends none itself."),
    ("aws:sns/dataProtectionPolicy:DataProtectionPolicy", "It masks a topic's messages; the topic says that they are metered."),
):
    settled(_token, _why, f"{_GUIDE}/welcome.html", klass=Class.METERED)
