"""What passes between the service and its workers: two lengths, a head in JSON, a body."""

import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def unpack(frame: bytes, length: int) -> tuple[dict[str, Any], bytes]:
    """The head, which is the first `length` bytes, and the body of a frame."""
    return dict(json.loads(frame[:length])), frame[length:]


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The head of the next frame, None where the other side is gone."""
    found = whole(stream)
    return found[0] if found else None


def whole(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The head and the body of the next frame, None where the other side is gone."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    frame = stream.read(head + body)
    return unpack(frame, head) if len(frame) == head + body else None
