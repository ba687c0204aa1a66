"""Key Management Service: keys bill by the month."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

for _token, _why in (
    ("aws:kms/key:Key", "One key bills by the month, and its calls by the ten thousand."),
    ("aws:kms/replicaKey:ReplicaKey", "One replica of a key bills by the month."),
    ("aws:kms/externalKey:ExternalKey", "One key of imported material bills by the month."),
    ("aws:kms/replicaExternalKey:ReplicaExternalKey", "One replica of a key of imported material bills by the month."),
    ("aws:kms/customKeyStore:CustomKeyStore", "A key store uses a CloudHSM cluster or an outside manager, which bills on its own."),
    ("aws:kms/ciphertext:Ciphertext", "It is one call, made at deployment."),
):
    settled(_token, _why, "docs.aws.amazon.com/kms/latest/developerguide/overview.html")
