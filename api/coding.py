"""How an answer is made shorter on its way (``Content-Encoding``)."""

import gzip
from collections.abc import Callable, Mapping

import zstandard

CODED_FROM = 1000
"""Bytes from which an answer is worth it."""
ZSTD_LEVEL, GZIP_LEVEL = 3, 5


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}
"""The codings of long answers, the best first."""


def wanted(accepted: str) -> str:
    """The best coding that an ``Accept-Encoding`` allows, empty for none."""
    given = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        given[name.strip()] = parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00")
    return next((name for name in CODINGS if given.get(name)), "")


def coded(body: bytes, coding: str) -> bytes:
    return CODINGS[coding](body) if coding else body
