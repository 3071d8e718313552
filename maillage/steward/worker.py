"""The process that looks at what is handed over: ``python -m maillage.steward.worker STORE``.

Reads jobs from standard input and writes replies to standard output, one at a
time. It reaches no host; its parent kills it at the deadline. Settings come
from the environment, as for every command.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

from api import frames
from api.confinement import withdraw
from maillage.errors import InputError
from maillage.settings import settings
from maillage.steward import decisions
from maillage.steward.desk import Desk
from maillage.steward.record import held, record
from maillage.steward.upload import Upload
from maillage.store import View


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _decided(_: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    decision = decisions.entry(
        json.loads(head["decision"]), str(head["who"]), str(head["why"]), _today()
    )
    return decisions.appended(upload.corrections, decision).encode()


def _undone(_: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return decisions.removed(upload.corrections, int(head["line"])).encode()


def _recorded(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return json.dumps(record(desk.settings, upload, str(head["base"])).paths).encode()


def _report(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return desk.report(upload, str(head["form"]), str(head["language"]))


TASKS: Mapping[str, Callable[[Desk, Upload, Mapping[str, Any]], bytes]] = {
    "report": _report,
    "shown": lambda desk, upload, _: desk.shown(upload),
    "reading": lambda desk, upload, _: desk.reading(upload),
    "turtle": lambda desk, upload, _: desk.turtle(upload),
    "held": lambda desk, upload, _: held(desk.settings, upload).encode(),
    "decided": _decided,
    "undone": _undone,
    "recorded": _recorded,
}
"""What the service may ask."""


def answered(desk: Desk, head: Mapping[str, Any], data: bytes) -> bytes:
    """The frame that answers one job: its result, or why there is none."""
    upload = Upload(str(head["name"]), data, str(head["corrections"]))
    try:
        body = TASKS[str(head["task"])](desk, upload, head)
    except InputError as error:
        reasons = {"fr": error.in_french, "en": str(error)}
        return frames.pack({"status": int(HTTPStatus.UNPROCESSABLE_ENTITY), **reasons})
    return frames.pack({}, body)


def serve(desk: Desk, jobs: BinaryIO, replies: BinaryIO) -> None:
    """Answers until the other side is gone."""
    while (frame := frames.whole(jobs)) is not None:
        replies.write(answered(desk, *frame))
        replies.flush()


def main() -> None:
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confined = withdraw()
    config = settings()
    desk = Desk.ready(config, View.open(Path(sys.argv[1])))
    replies.write(frames.pack({"confined": confined}))
    replies.flush()
    serve(desk, sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
