"""Several processes make the same bytes as one, and tell what they could not make."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from loaders import grants, load, read, scale
from loaders.formats import PLAIN, Options
from loaders.scale import Outcome, Scale, local
from maillage.errors import InputError
from maillage.settings import Settings
from tests.checkout import ROOT, small_checkout
from tests.maillage.test_cli import refused, run, snapshot

CORPUS = (
    "crte-convention",
    "opah-rr-odt",
    "ort-texte-extrait",
    "pvd-adhesion-une-commune-markdown",
    "pvd-cadre-valant-ort-aveyron",
    "territoires-industrie-html",
)
"""Documents of each format, of very different lengths."""
TWO = Scale(partial(local.several, 2))


def corpus_checkout(folder: Path) -> Settings:
    """A small checkout whose documents are those of the corpus, none of them loaded."""
    config = Settings(root=small_checkout(folder))
    for name in ("documents", "ttl", "corrections"):
        shutil.rmtree(config.data / name, ignore_errors=True)
    (config.data / "documents").mkdir()
    for name in CORPUS:
        (document,) = (ROOT / "bench" / "reading" / "corpus" / name).glob("document.*")
        shutil.copy(document, config.data / "documents" / f"{name}{document.suffix}")
    return config


def written(config: Settings) -> dict[str, bytes]:
    """The Turtle and the restricted files, each by its name."""
    made = [*(config.data / "ttl").glob("*"), *config.restricted.glob("*")]
    return {path.name: path.read_bytes() for path in made}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return corpus_checkout(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def settings(whole: Settings) -> Iterator[Settings]:
    """The checkout as long as nothing is loaded; its documents are the same afterwards."""
    before = {path.name for path in load.documents(whole)}
    yield whole
    shutil.rmtree(whole.data / "ttl", ignore_errors=True)
    shutil.rmtree(whole.restricted, ignore_errors=True)
    for path in load.documents(whole):
        if path.name not in before:
            path.unlink()


def test_two_processes_write_the_same_bytes_as_one(settings: Settings) -> None:
    assert run("load", "--jobs", 1, root=settings.root).returncode == 0
    first = written(settings)
    shutil.rmtree(settings.data / "ttl")
    shutil.rmtree(settings.restricted)
    assert run("load", "--jobs", 2, root=settings.root).returncode == 0
    assert written(settings) == first
    assert len(first) == 2 * len(CORPUS)


def test_documents_are_told_in_their_order_whoever_is_done_first(settings: Settings) -> None:
    result = load.load((), settings, draft=True, scale=TWO)
    assert [each.slug for each in result.documents] == list(CORPUS)
    assert not (settings.data / "ttl").exists()


def test_issues_and_texts_come_back_from_the_processes(settings: Settings) -> None:
    one = load.load((), settings, draft=True)
    two = load.load((), settings, draft=True, scale=TWO)
    assert two == one
    assert any(each.issues for each in two.documents)


def test_each_document_is_told_as_it_is_made(settings: Settings) -> None:
    said: list[tuple[int, int]] = []
    load.load((), settings, True, TWO, say=lambda made, of: said.append((made, of)))
    assert said == [(number, len(CORPUS)) for number in range(1, len(CORPUS) + 1)]


def test_where_one_document_is_bad_none_is_written(settings: Settings) -> None:
    (settings.data / "documents" / "scan.pdf").write_bytes(b"%PDF-1.7 not a document")
    before = snapshot(settings.root)
    result = run("load", "--jobs", 2, root=settings.root)
    assert result.returncode == 2
    assert result.stdout == ""
    progress, error = result.stderr.splitlines()
    assert progress == "· 7/7 documents"
    assert error.startswith("maillage: ")
    assert "scan.pdf: " in error
    assert snapshot(settings.root) == before


def test_the_first_bad_document_is_named_and_the_others_are_counted(settings: Settings) -> None:
    for name in ("a-scan.pdf", "z-scan.pdf"):
        (settings.data / "documents" / name).write_bytes(b"%PDF-1.7 not a document")
    with pytest.raises(InputError, match=r"a-scan\.pdf: .* \(1 more: .*z-scan\.pdf\)$"):
        load.load((), settings, scale=TWO)


def test_a_file_that_is_absent_is_told_and_the_others_are_made(settings: Settings) -> None:
    paths = [settings.root / "absent.md", *load.documents(settings)[:2]]
    found = {each.path: each for each in local.several(2, paths, settings, PLAIN)}
    assert found[paths[0]].made is None
    assert found[paths[0]].reason
    assert all(found[path].made for path in paths[1:])


def test_a_process_that_dies_tells_which_documents_it_had(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path, *_: object) -> Outcome:
        os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(path)

    monkeypatch.setattr(scale, "outcome_in", killed)
    paths = load.documents(settings)[:2]
    found = list(local.several(2, paths, settings, PLAIN))
    assert sorted(each.path for each in found) == paths
    assert {each.reason for each in found} == {
        "ended the process that read it; save it again, or in another format"
    }


def test_a_process_that_dies_fails_its_document_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.md" for number in range(12)]
    for path in paths:
        path.write_text("Convention", encoding="utf-8")

    def killed(path: Path, *_: object) -> Outcome:
        if path.name in ("0.md", "7.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(path, reason="read")

    monkeypatch.setattr(scale, "outcome_in", killed)
    found = list(local.several(2, paths, settings, PLAIN))
    assert sorted(each.path for each in found) == sorted(paths)
    ended = "ended the process that read it; save it again, or in another format"
    dead = {path for path in paths if path.name in ("0.md", "7.md")}
    assert {each.path: each.reason for each in found} == {
        path: ended if path in dead else "read" for path in paths
    }


WAYS = pytest.mark.parametrize("way", [local.one_by_one, partial(local.several, 2)])


@WAYS
def test_tables_are_loaded_before_any_document_and_its_limits(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, way: scale.Way
) -> None:
    done: list[str] = []

    def loaded(name: str) -> Callable[[object], None]:
        return lambda _: done.append(name)

    def within(path: Path, *_: object) -> Outcome:
        return Outcome(path, reason=", ".join(done))

    monkeypatch.setattr(read, "knowledge", loaded("knowledge"))
    monkeypatch.setattr(grants, "of", loaded("grants"))
    monkeypatch.setattr(scale, "outcome_in", within)
    found = way(load.documents(settings)[:2], settings, PLAIN)
    assert [each.reason for each in found] == ["knowledge, grants"] * 2


@WAYS
def test_a_missing_table_is_told_by_its_own_name(tmp_path: Path, way: scale.Way) -> None:
    with pytest.raises(InputError, match=str(tmp_path / "data")):
        list(way([tmp_path / "a.md"], Settings(root=tmp_path), PLAIN))


def test_one_by_one_makes_a_document_only_once_it_is_wanted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def noted(path: Path, _: Settings, __: Options) -> Outcome:
        asked.append(path)
        return Outcome(path, reason="not now")

    monkeypatch.setattr(scale, "outcome", noted)
    paths = load.documents(settings)
    outcomes = local.one_by_one(paths, settings, PLAIN)
    assert next(outcomes).path == paths[0]
    assert asked == paths[:1]
    assert [each.path for each in outcomes] == paths[1:]


@pytest.mark.parametrize("number", ["0", "-1", "257", "many"])
def test_a_number_of_processes_that_cannot_be_is_refused(settings: Settings, number: str) -> None:
    refused(run("load", "--jobs", number, root=settings.root), "--jobs", "load --help)")
