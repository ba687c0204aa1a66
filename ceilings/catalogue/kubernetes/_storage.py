"""Volumes whose driver ignores the size that a claim asks for, so that the number caps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ceilings.catalogue.entry import Judged
from ceilings.catalogue.parts import endless_storage
from ceilings.companions.kubernetes import cluster_wide, storage_class
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

VOLUME: Final = "kubernetes:core:PersistentVolume"

# Source: github.com/kubernetes-sigs/aws-efs-csi-driver, github.com/awslabs/mountpoint-s3-csi-driver and the other drivers' own pages.
_ENDLESS: Final = {
    "efs.csi.aws.com": "an EFS file system",
    "s3.csi.aws.com": "an S3 bucket",
    "gcsfuse.csi.storage.gke.io": "a Cloud Storage bucket",
    "blob.csi.azure.com": "a blob container",
}
_REMEDY: Final = "Use a driver that enforces the size (ebs.csi.aws.com, fsx.csi.aws.com), or keep this data where a size is declared."


def endless(driver: str | None) -> str:
    """What a driver's volumes are parts of, where it ignores their size; empty for a driver that enforces it."""
    if driver is None:
        return ""
    return _ENDLESS.get(driver) or ("an NFS export" if "nfs" in driver.lower() else "")


def endless_claim(driver: str, path: str) -> Judged:
    """Storage of a claim whose size means nothing."""
    shown = f"the driver {driver}" if driver in _ENDLESS else "an NFS driver"
    return endless_storage(f"{path} leads to {shown}, whose volumes are parts of {endless(driver)} and ignore the size asked for", _REMEDY)


def of_class(stack: Stack, resource: Resource, paths: Iterable[str]) -> Iterator[Judged]:
    """Endless storage of the claims whose specifications are at ``paths``, as far as the stack holds their classes or volumes."""
    for path in paths:
        name = f"{path}.storageClassName"
        found = storage_class(stack, resource, name)
        driver = found.text("provisioner") if found is not None else ""
        if driver and endless(driver):
            yield endless_claim(driver, name)
            continue
        volume = cluster_wide(stack, resource, f"{path}.volumeName", VOLUME)
        driver = driver_of(volume) if volume is not None else ""
        if driver:
            yield endless_claim(driver, f"{path}.volumeName")


def driver_of(volume: Resource) -> str:
    """The driver of a PersistentVolume that ignores its capacity; empty for one that has a size of its own."""
    driver = volume.text("spec.csi.driver") or ""
    if endless(driver):
        return driver
    return "nfs" if volume.get("spec.nfs") is not MISSING else ""
