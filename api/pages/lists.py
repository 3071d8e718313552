"""Which table says who is in a programme today: the others tell who was, or is no more."""

from functools import lru_cache

from maillage import iri
from maillage.rdf import NamedNode
from maillage.store import View

WHOLE = "adhesions"
"""The national table of every programme; it goes before a programme's own lists."""
LISTS = """PREFIX mlg: <https://w3id.org/maillage/def#>
SELECT DISTINCT ?list WHERE { GRAPH ?list { ?adhesion mlg:programme %s ; a mlg:Adhesion } }"""


def _rank(graph: NamedNode) -> tuple[bool, str]:
    *_, table, vintage = (iri.path_of(graph.value) or "//").split("/")
    return table == WHOLE, vintage


@lru_cache(maxsize=64)
def reference(view: View, programme: NamedNode) -> NamedNode | None:
    """The graph of the list that counts: the latest national table, else the latest list."""
    rows = view.select(LISTS % programme)
    graphs = [row["list"] for row in rows]
    return max((one for one in graphs if isinstance(one, NamedNode)), key=_rank, default=None)
