"""Default providers, explicit ones by region, providers handed down by components, one with unknown configuration."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes


class Region(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions) -> None:
        super().__init__("ai:regions:Region", name, None, opts)
        aws.s3.Bucket(f"{name}-models", opts=pulumi.ResourceOptions(parent=self))
        kubernetes.core.v1.Namespace(f"{name}-models", opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


tokyo = aws.Provider("tokyo", region="ap-northeast-1", default_tags={"tags": {"team": "search"}})
cluster = aws.eks.Cluster(
    "far", role_arn="arn:aws:iam::1:role/r", vpc_config={"subnet_ids": []}, opts=pulumi.ResourceOptions(provider=tokyo)
)
far = kubernetes.Provider("far", kubeconfig=cluster.endpoint, namespace="models")
Region("tokyo", pulumi.ResourceOptions(providers={"aws": tokyo, "kubernetes": far}))
Region("list", pulumi.ResourceOptions(providers=[far]))
Region("home", pulumi.ResourceOptions())
aws.s3.Bucket("home-bucket")
aws.autoscaling.Group("far-group", min_size=0, max_size=900, opts=pulumi.ResourceOptions(provider=tokyo))
kubernetes.core.v1.ConfigMap("prompts", data={"system": "be brief"}, opts=pulumi.ResourceOptions(provider=far))
