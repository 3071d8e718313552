"""The Parquet file: types, nulls, metadata."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pyarrow
import pyarrow.parquet

from api.exports import Subject
from api.exports.parquet import Parquet
from maillage.catalogue import Answer
from tests.api.pages.pictures.sheets import answer

Made = Callable[[Answer], Subject]


def test_columns_are_typed_and_unbound_values_null(subject: Made, rich: Answer) -> None:
    table = pyarrow.parquet.read_table(BytesIO(Parquet().render(subject(rich))))
    assert [str(field.type) for field in table.schema] == [
        "string",
        "string",
        "string",
        "int64",
        "double",
        "double",
        "date32[day]",
        "int64",
        "bool",
    ]
    first, second, third = table.to_pylist()
    assert first["code"] == "01004"
    assert first["date"] == date(2018, 7, 13)
    assert first["oui"] is True
    assert second["montant"] is None
    assert third["habitants"] is None


def test_the_file_says_where_it_comes_from(subject: Made, rich: Answer) -> None:
    schema = pyarrow.parquet.read_schema(BytesIO(Parquet().render(subject(rich))))
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert told["maillage.release"] == "abc123abc123"
    assert told["maillage.title"] == "Combien ?"
    assert told["maillage.query"] == "SELECT ?commune {}"
    assert schema.field("montant").metadata[b"kind"] == b"euros"


def test_the_same_answer_gives_the_same_bytes(subject: Made, rich: Answer) -> None:
    assert Parquet().render(subject(rich)) == Parquet().render(subject(rich))


def test_mixed_values_make_a_column_of_text_and_no_row_a_table(subject: Made) -> None:
    columns = (("n", "integer"),)
    table = pyarrow.parquet.read_table(
        BytesIO(Parquet().render(subject(answer(columns, [("1",), ("environ 2",)], None))))
    )
    assert table.to_pydict() == {"n": ["1", "environ 2"]}
    empty = Parquet().render(subject(answer(columns, [], None)))
    assert pyarrow.parquet.read_table(BytesIO(empty)).num_rows == 0
