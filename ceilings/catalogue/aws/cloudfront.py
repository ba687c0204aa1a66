"""CloudFront: paid by the byte and request, with no cap of its own."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never

_GUIDE = "docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
_TRAFFIC = plumbing(
    "traffic",
    "GiB",
    Never("a distribution serves whoever asks"),
    "Put a web ACL with rate-based rules on it; it slows one source, not all.",
)
_ORIGIN = {"enabled": True, "origins": [{"domainName": "example.com"}]}

for _token in ("distribution:Distribution", "multitenantDistribution:MultitenantDistribution"):
    entry(
        type=f"aws:cloudfront/{_token}",
        klass=Class.METERED,
        why="A distribution bills for every byte that it sends and every request that it takes.",
        source=f"{_GUIDE}/Introduction.html",
        components=(_TRAFFIC,),
        blocked=Example(_ORIGIN, {"traffic": "unbounded"}),
    )
for _token, _why in (
    ("anycastIpList:AnycastIpList", "A list of addresses bills a fixed sum by the month."),
    ("connectionFunction:ConnectionFunction", "A function bills by the call of a distribution, which is judged."),
    ("connectionGroup:ConnectionGroup", "A group leads to distributions, which are judged."),
    ("distributionTenant:DistributionTenant", "A tenant shares a distribution, which is judged."),
    ("function:Function", "A function bills by the request of a distribution, which is judged."),
    ("keyValueStore:KeyValueStore", "A store holds at most five MiB for functions."),
    ("keyvaluestoreKey:KeyvaluestoreKey", "One key lies in its store."),
    ("keyvaluestoreKeysExclusive:KeyvaluestoreKeysExclusive", "Keys lie in their store."),
    ("monitoringSubscription:MonitoringSubscription", "More metrics of one distribution bill by the month."),
    ("realtimeLogConfig:RealtimeLogConfig", "Logs fill a stream, which is judged."),
    ("trustStore:TrustStore", "A trust store holds certificates for distributions."),
):
    settled(f"aws:cloudfront/{_token}", _why, f"{_GUIDE}/Introduction.html")
