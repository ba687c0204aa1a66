"""The first home of workloads and ingresses, whose old tokens a state may still hold."""

from __future__ import annotations

from ceilings.catalogue.kubernetes import apps, networking_k8s_io

__all__ = ["apps", "networking_k8s_io"]
