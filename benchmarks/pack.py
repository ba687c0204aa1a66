"""`make bench`: the pack beside a trivial one (one resource policy, one stack policy, the SDK's own server), as ratios in one run.

The two take turns, so that a machine whose speed drifts does not favour either. A ratio below 1 means that this pack is quicker or smaller.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.stacks import resources
from tests.pack.client import ROOT, Pack, analyze_request, stack_request

PACKS = {"ours": ROOT / "policies", "trivial": Path(__file__).parent / "trivial_pack"}
RAISED = {"gpu-total": {"maxAcceleratorsPerStack": 1e9}}


def start(name: str) -> Pack:
    """A pack's process, ready to answer."""
    return Pack(PACKS[name], RAISED if name == "ours" else None)


def compare(measure: Callable[[str], float], runs: int) -> tuple[float, float, float]:
    """Median of each pack, and the median of the ratios run by run."""
    ours, trivial = [], []
    for _ in range(runs):
        ours.append(measure("ours"))
        trivial.append(measure("trivial"))
    return statistics.median(ours), statistics.median(trivial), statistics.median(a / b for a, b in zip(ours, trivial, strict=True))


def first_answer(name: str) -> float:
    """Seconds from the start of the process to the first answer of ``Analyze``."""
    begin = time.perf_counter()
    with start(name) as pack:
        pack.stub.Analyze(FIRST)
        return time.perf_counter() - begin


FIRST = analyze_request(resources(1, outputs=False)[0])


def show(label: str, result: tuple[float, float, float], unit: str, aim: str = "") -> None:
    """One line of the table."""
    ours, trivial, ratio = result
    print(f"{label:<34}{ours:>12.4g}{trivial:>12.4g} {unit:<4}{ratio:>8.2f}  {aim}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="turns of each pack")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], help="resources in a stack")
    options = parser.parse_args()
    print(f"{'':<34}{'ours':>12}{'trivial':>12}     {'ratio':>8}  aim")
    show("time to the first Analyze", compare(first_answer, options.runs + 4), "s", "<= 1.15")

    packs = {name: start(name) for name in PACKS}
    try:
        requests = [analyze_request(one) for one in resources(500, outputs=False)]

        def analyze(name: str) -> float:
            begin = time.perf_counter()
            for request in requests:
                packs[name].stub.Analyze(request)
            return (time.perf_counter() - begin) / len(requests) * 1e3

        analyze("ours"), analyze("trivial")
        show("one Analyze", compare(analyze, options.runs), "ms")
        for size in options.sizes:
            request = stack_request(resources(size, outputs=True))

            def stack(name: str, request: object = request) -> float:
                begin = time.perf_counter()
                packs[name].stub.AnalyzeStack(request)
                return time.perf_counter() - begin

            stack("ours"), stack("trivial")
            show(f"AnalyzeStack, {size:,} resources", compare(stack, options.runs), "s", "<= 1.00")
        peak = {name: _peak_mib(pack.pid) for name, pack in packs.items()}
        show("peak memory", (peak["ours"], peak["trivial"], peak["ours"] / peak["trivial"]), "MiB")
    finally:
        for pack in packs.values():
            pack.__exit__(None, None, None)


def _peak_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


if __name__ == "__main__":
    main()
