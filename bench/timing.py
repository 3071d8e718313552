"""Timing one call, and stopping one that takes too long."""

import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection


def median(call: Callable[[], int], times: int = 3) -> tuple[float, int]:
    """Median milliseconds of a call, and the number it returns."""
    spent, count = [], 0
    for _ in range(times):
        start = time.perf_counter()
        count = call()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent), count


def _measure(call: Callable[[], int], pipe: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    pipe.send(median(call, 1))


def bounded(call: Callable[[], int], seconds: float) -> tuple[float, int] | str:
    """As `median` of one call, in a forked process; words where it failed or took too long."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(call, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(seconds) else f"> {seconds:.0f} s"
    except EOFError:
        return "fails"
    finally:
        process.kill()
        process.join()
