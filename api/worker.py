"""The worker process: ``python -m api.worker STORE SECONDS MEGABYTES [open]``.

Reads jobs from standard input and writes replies to standard output, one at a
time. Its parent kills it at the deadline; it also ends by itself soon after,
so that a killed parent leaves nothing running. With ``open`` it keeps the
network, for queries of the services that the settings allow.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from api import frames
from api.confinement import limit_memory, withdraw
from api.errors import Problem
from api.jobs import done, unpacked
from maillage.store import View

OPEN = "open"
GRACE = 2.0
"""Seconds past the deadline after which a worker without a parent ends."""


def answered(view: View, graphs: frozenset[str], head: dict[str, Any]) -> bytes:
    """The frame that answers one job: a reply, or why there is none."""
    try:
        reply = done(view, graphs, unpacked(head))
    except Problem as problem:
        return frames.pack(
            {"status": problem.http_status, "place": problem.place, **problem.reasons}
        )
    except MemoryError:
        os._exit(os.EX_UNAVAILABLE)
    told = {key: value for key, value in vars(reply).items() if key != "body"}
    return frames.pack(told, bytes(reply.body))


def serve(view: View, seconds: float, jobs: BinaryIO, replies: BinaryIO) -> None:
    """Answers until the other side is gone."""
    graphs = view.graphs()
    while (head := frames.read(jobs)) is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
        frame = answered(view, graphs, head)
        signal.setitimer(signal.ITIMER_REAL, 0)
        replies.write(frame)
        replies.flush()


def main() -> None:
    path, seconds, megabytes = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confined = withdraw(OPEN in sys.argv)
    view = View.open(path)
    limit_memory(megabytes)
    replies.write(frames.pack({"confined": confined}))
    replies.flush()
    serve(view, seconds, sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
