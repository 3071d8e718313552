"""What cells mean."""

from collections.abc import Callable

import pytest

from loaders.tables.subventions import category, euros
from loaders.tabular import values
from loaders.tabular.facts import of

READ: list[tuple[Callable[[str], str], str, str]] = [
    (values.commune, "1004", "01004"),
    (values.commune, "8053.0", "08053"),
    (values.commune, "2a004", "2A004"),
    (values.commune, "999999", "999999"),
    (values.commune, "97411", "97411"),
    (values.departement, "1", "01"),
    (values.departement, "2b", "2B"),
    (values.departement, "971", "971"),
    (values.region, "4", "04"),
    (values.siren, "200 023 737", "200023737"),
    (values.siren, "200023737.0", "200023737"),
    (values.siren, "704930550", "704930550"),
    (values.territory, "20A", "2A"),
    (values.territory, "2A004", "2A004"),
    (values.territory, "1004", "01004"),
    (values.territory, "46", "46"),
    (values.territory, "200023737", "200023737"),
    (values.identifier, "ACV042", "acv-042"),
    (values.identifier, "acv-042", "acv-042"),
    (values.identifier, "crte-94-2A-1", "crte-94-2A-1"),
    (values.identifier, "pvd_0001", "pvd_0001"),
    (values.identifiers, "634;635", "634 ; 635"),
    (values.integer, "20\u202f159", "20159"),
    (values.integer, "0", "0"),
    (values.integer, "-3", "-3"),
    (values.integer, "10787.0", "10787"),
    (values.decimal, "499999.998", "499999.998"),
    (values.decimal, "1 234,50", "1234.50"),
    (values.day, "2018-07-13", "2018-07-13"),
    (values.day, "2018-07-13T00:00:00.000Z", "2018-07-13"),
    (values.day, "13/07/2018", "2018-07-13"),
    (values.day, "13-07-2018", "2018-07-13"),
    (values.day, "1er septembre 2018", "2018-09-01"),
    (values.day, "12 août 2018", "2018-08-12"),
    (values.words_to_date, "13 Juillet 2018", "2018-07-13"),
    (values.words_to_date, "5 juillet", ""),
    (values.words_to_date, "indefini", ""),
    (values.words_to_date, "3 brumaire 2018", ""),
    (values.text, " a\n  b ", "a b"),
    (values.uri, "http://id.insee.fr/geo/region/x", "http://id.insee.fr/geo/region/x"),
    (values.one_of({"Signée": "signee"}), "signée", "signee"),
    (category, "5 - Actions et Services publics", "5"),
    (category, "7", "7"),
    (euros, "340000", "340\u202f000\u00a0€"),
    (euros, "44.5", "44,50\u00a0€"),
    (of, "Le Moule", "du Moule"),
    (of, "Les Abymes", "des Abymes"),
    (of, "Étampes", "d'Étampes"),
    (of, "Fleurance", "de Fleurance"),
]

REFUSED: list[tuple[Callable[[str], str], str]] = [
    (values.commune, "104"),
    (values.commune, "1234567"),
    (values.commune, "2C004"),
    (values.departement, "Lot"),
    (values.region, "Occitanie"),
    (values.siren, "20002373"),
    (values.siren, "2000237377"),
    (values.territory, "1"),
    (values.territory, "20C"),
    (values.integer, "3.5"),
    (values.integer, "deux"),
    (values.integer, ""),
    (values.decimal, "1e5"),
    (values.decimal, "12 €"),
    (values.day, "2018-13-01"),
    (values.day, "31/02/2018"),
    (values.day, "31 février 2018"),
    (values.day, "juillet 2018"),
    (values.uri, "insee.fr"),
    (values.one_of({"Signée": "signee"}), "Terminée"),
    (category, "9 - Autre"),
    (category, "12"),
]


@pytest.mark.parametrize(("read", "cell", "expected"), READ)
def test_a_cell_is_read(read: Callable[[str], str], cell: str, expected: str) -> None:
    assert read(cell) == expected


@pytest.mark.parametrize(("read", "cell"), REFUSED)
def test_a_cell_that_means_nothing_is_refused_with_its_words(
    read: Callable[[str], str], cell: str
) -> None:
    with pytest.raises(ValueError, match="is not ") as refusal:
        read(cell)
    assert repr(cell) in str(refusal.value)
    assert ";" in str(refusal.value)
