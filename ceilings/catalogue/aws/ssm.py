"""Systems Manager: parameters and fleet settings."""

from __future__ import annotations

from ceilings.catalogue.aws._opaque import unseen
from ceilings.catalogue.aws._shared import settled

_GUIDE = "docs.aws.amazon.com/systems-manager/latest/userguide"

for _token, _why in (
    ("aws:ssm/parameter:Parameter", "One standard parameter is free, and one advanced parameter bills by the month."),
    ("aws:ssm/activation:Activation", "It registers machines that run elsewhere, up to its registration limit."),
    ("aws:ssm/association:Association", "It runs a document on instances, each of which is judged."),
    ("aws:ssm/contactsRotation:ContactsRotation", "A rotation is a calendar of people."),
    ("aws:ssm/maintenanceWindowTask:MaintenanceWindowTask", "A task runs on instances, each of which is judged."),
    ("aws:ssm/resourceDataSync:ResourceDataSync", "A sync fills a bucket, which is judged."),
    ("aws:ssm/serviceSetting:ServiceSetting", "A setting of the account, which runs nothing itself."),
):
    settled(_token, _why, f"{_GUIDE}/what-is-systems-manager.html")
unseen(
    "aws:ssm/quicksetupConfigurationManager:QuicksetupConfigurationManager",
    "Quick Setup deploys stacks of its own to the accounts that it is given.",
    f"{_GUIDE}/systems-manager-quick-setup.html",
    "it makes roles, associations and schedules that this stack does not show",
    "Declare what it would set up, or see that its configuration only manages instances that are judged.",
    {"name": "patching", "configurationDefinition": {"type": "AWSQuickSetupType-PatchPolicy", "parameters": {}}},
    brings_capacity=False,
)
