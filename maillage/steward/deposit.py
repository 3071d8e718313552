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
    slug, decided = slug_of(Path(upload.name)), upload.corrections or ""
    corrections.parse(decided, "corrections")
    folder, file = settings.data / "documents", write.file_of(settings, slug)
    changes: list[tuple[Path, bytes]] = []
    with write.alone(settings):
        document = _document(settings, slug)
        if document is None:
            path = Path(upload.name)
            changes.append((folder / f"{path.stem}{path.suffix.lower()}", upload.data))
        elif document.read_bytes() != upload.data:
            raise _taken(upload, document)
        if write.text_of(file) != base:
            raise _meanwhile(upload)
        if decided != base:
            changes.append((file, decided.encode()))
        for target, data in changes:
            write_atomically(target, data)
    return tuple(target.relative_to(settings.root).as_posix() for target, _ in changes)


def _taken(upload: Upload, document: Path) -> InputError:
    return InputError(
        upload.name,
        f"another document stands in data/documents as {document.name}; rename this one",
        f"un autre document porte déjà ce nom ({document.name}) ; renommez celui-ci",
    )


def _meanwhile(upload: Upload) -> InputError:
    return InputError(
        upload.name,
        "other decisions were recorded meanwhile; hand the document over again",
        "d'autres décisions ont été enregistrées entre-temps ; déposez de nouveau le document",
    )


def _document(settings: Settings, slug: str) -> Path | None:
    folder = settings.data / "documents"
    found = (path for path in sorted(folder.glob("*")) if path.is_file())
    return next((p for p in found if iri.slug(p.stem) == slug and p.name != "README.md"), None)
