"""``/queries``: the saved questions, each with its form, its answer and its exports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from api.errors import Problem, not_found
from api.pages.formatting import date
from api.pages.links import href, sparql
from api.pages.page import Page, respond
from api.pages.pictures.draw import picture
from api.pages.pictures.model import NARROW, WIDE, Picture, Sheet, Size
from api.pages.reuse import Recipe, recipes
from api.pages.values import Value
from api.painting import Painter
from maillage import catalogue
from maillage.catalogue import Answer, Choice, Parameter, ParameterError, SavedQuery
from maillage.catalogue.parameters import CLOSED
from maillage.catalogue.questions import Column
from maillage.catalogue.table import visible
from maillage.citation import Citation
from maillage.errors import UnavailableError
from maillage.iri import slug
from maillage.rdf import NamedNode
from maillage.store import Row, View

SHOWN = 200
"""Rows of a table on a page; the exports have them all."""
FIGURES = frozenset({"integer", "decimal", "percent", "euros"})
RESERVED = frozenset({"lang", "page", "bom"})
"""Parameters of pages and exports, which are not the question's."""


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

    @property
    def is_closed(self) -> bool:
        """Whether only the choices can be taken."""
        return 0 < len(self.choices) <= CLOSED

    @property
    def is_unlisted(self) -> bool:
        """Whether what was given is none of the choices, so that it is shown beside them."""
        known = (choice.value.casefold() for choice in self.choices)
        return bool(self.error and self.value and self.value.casefold() not in known)


@dataclass(frozen=True)
class Head:
    label: str
    is_figure: bool


@dataclass(frozen=True)
class Link:
    """An export of the answer: its address on the site."""

    title: str
    extension: str
    media_type: str
    href: str


@dataclass(frozen=True)
class Result:
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: int
    is_cut: bool
    """Whether the answer had more rows than may be asked."""
    picture: Picture | None
    narrow: Picture | None
    """The same for a narrow screen, where letters would be too small."""
    undrawn: bool
    """Whether there is a picture that could not be drawn now."""


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
    exports: tuple[Link, ...]
    recipes: tuple[Recipe, ...]
    citation: Citation
    text: str
    """The SPARQL that was run."""
    sparql: str
    asked: tuple[Value, ...]
    """The competency questions that it answers, each an address that answers it."""


@dataclass(frozen=True)
class Reading:
    """What a request asks of a question, and what came of it."""

    query: SavedQuery
    values: Mapping[str, str]
    is_example: bool
    answer: Answer | None = None
    wrong: ParameterError | None = None
    stopped: Problem | None = None
    """Why there is no answer although it was asked well: it took too long."""


@lru_cache(maxsize=2)
def saved(folder: Path) -> Mapping[str, SavedQuery]:
    """The saved questions by name, read once: their files do not change while they are served."""
    return {query.name: query for query in catalogue.load(folder)}


@lru_cache(maxsize=256)
def answered(view: View, folder: Path, name: str, asked: tuple[tuple[str, str], ...]) -> Answer:
    """An answer of our own pages, kept: a release never changes it."""
    return catalogue.ask(view, saved(folder)[name], dict(asked))


@lru_cache(maxsize=64)
def offered(view: View, folder: Path, name: str) -> Mapping[str, tuple[Choice, ...]]:
    """The choices of a question's form by parameter, kept for the same reason."""
    return {one.name: catalogue.choices(view, one) for one in saved(folder)[name].parameters}


def find(page: Page, name: str) -> SavedQuery:
    """The question of this name.

    Raises:
        Problem: 404, there is none.
    """
    found = saved(page.service.settings.queries).get(name)
    if found is None:
        raise not_found(page.path)
    return found


def given(request: Request) -> dict[str, str]:
    """The parameters that the address gives, those of every page and what is empty left out.

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


def wanted(query: SavedQuery, asked: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """What to ask, and whether it is the example: a page opened bare shows one."""
    required = [parameter for parameter in query.parameters if parameter.required]
    if asked or not required:
        return {name: text for name, text in asked.items() if text.strip()}, False
    return {parameter.name: parameter.example for parameter in required}, True


def read(page: Page, query: SavedQuery, ask: Callable[[Mapping[str, str]], Answer]) -> Reading:
    """The answer to what the address asks, or why there is none."""
    values: dict[str, str] = {}
    is_example = False
    try:
        values, is_example = wanted(query, given(page.request))
        return Reading(query, values, is_example, ask(values))
    except ParameterError as error:
        return Reading(query, values, is_example, wrong=error)
    except Problem as problem:
        return Reading(query, values, is_example, stopped=problem)


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


def sheet(page: Page, answer: Answer) -> Sheet | None:
    """What the picture of an answer is drawn from; None for a question without one."""
    chart = answer.query.chart
    if chart is None:
        return None
    geo = page.service.settings.data / "geo"
    return Sheet(answer, chart, page.language, page.graph.name, page.t, geo)


def painter(page: Page) -> Painter:
    """The painter of the application that got this request."""
    found: Painter = page.request.app.state.painter
    return found


def drawn(page: Page, answer: Answer, size: Size = WIDE) -> Picture | None:
    """The picture of an answer.

    Raises:
        UnavailableError: the painter did not answer.
    """
    found = sheet(page, answer)
    return picture(found, painter(page), size) if found else None


def _result(page: Page, answer: Answer) -> Result:
    columns = visible(answer)
    things = {column.name: column.of for column in columns if column.of}
    wide = narrow = None
    undrawn = False
    try:
        wide, narrow = drawn(page, answer), drawn(page, answer, NARROW)
    except UnavailableError:
        undrawn = True
    return Result(
        heads=tuple(Head(one.label[page.language], one.kind in FIGURES) for one in columns),
        rows=tuple(
            tuple(_cell(page, row, column, things) for column in columns)
            for row in answer.rows[:SHOWN]
        ),
        total=len(answer),
        is_cut=answer.is_cut,
        picture=wide,
        narrow=narrow,
        undrawn=undrawn,
    )


def _field(
    page: Page,
    parameter: Parameter,
    text: str,
    wrong: ParameterError | None,
    choices: tuple[Choice, ...],
) -> Field:
    error = None
    if wrong and wrong.parameter == parameter.name:
        reason = wrong.fr if page.language == "fr" else wrong.reason
        error = page.spaced(page.t("questions.wrong", reason=reason))
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


def address(name: str, values: Mapping[str, str], extension: str = "") -> str:
    """The address of a question or of an export with these values, the same for the same values."""
    query = f"?{urlencode(sorted(values.items()))}" if values else ""
    return f"/queries/{name}{'.' if extension else ''}{extension}{query}"


def body(text: str) -> str:
    """A query without the header of its file."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()


def build(page: Page, reading: Reading, exports: Sequence[Link]) -> Question:
    """The page of a question with its answer, or with what is to be mended."""
    settings, view, query = page.service.settings, page.service.view, reading.query
    given_texts = dict(page.request.query_params) if reading.wrong else reading.values
    text = body(query.text if reading.wrong else query.bound(reading.values))
    texts = {p.name: given_texts.get(p.name, p.default or "") for p in query.parameters}
    choices = offered(view, settings.queries, query.name)
    answer = reading.answer
    addresses = {one.extension: page.absolute(one.href) for one in exports}
    return Question(
        name=query.name,
        title=page.spaced(query.title[page.language]),
        description=page.spaced(query.description[page.language]),
        theme=query.theme,
        fields=tuple(
            _field(page, p, texts[p.name], reading.wrong, choices[p.name]) for p in query.parameters
        ),
        is_example=reading.is_example,
        result=_result(page, answer) if answer is not None else None,
        exports=tuple(exports),
        recipes=recipes(answer, addresses) if answer is not None else (),
        citation=cited(page, query, reading.values),
        text=text,
        sparql=sparql(text),
        asked=tuple(
            Value(page.spaced(one.text[page.language]), address(query.name, one.values))
            for one in query.answers
        ),
    )


def cited(page: Page, query: SavedQuery, values: Mapping[str, str]) -> Citation:
    """How to cite the answer of a question to these values."""
    title = page.spaced(query.title[page.language])
    return page.cite(title, page.absolute(address(query.name, values)))


@dataclass(frozen=True)
class Listed:
    """A question in the list; `hint` names its picture."""

    query: SavedQuery
    hint: str | None


def _holds(query: SavedQuery, words: Sequence[str], theme: str) -> bool:
    """Whether each word stands in what a question says, accents and case aside."""
    languages = ("fr", "en")
    said = " ".join(
        (theme, *(texts[one] for one in languages for texts in (query.title, query.description)))
    )
    return all(word in slug(said) for word in words)


def listed(page: Page, asked: str) -> list[tuple[str, str, list[Listed]]]:
    """The themes with their questions, those that hold every word of `asked`."""
    words = slug(asked).split("-") if slug(asked) else []
    other = {"fr": page.t("questions.other"), "en": page.t("questions.other")}
    themes: dict[str, list[Listed]] = {theme: [] for theme in catalogue.THEMES}
    for query in saved(page.service.settings.queries).values():
        label = catalogue.THEMES.get(query.theme, other)[page.language]
        if _holds(query, words, label):
            hint = page.t(f"questions.kind_{query.chart.kind}") if query.chart else None
            themes.setdefault(query.theme, []).append(Listed(query, hint))
    return [
        (theme, catalogue.THEMES.get(theme, other)[page.language], some)
        for theme, some in themes.items()
        if some
    ]


def index(request: Request) -> Response:
    """The list of questions, or those that ``?q=`` finds."""
    page = Page(request)
    asked = request.query_params.get("q", "")[:200].strip()
    return respond(request, "questions.html", themes=listed(page, asked), asked=asked)


def show(page: Page, reading: Reading, exports: Sequence[Link]) -> Response:
    """The page of a question as an answer."""
    shown = build(page, reading, exports)
    wrong = reading.wrong.parameter if reading.wrong else None
    status = reading.stopped.http_status if reading.stopped else HTTPStatus.OK
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else status
    answer = respond(
        page.request,
        "question.html",
        status=status,
        links={one.href: one.media_type for one in exports},
        question=shown,
        wrong=wrong,
        reason=_reason(page, reading, {field.name for field in shown.fields}),
    )
    if reading.stopped:
        answer.headers.update(reading.stopped.headers)
    if reading.stopped or (shown.result and shown.result.undrawn):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _reason(page: Page, reading: Reading, known: set[str]) -> str | None:
    """What stands above the form: what no field of it can say."""
    if reading.stopped:
        return page.t("questions.stopped")
    if reading.wrong and reading.wrong.parameter not in known:
        return page.t("questions.unknown_parameter", name=reading.wrong.parameter[:60])
    return None
