"""Run one command and print what it used, as JSON: ``python -I -S launcher.py STDIN STDOUT STDERR SECONDS COMMAND…``.

A process of its own, as small as Python can be: Linux counts the memory of the process that starts a command
into the command's peak, so a starter that holds a workload would hide the figures of small commands.
Imports nothing of this project.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time


def main() -> None:
    """Run the command that the arguments name; its status is in the JSON."""
    given, output, errors, seconds, *command = sys.argv[1:]
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, given, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, writing, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, errors, writing, 0o600),
    ]
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    stopped = []

    def stop(*_: object) -> None:
        stopped.append(True)
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    signal.setitimer(signal.ITIMER_REAL, 0)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KiB elsewhere
    print(
        json.dumps(
            {
                "wall": wall,
                "cpu": used.ru_utime + used.ru_stime,
                "memory": used.ru_maxrss * unit,
                "status": os.waitstatus_to_exitcode(status),
                "stopped": bool(stopped),
            }
        )
    )


if __name__ == "__main__":
    main()
