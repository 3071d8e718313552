"""The figures of a document: value, unit, period, territory."""

import re
from collections.abc import Iterator

from loaders.reading import Indicator, Reading
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, date, decimal
from maillage import iri
from maillage.model import Fact, Issue, Level
from maillage.rdf import MLG, Literal, NamedNode, typed

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def indicator_label(found: Indicator) -> str:
    """« Taux de vacance des logements, Fleurance, 2007–2017 »."""
    period = date(found.period)[0] if found.period else None
    words = found.value if not NUMBER.fullmatch(found.value) else None
    parts = (found.label, found.territory, period, words)
    return capital(", ".join(part for part in parts if part))


def issues(reading: Reading) -> Iterator[Issue]:
    """Figures that are no number: they are kept in words only."""
    for found in reading.indicators:
        if not NUMBER.fullmatch(found.value):
            message = f"L'indicateur « {found.label} » n'est pas chiffré : « {found.value} »."
            remedy = "S'il a une valeur en chiffres, l'indiquer dans data/corrections"
            yield Issue(Level.WARNING, message, remedy, found.evidence)


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    for position, found in enumerate(reading.indicators, 1):
        yield from _indicator(found, at, at.part("indicateur", position))


def _indicator(found: Indicator, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    yield from thing(node, MLG.Indicateur, indicator_label(found))
    exact = NUMBER.fullmatch(found.value)
    values: dict[NamedNode, NamedNode | Literal | None] = {
        MLG.valeurIndicateur: typed(decimal(found.value), "decimal") if exact else None,
        MLG.nature: iri.concept("nature", found.nature),
        MLG.unite: Literal(found.unit) if found.unit else None,
        MLG.periode: Literal(found.period) if found.period else None,
        MLG.territoire: at.territory(found.territory),
    }
    yield from stated(node, found.evidence, values)
    yield from at.holds(found.evidence, MLG.aIndicateur, node)
