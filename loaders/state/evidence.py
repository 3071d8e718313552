"""The proof of each fact: its statement, and the passages it was read from.

W3C Web Annotation selectors: a position in Unicode code points of the
normalised text, and the words with a little of what stands around them. The
surroundings come from the public text, where persons are masked.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from loaders.state.contradictions import enonce
from loaders.state.wording import plain, shortened
from maillage import iri
from maillage.model import Draft, Fact, Passage
from maillage.rdf import MLG, OA, RDF, RDFS, XSD, Literal, NamedNode, integer, label, typed

AROUND = 32
"""Characters kept before and after a quote."""

TripleOf = tuple[NamedNode, NamedNode, NamedNode | Literal]


def triples(draft: Draft, public: str) -> Iterator[TripleOf]:
    """The facts, their statements and their passages; each triple once.

    `public` is the normalised text with persons masked, of the same length.
    """
    seen: set[TripleOf] = set()
    for triple in _all(draft, public):
        if triple not in seen:
            seen.add(triple)
            yield triple


def _all(draft: Draft, public: str) -> Iterator[TripleOf]:
    names = _labels(draft)
    passages: set[Passage] = set()
    for fact in draft:
        yield fact.subject, fact.predicate, fact.object
        if fact.evidence:
            yield from _statement(fact, draft.slug, names)
            passages.update(fact.evidence)
    for passage in sorted(passages, key=_place):
        yield from _passage(passage, draft.slug, public)


def _place(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def _labels(facts: Iterable[Fact]) -> dict[str, str]:
    """The French label of each thing that the draft describes."""
    return {
        fact.subject.value: fact.object.value
        for fact in facts
        if fact.predicate == RDFS.label
        and isinstance(fact.object, Literal)
        and fact.object.language == "fr"
    }


def _statement(fact: Fact, slug: str, names: dict[str, str]) -> Iterator[TripleOf]:
    node = enonce(slug, fact.subject, fact.predicate, fact.object)
    yield node, RDF.type, MLG.Enonce
    yield node, RDF.type, RDF.Statement
    yield node, RDFS.label, label(_sentence(fact, names))
    yield node, RDF.subject, fact.subject
    yield node, RDF.predicate, fact.predicate
    yield node, RDF.object, fact.object
    for passage in fact.evidence:
        yield node, MLG.fondeSur, iri.passage(slug, passage.start, passage.end)


def _sentence(fact: Fact, names: dict[str, str]) -> str:
    """« Action 6 : … — statut : mature »."""
    last = fact.object.value
    if isinstance(fact.object, Literal) and fact.object.datatype == XSD.decimal:
        last = plain(Decimal(last))
    if isinstance(fact.object, NamedNode):
        last = names.get(last) or (iri.path_of(last) or last).rpartition("/")[2]
    subject = names.get(fact.subject.value, fact.subject.value)
    predicate = fact.predicate.value.rpartition("/")[2].rpartition("#")[2]
    return f"{shortened(subject)} — {predicate} : {shortened(last)}"


def _passage(passage: Passage, slug: str, public: str) -> Iterator[TripleOf]:
    node = iri.passage(slug, passage.start, passage.end)
    position = NamedNode(node.value + "#position")
    citation = NamedNode(node.value + "#citation")
    yield node, RDF.type, MLG.Passage
    yield node, RDF.type, OA.SpecificResource
    yield node, RDFS.label, label(f"« {shortened(passage.quote)} »")
    yield node, OA.hasSource, iri.document(slug)
    yield node, OA.hasSelector, position
    yield node, OA.hasSelector, citation
    if passage.page:
        yield node, MLG.page, integer(passage.page)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, typed(str(passage.start), "nonNegativeInteger")
    yield position, OA.end, typed(str(passage.end), "nonNegativeInteger")
    yield citation, RDF.type, OA.TextQuoteSelector
    yield citation, OA.exact, Literal(passage.quote)
    before = public[max(0, passage.start - AROUND) : passage.start]
    after = public[passage.end : passage.end + AROUND]
    if before:
        yield citation, OA.prefix, Literal(before)
    if after:
        yield citation, OA.suffix, Literal(after)
