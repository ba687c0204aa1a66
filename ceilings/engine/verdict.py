"""What a preview comes to: violations, diagnostics, resources and the result. Plain values, as `--json` prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Result = Literal["passed", "rejected", "failed"]
EXIT_CODES: dict[Result, int] = {"passed": 0, "rejected": 1, "failed": 2}


@dataclass(frozen=True)
class Violation:
    """One violation as a pack reported it.

    `message` is the pack's text, untouched. `stand_ins` are the functions whose made-up results are among the
    resource's inputs: the finding may hang on them. `exceptions` are the recorded exceptions that accept it.
    """

    pack: str
    policy: str
    urn: str
    message: str
    level: str
    severity: str = ""
    description: str = ""
    stand_ins: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()

    @property
    def rejects(self) -> bool:
        """Whether it alone rejects the stack."""
        return self.level == "mandatory" and not self.exceptions


@dataclass(frozen=True)
class Remediation:
    """A policy that rewrote a resource's inputs; `changed` are the names of the properties that it changed."""

    pack: str
    policy: str
    urn: str
    description: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Diagnostic:
    """Something that was said: `severity` is error, warning or info; `source` is program, engine or a pack's name."""

    severity: str
    message: str
    source: str = "engine"
    urn: str = ""


@dataclass(frozen=True)
class SeenResource:
    """A resource of the program; `stand_ins` as for a violation, `opaque` says why its content is unseen."""

    urn: str
    type: str
    stand_ins: tuple[str, ...] = ()
    opaque: str = ""


@dataclass
class Preview:
    """The whole of one preview."""

    project: str = ""
    stack: str = ""
    packs: list[tuple[str, str, str]] = field(default_factory=list)
    """The packs that judged: name, version and folder."""
    resources: list[SeenResource] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    remediations: list[Remediation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    duration_seconds: float = 0.0
    complete: bool = False
    """Whether the program ended well and every pack judged everything."""

    @property
    def result(self) -> Result:
        """`failed` when something went wrong, else `rejected` with a mandatory violation, else `passed`."""
        if not self.complete:
            return "failed"
        return "rejected" if any(violation.rejects for violation in self.violations) else "passed"

    def to_json(self) -> dict[str, Any]:
        """The object that `--json` prints. Violations are sorted, since packs report them in no particular order."""

        def order(violation: Violation) -> tuple[str, str, str, str]:
            return violation.pack, violation.policy, violation.urn, violation.message

        return {
            "project": self.project,
            "stack": self.stack,
            "result": self.result,
            "packs": [{"name": name, "version": version, "folder": folder} for name, version, folder in self.packs],
            "resources": [
                {"urn": seen.urn, "type": seen.type}
                | ({"stand_ins": list(seen.stand_ins)} if seen.stand_ins else {})
                | ({"opaque": seen.opaque} if seen.opaque else {})
                for seen in self.resources
            ],
            "violations": [
                {
                    "pack": violation.pack,
                    "policy": violation.policy,
                    "urn": violation.urn,
                    "message": violation.message,
                    "level": violation.level,
                    "severity": violation.severity,
                    "stand_ins": list(violation.stand_ins),
                    "exceptions": list(violation.exceptions),
                }
                for violation in sorted(self.violations, key=order)
            ],
            "remediations": [
                {
                    "pack": one.pack,
                    "policy": one.policy,
                    "urn": one.urn,
                    "description": one.description,
                    "changed": list(one.changed),
                }
                for one in self.remediations
            ],
            "diagnostics": [
                {"severity": one.severity, "source": one.source, "urn": one.urn, "message": one.message} for one in self.diagnostics
            ],
            "duration_seconds": round(self.duration_seconds, 3),
        }
