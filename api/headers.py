"""What every answer carries, and HEAD as GET without its body."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages.page import SECURITY

EXPOSED = ("ETag", "Link", "Retry-After", "Content-Location", "Maillage-Truncated")
"""Headers that a script of another site may read."""
ALWAYS: Mapping[str, str] = {**SECURITY, "Cross-Origin-Resource-Policy": "cross-origin"}


class Headers:
    """Adds the security headers, and those of the cache, where an answer has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            elif head:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, dressed)
