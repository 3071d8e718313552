"""One HTTP exchange with an endpoint: to its own address alone, in bounded time and size.

No redirect is followed, no proxy of the environment is used, and nothing but
HTTP is spoken: what is sent reaches the address of the settings or nobody.
"""

import base64
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import IO, Any
from urllib import request as urllib
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from maillage.errors import MaillageError
from maillage.store import trouble

MIB = 2**20
MOST = 128 * MIB
"""Bytes of an answer; a longer one is refused."""
PIECE = 64 * 1024
LONGEST_WORDS = 160
"""Characters of an endpoint's own words that the log shows."""
BUSY = frozenset({429, 502, 503, 504})
NOT_HERE = frozenset({404, 405, 406, 410, 415})


@dataclass(frozen=True)
class Heard:
    """What an endpoint answered; header names in lower case."""

    headers: Mapping[str, str]
    body: bytes
    status: int = 200

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Stay(urllib.HTTPRedirectHandler):
    """A redirect is an answer like another: it is told, never followed."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class _Credentials(urllib.BaseHandler):
    """Says who we are once the endpoint asks, then with every request (Basic or Digest).

    A long body cannot wait for the question: an endpoint closes the connection
    in the middle of it. So the first request of an address should be a short one.
    """

    handler_order = 400

    def __init__(self, user: str, password: str, addresses: tuple[str, ...]) -> None:
        passwords = urllib.HTTPPasswordMgrWithDefaultRealm()
        for address in addresses:
            passwords.add_password(None, address, user, password)
        self._digest = urllib.HTTPDigestAuthHandler(passwords)
        plain = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._basic = f"Basic {plain}"
        self._asked: dict[str, str] = {}
        self._lock = threading.Lock()

    def http_request(self, request: urllib.Request) -> urllib.Request:
        asked = self._asked.get(_path(request))
        if asked is not None:
            request.add_unredirected_header("Authorization", self._said(request, asked))
        return request

    https_request = http_request

    def http_error_401(
        self, request: urllib.Request, answer: IO[bytes], _: int, __: str, headers: Any
    ) -> Any:
        asked = headers.get("WWW-Authenticate", "")
        stale = "stale=true" in asked.lower().replace('"', "")
        known = request.has_header("Authorization") and not stale
        if known or asked.partition(" ")[0].lower() not in ("basic", "digest"):
            return None
        answer.close()
        self._asked[_path(request)] = asked
        return self.parent.open(request, timeout=request.timeout or 0)

    def _said(self, request: urllib.Request, asked: str) -> str:
        scheme, _, rest = asked.partition(" ")
        if scheme.lower() == "basic":
            return self._basic
        challenge = urllib.parse_keqv_list(urllib.parse_http_list(rest))
        with self._lock:
            return f"Digest {self._digest.get_authorization(request, challenge)}"


def _path(request: urllib.Request) -> str:
    return request.full_url.partition("?")[0]


def opener(user: str, password: str, addresses: tuple[str, ...]) -> urllib.OpenerDirector:
    """What opens connections: HTTP and HTTPS, without redirects and proxies."""
    made = urllib.OpenerDirector()
    handlers: list[urllib.BaseHandler] = [
        urllib.HTTPHandler(),
        urllib.HTTPSHandler(),
        urllib.HTTPErrorProcessor(),
        urllib.HTTPDefaultErrorHandler(),
        _Stay(),
    ]
    if user:
        handlers.append(_Credentials(user, password, addresses))
    for handler in handlers:
        made.add_handler(handler)
    return made


def exchange(opening: urllib.OpenerDirector, request: urllib.Request, seconds: float) -> Heard:
    """What the endpoint answers to a request, all of it within `seconds`.

    Raises:
        EndpointError: it is away, slow, of another kind, or refuses the credentials.
        EvaluationError: it could not do what was asked.
    """
    place, deadline = _path(request), time.monotonic() + seconds
    try:
        with opening.open(request, timeout=seconds) as answer:
            body = _read(answer, place, deadline, seconds)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Heard(headers, body, answer.status)
    except HTTPError as error:
        with error:
            raise _told(place, error) from None
    except TimeoutError:
        raise trouble.slow(place, seconds) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise trouble.slow(place, seconds) from None
        raise trouble.away(place, _words(str(error.reason))) from None
    except (OSError, HTTPException) as error:
        raise trouble.away(place, _words(str(error) or type(error).__name__)) from None


def _read(answer: HTTPResponse, place: str, deadline: float, seconds: float) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST:
            raise trouble.too_long(place, MOST // MIB)
        if time.monotonic() > deadline:
            raise trouble.slow(place, seconds)
    if answer.length:
        raise trouble.away(place, "it stopped in the middle of an answer")
    return b"".join(pieces)


def _told(place: str, error: HTTPError) -> MaillageError:
    """What an answer that is no success means."""
    if error.code in (401, 403):
        return trouble.refused(place)
    if 300 <= error.code < 400:
        host = urlsplit(error.headers.get("Location", "")).netloc or "elsewhere"
        return trouble.wrong(place, f"it redirects to {_words(host)}, which is not followed")
    if error.code in BUSY:
        return trouble.away(place, f"HTTP {error.code}")
    media = error.headers.get("Content-Type", "").partition(";")[0]
    if error.code in NOT_HERE or media == "text/html":
        return trouble.wrong(place, f"it answers HTTP {error.code}")
    try:
        said = error.read(PIECE).decode("utf-8", "replace")
    except OSError:
        said = ""
    return trouble.EvaluationError(place, f"HTTP {error.code}: {_words(said)}")


def _words(text: str) -> str:
    """The first line of what another program says, of printable characters, shortened."""
    line = next(iter(text.strip().splitlines()), "no reason given")
    return "".join(sign for sign in line if sign.isprintable())[:LONGEST_WORDS]
