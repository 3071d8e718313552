"""The body of an answer: in memory while it is short, in a nameless file when it is long.

So a worker is free as soon as its answer is written, however slowly a client
takes it, and a hundred long answers do not fill the memory of the service.
"""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

IN_MEMORY = 2**20
"""Bytes of an answer that is kept in memory."""
CHUNK = 2**16


class Body:
    """Bytes that may be read several times, by several readers at once."""

    def __init__(self, data: bytes = b"", file: BinaryIO | None = None, length: int = 0) -> None:
        self._data = data
        self._file = file
        self.length = length if file else len(data)

    @classmethod
    async def received(cls, source: asyncio.StreamReader, length: int) -> "Body":
        """The next `length` bytes of a stream.

        Raises:
            asyncio.IncompleteReadError: it ended before.
        """
        if length <= IN_MEMORY:
            return cls(await source.readexactly(length))
        file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed when nobody reads it
        left = length
        while left:
            part = await source.readexactly(min(CHUNK, left))
            file.write(part)
            left -= len(part)
        file.flush()
        return cls(file=file, length=length)

    def __iter__(self) -> Iterator[bytes]:
        """Its parts, in order."""
        if self._file is None:
            yield self._data
            return
        for start in range(0, self.length, CHUNK):
            yield os.pread(self._file.fileno(), min(CHUNK, self.length - start), start)

    def __bytes__(self) -> bytes:
        return b"".join(self)
