"""``/queries``: the saved questions, each with its form, its answer and its exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.errors import not_found
from api.pages.chart import NARROW, Picture, picture
from api.pages.formatting import date
from api.pages.links import href, sparql
from api.pages.map import Shape, shapes
from api.pages.page import Page, respond
from api.pages.values import Value
from maillage import catalogue
from maillage.catalogue import Answer, Choice, Parameter, ParameterError, SavedQuery
from maillage.catalogue.questions import Column
from maillage.catalogue.table import visible
from maillage.rdf import NamedNode
from maillage.store import Row, View

router = APIRouter(include_in_schema=False)

SHOWN = 200
"""Rows of a table on a page; the exports have them all."""
FIGURES = frozenset({"integer", "decimal", "percent", "euros"})
RESERVED = frozenset({"lang", "page"})
"""Parameters of every page, which are not the question's."""
EXPORTS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/sparql-results+json",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/sparql-results+xml",
}


@dataclass(frozen=True)
class Field:
    """A parameter in the form; `error` says what is wrong with what was given."""

    name: str
    label: str
    type: str
    value: str
    example: str
    required: bool
    choices: tuple[Choice, ...]
    error: str | None


@dataclass(frozen=True)
class Head:
    label: str
    is_figure: bool


@dataclass(frozen=True)
class Export:
    name: str
    href: str


@dataclass(frozen=True)
class Result:
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: int
    picture: Picture | None
    narrow: Picture | None
    """The same for a narrow screen, where letters would be too small."""


@dataclass(frozen=True)
class Question:
    name: str
    title: str
    description: str
    theme: str
    fields: tuple[Field, ...]
    is_example: bool
    """Whether the answer is that of the example, since nothing was asked."""
    result: Result | None
    exports: tuple[Export, ...]
    text: str
    """The SPARQL that was run."""
    sparql: str
    shapes: tuple[Shape, ...]


@lru_cache(maxsize=2)
def saved(folder: Path) -> Mapping[str, SavedQuery]:
    """The saved questions by name, read once: their files do not change while they are served."""
    return {query.name: query for query in catalogue.load(folder)}


@lru_cache(maxsize=256)
def answered(view: View, folder: Path, name: str, asked: tuple[tuple[str, str], ...]) -> Answer:
    """An answer, kept: a release never changes it."""
    return catalogue.ask(view, saved(folder)[name], dict(asked))


@lru_cache(maxsize=64)
def offered(view: View, folder: Path, name: str) -> Mapping[str, tuple[Choice, ...]]:
    """The choices of a question's form by parameter, kept for the same reason."""
    return {one.name: catalogue.choices(view, one) for one in saved(folder)[name].parameters}


def _query(page: Page, name: str) -> SavedQuery:
    found = saved(page.service.settings.queries).get(name)
    if found is None:
        raise not_found(page.path)
    return found


def given(request: Request) -> dict[str, str]:
    """The parameters that the address gives, those of every page left out.

    Raises:
        ParameterError: one is given twice.
    """
    found: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name in found:
            raise ParameterError(
                name, "is given twice; keep one value", "est donné deux fois ; gardez une valeur"
            )
        if name not in RESERVED:
            found[name] = text
    return found


def _cell(page: Page, row: Row, column: Column, things: Mapping[str, str]) -> Value:
    """A value of the answer; a text that names a thing leads to it."""
    term = row.get(column.name)
    if term is None:
        return Value("")
    about = row.get(things.get(column.name, ""))
    link = href(about.value) if isinstance(about, NamedNode) else None
    if isinstance(term, NamedNode):
        return Value(page.graph.name(term), href(term.value))
    if column.kind == "date":
        return Value(date(term.value, page.language), link)
    return Value(catalogue.shown(term, column.kind, page.language), link)


def _result(page: Page, answer: Answer) -> Result:
    columns = visible(answer)
    things = {column.name: column.of for column in columns if column.of}
    return Result(
        heads=tuple(Head(one.label[page.language], one.kind in FIGURES) for one in columns),
        rows=tuple(
            tuple(_cell(page, row, column, things) for column in columns)
            for row in answer.rows[:SHOWN]
        ),
        total=len(answer),
        picture=picture(answer, page.language),
        narrow=picture(answer, page.language, NARROW),
    )


def _field(
    page: Page, parameter: Parameter, text: str, wrong: str | None, choices: tuple[Choice, ...]
) -> Field:
    error = None
    if wrong == parameter.name:
        kind = parameter.kind
        expected = kind.expected_fr if page.language == "fr" else kind.expected
        error = page.t("questions.wrong", value=text[:60], expected=expected)
    return Field(
        name=parameter.name,
        label=parameter.label[page.language],
        type=parameter.type,
        value=text,
        example=parameter.example,
        required=parameter.required,
        choices=choices,
        error=error,
    )


def _exports(name: str, values: Mapping[str, str]) -> tuple[Export, ...]:
    query = f"?{urlencode(values)}" if values else ""
    return tuple(Export(form.upper(), f"/queries/{name}.{form}{query}") for form in EXPORTS)


def _values(query: SavedQuery, asked: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """What to ask, and whether it is the example: a page opened bare shows one."""
    required = [parameter for parameter in query.parameters if parameter.required]
    if asked or not required:
        return {name: text for name, text in asked.items() if text.strip()}, False
    return {parameter.name: parameter.example for parameter in required}, True


def build(page: Page, query: SavedQuery) -> tuple[Question, str | None]:
    """The page of a question, and the name of the parameter that is wrong."""
    settings, view = page.service.settings, page.service.view
    wrong, result, text = None, None, query.text
    values: dict[str, str] = {}
    is_example = False
    try:
        values, is_example = _values(query, given(page.request))
        text = query.bound(values)
        asked = tuple(sorted(values.items()))
        result = _result(page, answered(view, settings.queries, query.name, asked))
    except ParameterError as error:
        wrong = error.parameter
    drawn = result.picture if result else None
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
    texts = {p.name: values.get(p.name, p.default or "") for p in query.parameters}
    choices = offered(view, settings.queries, query.name)
    question = Question(
        name=query.name,
        title=page.spaced(query.title[page.language]),
        description=page.spaced(query.description[page.language]),
        theme=query.theme,
        fields=tuple(
            _field(page, p, texts[p.name], wrong, choices[p.name]) for p in query.parameters
        ),
        is_example=is_example,
        result=result,
        exports=() if wrong else _exports(query.name, values),
        text=body.strip(),
        sparql=sparql(body.strip()),
        shapes=tuple(shapes(settings.data / "geo").values())
        if drawn and drawn.kind == "map"
        else (),
    )
    return question, wrong


@router.get("/queries")
def questions(request: Request) -> Response:
    page = Page(request)
    themes: dict[str, list[SavedQuery]] = {theme: [] for theme in catalogue.THEMES}
    for query in saved(page.service.settings.queries).values():
        themes.setdefault(query.theme, []).append(query)
    other = {"fr": page.t("questions.other"), "en": page.t("questions.other")}
    named = [
        (theme, catalogue.THEMES.get(theme, other)[page.language], some)
        for theme, some in themes.items()
        if some
    ]
    return respond(request, "questions.html", themes=named)


@router.get("/queries/{name}.{form}")
def export(request: Request, name: str, form: str) -> Response:
    page = Page(request)
    query = _query(page, name)
    if form not in EXPORTS:
        raise not_found(page.path)
    values, service = tuple(sorted(given(request).items())), page.service
    answer = answered(service.view, service.settings.queries, query.name, values)
    text = catalogue.render(answer, form)
    headers = {
        "Content-Disposition": f'inline; filename="{name}.{form}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(text.encode(), media_type=EXPORTS[form], headers=headers)


@router.get("/queries/{name}")
def question(request: Request, name: str) -> Response:
    page = Page(request)
    shown, wrong = build(page, _query(page, name))
    known = {field.name for field in shown.fields}
    return respond(
        request,
        "question.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        links={one.href: EXPORTS[one.name.lower()].partition(";")[0] for one in shown.exports},
        question=shown,
        wrong=wrong,
        is_unknown=bool(wrong) and wrong not in known,
    )
