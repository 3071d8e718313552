"""What every route shares: the settings and the release that is served."""

from dataclasses import dataclass

from fastapi import Request

from maillage.release import Release
from maillage.settings import Settings
from maillage.store import View


@dataclass(frozen=True)
class Service:
    """Stands at ``app.state.service``; frozen for the life of the process."""

    settings: Settings
    release: Release
    view: View


def service(request: Request) -> Service:
    """The service of the application that got this request (a FastAPI dependency)."""
    found: Service = request.app.state.service
    return found
