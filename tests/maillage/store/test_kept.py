"""Answers that stand beside a store are found by what a question says, and only by that."""

from pathlib import Path

import pytest

from maillage.rdf import RDFS, NamedNode, Quad, label
from maillage.store import ANSWERS, Store, View, kept

THING = NamedNode("https://example.org/thing")
QUERY = 'SELECT ?s WHERE { ?s ?p "Cahors"@fr }'
OTHER = 'SELECT ?s WHERE { ?s ?p "Rodez"@fr }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one label, and beside it no answer yet."""
    store = Store(tmp_path / "store")
    store.add([Quad(THING, RDFS.label, label("Cahors"), NamedNode("https://example.org/g"))])
    store.optimise()
    (tmp_path / ANSWERS).mkdir()
    return tmp_path


def keep(folder: Path, query: str, told: str) -> bool:
    """Keeps, for one question, the answer of another: so that one knows where it came from."""
    return kept.keep(folder / ANSWERS, query, View.open(folder / "store").answer(told))


def found(folder: Path, query: str) -> list[dict[str, object]]:
    return [dict(row) for row in View.open(folder / "store").table(query)[1]]


def test_a_kept_answer_is_given_instead_of_an_evaluation(folder: Path) -> None:
    assert found(folder, OTHER) == []
    assert keep(folder, OTHER, QUERY)
    assert found(folder, OTHER) == [{"s": THING}]


@pytest.mark.parametrize(
    "written",
    [f"# what is called so\n{OTHER}", OTHER.replace(" ", "\n  "), f"{OTHER} # again"],
)
def test_spaces_and_comments_make_no_other_question(folder: Path, written: str) -> None:
    keep(folder, OTHER, QUERY)
    assert found(folder, written) == [{"s": THING}]


@pytest.mark.parametrize(
    "written",
    [
        OTHER.replace("Rodez", "Rodez "),
        OTHER.replace("Rodez", "Rodez # again"),
        OTHER.replace("@fr", ""),
        f"{OTHER} LIMIT 1",
    ],
)
def test_what_says_something_else_is_evaluated(folder: Path, written: str) -> None:
    keep(folder, OTHER, QUERY)
    assert found(folder, written) == []


def test_named_graphs_and_bindings_are_not_what_was_asked_then(folder: Path) -> None:
    keep(folder, OTHER, QUERY)
    view = View.open(folder / "store")
    nothing = {"s": NamedNode("https://example.org/nothing")}
    assert list(view.select(OTHER, nothing)) == []
    assert len(list(view.answer(OTHER, default=["https://example.org/g"]))) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("volatile", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_an_answer_that_differs_each_time_is_not_kept(folder: Path, volatile: str) -> None:
    query = f"SELECT ({volatile} AS ?v) {{}}"
    assert not keep(folder, query, query)
    assert not list((folder / ANSWERS).iterdir())


def test_triples_and_long_answers_are_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not keep(folder, "CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }")
    monkeypatch.setattr(kept, "MOST_BYTES", 10)
    assert not keep(folder, QUERY, QUERY)


def test_a_yes_or_no_is_kept(folder: Path) -> None:
    asked = 'ASK { ?s ?p "Rodez"@fr }'
    assert keep(folder, asked, 'ASK { ?s ?p "Cahors"@fr }')
    assert View.open(folder / "store").ask(asked)


def test_a_store_without_such_a_folder_evaluates(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.optimise()
    del store
    assert View.open(tmp_path / "store").kept(QUERY) is None
