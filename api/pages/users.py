"""Who uses a dispositif and since when: by a programme's list, a grant or a convention."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from api.pages.spread import spread
from api.pages.towns import PREFIX, members, signatures
from maillage import iri
from maillage.rdf import DCTERMS, MLG, SKOS, Literal, NamedNode
from maillage.store import View

GRANTED = """SELECT ?territory ?year
  (COUNT(DISTINCT ?grant) AS ?count) (SUM(?value) AS ?total) WHERE {
  ?grant mlg:dispositif ?dispositif ; a mlg:Subvention ;
    mlg:territoire ?territory ; mlg:aMontant ?money .
  ?money mlg:valeur ?value .
  OPTIONAL { ?grant mlg:millesime ?year }
} GROUP BY ?territory ?year"""
PAID = "SELECT DISTINCT ?scheme { ?grant a mlg:Subvention ; mlg:dispositif ?scheme }"
MENTIONS = """SELECT DISTINCT ?use ?document WHERE {
  ?document mlg:mentionne ?use . ?use mlg:dispositif ?dispositif
} ORDER BY ?document ?use"""
UNKNOWN = "9999"


@dataclass(frozen=True)
class User:
    """A territory, the date since which a source says it (empty where none does), the source.

    `how` is programme, subvention or convention.
    """

    territory: NamedNode
    since: str
    how: str


@dataclass(frozen=True)
class Year:
    """The grants of a year: how many, and euros."""

    year: str
    count: int
    total: Decimal


@lru_cache(maxsize=32)
def _granted(view: View, node: NamedNode) -> tuple[tuple[NamedNode, Year], ...]:
    rows = view.select(PREFIX + GRANTED.replace("?dispositif", str(node)))
    found = []
    for row in rows:
        territory, year = row.get("territory"), row.get("year")
        count, total = row.get("count"), row.get("total")
        if isinstance(territory, NamedNode) and isinstance(count, Literal):
            euros = Decimal(total.value) if isinstance(total, Literal) else Decimal()
            year_of = Year(year.value if year else "", int(count.value), euros)
            found.append((territory, year_of))
    return tuple(found)


def granted_by_year(view: View, node: NamedNode) -> tuple[Year, ...]:
    """The grants of the tables under a dispositif, year by year."""
    found: dict[str, Year] = {}
    for _, one in _granted(view, node):
        known = found.get(one.year, Year(one.year, 0, Decimal()))
        found[one.year] = Year(one.year, known.count + one.count, known.total + one.total)
    return tuple(found[year] for year in sorted(found))


def programme_of(view: View, node: NamedNode) -> str | None:
    """The notation of the programme that is the same thing as a dispositif."""
    for quad in view.quads(node, SKOS.exactMatch):
        path = iri.path_of(quad.object.value) if isinstance(quad.object, NamedNode) else None
        if path and path.startswith("programme/"):
            return path.partition("/")[2]
    return None


def mentions(view: View, node: NamedNode) -> tuple[tuple[NamedNode, NamedNode], ...]:
    """The uses of a dispositif that documents tell, each with its document."""
    rows = view.select(PREFIX + MENTIONS.replace("?dispositif", str(node)))
    found = ((row.get("use"), row.get("document")) for row in rows)
    return tuple(
        (use, document)
        for use, document in found
        if isinstance(use, NamedNode) and isinstance(document, NamedNode)
    )


def _by_convention(view: View, node: NamedNode) -> Iterable[User]:
    for _, document in mentions(view, node):
        for quad in view.quads(None, DCTERMS.source, document):
            if isinstance(quad.subject, NamedNode):
                yield from _parties(view, quad.subject)


def _parties(view: View, convention: NamedNode) -> Iterable[User]:
    days = [
        quad.object.value
        for quad in view.quads(convention, MLG.dateSignature)
        if isinstance(quad.object, Literal)
    ]
    for quad in view.quads(convention, MLG.territoire):
        if isinstance(quad.object, NamedNode):
            yield User(quad.object, min(days, default=""), "convention")


@lru_cache(maxsize=32)
def users(view: View, node: NamedNode) -> tuple[User, ...]:
    """Each territory once by source, the longest known first, those without a date last."""
    found = set(_by_convention(view, node))
    programme = programme_of(view, node)
    if programme:
        signed = signatures(view, programme)
        found |= {User(one, signed.get(one, ""), "programme") for one in members(view, programme)}
    years: dict[NamedNode, set[str]] = {}
    for territory, one in _granted(view, node):
        years.setdefault(territory, set()).add(one.year)
    found |= {User(one, min(some - {""}, default=""), "subvention") for one, some in years.items()}
    return tuple(
        sorted(found, key=lambda one: (one.since or UNKNOWN, one.territory.value, one.how))
    )


@lru_cache(maxsize=32)
def territories(view: View, node: NamedNode) -> frozenset[NamedNode]:
    """All that use a dispositif, whatever says so."""
    return frozenset(one.territory for one in users(view, node))


def warm(view: View, folder: Path) -> None:
    """Draws the maps of the dispositifs that grants are paid under: each has thousands."""
    rows = view.select(PREFIX + PAID)
    for scheme in [row["scheme"] for row in rows]:
        if isinstance(scheme, NamedNode):
            spread(territories(view, scheme), folder)
