"""A person's decisions as facts: what was decided, by which post, when and why.

A link that a decision chose names it: no other link has been accepted. A
decision on an action names the action.
"""

from collections.abc import Iterable, Iterator, Sequence

from loaders.corrections.apply import fits
from loaders.corrections.decision import Decision
from loaders.reading import ActionSheet, ProposedLink
from loaders.state.facts import thing
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, Literal, typed


def facts(
    slug: str,
    decisions: Iterable[Decision],
    links: Sequence[ProposedLink] = (),
    actions: Sequence[tuple[str, ActionSheet]] = (),
) -> Iterator[Fact]:
    """The decisions that applied.

    `links` are those of the corrected reading, in its order; `actions` its
    actions, each with the last segment of its IRI.
    """
    for position, decision in enumerate(decisions, 1):
        node = iri.part("decision", slug, str(position))
        french, english = f"Décision : {decision.words}", f"Decision: {decision.words}"
        yield from thing(node, MLG.Decision, french, english)
        yield Fact(node, DCTERMS.source, iri.document(slug))
        yield Fact(node, DCTERMS.date, typed(decision.when.isoformat(), "date"))
        yield Fact(node, MLG.decideePar, Literal(decision.who))
        yield Fact(node, MLG.motif, Literal(decision.why))
        for place in _chosen(decision, links):
            yield Fact(iri.part("lien", slug, str(place)), MLG.acceptePar, node)
        for key in _settled(decision, actions):
            yield Fact(node, MLG.statueSur, iri.action(slug, key))


def _chosen(decision: Decision, links: Sequence[ProposedLink]) -> Iterator[int]:
    """The places, from 1, of the links that this decision accepted or added."""
    if decision.field == "links" and decision.action in ("accept", "add"):
        told = decision.where if decision.action == "accept" else decision.values
        for place, link in enumerate(links, 1):
            if link.accepted and fits(link, told):
                yield place


def _settled(decision: Decision, actions: Sequence[tuple[str, ActionSheet]]) -> Iterator[str]:
    """The keys of the actions that this decision changed, confirmed or added."""
    if decision.field == "actions" and decision.action != "refuse":
        told = {**decision.where, **decision.values}
        yield from (key for key, action in actions if fits(action, told))
