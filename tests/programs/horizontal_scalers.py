"""Kubernetes' own scalers and workloads: replicas, jobs, claims, quotas, in one namespace and in none."""

import pulumi_kubernetes as kubernetes

namespace = kubernetes.core.v1.Namespace("serving", metadata={"name": "serving"})
meta = {"namespace": namespace.metadata.name}
labels = {"app": "vllm"}
container = {"name": "vllm", "image": "vllm", "resources": {"limits": {"nvidia.com/gpu": "1", "memory": "16Gi"}}}
deployment = kubernetes.apps.v1.Deployment(
    "vllm",
    metadata=meta,
    spec={
        "replicas": 2,
        "selector": {"match_labels": labels},
        "template": {"metadata": {"labels": labels}, "spec": {"containers": [container]}},
    },
)
for name, maximum in (("capped", 8), ("uncapped", 100_000)):
    kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
        name,
        metadata=meta,
        spec={
            "min_replicas": 1,
            "max_replicas": maximum,
            "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": deployment.metadata.name},
        },
    )
kubernetes.apps.v1.StatefulSet(
    "milvus",
    metadata=meta,
    spec={
        "replicas": 3,
        "service_name": "milvus",
        "selector": {"match_labels": labels},
        "template": {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "milvus", "image": "milvus"}]}},
        "volume_claim_templates": [
            {
                "metadata": {"name": "data"},
                "spec": {"access_modes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "20Ti"}}},
            }
        ],
    },
)
kubernetes.batch.v1.CronJob(
    "reindex",
    metadata=meta,
    spec={
        "schedule": "* * * * *",
        "concurrency_policy": "Allow",
        "job_template": {
            "spec": {
                "parallelism": 64,
                "template": {"spec": {"restart_policy": "Never", "containers": [{"name": "embed", "image": "embed"}]}},
            }
        },
    },
)
kubernetes.core.v1.ResourceQuota("quota", metadata=meta, spec={"hard": {"requests.nvidia.com/gpu": "8", "pods": "40"}})
kubernetes.core.v1.PersistentVolumeClaim(
    "loose",
    spec={"access_modes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}},
)
