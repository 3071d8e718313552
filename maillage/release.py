"""A release: an immutable folder with the store, the public texts and the report.

``var/releases/<id>/`` holds ``store/``, ``answers/`` (of the saved questions),
``index/`` (full text and facets), ``documents/<slug>.txt`` (public text),
``report.json`` and ``manifest.json``; ``var/releases/current`` names the one
that is served, and is replaced in one step at the end of a build.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillage.deferred import module
from maillage.errors import NotReadyError
from maillage.iri import slug
from maillage.settings import Settings
from maillage.store import Embedded, View

POINTER = "current"


@dataclass(frozen=True)
class Release:
    """One release on disk; `identifier` is a hash of all that it was made from."""

    identifier: str
    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def view(self) -> Embedded:
        return View.open(self.store)

    def asked(self, settings: Settings) -> View:
        """Where questions about it are asked: the store on disk, or the settings' endpoint.

        Raises:
            UnavailableError: nothing answers there, or not the whole of this release.
        """
        if not settings.store:
            return self.view()
        graphs = self.manifest()["graphs"]
        found: View = module("maillage.store.served").view(settings, self.identifier, graphs)
        return found

    def public_text(self, document_slug: str) -> str | None:
        """The text of a document with personal details masked, None where there is none."""
        if slug(document_slug) != document_slug:
            return None
        path = self.documents / f"{document_slug}.txt"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def report(self) -> dict[str, Any]:
        """The findings of the rules, in the form of ``maillage check --format json``."""
        return dict(json.loads((self.folder / "report.json").read_bytes()))

    def manifest(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "manifest.json").read_bytes()))


def current(settings: Settings) -> Release:
    """The release that is served.

    Raises:
        NotReadyError: nothing was built yet.
    """
    pointer = settings.releases / POINTER
    if not pointer.is_file():
        raise NotReadyError(f"{settings.releases}: no release yet (run: maillage build)")
    identifier = pointer.read_text(encoding="ascii").strip()
    return Release(identifier, settings.releases / identifier)
