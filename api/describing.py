"""What the graph says of one thing, from its path to the bytes of a format.

Runs inside a worker process, as queries do: who reads thing after thing keeps
nobody waiting, and a long description has the limits of a long query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import ClassVar

from api.body import Body
from api.coding import CODED_FROM, coded
from api.errors import not_found
from api.evaluation import Reply
from api.formats import TRIPLES
from maillage import iri
from maillage.rdf import DCTERMS, MLG, OA, RDF, RDFS, DefaultGraph, NamedNode, Quad, Triple
from maillage.store import View

MERGE = DefaultGraph()
INCOMING = 500
"""Links to a thing that its data holds; the rest is in SPARQL, and a header says so."""
LABELLED = 20_000
"""Nodes whose labels a worker remembers."""
LABELS = (RDFS.label, DCTERMS.title)


@dataclass(frozen=True)
class Description:
    """The job of describing the thing at `path` under ``…/id/``.

    `extension` is that of a format of `TRIPLES`; `coding` is one of
    `api.coding.CODINGS`, empty for none.
    """

    KIND: ClassVar[str] = "description"
    is_volatile: ClassVar[bool] = False

    path: str
    extension: str
    coding: str = ""

    @property
    def name(self) -> str:
        return f"{self.path}.{self.extension}"


def describe(view: View, job: Description) -> Reply:
    """The triples of a thing in a format; `rows` of the reply tells that links were left out.

    Raises:
        Problem: 404, there is no such thing or format; 406, the format cannot say it.
    """
    chosen = next((one for one in TRIPLES if one.extension == job.extension), None)
    if chosen is None:
        raise not_found(job.name)
    triples, is_cut = described(view, known(view, job.path))
    body = chosen.render(triples)
    coding = job.coding if len(body) >= CODED_FROM else ""
    return Reply(chosen.extension, Body(coded(body, coding)), INCOMING if is_cut else None, coding)


def known(view: View, path: str) -> NamedNode:
    """The thing at this path under ``…/id/``.

    Raises:
        Problem: 404, the graph says nothing of it.
    """
    try:
        node = NamedNode(iri.THING + path)
    except ValueError:
        raise not_found(path) from None
    for pattern in (view.quads(node, None, None, MERGE), view.quads(None, None, node, MERGE)):
        if next(pattern, None) is not None:
            return node
    raise not_found(path)


def _own(view: View, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in view.quads(node, None, None, MERGE))


def _incoming(view: View, node: NamedNode) -> Iterator[Triple]:
    stated = (RDF.subject, RDF.object)
    found = view.quads(None, None, node, MERGE)
    return (quad.triple for quad in found if quad.predicate not in stated)


def _evidence(view: View, node: NamedNode) -> Iterator[Triple]:
    for stated in view.quads(None, RDF.subject, node, MERGE):
        for quad in _of(view, stated):
            yield quad.triple
            if quad.predicate != MLG.fondeSur or not isinstance(quad.object, NamedNode):
                continue
            for passage in view.quads(quad.object, None, None, MERGE):
                yield passage.triple
                if passage.predicate == OA.hasSelector and isinstance(passage.object, NamedNode):
                    yield from _own(view, passage.object)


def _of(view: View, stated: Quad) -> Iterator[Quad]:
    assert isinstance(stated.subject, NamedNode), "statements have IRIs"
    return view.quads(stated.subject, None, None, MERGE)


def _labels(view: View, triples: list[Triple]) -> Iterator[Triple]:
    ends = {end for one in triples for end in (one.subject, one.object)}
    for node in sorted((end for end in ends if isinstance(end, NamedNode)), key=str):
        yield from _named(view, node)


@lru_cache(LABELLED)
def _named(view: View, node: NamedNode) -> tuple[Triple, ...]:
    """The labels of a node: most are those of programmes and places, which many things share."""
    found = (view.quads(node, predicate, None, MERGE) for predicate in LABELS)
    return tuple(quad.triple for quads in found for quad in quads)


def described(view: View, node: NamedNode) -> tuple[list[Triple], bool]:
    """What the graph says of a thing, and whether links to it were left out.

    Its own triples, those that point to it, the labels of both ends, and the
    statements of its facts with their passages.
    """
    own = sorted(_own(view, node), key=str)
    incoming = list(islice(_incoming(view, node), INCOMING + 1))
    linked = sorted(incoming[:INCOMING], key=str)
    labels = _labels(view, own + linked)
    evidence = sorted(_evidence(view, node), key=str)
    whole = dict.fromkeys((*own, *linked, *labels, *evidence))
    return list(whole), len(incoming) > INCOMING
