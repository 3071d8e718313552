"""Answers that a release fixes, kept in memory: the second asker gets the same bytes.

Only an answer with a validator (``ETag``) is kept, and only under all that it
may depend on: the address, the host that the client named (some answers write
it) and the headers of `VARIED`. It lives as long as the process, which
serves one release.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.limits import Rate, client_of
from api.metrics import Metrics

MIB = 2**20
SHARE = 16
"""The largest answer kept is one part in so many of the room."""
LONGEST_KEY = 20_000
"""Characters of an address and its headers; what is longer is not kept."""
VARIED = (b"accept", b"accept-language", b"accept-encoding", b"origin")
"""The headers that answers may vary by (their ``Vary``)."""
DEPENDS_ON = (*VARIED, b"host")
NOT_KEPT = ("/validate", "/read", "/static/", "/health", "/metrics")
"""What changes while a release is served, or is kept elsewhere."""
PERSONAL = frozenset({b"authorization", b"cookie", b"range"})
WITHOUT_BODY = frozenset({b"content-length", b"content-encoding", b"content-type"})

Headers = list[tuple[bytes, bytes]]
Key = tuple[str | bytes, ...]


@dataclass
class Kept:
    """An answer as it was sent, its validator apart."""

    headers: Headers
    tag: bytes = b""
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    whole: bool = False

    @property
    def body(self) -> bytes:
        return self.parts[0] if self.parts else b""


def key_of(scope: Scope) -> Key | None:
    """What an answer may depend on, None where it is not to be kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(NOT_KEPT):
        return None
    given = dict.fromkeys(DEPENDS_ON, b"")
    for name, value in scope["headers"]:
        if name in PERSONAL:
            return None
        if name in given:
            given[name] += b"," + value
    key = (scope["scheme"], scope["path"], scope["query_string"], *given.values())
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def is_known(scope: Scope, tag: bytes) -> bool:
    """Whether the client has what this tag stands for (``If-None-Match``, weakly compared)."""
    plain = tag.removeprefix(b"W/")
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            told = {one.strip().removeprefix(b"W/") for one in value.split(b",")}
            if b"*" in told or plain in told:
                return True
    return False


def _tag(headers: Headers) -> bytes:
    """The validator of an answer that may be kept, empty for any other."""
    found = dict(headers)
    varies = {one.strip().lower() for one in found.get(b"vary", b"").split(b",") if one.strip()}
    closed = b"no-store" in found.get(b"cache-control", b"") or b"set-cookie" in found
    return found.get(b"etag", b"") if varies <= set(VARIED) and not closed else b""


class Cache:
    """Stands before the application, and keeps up to `megabytes` of its answers, the last asked.

    What it keeps counts against the rate of a client like the rest.
    """

    def __init__(self, app: ASGIApp, megabytes: int, rate: Rate, metrics: Metrics) -> None:
        self._app = app
        self._room = megabytes * MIB
        self._rate = rate
        self._metrics = metrics
        self._size = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = key_of(scope) if self._room else None
        if key is None:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        kept = self._kept.get(key)
        self._metrics.cached(kept is not None)
        if kept is None:
            await self._app(scope, receive, self._keeping(key, send))
        elif self._rate.wait(client_of(scope), time.monotonic()):
            await self._app(scope, receive, send)
        else:
            self._kept.move_to_end(key)
            status = await _sent(scope, kept, send)
            self._metrics.answered(scope["path"], status, time.perf_counter() - began)

    def _keeping(self, key: Key, send: Send) -> Send:
        """Sends what comes, and keeps it if it can be kept once it was sent whole."""
        kept: Kept | None = None

        async def passed(message: Message) -> None:
            nonlocal kept
            if message["type"] == "http.response.start":
                headers: Headers = list(message["headers"])
                tag = _tag(headers) if message["status"] == HTTPStatus.OK else b""
                kept = Kept(headers, tag) if tag else None
            elif kept is not None and not self._gathered(kept, message):
                kept = None
            await send(message)
            if kept is not None and kept.whole:
                self._put(key, kept)

        return passed

    def _gathered(self, kept: Kept, message: Message) -> bool:
        """Adds a part to an answer; whether it still is short enough to be kept."""
        if message["type"] != "http.response.body":
            return False
        kept.parts.append(message.get("body", b""))
        kept.size += len(kept.parts[-1])
        kept.whole = not message.get("more_body", False)
        return kept.size <= self._room // SHARE

    def _put(self, key: Key, kept: Kept) -> None:
        kept.parts = [b"".join(kept.parts)]
        before = self._kept.pop(key, None)
        self._size += kept.size - (before.size if before else 0)
        self._kept[key] = kept
        while self._size > self._room:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


async def _sent(scope: Scope, kept: Kept, send: Send) -> int:
    """Sends a kept answer, or that the client has it; the status."""
    status, headers, body = int(HTTPStatus.OK), kept.headers, kept.body
    if is_known(scope, kept.tag):
        status, body = int(HTTPStatus.NOT_MODIFIED), b""
        headers = [pair for pair in headers if pair[0] not in WITHOUT_BODY]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    return status
