"""The release is held in memory where it fits, and nothing depends on it."""

import asyncio
from dataclasses import replace

import pyoxigraph
import pytest

from api import memory
from api.evaluation import Query
from api.memory import Nursery
from api.pool import Pool
from maillage.errors import InputError, UnavailableError
from maillage.rdf import BlankNode, Literal, NamedNode, Quad
from maillage.release import current
from maillage.settings import Settings
from maillage.store import Embedded, Store, View
from tests.api.test_pool import is_running, settled

LIGHT = Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "json", "ttl")


def named(view: View) -> set[Quad]:
    """All quads but those of blank nodes, whose names differ from copy to copy."""
    return {
        quad
        for quad in view.quads()
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
    }


def test_a_store_in_memory_holds_what_the_one_on_disk_holds(release_settings: Settings) -> None:
    disk = current(release_settings).view()
    copy = Store.of(disk).view()
    assert len(copy) == len(disk)
    assert named(copy) == named(disk)
    assert copy.graphs() == disk.graphs()


def test_what_is_hard_to_write_comes_over_too() -> None:
    subject, graph = NamedNode("https://example.org/é"), NamedNode("https://example.org/g")
    values = ('"\\\n\t', "\U0001f3db", "", "\u202e")
    store = Store()
    store.add(Quad(subject, subject, Literal(value), graph) for value in values)
    store.add([Quad(subject, subject, Literal("Cahors", language="fr"), graph)])
    assert set(Store.of(store.view()).view().quads()) == set(store.view().quads())


def test_a_blank_node_is_one_in_its_graph_and_in_the_merge() -> None:
    store = Store()
    node, graph = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
    store.add([Quad(node, node, blank := BlankNode(), graph), Quad(blank, node, node, graph)])
    query = "ASK { ?s ?p ?b . GRAPH ?g { ?b ?p ?o } }"
    assert Store.of(store.view()).view().ask(query)


def test_an_empty_graph_is_a_graph_in_memory_too() -> None:
    empty = pyoxigraph.Store()
    empty.add_graph(NamedNode("https://example.org/empty"))
    assert Store.of(Embedded(empty)).view().graphs() == {"https://example.org/empty"}


@pytest.mark.parametrize(
    ("setting", "free", "wanted"),
    [("auto", 10**12, True), ("auto", 10**6, False), ("yes", 0, True), ("no", 10**12, False)],
)
def test_memory_is_taken_where_half_is_left_free(
    release_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    free: int,
    wanted: bool,
) -> None:
    monkeypatch.setattr(memory, "available", lambda: free)
    settings = replace(release_settings, memory=setting)
    assert memory.wanted(settings, current(settings)) is wanted


def test_another_word_is_refused_with_those_that_there_are(release_settings: Settings) -> None:
    settings = replace(release_settings, memory="maybe")
    with pytest.raises(InputError, match="auto, yes, no"):
        memory.wanted(settings, current(settings))


def test_this_machine_tells_how_much_it_has() -> None:
    assert memory.available() > 2**20


def test_a_release_that_cannot_be_read_is_told(
    release_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(UnavailableError, match="disk"):
        asyncio.run(Nursery.start(tmp_path_factory.mktemp("none"), release_settings))


def test_a_release_lost_from_memory_is_read_from_disk(release_settings: Settings) -> None:
    async def work() -> tuple[bytes, bytes, bool]:
        pool = Pool(release_settings, current(release_settings).store, in_memory=True)
        await pool.start()
        await asyncio.wait_for(settled(pool, release_settings.workers), 20)
        shared = bytes((await pool.ask(LIGHT)).body)
        assert pool._nursery
        pool._nursery._process.kill()
        await pool._nursery._process.wait()
        for worker in list(pool._alive):
            worker.kill()
            await worker.ended()
        for _ in range(release_settings.workers + 1):
            answers = await asyncio.gather(pool.ask(LIGHT), return_exceptions=True)
        found = answers[0]
        pids = [worker.process.pid for worker in pool._alive]
        in_memory = pool.in_memory
        await pool.close()
        assert not any(is_running(pid) for pid in pids)
        assert not isinstance(found, BaseException)
        return shared, bytes(found.body), in_memory

    shared, again, in_memory = asyncio.run(work())
    assert shared == again
    assert not in_memory


def test_forked_workers_have_no_network(release_settings: Settings) -> None:
    async def work() -> set[bool]:
        pool = Pool(release_settings, current(release_settings).store, in_memory=True)
        await pool.start()
        await asyncio.wait_for(settled(pool, release_settings.workers), 20)
        try:
            assert all(worker.shares_memory for worker in pool._idle._free)
            return {worker.confined for worker in pool._idle._free}
        finally:
            await pool.close()

    assert asyncio.run(work()) == {True}
