"""What a document speaks of: dispositifs with their state, articles of law."""

from collections.abc import Iterator

from loaders.reading import LegalReference, Mention, Reading
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, RDFS, SKOS, Literal, NamedNode

STATES = {
    "en-cours": (", en cours", ", under way"),
    "envisage": (", envisagé", ", considered"),
    "acheve": (", achevé", ", completed"),
    "non-precise": ("", ""),
}


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    for mention in reading.dispositifs:
        yield from _mobilisation(mention, at)
    for reference in reading.legal_references:
        yield from _reference(reference, at)


def _mobilisation(mention: Mention, at: Anchors) -> Iterator[Fact]:
    node = at.part("mobilisation", iri.slug(mention.notation))
    french, english = STATES[mention.state]
    yield from thing(node, MLG.Mobilisation, mention.notation + french, mention.notation + english)
    yield from stated(node, mention.evidence, {MLG.dispositif: iri.dispositif(mention.notation)})
    told = {MLG.etat: iri.concept("etat", mention.state)}
    yield from stated(node, mention.state_evidence or mention.evidence, told)
    yield from stated(at.document, mention.evidence, {MLG.mentionne: node})


def _reference(reference: LegalReference, at: Anchors) -> Iterator[Fact]:
    node = iri.reference_juridique(reference.notation)
    yield from thing(node, MLG.ReferenceJuridique, reference.notation, reference.notation)
    yield Fact(node, SKOS.notation, Literal(reference.notation))
    if reference.iri:
        yield Fact(node, RDFS.seeAlso, NamedNode(reference.iri))
    yield from stated(at.document, reference.evidence, {MLG.cite: node})
