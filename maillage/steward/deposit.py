"""A steward's decisions, and the document they are about, written into the checkout."""

from pathlib import Path

from loaders import corrections
from loaders.corrections import write
from loaders.draft import slug_of
from maillage import iri
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.settings import Settings
from maillage.steward.upload import Upload


def held(settings: Settings, upload: Upload) -> str:
    """The corrections that the checkout already has for this very document; else an empty text."""
    slug = iri.slug(Path(upload.name).stem)
    document = _document(settings, slug)
    if document is None or document.read_bytes() != upload.data:
        return ""
    return write.text_of(write.file_of(settings, slug))


def record(settings: Settings, upload: Upload, base: str) -> tuple[str, ...]:
    """Writes the document, where it is new, and its corrections.

    Gives the files that were written, below the checkout's root. `base` is the
    text of the corrections as they were when the work began: where they
    changed since, nothing is written.

    Raises:
        InputError: another document has this name, or somebody else decided meanwhile.
    """
    slug = slug_of(Path(upload.name))
    decided = upload.corrections or ""
    corrections.parse(decided, "corrections")
    written: list[str] = []
    with write.alone(settings):
        document = _document(settings, slug)
        if document is not None and document.read_bytes() != upload.data:
            raise InputError(
                upload.name,
                f"another document stands in data/documents as {document.name}; rename this one",
                f"un autre document porte déjà ce nom ({document.name}) ; renommez celui-ci",
            )
        file = write.file_of(settings, slug)
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
        if decided != base:
            write_atomically(file, decided.encode())
            written.append(file.relative_to(settings.root).as_posix())
    return tuple(written)


def _document(settings: Settings, slug: str) -> Path | None:
    folder = settings.data / "documents"
    found = (path for path in sorted(folder.glob("*")) if path.is_file())
    return next((p for p in found if iri.slug(p.stem) == slug and p.name != "README.md"), None)
