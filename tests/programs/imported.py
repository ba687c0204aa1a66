"""Resources that are imported or that a chart's provider would render."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

aws.s3.Bucket("old", bucket="old-embeddings", opts=pulumi.ResourceOptions(import_="old-embeddings"))
kubernetes.helm.v4.Chart("karpenter", chart="karpenter", version="1.0.0", namespace="kube-system")
aws.autoscaling.Group("new", min_size=0, max_size=2)
