"""How facts are made: what is structure, and what was read."""

from collections.abc import Iterator, Mapping

from loaders.reading import Evidence
from maillage.model import Fact
from maillage.rdf import RDF, RDFS, Literal, NamedNode, label


def thing(node: NamedNode, kind: NamedNode, french: str, english: str | None = None) -> list[Fact]:
    """The type and the labels of a thing: what is structure, and needs no evidence."""
    facts = [Fact(node, RDF.type, kind), Fact(node, RDFS.label, label(french))]
    if english:
        facts.append(Fact(node, RDFS.label, label(english, "en")))
    return facts


def stated(
    subject: NamedNode,
    evidence: Evidence,
    values: Mapping[NamedNode, NamedNode | Literal | None],
) -> Iterator[Fact]:
    """One fact for each property that has a value, all read from the same words."""
    for predicate, value in values.items():
        if value is not None:
            yield Fact(subject, predicate, value, evidence)
