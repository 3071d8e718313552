"""One document, read, corrected and stated: its facts, ready to be written as Turtle.

What is made of a document is plain data (`Made`), so that it may be made in
another process or on another machine.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from loaders import corrections, formats, grants, read, register, restricted
from loaders.formats import Options
from loaders.readers.core import Document
from loaders.reading import ProposedLink, Reading
from loaders.state import actions, decisions, state
from loaders.state.evidence import TripleOf, triples
from maillage import iri, turtle
from maillage.errors import InputError
from maillage.model import Draft, Issue
from maillage.rdf import RDF
from maillage.settings import Settings


@dataclass(frozen=True)
class Stated:
    """One document, read and stated: its facts, and its text with persons masked."""

    path: Path
    reading: Reading
    draft: Draft
    public: str
    applied: int = 0
    """How many of a person's decisions applied."""

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
        found = tuple(restricted.surroundings_masked(stated, self.reading.personal, self.public))
        if restricted.leaks(found, self.reading.personal):
            raise InputError(
                self.path,
                "a person would be named in the public facts; report this",
                "une personne serait nommée dans les données publiques ; signalez-le",
            )
        return found


@dataclass(frozen=True)
class Made:
    """All that loading writes and tells of one document."""

    slug: str
    path: Path
    turtle: bytes
    restricted: bytes
    triples: int
    things: Mapping[str, int]
    issues: tuple[Issue, ...]
    public: str
    applied: int


def slug_of(path: Path) -> str:
    """The name of a document in the graph.

    Raises:
        InputError: its file's name has no letter or digit.
    """
    slug = iri.slug(path.stem)
    if not slug:
        french = "son nom n'a ni lettre ni chiffre ; renommez-le"
        raise InputError(path, "its name has no letter or digit; rename it", french)
    return slug


def draft_of(path: Path, settings: Settings, options: Options = formats.PLAIN) -> Stated:
    """Reads one document and states its facts, a person's decisions applied.

    Raises:
        InputError: the document or its corrections cannot be read, or its name gives no slug.
    """
    slug_of(path)
    return draft_in(path, formats.received(path), settings, options)


def draft_in(
    path: Path,
    data: bytes,
    settings: Settings,
    options: Options = formats.PLAIN,
    decided: str | None = None,
) -> Stated:
    """The same of the document in these bytes, which `path` names.

    `decided` is the text of a file of corrections that stands for the document's own.
    """
    slug = slug_of(path)
    source = formats.parse(path, data, options)
    document = Document(source, read.knowledge(settings))
    reading = read.read_document(document)
    reading = replace(reading, links=_links(reading, document, settings))
    file = settings.data / "corrections" / f"{slug}.yml"
    taken = corrections.load(file) if decided is None else corrections.parse(decided, file.name)
    known = _known(document, settings) if taken else None
    corrected = corrections.apply(reading, taken, source.text, file, known)
    names = register.load(settings.data / "organisations.csv")
    stated = state(corrected.reading, slug, source.text, names)
    sheets = list(zip(actions.keys(corrected.reading), corrected.reading.actions, strict=True))
    said = decisions.facts(slug, corrected.applied, corrected.reading.links, sheets)
    facts = (*stated.facts, *said)
    draft = Draft(slug, facts, (*stated.issues, *corrected.issues))
    public = restricted.public_text(source.text, reading.personal)
    kept = restricted.withheld(draft, reading.personal)
    return Stated(path, corrected.reading, kept, public, len(corrected.applied))


def _known(document: Document, settings: Settings) -> corrections.Known:
    """What decisions may name."""
    every = grants.of(settings.data / "reference").by_code.values()
    subjects = {grant.key: grant.subject for some in every for grant in some}
    return corrections.Known(document.knowledge.lexicon.names, subjects)


def _links(reading: Reading, document: Document, settings: Settings) -> tuple[ProposedLink, ...]:
    """The grants that may pay for the actions of the territories of a document."""
    places = {each.code: each.name for each in reading.territories if each.code}
    if not places:
        return ()
    known = grants.of(settings.data / "reference")
    found = grants.projects(reading, document.blocks, document.sheets.bodies)
    return grants.propose(found, places, known)


def render(stated: Stated) -> str:
    """The canonical Turtle of a document."""
    return turtle.render(stated.triples)


def turtle_of(path: Path, settings: Settings) -> str:
    """The Turtle that loading `path` would write."""
    return render(draft_of(path, settings))


def make(path: Path, data: bytes, settings: Settings, options: Options = formats.PLAIN) -> Made:
    """All that loading the document in these bytes writes.

    Raises:
        InputError: as `draft_of`.
    """
    stated = draft_in(path, data, settings, options)
    classes = Counter(
        value.value.removeprefix(iri.DEFINITION)
        for _, predicate, value in stated.triples
        if predicate == RDF.type and value.value.startswith(iri.DEFINITION)
    )
    return Made(
        stated.slug,
        path,
        render(stated).encode(),
        restricted.content(stated.slug, stated.reading).encode(),
        len(stated.triples),
        dict(sorted(classes.items())),
        stated.issues,
        stated.public,
        stated.applied,
    )
