"""Manifests from several files, from a text and from objects, below a component and with a provider of their own."""

import pulumi
import pulumi_kubernetes as kubernetes


class App(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("ai:apps:App", name, None, opts)
        kubernetes.yaml.v2.ConfigGroup(
            f"{name}-manifests",
            files=["manifests/*.yaml"],
            yaml="""
apiVersion: ray.io/v1
kind: RayCluster
metadata: {name: train, namespace: ml}
spec: {enableInTreeAutoscaling: true, workerGroupSpecs: [{groupName: gpu, minReplicas: 0}]}
""",
            objs=[{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "extra"}, "data": {"a": "b"}}],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


provider = kubernetes.Provider("cluster", namespace="apps")
App("app", pulumi.ResourceOptions(providers=[provider]))
kubernetes.yaml.v2.ConfigGroup(
    "literal",
    resource_prefix="",
    objs=[
        {
            "apiVersion": "serving.kserve.io/v1beta1",
            "kind": "InferenceService",
            "metadata": {"name": "llm", "namespace": "ml"},
            "spec": {"predictor": {"minReplicas": 1}},
        },
    ],
)
