"""Small graphs and shapes that the tests of validation are written in."""

from pathlib import Path

from maillage.iri import thing
from maillage.rdf import PREFIXES, Quad, RdfFormat, Triple, parse
from maillage.settings import Settings
from maillage.store import Store, View
from maillage.validation.shapes import Shapes

ROOT = Path(__file__).parents[3]
SETTINGS = Settings(root=ROOT)
HEAD = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
HEAD += "PREFIX e: <https://example.org/>\nBASE <https://w3id.org/maillage/id/>\n"
GRAPH = thing("graph", "test")


def triples(text: str) -> list[Triple]:
    """The triples of a Turtle text in the project's prefixes; `e:` is for examples."""
    return [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


def view(text: str, graph: str = "test") -> View:
    """A graph in memory; `graph` is the path of the named graph after ``…/id/graph/``."""
    store = Store()
    name = thing("graph", *graph.split("/"))
    store.add(Quad(t.subject, t.predicate, t.object, name) for t in triples(text))
    return store.view()


def shapes(text: str) -> Shapes:
    return Shapes(tuple(triples(text)))


def shape(body: str, target: str = "sh:targetClass e:Thing") -> Shapes:
    """One property shape, ``e:Shape-p``, on ``e:p``."""
    return shapes(
        f"e:Shape a sh:NodeShape ; {target} ; sh:property e:Shape-p ."
        f" e:Shape-p a sh:PropertyShape ; sh:path e:p ; {body} ."
    )
