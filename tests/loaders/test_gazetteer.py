"""Names of places and what they may mean."""

from pathlib import Path

import pytest

from loaders.gazetteer import Gazetteer, Place, normalise
from maillage.errors import InputError

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(REFERENCE)


def codes(places: tuple[Place, ...]) -> list[str]:
    return [place.code for place in places]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("L'Isle-Jourdain", "l isle jourdain"),
        ("L’ISLE JOURDAIN", "l isle jourdain"),
        ("Isle-Jourdain (L')", "l isle jourdain"),
        ("St-Clar", "saint clar"),
        ("Ste Foy-la-Grande", "sainte foy la grande"),
        ("Cœur de Gascogne", "coeur de gascogne"),
        ("CŒUR DE FORÊT", "coeur de foret"),
        ("Mureaux (Les)", "les mureaux"),
        ("Saint-Clar (Gers)", "saint clar gers"),
        ("Évry–Courcouronnes", "evry courcouronnes"),
        ("  ", ""),
    ],
)
def test_a_name_is_normalised(name: str, expected: str) -> None:
    assert normalise(name) == expected


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Cahors", "commune", "46042"),
        ("CAHORS", "commune", "46042"),
        ("Ville de Cahors", "commune", "46042"),
        ("commune de Fleurance", "commune", "32132"),
        ("Lectoure", "commune", "32208"),
        ("Villefranche de Rouergue", "commune", "12300"),
        ("Grand Cahors", "epci", "200023737"),
        ("le Grand Cahors", "epci", "200023737"),
        ("CA du Grand Cahors", "epci", "200023737"),
        ("Communauté d’agglomération du Grand Cahors", "epci", "200023737"),
        ("Lomagne Gersoise", "epci", "243200391"),
        ("la Communauté de communes de la Lomagne Gersoise", "epci", "243200391"),
        ("CC Cœur de Lozère", "epci", "244800405"),
        ("Toulouse Métropole", "epci", "243100518"),
        ("Lot", "departement", "46"),
        ("le Gers", "departement", "32"),
        ("Département du Gers", "departement", "32"),
        ("Conseil départemental du Lot", "departement", "46"),
        ("Occitanie", "region", "76"),
        ("la Région Occitanie", "region", "76"),
        ("Région Occitanie / Pyrénées-Méditerranée", "region", "76"),
        ("PETR Pays Portes de Gascogne", "groupement", "200048593"),
        ("Portes de Gascogne", "groupement", "200048593"),
        ("PETR Grand Quercy", "groupement", "200052405"),
    ],
)
def test_a_name_finds_its_only_place(gazetteer: Gazetteer, name: str, kind: str, code: str) -> None:
    assert [(place.kind, place.code) for place in gazetteer.find(name)] == [(kind, code)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Valence", ["16392", "26362", "82186"]),
        ("Saint-Denis", ["11339", "30247", "93066", "97411"]),
        ("St Denis", ["11339", "30247", "93066", "97411"]),
        ("L'Isle-Jourdain", ["32160", "86112"]),
        ("Isle-Jourdain", ["32160", "86112"]),
    ],
)
def test_a_name_of_several_communes_gives_them_all(
    gazetteer: Gazetteer, name: str, expected: list[str]
) -> None:
    assert codes(gazetteer.find(name)) == expected


def test_the_context_tells_homonyms_apart(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer.find("Valence", departement="26")) == ["26362"]
    assert codes(gazetteer.find("L'Isle-Jourdain", departement="32")) == ["32160"]
    assert codes(gazetteer.find("Saint-Denis", epci="200054781")) == ["93066"]
    assert gazetteer.find("Valence", departement="46") == ()


def test_a_name_of_two_kinds_gives_both_unless_a_kind_is_asked(gazetteer: Gazetteer) -> None:
    both = gazetteer.find("Vienne")
    assert [place.kind for place in both] == ["commune", "departement"]
    assert codes(gazetteer.find("Vienne", kind="departement")) == ["86"]
    assert codes(gazetteer.find("Département de la Vienne")) == ["86"]


def test_an_article_tells_two_names_apart_when_both_exist(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer.find("Le Port")) == ["09231", "97407"]
    assert codes(gazetteer.find("Port")) == ["01307"]


def test_a_name_that_begins_like_a_kind_is_still_a_name(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer.find("Ville-Saint-Jacques")) == ["77516"]


@pytest.mark.parametrize("name", ["Trifouilly-les-Oies", "", "Région", "de", "la ville"])
def test_an_unknown_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_a_place_is_found_by_its_code(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("commune", "32132") == Place(
        "Fleurance", "commune", "32132", "32", "243200391", "213201320"
    )
    assert gazetteer.place("epci", "243200391") == Place(
        "CC de la Lomagne Gersoise", "epci", "243200391", "32", "243200391", "243200391"
    )
    assert gazetteer.place("departement", "32") == Place(
        "Gers", "departement", "32", "32", None, "223200015"
    )
    assert gazetteer.place("region", "76") == Place(
        "Occitanie", "region", "76", None, None, "200053791"
    )
    assert gazetteer.place("commune", "999999") is None


def test_a_body_that_straddles_departements_is_in_that_of_its_seat(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("epci", "200040111")
    assert place is not None
    assert place.departement == "38"


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no table communes"):
        Gazetteer.load(tmp_path)


def test_a_bare_name_and_the_same_with_an_article_are_both_found_by_code() -> None:
    places = [Place(name, "commune", code) for name, code in (("Le Port", "2"), ("Port", "1"))]
    known = Gazetteer.of([*places, Place("La Port", "commune", "0")])
    assert codes(known.find("Port")) == ["1"]
    assert codes(known.find("commune du Port")) == ["0", "1", "2"]
    assert codes(known.find("Les Port")) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Pierrefitte-sur-Seine", "commune", "93059"),
        ("commune de Gouzangrez", "commune", "95282"),
        ("Éragny", "commune", "95218"),
        ("CC Petite Montagne", "epci", "200012060"),
        ("communauté de communes du Pays Créçois", "epci", "247700438"),
        ("CC Faucigny-Glières", "epci", "200000172"),
    ],
)
def test_a_name_of_an_older_year_still_finds_its_place(
    gazetteer: Gazetteer, name: str, kind: str, code: str
) -> None:
    assert [(place.kind, place.code) for place in gazetteer.find(name)] == [(kind, code)]


def test_a_place_that_is_no_more_is_told_from_one_renamed(gazetteer: Gazetteer) -> None:
    (gone,) = gazetteer.find("Pierrefitte-sur-Seine")
    (renamed,) = gazetteer.find("Éragny")
    assert (gone.past, gone.departement) == (True, "93")
    assert (renamed.past, renamed.name) == (False, "Éragny-sur-Oise")


def test_a_place_of_today_wins_over_one_of_the_past() -> None:
    known = Gazetteer.of(
        [Place("Valmont", "commune", "1", "01"), Place("Valmont", "commune", "2", "02", past=True)]
    )
    assert codes(known.find("Valmont")) == ["1"]
    assert codes(known.find("Valmont", departement="02")) == ["2"]


@pytest.mark.parametrize("name", ["Annecy-le-Vieux", "Cherbourg-Octeville", "Lomme", "Arbignieu"])
def test_a_commune_deleguee_is_no_commune(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nevers Agglomération", "245804406"),
        ("Pays de Gex agglo", "240100750"),
        ("Valence Romans Agglo", "200068781"),
        ("Châteauroux Métropole", "243600327"),
        ("Mauges Communauté", "200060010"),
        ("l'agglomération d'Agen", "200035459"),
        ("Loire Forez Agglomération", "200065886"),
        ("LFA", "200065886"),
        ("CC Terre Valserhône", "240100891"),
    ],
)
def test_a_trade_name_or_an_acronym_finds_its_epci(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    assert [(place.kind, place.code) for place in gazetteer.find(name)] == [("epci", code)]


@pytest.mark.parametrize(
    ("name", "departement", "code"),
    [
        ("Valence", "16", "16392"),
        ("Valence", "26", "26362"),
        ("Valence", "82", "82186"),
        ("Saint-Denis", "93", "93066"),
        ("Saint-Denis", "974", "97411"),
        ("L'Isle-Jourdain", "32", "32160"),
        ("L'Isle Jourdain", "86", "86112"),
    ],
)
def test_the_departement_leaves_one_homonym(
    gazetteer: Gazetteer, name: str, departement: str, code: str
) -> None:
    assert codes(gazetteer.find(name, departement=departement)) == [code]
