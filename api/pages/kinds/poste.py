"""The page of a post: in what organisation, what it signs for, what it presides over."""

from dataclasses import dataclass

from api.pages.graph import Mark, natural
from api.pages.kinds.convention import any_marks
from api.pages.page import Page
from api.pages.values import Row, Value, row, thing
from maillage.rdf import MLG, NamedNode


@dataclass(frozen=True)
class Signing:
    """A convention that the post signs or represents its organisation in."""

    convention: Value
    quality: Value | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Post:
    rows: tuple[Row, ...]
    signings: tuple[Signing, ...]
    committees: tuple[Value, ...]


def build(page: Page, node: NamedNode) -> Post:
    """All that the page of a post shows."""
    graph = page.graph
    signings = []
    for part in sorted(graph.subjects(MLG.representeePar, node), key=natural):
        quality, marks = graph.node(part, MLG.qualite), any_marks(graph.marks(part))
        for convention in graph.subjects(MLG.aPartie, part):
            heading = thing(graph, quality) if quality else None
            signings.append(Signing(thing(graph, convention), heading, marks))
    presided = sorted(graph.subjects(MLG.presidePar, node), key=natural)
    return Post(
        rows=(row(graph, page.t("post.of"), node, MLG.posteDe),),
        signings=tuple(signings),
        committees=tuple(thing(graph, one) for one in presided),
    )
