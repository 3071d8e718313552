"""Documents made on this machine: one by one, or by several processes.

The processes are forked once all that is known beforehand is loaded, so that
they share it.
"""

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path

from loaders import grants, read, scale
from loaders.formats import Options
from maillage.settings import Settings

AHEAD = 2
"""Documents handed to each process before it is done with one: what is made is never piled up."""


def one_by_one(
    paths: Sequence[Path], settings: Settings, options: Options
) -> Iterator["scale.Outcome"]:
    """Each in this process, in order."""
    for path in paths:
        yield scale.outcome(path, settings, options)


def several(
    jobs: int, paths: Sequence[Path], settings: Settings, options: Options
) -> Iterator["scale.Outcome"]:
    """By `jobs` processes; a process that dies loses the documents it had, each told."""
    read.knowledge(settings)
    grants.of(settings.data / "reference")
    gc.collect()
    gc.freeze()
    work = partial(scale.outcome, settings=settings, options=options)
    waiting = iter(paths)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, context, _seldom_collecting) as pool:
        running = {pool.submit(work, path): path for path in islice(waiting, jobs * AHEAD)}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield _of(future, running.pop(future))
                for path in islice(waiting, 1):
                    running[pool.submit(work, path)] = path


def _seldom_collecting() -> None:
    """Reading makes many small values that live on: collecting them often takes a fifth of it."""
    gc.set_threshold(100_000, 20, 20)


def _of(future: "Future[scale.Outcome]", path: Path) -> "scale.Outcome":
    try:
        return future.result()
    except BrokenProcessPool:
        return scale.Outcome(
            path, reason="ended the process that read it; read it alone (--jobs 1)"
        )
