"""A manifest that cannot be read at preview, since a part of it comes from a resource that does not exist yet."""

import pulumi
import pulumi_aws.eks as eks
import pulumi_kubernetes.yaml.v2 as yaml

cluster = eks.Cluster("rag", role_arn="arn:aws:iam::1:role/r", vpc_config={"subnet_ids": []})
text = pulumi.Output.format(
    """
apiVersion: v1
kind: ConfigMap
metadata: {{name: cluster}}
data: {{endpoint: {0}}}
""",
    cluster.endpoint,
)
yaml.ConfigGroup("unknown", yaml=text)
