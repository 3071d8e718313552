"""Values are typed by their column, and stay text where they are not of its kind."""

from datetime import date

import pytest

from api.exports.typed import column, value
from maillage.catalogue.questions import Column
from maillage.rdf import Literal, NamedNode


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("12", "integer", 12),
        ("12.0", "integer", 12),
        ("12.5", "integer", "12.5"),
        ("9" * 30, "integer", "9" * 30),
        ("1707978946.55", "euros", 1707978946.55),
        ("0.1234567890123456789", "decimal", "0.1234567890123456789"),
        ("NaN", "decimal", "NaN"),
        ("2018-07-13", "date", date(2018, 7, 13)),
        ("2018-07", "date", "2018-07"),
        ("2018-02-30", "date", "2018-02-30"),
        ("true", "boolean", True),
        ("peut-être", "boolean", "peut-être"),
        ("01004", "code", "01004"),
        ("12", "text", "12"),
    ],
)
def test_a_value_is_of_its_kind_or_the_text_it_is(text: str, kind: str, found: object) -> None:
    made = value(Literal(text), kind)
    assert made == found
    assert type(made) is type(found)


def test_nothing_and_things() -> None:
    assert value(None, "integer") is None
    assert value(NamedNode("https://x.example/a"), "thing") == "https://x.example/a"


def test_a_column_has_one_type() -> None:
    of = Column("n", {"fr": "N", "en": "N"}, "date")
    days = [Literal("2018-07-13"), None]
    assert column(days, of) == (date, [date(2018, 7, 13), None])
    assert column([*days, Literal("2018")], of) == (str, ["2018-07-13", None, "2018"])
    assert column([None, None], of) == (str, [None, None])
