"""The page of a document: its text as received, each fact marked where it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.errors import not_found
from api.pages.decisions import Decision, Link, decisions, links
from api.pages.findings import Finding, findings_about
from api.pages.graph import Graph, Mark
from api.pages.marked import Paragraph, Span, paragraphs
from api.pages.page import Page, respond
from api.pages.thing import frame, property_label
from api.pages.values import Row, Value, filled, row, stated, thing
from maillage import iri
from maillage.rdf import DCTERMS, MLG, OA, RDF, NamedNode

router = APIRouter(include_in_schema=False)

KINDS: Mapping[str, str] = {
    "action": "action",
    "objectif": "action",
    "montant": "montant",
    "partie": "partie",
    "mobilisation": "dispositif",
    "evenement": "date",
    "indicateur": "indicateur",
    "reference": "reference",
    "reference-juridique": "reference",
    "instance": "instance",
}
"""What a fact is about, from the first segment of its subject's address."""
DATED = frozenset({MLG.dateSignature, MLG.dateEcheance, MLG.dureeMois})
NAMED = {
    MLG.aPartie: "partie",
    MLG.aEvenement: "date",
    MLG.aMontant: "montant",
    MLG.aIndicateur: "indicateur",
    MLG.aInstance: "instance",
    MLG.mentionne: "dispositif",
    MLG.cite: "reference",
}
ORDER = (
    "partie",
    "date",
    "action",
    "montant",
    "dispositif",
    "indicateur",
    "instance",
    "reference",
    "autre",
)


@dataclass(frozen=True)
class Fact:
    """What was understood at a place of the text."""

    kind: str
    subject: Value
    predicate: str
    said: Value | None
    href: str | None
    """The page of the statement."""
    mark: Mark


@dataclass(frozen=True)
class Noted:
    """A paragraph and the facts that begin in it."""

    paragraph: Paragraph
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Told:
    """A fact with every place of the text that says it."""

    fact: Fact
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Kindred:
    """The facts of one kind, each once, in order of the text."""

    kind: str
    facts: tuple[Told, ...]


@dataclass(frozen=True)
class Document:
    slug: str
    rows: tuple[Row, ...]
    conventions: tuple[Value, ...]
    text: tuple[Noted, ...]
    kinds: tuple[Kindred, ...]
    count: int
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    links: tuple[Link, ...]


def kind_of(subject: NamedNode, predicate: NamedNode) -> str:
    """The kind of a fact, as a word that the style sheet and the texts know."""
    if predicate in DATED:
        return "date"
    if predicate in NAMED:
        return NAMED[predicate]
    return KINDS.get((iri.path_of(subject.value) or "").partition("/")[0], "autre")


def _fact(page: Page, enonce: NamedNode, mark: Mark) -> Fact | None:
    graph = page.graph
    subject, predicate = graph.node(enonce, RDF.subject), graph.node(enonce, RDF.predicate)
    said = graph.object(enonce, RDF.object)
    if subject is None or predicate is None:
        return None
    return Fact(
        kind=kind_of(subject, predicate),
        subject=thing(graph, subject),
        predicate=property_label(graph, page.t, predicate),
        said=stated(graph, subject, predicate, said) if said else None,
        href=thing(graph, enonce).href,
        mark=mark,
    )


def facts(page: Page, node: NamedNode) -> tuple[Fact, ...]:
    """All facts read from a document, in order of its text."""
    graph = page.graph
    found = []
    for passage in graph.subjects(OA.hasSource, node):
        mark = Mark.of(passage.value)
        if mark is None:
            continue
        for enonce in graph.subjects(MLG.fondeSur, passage):
            fact = _fact(page, enonce, mark)
            if fact:
                found.append(fact)
    return tuple(sorted(found, key=lambda f: (f.mark, f.kind, f.subject.text, f.predicate)))


def noted(text: str, known: Iterable[Fact]) -> tuple[Noted, ...]:
    """The paragraphs of the text, each with the facts that begin in it.

    What the same words say of two things (the document and its convention) is noted once.
    """
    pending = list(known)
    spans = {Span(fact.mark.start, fact.mark.end, fact.kind) for fact in pending}
    result = []
    for paragraph in paragraphs(text, spans):
        inside = [fact for fact in pending if fact.mark.start < paragraph.end]
        pending = pending[len(inside) :]
        once = {(fact.mark, fact.predicate, fact.said): fact for fact in inside}
        result.append(Noted(paragraph, tuple(once.values())))
    return tuple(result)


def kindred(known: Iterable[Fact]) -> tuple[Kindred, ...]:
    """The facts by their kind; what several passages say is one fact."""
    found: dict[str, dict[str | None, list[Fact]]] = {}
    for fact in known:
        found.setdefault(fact.kind, {}).setdefault(fact.href, []).append(fact)
    return tuple(
        Kindred(
            kind,
            tuple(Told(some[0], tuple(one.mark for one in some)) for some in found[kind].values()),
        )
        for kind in ORDER
        if kind in found
    )


def _conventions(graph: Graph, node: NamedNode) -> tuple[Value, ...]:
    described = [*graph.nodes(node, MLG.decrit), *graph.subjects(DCTERMS.source, node)]
    return tuple(
        thing(graph, one)
        for one in sorted(set(described), key=str)
        if MLG.Convention in graph.types(one)
    )


def build(page: Page, node: NamedNode, slug: str, text: str) -> Document:
    """All that the page of a document shows."""
    graph, t = page.graph, page.t
    known = facts(page, node)
    asked = (
        ("document.kind", MLG.genreDocument),
        ("document.programme", MLG.programme),
        ("document.template", MLG.modele),
        ("document.media", DCTERMS.format),
        ("document.characters", MLG.nombreCaracteres),
        ("document.hash", MLG.sha256),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    kinds = kindred(known)
    return Document(
        slug=slug,
        rows=filled(rows),
        conventions=_conventions(graph, node),
        text=noted(text, known),
        kinds=kinds,
        count=sum(len(one.facts) for one in kinds),
        findings=findings_about(page, slug),
        decisions=decisions(graph, node),
        links=links(graph, node),
    )


def is_slug(slug: str) -> bool:
    """Whether this can name a document: what it is made of leaves no way to another file."""
    return bool(slug) and iri.slug(slug) == slug


@router.get("/document/{slug}")
def document(request: Request, slug: str) -> Response:
    page = Page(request)
    text = page.service.release.public_text(slug) if is_slug(slug) else None
    node = iri.document(slug) if is_slug(slug) else None
    if node is None or not (text is not None or page.graph.exists(node)):
        raise not_found(request.url.path)
    view = frame(page.graph, page.t, node)
    alternates = {one.href: one.media for one in view.formats}
    shown = build(page, node, slug, text or "")
    return respond(
        request, "document.html", links=alternates, thing=view, document=shown, text=text
    )
