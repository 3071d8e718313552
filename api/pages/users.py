"""Who uses a dispositif and since when: by a programme's list, a grant or a convention."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from api.pages.contours import middle, outlines
from api.pages.map import DIAMOND, Shape, shapes
from api.pages.projection import Point
from api.pages.towns import PREFIX, members, segment, signatures
from maillage import iri
from maillage.rdf import DCTERMS, MLG, SKOS, Literal, NamedNode
from maillage.store import View

GRANTED = """SELECT ?territory ?year (COUNT(?grant) AS ?count) (SUM(?value) AS ?total) WHERE {
  ?grant mlg:dispositif ?dispositif ; a mlg:Subvention ;
    mlg:territoire ?territory ; mlg:aMontant ?money .
  ?money mlg:valeur ?value .
  OPTIONAL { ?grant mlg:millesime ?year }
} GROUP BY ?territory ?year"""
PAID = "SELECT DISTINCT ?scheme { ?grant a mlg:Subvention ; mlg:dispositif ?scheme }"
MENTIONS = """SELECT DISTINCT ?use ?document WHERE {
  ?document mlg:mentionne ?use . ?use mlg:dispositif ?dispositif
} ORDER BY ?document ?use"""
DOTS = 2500
"""Territories that are drawn as points; more are counted by département."""
LEVELS = 4
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


@dataclass(frozen=True)
class Shade:
    """A département by how many of its communes use the dispositif; `level` is 0 to 4."""

    shape: Shape
    count: int
    level: int


@dataclass(frozen=True)
class Spread:
    """Where the users are: points, or départements in shades where there are many."""

    shades: tuple[Shade, ...]
    path: str
    drawn: int
    bounds: tuple[int, ...]
    """The largest count of each level; empty where points are drawn."""


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
    first: dict[NamedNode, str] = {}
    for territory, one in _granted(view, node):
        first[territory] = min(one.year, first.get(territory, UNKNOWN))
    found |= {User(one, year, "subvention") for one, year in first.items()}
    return tuple(
        sorted(found, key=lambda one: (one.since or UNKNOWN, one.territory.value, one.how))
    )


def _departement(node: NamedNode) -> str:
    kind, _, code = (iri.path_of(node.value) or "").partition("/")
    if kind == "departement":
        return code
    if kind != "commune":
        return ""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _shades(
    known: Mapping[str, Shape], communes: Iterable[NamedNode]
) -> tuple[tuple[Shade, ...], tuple[int, ...]]:
    counts = dict.fromkeys(known, 0)
    for one in communes:
        code = _departement(one)
        if code in counts:
            counts[code] += 1
    ordered = sorted(count for count in counts.values() if count)
    bounds = tuple(ordered[len(ordered) * level // LEVELS - 1] for level in range(1, LEVELS + 1))

    def level(count: int) -> int:
        if not count:
            return 0
        return 1 + sum(count > bound for bound in bounds[:-1])

    shaded = tuple(Shade(known[code], count, level(count)) for code, count in counts.items())
    return shaded, bounds


def _mark(spot: Point) -> str:
    r = DIAMOND - 2
    return f"M{spot[0]:.1f},{spot[1] - r:.1f}l{r},{r}-{r},{r}-{r}-{r}z"


@lru_cache(maxsize=32)
def spread(view: View, node: NamedNode, folder: Path) -> Spread | None:
    """The map of who uses a dispositif, None where nobody is known to or nothing can be drawn."""
    territories = sorted({one.territory for one in users(view, node)}, key=lambda one: one.value)
    known, ground = outlines(folder), shapes(folder)
    communes = [one for one in territories if segment(one) == "commune"]
    if not communes or not ground:
        return None
    if len(communes) > DOTS:
        shaded, bounds = _shades(ground, communes)
        return Spread(shaded, "", sum(one.count for one in shaded), bounds)
    codes = ((iri.path_of(one.value) or "").partition("/")[2] for one in communes)
    spots = [middle(known[code].d) for code in codes if code in known]
    plain = tuple(Shade(one, 0, 0) for one in ground.values())
    return Spread(plain, "".join(map(_mark, spots)), len(spots), ())


def warm(view: View, folder: Path) -> None:
    """Draws the maps of the dispositifs that grants are paid under: each has thousands."""
    rows = view.select(PREFIX + PAID)
    for scheme in [row["scheme"] for row in rows]:
        if isinstance(scheme, NamedNode):
            spread(view, scheme, folder)
