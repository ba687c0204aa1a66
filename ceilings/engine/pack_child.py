"""Runs a policy pack as `python -u -m pulumi.policy ENGINE_ADDRESS PACK` does, and ends when its standard input does.

Pulumi's own module serves for ever; a pack must not outlive an engine that was killed. Started as a script with the
pack's interpreter; it imports nothing of Ceilings.
"""

import os
import runpy
import sys
import threading


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.path[0] = ""  # as for `python -m`: the working folder, not this file's
    lifeline = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    runpy.run_module("pulumi.policy", run_name="__main__", alter_sys=True)
