"""Builds the pinned Pulumi command line from its Go module, for the tests that run the real engine.

The module's `go.mod` and `go.sum` lie in `pin/` beside this file, so that every build compiles the same sources, each
checked against its hash. The binary goes to a cache folder outside the tree, is built under a temporary name and
renamed, so a build that was cut off leaves nothing that looks finished. Run it as a script (`make engine` does); it
needs `go`, but no C compiler. With the binary in place it returns at once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ENGINE_VERSION = "3.274.1"
"""The version of the Pulumi command line that the tests are written against."""

HOW_TO_GET_IT = "there is no Pulumi command line on PATH and none was built: run `make engine` first"
"""Why a test of the real engine is skipped, and what to do about it."""

PIN = Path(__file__).resolve().parent / "pin"
PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"


class BuildError(Exception):
    """The binary could not be built; the message says why and what to do, in one sentence."""


def cached_cli() -> Path:
    """Where the built binary belongs; it need not be there yet."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "pulumi-ceilings" / "engine" / f"v{ENGINE_VERSION}" / "pulumi"


def build() -> Path:
    """Builds the binary unless it is there, and returns its path.

    Raises BuildError when `go` is missing, too old or fails.
    """
    target = cached_cli()
    if _reported_version(target) == f"v{ENGINE_VERSION}":
        return target
    go = _find_go()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=target.parent) as scratch:
        folder = Path(scratch)
        for name in ("go.mod", "go.sum"):
            shutil.copyfile(PIN / name, folder / name)
        binary = folder / "pulumi"
        # The pin is whole: -mod=readonly fails where a hash is missing instead of resolving it anew.
        flags = ["-mod=readonly", "-ldflags", f"-s -w -X {VERSION_VARIABLE}=v{ENGINE_VERSION}"]
        done = subprocess.run([go, "build", *flags, "-o", str(binary), PACKAGE], cwd=folder, check=False)
        if done.returncode != 0:
            raise BuildError(f"go build of the Pulumi engine failed with exit code {done.returncode}; its own message is above.")
        if (version := _reported_version(binary)) != f"v{ENGINE_VERSION}":
            raise BuildError(f"the built engine says that it is version {version or 'nothing'}, not v{ENGINE_VERSION}.")
        os.replace(binary, target)
    return target


def _find_go() -> str:
    """The `go` command, new enough for the pinned module; raises BuildError otherwise."""
    wanted = _go_directive((PIN / "go.mod").read_text(encoding="utf-8"))
    go = shutil.which("go")
    if go is None:
        raise BuildError(
            f"building the Pulumi engine needs Go {wanted} or newer, and there is no `go` on PATH; install it, or "
            f"put a Pulumi command line (v{ENGINE_VERSION}) on PATH."
        )
    said = subprocess.run([go, "env", "GOVERSION", "GOTOOLCHAIN"], capture_output=True, text=True, check=False)
    version, _, toolchain = said.stdout.partition("\n")
    # Under any other policy an older go fetches the toolchain that the module names.
    if toolchain.strip() == "local" and _numbers(version) < _numbers(wanted):
        raise BuildError(
            f"building the Pulumi engine needs Go {wanted} or newer, and `{go}` is {version.strip() or 'unknown'}; "
            "install a newer one or let it choose its toolchain (GOTOOLCHAIN=auto)."
        )
    return go


def _go_directive(go_mod: str) -> str:
    """The version on go.mod's `go` line."""
    match = re.search(r"^go (\S+)$", go_mod, re.MULTILINE)
    if match is None:
        raise BuildError(f"{PIN / 'go.mod'} has no `go` line.")
    return match.group(1)


def _numbers(version: str) -> tuple[int, ...]:
    """The version's numbers, for comparison: go1.26.8 gives (1, 26, 8)."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _reported_version(binary: Path) -> str | None:
    """What `pulumi version` prints, or None where the file is missing or does not run."""
    if not binary.is_file():
        return None
    try:
        said = subprocess.run(
            [str(binary), "version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return said.stdout.strip() if said.returncode == 0 else None


def main() -> int:
    """Builds and prints the path; exit code 1 and one sentence when that fails."""
    try:
        print(build())
    except BuildError as error:
        print(f"make engine: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
