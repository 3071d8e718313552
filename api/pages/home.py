"""``/``: what is in here, in three figures and a map, and where to go next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages import contours, towns, users
from api.pages.chart import SMALL, Picture, picture
from api.pages.formatting import number
from api.pages.graph import MERGE, Graph, natural
from api.pages.map import Map, national
from api.pages.page import Page, respond
from api.pages.questions import answered, saved
from api.pages.values import Value, thing
from api.service import Service
from maillage import catalogue, iri
from maillage.catalogue import SavedQuery
from maillage.errors import InputError
from maillage.rdf import MLG, RDF, SKOS, DefaultGraph, NamedNode
from maillage.store import View

router = APIRouter(include_in_schema=False)

DOCUMENTS = 6
PREPARING = Lock()
PICTURED = (
    "ort-signees-par-annee",
    "part-des-pvd-avec-ort-par-region",
    "composantes-d-un-financeur",
    "actions-par-axe",
    "actions-par-statut",
)
"""Questions whose answers are shown as small pictures; those that are not saved are left out."""
TERRITORIES = {
    "communes": MLG.Commune,
    "intercommunalites": MLG.Intercommunalite,
    "departements": MLG.Departement,
    "regions": MLG.Region,
}
"""The tables that list the territories of a year, and what they list."""


@dataclass(frozen=True)
class Figures:
    """How much the release holds."""

    conventions: int
    actions: int
    territories: int


@dataclass(frozen=True)
class Described:
    """A document, the programme that it is about and the conventions that it holds."""

    document: Value
    programme: Value | None
    kind: Value | None
    conventions: tuple[Value, ...]


@dataclass(frozen=True)
class Listed:
    """A programme in figures: territories today, dated signatures, conventions read."""

    programme: Value
    notation: str
    territories: int
    signed: int
    conventions: int


@dataclass(frozen=True)
class Theme:
    label: str
    questions: tuple[Value, ...]


@dataclass(frozen=True)
class Glance:
    """A question whose answer fits in a small picture."""

    question: Value
    picture: Picture


@dataclass(frozen=True)
class Home:
    figures: Figures
    map: Map
    sentence: str
    """What the map shows, in words."""
    programmes: tuple[Listed, ...]
    documents: tuple[Described, ...]
    document_count: int
    """How many there are, shown or not."""
    glances: tuple[Glance, ...]
    themes: tuple[Theme, ...]
    regions: tuple[Value, ...]


def _latest(graphs: Iterable[str], table: str) -> NamedNode | DefaultGraph:
    """The graph of the last vintage of a table: earlier ones list what was abolished since."""
    start = iri.table_graph(table, "").value
    found = [NamedNode(one) for one in graphs if one.startswith(start)]
    return max(found, key=natural, default=MERGE)


@lru_cache(maxsize=2)
def figures(view: View) -> Figures:
    """Counted once a release: it does not change while it is served."""

    def instances(kind: NamedNode, inside: NamedNode | DefaultGraph = MERGE) -> int:
        where = f"{{ ?one a {kind} }}"
        if isinstance(inside, NamedNode):
            where = f"{{ GRAPH {inside} {where} }}"
        counted = next(view.select(f"SELECT (COUNT(?one) AS ?count) {where}"), {})
        return int(counted["count"].value) if "count" in counted else 0

    graphs = view.graphs()
    return Figures(
        instances(MLG.Convention),
        instances(MLG.Action),
        sum(instances(kind, _latest(graphs, name)) for name, kind in TERRITORIES.items()),
    )


def _documents(graph: Graph, documents: Sequence[NamedNode]) -> tuple[Described, ...]:
    described = []
    for one in documents:
        programme, kind = graph.node(one, MLG.programme), graph.node(one, MLG.genreDocument)
        described.append(
            Described(
                thing(graph, one),
                thing(graph, programme) if programme else None,
                thing(graph, kind) if kind else None,
                tuple(thing(graph, each) for each in graph.nodes(one, MLG.decrit)),
            )
        )
    return tuple(described)


def _programmes(page: Page) -> tuple[Listed, ...]:
    """The programmes with their figures: those of towns first, then by size."""
    graph, view = page.graph, page.service.view
    read = Counter(
        programme
        for one in graph.subjects(RDF.type, MLG.Convention)
        for programme in graph.nodes(one, MLG.programme)
    )
    found = []
    for one, count in towns.sizes(view).items():
        notation = (iri.path_of(one.value) or "").partition("/")[2]
        is_town = notation in towns.PROGRAMMES
        signed = len(towns.signatures(view, notation)) if is_town else 0
        found.append(
            Listed(
                thing(graph, one), graph.text(one, SKOS.notation) or "", count, signed, read[one]
            )
        )
    order = {name.upper(): place for place, name in enumerate(towns.PROGRAMMES)}
    found.sort(key=lambda one: (order.get(one.notation, len(order)), -one.territories))
    return tuple(found)


def themes(page: Page) -> tuple[Theme, ...]:
    """The saved questions under their themes; those of none come last."""
    found: dict[str, list[Value]] = {theme: [] for theme in catalogue.THEMES}
    for query in saved(page.service.settings.queries).values():
        question = Value(page.spaced(query.title[page.language]), f"/queries/{query.name}")
        found.setdefault(query.theme, []).append(question)
    other = {"fr": page.t("questions.other"), "en": page.t("questions.other")}
    return tuple(
        Theme(catalogue.THEMES.get(theme, other)[page.language], tuple(questions))
        for theme, questions in found.items()
        if questions
    )


def _asked(query: SavedQuery) -> tuple[tuple[str, str], ...]:
    """The parameters that a question needs, with its own examples."""
    return tuple(
        (one.name, one.example)
        for one in query.parameters
        if not one.optional and one.example is not None
    )


def _glance(page: Page, query: SavedQuery) -> Glance | None:
    """A question with its small picture, None where this release cannot answer its example."""
    asked = _asked(query)
    try:
        answer = answered(page.service.view, page.service.settings.queries, query.name, asked)
    except InputError:
        return None
    drawn = picture(answer, page.language, SMALL)
    if drawn is None or not drawn.bars:
        return None
    address = f"/queries/{query.name}" + (f"?{urlencode(asked)}" if asked else "")
    return Glance(Value(page.spaced(query.title[page.language]), address), drawn)


def glances(page: Page) -> tuple[Glance, ...]:
    """The chosen questions, each with its small picture."""
    known = saved(page.service.settings.queries)
    found = (_glance(page, known[name]) for name in PICTURED if name in known)
    return tuple(one for one in found if one)


def told(page: Page, drawn: Map) -> str:
    """What the map shows, in words, and how many communes it cannot show."""
    counts = {layer.name: number(layer.total, page.language) for layer in drawn.layers}
    shown = page.t("map.sentence", **counts)
    if not drawn.missing:
        return shown
    communes = page.t.count("count.commune", drawn.missing)
    return f"{shown} {page.t.noun('map.missing', drawn.missing).format(count=communes)}"


def build(page: Page) -> Home:
    graph, service = page.graph, page.service
    prepare(service)
    regions = graph.by_name(graph.subjects(RDF.type, MLG.Region))
    documents = sorted(graph.subjects(RDF.type, MLG.Document), key=natural)
    drawn = national(service.view, service.settings.data / "geo")
    return Home(
        figures=figures(service.view),
        map=drawn,
        sentence=told(page, drawn),
        programmes=_programmes(page),
        documents=_documents(graph, documents[:DOCUMENTS]),
        document_count=len(documents),
        glances=glances(page),
        themes=themes(page),
        regions=tuple(thing(graph, one) for one in regions),
    )


@lru_cache(maxsize=2)
def _prepare(view: View, data: Path, queries: Path) -> None:
    """Counts, asks and draws what home shows, once a release."""
    figures(view)
    national(view, data / "geo")
    towns.sizes(view)
    known = saved(queries)
    for query in (known[name] for name in PICTURED if name in known):
        with suppress(InputError):
            answered(view, queries, query.name, _asked(query))


def prepare(service: Service) -> None:
    """`_prepare`, by one thread: those that come while it runs wait for it to end."""
    with PREPARING:
        _prepare(service.view, service.settings.data, service.settings.queries)


def warm(service: Service) -> None:
    """Does once what the first visitors would otherwise wait for, home first."""
    geo = service.settings.data / "geo"
    prepare(service)
    contours.outlines(geo)
    towns.warm(service.view)
    users.warm(service.view, geo)


@router.get("/")
def home(request: Request) -> Response:
    return respond(request, "home.html", home=build(Page(request)))
