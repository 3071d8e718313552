"""Which release the checkout's inputs have, and the switch to it.

What a second build finds out stands here, apart from what makes a release, so
that it takes no reader, no rule and no library of theirs.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maillage import __version__
from maillage.errors import NotReadyError
from maillage.files import write_atomically
from maillage.release import POINTER, Release
from maillage.settings import Settings

SOURCES = ("ontology", "shapes", "queries", "data")
CODE = ("maillage", "loaders")
PARTIAL = ".partial-"


@dataclass(frozen=True)
class Outcome:
    """What a build did: the release, whether it was new, and what the rules found."""

    release: Release
    fresh: bool
    violations: int
    warnings: int


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    for folder in SOURCES:
        base = settings.root / folder
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(settings.root).as_posix(), path
    package = Path(__file__).parent.parent
    for folder in CODE:
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in {".py", ".yml"}:
                yield path.relative_to(package).as_posix(), path


def fingerprint(settings: Settings) -> str:
    """A hash of all that a release is made from: the data and the code that reads it."""
    digest = hashlib.sha256(__version__.encode())
    for name, path in _files(settings):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Holds the lock of the releases, and removes what killed builds left.

    Raises:
        NotReadyError: another build holds it.
    """
    settings.releases.mkdir(parents=True, exist_ok=True)
    with (settings.releases / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            reason = "another build is running; wait for it to end"
            raise NotReadyError(f"{settings.releases}: {reason}") from error
        for left in settings.releases.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        yield


def named(settings: Settings, mark: str) -> Release:
    """The release of this fingerprint, made or not."""
    return Release(mark[:12], settings.releases / mark[:12])


def _prune(settings: Settings, served: Release) -> None:
    others = [
        folder
        for folder in settings.releases.iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and folder != served.folder
    ]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[max(settings.keep_releases - 1, 0) :]:
        shutil.rmtree(folder)


def switch(settings: Settings, release: Release, fresh: bool) -> Outcome:
    """Makes `release` the one that is served, and removes old ones."""
    write_atomically(settings.releases / POINTER, f"{release.identifier}\n".encode())
    _prune(settings, release)
    return _outcome(release, fresh)


def _outcome(release: Release, fresh: bool) -> Outcome:
    findings = release.manifest()["findings"]
    return Outcome(release, fresh, findings.get("violation", 0), findings.get("warning", 0))


def switched(settings: Settings) -> Outcome | None:
    """Switches to the release of what stands in the checkout; None where it must be made.

    Raises:
        NotReadyError: a build is running.
    """
    with only_one(settings):
        release = named(settings, fingerprint(settings))
        return switch(settings, release, fresh=False) if release.folder.is_dir() else None
