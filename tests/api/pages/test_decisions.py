"""What a document's page says of decisions and of proposed links."""

from api.pages.decisions import decisions, links
from api.pages.graph import Graph
from maillage import iri
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, Literal, NamedNode, Quad, typed
from maillage.store import Store

DOCUMENT, WHERE = iri.document("essai"), iri.document_graph("essai")
DECISION, LINK = iri.part("decision", "essai", "1"), iri.part("lien", "essai", "1")
ACTION = iri.action("essai", "6")


def graph(*facts: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> Graph:
    store = Store()
    store.add(Quad(*fact, WHERE) for fact in facts)
    return Graph(store.view(), "fr")


DECIDED = (
    (DECISION, RDF.type, MLG.Decision),
    (DECISION, RDFS.label, Literal("Décision : confirmer l'axe", language="fr")),
    (DECISION, DCTERMS.source, DOCUMENT),
    (DECISION, DCTERMS.date, typed("2026-11-20", "date")),
    (DECISION, MLG.decideePar, Literal("chargée de mission, DDT du Lot")),
    (DECISION, MLG.motif, Literal("Lu sur la version signée")),
    (DECISION, MLG.statueSur, ACTION),
    (ACTION, RDFS.label, Literal("Action 6", language="fr")),
)
PROPOSED = (
    (LINK, RDF.type, MLG.LienPropose),
    (LINK, DCTERMS.source, DOCUMENT),
    (LINK, DCTERMS.title, Literal("Travaux de la halle", language="fr")),
    (LINK, MLG.cible, iri.subvention("di19_1")),
    (LINK, MLG.score, typed("0.66", "decimal")),
)


def test_a_decision_says_by_what_post_when_why_and_on_what() -> None:
    (one,) = decisions(graph(*DECIDED), DOCUMENT)
    assert one.value.text == "Décision\u00a0: confirmer l'axe"
    assert (one.date, one.who) == ("2026-11-20", "chargée de mission, DDT du Lot")
    assert one.why == "Lu sur la version signée"
    assert [about.text for about in one.about] == ["Action 6"]


def test_a_decision_on_another_document_is_not_told() -> None:
    assert decisions(graph(*DECIDED), iri.document("autre")) == ()


def test_a_link_is_only_proposed_until_a_decision_accepts_it() -> None:
    (proposed,) = links(graph(*PROPOSED), DOCUMENT)
    assert proposed.title == "Travaux de la halle"
    assert proposed.score == "0,66"
    assert proposed.target
    assert proposed.accepted is None
    accepted = graph(*DECIDED, *PROPOSED, (LINK, MLG.acceptePar, DECISION))
    (kept,) = links(accepted, DOCUMENT)
    assert kept.accepted
    assert kept.accepted.text.startswith("Décision")
    (decision,) = decisions(accepted, DOCUMENT)
    assert len(decision.about) == 2
