"""Reading the graph for a page: values, labels in the page's language, passages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.pages.formatting import Language, spaced
from api.pages.links import passage
from maillage import iri
from maillage.rdf import (
    DCTERMS,
    MLG,
    RDF,
    RDFS,
    SKOS,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    compact,
)
from maillage.store import View

MERGE = DefaultGraph()
LICENCES = {
    "creativecommons.org/licenses/by/4.0": "CC BY 4.0",
    "etalab.gouv.fr/licence-ouverte": "Licence Ouverte 2.0",
    "apache.org/licenses/LICENSE-2.0": "Apache 2.0",
}
LABELS = (SKOS.prefLabel, RDFS.label, DCTERMS.title)


@dataclass(frozen=True, order=True)
class Mark:
    """A passage that a fact was read from; it leads to the document page."""

    slug: str
    start: int
    end: int

    @property
    def href(self) -> str:
        return passage(self.slug, f"{self.start}-{self.end}")

    @classmethod
    def of(cls, address: str) -> "Mark | None":
        """The mark of a passage's IRI, None for any other IRI."""
        kind, _, rest = (iri.path_of(address) or "").partition("/")
        slug, _, span = rest.rpartition("/")
        start, _, end = span.partition("-")
        if kind != "passage" or not (slug and start.isdecimal() and end.isdecimal()):
            return None
        return cls(slug, int(start), int(end))


Marks = Mapping[tuple[NamedNode, Term], tuple[Mark, ...]]


class Graph:
    """What a page asks of the release, in one language; lives as long as one request.

    `inside` is the graph it reads: the merge of all, or a named one.
    """

    def __init__(
        self, view: View, language: Language, inside: NamedNode | DefaultGraph = MERGE
    ) -> None:
        self.view = view
        self.language = language
        self.inside = inside
        self._labels: dict[NamedNode, Literal | None] = {}
        self._marks: dict[NamedNode, Marks] = {}

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        quads = self.view.quads(subject, predicate, None, self.inside)
        return [q.object for q in quads if isinstance(q.object, Term)]

    def object(self, subject: NamedNode, predicate: NamedNode) -> Term | None:
        """One value; where there are several, the first in code point order."""
        return min(self.objects(subject, predicate), key=str, default=None)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The things that are values, by their IRI."""
        found = self.objects(subject, predicate)
        return sorted((o for o in found if isinstance(o, NamedNode)), key=natural)

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        return next(iter(self.nodes(subject, predicate)), None)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """A literal's words, those of the page's language first."""
        found = self.literal(subject, predicate)
        return found.value if found else None

    def subjects(self, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
        """The things that have this value, in the store's order."""
        for quad in self.view.quads(None, predicate, value, self.inside):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def types(self, subject: NamedNode) -> frozenset[NamedNode]:
        return frozenset(self.nodes(subject, RDF.type))

    def exists(self, subject: NamedNode) -> bool:
        return next(self.view.quads(subject, None, None, self.inside), None) is not None

    def label(self, subject: NamedNode) -> Literal | None:
        """The name of a thing, None where the graph gives none."""
        if subject not in self._labels:
            found = (self.literal(subject, predicate) for predicate in LABELS)
            self._labels[subject] = next((one for one in found if one), None)
        return self._labels[subject]

    def name(self, subject: NamedNode) -> str:
        """The label, or words made of the last part of the address: never an IRI."""
        found = self.label(subject)
        if found is None:
            return spoken(subject.value)
        return spaced(found.value, "fr") if found.language == "fr" else found.value

    def by_name(self, nodes: Iterable[NamedNode]) -> list[NamedNode]:
        """Things in the order of their names, as a dictionary has them: « Écho » before « Fin »."""
        return sorted(nodes, key=lambda one: (iri.slug(self.name(one)), one.value))

    def marks(self, subject: NamedNode) -> Marks:
        """The passages behind each fact about a thing, by predicate and value."""
        if subject not in self._marks:
            self._marks[subject] = self._read_marks(subject)
        return self._marks[subject]

    def _read_marks(self, subject: NamedNode) -> Marks:
        found: dict[tuple[NamedNode, Term], set[Mark]] = {}
        for enonce in self.subjects(RDF.subject, subject):
            predicate, value = self.node(enonce, RDF.predicate), self.object(enonce, RDF.object)
            if predicate is None or value is None:
                continue
            passages = self.nodes(enonce, MLG.fondeSur)
            known = (mark for one in passages if (mark := Mark.of(one.value)))
            found.setdefault((predicate, value), set()).update(known)
        return {fact: tuple(sorted(marks)) for fact, marks in found.items()}

    def literal(self, subject: NamedNode, predicate: NamedNode) -> Literal | None:
        """A literal, in the page's language where there is one in it."""
        found = [o for o in self.objects(subject, predicate) if isinstance(o, Literal)]
        return min(found, key=self._rank, default=None)

    def _rank(self, literal: Literal) -> tuple[int, str]:
        order = (self.language, None, "fr", "en")
        place = order.index(literal.language) if literal.language in order else len(order)
        return place, literal.value


def natural(node: NamedNode) -> tuple[tuple[int, str], ...]:
    """A sorting key in which ``action/x/9`` comes before ``action/x/10``."""
    return tuple(
        (int(part), "") if part.isdecimal() else (10**12, part) for part in node.value.split("/")
    )


def spoken(address: str) -> str:
    """The last part of an address as words, for a thing without a name.

    A licence by its usual name, a term of another vocabulary as ``prefix:name``,
    a page of another site by its address without the scheme.
    """
    path = iri.path_of(address)
    if path:
        _, _, rest = path.partition("/")
        return (rest or path).replace("/", " ").replace("-", " ")
    short = compact(address)
    if address.startswith(iri.DEFINITION):
        return address.removeprefix(iri.DEFINITION)
    licence = next((name for part, name in LICENCES.items() if part in address), None)
    return licence or re.sub(r"^https?://(www\.)?", "", short).rstrip("/")
