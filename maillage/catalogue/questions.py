"""A saved query: a question with its parameters, its columns and its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maillage import sparql
from maillage.catalogue.parameters import Parameter, ParameterError, Texts
from maillage.rdf import Literal, NamedNode

THEMES: Mapping[str, Texts] = {
    "conventions": {"fr": "Conventions", "en": "Agreements"},
    "actions": {"fr": "Actions", "en": "Actions"},
    "financements": {"fr": "Montants et subventions", "en": "Amounts and grants"},
    "dispositifs": {"fr": "Dispositifs", "en": "Schemes"},
    "territoires": {"fr": "Territoires et programmes", "en": "Territories and programmes"},
    "ort": {"fr": "Opérations de revitalisation", "en": "Revitalisation operations"},
    "preuves": {"fr": "Preuves et contradictions", "en": "Evidence and contradictions"},
}
"""The themes that group the questions, in the order of the page."""

KINDS = frozenset(
    {"text", "thing", "code", "integer", "decimal", "percent", "euros", "date", "year", "boolean"}
)
"""What a column holds: how a person sees it, and how a file types it."""


CHARTS: Mapping[str, str] = {
    "bar": "a bar for each `x`, as long as `y`",
    "line": "`y` by `x` (a year or a date)",
    "map": "a point for each row: `x` longitude, `y` latitude",
    "communes": "a point for each commune `x`, as large as the figure `y`",
    "departements": "the département `x` shaded by the figure `y`",
    "timeline": "`y` from the date `x`, to the date `end` where there is one",
    "network": "a line from `x` to `y` for each row",
}
"""The kinds of pictures, and what each makes of its columns."""


@dataclass(frozen=True)
class Column:
    """A projected variable; `of` names the column of things that this text names."""

    name: str
    label: Texts
    kind: str = "text"
    of: str | None = None


@dataclass(frozen=True)
class Chart:
    """The picture of an answer: its kind (one of `CHARTS`) and the columns that it shows.

    `series` parts what is drawn by colour, `end` closes a period of a timeline.
    """

    kind: str
    x: str
    y: str
    series: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Competency:
    """A competency question of the domain, as a person asks it, and the values that answer it.

    `number` is its place in the list of competency questions, from 1.
    """

    number: int
    text: Texts
    values: Mapping[str, str]


@dataclass(frozen=True)
class SavedQuery:
    """A question; `name` is its file's name without ``.rq``, its URL and its test."""

    name: str
    path: Path
    title: Texts
    description: Texts
    theme: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    """The file as it is, header included: plain SPARQL with the examples in it."""
    chart: Chart | None = None
    answers: tuple[Competency, ...] = ()
    """The competency questions that it answers, in the order of their numbers."""

    @property
    def form(self) -> str | None:
        return sparql.form(self.text)

    def column(self, name: str) -> Column:
        """The column of a variable; one without a label is called by its name."""
        plain = Column(name, {"fr": name, "en": name})
        return next((column for column in self.columns if column.name == name), plain)

    def terms(self, values: Mapping[str, str | None]) -> dict[str, NamedNode | Literal | None]:
        """The terms of all parameters, from the texts of some.

        Raises:
            ParameterError: an unknown name, a missing value, a value of another type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                names = ", ".join(known)
                raise ParameterError(
                    name,
                    f"{self.name} has no such parameter; it knows: {names or 'none'}",
                    f"{self.name} n'a pas ce paramètre ; il connaît : {names or 'aucun'}",
                )
        return {name: parameter.term(values.get(name)) for name, parameter in known.items()}

    def bound(self, values: Mapping[str, str | None]) -> str:
        """The SPARQL to run, with these values in their data blocks (see `terms`)."""
        return sparql.bound(self.text, self.terms(values))
