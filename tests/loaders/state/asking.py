"""Questions to a small graph, with the prefixes a researcher would write."""

from maillage.rdf import PREFIXES
from maillage.store import View

THINGS = {name: f"https://w3id.org/maillage/id/{name}/" for name in ("document", "convention")}
HEADER = "".join(f"PREFIX {name}: <{base}>\n" for name, base in {**PREFIXES, **THINGS}.items())


def short(value: str) -> str:
    """A value without the base of things and of terms."""
    for base in ("https://w3id.org/maillage/id/", "https://w3id.org/maillage/def#"):
        value = value.removeprefix(base)
    return value


def rows(view: View, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT, sorted; an unbound variable is an empty string."""
    names = [name.lstrip("?") for name in query.split("WHERE")[0].split() if name.startswith("?")]
    found = view.select(HEADER + query)
    return sorted(
        tuple(short(row[name].value) if name in row else "" for name in names) for row in found
    )
