"""What passes between the service and its workers: two lengths, a head in JSON, a body."""

import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def head(text: bytes) -> dict[str, Any]:
    """The head of a frame from its bytes."""
    return dict(json.loads(text))


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The head of the next frame, None where the other side is gone."""
    found = whole(stream)
    return found[0] if found else None


def whole(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The head and the body of the next frame, None where the other side is gone."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    first, rest = LENGTHS.unpack(lengths)
    frame = stream.read(first + rest)
    return (head(frame[:first]), frame[first:]) if len(frame) == first + rest else None
