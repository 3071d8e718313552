"""Grants that may pay for actions, as proposed links with their score and reasons.

Only of a link that a person accepted is it said that the grant pays for the action.
"""

from collections.abc import Iterator

from loaders.reading import ProposedLink, Reading
from loaders.state.actions import keys
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import shortened
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, Literal, NamedNode, label, typed


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    names = keys(reading)
    for position, link in enumerate(reading.links, 1):
        source = iri.action(at.slug, names[link.action]) if link.action is not None else None
        yield from _link(link, at, at.part("lien", position), source)


def _link(
    link: ProposedLink, at: Anchors, node: NamedNode, action: NamedNode | None
) -> Iterator[Fact]:
    kind, kind_en = ("accepté", "Accepted") if link.accepted else ("proposé", "Proposed")
    ends = f"{shortened(link.title)} — {shortened(link.subject)}"
    french, english = f"Lien {kind} : {ends}", f"{kind_en} link: {ends}"
    yield from thing(node, MLG.LienPropose, french, english)
    yield Fact(node, DCTERMS.source, at.document)
    first = link.evidence[0]
    source = action or iri.passage(at.slug, first.start, first.end)
    values: dict[NamedNode, NamedNode | Literal | None] = {
        MLG.source: source,
        MLG.cible: iri.subvention(link.grant),
    }
    yield from stated(node, link.evidence, values)
    yield Fact(node, MLG.score, typed(f"{link.score:.2f}", "decimal"))
    yield Fact(node, MLG.motif, Literal(link.reasons))
    yield Fact(node, DCTERMS.title, label(link.title))
    if link.accepted and action:
        yield from stated(action, link.evidence, {MLG.subventionneePar: iri.subvention(link.grant)})
