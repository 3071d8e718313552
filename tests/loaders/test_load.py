"""Loading writes each file whole, the same each time, and nothing where an input is bad."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import load, read
from loaders.readers.core import Document
from loaders.reading import DocumentInfo, Personal, Reading, Territory
from maillage import iri, turtle
from maillage.errors import InputError
from maillage.model import Issue, Level, Passage
from maillage.rdf import DCTERMS, MLG, RDF, VOID, Literal, Quad, typed
from maillage.settings import Settings
from tests.checkout import ROOT

TABLE = "cle,nom,nom_en,genre,siren,verifie,marque_de,alias\n"


def fake_read(document: Document) -> Reading:
    """A reader for tests: the first line is the title, the second a town, the third a person."""
    text = document.source.text
    if "illisible" in text:
        raise InputError("document", "cannot be read")
    title, town, person = [*text.splitlines(), "", ""][:3]

    def passages(words: str) -> tuple[Passage, ...]:
        start = text.index(words)
        return (Passage(start, start + len(words), words),)

    personal = (Personal("name", person, passages(person)[0]),) if person else ()
    return Reading(
        DocumentInfo("0" * 64, "text/markdown", title, len(text), title_evidence=passages(title)),
        kind="convention",
        programme="PVD",
        territories=(Territory(town, "commune", "32132", passages(town)),) if town else (),
        personal=personal,
        issues=(Issue(Level.WARNING, "no signature date"),),
    )


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(read, "knowledge", lambda _: None)
    monkeypatch.setattr(read, "read_document", fake_read)
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "data" / "organisations.csv").write_text(TABLE, encoding="utf-8")
    return Settings(root=tmp_path)


def put(settings: Settings, name: str, text: str) -> Path:
    path = settings.data / "documents" / name
    path.write_text(text, encoding="utf-8")
    return path


def written(settings: Settings) -> dict[str, bytes]:
    """Everything below the checkout but for the documents themselves."""
    return {
        path.relative_to(settings.root).as_posix(): path.read_bytes()
        for path in sorted(settings.root.rglob("*"))
        if path.is_file() and path.parent.name != "documents"
    }


def test_documents_become_turtle_and_persons_a_restricted_file(settings: Settings) -> None:
    put(settings, "Convention Été.md", "Convention de Fleurance\nFleurance\nJeanne DUVAL\n")
    result = load.load((), settings)
    assert [document.slug for document in result.documents] == ["convention-ete"]
    found = turtle.read(settings.data / "ttl" / "convention-ete.ttl")
    assert len(found) == result.documents[0].triples
    restricted = json.loads((settings.restricted / "convention-ete.json").read_bytes())
    assert restricted["personal"][0]["value"] == "Jeanne DUVAL"
    assert b"DUVAL" not in (settings.data / "ttl" / "convention-ete.ttl").read_bytes()


def test_loading_again_changes_no_byte_and_touches_no_file(settings: Settings) -> None:
    put(settings, "a.md", "Convention\nFleurance\nJeanne DUVAL\n")
    load.load((), settings)
    target = settings.data / "ttl" / "a.ttl"
    before, stamp = written(settings), target.stat().st_mtime_ns
    result = load.load((), settings)
    assert written(settings) == before
    assert target.stat().st_mtime_ns == stamp
    assert (
        result.summary() == f"1 documents, {result.documents[0].triples} triples; 0 files changed"
    )


def test_what_came_from_a_document_that_was_removed_is_removed(settings: Settings) -> None:
    gone = put(settings, "Partie.md", "Convention partie\nFleurance\nAnne Exemple\n")
    put(settings, "Reste.md", "Convention qui reste\n")
    load.load((), settings)
    before = written(settings)
    gone.unlink()
    said = load.load((), settings).summary()
    orphans = {"data/ttl/partie.ttl", "var/restricted/partie.json"}
    assert before.keys() - written(settings).keys() == orphans
    assert said.endswith("; 2 files without a document removed (partie.ttl, partie.json)")
    assert load.load((), settings).summary().endswith("files changed")


def test_a_draft_only_tells_what_would_be_removed(settings: Settings) -> None:
    put(settings, "Partie.md", "Convention partie\n").rename(settings.root / "Partie.md")
    load.load([settings.root / "Partie.md"], settings)
    before = written(settings)
    said = load.load((), settings, draft=True).summary()
    assert said.endswith("; 2 files without a document would be removed (partie.ttl, partie.json)")
    assert written(settings) == before


def test_loading_one_file_removes_nothing(settings: Settings) -> None:
    gone = put(settings, "Partie.md", "Convention partie\n")
    load.load((), settings)
    before = written(settings)
    gone.unlink()
    result = load.load([put(settings, "Reste.md", "Convention qui reste\n")], settings)
    assert result.orphans == ()
    assert before.keys() <= written(settings).keys()


def test_a_bad_document_removes_nothing(settings: Settings) -> None:
    gone = put(settings, "Partie.md", "Convention partie\n")
    load.load((), settings)
    before = written(settings)
    gone.unlink()
    put(settings, "Mauvais.md", "illisible\n")
    with pytest.raises(InputError):
        load.load((), settings)
    assert written(settings) == before


def test_a_missing_folder_of_documents_removes_nothing(settings: Settings) -> None:
    put(settings, "Partie.md", "Convention partie\n")
    load.load((), settings)
    (settings.data / "documents").rename(settings.root / "elsewhere")
    before = written(settings)
    load.load((), settings)
    assert written(settings) == before


def test_a_bad_document_leaves_everything_as_it_was(settings: Settings) -> None:
    put(settings, "a.md", "Convention\nFleurance\n")
    load.load((), settings)
    before = written(settings)
    put(settings, "a.md", "Convention changée\nFleurance\n")
    put(settings, "z.md", "illisible")
    with pytest.raises(InputError, match=r"z\.md: .*cannot be read"):
        load.load((), settings)
    assert written(settings) == before


def test_a_write_that_fails_leaves_the_old_file_whole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(settings, "a.md", "Convention\nFleurance\n")
    load.load((), settings)
    before = written(settings)
    put(settings, "a.md", "Convention changée\nFleurance\n")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        load.load((), settings)
    assert written(settings) == before


def test_what_a_killed_load_left_is_removed_by_the_next(settings: Settings) -> None:
    put(settings, "a.md", "Convention\nFleurance\nJeanne DUVAL\n")
    killed = """import os, signal, sys
from pathlib import Path
from loaders import load
from maillage.settings import Settings
with load._aside(Settings(root=Path(sys.argv[1]))) as folder:
    (folder / "a.json").write_text("Jeanne DUVAL")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", killed, str(settings.root)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    (left,) = settings.root.rglob(".loading-*")
    assert left.parent == settings.root / "var"
    assert left.stat().st_mode & 0o777 == 0o700
    running = left.with_name(f".loading-{os.getppid()}-x")
    running.mkdir()
    load.load((), settings)
    assert list(settings.root.rglob(".loading-*")) == [running]


def test_a_folder_of_files_put_aside_is_no_part_of_git() -> None:
    command = ["git", "check-ignore", "var/.loading-1-x/a.json", "data/.loading-x/a.json"]
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert len(ended.stdout.splitlines()) == 2


def test_a_draft_shows_the_difference_and_writes_nothing(settings: Settings) -> None:
    path = put(settings, "a.md", "Convention\nFleurance\n")
    load.load((), settings)
    before = written(settings)
    put(settings, "a.md", "Convention neuve\nFleurance\n")
    result = load.load([path], settings, draft=True)
    assert written(settings) == before
    difference = result.documents[0].difference
    assert difference.startswith("--- a/a.ttl\n+++ b/a.ttl\n")
    assert '+    dcterms:title "Convention neuve"@fr ;\n' in difference
    assert "would change" in result.summary()


def test_a_draft_of_a_new_document_is_all_additions(settings: Settings) -> None:
    put(settings, "a.md", "Convention\nFleurance\n")
    lines = load.load((), settings, draft=True).documents[0].difference.splitlines()
    assert not (settings.data / "ttl").exists()
    assert not settings.restricted.parent.exists()
    assert [line for line in lines[2:] if line.startswith("-")] == []


def test_two_documents_of_one_name_are_refused(settings: Settings) -> None:
    put(settings, "a-b.md", "Un\n")
    put(settings, "A b.txt", "Deux\n")
    with pytest.raises(InputError, match="rename one of them"):
        load.load((), settings)
    assert not (settings.data / "ttl").exists()


def test_the_same_file_given_twice_is_one_document(settings: Settings) -> None:
    path = put(settings, "a.md", "Convention\n")
    assert len(load.load([path, path], settings).documents) == 1


def test_a_name_without_letters_is_refused(settings: Settings) -> None:
    path = put(settings, "---.md", "Convention\n")
    with pytest.raises(InputError, match="rename it"):
        load.load([path], settings)


def test_readmes_and_hidden_files_are_no_documents(settings: Settings) -> None:
    put(settings, "README.md", "illisible")
    put(settings, ".cache.md", "illisible")
    assert load.load((), settings).documents == ()


def test_issues_and_counts_are_told_for_each_document(settings: Settings) -> None:
    put(settings, "a.md", "Convention\nFleurance\n")
    (document,) = load.load((), settings).documents
    assert [issue.message for issue in document.issues] == ["no signature date"]
    assert document.things["Convention"] == document.things["Document"] == 1
    assert document.things["Enonce"] > 1


def test_a_fact_that_names_a_person_is_not_published(settings: Settings) -> None:
    put(settings, "a.md", "Lettre de Jeanne DUVAL\nFleurance\nJeanne DUVAL\n")
    (document,) = load.load((), settings).documents
    assert Level.ERROR in [issue.level for issue in document.issues]
    assert b"DUVAL" not in document.target.read_bytes()
    assert not any("DUVAL" in issue.message for issue in document.issues)


def test_the_printed_turtle_is_the_one_that_is_written(settings: Settings) -> None:
    path = put(settings, "a.md", "Convention\nFleurance\n")
    load.load((), settings)
    assert load.turtle_of(path, settings) == (settings.data / "ttl" / "a.ttl").read_text("utf-8")


def test_the_public_text_is_masked_and_as_long(settings: Settings) -> None:
    text = "Convention\nFleurance\nJeanne DUVAL\n"
    put(settings, "a.md", text)
    (loaded,) = load.load((), settings).documents
    assert loaded.public == text.replace("Jeanne DUVAL", "█" * 12)


@pytest.fixture
def quads(settings: Settings) -> list[Quad]:
    put(settings, "a.md", "Convention\nFleurance\n")
    put(settings, "b.md", "Convention\nFleurance\n")
    load.load((), settings)
    return list(load.document_quads(settings))


def test_each_document_has_its_graph(quads: list[Quad]) -> None:
    graphs = {quad.graph_name for quad in quads}
    assert graphs == {iri.document_graph("a"), iri.document_graph("b")}


def test_a_graph_says_its_source_and_rights(quads: list[Quad]) -> None:
    graph = iri.document_graph("a")
    said = {(quad.predicate, quad.object) for quad in quads if quad.subject == graph}
    assert (RDF.type, VOID.Dataset) in said
    assert (DCTERMS.source, iri.document("a")) in said
    titled = [value for name, value in said if name == DCTERMS.title]
    titles = {value.language for value in titled if isinstance(value, Literal)}
    assert titles == {"fr", "en"}
    assert len([value for name, value in said if name == DCTERMS.rights]) == 2
    assert VOID.triples not in {name for name, _ in said}


def test_a_graph_is_dated_by_the_signature_of_its_convention(settings: Settings) -> None:
    folder = settings.data / "ttl"
    folder.mkdir()
    signed = (iri.convention("a"), MLG.dateSignature, typed("2018-07-13", "date"))
    turtle.write(folder / "a.ttl", [signed])
    said = {quad.predicate: quad.object for quad in load.document_quads(settings)}
    assert said[DCTERMS.issued] == typed("2018-07-13", "date")
    assert said[MLG.millesime] == typed("2018", "gYear")


def test_a_graph_of_an_undated_convention_has_no_date(quads: list[Quad]) -> None:
    assert not {DCTERMS.issued, MLG.millesime} & {quad.predicate for quad in quads}


def test_turtle_that_is_broken_by_hand_is_named(settings: Settings) -> None:
    folder = settings.data / "ttl"
    folder.mkdir()
    (folder / "a.ttl").write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.ttl:1: is not valid Turtle"):
        list(load.document_quads(settings))


def test_a_missing_table_of_organisations_is_named(settings: Settings) -> None:
    put(settings, "a.md", "Convention\n")
    (settings.data / "organisations.csv").unlink()
    with pytest.raises(InputError, match=r"organisations\.csv: cannot be read"):
        load.load((), settings)


def test_a_table_of_organisations_without_a_column_is_named(settings: Settings) -> None:
    put(settings, "a.md", "Convention\n")
    (settings.data / "organisations.csv").write_text("cle,nom\netat,État\n", encoding="utf-8")
    with pytest.raises(InputError, match="column 'nom_en' is missing"):
        load.load((), settings)
