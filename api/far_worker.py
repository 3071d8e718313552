"""The worker of a remote store: ``python -m api.far_worker STORE SECONDS MEGABYTES``.

It is confined as `api.worker` is, and opens no store: the guard, the syntax,
the limits and the formats are its work, and the one question that is left goes
to its parent (`api.outside`), which sends it. STORE tells the release, by its
folder.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import BinaryIO

from api import frames
from api.abroad import refuse_abroad
from api.confinement import limit_memory, withdraw
from api.errors import Problem
from api.outside import QUESTION
from api.worker import serve
from maillage.store import Answer
from maillage.store.endpoint import Question
from maillage.store.http import Heard
from maillage.store.remote import Remote


def graphs_of(store: Path) -> frozenset[str]:
    """The named graphs of the release whose store stands there."""
    return frozenset(json.loads((store.parent / "manifest.json").read_bytes())["graphs"])


def asks(jobs: BinaryIO, replies: BinaryIO, question: Question) -> Heard:
    """What the parent was answered.

    Raises:
        Problem: it was answered nothing, for this reason.
    """
    replies.write(frames.pack({QUESTION: asdict(question)}))
    replies.flush()
    frame = frames.whole(jobs)
    if frame is None:
        sys.exit(os.EX_UNAVAILABLE)
    head, body = frame
    if "status" in head:
        raise Problem(head["status"], head["fr"], head["en"])
    return Heard(head["headers"], body)


class Far(Remote):
    """A view for what strangers ask: what an engine reads beyond SPARQL is refused first."""

    def answer(
        self,
        query: str,
        default: Iterable[str] | None = None,
        named: Iterable[str] | None = None,
    ) -> Answer:
        refuse_abroad(query, self.graphs())
        return super().answer(query, default, named)


def main() -> None:
    path, seconds, megabytes = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confined = withdraw()
    view = Far(partial(asks, sys.stdin.buffer, replies), graphs_of(path))
    limit_memory(megabytes)
    replies.write(frames.pack({"confined": confined}))
    replies.flush()
    serve(view, seconds, sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
