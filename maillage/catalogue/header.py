"""The header of a saved query: YAML in the ``#+`` lines that open the file (the grlc form)."""

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from maillage.catalogue.parameters import KINDS, Parameter, Texts
from maillage.catalogue.questions import Chart, Column, Competency, SavedQuery
from maillage.errors import InputError

MARK = "#+"
LANGUAGES = ("fr", "en")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""That of libyaml where it is there: ten times as fast."""
FIELDS = frozenset({"title", "description", "theme", "parameters", "columns", "chart", "answers"})


def _yaml(text: str, path: Path) -> Mapping[str, Any]:
    marked = takewhile(lambda line: line.startswith(MARK), text.splitlines())
    lines = [line.removeprefix(MARK).removeprefix(" ") for line in marked]
    try:
        header = yaml.load("\n".join(lines), Loader=LOADER) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}", f"the header is not YAML: {error.problem}") from error
    if not isinstance(header, dict):
        raise InputError(f"{path}:1", "the header is not a list of fields (title, columns…)")
    unknown = sorted(str(name) for name in header if name not in FIELDS)
    if unknown:
        known = ", ".join(sorted(FIELDS))
        raise InputError(path, f"no header field is called {unknown[0]!r}; the fields are {known}")
    return header


def _texts(value: object, place: str) -> Texts:
    if not isinstance(value, dict) or not all(value.get(language) for language in LANGUAGES):
        raise InputError(place, "write it in both languages, as fr: and en:")
    return {language: str(value[language]).strip() for language in LANGUAGES}


def _fields(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(place, "write one `name:` a line, with its fields below")
    return value


def _only(fields: Mapping[str, Any], known: tuple[str, ...], place: str) -> Mapping[str, Any]:
    for name in fields:
        if name not in known:
            raise InputError(
                place, f"no field is called {name!r}; the fields are {', '.join(known)}"
            )
    return fields


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _parameter(name: str, value: object, place: str) -> Parameter:
    known = ("type", "label", "example", "default", "optional", "choices")
    fields = _only(_fields(value, place), known, place)
    if "type" not in fields or "example" not in fields:
        raise InputError(place, "give its type and an example")
    if fields["type"] not in KINDS:
        raise InputError(
            place, f"no type is called {fields['type']!r}; the types are {', '.join(KINDS)}"
        )
    return Parameter(
        name=name,
        type=str(fields["type"]),
        label=_texts(fields.get("label"), f"{place} label"),
        example=str(fields["example"]),
        default=_text(fields.get("default")),
        optional=bool(fields.get("optional", False)),
        choices=_text(fields.get("choices")),
    )


def _column(name: str, value: object, place: str) -> Column:
    fields = _only(_fields(value, place), (*LANGUAGES, "kind", "of"), place)
    kind = str(fields.get("kind", "text"))
    return Column(name, _texts(fields, place), kind, _text(fields.get("of")))


def _chart(value: object, place: str) -> Chart | None:
    if value is None:
        return None
    fields = _only(_fields(value, place), ("kind", "x", "y", "series", "end"), place)
    if not {"kind", "x", "y"} <= set(fields):
        raise InputError(place, "give its kind, x and y")
    return Chart(
        kind=str(fields["kind"]),
        x=str(fields["x"]),
        y=str(fields["y"]),
        series=_text(fields.get("series")),
        end=_text(fields.get("end")),
    )


def _competency(number: object, value: object, place: str) -> Competency:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise InputError(place, "call each question by its number in the list, from 1")
    fields = _only(_fields(value, place), (*LANGUAGES, "values"), place)
    values = _fields(fields.get("values") or {}, f"{place} values")
    texts = {str(name): str(given) for name, given in values.items()}
    return Competency(number, _texts(fields, place), texts)


def parsed(path: Path, text: str) -> SavedQuery:
    """The query of a file whose text is `text`; without a header, only its name and text.

    Raises:
        InputError: the header cannot be used (file, line or field, remedy).
    """
    if not text.startswith(MARK):
        nothing = dict.fromkeys(LANGUAGES, path.stem)
        return SavedQuery(path.stem, path, nothing, nothing, "", (), (), text)
    header = _yaml(text, path)
    parameters = _fields(header.get("parameters") or {}, f"{path} parameters")
    columns = _fields(header.get("columns") or {}, f"{path} columns")
    answers = _fields(header.get("answers") or {}, f"{path} answers")
    return SavedQuery(
        name=path.stem,
        path=path,
        title=_texts(header.get("title"), f"{path} title"),
        description=_texts(header.get("description"), f"{path} description"),
        theme=str(header.get("theme", "")),
        parameters=tuple(
            _parameter(name, value, f"{path} parameter {name}")
            for name, value in parameters.items()
        ),
        columns=tuple(
            _column(name, value, f"{path} column {name}") for name, value in columns.items()
        ),
        text=text,
        chart=_chart(header.get("chart"), f"{path} chart"),
        answers=tuple(
            _competency(number, value, f"{path} answer {number}")
            for number, value in answers.items()
        ),
    )
