"""The job of describing a thing, as a worker does it."""

import pytest

from api import describing
from api.describing import Description, describe
from api.errors import Problem
from api.evaluation import Query
from api.jobs import Job, packed, unpacked
from maillage import iri
from maillage.rdf import RDFS, NamedNode, Quad, label
from maillage.store import Store, View

COMMUNE = NamedNode(iri.THING + "commune/46042")
PROGRAMME = NamedNode(iri.THING + "programme/acv")
LINK = NamedNode("http://x/follows")
GRAPH = NamedNode("http://x/g")


@pytest.fixture
def view() -> View:
    """A commune that follows a programme, each with its label."""
    store = Store()
    store.add(
        [
            Quad(COMMUNE, LINK, PROGRAMME, GRAPH),
            Quad(COMMUNE, RDFS.label, label("Cahors"), GRAPH),
            Quad(PROGRAMME, RDFS.label, label("Action Cœur de Ville"), GRAPH),
        ]
    )
    return store.view()


def lines(view: View, path: str) -> list[str]:
    return bytes(describe(view, Description(path, "nt")).body).decode().splitlines()


@pytest.mark.parametrize("path", ["commune/46042", "programme/acv"])
def test_both_ends_of_a_link_are_described_with_their_labels(view: View, path: str) -> None:
    assert len(lines(view, path)) == 3


def test_labels_are_those_of_the_graph_that_is_asked(view: View) -> None:
    """What is remembered of one graph is not told of another."""
    assert len(lines(view, "commune/46042")) == 3
    other = Store()
    other.add([Quad(COMMUNE, LINK, PROGRAMME, GRAPH)])
    assert len(lines(other.view(), "commune/46042")) == 1


def test_links_past_the_limit_are_left_out_and_told(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert describe(view, Description("programme/acv", "nt")).rows is None
    monkeypatch.setattr(describing, "INCOMING", 0)
    cut = describe(view, Description("programme/acv", "nt"))
    assert cut.rows == 0
    assert b"follows" not in bytes(cut.body)


@pytest.mark.parametrize(
    "job",
    [
        Description("commune/99999", "nt"),
        Description("commune/46042", "zip"),
        Description("commune/46042> <http://x", "nt"),
    ],
)
def test_what_is_not_there_is_not_found(view: View, job: Description) -> None:
    with pytest.raises(Problem) as caught:
        describe(view, job)
    assert caught.value.http_status == 404


@pytest.mark.parametrize(
    "job",
    [Description("commune/46042", "ttl", "gzip"), Query("ASK {}", "json", None, rows=3)],
)
def test_a_job_passes_to_its_worker_as_it_is(job: Job) -> None:
    assert unpacked(packed(job)) == job
