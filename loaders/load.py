"""Documents → ``data/ttl``: all are made, then each file is put in its place whole.

What is made stands aside until every document was read, so that a bad one
leaves everything as it was; only its files are kept in memory while it is made.
The same documents always give the same bytes, whoever made them.
"""

import difflib
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from loaders import corrections, formats
from loaders.draft import Made, draft_of, render, slug_of, turtle_of
from loaders.formats import Options
from loaders.scale import Outcome, Scale, local
from loaders.state.evidence import TripleOf
from loaders.tabular.source import LICENCE
from maillage import iri, turtle
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.model import Issue
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

__all__ = ["draft_of", "load", "render", "turtle_of"]

RIGHTS = (
    "La licence est celle des faits extraits ; le document source n'en indique pas.",
    "The licence is that of the extracted facts; the source document states none.",
)
STAGING = ".loading-"
"""What the folders of files not yet in their place are named by, before the process's number."""
ONE_BY_ONE = Scale(local.one_by_one)
"""Documents made in this process."""


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
    changed: bool
    applied: int
    packed: bytes = b""
    """The difference, compressed: that of a thousand new documents fits in memory."""

    @property
    def difference(self) -> str:
        """Of a draft, the unified diff from the Turtle on disk to the new one."""
        return zlib.decompress(self.packed).decode() if self.packed else ""

    """How many of a person's decisions applied."""


@dataclass(frozen=True)
class LoadResult:
    documents: tuple[Loaded, ...]
    draft: bool = False
    orphans: tuple[Path, ...] = ()
    """Files of documents that no longer stand in ``data/documents``; removed unless `draft`."""

    def summary(self) -> str:
        """One line for a person."""
        changed = sum(document.changed for document in self.documents)
        total = sum(document.triples for document in self.documents)
        decided = sum(document.applied for document in self.documents)
        verb = "would change" if self.draft else "changed"
        said = f"{len(self.documents)} documents, {total} triples; {changed} files {verb}"
        if decided:
            said += f"; {decided} decisions applied"
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


def _slugs_differ(paths: Sequence[Path]) -> None:
    named: dict[str, Path] = {}
    for path in paths:
        other = named.setdefault(slug_of(path), path)
        if other != path:
            raise InputError(path, f"has the same name as {other} in the graph; rename one of them")


Say = Callable[[int, int], None]
"""Tells how many documents of how many are made."""


def _silent(_: int, __: int) -> None:
    """Says nothing."""


def load(
    files: Iterable[Path],
    settings: Settings,
    draft: bool = False,
    scale: Scale = ONE_BY_ONE,
    options: Options = formats.PLAIN,
    say: Say = _silent,
) -> LoadResult:
    """Turns documents into Turtle; without `files`, all of ``data/documents``.

    All of them: what was loaded from a document that no longer stands there is
    removed. With `draft`, only says what would change. `scale` tells who makes them.

    Raises:
        InputError: a document cannot be used, or two have one name; nothing was written.
        UnavailableError: the scheduler does not answer.
    """
    given = list(dict.fromkeys(files))
    paths = given or documents(settings)
    _slugs_differ(paths)
    if not given:
        corrections.check(settings.data / "corrections", {slug_of(path) for path in paths})
    loaded: dict[Path, Loaded] = {}
    failed: dict[Path, InputError] = {}
    with nullcontext(settings.data) if draft else _aside(settings) as folder:
        for outcome in scale.make(paths, settings, options):
            if outcome.made:
                loaded[outcome.path] = _kept(outcome.made, folder, settings, draft)
            else:
                failed[outcome.path] = _error(outcome)
            say(len(loaded) + len(failed), len(paths))
        _refuse(failed, paths)
        found = tuple(loaded[path] for path in paths)
        orphans = () if given else tuple(_orphans(settings, {each.slug for each in found}))
        if not draft:
            _put(found, folder, settings)
            for path in orphans:
                path.unlink()
    return LoadResult(found, draft, orphans)


def _error(outcome: Outcome) -> InputError:
    return InputError(outcome.path, outcome.reason or "cannot be read")


def _refuse(failed: Mapping[Path, InputError], paths: Sequence[Path]) -> None:
    """Stops where documents cannot be used, naming the first and how many more there are."""
    first = next((failed[path] for path in paths if path in failed), None)
    if first and len(failed) > 1:
        others = ", ".join(str(path) for path in failed if path != Path(first.place))
        raise InputError(first.place, f"{first.reason} ({len(failed) - 1} more: {others[:300]})")
    if first:
        raise first


@contextmanager
def _aside(settings: Settings) -> Iterator[Path]:
    """A folder below ``var/``, which git ignores, for this user alone, gone at the end.

    It holds persons' details: what a killed process left there is removed first.
    """
    var = settings.restricted.parent
    var.mkdir(parents=True, exist_ok=True)
    for path in var.glob(f"{STAGING}*"):
        if not _runs(path.name.removeprefix(STAGING).partition("-")[0]):
            shutil.rmtree(path, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=var, prefix=f"{STAGING}{os.getpid()}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runs(number: str) -> bool:
    """Whether a process of this number runs; one of another user does."""
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    return True


def _kept(made: Made, folder: Path, settings: Settings, draft: bool) -> Loaded:
    """Puts aside the files of a document, and says what they change."""
    target = _target(made.slug, settings)
    before = target.read_bytes() if target.is_file() else b""
    changed = before != made.turtle
    if changed and not draft:
        (folder / f"{made.slug}.ttl").write_bytes(made.turtle)
    if not draft:
        path = folder / f"{made.slug}.json"
        path.touch(mode=0o600)
        path.write_bytes(made.restricted)
    return Loaded(
        made.slug,
        made.path,
        target,
        made.triples,
        made.things,
        made.issues,
        made.public,
        changed,
        made.applied,
        _difference(before.decode(), made.turtle.decode(), target.name) if draft else b"",
    )


def _difference(before: str, after: str, name: str) -> bytes:
    said = "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{name}",
            f"b/{name}",
        )
    )
    return zlib.compress(said.encode(), 1)


def _put(found: Iterable[Loaded], folder: Path, settings: Settings) -> None:
    """Puts every file in its place; one that holds the same bytes is not touched."""
    settings.restricted.mkdir(parents=True, exist_ok=True)
    settings.restricted.chmod(0o700)
    for document in found:
        hidden = (folder / f"{document.slug}.json").read_bytes()
        write_atomically(settings.restricted / f"{document.slug}.json", hidden, mode=0o600)
        if document.changed:
            data = (folder / f"{document.slug}.ttl").read_bytes()
            write_atomically(document.target, data)


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
