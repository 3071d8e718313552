"""Limits on the time and the memory that one document may take.

They hold in the main thread of a process (the command, a worker); elsewhere the
limits on sizes alone hold.
"""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from maillage.errors import InputError

_MEGABYTE = 1024 * 1024


class _Late(Exception):
    """The time of a document is over."""


def _ring(_: int, __: FrameType | None) -> None:
    raise _Late


def _used() -> int:
    """The address space of this process, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


@contextmanager
def bounded(place: object, seconds: float, megabytes: int) -> Iterator[None]:
    """Stops what takes longer than `seconds` or `megabytes` more than this process has.

    Raises:
        InputError: a limit was reached.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _used() + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == -1 else min(limit, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Late:
        raise _past(place, f"{seconds:g} seconds", f"{seconds:g} secondes") from None
    except MemoryError:
        raise _past(place, f"{megabytes} MiB of memory", f"{megabytes} Mio de mémoire") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _past(place: object, limit: str, french: str) -> InputError:
    return InputError(
        place,
        f"takes more than {limit} to read; split it",
        f"la lecture de ce fichier prend plus de {french} ; découpez-le",
    )
