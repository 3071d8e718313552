"""What a document says in two ways: both are kept, and a Contradiction names them."""

from collections.abc import Iterator, Sequence

from loaders.reading import Amount, Reading
from loaders.state import amounts
from loaders.state.anchors import Anchors
from loaders.state.dates import OWN, literal, own
from loaders.state.facts import thing
from loaders.state.wording import date, euros, series
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, Literal, NamedNode

COUNT = {2: ("Deux", "Two"), 3: ("Trois", "Three"), 4: ("Quatre", "Four")}
DATES = {
    "signature": ("dates de signature", "signature dates"),
    "echeance": ("dates d'échéance", "expiry dates"),
}
Clash = tuple[str, str, list[NamedNode]]
"""The words of a contradiction in French and in English, and its statements."""


def enonce(slug: str, subject: NamedNode, predicate: NamedNode, value: object) -> NamedNode:
    """The statement of a fact."""
    return iri.enonce(slug, str(subject), str(predicate), str(value))


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    clashes = [*_amounts(reading.amounts, at), *_dates(reading, at)]
    for position, (french, english, statements) in enumerate(clashes, 1):
        node = at.part("contradiction", position)
        yield from thing(node, MLG.Contradiction, french, english)
        yield Fact(node, DCTERMS.source, at.document)
        for statement in statements:
            yield Fact(node, MLG.porteSur, statement)


def _number(count: int) -> tuple[str, str]:
    return COUNT.get(count, (str(count), str(count)))


def _amounts(found: Sequence[Amount], at: Anchors) -> Iterator[Clash]:
    """Totals of one funder and instrument that are said to be exact, and differ."""
    groups: dict[tuple[str, str], list[int]] = {}
    for index, amount in enumerate(found):
        payer = amounts.funder(amount)
        if payer and amount.whole and amount.nature == "exact" and amount.part_of is None:
            groups.setdefault((payer.value, amount.instrument or ""), []).append(index)
    for indices in groups.values():
        values = sorted({amounts.value(found[index]).value for index in indices}, key=float)
        if len(values) > 1:
            payer_name = at.short(found[indices[0]].funder or "")
            sums = [euros(value) for value in values]
            fr, en = _number(len(values))
            yield (
                f"{fr} montants pour {payer_name} : {series([s for s, _ in sums], 'et')}",
                f"{en} amounts for {payer_name}: {series([s for _, s in sums], 'and')}",
                [_valued(at, index, found[index]) for index in indices],
            )


def _valued(at: Anchors, index: int, amount: Amount) -> NamedNode:
    node = amounts.montant(at, index)
    return enonce(at.slug, node, MLG.valeur, amounts.value(amount))


def _dates(reading: Reading, at: Anchors) -> Iterator[Clash]:
    """Two different days for one event of the convention."""
    for event, predicate in OWN.items():
        values = sorted({found.value for found in own(reading, event)})
        if at.convention and len(values) > 1:
            words = [date(value) for value in values]
            fr, en = _number(len(values))
            exact: list[Literal | None] = [literal(value) for value in values]
            yield (
                f"{fr} {DATES[event][0]} : {series([w for w, _ in words], 'et')}",
                f"{en} {DATES[event][1]}: {series([w for _, w in words], 'and')}",
                [enonce(at.slug, at.convention, predicate, value) for value in exact],
            )
