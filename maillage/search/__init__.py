"""Full text over all that has a page, and lists with facets: an index made at build time.

The index stands beside the store of a release, in ``index/``. It says nothing
that the store does not say: names, titles, objectives, definitions, and the
public texts of documents. Its bytes are no part of what names a release.
"""

from maillage.search.entry import Entry
from maillage.search.index import Found, Hit, How, SearchIndex
from maillage.search.kinds import NAMES_OF_KINDS, QUESTION, QUESTION_WEIGHT
from maillage.search.listing import LISTINGS, MISSING, Chosen, Facet, Listing
from maillage.search.lists import Item, Listed, listed
from maillage.search.reading import entries
from maillage.search.words import Piece
from maillage.search.writing import write

__all__ = [
    "LISTINGS",
    "MISSING",
    "NAMES_OF_KINDS",
    "QUESTION",
    "QUESTION_WEIGHT",
    "Chosen",
    "Entry",
    "Facet",
    "Found",
    "Hit",
    "How",
    "Item",
    "Listed",
    "Listing",
    "Piece",
    "SearchIndex",
    "entries",
    "listed",
    "write",
]
