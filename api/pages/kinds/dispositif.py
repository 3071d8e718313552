"""The page of a dispositif: what it is, its legal basis, who uses it and since when."""

from dataclasses import dataclass

from api.pages.formatting import amount, number
from api.pages.graph import Mark, natural
from api.pages.kinds.concept import FOUNDATION, description
from api.pages.kinds.convention import any_marks
from api.pages.page import Page
from api.pages.quotes import Quote, quotes
from api.pages.spread import Spread, spread
from api.pages.users import User, Year, granted_by_year, mentions, territories, users
from api.pages.values import Row, Value, filled, row, thing, value
from maillage.iri import slug
from maillage.rdf import DCTERMS, MLG, SKOS, NamedNode

PER_PAGE = 50
QUOTED = 3


@dataclass(frozen=True)
class Mention:
    """A document that names the dispositif, in its words; `more` are the other passages."""

    document: Value
    conventions: tuple[Value, ...]
    state: Value | None
    quotes: tuple[Quote, ...]
    more: tuple[Mark, ...]


@dataclass(frozen=True)
class Granted:
    year: str
    count: str
    total: str


@dataclass(frozen=True)
class Use:
    territory: Value
    since: str
    how: str


@dataclass(frozen=True)
class Uses:
    """One page of the territories that use it."""

    shown: tuple[Use, ...]
    total: int
    first: str | None
    page: int
    pages: int


@dataclass(frozen=True)
class Dispositif:
    definition: Value | None
    names: tuple[Value, ...]
    rows: tuple[Row, ...]
    mentions: tuple[Mention, ...]
    conventions: tuple[Value, ...]
    granted: tuple[Granted, ...]
    uses: Uses
    spread: Spread | None


def _mentions(page: Page, node: NamedNode) -> tuple[Mention, ...]:
    graph, found = page.graph, []
    for use, document in mentions(page.service.view, node):
        state, marks = graph.node(use, MLG.etat), any_marks(graph.marks(use))
        about = set(graph.subjects(DCTERMS.source, document))
        conventions = [one for one in about if MLG.Convention in graph.types(one)]
        found.append(
            Mention(
                thing(graph, document),
                tuple(thing(graph, one) for one in sorted(conventions, key=natural)),
                thing(graph, state) if state else None,
                quotes(graph, marks, QUOTED),
                marks[QUOTED:],
            )
        )
    return tuple(sorted(found, key=lambda mention: slug(mention.document.text)))


def _uses(page: Page, found: tuple[User, ...]) -> Uses:
    pages = max(1, -(-len(found) // PER_PAGE))
    here = page.asked(pages)
    return Uses(
        tuple(
            Use(thing(page.graph, one.territory), one.since, one.how)
            for one in found[(here - 1) * PER_PAGE : here * PER_PAGE]
        ),
        len({one.territory for one in found}),
        next((one.since for one in found if one.since), None),
        here,
        pages,
    )


def _granted(page: Page, years: tuple[Year, ...]) -> tuple[Granted, ...]:
    say = page.language
    return tuple(Granted(y.year, number(y.count, say), amount(y.total, say)) for y in years)


def build(page: Page, node: NamedNode) -> Dispositif:
    """All that the page of a dispositif shows."""
    graph, t, view = page.graph, page.t, page.service.view
    asked = (
        ("dispositif.notation", SKOS.notation),
        ("dispositif.kind", MLG.genreDispositif),
        *FOUNDATION,
        ("dispositif.replaces", MLG.remplace),
        ("dispositif.replaced_by", MLG.remplacePar),
        ("dispositif.opens", MLG.ouvreDroit),
        ("dispositif.same", SKOS.exactMatch),
        ("concept.broader", SKOS.broader),
        ("concept.narrower", SKOS.narrower),
        ("concept.related", SKOS.related),
        ("concept.note", SKOS.note),
        ("dispositif.checked", SKOS.editorialNote),
        ("concept.scheme", SKOS.inScheme),
    )
    rows = [row(graph, t(key), node, predicate) for key, predicate in asked]
    opened = graph.by_name(graph.subjects(MLG.ouvreDroit, node))
    using = graph.by_name(graph.subjects(MLG.metEnOeuvre, node))
    rows.append(Row(t("dispositif.opened_by"), tuple(thing(graph, one) for one in opened)))
    names = {value(graph, one) for one in graph.objects(node, SKOS.altLabel)}
    return Dispositif(
        definition=description(graph, node),
        names=tuple(sorted(names, key=lambda one: slug(one.text))),
        rows=filled(rows),
        mentions=_mentions(page, node),
        conventions=tuple(thing(graph, one) for one in using),
        granted=_granted(page, granted_by_year(view, node)),
        uses=_uses(page, users(view, node)),
        spread=spread(territories(view, node), page.service.settings.data / "geo"),
    )
