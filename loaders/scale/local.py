"""Documents made on this machine: one by one, or by several processes.

The processes are forked once all that is known beforehand is loaded, so that
they share it.
"""

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from loaders import scale
from loaders.formats import Options
from maillage.settings import Settings

AHEAD = 2
"""Documents handed to each process before it is done with one: what is made is never piled up."""
Work = Callable[[Path], "scale.Outcome"]


def one_by_one(
    paths: Sequence[Path], settings: Settings, options: Options
) -> Iterator["scale.Outcome"]:
    """Each in this process, in order."""
    if paths:
        scale.prepare(settings)
    for path in paths:
        yield scale.outcome(path, settings, options)


def several(
    jobs: int, paths: Sequence[Path], settings: Settings, options: Options
) -> Iterator["scale.Outcome"]:
    """By `jobs` processes; a process that dies fails the one document that ended it.

    All that were handed out when it died are read again, each in a process of its
    own: the innocent are made, and the others go on.
    """
    scale.prepare(settings)
    gc.collect()
    gc.freeze()
    work = partial(scale.outcome, settings=settings, options=options)
    waiting = deque(paths)
    while waiting:
        lost = yield from _shared(jobs, waiting, work)
        for path in lost:
            yield _alone(path, work)


def _shared(
    jobs: int, waiting: deque[Path], work: Work
) -> Generator["scale.Outcome", None, list[Path]]:
    """What one pool makes until none is left or a process dies; then, what it had in hand."""
    lost: list[Path] = []
    broken = False
    running: dict[Future[scale.Outcome], Path] = {}
    with _pool(jobs) as pool:
        while running or (waiting and not broken):
            while waiting and not broken and len(running) < jobs * AHEAD:
                try:
                    future = pool.submit(work, waiting[0])
                except BrokenProcessPool:
                    broken = True
                else:
                    running[future] = waiting.popleft()
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                path = running.pop(future)
                try:
                    made = future.result()
                except BrokenProcessPool:
                    broken = True
                    lost.append(path)
                else:
                    yield made
    return lost


def _alone(path: Path, work: Work) -> "scale.Outcome":
    with _pool(1) as pool:
        try:
            return pool.submit(work, path).result()
        except BrokenProcessPool:
            reason = "ended the process that read it; save it again, or in another format"
            return scale.Outcome(path, reason=reason)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _seldom_collecting)


def _seldom_collecting() -> None:
    """Reading makes many small values that live on: collecting them often takes a fifth of it."""
    gc.set_threshold(100_000, 20, 20)
