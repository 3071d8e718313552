"""Documents → ``data/ttl``: read all, decide all, then write each file whole.

Nothing is written before every document was read, so that a bad one leaves
everything as it was. The same documents always give the same bytes.
"""

import difflib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loaders import read, register, restricted
from loaders.reading import Reading
from loaders.state import state
from loaders.state.evidence import TripleOf, triples
from loaders.tabular.source import LICENCE
from maillage import iri, turtle
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.model import Draft, Issue
from maillage.rdf import (
    DCTERMS,
    MLG,
    RDF,
    RDFS,
    VOID,
    Literal,
    NamedNode,
    Quad,
    Triple,
    label,
    typed,
)
from maillage.settings import Settings

RIGHTS = (
    "La licence est celle des faits extraits ; le document source n'en indique pas.",
    "The licence is that of the extracted facts; the source document states none.",
)


@dataclass(frozen=True)
class Stated:
    """One document, read and stated: its facts, and its text with persons masked."""

    path: Path
    reading: Reading
    draft: Draft
    public: str

    @property
    def slug(self) -> str:
        return self.draft.slug

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.draft.issues

    @cached_property
    def triples(self) -> tuple[TripleOf, ...]:
        """The facts with their evidence.

        Raises:
            InputError: a person's detail would be published.
        """
        stated = triples(self.draft, self.public)
        found = tuple(restricted.surroundings_masked(stated, self.reading.personal))
        if restricted.leaks(found, self.reading.personal):
            raise InputError(self.path, "a person would be named in the public facts; report this")
        return found


@dataclass(frozen=True)
class Loaded:
    """What loading did with one document."""

    slug: str
    path: Path
    target: Path
    triples: int
    things: Mapping[str, int]
    """How many things of each class the document gives."""
    issues: tuple[Issue, ...]
    public: str
    """The document's text with persons masked."""
    difference: str
    """Unified diff from the Turtle on disk to the new one; empty where they are the same."""


@dataclass(frozen=True)
class LoadResult:
    documents: tuple[Loaded, ...]
    draft: bool = False
    orphans: tuple[Path, ...] = ()
    """Files of documents that no longer stand in ``data/documents``; removed unless `draft`."""

    def summary(self) -> str:
        """One line for a person."""
        changed = sum(bool(document.difference) for document in self.documents)
        total = sum(document.triples for document in self.documents)
        verb = "would change" if self.draft else "changed"
        said = f"{len(self.documents)} documents, {total} triples; {changed} files {verb}"
        if not self.orphans:
            return said
        verb = "would be removed" if self.draft else "removed"
        names = ", ".join(path.name for path in self.orphans)
        return f"{said}; {len(self.orphans)} files without a document {verb} ({names})"


def documents(settings: Settings) -> list[Path]:
    """The documents of ``data/documents``, in the order of their names."""
    folder = settings.data / "documents"
    return sorted(
        path
        for path in folder.glob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != "README.md"
    )


def draft_of(path: Path, settings: Settings) -> Stated:
    """Reads one document and states its facts.

    Raises:
        InputError: the document cannot be read, or its name gives no slug.
    """
    slug = iri.slug(path.stem)
    if not slug:
        raise InputError(path, "its name has no letter or digit; rename it")
    text, reading = read.read(path, settings)
    names = register.load(settings.data / "organisations.csv")
    draft = restricted.withheld(state(reading, slug, text, names), reading.personal)
    return Stated(path, reading, draft, restricted.public_text(text, reading.personal))


def render(stated: Stated) -> str:
    """The canonical Turtle of a document."""
    return turtle.render(stated.triples)


def turtle_of(path: Path, settings: Settings) -> str:
    """The Turtle that loading `path` would write."""
    return render(draft_of(path, settings))


def _slugs_differ(paths: Sequence[Path]) -> None:
    named: dict[str, Path] = {}
    for path in paths:
        other = named.setdefault(iri.slug(path.stem), path)
        if other != path:
            raise InputError(path, f"has the same name as {other} in the graph; rename one of them")


def load(files: Iterable[Path], settings: Settings, draft: bool = False) -> LoadResult:
    """Turns documents into Turtle; without `files`, all of ``data/documents``.

    All of them: what was loaded from a document that no longer stands there is
    removed. With `draft`, only says what would change.

    Raises:
        InputError: a document cannot be used, or two have one name; nothing was written.
    """
    given = list(dict.fromkeys(files))
    paths = given or documents(settings)
    _slugs_differ(paths)
    read_all = [draft_of(path, settings) for path in paths]
    rendered = [(stated, render(stated)) for stated in read_all]
    orphans = () if given else tuple(_orphans(settings, {stated.slug for stated in read_all}))
    loaded = tuple(_loaded(stated, text, settings) for stated, text in rendered)
    if not draft:
        for stated, text in rendered:
            restricted.write_restricted(settings.restricted, stated.slug, stated.reading)
            write_atomically(_target(stated.slug, settings), text.encode())
        for path in orphans:
            path.unlink()
    return LoadResult(loaded, draft, orphans)


def _orphans(settings: Settings, slugs: Container[str]) -> Iterator[Path]:
    """Files made from documents that are no longer there; none where their folder is missing."""
    if (settings.data / "documents").is_dir():
        for path in sorted((settings.data / "ttl").glob("*.ttl")):
            if path.stem not in slugs:
                yield path
        for path in sorted(settings.restricted.glob("*.json")):
            if path.stem not in slugs:
                yield path


def _target(slug: str, settings: Settings) -> Path:
    return settings.data / "ttl" / f"{slug}.ttl"


def _loaded(stated: Stated, text: str, settings: Settings) -> Loaded:
    target = _target(stated.slug, settings)
    before = target.read_text(encoding="utf-8") if target.is_file() else ""
    difference = "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"a/{target.name}",
            f"b/{target.name}",
        )
    )
    classes = Counter(
        value.value.removeprefix(iri.DEFINITION)
        for _, predicate, value in stated.triples
        if predicate == RDF.type and value.value.startswith(iri.DEFINITION)
    )
    return Loaded(
        stated.slug,
        stated.path,
        target,
        len(stated.triples),
        dict(sorted(classes.items())),
        stated.issues,
        stated.public,
        difference,
    )


def document_quads(settings: Settings) -> Iterator[Quad]:
    """The facts of every document in its own graph, which also describes itself.

    Raises:
        InputError: a file of ``data/ttl`` is not Turtle.
    """
    for path in sorted((settings.data / "ttl").glob("*.ttl")):
        graph = iri.document_graph(path.stem)
        found = turtle.read(path)
        for triple in found:
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
        for subject, predicate, value in description(path.stem, found):
            yield Quad(subject, predicate, value, graph)


def _first(facts: Sequence[Triple], subject: NamedNode, predicate: NamedNode) -> Literal | None:
    """The least literal value of a property."""
    values = [
        triple.object
        for triple in facts
        if triple.subject == subject and triple.predicate == predicate
    ]
    literals = [value for value in values if isinstance(value, Literal)]
    return min(literals, key=str, default=None)


def description(slug: str, facts: Sequence[Triple]) -> Iterator[TripleOf]:
    """What a document's graph says of itself: source, date and rights."""
    graph, source = iri.document_graph(slug), iri.document(slug)
    printed = _first(facts, source, DCTERMS.title)
    title = printed.value if printed else slug
    french, english = label(f"Faits lus dans « {title} »"), f"Facts read from “{title}”"
    yield graph, RDF.type, VOID.Dataset
    for words in (french, label(english, "en")):
        yield graph, DCTERMS.title, words
        yield graph, RDFS.label, words
    yield graph, DCTERMS.source, source
    yield graph, DCTERMS.license, NamedNode(LICENCE)
    yield graph, DCTERMS.rights, label(RIGHTS[0])
    yield graph, DCTERMS.rights, label(RIGHTS[1], "en")
    signed = _first(facts, iri.convention(slug), MLG.dateSignature)
    if signed:
        yield graph, DCTERMS.issued, signed
        yield graph, MLG.millesime, typed(signed.value[:4], "gYear")
