"""What the facts of one document hang on: its document, its convention, its territories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.reading import Evidence, Reading, Territory
from loaders.state import organisations
from loaders.state.casing import Lexicon, lexicon
from loaders.state.facts import stated
from loaders.state.wording import without_article
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, NamedNode

ANNOUNCING = ("convention", "avenant", "dossier-de-presse")
"""Kinds of document that are, or announce, a convention."""
MINT = {
    "commune": iri.commune,
    "epci": iri.intercommunalite,
    "departement": iri.departement,
    "region": iri.region,
}


def territory(found: Territory) -> NamedNode | None:
    """The territory by its code; None where the reader could not tell which one it is."""
    return MINT[found.kind](found.code) if found.code else None


@dataclass(frozen=True)
class Anchors:
    """The IRIs and words that every part of a document's facts shares."""

    slug: str
    document: NamedNode
    convention: NamedNode | None
    territories: tuple[Territory, ...]
    """The beneficiary territories."""
    bodies: Mapping[str, NamedNode]
    """The parties and funders, by `organisations.same`."""
    posts: Mapping[str, NamedNode]
    """The posts of the parties, by `organisations.post_key`."""
    named: frozenset[str]
    """The slugs of the names that funders and parties are given."""
    words: Lexicon
    register: organisations.Register

    def part(self, kind: str, key: str | int) -> NamedNode:
        return iri.part(kind, self.slug, str(key))

    def territory(self, name: str | None) -> NamedNode | None:
        """A territory that the document names again, in an action or an indicator."""
        if not name:
            return None
        kind, place = organisations.split(name)
        found = {
            territory(each)
            for each in self.territories
            if organisations.split(each.name)[1] == place and kind in (None, each.kind)
        }
        return found.pop() if len(found) == 1 else None

    def organisation(self, name: str) -> NamedNode:
        """An organisation that the document names again: the linked one, or one of its words."""
        known = self.bodies.get(organisations.same(name))
        listed = known or organisations.listed(name, self.register)
        return listed or organisations.organisation(name, None)

    def short(self, name: str) -> str:
        """A body's shortest name among those that this document uses."""
        entry = organisations.entry(name, self.register)
        if not entry:
            return without_article(name)
        used = [each for each in (entry.name, *entry.aliases) if iri.slug(each) in self.named]
        return min(used, key=len, default=entry.name)

    def described(self, node: NamedNode, name: str) -> Iterator[Fact]:
        """An organisation, under the name that the table gives it or else the document."""
        return organisations.described(node, name, self.register)

    def holds(self, evidence: Evidence, predicate: NamedNode, node: NamedNode) -> Iterator[Fact]:
        """That the convention has `node`; without convention, that it comes from the document."""
        if self.convention:
            yield from stated(self.convention, evidence, {predicate: node})
        else:
            yield from stated(node, evidence, {DCTERMS.source: self.document})


def anchors(reading: Reading, slug: str, text: str, register: organisations.Register) -> Anchors:
    """The anchors of `reading`; `text` teaches how its words are written."""
    announced = reading.kind in ANNOUNCING or reading.convention_type or reading.parties
    return Anchors(
        slug=slug,
        document=iri.document(slug),
        convention=iri.convention(slug) if announced or reading.actions else None,
        territories=reading.territories,
        bodies=dict(_bodies(reading)),
        posts=dict(_posts(reading)),
        named=frozenset(iri.slug(without_article(name)) for name, _ in _names(reading)),
        words=lexicon(text, tuple(found.name for found in reading.territories)),
        register=register,
    )


def _names(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """The names of funders and parties, with what they were linked to."""
    for amount in reading.amounts:
        if amount.funder:
            yield amount.funder, amount.funder_entity
    for party in reading.parties:
        yield party.organisation, party.entity


def _bodies(reading: Reading) -> Iterator[tuple[str, NamedNode]]:
    for name, entity in _names(reading):
        if organisations.is_body(organisations.organisation(name, entity)):
            yield organisations.same(name), organisations.organisation(name, entity)


def _posts(reading: Reading) -> Iterator[tuple[str, NamedNode]]:
    for party in reading.parties:
        if party.role:
            words = organisations.post_label(party.role, party.organisation)
            body = organisations.organisation(party.organisation, party.entity)
            yield organisations.post_key(words), organisations.post(body, party.role)
