"""Manifests become the resources that the Kubernetes provider would register."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from ceilings.engine import wire, yaml_text
from ceilings.engine.manifests import CONFIG_FILE, CONFIG_GROUP, CannotExpand, Child, ManifestError, decode, expand


def group(text: str, tmp_path: Path, **more: Any) -> list[Child]:
    return expand(CONFIG_GROUP, "app", {"yaml": text, **more}, tmp_path)


def test_names_types_and_namespaces(tmp_path: Path) -> None:
    children = group(
        """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: prod}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web}
""",
        tmp_path,
    )
    assert [(child.token, child.name) for child in children] == [
        ("kubernetes:apps/v1:Deployment", "app:default/web"),
        ("kubernetes:core/v1:Service", "app:prod/web"),
        ("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "app:reader"),
        ("kubernetes:keda.sh/v1alpha1:ScaledObject", "app:web"),
    ]
    assert children[0].inputs["metadata"] == {"name": "web", "namespace": "default"}


def test_prefix_namespace_and_skip_await(tmp_path: Path) -> None:
    text = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, annotations: {a: b}}}"
    inputs = {"yaml": text, "resourcePrefix": "", "skipAwait": True}
    (child,) = expand(CONFIG_GROUP, "app", inputs, tmp_path, "ml")
    assert child.name == "ml/c"
    assert child.inputs["metadata"]["annotations"] == {"a": "b", "pulumi.com/skipAwait": "true"}


def test_order_and_dependencies(tmp_path: Path) -> None:
    """What is needed comes first: namespaces, definitions, and what an annotation names."""
    children = group(
        """
{apiVersion: example.com/v1, kind: Pool, metadata: {name: p}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: ml}}
---
apiVersion: v1
kind: Pod
metadata:
  name: late
  namespace: ml
  annotations: {config.kubernetes.io/depends-on: /namespaces/ml/ConfigMap/c}
---
{apiVersion: v1, kind: Namespace, metadata: {name: ml}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: pools.example.com}
spec: {group: example.com, scope: Namespaced, names: {kind: Pool}}
""",
        tmp_path,
    )
    names = [child.name for child in children]
    assert names == ["app:ml", "app:pools.example.com", "app:default/p", "app:ml/c", "app:ml/late"]
    assert {child.name: [names[place] for place in child.depends_on] for child in children if child.depends_on} == {
        "app:default/p": ["app:pools.example.com"],
        "app:ml/c": ["app:ml"],
        "app:ml/late": ["app:ml", "app:ml/c"],
    }


def test_a_circle_is_an_error(tmp_path: Path) -> None:
    pod = "{{apiVersion: v1, kind: Pod, metadata: {{name: {}, namespace: n, annotations: {{{}: /namespaces/n/Pod/{}}}}}}}"
    key = "config.kubernetes.io/depends-on"
    with pytest.raises(ManifestError, match="depend on each other in a circle: Pod a, Pod b"):
        group(pod.format("a", key, "b") + "\n---\n" + pod.format("b", key, "a"), tmp_path)


def test_lists_are_taken_apart(tmp_path: Path) -> None:
    inner = "{apiVersion: v1, kind: ConfigMapList, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]}"
    children = group(
        f"{{apiVersion: v1, kind: List, items: [{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}}}, {inner}]}}",
        tmp_path,
    )
    assert [child.name for child in children] == ["app:default/a", "app:default/b"]


def test_secrets_are_secret(tmp_path: Path) -> None:
    (child,) = group("{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: Yg==}, stringData: {c: d}}", tmp_path)
    assert child.inputs["data"] == wire.secret({"a": "Yg=="})
    assert child.inputs["stringData"] == wire.secret({"c": "d"})


def test_files_and_globs(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden"):
        (tmp_path / f"{name}.yaml").write_text(f"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: '{name}'}}}}")
    found = expand(CONFIG_GROUP, "app", {"files": ["*.yaml"]}, tmp_path)
    assert [child.name for child in found] == ["app:default/.hidden", "app:default/a", "app:default/b"]
    assert expand(CONFIG_FILE, "app", {"file": "a.yaml"}, tmp_path)[0].name == "app:default/a"
    with pytest.raises(ManifestError, match=r"no\.yaml cannot be read: No such file"):
        expand(CONFIG_FILE, "app", {"file": "no.yaml"}, tmp_path)


def test_objects_of_the_program_itself(tmp_path: Path) -> None:
    item = {"apiVersion": "core/v1", "kind": "ConfigMap", "metadata": {"name": "c"}}
    (child,) = expand(CONFIG_GROUP, "app", {"objs": [wire.secret(item)]}, tmp_path)
    assert child.token == "kubernetes:core/v1:ConfigMap"
    assert child.inputs["apiVersion"] == "v1"


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({"files": ["https://example.com/a.yaml"]}, "reads https://example.com/a.yaml over the network"),
        ({"yaml": wire.UNKNOWN}, "its yaml is not known at preview"),
        ({"objs": [{"spec": {"replicas": wire.UNKNOWN}}]}, "its objs is not known at preview"),
        ({"yaml": {wire.SIGNATURE_KEY: wire.OUTPUT, "dependencies": []}}, "its yaml is not known"),
    ],
)
def test_what_cannot_be_read_is_opaque(inputs: dict[str, Any], reason: str, tmp_path: Path) -> None:
    with pytest.raises(CannotExpand, match=reason):
        expand(CONFIG_GROUP, "app", inputs, tmp_path)


def test_other_components_are_opaque(tmp_path: Path) -> None:
    with pytest.raises(CannotExpand, match=r"only its provider can construct a kubernetes:helm\.sh/v4:Chart"):
        expand("kubernetes:helm.sh/v4:Chart", "app", {}, tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [", "line 2, column 1: this is not valid YAML"),
        ("- 1", "document 1: an object was expected, not a list"),
        (
            "kind: A\napiVersion: v1\nmetadata: {name: a}\n---\ntext",
            "document 2: an object was expected, not the str 'text'",
        ),
        ("kind: A", "needs a kind and an apiVersion: A with the keys kind"),
        ("kind: A\napiVersion: v1", "needs a metadata.name: A with the keys kind, apiVersion"),
        ("a: !!python/object:os.system x", "not valid YAML"),
        ("\x00", "not valid YAML"),
    ],
)
def test_wrong_manifests_say_what_is_wrong(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        group(text, tmp_path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bomb_of_aliases_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "MOST_VALUES", 10_000)
    text = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(6)
    )
    with pytest.raises(ManifestError, match="more than 10,000 values once its aliases are written out"):
        decode(text, "bomb.yaml")


def test_scalars_are_read_as_kubernetes_reads_them() -> None:
    (found,) = decode("a: 2020-01-01\nb: 1:30\nc: yes\nd: 0o17\ne: 1e3\nf: 0x1F\ng: '1'\nh: 1_000\ni: 010\n1: j\n~: l", "x")
    assert found == {
        "a": "2020-01-01",
        "b": "1:30",
        "c": True,
        "d": 15,
        "e": 1000.0,
        "f": 31,
        "g": "1",
        "h": 1000,
        "i": 8,
        "1": "j",
        "null": "l",
    }


def test_five_thousand_documents_take_seconds(tmp_path: Path) -> None:
    text = "\n---\n".join(f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c{n}}}" for n in range(5000))
    started = time.monotonic()
    assert len(group(text, tmp_path)) == 5000
    assert time.monotonic() - started < 20
