"""Route 53: zones and resolvers bill by the month or hour, and queries by the million."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

_GUIDE = "docs.aws.amazon.com/Route53/latest/DeveloperGuide"

for _name, _why in (
    ("zone:Zone", "One zone bills by the month, and its queries by the million."),
    ("healthCheck:HealthCheck", "One health check bills by the month."),
    ("trafficPolicyInstance:TrafficPolicyInstance", "One policy record bills by the month."),
    ("resolverEndpoint:ResolverEndpoint", "An endpoint bills by the hour for each of its addresses."),
    ("cidrCollection:CidrCollection", "A collection of address ranges is free of charge."),
    ("cidrLocation:CidrLocation", "A location of address ranges is free of charge."),
    ("profilesProfile:ProfilesProfile", "One profile bills by the hour for the networks that it is associated with."),
    ("profilesAssociation:ProfilesAssociation", "One association of a profile bills by the hour."),
    ("profilesResourceAssociation:ProfilesResourceAssociation", "It puts one resource into a profile."),
    ("queryLog:QueryLog", "Query logs bill in the log group that takes them, which is judged."),
    ("resolverDnsSecConfig:ResolverDnsSecConfig", "It switches validation on for one network."),
    ("resolverFirewallDomainList:ResolverFirewallDomainList", "A list bills by the month for the domains in it."),
    ("resolverFirewallRule:ResolverFirewallRule", "A rule belongs to its rule group."),
    ("resolverFirewallRuleGroup:ResolverFirewallRuleGroup", "A rule group bills nothing until a network uses it."),
    ("resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", "A network's filtered queries bill by the million."),
    ("resolverQueryLogConfig:ResolverQueryLogConfig", "Query logs bill where they are kept, which is judged."),
    ("resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation", "Query logs bill where they are kept, which is judged."),
):
    settled(f"aws:route53/{_name}", _why, f"{_GUIDE}/Welcome.html")
