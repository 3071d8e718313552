"""Apache Parquet: typed columns for pandas, DuckDB, R; provenance in the file's own metadata."""

import json
from datetime import date
from io import BytesIO
from typing import Any

from api.exports.base import Export, Subject
from api.exports.typed import column
from maillage import deferred


def _types(arrow: Any) -> dict[type, Any]:
    return {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        date: arrow.date32(),
    }


def _field(subject: Subject, name: str, kind: Any, arrow: Any) -> Any:
    """A field whose metadata has the labels and the kind of its column."""
    found = subject.answer.query.column(name)
    told = {"label_fr": found.label["fr"], "label_en": found.label["en"], "kind": found.kind}
    return arrow.field(name, kind, metadata=told)


class Parquet(Export):
    """Numbers are int64 or double, dates date32, codes and IRIs text; unbound values are null."""

    title = "Parquet"
    media_type = "application/vnd.apache.parquet"
    extension = "parquet"

    def offered(self, answer: object) -> bool:  # noqa: ARG002
        return True

    def render(self, subject: Subject) -> bytes:
        arrow, writer = deferred.module("pyarrow"), deferred.module("pyarrow.parquet")
        types, answer = _types(arrow), subject.answer
        fields, arrays = [], []
        for name in answer.variables:
            kind, values = column((row.get(name) for row in answer), answer.query.column(name))
            fields.append(_field(subject, name, types[kind], arrow))
            arrays.append(arrow.array(values, type=types[kind]))
        told = {f"maillage.{name}": text for name, text in subject.told.items()}
        told["maillage"] = json.dumps(subject.told, ensure_ascii=False, sort_keys=True)
        table = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=told))
        kept = BytesIO()
        writer.write_table(table, kept, compression="zstd")
        return kept.getvalue()
