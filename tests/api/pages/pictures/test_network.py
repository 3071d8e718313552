"""A network: both columns, arcs, the same places each time."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from api.pages.pictures import network
from api.pages.pictures.model import NARROW, WIDE
from api.pages.pictures.network import MOST, Link, chain, columns
from maillage.catalogue import Chart
from tests.api.pages.pictures.sheets import HOSTILE, answer, sheet

COLUMNS = (("de", "text"), ("vers", "text"))
CHART = Chart("network", "de", "vers")
NAMES = st.sampled_from("abcdefgh")
LINKS = st.lists(st.tuples(NAMES, NAMES), min_size=1, unique=True)


def crossings(links: list[Link], left: list[str], right: list[str]) -> int:
    placed = [(left.index(one), right.index(other)) for one, other in links]
    return sum((a - c) * (b - d) < 0 for a, b in placed for c, d in placed) // 2


def test_things_of_two_sorts_stand_in_two_columns_with_few_crossings() -> None:
    links = [("a", "3"), ("b", "2"), ("c", "1"), ("a", "2")]
    left, right = columns(links)
    assert crossings(links, left, right) == 0


@given(LINKS)
def test_an_order_holds_every_name_once_and_comes_again(links: list[Link]) -> None:
    found = chain(links)
    assert sorted(found) == sorted({name for pair in links for name in pair})
    assert chain(links) == found
    apart = [(one, other.upper()) for one, other in links]
    left, right = columns(apart)
    assert (sorted(left), sorted(right)) == (
        sorted({one for one, _ in apart}),
        sorted({other for _, other in apart}),
    )


def test_each_link_is_a_line_with_its_two_names() -> None:
    rows = (("Anah", "Cahors"), ("Anah", "Fleurance"), ("État", "Cahors"), ("État", None))
    for size in (WIDE, NARROW):
        drawn = network.draw(sheet(answer(COLUMNS, rows, CHART)), size)
        assert drawn is not None
        root = etree.fromstring(f"<svg>{drawn.body}</svg>")
        assert len(list(root.iter("path"))) == 3
        assert {one.text for one in root.iter("text")} == {"Anah", "État", "Cahors", "Fleurance"}
        assert "3\xa0liens entre 4\xa0noms" in drawn.sentence
        assert "Anah, 2\xa0liens" in drawn.sentence


def test_names_on_both_sides_make_arcs() -> None:
    rows = (("ORT", "OPAH"), ("OPAH", "PIG"), ("PIG", "PIG"))
    drawn = network.draw(sheet(answer(COLUMNS, rows, CHART)), NARROW)
    assert drawn is not None
    assert drawn.body.count("<circle") == 3


def test_links_past_the_limit_are_counted() -> None:
    rows = [(f"a{n}", f"b{n}") for n in range(MOST + 10)]
    drawn = network.draw(sheet(answer(COLUMNS, rows, CHART)), WIDE)
    assert drawn is not None
    assert drawn.cut == 10


def test_nothing_linked_is_not_drawn_and_a_hostile_name_is_a_text() -> None:
    assert network.draw(sheet(answer(COLUMNS, [("a", None)], CHART)), WIDE) is None
    drawn = network.draw(sheet(answer(COLUMNS, [(HOSTILE, "b")], CHART)), WIDE)
    assert drawn is not None
    assert not list(etree.fromstring(f"<svg>{drawn.body}</svg>").iter("script"))
