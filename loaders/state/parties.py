"""The parties of a convention: organisations, qualities and posts, never persons."""

from collections.abc import Iterator

from loaders.reading import Party, Reading
from loaders.state import organisations
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, without_article
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, RDF, NamedNode

QUALITIES = {
    "beneficiaire": ("bénéficiaire", "beneficiary"),
    "etat": ("État", "State"),
    "partenaire": ("partenaire", "partner"),
    "en-presence": ("en présence", "in attendance"),
}

KINDS = {
    "commune": "commune",
    "intercommunalite": "epci",
    "departement": "departement",
    "region": "region",
}
"""The kind of the body that administers a territory, by the first segment of its path."""


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    if not at.convention:
        return
    for position, party in enumerate(reading.parties, 1):
        yield from _party(party, at, at.convention, at.part("partie", position))


def _party(party: Party, at: Anchors, convention: NamedNode, node: NamedNode) -> Iterator[Fact]:
    name = capital(without_article(party.organisation))
    french, english = QUALITIES[party.quality]
    labels = (f"{name}, {french}", f"{name}, {english}")
    state = iri.slug(name) == "etat"
    yield from thing(node, MLG.Partie, *(QUALITIES["etat"] if state else labels))
    body = organisations.organisation(party.organisation, party.entity)
    yield from at.described(body, party.organisation)
    seat = at.territory(party.organisation)
    if seat:
        kind = KINDS[str(iri.path_of(seat.value)).partition("/")[0]]
        yield Fact(body, MLG.administre, seat)
        yield Fact(body, MLG.genreOrganisation, iri.concept("genre-organisation", kind))
        yield Fact(body, RDF.type, MLG.OrganisationPublique)
    quality = {MLG.qualite: iri.concept("qualite", party.quality)}
    yield from stated(node, party.evidence, {MLG.organisation: body})
    yield from stated(node, party.quality_evidence or party.evidence, quality)
    yield from stated(convention, party.evidence, {MLG.aPartie: node})
    if party.role:
        yield from organisations.post_facts(body, party.role, party.organisation)
        post = {MLG.representeePar: organisations.post(body, party.role)}
        yield from stated(node, party.role_evidence or party.evidence, post)
