"""random, tls and command resources, as an SDK of theirs would declare them, and what uses their unknown outputs."""

from typing import Any

import pulumi
import pulumi_aws as aws


class Plumbing(pulumi.CustomResource):
    """Any resource by its type; its outputs are the inputs and those that `outputs` names."""

    def __init__(self, token: str, name: str, outputs: tuple[str, ...] = (), **inputs: Any) -> None:
        super().__init__(token, name, {**inputs, **dict.fromkeys(outputs)})

    def output(self, name: str) -> pulumi.Output[Any]:
        return pulumi.Output.from_input(getattr(self, name))


suffix = Plumbing("random:index/randomId:RandomId", "suffix", byteLength=4)
password = Plumbing("random:index/randomPassword:RandomPassword", "password", length=24, special=False)
key = Plumbing("tls:index/privateKey:PrivateKey", "key", algorithm="ED25519")
Plumbing("command:local:Command", "warm", create="echo warm", triggers=[suffix.id])
aws.rds.Instance(
    "vectors",
    engine="postgres",
    instance_class="db.t4g.large",
    allocated_storage=50,
    max_allocated_storage=200,
    username="rag",
    password=password.id,
)
aws.s3.Bucket("corpus", bucket=pulumi.Output.concat("corpus-", suffix.id))
aws.ec2.KeyPair("admin", public_key=key.id)
