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
from loaders.corrections import record, write
from maillage.errors import InputError
from maillage.settings import settings
from maillage.steward import deposit
from maillage.steward.desk import Desk
from maillage.steward.upload import Upload
from maillage.store import View

DIGITS = 9
"""A number that a form sends is shorter than this."""


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _number(text: object) -> int:
    """A number of a form; 0, which names nothing, for any other text."""
    return int(str(text)) if str(text).isdecimal() and len(str(text)) < DIGITS else 0


def _decided(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return _taken(desk, upload, json.loads(head["decision"]), head)


def _taken(
    desk: Desk, upload: Upload, decision: Mapping[str, Any], head: Mapping[str, Any]
) -> bytes:
    """The corrections with one decision more, which tells something of the document."""
    entry = write.entry(decision, str(head["who"]), _today(), str(head["why"]))
    before = desk.decided(upload)
    after = write.appended(before, entry)
    record.tried(Path(upload.name), upload.data, desk.settings, before, after)
    return after.encode()


def _undone(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return write.removed(desk.decided(upload), _number(head["line"])).encode()


def _mended(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    mend = desk.mended(upload, _number(head["mend"]))
    if mend.decision is None:
        return json.dumps({"text": mend.text}).encode()
    text = _taken(desk, upload, mend.decision, head).decode()
    return json.dumps({"corrections": text}).encode()


def _recorded(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return json.dumps(deposit.record(desk.settings, upload, str(head["base"]))).encode()


def _report(desk: Desk, upload: Upload, head: Mapping[str, Any]) -> bytes:
    return desk.report(upload, str(head["form"]), str(head["language"]))


TASKS: Mapping[str, Callable[[Desk, Upload, Mapping[str, Any]], bytes]] = {
    "report": _report,
    "shown": lambda desk, upload, _: desk.shown(upload),
    "reading": lambda desk, upload, _: desk.reading(upload),
    "turtle": lambda desk, upload, _: desk.turtle(upload),
    "held": lambda desk, upload, _: deposit.held(desk.settings, upload).encode(),
    "decided": _decided,
    "undone": _undone,
    "mended": _mended,
    "recorded": _recorded,
}
"""What the service may ask."""


def answered(desk: Desk, head: Mapping[str, Any], data: bytes) -> bytes:
    """The frame that answers one job: its result, or why there is none."""
    upload = Upload(str(head["name"]), data, head["corrections"])
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
