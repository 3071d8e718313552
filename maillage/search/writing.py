"""From entries to an index on disk, at build time."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tantivy import Document, Index

from maillage.search.entry import Entry
from maillage.search.fields import facet, order, register, schema
from maillage.search.words import analyzers, composed, whole

HEAP = 1_000_000_000
"""Bytes of words that may wait in memory: all of them, so that the index is of one piece."""


def write(folder: Path, entries: Iterable[Entry]) -> int:
    """Writes the index of `entries` into a new folder, and tells how many it holds.

    They are written by weight, then by IRI: what matches a query equally well
    is found in this order, whatever machine made the index.
    """
    folder.mkdir(parents=True)
    index = register(Index(schema(), path=str(folder)))
    writer = index.writer(HEAP, num_threads=1)
    count = 0
    for entry in sorted(entries, key=lambda one: (-one.weight, one.iri)):
        writer.add_document(Document(**_document(entry)))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    for path in folder.iterdir():
        path.chmod(0o644)
    return count


def _document(entry: Entry) -> dict[str, list[str] | int]:
    names = [*entry.french, *entry.english]
    texts = list(entry.texts)
    called = [*names, *entry.aliases]
    document: dict[str, list[str] | int] = {
        "iri": [entry.iri],
        "kind": [entry.kind],
        "french": list(entry.french[:1]),
        "translated": list(entry.english[:1]),
        "body": _body(entry),
        "place": list(entry.places),
        "whole": _wholes(names),
        "other": [*_wholes(entry.aliases), *_wholes(entry.codes)],
        "words": called,
        "name": _spelt(entry.french),
        "alias": _spelt(entry.aliases),
        "text": _spelt(texts),
        "said": [*texts, *entry.about],
        "about": _spelt(entry.about),
        "around": _spelt(entry.around),
        "english": list(entry.english),
        "explained": texts,
    }
    document |= {facet(name): list(values) for name, values in entry.facets.items()}
    document |= {order(name): place for name, place in entry.orders.items()}
    return {name: value for name, value in document.items() if value != []}


def _body(entry: Entry) -> list[str]:
    """What is shown around the words found: not what the name says already."""
    if not entry.texts:
        return []
    name = whole(entry.french[0])
    shown = [text for text in entry.texts if whole(text) not in name]
    return ["\n".join(shown)] if shown else []


def _wholes(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found for name in names if (found := whole(name))))


def _spelt(texts: Iterable[str]) -> list[str]:
    return [spelling for text in texts for spelling in _spelling(text)]


@lru_cache(maxsize=20_000)
def _spelling(text: str) -> tuple[str, ...]:
    """The text, and where it has accents the same without: a stem may differ."""
    if text.isascii():
        return (text,)
    spelt = composed(text)
    return spelt, " ".join(analyzers()["plain"].analyze(spelt))
