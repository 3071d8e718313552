"""A list with facets, answered by the index: the things that are left, and exact counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Order, Query

from maillage.search.fields import facet, order
from maillage.search.index import SearchIndex, total
from maillage.search.listing import Chosen, Listing


@dataclass(frozen=True)
class Item:
    """A thing of the list, with its values by facet."""

    iri: str
    french: str
    english: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Listed:
    """A page of the list. `counts` tell for each value of each facet how many things the list
    would hold if it alone of its facet were chosen."""

    items: tuple[Item, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]


def listed(
    index: SearchIndex,
    listing: Listing,
    chosen: Chosen,
    sort: str = "ordre",
    limit: int = 20,
    offset: int = 0,
) -> Listed:
    """The things of a list that have one of the chosen values of every chosen facet.

    All counts are those of the whole list: the index is of one piece, so that
    its engine counts exactly and never estimates.
    """
    query = _query(index, listing, chosen)
    found = index.searcher.search(
        query, limit=limit, offset=offset, order_by_field=order(sort), order=Order.Asc
    )
    return Listed(
        items=tuple(_item(index, listing, address) for _, address in found.hits),
        total=total(found),
        counts=_counts(index, listing, chosen, query),
    )


def _query(index: SearchIndex, listing: Listing, chosen: Chosen) -> Query:
    asked = [("kind", (listing.kind,))] + [
        (facet(name), values) for name, values in sorted(chosen.items()) if values
    ]
    return Query.boolean_query(
        [
            (Occur.Must, Query.term_set_query(index.schema, field, list(values)))
            for field, values in asked
        ]
    )


def _counts(
    index: SearchIndex, listing: Listing, chosen: Chosen, query: Query
) -> dict[str, dict[str, int]]:
    free = [facet(one.name) for one in listing.facets if not chosen.get(one.name)]
    tables = index.tables(query, free)
    for name in (one.name for one in listing.facets if chosen.get(one.name)):
        others = {each: values for each, values in chosen.items() if each != name}
        tables |= index.tables(_query(index, listing, others), (facet(name),))
    return {one.name: tables[facet(one.name)] for one in listing.facets}


def _item(index: SearchIndex, listing: Listing, address: DocAddress) -> Item:
    document = index.searcher.doc(address)
    return Item(
        iri=str(document.get_first("iri")),
        french=str(document.get_first("french")),
        english=str(document.get_first("translated") or ""),
        facets={
            one.name: tuple(map(str, document.get_all(facet(one.name)))) for one in listing.facets
        },
    )
