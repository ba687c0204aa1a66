"""Build ceilings/catalogue/instances.json, the table of EC2 instance types, from a CSV.

    python tools/build_instances.py SPECS.csv [--output FILE]

The facts are public: EC2's DescribeInstanceTypes gives them for every type that a region offers, and the moto project
(Apache-2.0) carries a copy of its answers for all regions in its wheel, as moto/ec2/resources/instance_types.json.gz.
Write one row a type, with these columns (others are ignored) from these fields of the answer:

    instance_type     InstanceType
    vcpus             VCpuInfo.DefaultVCpus
    memory_gib        MemoryInfo.SizeInMiB / 1024
    accelerator_kind  gpu, neuron, fpga or media, by which of GpuInfo, NeuronInfo (or InferenceAcceleratorInfo), FpgaInfo
                      and MediaAcceleratorInfo is present; empty where none is
    gpu_count         the count in that field, for every kind of accelerator; a share of a device is a fraction
    gpu_model         the name in that field

A pool of half devices still occupies whole ones and a limit counts devices, so `accelerators` is the count rounded up to
whole devices; the exact share stays beside it, under `shares`. CORRECTIONS below mends what that copy lacks or calls by
another name, each with the page that says so.

The output is the same for the same input: one line a family, families and sizes in a natural order.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

OUTPUT = Path(__file__).parents[1] / "ceilings" / "catalogue" / "instances.json"
COLUMNS = ("instance_type", "vcpus", "memory_gib", "accelerator_kind", "gpu_count", "gpu_model")
# What the device is, not which driver finds it: a limit on Neuron devices must not count a Gaudi.
KINDS = ("gpu", "neuron", "gaudi", "qaic", "fpga", "media")

HEADER = {
    "source": "EC2 DescribeInstanceTypes, as kept by moto 5.2.5 in moto/ec2/resources/instance_types.json.gz",
    "licence": "Apache-2.0",
    "as_of": "2026-08/2026-10",
    "columns": ["vcpus", "memory_gib", "accelerators"],
    "accelerators": "Whole devices; a share of a device counts as one, and `shares` keeps the exact part.",
}


class SpecError(Exception):
    """The CSV can't be used; the message says where and why."""


@dataclass(frozen=True)
class Spec:
    """One instance type: vCPUs, memory in GiB and, for accelerated types, devices (a fraction for a share of one)."""

    vcpus: int
    memory_gib: Decimal
    devices: Decimal = Decimal(0)
    kind: str = ""
    model: str = ""


_F1 = "aws.amazon.com/ec2/instance-types/f1"
_G2 = "aws.amazon.com/ec2/previous-generation"
_G3 = "aws.amazon.com/ec2/instance-types/g3"
_G4 = "aws.amazon.com/ec2/instance-types/g4"
_HIGH_MEMORY = "aws.amazon.com/ec2/instance-types/high-memory"
_P2 = "aws.amazon.com/ec2/instance-types/p2"
_P3 = "aws.amazon.com/ec2/instance-types/p3"
# Types that the copy lacks, or describes without their accelerator: (type, specification, page that says so).
CORRECTIONS: tuple[tuple[str, Spec, str], ...] = (
    ("dl1.24xlarge", Spec(96, Decimal(768), Decimal(8), "gaudi", "Gaudi"), "aws.amazon.com/ec2/instance-types/dl1"),
    ("dl2q.24xlarge", Spec(96, Decimal(768), Decimal(8), "qaic", "AI 100"), "aws.amazon.com/ec2/instance-types/dl2q"),
    ("f1.2xlarge", Spec(8, Decimal(122), Decimal(1), "fpga", "Virtex UltraScale+ (VU9P)"), _F1),
    ("f1.4xlarge", Spec(16, Decimal(244), Decimal(2), "fpga", "Virtex UltraScale+ (VU9P)"), _F1),
    ("f1.16xlarge", Spec(64, Decimal(976), Decimal(8), "fpga", "Virtex UltraScale+ (VU9P)"), _F1),
    ("g2.2xlarge", Spec(8, Decimal(15), Decimal(1), "gpu", "K520"), _G2),
    ("g2.8xlarge", Spec(32, Decimal(60), Decimal(4), "gpu", "K520"), _G2),
    ("g3.4xlarge", Spec(16, Decimal(122), Decimal(1), "gpu", "M60"), _G3),
    ("g3.8xlarge", Spec(32, Decimal(244), Decimal(2), "gpu", "M60"), _G3),
    ("g3.16xlarge", Spec(64, Decimal(488), Decimal(4), "gpu", "M60"), _G3),
    ("g3s.xlarge", Spec(4, Decimal("30.5"), Decimal(1), "gpu", "M60"), _G3),
    ("g4ad.xlarge", Spec(4, Decimal(16), Decimal(1), "gpu", "Radeon Pro V520"), _G4),
    ("g4ad.2xlarge", Spec(8, Decimal(32), Decimal(1), "gpu", "Radeon Pro V520"), _G4),
    ("g4ad.4xlarge", Spec(16, Decimal(64), Decimal(1), "gpu", "Radeon Pro V520"), _G4),
    ("g4ad.8xlarge", Spec(32, Decimal(128), Decimal(2), "gpu", "Radeon Pro V520"), _G4),
    ("g4ad.16xlarge", Spec(64, Decimal(256), Decimal(4), "gpu", "Radeon Pro V520"), _G4),
    ("i3.metal", Spec(72, Decimal(512)), "aws.amazon.com/ec2/instance-types/i3"),
    ("p2.xlarge", Spec(4, Decimal(61), Decimal(1), "gpu", "K80"), _P2),
    ("p2.8xlarge", Spec(32, Decimal(488), Decimal(8), "gpu", "K80"), _P2),
    ("p2.16xlarge", Spec(64, Decimal(732), Decimal(16), "gpu", "K80"), _P2),
    ("p3.2xlarge", Spec(8, Decimal(61), Decimal(1), "gpu", "V100"), _P3),
    ("p3.8xlarge", Spec(32, Decimal(244), Decimal(4), "gpu", "V100"), _P3),
    ("p3.16xlarge", Spec(64, Decimal(488), Decimal(8), "gpu", "V100"), _P3),
    ("p6e-gb200.36xlarge", Spec(144, Decimal(960), Decimal(4), "gpu", "GB200"), "aws.amazon.com/ec2/instance-types/p6"),
    (
        "trn2u.48xlarge",
        Spec(192, Decimal(2048), Decimal(16), "neuron", "Trainium2"),
        "aws.amazon.com/ec2/instance-types/trn2",
    ),
    ("u-9tb1.112xlarge", Spec(448, Decimal(9216)), _HIGH_MEMORY),
    ("u-12tb1.112xlarge", Spec(448, Decimal(12288)), _HIGH_MEMORY),
    ("u-18tb1.112xlarge", Spec(448, Decimal(18432)), _HIGH_MEMORY),
    ("u-24tb1.112xlarge", Spec(448, Decimal(24576)), _HIGH_MEMORY),
)


def _number(text: str, column: str, where: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise SpecError(f"{where}: {column} is {text!r}; a number is due.") from None
    if not value.is_finite() or value < 0:
        raise SpecError(f"{where}: {column} is {text}; a finite number of zero or more is due.")
    return value


def read_specs(path: Path) -> dict[str, Spec]:
    """The CSV's instance types. Raises SpecError for a missing column, a bad number, an unknown kind or a repeated type."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise SpecError(f"{path}: the header lacks the columns {', '.join(missing)}.")
            rows = [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: can't be read as UTF-8 text ({error}).") from None
    specs: dict[str, Spec] = {}
    for line, row in enumerate(rows, start=2):
        where = f"{path}, line {line}"
        name, kind = row["instance_type"], row["accelerator_kind"]
        if not re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", name):
            raise SpecError(f"{where}: {name!r} is no instance type, such as m5.large.")
        if name in specs:
            raise SpecError(f"{where}: {name} occurs twice.")
        if kind and kind not in KINDS:
            raise SpecError(f"{where}: accelerator_kind is {kind!r}; one of {', '.join(KINDS)} is due.")
        vcpus = _number(row["vcpus"], "vcpus", where)
        if vcpus != vcpus.to_integral_value():
            raise SpecError(f"{where}: vcpus is {vcpus}; a whole number is due.")
        devices = _number(row["gpu_count"] or "0", "gpu_count", where)
        if bool(kind) != bool(devices):
            raise SpecError(f"{where}: {name} must have both a kind of accelerator and a count, or neither.")
        specs[name] = Spec(int(vcpus), _number(row["memory_gib"], "memory_gib", where), devices, kind, row["gpu_model"] if kind else "")
    return specs


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts m5 before m10, the digits of a name compared as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", text))


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _family(sizes: dict[str, Spec]) -> dict[str, object]:
    """One family's line: what its accelerator is, if it has any, and per size vCPUs, GiB and whole devices."""
    line: dict[str, object] = {}
    accelerators = {(spec.kind, spec.model) for spec in sizes.values() if spec.kind}
    if len(accelerators) > 1:
        raise SpecError(f"One family has several accelerators, which one line can't say: {sorted(accelerators)}.")
    for kind, model in accelerators:
        line |= {"kind": kind, "model": model}
    table: dict[str, list[int | float]] = {}
    shares: dict[str, float] = {}
    for size, spec in sorted(sizes.items(), key=lambda item: (item[1].vcpus, item[1].memory_gib, _natural(item[0]))):
        table[size] = [spec.vcpus, _json_number(spec.memory_gib), math.ceil(spec.devices)]
        if spec.devices != spec.devices.to_integral_value():
            shares[size] = float(spec.devices)
    line["sizes"] = table
    if shares:
        line["shares"] = shares
    return line


def render(specs: dict[str, Spec], corrections: Iterable[tuple[str, Spec, str]] = CORRECTIONS) -> str:
    """The JSON text, one line a family, with the corrections laid over the specifications and named in it."""
    merged = dict(specs)
    sources: dict[str, str] = {}
    for name, spec, page in corrections:
        merged[name] = spec
        sources[name] = page
    families: dict[str, dict[str, Spec]] = {}
    for name, spec in merged.items():
        family, size = name.split(".", 1)
        families.setdefault(family, {})[size] = spec
    head = json.dumps(HEADER | {"corrected": dict(sorted(sources.items()))}, indent=1, ensure_ascii=False)
    lines = [
        f"  {json.dumps(family)}: {json.dumps(_family(families[family]), separators=(',', ':'))}"
        for family in sorted(families, key=_natural)
    ]
    return head.removesuffix("\n}") + ',\n "families": {\n' + ",\n".join(lines) + "\n }\n}\n"


def main(arguments: list[str] | None = None) -> int:
    """Read the CSV, write the table; 0 when written, 2 with one sentence on stderr when the input can't be used."""
    parser = argparse.ArgumentParser(description="Build the table of EC2 instance types from a CSV.")
    parser.add_argument("specs", type=Path, metavar="SPECS.csv")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        text = render(read_specs(options.specs))
        options.output.write_text(text, encoding="utf-8")
    except (SpecError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{options.output}: {text.count('sizes')} families, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
