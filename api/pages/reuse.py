"""How to take an answer into a program: a few lines for each, with its address in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.catalogue import Answer
from maillage.catalogue.questions import Column


@dataclass(frozen=True)
class Recipe:
    """`key` names it in the texts (``reuse.<key>``); `code` is to be copied."""

    key: str
    code: str


def _texts(columns: Sequence[Column]) -> list[str]:
    """Columns whose figures are codes: a program would drop the zero of 01001."""
    return [column.name for column in columns if column.kind == "code"]


def curl(csv: str, file: str) -> str:
    return f"curl --fail --output '{file}' '{csv}'"


def python(csv: str, columns: Sequence[Column]) -> str:
    codes = ", ".join(f'"{name}": str' for name in _texts(columns))
    dates = ", ".join(f'"{column.name}"' for column in columns if column.kind == "date")
    more = [f"    dtype={{{codes}}},\n"] if codes else []
    more += [f"    parse_dates=[{dates}],\n"] if dates else []
    asked = f'    "{csv}",\n{"".join(more)}'
    return f"import pandas as pd\n\ntable = pd.read_csv(\n{asked})\nprint(table)"


def r(csv: str, columns: Sequence[Column]) -> str:
    codes = ", ".join(f'{name} = "character"' for name in _texts(columns))
    more = f",\n  colClasses = c({codes})" if codes else ""
    return f'table <- read.csv("{csv}",\n  encoding = "UTF-8"{more})\nprint(table)'


def power_query(csv: str) -> str:
    return (
        "let\n"
        f'  Source = Csv.Document(Web.Contents("{csv}"),\n'
        '    [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),\n'
        "  Table = Table.PromoteHeaders(Source, [PromoteAllScalars = true])\n"
        "in\n"
        "  Table"
    )


def recipes(answer: Answer, addresses: Mapping[str, str]) -> tuple[Recipe, ...]:
    """The recipes for an answer, from its absolute addresses by extension.

    Addresses are percent-encoded: no quote or backslash of theirs can end a text of the code.
    """
    csv = addresses.get("csv")
    if csv is None:
        return ()
    columns = [answer.query.column(name) for name in answer.variables]
    found = [
        Recipe("curl", curl(csv, f"{answer.query.name}.csv")),
        Recipe("python", python(csv, columns)),
        Recipe("r", r(csv, columns)),
        Recipe("excel", power_query(csv)),
    ]
    if "geojson" in addresses:
        found.append(Recipe("qgis", addresses["geojson"]))
    return tuple(found)
