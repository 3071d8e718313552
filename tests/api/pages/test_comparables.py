"""Which territories are near another one in size."""

from api.pages.comparables import nearest
from maillage import iri

TOWNS = tuple((size, iri.commune(f"{size:05}")) for size in (10, 20, 30, 40, 90, 100, 500))


def test_the_nearest_are_those_of_the_least_difference_in_order_of_size() -> None:
    found = nearest(TOWNS, iri.commune("00040"), few=2)
    assert [size for size, _ in found] == [20, 30, 40]


def test_the_ends_of_the_list_have_neighbours_too() -> None:
    assert [size for size, _ in nearest(TOWNS, iri.commune("00500"), few=2)] == [90, 100, 500]
    assert [size for size, _ in nearest(TOWNS, iri.commune("00010"), few=2)] == [10, 20, 30]


def test_those_of_the_same_size_are_kept_apart_by_their_address() -> None:
    same = tuple((7, iri.commune(f"0000{place}")) for place in range(4))
    found = nearest(same, iri.commune("00002"), few=2)
    assert [node.value[-1] for _, node in found] == ["0", "1", "2"]


def test_what_is_not_in_the_list_is_compared_with_nothing() -> None:
    assert nearest(TOWNS, iri.commune("99999")) == ()
    assert nearest((), iri.commune("00010")) == ()
