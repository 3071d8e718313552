"""Documents made by the workers of a Dask cluster (the optional extra ``cluster``).

A worker gets the bytes of a document and reads them with its own checkout, which
``MAILLAGE_ROOT`` names there; it must have the version that sends them.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import distributed
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.comm.registry import get_backend

from loaders import scale
from loaders.formats import Options, received
from maillage import __version__
from maillage.errors import InputError, UnavailableError
from maillage.settings import Settings, settings

SECONDS = 10
"""How long a scheduler may take to answer."""
AHEAD = 4
"""Documents handed to each worker before it is done with one."""


def work(version: str, path: Path, data: bytes, options: Options) -> "scale.Outcome":
    """What a worker does with a document."""
    if version != __version__:
        reason = f"a worker has Maillage {__version__}, not {version}; install the same"
        raise InputError("scheduler", reason)
    config = settings()
    scale.prepare(config)
    return scale.outcome_in(path, data, config, options)


def made(
    address: str, paths: Sequence[Path], _: Settings, options: Options
) -> Iterator["scale.Outcome"]:
    """Outcomes as the workers of the scheduler at `address` give them.

    Raises:
        UnavailableError: the scheduler does not answer, or has no workers.
    """
    with _client(address) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UnavailableError(f"{address}: the scheduler has no workers; start some")
        waiting = iter(paths)
        names: dict[str, Path] = {}
        unread: list[scale.Outcome] = []

        def sent(number: int) -> list[Any]:
            futures = []
            for path in islice(waiting, number):
                try:
                    data = received(path)
                except InputError as error:
                    unread.append(scale.Outcome(path, reason=error.reason))
                    continue
                future = client.submit(work, __version__, path, data, options, pure=False)
                names[future.key] = path
                futures.append(future)
            return futures

        running = distributed.as_completed(  # type: ignore[no-untyped-call]
            sent(threads * AHEAD), loop=client.loop
        )
        for future in running:
            yield _of(future, names.pop(future.key), address)
            future.release()
            for more in sent(1):
                running.add(more)  # type: ignore[no-untyped-call]
            yield from unread
            unread.clear()
        yield from unread


def _client(address: str) -> Any:
    """A client, once the address can be one: a client that cannot be made complains much later."""
    try:
        kind, rest = parse_address(address)
        get_backend(kind)
        host, _ = parse_host_port(rest, 0)
        if not host:
            raise ValueError("no host")
        return distributed.Client(  # type: ignore[no-untyped-call]
            address, timeout=SECONDS, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError) as error:
        reason = "the scheduler does not answer; start it, or give its address (tcp://host:8786)"
        raise UnavailableError(f"{address}: {reason}") from error


def _of(future: Any, path: Path, address: str) -> "scale.Outcome":
    if future.status == "finished":
        result: scale.Outcome = future.result()
        return result
    error = future.exception()
    if isinstance(error, InputError):
        raise error
    raise UnavailableError(f"{address}: a worker failed on {path} ({error}); look at its log")
