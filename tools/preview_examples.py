"""`make preview`: shows both example stacks. Succeeds when the one without ceilings is rejected and the one with them is not."""

from __future__ import annotations

import subprocess
import sys

EXPECTED = {"blank_check.dev": 1, "rag_service.dev": 0}


def main() -> int:
    """Exit code 0 when each stack got the verdict that it deserves."""
    wrong = []
    for stack, code in EXPECTED.items():
        print(f"$ ceilings preview --stack {stack}", flush=True)
        got = subprocess.run([sys.executable, "-m", "ceilings", "preview", "--stack", stack], check=False).returncode
        print(flush=True)
        if got != code:
            wrong.append(f"{stack} ended with exit code {got}, {code} was expected")
    if wrong:
        print("; ".join(wrong) + ".", file=sys.stderr)
        return 1
    print("As it should be: the stack without ceilings is rejected, the same service with ceilings is not.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
