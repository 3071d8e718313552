"""Decisions on a real document: drafted, counted, in the graph, and kept by a new reading."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from loaders import load
from loaders.draft import Stated, draft_in, draft_of, make
from loaders.formats import PLAIN, Options
from loaders.scale import Outcome, Scale, outcome
from maillage.errors import InputError
from maillage.model import Level
from maillage.settings import Settings
from tests.checkout import small_checkout
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import graph
from tests.maillage.test_cli import refused, run, snapshot

SLUG = "fleurance-lectoure-pvd-convention-adhesion"
SIGNED = "who: Chargée de mission PVD\n    when: 2026-11-20\n    why: Relu sur l'original"
LONGER = "field: duration_months\n    was: 18\n    value: 24"
NO_CANDIDATURE = "field: dates\n    where: {event: candidature}\n    refuse: true"
REMPART = "field: links\n    where: {grant: di19_com17905}\n    accept: true"
GONE = "field: dates\n    where: {value: 1999-01-01}\n    refuse: true"

Decide = Callable[..., Path]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A small checkout whose documents are loaded, without decisions."""
    config = Settings(root=small_checkout(tmp_path_factory.mktemp("checkout")))
    folder = config.data / "corrections"
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.yml"):
        path.unlink()
    load.load((), config)
    return config


@pytest.fixture
def decide(settings: Settings) -> Iterator[Decide]:
    """Writes the decisions on the document; they are gone after the test."""
    path = settings.data / "corrections" / f"{SLUG}.yml"

    def written(*items: str) -> Path:
        text = "".join(f"  - {item}\n    {SIGNED}\n" for item in items)
        path.write_text(f"decisions:\n{text}", encoding="utf-8")
        return path

    yield written
    path.unlink(missing_ok=True)


def document(settings: Settings) -> Path:
    return settings.data / "documents" / f"{SLUG}.md"


def asked(stated: Stated, query: str) -> list[tuple[str, ...]]:
    return rows(graph(stated.triples), query)


def test_without_a_change_a_draft_shows_no_difference(settings: Settings) -> None:
    result = load.load((), settings, draft=True)
    assert [each.difference for each in result.documents] == ["", ""]
    assert "decisions" not in result.summary()


def test_a_draft_shows_what_a_new_decision_changes_and_writes_nothing(
    settings: Settings, decide: Decide
) -> None:
    decide(LONGER)
    before = snapshot(settings.root)
    result = run("load", "--draft", root=settings.root)
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert "-    mlg:dureeMois 18 ;" in lines
    assert "+    mlg:dureeMois 24 ;" in lines
    assert "1 files would change; 1 decisions applied" in result.stderr
    assert snapshot(settings.root) == before


def test_a_draft_is_what_loading_then_writes(settings: Settings, decide: Decide) -> None:
    decide(LONGER)
    made = make(document(settings), document(settings).read_bytes(), settings)
    assert made.applied == 1
    assert made.turtle.decode() == load.turtle_of(document(settings), settings)


def test_decisions_are_in_the_graph_with_who_when_and_why(
    settings: Settings, decide: Decide
) -> None:
    decide(LONGER, NO_CANDIDATURE)
    stated = draft_of(document(settings), settings)
    assert stated.applied == 2
    query = """SELECT ?what ?who ?when ?why WHERE { ?d a mlg:Decision ; rdfs:label ?what ;
        mlg:decideePar ?who ; dcterms:date ?when ; mlg:motif ?why FILTER(lang(?what) = "fr") }"""
    signed = ("Chargée de mission PVD", "2026-11-20", "Relu sur l'original")
    assert asked(stated, query) == [
        ("Décision : dates (event = candidature) : refuse", *signed),
        ("Décision : duration_months (was = 18) : duration_months = 24", *signed),
    ]


def test_a_value_is_replaced_and_a_fact_refused_in_the_graph(
    settings: Settings, decide: Decide
) -> None:
    candidature = 'SELECT ?e WHERE { ?e mlg:date ?d FILTER(str(?d) = "2020-11-03") }'
    assert asked(draft_of(document(settings), settings), candidature)
    decide(LONGER, NO_CANDIDATURE)
    stated = draft_of(document(settings), settings)
    assert asked(stated, "SELECT ?n WHERE { ?c mlg:dureeMois ?n }") == [("24",)]
    assert asked(stated, candidature) == []


def test_a_chosen_link_is_as_sure_as_can_be_and_the_others_stay(
    settings: Settings, decide: Decide
) -> None:
    query = "SELECT ?to ?score WHERE { ?l a mlg:LienPropose ; mlg:cible ?to ; mlg:score ?score }"
    before = asked(draft_of(document(settings), settings), query)
    decide(REMPART)
    stated = draft_of(document(settings), settings)
    assert [link.grant for link in stated.reading.links if link.accepted] == ["di19_com17905"]
    (old,) = set(before) - set(asked(stated, query))
    (new,) = set(asked(stated, query)) - set(before)
    assert old[0] == "subvention/di19_com17905"
    assert new == (old[0], "1")


ACCEPTED = """SELECT ?to ?who WHERE { ?l a mlg:LienPropose ; mlg:cible ?to ;
    mlg:acceptePar ?d . ?d a mlg:Decision ; mlg:decideePar ?who }"""
PAID = "SELECT ?action ?grant WHERE { ?action mlg:subventionneePar ?grant }"


def test_a_chosen_link_names_its_decision_and_the_others_none(
    settings: Settings, decide: Decide
) -> None:
    assert asked(draft_of(document(settings), settings), ACCEPTED) == []
    decide(LONGER, REMPART)
    stated = draft_of(document(settings), settings)
    assert asked(stated, ACCEPTED) == [("subvention/di19_com17905", "Chargée de mission PVD")]
    assert asked(stated, PAID) == []
    labels = "SELECT ?s WHERE { ?l mlg:acceptePar ?d ; rdfs:label ?s FILTER(lang(?s) = 'en') }"
    assert asked(stated, labels)[0][0].startswith("Accepted link: ")


def test_a_grant_pays_for_an_action_once_a_person_says_so(
    settings: Settings, decide: Decide
) -> None:
    decide(
        "field: actions\n    add: {number: 99, title: Restauration du rempart}\n"
        "    quote: Petites villes de demain",
        "field: links\n    add: {title: Restauration du rempart, grant: di19_com17905}",
    )
    stated = draft_of(document(settings), settings)
    assert stated.applied == 2
    assert asked(stated, PAID) == [(f"action/{SLUG}/99", "subvention/di19_com17905")]
    assert asked(stated, ACCEPTED) == [("subvention/di19_com17905", "Chargée de mission PVD")]


def test_decisions_on_what_does_not_exist_are_told(settings: Settings, decide: Decide) -> None:
    decide("field: dispositifs\n    add: {notation: OPAHH}")
    stated = draft_of(document(settings), settings)
    assert stated.applied == 0
    assert any("« OPAHH » n'est la notation" in each.message for each in stated.issues)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("nowhere.yml", f"decisions:\n  - {LONGER}\n    {SIGNED}\n", "no document of data/documen"),
        ("nowhere.yml", "decisions:\n  - kind\n", "nowhere.yml:2: a decision has the keys"),
        ("nowhere.yaml", "", "is no file of decisions; name it <document>.yml"),
    ],
)
def test_decisions_on_no_document_are_refused_and_nothing_is_written(
    settings: Settings, name: str, text: str, said: str
) -> None:
    path = settings.data / "corrections" / name
    path.write_text(text, encoding="utf-8")
    before = snapshot(settings.root)
    try:
        refused(run("load", root=settings.root), str(path), said)
    finally:
        assert snapshot(settings.root) == before
        path.unlink()


def test_decisions_hold_where_the_text_has_moved(settings: Settings, decide: Decide) -> None:
    decide(LONGER, NO_CANDIDATURE, REMPART)
    path = document(settings)
    before = draft_of(path, settings)
    moved = b"Copie conforme, relue.\n\n" + path.read_bytes()
    after = draft_in(path, moved, settings)
    assert (before.applied, after.applied) == (3, 3)
    assert after.reading.duration_months is not None
    assert before.reading.duration_months is not None
    first, second = before.reading.duration_months, after.reading.duration_months
    assert second.value == 24
    assert second.evidence[0].start == first.evidence[0].start + len("Copie conforme, relue.\n\n")


def test_a_decision_that_no_longer_applies_is_told_with_its_remedy(
    settings: Settings, decide: Decide
) -> None:
    path = decide(LONGER, GONE)
    result = run("load", "--draft", document(settings), root=settings.root)
    assert result.returncode == 0
    assert "1 decisions applied" in result.stderr
    (line,) = [line for line in result.stderr.splitlines() if "ne s'applique plus" in line]
    assert line.startswith(f"{SLUG}: warning: La décision « dates (value = 1999-01-01)")
    assert line.endswith(f"→ La revoir ou la retirer ({path}, ligne 8)")


def test_a_file_of_decisions_with_an_error_is_refused_and_nothing_is_written(
    settings: Settings, decide: Decide
) -> None:
    path = decide(LONGER, "field: programme\n    value: XYZ")
    before = snapshot(settings.root)
    refused(run("load", root=settings.root), f"{path}:8: programme 'XYZ' is none of")
    assert snapshot(settings.root) == before


def test_decisions_on_one_document_leave_the_others_alone(
    settings: Settings, decide: Decide
) -> None:
    decide(LONGER)
    changed = [each.slug for each in load.load((), settings, draft=True).documents if each.changed]
    assert changed == [SLUG]


def test_loading_that_is_interrupted_leaves_everything_as_it_was(
    settings: Settings, decide: Decide
) -> None:
    decide(LONGER)

    def interrupted(paths: Sequence[Path], config: Settings, options: Options) -> Iterator[Outcome]:
        yield outcome(paths[-1], config, options)
        raise KeyboardInterrupt

    before = snapshot(settings.root)
    with pytest.raises(KeyboardInterrupt):
        load.load((), settings, scale=Scale(interrupted))
    assert snapshot(settings.root) == before
    assert not list(settings.root.rglob(".loading-*"))


def test_a_name_without_letters_has_no_draft(settings: Settings) -> None:
    with pytest.raises(InputError, match="rename it"):
        draft_in(Path("---.md"), b"Convention", settings, PLAIN)


def test_what_is_made_counts_its_triples_and_things(settings: Settings) -> None:
    path = document(settings)
    made = make(path, path.read_bytes(), settings)
    stated = draft_of(path, settings)
    assert (made.slug, made.path, made.applied) == (SLUG, path, 0)
    assert made.triples == len(stated.triples)
    assert made.things["Convention"] == 1
    assert "Decision" not in made.things
    assert made.public == stated.public
    assert not any(issue.level == Level.ERROR for issue in made.issues)
