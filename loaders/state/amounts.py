"""The sums of money of a document, each once, with funder, nature and total."""

from collections.abc import Iterator, Sequence

from loaders.reading import Amount, Reading
from loaders.state import organisations
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, decimal, euros
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, Literal, NamedNode, typed

QUALIFIERS = {
    "exact": ("", ""),
    "minimum": ("au moins ", "at least "),
    "approche": ("environ ", "about "),
    "plafond": ("au plus ", "at most "),
}


def montant(at: Anchors, index: int) -> NamedNode:
    """The amount at this index of the reading's list; numbered from 1."""
    return at.part("montant", index + 1)


def funder(amount: Amount) -> NamedNode | None:
    """Who pays: an organisation, or the programme or dispositif that alone is named."""
    if not amount.funder and not amount.funder_entity:
        return None
    return organisations.organisation(amount.funder or "", amount.funder_entity)


def value(amount: Amount) -> Literal:
    """Euros, as ``xsd:decimal``."""
    return typed(decimal(amount.value), "decimal")


def amount_label(amount: Amount, at: Anchors) -> tuple[str, str]:
    """« 1,2 Md€ (Anah) », ``€1.2 billion (Anah)``."""
    before, before_en = QUALIFIERS[amount.nature]
    sum_fr, sum_en = euros(amount.value)
    payer = f" ({at.short(amount.funder)})" if amount.funder else ""
    return capital(f"{before}{sum_fr}{payer}"), capital(f"{before_en}{sum_en}{payer}")


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    for index, amount in enumerate(reading.amounts):
        yield from _amount(reading.amounts, index, at)
        payer = funder(amount)
        if payer and amount.funder:
            yield from at.described(payer, amount.funder)


def _amount(amounts: Sequence[Amount], index: int, at: Anchors) -> Iterator[Fact]:
    amount, node = amounts[index], montant(at, index)
    yield from thing(node, MLG.Montant, *amount_label(amount, at))
    words = " […] ".join(" ".join(passage.quote.split()) for passage in amount.evidence)
    values: dict[NamedNode, NamedNode | Literal | None] = {
        MLG.valeur: value(amount),
        MLG.devise: Literal(amount.currency),
        MLG.nature: iri.concept("nature", amount.nature),
        MLG.objet: Literal(amount.purpose) if amount.purpose else None,
        MLG.taxe: Literal(amount.tax) if amount.tax else None,
        MLG.texteMontant: Literal(words),
    }
    yield from stated(node, amount.evidence, values)
    payer = {MLG.financeur: funder(amount)}
    yield from stated(node, amount.funder_evidence or amount.evidence, payer)
    yield from at.holds(amount.evidence, MLG.aMontant, node)
    if amount.part_of is not None:
        both = tuple(sorted({*amount.evidence, *amounts[amount.part_of].evidence}))
        yield from stated(node, both, {MLG.composanteDe: montant(at, amount.part_of)})
