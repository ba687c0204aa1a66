"""Every other option that a policy can see or that changes what it sees, set directly and inherited."""

import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(self) -> None:
        options = pulumi.ResourceOptions(protect=True, retain_on_delete=True, deleted_with=cluster)
        super().__init__("ai:stores:Store", "store", None, options)
        inherited = aws.s3.Bucket("inherited", opts=pulumi.ResourceOptions(parent=self))
        aws.s3.Bucket("unprotected", opts=pulumi.ResourceOptions(parent=self, protect=False, depends_on=[inherited]))
        self.register_outputs({"bucket": inherited.bucket})


cluster = aws.eks.Cluster(
    "ml",
    role_arn="arn:aws:iam::1:role/r",
    vpc_config={"subnet_ids": []},
    opts=pulumi.ResourceOptions(
        custom_timeouts=pulumi.CustomTimeouts(create="45m", update="1h", delete="30s"),
        additional_secret_outputs=["certificateAuthority", "endpoint"],
        delete_before_replace=True,
        replace_on_changes=["vpcConfig"],
        version="7.51.1",
    ),
)
store = Store()
topic = aws.sns.Topic("alarms", opts=pulumi.ResourceOptions(protect=True, depends_on=[store, cluster]))
aws.sns.TopicSubscription(
    "mail",
    topic=topic.arn,
    protocol="email",
    endpoint="finance@example.com",
    opts=pulumi.ResourceOptions(deleted_with=topic, delete_before_replace=False, parent=topic),
)
aws.s3.Bucket("after-output", opts=pulumi.ResourceOptions(depends_on=pulumi.Output.from_input([topic])))
pulumi.export("endpoint", cluster.endpoint)
