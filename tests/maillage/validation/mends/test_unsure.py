"""What is not sure is not mended: a wrong suggestion is worse than none."""

import pytest

from tests.maillage.validation.mends.bench import checked
from tests.maillage.validation.mends.cases import BODY, CONVENTION, MEMBER, MONEY, PVD
from tests.maillage.validation.mends.table import DECIDED, MENDED
from tests.shapes.cases import INVALID
from tests.shapes.cases import Case as RuleCase

ADHESION = "AdhesionShape-territoire-connu"
SIGNED = "ConventionShape-dateSignature-precision"


def member(code: str, name: str) -> str:
    label = f"{name}, programme PVD" if name else "Adhésion"
    start = MEMBER.format(code="x", name="").replace(', programme PVD"', f'{label}"', 1)
    return f"{start} {PVD} mlg:territoire <commune/{code}> ."


def test_a_name_of_the_departement_of_the_code_is_found_whatever_one_letter_of_it() -> None:
    assert checked(member("32999", "Flerance")).facts(ADHESION) == [
        ["mlg:territoire <commune/32132>"]
    ]


def test_a_name_that_two_departements_have_is_told_by_the_code() -> None:
    found = checked(member("12999", "Gabriac"))
    assert found.facts(ADHESION) == [["mlg:territoire <commune/12099>"]]


def test_the_commune_that_took_another_in_goes_first() -> None:
    found = checked(member("01999", "Germagnat"))
    assert found.facts(ADHESION) == [
        ["mlg:territoire <commune/01095>"],
        ["mlg:territoire <commune/01172>"],
    ]
    assert "en fait maintenant partie" in found.of(ADHESION)[0].label.fr


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("32999", ""),
        ("99999", "Gabriac"),
        ("99999", "Flerance"),
        ("1004", "Bourg-en-Bresse"),
        ("999999", "Trifouilly-les-Oies"),
        ("46999", "Caho"),
        ("46999", "Lot"),
    ],
    ids=[
        "a wrong code alone",
        "a name of two départements, neither of the code",
        "a near name of no département",
        "a lost zero beside another name",
        "an invented place",
        "a short name",
        "a name of nothing",
    ],
)
def test_a_territory_that_is_not_sure_is_not_offered(code: str, name: str) -> None:
    found = checked(member(code, name))
    assert found.found(ADHESION)
    assert found.of(ADHESION) == []


@pytest.mark.parametrize(
    "text",
    ["bientôt", "07/13/2018", "13/07/18", "31 février 2018", "2018-13", "été 2018", "2018 ?", ""],
)
def test_a_date_that_is_not_sure_is_not_offered(text: str) -> None:
    found = checked(f'{CONVENTION} mlg:dateSignature "{text}" .')
    assert found.found(SIGNED)
    assert found.of(SIGNED) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("13.07.2018", "2018-07-13"),
        ("le 1er août 2018", "2018-08-01"),
        ("AOÛT 2018", "2018-08"),
        ("07/2018", "2018-07"),
        ("2018-07-13T10:00:00", "2018-07-13"),
        ("20180713", "2018-07-13"),
        ("2018/7/13", "2018-07-13"),
        ("2018", "2018"),
    ],
)
def test_a_date_is_read_in_the_forms_that_people_write(text: str, date: str) -> None:
    (repair,) = checked(f'{CONVENTION} mlg:dateSignature "{text}" .').of(SIGNED)
    assert str(repair.added[0].object).startswith(f'"{date}"^^')


@pytest.mark.parametrize(
    "text", ["1.200", "1,200", "-5", "5 $", "cinq", "1 200 000 € HT", "5 ans", "1.2.3", ""]
)
def test_a_number_that_is_not_sure_is_not_offered(text: str) -> None:
    amount = MONEY.format(name="x") + 'mlg:devise "EUR" ; mlg:nature <nature/exact> ; '
    found = checked(f'{amount} mlg:valeur "{text}" .')
    assert found.found("MontantShape-valeur")
    assert found.of("MontantShape-valeur") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,2", "1.2"),
        ("1.200.000", "1200000"),
        ("1\u202f200\u00a0000,50 euros", "1200000.5"),
        ("1,2 M€", "1200000"),
        ("5", "5"),
    ],
)
def test_a_number_is_read_in_the_forms_that_people_write(text: str, value: str) -> None:
    amount = MONEY.format(name="x") + 'mlg:devise "EUR" ; mlg:nature <nature/exact> ; '
    (repair,) = checked(f'{amount} mlg:valeur "{text}" .').of("MontantShape-valeur")
    assert str(repair.added[0].object).startswith(f'"{value}"^^')


@pytest.mark.parametrize(
    ("name", "siren"),
    [("Mairie de Gramat", "214600412"), ("Commune de Cahors", "123456789"), ("X", "12345678")],
    ids=["a holder of another name", "no holder near", "eight digits"],
)
def test_a_siren_that_is_not_sure_is_not_offered(name: str, siren: str) -> None:
    found = checked(BODY.format(name=name) + f'mlg:siren "{siren}" .')
    assert found.of("OrganisationShape-siren-cle") == []
    assert found.of("OrganisationShape-siren") == []


def test_a_sum_whose_words_tell_two_natures_gets_none() -> None:
    words = "au moins 5 €, plafonnés à 9 €"
    found = checked(MONEY.format(name=words) + 'mlg:devise "EUR" ; mlg:valeur 5.0 .')
    assert found.found("MontantShape-nature")
    assert found.of("MontantShape-nature") == []


def test_a_status_that_is_near_none_gets_none() -> None:
    action = '<action/neuve/1> a mlg:Action ; rdfs:label "A"@fr ; dcterms:title "A"@fr ; '
    found = checked(f"{action} mlg:statut <statut/bientot> .")
    assert found.found("ActionShape-statut-connu")
    assert found.of("ActionShape-statut-connu") == []


def test_an_action_of_a_file_of_two_conventions_is_linked_to_none() -> None:
    action = '<action/autre/1> a mlg:Action ; rdfs:label "A"@fr ; dcterms:title "A"@fr . '
    second = CONVENTION.replace("neuve", "seconde")
    found = checked(f"{action} {CONVENTION} . {second} .")
    assert found.found("ActionShape-releveDe")
    assert found.of("ActionShape-releveDe") == []


def test_a_made_name_is_no_printed_title() -> None:
    found = checked('<action/neuve/1> a mlg:Action ; rdfs:label "Action n° 3"@fr .')
    assert found.found("ActionShape-title")
    assert found.of("ActionShape-title") == []


def test_a_fact_that_is_not_in_the_file_is_not_mended() -> None:
    again = '<commune/46042> mlg:codeInsee "1004" .'
    found = checked(again)
    assert found.found("CommuneShape-codeInsee")
    assert found.of("CommuneShape-codeInsee") == []


@pytest.mark.parametrize("case", INVALID, ids=[case.name for case in INVALID])
def test_a_rule_that_a_person_must_decide_is_never_mended(case: RuleCase) -> None:
    text = case.path.read_text(encoding="utf-8")
    found = checked(text)
    rule = case.rule.partition("#")[2]
    assert rule in MENDED or rule in DECIDED
    if rule in DECIDED:
        assert found.of(rule) == []
