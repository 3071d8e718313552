"""Answers that a release fixes, kept in memory: the second asker gets the same bytes.

Only an answer with a validator (``ETag``) is kept, and only under all that it
depends on: the address, the host that the client named (some answers write
it), the site whose script asks, and the headers that its ``Vary`` names. It
lives as long as the process, which serves one release.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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
ALWAYS = (b"origin", b"host")
"""What tells answers apart whether ``Vary`` names it or not."""
NOT_KEPT = ("/validate", "/read", "/static/", "/health", "/metrics")
"""What changes while a release is served, or is kept elsewhere."""
PERSONAL = frozenset({b"authorization", b"cookie", b"range"})
WITHOUT_BODY = frozenset({b"content-length", b"content-encoding", b"content-type"})

Headers = list[tuple[bytes, bytes]]
Place = tuple[str | bytes, ...]
"""What tells questions apart before any was answered: the address, and the headers of `ALWAYS`."""
Pairs = tuple[tuple[bytes, bytes], ...]
Key = tuple[Place, Pairs]
"""A place, and the headers that its answers vary by: names too, as what they are may change."""
Kept = tuple[Pairs, bytes, bytes]
"""An answer as it was sent: its headers, its validator, its body.

Plain tuples of bytes: thousands of them cost the search for garbage nothing,
which stops every answer while it lasts.
"""


@dataclass
class _Gathered:
    """An answer that may be kept, as its parts pass."""

    headers: Pairs
    tag: bytes
    varies: frozenset[bytes]
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    whole: bool = False

    @property
    def kept(self) -> Kept:
        return self.headers, self.tag, b"".join(self.parts)


@dataclass(frozen=True)
class Asked:
    """A request whose answer may be kept, and its headers that an answer may vary by."""

    place: Place
    given: Mapping[bytes, bytes]

    @classmethod
    def of(cls, scope: Scope) -> "Asked | None":
        """What an answer may depend on, None where it is not to be kept."""
        is_get = scope["type"] == "http" and scope["method"] == "GET"
        if not is_get or scope["path"].startswith(NOT_KEPT):
            return None
        given = dict.fromkeys((*VARIED, *ALWAYS), b"")
        for name, value in scope["headers"]:
            if name in PERSONAL:
                return None
            if name in given:
                given[name] += b"," + value
        address = (scope["scheme"], scope["path"], scope["query_string"])
        if sum(map(len, (*address, *given.values()))) > LONGEST_KEY:
            return None
        return cls((*address, *(given[name] for name in ALWAYS)), given)

    def key(self, varies: Iterable[bytes]) -> Key:
        return self.place, tuple((name, self.given[name]) for name in sorted(varies))


def is_known(scope: Scope, tag: bytes) -> bool:
    """Whether the client has what this tag stands for (``If-None-Match``, weakly compared)."""
    plain = tag.removeprefix(b"W/")
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            told = {one.strip().removeprefix(b"W/") for one in value.split(b",")}
            if b"*" in told or plain in told:
                return True
    return False


@lru_cache(64)
def _names(told: bytes) -> frozenset[bytes]:
    """The headers that a ``Vary`` names."""
    return frozenset(one.strip().lower() for one in told.split(b",") if one.strip())


def _begun(headers: Headers) -> _Gathered | None:
    """An answer that may be kept, from its headers; None for any other."""
    found = dict(headers)
    varies = _names(b",".join(value for name, value in headers if name == b"vary"))
    closed = b"no-store" in found.get(b"cache-control", b"") or b"set-cookie" in found
    if closed or not found.get(b"etag") or not varies <= set(VARIED):
        return None
    return _Gathered(tuple((name, value) for name, value in headers), found[b"etag"], varies)


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
        self._varies: dict[Place, frozenset[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Asked.of(scope) if self._room else None
        if asked is None:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        key = asked.key(self._varies.get(asked.place, ()))
        kept = self._kept.get(key)
        self._metrics.cached(kept is not None)
        if kept is None:
            await self._app(scope, receive, self._keeping(asked, send))
        elif self._rate.wait(client_of(scope), time.monotonic()):
            await self._app(scope, receive, send)
        else:
            self._kept.move_to_end(key)
            status = await _sent(scope, kept, send)
            self._metrics.answered(scope["path"], status, time.perf_counter() - began)

    def _keeping(self, asked: Asked, send: Send) -> Send:
        """Sends what comes, and keeps it if it can be kept once it was sent whole."""
        gathered: _Gathered | None = None

        async def passed(message: Message) -> None:
            nonlocal gathered
            if message["type"] == "http.response.start":
                is_found = message["status"] == HTTPStatus.OK
                gathered = _begun(list(message["headers"])) if is_found else None
            elif gathered is not None and not self._is_short(gathered, message):
                gathered = None
            await send(message)
            if gathered is not None and gathered.whole:
                self._put(asked, gathered)

        return passed

    def _is_short(self, gathered: _Gathered, message: Message) -> bool:
        """Adds a part to an answer; whether it still is short enough to be kept."""
        if message["type"] != "http.response.body":
            return False
        gathered.parts.append(message.get("body", b""))
        gathered.size += len(gathered.parts[-1])
        gathered.whole = not message.get("more_body", False)
        return gathered.size <= self._room // SHARE

    def _put(self, asked: Asked, gathered: _Gathered) -> None:
        """Keeps an answer; one form of it may vary by more than another: all forms then do."""
        before = self._varies.get(asked.place)
        varies = gathered.varies if before is None else before | gathered.varies
        self._varies[asked.place] = varies
        key = asked.key(varies)
        self._size += gathered.size - _size(self._kept.pop(key, None))
        self._kept[key] = gathered.kept
        while self._size > self._room:
            (place, _), oldest = self._kept.popitem(last=False)
            self._size -= _size(oldest)
            self._varies.pop(place, None)


def _size(kept: Kept | None) -> int:
    return len(kept[-1]) if kept else 0


async def _sent(scope: Scope, kept: Kept, send: Send) -> int:
    """Sends a kept answer, or that the client has it; the status."""
    status, (headers, tag, body) = int(HTTPStatus.OK), kept
    if is_known(scope, tag):
        status, body = int(HTTPStatus.NOT_MODIFIED), b""
        headers = tuple(pair for pair in headers if pair[0] not in WITHOUT_BODY)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    return status
