"""Web Application Firewall: ACLs and rules bill by the month."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

for _name, _why in (
    ("webAcl:WebAcl", "One ACL bills by the month with its rules, and by the million requests; its rate rules hold one source each."),
    ("webAclRule:WebAclRule", "One rule bills by the month."),
    ("webAclRuleGroupAssociation:WebAclRuleGroupAssociation", "It puts a rule group into an ACL, which bills by the month."),
    ("ruleGroup:RuleGroup", "One rule group bills by the month with its rules."),
    ("webAclLoggingConfiguration:WebAclLoggingConfiguration", "Logs bill where they are kept, which is judged."),
    ("apiKey:ApiKey", "A key identifies applications and bills nothing."),
):
    settled(
        f"aws:wafv2/{_name}",
        _why,
        "docs.aws.amazon.com/waf/latest/developerguide/what-is-aws-waf.html",
    )
