"""Volumes whose driver ignores the size that a claim asks for, so that the number caps nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ceilings.catalogue.entry import Judged
from ceilings.catalogue.parts import endless_storage
from ceilings.companions.kubernetes import cluster_wide, storage_class
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING, UNKNOWN

VOLUME: Final = "kubernetes:core:PersistentVolume"

# Source: github.com/kubernetes-sigs/aws-efs-csi-driver, github.com/awslabs/mountpoint-s3-csi-driver and the other drivers' own pages.
_ENDLESS: Final = {
    "efs.csi.aws.com": "an EFS file system",
    "s3.csi.aws.com": "an S3 bucket",
    "gcsfuse.csi.storage.gke.io": "a Cloud Storage bucket",
    "blob.csi.azure.com": "a blob container",
}
# How classes, volumes and other makers' drivers of such kinds are named: a word of the name says it.
_NAMED: Final = re.compile(r"(?:^|[^a-z0-9])(efs|s3files|s3|nfs|gcsfuse|blobfuse2?)(?![a-z0-9])", re.IGNORECASE)
_WHY: Final = "Such storage grows with what is written to it and bills for all of it, whatever size the claim has."
_REMEDY: Final = "Use a driver that enforces the size (ebs.csi.aws.com, fsx.csi.aws.com), or keep this data where a size is declared."


def endless(driver: str | None) -> str:
    """What a driver's volumes are parts of, where it ignores their size; empty for a driver that enforces it."""
    if driver is None:
        return ""
    if "nfs" in driver.lower():
        return "an NFS export"
    return _ENDLESS.get(driver) or ("a bucket or a shared file system" if _NAMED.search(driver) else "")


def endless_claim(driver: str, path: str) -> Judged:
    """Storage of a claim whose size means nothing."""
    shown = "an NFS driver" if endless(driver) == "an NFS export" else f"the driver {driver}"
    words = f"{path} leads to {shown}, whose volumes are parts of {endless(driver)} and ignore the size asked for"
    return endless_storage(words, _REMEDY, why=_WHY)


def _named_endless(resource: Resource, path: str) -> Iterator[Judged]:
    """Endless storage by the name of a class or volume that this stack does not hold, where the name says what it is."""
    name = resource.text(path) or ""
    found = _NAMED.search(name)
    if found is not None:
        shown = "a secret name" if resource.secret(path) else f'"{name}"'
        kind = "such storage" if resource.secret(path) else f"{found[1].upper()}, as its name says,"
        words = f"{path} is {shown}, which this stack does not hold, and {kind} ignores the size asked for"
        remedy = "Declare that class or volume in the program, with a driver that enforces the size (ebs.csi.aws.com)."
        yield endless_storage(words, remedy, why=_WHY)


def of_class(stack: Stack, resource: Resource, paths: Iterable[str]) -> Iterator[Judged]:
    """Endless storage of the claims whose specifications are at ``paths``, as far as the stack holds their classes or volumes."""
    for path in paths:
        name = f"{path}.storageClassName"
        found = storage_class(stack, resource, name)
        driver = found.text("provisioner") if found is not None else ""
        if driver and endless(driver):
            yield endless_claim(driver, name)
            continue
        bound = f"{path}.volumeName"
        volume = cluster_wide(stack, resource, bound, VOLUME)
        driver = driver_of(volume) if volume is not None else ""
        if driver:
            yield endless_claim(driver, bound)
        elif volume is None:
            yield from list(_named_endless(resource, bound)) or (_named_endless(resource, name) if found is None else ())


def ephemeral(resource: Resource, pod: str) -> Iterator[str]:
    """Where the claims of a pod's own volumes have their specifications: they come and go with it."""
    for path in resource.each(f"{pod}.volumes"):
        template = f"{path}.ephemeral.volumeClaimTemplate"
        if resource.get(template) not in (MISSING, UNKNOWN):
            yield f"{template}.spec"


def driver_of(volume: Resource) -> str:
    """The driver of a PersistentVolume that ignores its capacity; empty for one that has a size of its own."""
    driver = volume.text("spec.csi.driver") or ""
    if endless(driver):
        return driver
    return "nfs" if volume.get("spec.nfs") is not MISSING else ""
