"""The bodies that a convention sets up (comité de projet…), and who sits in them."""

from collections.abc import Iterator

from loaders.reading import Body, Evidence, Reading
from loaders.state import organisations
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, without_article
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, NamedNode

SEATS = {"membre": MLG.membre, "invite": MLG.invite, "associe": MLG.associe}


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    for position, body in enumerate(reading.bodies, 1):
        yield from _body(body, at, at.part("instance", position))


def _body(body: Body, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    yield from thing(node, MLG.Instance, capital(without_article(body.name)))
    yield from at.holds(body.evidence, MLG.aInstance, node)
    for name, evidence in body.presidents:
        yield from _president(name, evidence, at, node)
    for name, status, evidence in body.members:
        seat = at.organisation(name)
        yield from at.described(seat, name)
        yield from stated(node, evidence, {SEATS[status]: seat})


def _president(name: str, evidence: Evidence, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    """The post that presides: one of the parties' posts, else one known only by its words."""
    seat = at.posts.get(organisations.post_key(name))
    if seat is None:
        seat = iri.poste(at.slug, name)
        yield from thing(seat, MLG.Poste, organisations.role(name))
    yield from stated(node, evidence, {MLG.presidePar: seat})
