"""The lists with facets count what SPARQL counts, whatever is chosen."""

from collections import Counter
from itertools import combinations, product
from pathlib import Path

import pytest

from maillage import iri
from maillage.build import Outcome
from maillage.errors import InputError
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, Literal, NamedNode, Quad, label, typed
from maillage.search import (
    LISTINGS,
    MISSING,
    Chosen,
    Listing,
    SearchIndex,
    entries,
    listed,
    write,
)
from maillage.search.fields import FACETS, ORDERS
from maillage.search.listing import named, natural, prefixed
from maillage.settings import Settings
from maillage.store import Store, View

ACTIONS, CONVENTIONS = named("actions"), named("conventions")
GRAPH = iri.document_graph("essai")
STATUSES, YEARS, PLACES = ("mature", "engagee", ""), ("2018", "2021-05", ""), ("46", "32", "81")


def _place(code: str) -> list[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    commune, departement = iri.commune(f"{code}001"), iri.departement(code)
    return [
        (commune, RDF.type, MLG.Commune),
        (commune, MLG.appartientA, departement),
        (departement, RDF.type, MLG.Departement),
        (departement, MLG.appartientA, iri.region("76")),
        (iri.region("76"), RDF.type, MLG.Region),
    ]


def _convention(
    number: int, year: str, place: str
) -> list[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = iri.convention(f"essai-{number}")
    datatype = {4: "gYear", 7: "gYearMonth"}.get(len(year), "date")
    return [
        (node, RDF.type, MLG.Convention),
        (node, RDFS.label, label(f"Convention {number}")),
        (node, MLG.territoire, iri.commune(f"{place}001")),
        (node, MLG.programme, iri.programme(("acv", "pvd")[number % 2])),
        *([(node, MLG.dateSignature, typed(year, datatype))] if year else []),
        *([(node, MLG.territoire, iri.departement("32"))] if number % 3 == 0 else []),
    ]


def _action(
    number: int, convention: int, status: str
) -> list[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = iri.action(f"essai-{convention}", str(number))
    money = iri.part("montant", "essai", str(number))
    return [
        (node, RDF.type, MLG.Action),
        (node, RDFS.label, label(f"Action {number} : Étude n° {number % 7}")),
        (node, DCTERMS.title, label(f"Étude n° {number % 7}")),
        (node, MLG.releveDe, iri.convention(f"essai-{convention}")),
        *([(node, MLG.statut, iri.concept("statut", status))] if status else []),
        *([(node, MLG.axe, iri.axe("acv", str(number % 5)))] if number % 4 else []),
        *([(node, MLG.aMontant, money)] if number % 2 else []),
        (money, MLG.financeur, iri.organisation("180067027")),
        (money, MLG.financeur, iri.organisation(str(number % 3))),
    ]


def invented(conventions: int, actions: int) -> Store:
    """A graph of invented conventions and their actions."""
    store = Store()
    triples = [each for place in PLACES for each in _place(place)]
    for number, (year, place) in zip(
        range(conventions), list(product(YEARS, PLACES)) * conventions, strict=False
    ):
        triples += _convention(number, year, place)
    for number in range(actions):
        triples += _action(number, number % conventions, STATUSES[number // 3 % 3])
    store.add(Quad(*triple, GRAPH) for triple in triples)
    return store


@pytest.fixture(scope="module")
def view() -> View:
    return invented(10, 120).view()


@pytest.fixture(scope="module")
def index(view: View, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("lists") / "index"
    write(folder, entries(view, {}))
    return SearchIndex.open(folder)


def things(view: View, listing: Listing, chosen: Chosen) -> set[str]:
    """What the SPARQL of a list answers with."""
    return {row["chose"].value for row in view.select(listing.query(chosen))}


Had = dict[str, dict[str, frozenset[str]]]
"""The values of every thing, by facet and thing; `MISSING` for none."""


def had(view: View, listing: Listing) -> Had:
    """All values as SPARQL tells them, without the index and without the query of the list."""
    found: Had = {}
    for facet in listing.facets:
        query = f"SELECT ?chose ?valeur {{ ?chose a {listing.of} . {facet.pattern()} }}"
        values: dict[str, set[str]] = {thing: set() for thing in things(view, listing, {})}
        for row in view.select(prefixed(query)):
            value = row["valeur"].value
            values[row["chose"].value].add(iri.path_of(value) or value)
        found[facet.name] = {thing: frozenset(some or {MISSING}) for thing, some in values.items()}
    return found


def counted(all_had: Had, facet: str, chosen: Chosen) -> Counter[str]:
    """How many of the things that the other facets leave have each value of a facet."""
    left = {
        thing
        for thing in all_had[facet]
        if all(
            all_had[name][thing] & set(values) for name, values in chosen.items() if name != facet
        )
    }
    return Counter(value for thing in left for value in all_had[facet][thing])


def check(view: View, index: SearchIndex, listing: Listing, most: int) -> None:
    """Compares the list and its counts with SPARQL in up to `most` states."""
    all_had = had(view, listing)
    every = states(index, listing)
    for chosen in every[:: max(1, len(every) // most)]:
        found = listed(index, listing, chosen, limit=1000)
        assert {one.iri for one in found.items} == things(view, listing, chosen), chosen
        assert found.total == len(found.items), chosen
        for name, counts in found.counts.items():
            assert counts == counted(all_had, name, chosen), (chosen, name)


def states(index: SearchIndex, listing: Listing) -> list[dict[str, tuple[str, ...]]]:
    """Many choices: each value alone, two of a facet, and pairs of two facets."""
    counts = {name: sorted(some) for name, some in listed(index, listing, {}).counts.items()}
    alone: list[dict[str, tuple[str, ...]]] = [
        {name: (value,)} for name, some in counts.items() for value in some
    ]
    both: list[dict[str, tuple[str, ...]]] = [
        {name: tuple(some[:2])} for name, some in counts.items() if len(some) > 1
    ]
    pairs = [a | b for a, b in combinations(alone, 2) if set(a) != set(b)]
    return [{}, *alone, *both, *pairs[:: max(1, len(pairs) // 120)]]


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: one.name)
def test_the_list_and_its_counts_are_those_of_sparql(
    view: View, index: SearchIndex, listing: Listing
) -> None:
    assert len(states(index, listing)) > 40
    check(view, index, listing, 80)


def test_the_release_has_the_same_lists(small: tuple[Settings, Outcome]) -> None:
    release = small[1].release
    index, view = SearchIndex.open(release.index), release.view()
    for listing in LISTINGS:
        check(view, index, listing, 15)


def test_the_order_is_the_one_that_is_asked(index: SearchIndex) -> None:
    def order(sort: str, listing: Listing = ACTIONS) -> list[str]:
        return [one.iri for one in listed(index, listing, {}, sort, limit=1000).items]

    assert order("ordre") == sorted(order("ordre"), key=natural)
    titles = [iri.slug(one.french) for one in listed(index, ACTIONS, {}, "titre", limit=1000).items]
    assert titles == sorted(titles)
    years = [
        one.facets["annee"][0] for one in listed(index, CONVENTIONS, {}, "annee", limit=99).items
    ]
    assert years == sorted(years, reverse=True)
    assert years[-1] == MISSING
    assert len({tuple(order(sort)) for sort in ORDERS}) == 3
    assert len({frozenset(order(sort)) for sort in ORDERS}) == 1


def test_pages_of_a_list_follow_each_other(index: SearchIndex) -> None:
    whole = [one.iri for one in listed(index, ACTIONS, {}, limit=1000).items]
    pages = [listed(index, ACTIONS, {}, limit=7, offset=7 * n).items for n in range(20)]
    assert [one.iri for some in pages for one in some] == whole


def test_a_value_that_nothing_has_leaves_nothing(index: SearchIndex) -> None:
    found = listed(index, ACTIONS, {"statut": ("statut/absent",)})
    assert (found.items, found.total) == ((), 0)
    assert found.counts["statut"]["statut/mature"] > 0


@pytest.mark.parametrize("value", ["a b", "<x>", "statut/x> . ?s ?p ?o . <y", "\n", "é}"])
def test_what_is_no_address_is_refused(value: str) -> None:
    facet = ACTIONS.facet("statut")
    assert facet
    with pytest.raises(InputError, match="take one of the list") as refused:
        facet.written(value)
    assert "prenez-en une" in refused.value.in_french


def test_a_year_cannot_leave_its_quotes(view: View) -> None:
    assert things(view, ACTIONS, {"annee": ('2018") } #',)}) == set()


def test_every_facet_and_order_has_its_field() -> None:
    assert {facet.name for one in LISTINGS for facet in one.facets} == set(FACETS)
    assert len({one.name for one in LISTINGS}) == len(LISTINGS)


def test_a_list_without_anything_is_empty(tmp_path: Path) -> None:
    write(tmp_path / "index", entries(Store().view(), {}))
    found = listed(SearchIndex.open(tmp_path / "index"), ACTIONS, {})
    assert (found.items, found.total) == ((), 0)
    assert not any(found.counts.values())


def test_the_query_of_a_list_asks_for_the_very_words_that_were_chosen() -> None:
    query = ACTIONS.query({"annee": ("20 18", "2019")})
    assert 'IN ("20 18", "2019")' in query
