"""Grants that may pay for actions are proposed with a score and reasons, and never asserted."""

from pathlib import Path

import pytest

from loaders import grants
from loaders.draft import Stated, draft_of
from loaders.grants import LEAST, MOST, Grants, Project, propose, telling
from loaders.reading import ProposedLink
from maillage import iri
from maillage.errors import InputError
from maillage.model import Passage
from maillage.rdf import MLG, RDF
from maillage.settings import Settings
from tests.checkout import ROOT

CAHORS = "cahors-acv-dossier-de-presse-2018"
FLEURANCE = "fleurance-lectoure-pvd-convention-adhesion"
GOLD = [
    (CAHORS, "6", "di19_com18642"),
    (CAHORS, "10", "di19epci01844"),
    (CAHORS, "14", "di19epci01095"),
    (CAHORS, "15", "di19epci01845"),
    (FLEURANCE, "foirail", "di19_com03704"),
    (FLEURANCE, "groupe scolaire Monge", "di19epci01349"),
    (FLEURANCE, "groupe scolaire Monge", "di19epci02222"),
]
"""Links that a person found sure: the document, its action's number or words, the grant."""
TABLE = """identifiant,beneficiaire,nom,objet,cout_total
g1,46001,Valmont,Restauration du lavoir communal,50000
g2,46001,Valmont,Rénovation de la halle aux grains,90000
g3,46002,Bellerive,Restauration du lavoir de Bellerive,50000
g4,46001,Valmont,Travaux,1000
"""
PLACES = {"46001": "Valmont"}


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stated]:
    """The two real documents with the whole tables, without anybody's decisions."""
    config = Settings(root=tmp_path_factory.mktemp("undecided"))
    config.data.mkdir()
    config.ontology.symlink_to(ROOT / "ontology")
    for path in (ROOT / "data").iterdir():
        if path.name != "corrections":
            (config.data / path.name).symlink_to(path)
    return {
        slug: draft_of(config.data / "documents" / f"{slug}.md", config)
        for slug in (CAHORS, FLEURANCE)
    }


def named(stated: Stated, link: ProposedLink) -> str:
    """The number of the action of a link, or the words of the item."""
    if link.action is None:
        return link.title
    return stated.reading.actions[link.action].number or link.title


@pytest.mark.parametrize(("slug", "action", "grant"), GOLD)
def test_the_links_that_a_person_is_sure_of_are_proposed(
    drafts: dict[str, Stated], slug: str, action: str, grant: str
) -> None:
    stated = drafts[slug]
    (link,) = [each for each in stated.reading.links if each.grant == grant]
    if link.action is None:
        assert action in named(stated, link)
    else:
        assert named(stated, link) == action


def test_each_proposal_has_a_score_its_reasons_and_its_words(drafts: dict[str, Stated]) -> None:
    for stated in drafts.values():
        assert stated.reading.links
        for link in stated.reading.links:
            assert LEAST <= link.score <= 1
            assert "même territoire (" in link.reasons
            assert "mots communs : " in link.reasons
            assert link.evidence
            assert not link.accepted


def test_few_proposals_are_made_beside_the_sure_ones(drafts: dict[str, Stated]) -> None:
    """A person looks at each: at most as many others as there are sure ones."""
    count = sum(len(stated.reading.links) for stated in drafts.values())
    assert count <= 2 * len(GOLD)


def test_no_fact_says_that_a_grant_pays_for_an_action(drafts: dict[str, Stated]) -> None:
    for stated in drafts.values():
        facts = set(stated.triples)
        named = {iri.subvention(link.grant) for link in stated.reading.links}
        pointing = {(s, p) for s, p, o in facts if o in named and p != RDF.object}
        assert pointing
        assert {predicate for _, predicate in pointing} == {MLG.cible}
        for subject, _ in pointing:
            assert (subject, RDF.type, MLG.LienPropose) in facts
            said = {p for s, p, _ in facts if s == subject}
            assert {MLG.source, MLG.score, MLG.motif} <= said
        assert not [s for s, _, _ in facts if s in named]


@pytest.fixture
def known(tmp_path: Path) -> Grants:
    (tmp_path / "subventions-2019.csv").write_text(TABLE, encoding="utf-8")
    return Grants.load(tmp_path)


def project(title: str, text: str = "", cost: str | None = None, heading: str = "") -> Project:
    passage = (Passage(0, len(title), title),)
    return Project(title, text or title, passage, 0, cost, heading)


def proposed(found: Project, known: Grants, places: dict[str, str] = PLACES) -> list[str]:
    return [link.grant for link in propose([found], places, known)]


def test_a_grant_is_proposed_where_place_and_rare_words_agree(known: Grants) -> None:
    (link,) = propose([project("Le lavoir communal")], PLACES, known)
    assert (link.grant, link.action, link.title) == ("g1", 0, "Le lavoir communal")
    assert link.reasons == "même territoire (46001); mots communs : communal, lavoir"


def test_a_grant_of_another_territory_is_not_proposed(known: Grants) -> None:
    assert proposed(project("Restauration du lavoir de Bellerive"), known) == ["g1"]
    assert "g3" in proposed(project("Restauration du lavoir"), known, {"46002": "Bellerive"})


@pytest.mark.parametrize("title", ["Travaux", "Restauration", "Le marché couvert", ""])
def test_common_words_propose_nothing(known: Grants, title: str) -> None:
    found = Project(title, title, (), 0)
    assert proposed(found, known) == []


def test_the_same_cost_is_a_reason_and_counts(known: Grants) -> None:
    (plain,) = propose([project("Le lavoir du bourg")], PLACES, known)
    (costed,) = propose([project("Le lavoir du bourg", cost="50400")], PLACES, known)
    (other,) = propose([project("Le lavoir du bourg", cost="70000")], PLACES, known)
    assert costed.score > plain.score == other.score
    assert costed.reasons.endswith("; même coût (50000 €)")


def test_words_of_the_title_count_more_than_those_of_the_sheet(known: Grants) -> None:
    (first,) = propose([project("La halle aux grains")], PLACES, known)
    (second,) = propose([project("Grains", "Grains, dont la halle")], PLACES, known)
    assert first.score > second.score


def test_a_grant_that_names_another_town_of_the_document_is_less_likely(known: Grants) -> None:
    places = {"46002": "Bellerive", "46001": "Valmont"}
    here = propose([project("Le lavoir", heading="Projets de Bellerive :")], places, known)
    there = propose([project("Le lavoir", heading="Projets de Valmont :")], places, known)
    assert "g3" in {link.grant for link in here}
    scores = {link.grant: link.score for link in there}
    assert scores.get("g3", 0) < next(link.score for link in here if link.grant == "g3")


def test_proposals_come_best_first_and_are_few(tmp_path: Path) -> None:
    rows = "".join(f"h{n},46001,Valmont,Lavoir {'fontaine ' * (n % 2)},{n}\n" for n in range(9))
    table = TABLE.splitlines()[0] + "\n" + rows
    (tmp_path / "subventions-2019.csv").write_text(table, encoding="utf-8")
    found = propose([project("Lavoir et fontaine")], PLACES, Grants.load(tmp_path))
    assert len(found) == MOST
    assert [link.score for link in found] == sorted((link.score for link in found), reverse=True)
    assert [link.grant for link in found] == ["h1", "h3", "h5", "h7"]


def test_telling_words_have_no_number_gender_or_accent() -> None:
    assert telling("Les Halles couvertes, Éclairées") == telling("halle couvert eclairee")
    assert telling("Travaux de rénovation de la place") == frozenset()


def test_without_a_table_nothing_is_proposed(tmp_path: Path) -> None:
    assert propose([project("Le lavoir")], PLACES, Grants.load(tmp_path)) == ()


def test_a_table_without_a_column_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "subventions-2019.csv").write_text("identifiant,objet\n1,lavoir\n", "utf-8")
    with pytest.raises(InputError, match=r"subventions-2019\.csv: is not the table of grants"):
        Grants.load(tmp_path)


def test_the_grants_of_a_folder_are_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "subventions-2019.csv").write_text(TABLE, encoding="utf-8")
    assert grants.of(tmp_path) is grants.of(tmp_path)
