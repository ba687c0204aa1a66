"""Cognito: paid by the user that is active in a month."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never

_GUIDE = "docs.aws.amazon.com/cognito/latest/developerguide"

entry(
    type="aws:cognito/userPool:UserPool",
    klass=Class.METERED,
    why="A user pool bills for every user that is active in a month, and for its text messages.",
    source=f"{_GUIDE}/cognito-user-pools.html",
    components=(
        plumbing(
            "active users", "users", Never("a pool takes whoever signs in"), "Let administrators create the users if it must not grow."
        ),
    ),
    blocked=Example({"name": "users"}, {"active users": "unbounded"}),
)
for _name, _why in (
    ("userPoolClient:UserPoolClient", "A client belongs to its user pool, which is judged; machine clients bill by the month."),
    ("managedUserPoolClient:ManagedUserPoolClient", "A client belongs to its user pool, which is judged."),
    ("userPoolDomain:UserPoolDomain", "A domain serves the sign-in pages of a user pool, which is judged."),
    ("managedLoginBranding:ManagedLoginBranding", "It dresses the sign-in pages of a user pool, which is judged."),
    ("logDeliveryConfiguration:LogDeliveryConfiguration", "Logs bill where they are kept, which is judged."),
    ("riskConfiguration:RiskConfiguration", "Threat protection adds to the price of each active user of a pool, which is judged."),
    ("user:User", "One user bills in a month in which it is active."),
):
    settled(f"aws:cognito/{_name}", _why, f"{_GUIDE}/what-is-amazon-cognito.html")
