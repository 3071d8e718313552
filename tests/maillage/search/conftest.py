"""A few things to search, and their index."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage import iri
from maillage.search import Entry, SearchIndex, write

LOT, GERS = (iri.departement(code).value for code in ("46", "32"))


def commune(code: str, name: str, people: float, place: str = LOT) -> Entry:
    """A commune that weighs as much as it has people."""
    return Entry(
        iri.commune(code).value,
        "commune",
        (name,),
        codes=(code,),
        around=("Lot",) if place == LOT else ("Gers",),
        places=(place,),
        weight=people,
    )


ENTRIES = (
    commune("46042", "Cahors", 4.3),
    commune("32132", "Fleurance", 3.8, GERS),
    commune("46999", "Cahors-le-Vieux", 2.0),
    commune("46001", "Saint-Denis", 2.5),
    commune("93066", "Saint-Denis", 5.0, GERS),
    commune("46002", "Saint-Denis-Catus", 2.1),
    commune("46003", "École", 2.0),
    Entry(iri.departement("46").value, "departement", ("Lot",), codes=("46",), weight=6.0),
    Entry(
        iri.dispositif("OPAH-RU").value,
        "dispositif",
        ("OPAH de renouvellement urbain",),
        ("Urban renewal housing operation",),
        aliases=("OPAH-RU", "O.P.A.H.-R.U."),
        texts=("OPAH assortie d'un projet urbain, pour les quartiers anciens.",),
        weight=6.2,
    ),
    Entry(
        iri.action("cahors", "6").value,
        "action",
        ("Action 6 : Requalification de la halle",),
        texts=("Augmenter la fréquentation & les <b>commerces</b>, rénovés ou non",),
        about=("Convention de Cahors",),
        around=("Lot",),
        places=(LOT,),
        weight=4.8,
    ),
    Entry(
        iri.concept("theme", "accord").value,
        "concept",
        ("Accord entre collectivités",),
        ("Agreement between authorities",),
        weight=2.9,
    ),
    Entry(iri.subvention("1").value, "subvention", ("Agrès sportifs de l'école",), weight=1.0),
)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of `ENTRIES`."""
    folder = tmp_path_factory.mktemp("search") / "index"
    write(folder, ENTRIES)
    return SearchIndex.open(folder)


@pytest.fixture
def found(index: SearchIndex) -> Callable[..., list[str]]:
    """What a query finds, as paths: ``found("cahors")[0] == "commune/46042"``."""

    def search(text: str, **narrowed: str) -> list[str]:
        hits = index.search(text, **narrowed).hits  # type: ignore[arg-type]
        return [iri.path_of(hit.iri) or hit.iri for hit in hits]

    return search


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without an index."""
    return tmp_path_factory.mktemp("empty")
