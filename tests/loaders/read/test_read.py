"""What holds of every reading, whatever the document."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import loaders
from loaders import masking, read
from loaders.reading import Reading, as_json
from loaders.source import Source
from maillage.errors import InputError
from maillage.model import Passage
from tests.loaders.cases import SETTINGS, SHARED, document_in, folders, reading_of

HERE = Path(__file__)
SCHEMA = SHARED / "contract" / "reading.schema.json"
DOCUMENTS = [
    document_in(folder)
    for part in ("read", "convention_adhesion_pvd", "dossier_de_presse_acv")
    for folder in folders(HERE.parent.parent / part / HERE.name)
]
each_document = pytest.mark.parametrize(
    "path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)


def passages(value: object) -> Iterator[Passage]:
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from passages(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from passages(getattr(value, field.name))


@each_document
def test_every_quote_is_the_text_at_its_place(path: Path) -> None:
    text, reading = reading_of(path)
    found = list(passages(reading))
    assert all(text[each.start : each.end] == each.quote for each in found)
    assert found or reading.kind == "autre"


@each_document
def test_no_evidence_touches_words_that_identify_a_person(path: Path) -> None:
    _, reading = reading_of(path)
    spans = [(each.passage.start, each.passage.end) for each in reading.personal]
    for passage in passages(replace(reading, personal=())):
        assert not any(start < passage.end and passage.start < end for start, end in spans)


@each_document
def test_persons_stand_in_their_own_fields_only(path: Path) -> None:
    _, reading = reading_of(path)
    parties = tuple(replace(party, person=None) for party in reading.parties)
    public = json.dumps(as_json(replace(reading, parties=parties)), ensure_ascii=False).lower()
    for each in reading.personal:
        assert " ".join(each.passage.quote.split()).lower() not in public


@each_document
def test_every_item_has_words(path: Path) -> None:
    _, reading = reading_of(path)
    lists = (reading.parties, reading.dates, reading.amounts, reading.dispositifs, reading.actions)
    assert all(item.evidence for items in lists for item in items)


@each_document
def test_reading_is_valid_against_the_contract(path: Path) -> None:
    if not SCHEMA.is_file():
        pytest.skip("the contract does not stand beside this checkout")
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    _, reading = reading_of(path)
    content = json.loads(json.dumps(as_json(reading)))
    assert not list(Draft202012Validator(schema).iter_errors(content))


@each_document
def test_masked_text_gives_the_same_facts(path: Path) -> None:
    text, reading = reading_of(path)
    masked = masking.mask(text, masking.contacts(reading.personal))
    info = reading.document
    again = read.read_source(Source(masked, info.sha256, info.media_type), read.knowledge(SETTINGS))
    assert len(masked) == len(text)
    assert replace(again, personal=()) == replace(reading, personal=())


@each_document
def test_reading_twice_gives_the_same(path: Path) -> None:
    known = read.knowledge(SETTINGS)
    text, reading = reading_of(path)
    info = reading.document
    assert read.read_source(Source(text, info.sha256, info.media_type), known) == reading


def test_every_template_folder_is_listed() -> None:
    folder = Path(loaders.__file__).parent
    listed = {Path(template.__file__ or "").parent.name for template in read.TEMPLATES}
    assert listed == {path.parent.name for path in folder.glob("*/lookups.yml")}
    assert [template.NAME for template in read.TEMPLATES] == sorted(
        template.NAME for template in read.TEMPLATES
    )


def test_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.md: there is no such file"):
        read.read(tmp_path / "absent.md", SETTINGS)


@pytest.mark.parametrize("text", ["", "x", "ENTRE\n\nET\n", "\n\n- \n- \n", "« " * 500, "[" * 2000])
def test_odd_texts_are_read_without_facts(text: str) -> None:
    reading = read.read_source(Source(text, "0" * 64, "text/plain"), read.knowledge(SETTINGS))
    assert reading == Reading(reading.document, issues=reading.issues)
