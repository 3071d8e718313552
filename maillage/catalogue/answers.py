"""Answers of saved queries: rows of terms, in the order that the query gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.catalogue.parameters import Choice, Parameter
from maillage.catalogue.questions import SavedQuery
from maillage.store import Row, View

Values = Mapping[str, str | None]
"""The texts a person gave, by parameter."""


@dataclass(frozen=True)
class Answer:
    """The rows of a question; a variable that is not bound is absent from its row."""

    query: SavedQuery
    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    is_cut: bool = False
    """Whether there were more rows, past a limit."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def ask(view: View, query: SavedQuery, values: Values | None = None) -> Answer:
    """The answer to a question.

    An ASK answers with one row and the variable ``answer``, a CONSTRUCT with a
    row a triple.

    Raises:
        ParameterError: a parameter is unknown, missing, of another type or not of its choices.
    """
    given = values or {}
    text = query.bound(given)
    refuse_unlisted(query, given, lambda parameter: choices(view, parameter))
    return Answer(query, *view.table(text))


def refuse_unlisted(
    query: SavedQuery, values: Values, offered: Callable[[Parameter], Sequence[Choice]]
) -> None:
    """Lets values pass that are among the choices of their parameter, where these are closed.

    What the file itself says (a default, the example) always passes.

    Raises:
        ParameterError: one is not (see `Parameter.refuse_unlisted`).
    """
    for parameter in query.parameters:
        text = values.get(parameter.name) or ""
        if (
            parameter.choices
            and text.strip()
            and text not in (parameter.default, parameter.example)
        ):
            parameter.refuse_unlisted(text.strip(), offered(parameter))


def choices(view: View, parameter: Parameter) -> tuple[Choice, ...]:
    """The values a form offers for a parameter; none where any may be typed."""
    if parameter.choices is None:
        return ()
    found: dict[str, str] = {}
    for row in view.select(parameter.choices):
        value = parameter.kind.text(row["value"])
        found.setdefault(value, row["label"].value if "label" in row else value)
    return tuple(Choice(value, label) for value, label in found.items())
