"""The application behind what it answered before."""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.openapi import Application


class Front(Application):
    """Each request first goes to `front`, which answers it or passes it on to `inner`."""

    front: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.front(scope, receive, send)

    async def inner(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application itself."""
        await super().__call__(scope, receive, send)
