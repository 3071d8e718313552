"""What the repository's tables must say: counts and traps known from the official files."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from loaders.tabular.context import Context
from loaders.tabular.rows import Row
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, SKOS, NamedNode, Quad, Term

Graph = Callable[[str, int], Iterable[Quad]]
Rows = Callable[[str, int], list[Row]]


def values(quads: Iterable[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {
        getattr(quad.object, "value", "")
        for quad in quads
        if quad.subject == subject and quad.predicate == predicate
    }


def subjects(quads: Iterable[Quad], predicate: NamedNode, value: Term) -> set[Term]:
    return {
        quad.subject  # type: ignore[misc]
        for quad in quads
        if quad.predicate == predicate and quad.object == value
    }


def codes_of(quads: Iterable[Quad], programme: str) -> set[str]:
    node = iri.programme(programme)
    return {
        str(subject).rstrip(">").rsplit("/", 1)[1]
        for subject in subjects(quads, MLG.programme, node)
    }


OCCITANIE = {"09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"}


def test_the_membership_table_of_2023_counts_246_acv_and_1653_pvd_communes(graph: Graph) -> None:
    quads = graph("adhesions", 2023)
    assert len(codes_of(quads, "ACV")) == 246
    assert len(codes_of(quads, "PVD")) == 1653
    assert len(codes_of(quads, "CRTE")) == 34944
    assert len(codes_of(quads, "FS")) == 2512
    assert len(codes_of(quads, "ACV2")) == 50


def test_occitanie_has_28_acv_communes_of_27_identifiers_in_2023(graph: Graph) -> None:
    quads = graph("adhesions", 2023)
    codes = {code for code in codes_of(quads, "ACV") if code[:2] in OCCITANIE}
    nodes = {iri.adhesion("ACV", code) for code in codes}
    identifiers = {
        getattr(quad.object, "value", "")
        for quad in quads
        if quad.predicate == MLG.identifiant and quad.subject in nodes
    }
    assert (len(codes), len(identifiers)) == (28, 27)


def test_gers_has_24_pvd_communes_and_lot_19_in_2023(graph: Graph) -> None:
    departements = Counter(code[:2] for code in codes_of(graph("adhesions", 2023), "PVD"))
    assert (departements["32"], departements["46"]) == (24, 19)


def test_the_acv_list_of_2018_counts_24_territories_in_occitanie(graph: Graph) -> None:
    codes = codes_of(graph("acv", 2018), "ACV")
    assert len(codes) == 221
    assert len({code for code in codes if code[:2] in OCCITANIE}) == 24


def test_cahors_signed_acv_on_13_july_2018_in_both_lists(graph: Graph) -> None:
    cahors = iri.adhesion("ACV", "46042")
    assert values(graph("acv", 2018), cahors, MLG.dateSignature) == {"2018-07-13"}
    assert values(graph("acv", 2024), cahors, MLG.dateSignature) == {"2018-07-13"}
    assert values(graph("acv", 2024), cahors, MLG.identifiant) == {"acv-042"}


def test_the_acv_list_of_2024_counts_actions_and_dates(graph: Graph, rows: Rows) -> None:
    table = rows("acv", 2024)
    assert len(table) == 245
    assert sum(int(row["actions_en_cours"] or 0) for row in table) == 2165
    assert sum(int(row["actions_livrees"] or 0) for row in table) == 3242
    dates = [quad for quad in graph("acv", 2024) if quad.predicate == MLG.dateSignature]
    assert len(dates) == 240


def test_each_town_of_2018_has_one_state_and_its_own_date(graph: Graph) -> None:
    quads = list(graph("acv", 2018))
    assert len([quad for quad in quads if quad.predicate == MLG.statutAdhesion]) == 221
    montauban = iri.adhesion("ACV", "82121")
    assert values(quads, montauban, MLG.dateSignature) == {"2018-07-09"}
    dieppe = iri.adhesion("ACV", "76217")
    assert values(quads, dieppe, MLG.dateSignature) == set()
    assert values(quads, dieppe, SKOS.note) == {"Date de signature dans la table : « 5 juillet »"}


def test_most_dates_of_2018_agree_with_those_of_2024(graph: Graph) -> None:
    def dates(vintage: int) -> dict[str, str]:
        return {
            str(quad.subject): getattr(quad.object, "value", "")
            for quad in graph("acv", vintage)
            if quad.predicate == MLG.dateSignature
        }

    early, late = dates(2018), dates(2024)
    shared = [key for key in early if key in late]
    assert len(early) == 53
    assert sum(early[key] != late[key] for key in shared) == 16


def test_1896_ort_are_signed_and_394_are_not(graph: Graph) -> None:
    kinds = Counter(quad.object for quad in graph("ort", 2024) if quad.predicate == RDF.type)
    assert kinds[MLG.Adhesion] == 1896
    assert kinds[MLG.AdhesionEnvisagee] == 394


def test_signed_ort_by_year(graph: Graph) -> None:
    quads = list(graph("ort", 2024))
    signed = subjects(quads, RDF.type, MLG.Adhesion)
    years = Counter(
        getattr(quad.object, "value", "")[:4]
        for quad in quads
        if quad.predicate == MLG.dateSignature and quad.subject in signed
    )
    assert years == {
        "2018": 1,
        "2019": 143,
        "2020": 201,
        "2021": 121,
        "2022": 526,
        "2023": 818,
        "2024": 78,
    }
    assert len(signed) - sum(years.values()) == 8


def test_fleurance_and_lectoure_signed_their_ort_on_26_january_2023(graph: Graph) -> None:
    quads = graph("ort", 2024)
    for code in ("32132", "32208"):
        assert values(quads, iri.adhesion("ORT", code), MLG.dateSignature) == {"2023-01-26"}


def test_the_anomalies_of_the_ort_table_are_kept(graph: Graph) -> None:
    quads = list(graph("ort", 2024))
    signed = subjects(quads, RDF.type, MLG.Adhesion)
    planned = subjects(quads, RDF.type, MLG.AdhesionEnvisagee)
    dated = {quad.subject for quad in quads if quad.predicate == MLG.dateSignature}
    months = [
        int(getattr(quad.object, "value", ""))
        for quad in quads
        if quad.predicate == MLG.dureeMois and quad.subject in signed
    ]
    chambery = iri.adhesion("ORT", "73065")
    assert values(quads, chambery, MLG.dateSignature) == {"2018-09-29"}
    assert iri.adhesion("ORT", "26108") in signed - dated
    assert len(planned & dated) == 10
    assert sum(duration < 60 for duration in months) == 157
    assert 0 not in months


def test_the_invented_commune_of_the_pvd_list_is_kept(graph: Graph, context: Context) -> None:
    quads = graph("pvd", 2021)
    node = iri.adhesion("PVD", "999999")
    assert values(quads, node, MLG.populationSelection) == {"999999"}
    assert values(quads, node, MLG.identifiant) == {"pvd_0001"}
    assert values(quads, node, MLG.territoire) == {iri.commune("999999").value}
    assert "999999" not in context.names


def test_the_pvd_list_of_2021_counts_1607_rows_and_585_without_identifier(rows: Rows) -> None:
    table = rows("pvd", 2021)
    assert len(table) == 1607
    assert sum(not row["identifiant"] for row in table) == 585
    assert sum(not row["population"] for row in table) == 24
    large = {row["code"] for row in table if int(row["population"] or 0) >= 20_000}
    assert large == {"85047", "97117", "97128", "999999"}


def test_24811_grants_sum_to_the_cent_and_beyond(graph: Graph) -> None:
    quads = list(graph("subventions", 2019))
    assert len(subjects(quads, RDF.type, MLG.Subvention)) == 24811
    amounts = [Decimal(quad.object.value) for quad in quads if quad.predicate == MLG.valeur]  # type: ignore[union-attr]
    assert sum(amounts) == Decimal("1707978945.660694029")


def test_the_anomalies_of_the_grants_are_kept(rows: Rows) -> None:
    table = rows("subventions", 2019)
    free = [row for row in table if Decimal(row["cout_total"]) == 0]
    costly = [row for row in table if Decimal(row["cout_total"])]
    wrong = [
        row
        for row in costly
        if abs(Decimal(row["montant"]) / Decimal(row["cout_total"]) - Decimal(row["taux"]))
        > Decimal("0.01")
    ]
    assert sorted(Decimal(row["montant"]) for row in free) == [2000, 15000]
    assert len(wrong) == 9
    assert sum(not row["objet"] for row in table) == 11


def test_a_cost_repeated_on_two_grants_of_a_project_is_kept_on_both(graph: Graph) -> None:
    quads = graph("subventions", 2019)
    for key in ("di19epci01349", "di19epci02222"):
        grant = iri.subvention(key)
        assert values(quads, grant, MLG.coutTotal) == {"2224235"}
        assert values(quads, grant, MLG.territoire) == {iri.intercommunalite("243200391").value}


def test_populations_of_cahors_by_vintage(graph: Graph) -> None:
    for vintage, expected in ((2019, "19405"), (2021, "19937"), (2023, "20159"), (2026, "20050")):
        node = iri.population("46042", vintage)
        assert values(graph("communes", vintage), node, MLG.valeur) == {expected}


def test_populations_of_the_two_intermunicipal_bodies_are_total_ones(graph: Graph) -> None:
    for siren, early, late in (("200023737", "42486", "43571"), ("243200391", "20081", "20007")):
        for vintage, expected in ((2019, early), (2026, late)):
            node = iri.population(siren, vintage)
            quads = graph("intercommunalites", vintage)
            assert values(quads, node, MLG.valeur) == {expected}
            assert all(" totale " in label for label in values(quads, node, RDFS.label))


def test_cahors_belongs_to_grand_cahors_and_to_lot(graph: Graph) -> None:
    parents = values(graph("communes", 2026), iri.commune("46042"), MLG.appartientA)
    assert parents == {
        iri.intercommunalite("200023737").value,
        iri.departement("46").value,
    }
    seat = values(
        graph("intercommunalites", 2026), iri.intercommunalite("200023737"), MLG.appartientA
    )
    assert seat == {iri.departement("46").value}


def test_present_communes_are_described_once_and_former_ones_in_their_last_vintage(
    graph: Graph,
) -> None:
    described: Counter[Term] = Counter()
    for vintage in (2019, 2021, 2023, 2026):
        quads = graph("communes", vintage)
        described.update(subjects(quads, RDF.type, MLG.Commune))
        described.update(subjects(quads, RDF.type, MLG.CommuneDeleguee))
    assert len(subjects(graph("communes", 2026), RDF.type, MLG.Commune)) == 34969
    assert max(described.values()) == 1


def test_codes_of_ort_that_left_the_cog_are_described_by_an_earlier_vintage(
    context: Context,
) -> None:
    assert {"16226", "62549", "62743", "62461", "72287"} <= context.last.keys()


def test_all_groupings_are_kept_and_the_siren_with_a_wrong_key_too(graph: Graph) -> None:
    quads = graph("groupements", 2022)
    assert len(subjects(quads, RDF.type, MLG.Groupement)) == 10137
    petr = iri.concept("nature-groupement", "PETR")
    assert len(subjects(quads, MLG.nature, petr)) == 124
    assert values(quads, iri.organisation("704930550"), MLG.siren) == {"704930550"}


def test_towns_of_acv_and_pvd_have_a_legal_body(graph: Graph) -> None:
    fleurance = iri.organisation("213201320")
    quads = graph("communes", 2026)
    assert values(quads, fleurance, MLG.administre) == {iri.commune("32132").value}
    assert values(quads, fleurance, RDFS.label) == {"Commune de Fleurance"}
    bodies = subjects(quads, RDF.type, MLG.OrganisationPublique)
    assert 1850 < len(bodies) < 1950


def test_departements_and_regions_point_to_insee(graph: Graph) -> None:
    departements = graph("departements", 2026)
    assert len(subjects(departements, RDF.type, MLG.Departement)) == 101
    linked = [quad for quad in departements if quad.predicate == SKOS.exactMatch]
    assert len(linked) == 101
    regions = graph("regions", 2026)
    assert len([quad for quad in regions if quad.predicate == SKOS.exactMatch]) == 18


def test_only_one_graph_of_2023_holds_memberships(graph: Graph) -> None:
    for table in ("communes", "intercommunalites"):
        assert not subjects(graph(table, 2023), RDF.type, MLG.Adhesion)


def test_the_main_town_of_an_epci_is_its_most_populous_commune(graph: Graph) -> None:
    quads = graph("intercommunalites", 2026)
    towns = {"200023737": "46042", "243200391": "32132"}
    for siren, code in towns.items():
        found = values(quads, iri.intercommunalite(siren), MLG.villePrincipale)
        assert found == {iri.commune(code).value}
