"""The folder of queries is read whole; each file that breaks a rule is refused with the remedy."""

import re
from pathlib import Path

import pytest

from maillage.catalogue import SavedQuery, find, load, read
from maillage.errors import InputError
from maillage.rdf import integer
from tests.checkout import ROOT

HERE = Path(__file__).parent
SMALL = HERE / "queries"
REFUSED = sorted((HERE / "refused").glob("*.rq"))


@pytest.mark.parametrize("path", REFUSED, ids=[path.stem for path in REFUSED])
def test_a_file_that_breaks_a_rule_is_refused_with_the_remedy(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^# expect: (.*)$", text, re.MULTILINE)
    assert expected, "the case says what is expected of it"
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(expected[1])) as refusal:
        load(tmp_path)
    assert path.name in str(refusal.value)


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("# é".encode("latin-1"))
    with pytest.raises(InputError, match=r"latin\.rq: is not UTF-8"):
        load(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        load(tmp_path / "none")


def test_the_queries_come_in_the_order_of_their_names() -> None:
    assert [query.name for query in load(SMALL)] == ["communes", "noms", "une-commune"]


def test_the_header_is_read_whole(queries: dict[str, SavedQuery]) -> None:
    query = queries["communes"]
    assert query.title == {"fr": "Quelles communes ?", "en": "Which communes?"}
    assert query.theme == "territoires"
    assert [parameter.name for parameter in query.parameters] == ["departement", "habitants"]
    assert query.parameters[0].optional
    assert query.parameters[1].default == "0"
    assert query.column("nom").of == "commune"
    assert query.column("habitants_").kind == "integer"
    assert query.chart
    assert (query.chart.kind, query.chart.x, query.chart.y) == ("bar", "nom", "habitants_")
    asked, plain = query.answers
    assert (asked.number, asked.text["en"]) == (3, "Which communes of the Lot?")
    assert (asked.values, plain.values) == ({"departement": "46"}, {})


def test_an_undescribed_column_is_called_by_its_name(queries: dict[str, SavedQuery]) -> None:
    assert queries["noms"].column("subject").label == {"fr": "subject", "en": "subject"}


def test_a_query_is_found_by_its_name_or_as_a_file(tmp_path: Path) -> None:
    assert find("communes", SMALL).name == "communes"
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?s WHERE { ?s ?p ?o }")
    assert find(str(path), SMALL).name == "mine"
    assert read(path).title == {"fr": "mine", "en": "mine"}


def test_an_unknown_name_tells_the_nearest() -> None:
    with pytest.raises(
        InputError, match="comunes: no saved query has this name; there is communes"
    ):
        find("comunes", SMALL)


def test_a_name_never_leaves_the_folder() -> None:
    with pytest.raises(InputError, match="no saved query has this name"):
        find("../queries/communes", SMALL)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        find(str(tmp_path / "none.rq"), SMALL)


@pytest.mark.parametrize("name", ["service", "from", "update", "describe", "not-sparql"])
def test_a_file_without_header_still_only_asks(name: str) -> None:
    with pytest.raises(InputError):
        read(HERE / "refused" / f"{name}.rq")


def test_the_values_of_a_query_are_terms_by_parameter(queries: dict[str, SavedQuery]) -> None:
    terms = queries["communes"].terms({"habitants": "100"})
    assert terms == {"departement": None, "habitants": integer(100)}


def test_the_queries_of_the_project_keep_to_the_rules() -> None:
    assert len(load(ROOT / "queries")) >= 14
