"""The process that holds a release in memory, and forks a worker each time one is asked for.

``python -m api.nursery STORE SECONDS MEGABYTES`` with a socket as its standard
input. It says that it is ready, then gets one descriptor for each worker: the
other end of the pipe through which that worker is asked. A forked worker
shares the memory of the release and costs a few milliseconds, so that killing
one is cheap. Scans are several times quicker than on disk.
"""

import gc
import os
import signal
import socket
import sys
from pathlib import Path
from threading import Thread

from api import frames
from api.confinement import limit_memory, withdraw
from api.worker import serve
from maillage.store import Store, View

READY, ASK = b"r", b"w"


def _brought_up(
    connection: socket.socket, view: View, seconds: float, megabytes: int, confined: bool
) -> None:
    """The life of a worker, from its first word to the end of its parent.

    It evaluates in a thread of its own: the engine draws random numbers by
    thread, and all forks of one thread would give the same UUIDs.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    limit_memory(megabytes)
    with connection.makefile("rb") as jobs, connection.makefile("wb") as replies:
        replies.write(frames.pack({"confined": confined, "pid": os.getpid()}))
        replies.flush()
        living = Thread(target=serve, args=(view, seconds, jobs, replies))
        living.start()
        living.join()


def _asked(control: socket.socket) -> socket.socket | None:
    """The connection of the next worker, None where the service is gone."""
    try:
        word, descriptors, _, _ = socket.recv_fds(control, len(ASK), 1)
    except ConnectionError:
        return None
    return socket.socket(fileno=descriptors[0]) if word == ASK and descriptors else None


def bring_up(
    control: socket.socket, view: View, seconds: float, megabytes: int, confined: bool
) -> None:
    """Forks workers until the service is gone."""
    while (connection := _asked(control)) is not None:
        if os.fork() == 0:
            status = os.EX_SOFTWARE
            try:
                control.close()
                _brought_up(connection, view, seconds, megabytes, confined)
                status = os.EX_OK
            finally:
                os._exit(status)
        connection.close()


def main() -> None:
    path, seconds, megabytes = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    confined = withdraw()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=0)
    opened = View.open(path)
    view = Store.of(opened).view(opened.answers)
    gc.freeze()
    control.sendall(READY)
    bring_up(control, view, seconds, megabytes, confined)


if __name__ == "__main__":
    main()
