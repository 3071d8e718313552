"""The lists with facets: which things, which facets, and the SPARQL that says the same.

A facet is a property path. The index is filled by it at build time, and the
query that a page of the list links to is made of it: both count the same.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maillage import iri
from maillage.errors import InputError
from maillage.rdf import MLG, PREFIXES, Literal, NamedNode
from maillage.store import View

MISSING = "-"
"""The value of a facet that a thing has none of."""
Chosen = Mapping[str, tuple[str, ...]]
"""The values that are chosen, by facet: any of those of a facet, and all facets together."""


@dataclass(frozen=True)
class Facet:
    """What a list can be narrowed by: the values that `path` leads to from its things."""

    name: str
    path: str
    of: str = ""
    """The class that the values must be of, where the path leads to others too."""
    is_year: bool = False

    def pattern(self, value: str = "valeur") -> str:
        """From ``?chose`` to the variable of this name, as SPARQL."""
        if self.is_year:
            return (
                f"?chose {self.path} ?date_{value} . "
                f"BIND(SUBSTR(STR(?date_{value}), 1, 4) AS ?{value})"
            )
        only = f" . ?{value} a {self.of}" if self.of else ""
        return f"?chose {self.path} ?{value}{only}"

    def written(self, value: str) -> str:
        """A value as SPARQL.

        Raises:
            InputError: it is none that this facet could have.
        """
        if self.is_year:
            return str(Literal(value))
        try:
            return str(NamedNode(iri.THING + value))
        except ValueError:
            reason = f"“{value[:60]}” is not a value of this filter; take one of the list"
            fr = f"« {value[:60]} » n'est pas une valeur de ce filtre ; prenez-en une de la liste"
            raise InputError(self.name, reason, fr) from None


@dataclass(frozen=True)
class Listing:
    """A list: its address, the class of its things, its facets."""

    name: str
    kind: str
    of: NamedNode
    facets: tuple[Facet, ...]
    within: str = ""
    """The path to what its things are ordered within."""
    dated: str = ""
    """The path to the date that it may be ordered by."""

    def facet(self, name: str) -> Facet | None:
        return next((one for one in self.facets if one.name == name), None)

    def query(self, chosen: Chosen) -> str:
        """The things that are left, as a query that any endpoint answers."""
        lines = [f"  ?chose a {self.of} ."]
        for facet in self.facets:
            if chosen.get(facet.name):
                lines.append(f"  {_condition(self, facet, chosen[facet.name])}")
        lines.append('  OPTIONAL { ?chose rdfs:label ?nom FILTER(LANG(?nom) = "fr") }')
        body = "\n".join(lines)
        return prefixed(f"SELECT DISTINCT ?chose ?nom\nWHERE {{\n{body}\n}}\nORDER BY ?nom ?chose")


def _condition(listing: Listing, facet: Facet, values: tuple[str, ...]) -> str:
    variable = facet.name.replace("-", "_")
    had = ", ".join(facet.written(one) for one in values if one != MISSING)
    some = f"{{ {facet.pattern(variable)} FILTER(?{variable} IN ({had})) }}"
    none = f"{{ ?chose a {listing.of} MINUS {{ {facet.pattern()} }} }}"
    return " UNION ".join(([some] if had else []) + ([none] if MISSING in values else []))


PLACED = "(mlg:territoire|mlg:releveDe/mlg:territoire)/mlg:appartientA?"
LISTINGS = (
    Listing(
        "actions",
        "action",
        MLG.Action,
        (
            Facet("programme", "mlg:concourtA|(mlg:releveDe/mlg:programme)"),
            Facet("departement", PLACED, "mlg:Departement"),
            Facet("region", f"{PLACED}/mlg:appartientA", "mlg:Region"),
            Facet("statut", "mlg:statut"),
            Facet("theme", "mlg:theme"),
            Facet("axe", "mlg:axe"),
            Facet("convention", "mlg:releveDe"),
            Facet("dispositif", "mlg:subventionneePar/mlg:dispositif"),
            Facet("annee", "mlg:releveDe/mlg:dateSignature", is_year=True),
            Facet("maitre-ouvrage", "mlg:maitreOuvrage"),
            Facet("financeur", "mlg:aMontant/mlg:financeur"),
        ),
        within="mlg:releveDe",
        dated="mlg:releveDe/mlg:dateSignature",
    ),
    Listing(
        "conventions",
        "convention",
        MLG.Convention,
        (
            Facet("programme", "mlg:programme"),
            Facet("type", "mlg:typeConvention"),
            Facet("departement", "mlg:territoire/mlg:appartientA?", "mlg:Departement"),
            Facet("region", "mlg:territoire/mlg:appartientA?/mlg:appartientA", "mlg:Region"),
            Facet("annee", "mlg:dateSignature", is_year=True),
            Facet("dispositif", "mlg:metEnOeuvre|(dcterms:source/mlg:mentionne/mlg:dispositif)"),
            Facet("partie", "mlg:aPartie/mlg:organisation"),
            Facet("financeur", "mlg:aMontant/mlg:financeur"),
        ),
        dated="mlg:dateSignature",
    ),
)
"""Every list; its facets in the order in which a page shows them."""


def prefixed(query: str) -> str:
    """The query with the prefixes that it uses."""
    used = (name for name in PREFIXES if f"{name}:" in query)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query


def named(name: str) -> Listing:
    """The list of this name."""
    return next(one for one in LISTINGS if one.name == name)


def values(view: View, listing: Listing) -> dict[str, dict[str, tuple[str, ...]]]:
    """The values of each thing of a list, by its IRI and the facet; `MISSING` where it has none."""
    members = {
        str(row["chose"].value): {one.name: set[str]() for one in listing.facets}
        for row in view.select(f"SELECT DISTINCT ?chose WHERE {{ ?chose a {listing.of} }}")
    }
    for facet in listing.facets:
        for thing, value in _stated(view, listing, facet):
            members[thing][facet.name].add(value)
    return {
        thing: {name: tuple(sorted(found)) or (MISSING,) for name, found in by_facet.items()}
        for thing, by_facet in members.items()
    }


def _stated(view: View, listing: Listing, facet: Facet) -> Iterator[tuple[str, str]]:
    query = f"SELECT ?chose ?valeur WHERE {{ ?chose a {listing.of} . {facet.pattern()} }}"
    for row in view.select(prefixed(query)):
        value = row.get("valeur")
        if value is not None:
            yield row["chose"].value, iri.path_of(value.value) or value.value


def orders(view: View, listing: Listing, titles: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The place of each thing in each order of a list, counted from 0; `titles` by IRI."""
    members = sorted(titles, key=natural)
    within, dated = (_last(view, listing, path) for path in (listing.within, listing.dated))
    found: dict[str, dict[str, int]] = {one: {} for one in members}
    for name, some in (
        ("ordre", sorted(members, key=lambda one: natural(within.get(one, "")))),
        ("titre", sorted(members, key=lambda one: iri.slug(titles[one]))),
        ("annee", sorted(members, key=lambda one: dated.get(one, ""), reverse=True)),
    ):
        for place, one in enumerate(some):
            found[one][name] = place
    return found


def _last(view: View, listing: Listing, path: str) -> dict[str, str]:
    """The last value that a path leads to from each thing, in code point order."""
    if not path:
        return {}
    query = f"SELECT ?chose ?valeur WHERE {{ ?chose a {listing.of} ; {path} ?valeur }}"
    rows = view.select(prefixed(query))
    found = sorted((row["chose"].value, row["valeur"].value) for row in rows)
    return dict(found)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sorting key in which ``action/x/9`` comes before ``action/x/10``."""
    parts = re.split(r"(\d+)", text)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
