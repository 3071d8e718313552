"""What a query finds, and in which order."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.errors import UnavailableError
from maillage.search import Entry, How, SearchIndex, write
from tests.maillage.search.conftest import ENTRIES, GERS, LOT

Found = Callable[..., list[str]]


def test_a_whole_name_comes_before_its_beginning_before_its_words(found: Found) -> None:
    assert found("cahors") == ["commune/46042", "commune/46999", "action/cahors/6"]


def test_among_equals_the_larger_comes_first(found: Found) -> None:
    assert found("saint-denis") == ["commune/93066", "commune/46001", "commune/46002"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("46042", "commune/46042"),
        ("46", "departement/46"),
        ("opah ru", "dispositif/opah-ru"),
        ("OPAH-RU", "dispositif/opah-ru"),
        ("opah r.u.", "dispositif/opah-ru"),
        ("ecole", "commune/46003"),
        ("requalifier", "action/cahors/6"),
        ("renovee", "action/cahors/6"),
        ("halle cahors", "action/cahors/6"),
        ("urban renewal", "dispositif/opah-ru"),
        ("saint denis gers", "commune/93066"),
        ("quartier ancien", "dispositif/opah-ru"),
        ("Caho", "commune/46042"),
    ],
)
def test_names_codes_stems_and_contexts_are_found(found: Found, text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize(
    ("text", "first", "meant"),
    [
        ("Cahros", "commune/46042", "Cahors"),
        ("fleurence", "commune/32132", "Fleurance"),
        ("saint dneis", "commune/93066", "saint Denis"),
        ("halle de cahros", "action/cahors/6", "halle de Cahors"),
        ("requalificaton", "action/cahors/6", "Requalification"),
        ("frequentaton", "action/cahors/6", "fréquentation"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven_and_told(
    index: SearchIndex, text: str, first: str, meant: str
) -> None:
    found = index.search(text)
    assert found.how == How.SPELLING
    assert found.hits[0].iri.endswith(first)
    assert found.suggestion == meant


def test_what_it_means_is_not_asked_where_all_is_found(index: SearchIndex) -> None:
    for text in ("saint-denis", "46042", "opah ru"):
        assert index.search(text).how == How.ALL
        assert index.search(text).suggestion is None


def test_what_has_the_most_words_is_shown_where_nothing_has_all(index: SearchIndex) -> None:
    found = index.search("requalification halle zzzzzz")
    assert found.how == How.SOME
    assert found.hits[0].iri.endswith("action/cahors/6")


def test_nothing_is_found_of_what_is_nowhere(index: SearchIndex) -> None:
    found = index.search("zzqqxx")
    assert (found.hits, found.total, found.suggestion) == ((), 0, None)
    assert not found.kinds


def test_what_only_surrounds_a_thing_does_not_find_it(found: Found) -> None:
    assert found("lot") == ["departement/46"]


def test_the_language_of_the_page_comes_first(index: SearchIndex) -> None:
    assert index.search("agreements", "en").hits[0].iri.endswith("theme/accord")
    assert index.search("agres", "fr").hits[0].iri.endswith("subvention/1")


@pytest.mark.parametrize(
    "text",
    [
        'kind:commune AND "cahors"',
        "whole:cahors",
        "cahors^4 OR (iri:x)",
        "*:*",
        "NOT cahors",
        "/.*/",
        "cahors~2",
        "[a TO z]",
        "+cahors -halle",
        "\\",
        '"',
        "{!lucene}x",
        "\0cahors",
        "cahors\n\r\tlot",
        "🏛️",
        "a" * 300,
        "' OR 1=1 --",
    ],
)
def test_nothing_in_a_query_is_an_instruction(index: SearchIndex, text: str) -> None:
    letters = "".join(sign if sign.isalnum() else " " for sign in text)
    assert index.search(text) == index.search(letters)
    assert index.search(text).total < len(ENTRIES)


def test_results_are_narrowed_and_counts_tell_what_else_there_is(index: SearchIndex) -> None:
    whole = index.search("cahors")
    assert whole.kinds == {"commune": 2, "action": 1}
    assert whole.places == {LOT: 3}
    actions = index.search("cahors", kind="action")
    assert [hit.kind for hit in actions.hits] == ["action"]
    assert actions.kinds == whole.kinds
    assert actions.places == {LOT: 1}
    elsewhere = index.search("saint denis", place=GERS)
    assert elsewhere.total == 1
    assert elsewhere.places == {LOT: 2, GERS: 1}


def test_pages_follow_each_other_without_overlap(index: SearchIndex) -> None:
    whole = [hit.iri for hit in index.search("saint denis", limit=10).hits]
    pages = [
        hit.iri
        for offset in range(3)
        for hit in index.search("saint denis", limit=1, offset=offset).hits
    ]
    assert pages == whole
    assert index.search("saint denis", limit=5, offset=50).hits == ()


def test_the_excerpt_holds_what_was_found_as_it_is_written(index: SearchIndex) -> None:
    hit = index.search("commerces").hits[0]
    assert ("commerces", True) in hit.excerpt
    assert "".join(text for text, _ in hit.excerpt).endswith("<b>commerces</b>, rénovés ou non")
    assert index.search("halle").hits[0].excerpt == ()


def test_the_order_does_not_depend_on_how_entries_come(index: SearchIndex, tmp_path: Path) -> None:
    shuffled = list(ENTRIES)
    random.Random(7).shuffle(shuffled)
    assert write(tmp_path / "other", shuffled) == len(ENTRIES) == len(index)
    other = SearchIndex.open(tmp_path / "other")
    for text in ("saint denis", "cahors", "ecole", "opah", "cahros", "urbain halle"):
        assert other.search(text) == index.search(text)


def test_equals_in_everything_follow_their_address(tmp_path: Path) -> None:
    twins = [Entry(f"http://x/{n}", "action", ("Halle",)) for n in range(40)]
    write(tmp_path / "twins", reversed(twins))
    hits = SearchIndex.open(tmp_path / "twins").search("halle", limit=50).hits
    assert [hit.iri for hit in hits] == sorted(one.iri for one in twins)


def test_an_index_is_of_one_piece(index: SearchIndex) -> None:
    assert index.searcher.num_segments == 1


def test_opening_an_index_writes_nothing_beside_it(index: SearchIndex, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    write(folder, ENTRIES)
    for path in folder.glob("*.lock"):
        path.unlink()
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in folder.iterdir())
    folder.chmod(0o555)
    assert SearchIndex.open(folder).search("cahors") == index.search("cahors")
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_folder_without_an_index_says_what_to_do(empty: Path, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="maillage build"):
        SearchIndex.open(empty)
    with pytest.raises(UnavailableError, match="maillage build"):
        SearchIndex.open(tmp_path / "absent")
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(UnavailableError, match="maillage build"):
        SearchIndex.open(tmp_path)
