"""The reading of the corpus: as good as the README says, and every fact with its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.reading.__main__ import document_in, folders, measured, part_of, summary
from bench.reading.score import FIELDS, Table
from loaders import read
from loaders.reading import Reading
from maillage.model import Passage
from maillage.settings import Settings
from tests.checkout import ROOT

FOLDERS = folders()


@pytest.fixture(scope="module")
def tables() -> Mapping[str, Table]:
    return measured(FOLDERS)


def test_the_corpus_holds_real_tuned_and_unseen_documents_of_all_formats() -> None:
    parts = [part_of(folder) for folder in FOLDERS]
    assert {part: parts.count(part) for part in set(parts)} == {
        "real": 2,
        "tuned": 32,
        "aside": 12,
    }
    suffixes = {document_in(folder).suffix for folder in FOLDERS}
    assert suffixes == {".pdf", ".docx", ".odt", ".html", ".md", ".txt"}


def test_the_readme_shows_the_measured_table(tables: Mapping[str, Table]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(
        r"<!-- bench-reading -->\n(.+?)\n<!-- /bench-reading -->", readme, re.DOTALL
    )
    assert shown.splitlines() == summary(tables), "run make bench-reading, paste its last table"


def test_the_real_documents_are_read_as_by_hand(tables: Mapping[str, Table]) -> None:
    assert tables["real"].macro >= 0.98


@pytest.mark.parametrize("part", ["tuned", "aside"])
def test_no_part_of_the_corpus_is_read_worse(part: str, tables: Mapping[str, Table]) -> None:
    table = tables[part]
    assert table.macro >= 0.90
    low = {name for name in FIELDS if table.scores[name].f1 < 0.80}
    assert low <= {"dates"}
    assert table.scores["days"].f1 >= 0.90


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_fact_quotes_the_text_at_its_offset(folder: Path) -> None:
    text, reading = read.read(document_in(folder), Settings(root=ROOT))
    passages = list(passages_of(reading))
    assert passages
    for each in passages:
        assert text[each.start : each.end] == each.quote
    assert not [item for item in facts_of(reading) if not item.evidence]


def passages_of(value: object) -> Iterator[Passage]:
    """Every passage in a reading, however deep."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from passages_of(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from passages_of(getattr(value, each.name))


def facts_of(reading: Reading) -> list[Any]:
    """The items of a reading that must have words."""
    return [
        *reading.parties,
        *reading.territories,
        *reading.dates,
        *reading.amounts,
        *reading.dispositifs,
        *reading.actions,
        *reading.legal_references,
        *reading.indicators,
    ]
