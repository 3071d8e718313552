"""A person's decisions as facts: what was decided, by which post, when and why."""

from collections.abc import Iterable, Iterator

from loaders.corrections.decision import Decision
from loaders.state.facts import thing
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, Literal, typed


def facts(slug: str, decisions: Iterable[Decision]) -> Iterator[Fact]:
    for position, decision in enumerate(decisions, 1):
        node = iri.part("decision", slug, str(position))
        french, english = f"Décision : {decision.words}", f"Decision: {decision.words}"
        yield from thing(node, MLG.Decision, french, english)
        yield Fact(node, DCTERMS.source, iri.document(slug))
        yield Fact(node, DCTERMS.date, typed(decision.when.isoformat(), "date"))
        yield Fact(node, MLG.decideePar, Literal(decision.who))
        yield Fact(node, MLG.motif, Literal(decision.why))
