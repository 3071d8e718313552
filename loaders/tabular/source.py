"""A table file: which table and vintage it is, and what its graph says of itself.

The description stands beside the file as ``<file>-metadata.json`` in the form
of W3C CSV on the Web; a file without one says only its name and vintage.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillage import iri
from maillage.errors import InputError
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, VOID, Literal, NamedNode, Quad, label, typed

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
"""Licence Ouverte 2.0, under which every official file accepted here is published."""

DATE_TYPES: Mapping[int, str] = {4: "gYear", 7: "gYearMonth", 10: "date"}
"""XSD type of a date of issue, by its length: no finer than what is known."""


@dataclass(frozen=True)
class Source:
    """A file of the folder, with its table's name and its vintage.

    `official` marks a file dropped in under the name the State gives it;
    `issued` is the date that such a name carries.
    """

    path: Path
    table: str
    vintage: int
    official: bool = False
    issued: str | None = None

    @property
    def graph(self) -> NamedNode:
        return iri.table_graph(self.table, str(self.vintage))

    @property
    def metadata(self) -> Path:
        return self.path.with_name(self.path.name + "-metadata.json")


def recognise(path: Path, table: str, official: tuple[str, ...]) -> Source | None:
    """`path` as a file of `table`, by its name; None where the name says otherwise."""
    for number, pattern in enumerate((rf"{table}-(?P<vintage>\d{{4}})\.csv", *official)):
        found = re.fullmatch(pattern, path.name)
        if found:
            groups = found.groupdict()
            day = groups.get("issued")
            issued = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None
            return Source(path, table, int(groups["vintage"]), number > 0, issued)
    return None


def _metadata(source: Source) -> Mapping[str, Any]:
    try:
        return dict(json.loads(source.metadata.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(source.metadata, f"is not a JSON object in UTF-8 ({error})") from error


def _titles(source: Source, value: object) -> Iterator[Literal]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or not {"@value", "@language"} <= item.keys():
            reason = 'write "dc:title" as a list of {"@value": …, "@language": "fr"}'
            raise InputError(source.metadata, reason)
        yield label(item["@value"], item["@language"])


def _text_or_iri(value: object) -> NamedNode | Literal:
    if isinstance(value, dict) and "@id" in value:
        return NamedNode(str(value["@id"]))
    return Literal(str(value))


def _stated(source: Source) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """What the description beside the file says."""
    metadata = _metadata(source)
    if metadata.get("url") != source.path.name:
        reason = f'describes {metadata.get("url")!r}; set "url" to {source.path.name!r}'
        raise InputError(source.metadata, reason)
    for name in ("dc:title", "dc:source", "dc:license", "dc:issued"):
        if not metadata.get(name):
            raise InputError(source.metadata, f"does not say {name}; add it")
    for title in _titles(source, metadata["dc:title"]):
        yield DCTERMS.title, title
        yield RDFS.label, title
    yield DCTERMS.source, _text_or_iri(metadata["dc:source"])
    yield DCTERMS.license, _text_or_iri(metadata["dc:license"])
    issued = str(metadata["dc:issued"])
    if len(issued) not in DATE_TYPES:
        raise InputError(source.metadata, 'write "dc:issued" as 2024, 2024-10 or 2024-10-01')
    yield DCTERMS.issued, typed(issued, DATE_TYPES[len(issued)])


def _deduced(source: Source) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """What the file's name alone says."""
    french = f"Table {source.table}, millésime {source.vintage} ({source.path.name})"
    english = f"Table {source.table}, vintage {source.vintage} ({source.path.name})"
    for title in (label(french), label(english, "en")):
        yield DCTERMS.title, title
        yield RDFS.label, title
    yield DCTERMS.source, Literal(source.path.name)
    if source.official:
        yield DCTERMS.license, NamedNode(LICENCE)
    if source.issued:
        yield DCTERMS.issued, typed(source.issued, "date")


def describe(source: Source) -> Iterator[Quad]:
    """The graph's description of itself: title, source, licence, date of issue, vintage.

    Raises:
        InputError: the metadata file is not as it must be.
    """
    graph = source.graph
    yield Quad(graph, RDF.type, VOID.Dataset, graph)
    yield Quad(graph, MLG.millesime, typed(str(source.vintage), "gYear"), graph)
    facts = _stated(source) if source.metadata.is_file() else _deduced(source)
    for predicate, value in facts:
        yield Quad(graph, predicate, value, graph)
