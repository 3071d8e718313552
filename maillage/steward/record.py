"""A steward's decisions, and the document they are about, written into the checkout."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders import corrections
from loaders.draft import slug_of
from maillage import iri
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.settings import Settings
from maillage.steward.upload import Upload


@dataclass(frozen=True)
class Recorded:
    """The files that were written, below the checkout's root."""

    paths: tuple[str, ...]


def held(settings: Settings, upload: Upload) -> str:
    """The corrections that the checkout already has for this very document; else an empty text."""
    slug = iri.slug(Path(upload.name).stem)
    document = _document(settings, slug)
    file = settings.data / "corrections" / f"{slug}.yml"
    if document is None or not file.is_file() or document.read_bytes() != upload.data:
        return ""
    return file.read_text(encoding="utf-8")


def record(settings: Settings, upload: Upload, base: str) -> Recorded:
    """Writes the document, where it is new, and its corrections.

    `base` is the text of the corrections as they were when the work began:
    where they changed since, nothing is written.

    Raises:
        InputError: another document has this name, or somebody else decided meanwhile.
    """
    slug = slug_of(Path(upload.name))
    if upload.corrections.strip():
        corrections.parse(upload.corrections, "corrections")
    written: list[str] = []
    with _alone(settings):
        document = _document(settings, slug)
        if document is not None and document.read_bytes() != upload.data:
            raise InputError(
                upload.name,
                f"another document stands in data/documents as {document.name}; rename this one",
                f"un autre document porte déjà ce nom ({document.name}) ; renommez celui-ci",
            )
        file = settings.data / "corrections" / f"{slug}.yml"
        if document is not None and held(settings, upload) != base:
            raise InputError(
                upload.name,
                "other decisions were recorded meanwhile; hand the document over again",
                "d'autres décisions ont été enregistrées entre-temps ; déposez de nouveau le "
                "document",
            )
        if document is None:
            suffix = Path(upload.name).suffix.lower()
            target = settings.data / "documents" / f"{Path(upload.name).stem}{suffix}"
            write_atomically(target, upload.data)
            written.append(target.relative_to(settings.root).as_posix())
        if upload.corrections != base:
            write_atomically(file, upload.corrections.encode())
            written.append(file.relative_to(settings.root).as_posix())
    return Recorded(tuple(written))


def _document(settings: Settings, slug: str) -> Path | None:
    folder = settings.data / "documents"
    found = (path for path in sorted(folder.glob("*")) if path.is_file())
    return next((p for p in found if iri.slug(p.stem) == slug and p.name != "README.md"), None)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One writer at a time."""
    folder = settings.root / settings.var
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".corrections.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
