"""A new release: load, reason, check, store; switched to at the end.

Everything is written into a hidden folder beside the releases, which becomes
the release by one rename; a killed build leaves the served release as it was.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from loaders import load as documents
from loaders import tables
from maillage import __version__, answering, indexing, reasoning, turtle, validation
from maillage.errors import InputError, NotReadyError
from maillage.files import write_atomically
from maillage.iri import ONTOLOGY_GRAPH
from maillage.rdf import Quad
from maillage.release import Release, current
from maillage.settings import Settings
from maillage.standing import PARTIAL, Outcome, fingerprint, named, only_one, switch, switched
from maillage.store import ANSWERS, Store, View
from maillage.validation import lint

__all__ = ["PARTIAL", "Outcome", "assemble", "build", "ensure", "fingerprint", "ontology_quads"]

Say = Callable[[str], None]
"""Tells a person which stage has begun."""


def silent(_: str) -> None:
    """Says nothing."""


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


def _counts(view: View) -> dict[str, int]:
    rows = view.select(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    return {row["g"].value: int(row["n"].value) for row in rows}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _texts(loaded: documents.LoadResult, folder: Path) -> dict[str, str]:
    hashes = {}
    for document in loaded.documents:
        data = document.public.encode()
        write_atomically(folder / f"{document.slug}.txt", data)
        hashes[document.slug] = hashlib.sha256(data).hexdigest()
    return hashes


def _write(
    settings: Settings, loaded: documents.LoadResult, folder: Path, mark: str, say: Say
) -> None:
    lint.refuse(settings.shapes, settings.ontology)
    store = Store(folder / "store")
    rules = assemble(settings, store, say)
    store.optimise()
    view = store.view()
    say("rules")
    report = validation.check_graph(view, settings)
    write_atomically(folder / "report.json", _json(report.as_json()))
    say("index")
    public = {document.slug: document.public for document in loaded.documents}
    indexing.write(settings, view, public, folder / "index")
    say("answers")
    answering.write(settings, view, folder / ANSWERS)
    manifest = {
        "version": __version__,
        "fingerprint": mark,
        "graphs": _counts(view),
        "documents": _texts(loaded, folder / "documents"),
        "clashes": reasoning.clashes(rules, view),
        "findings": report.counts(),
    }
    write_atomically(folder / "manifest.json", _json(manifest))


def build(settings: Settings, say: Say = silent) -> Outcome:
    """Makes the release of what stands in the checkout, unless it is made already.

    Raises:
        InputError: an input cannot be used; the served release is as before.
        NotReadyError: another build is running.
    """
    return switched(settings) or _made(settings, say)


def _made(settings: Settings, say: Say) -> Outcome:
    with only_one(settings):
        loaded = documents.load((), settings)
        mark = fingerprint(settings)
        release = named(settings, mark)
        fresh = not release.folder.is_dir()
        if fresh:
            partial = settings.releases / f"{PARTIAL}{os.getpid()}"
            partial.mkdir()
            _write(settings, loaded, partial, mark, say)
            partial.rename(release.folder)
        return switch(settings, release, fresh)


def ensure(settings: Settings, say: Say = silent) -> Release:
    """The release of what stands in the checkout, built if it is not served yet."""
    try:
        served = current(settings)
        if served.identifier == fingerprint(settings)[:12]:
            return served
    except NotReadyError:
        pass
    return build(settings, say).release
