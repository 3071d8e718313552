"""A new release: load, reason, check, store; switched to at the end.

Everything is written into a hidden folder beside the releases, which becomes
the release by one rename; a killed build leaves the served release as it was.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders import load as documents
from loaders import tables
from maillage import __version__, reasoning, turtle, validation
from maillage.errors import InputError, NotReadyError
from maillage.files import write_atomically
from maillage.iri import ONTOLOGY_GRAPH
from maillage.rdf import Quad
from maillage.release import POINTER, Release, current
from maillage.settings import Settings
from maillage.store import Store, View

Say = Callable[[str], None]
"""Tells a person which stage has begun."""

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


def silent(_: str) -> None:
    """Says nothing."""


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


def ontology_quads(settings: Settings) -> Iterator[Quad]:
    """The ontology, its schemes and the shapes, in the ontology's graph.

    Raises:
        InputError: a file is not Turtle, or there is none.
    """
    paths = [*sorted(settings.ontology.rglob("*.ttl")), *sorted(settings.shapes.rglob("*.ttl"))]
    if not paths:
        raise InputError(settings.ontology, "holds no Turtle file (is this the checkout?)")
    for path in paths:
        for triple in turtle.read(path):
            yield Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY_GRAPH)


def assemble(settings: Settings, store: Store, say: Say = silent) -> reasoning.Rules:
    """Fills `store` with the ontology, the documents, the tables and what follows."""
    say("ontology, schemes, shapes")
    ontology = list(ontology_quads(settings))
    store.add(ontology)
    say("documents")
    store.add(documents.document_quads(settings))
    say("national tables")
    store.add(tables.quads(settings.data / "reference"))
    say("inference")
    rules = reasoning.rules(quad.triple for quad in ontology)
    store.add(list(reasoning.infer(rules, store.view())))
    return rules


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
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


def _counts(view: View) -> dict[str, int]:
    rows = view.select(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    return {row["g"].value: int(row["n"].value) for row in rows}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _texts(settings: Settings, folder: Path) -> dict[str, str]:
    hashes = {}
    for slug, text in documents.public_texts(settings):
        data = text.encode()
        write_atomically(folder / f"{slug}.txt", data)
        hashes[slug] = hashlib.sha256(data).hexdigest()
    return hashes


def _write(settings: Settings, folder: Path, mark: str, say: Say) -> None:
    store = Store(folder / "store")
    rules = assemble(settings, store, say)
    store.optimise()
    view = store.view()
    say("rules")
    report = validation.check_graph(view, settings)
    write_atomically(folder / "report.json", _json(report.as_json()))
    manifest = {
        "version": __version__,
        "fingerprint": mark,
        "graphs": _counts(view),
        "documents": _texts(settings, folder / "documents"),
        "clashes": reasoning.clashes(rules, view),
        "findings": report.counts(),
    }
    write_atomically(folder / "manifest.json", _json(manifest))


def _named(settings: Settings, mark: str) -> Release:
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


def _outcome(release: Release, fresh: bool) -> Outcome:
    findings = release.manifest()["findings"]
    return Outcome(release, fresh, findings.get("violation", 0), findings.get("warning", 0))


def build(settings: Settings, say: Say = silent) -> Outcome:
    """Makes the release of what stands in the checkout, unless it is made already.

    Raises:
        InputError: an input cannot be used; the served release is as before.
        NotReadyError: another build is running.
    """
    with _only_one(settings):
        release, fresh = _named(settings, fingerprint(settings)), False
        if not release.folder.is_dir():
            documents.load((), settings)
            mark = fingerprint(settings)
            release = _named(settings, mark)
            fresh = not release.folder.is_dir()
        if fresh:
            partial = settings.releases / f"{PARTIAL}{os.getpid()}"
            partial.mkdir()
            _write(settings, partial, mark, say)
            partial.rename(release.folder)
        write_atomically(settings.releases / POINTER, f"{release.identifier}\n".encode())
        _prune(settings, release)
    return _outcome(release, fresh)


def ensure(settings: Settings, say: Say = silent) -> Release:
    """The release of what stands in the checkout, built if it is not served yet."""
    try:
        served = current(settings)
        if served.identifier == fingerprint(settings)[:12]:
            return served
    except NotReadyError:
        pass
    return build(settings, say).release
