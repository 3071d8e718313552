"""The pool: a query is stopped at its limits, and nobody else waits for it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from api import pool as pools
from api.errors import Problem
from api.evaluation import Query
from api.pool import Pool
from maillage.errors import UnavailableError
from maillage.release import current
from maillage.settings import Settings

T = TypeVar("T")
LIGHT = Query("ASK { ?s ?p ?o }", "json", "ttl")
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HEAVY = Query(CROSS, "json", "ttl")
SLOW = Query("SELECT (COUNT(*) AS ?n) { ?a a ?c . ?d ?e ?f }", "json", "ttl")
"""Half a second or more."""
LONG = "SELECT (COUNT(*) AS ?n) { VALUES ?times { 1 2 3 } ?a a ?c . ?d ?e ?f }"
"""A second or more: what a client waits for its turn is little beside it."""
SHORT = 0.5
"""Seconds of a limit, where a test needs a query that ends at one, and no other in time."""
BOMB = Query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i", "json", "ttl")


@pytest.fixture(params=["no", "yes"], ids=["disk", "memory"])
def limits(release_settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """The limits of a pool whose workers read the release from disk, or share it in memory."""
    memory = str(request.param)
    return replace(release_settings, query_seconds=1.0, query_megabytes=1024, memory=memory)


async def settled(pool: Pool, workers: int) -> None:
    """Waits until the release is in memory and every worker shares it."""
    while not pool.in_memory or len(pool._idle._free) < workers:
        await asyncio.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether a process of this number is there and not only its remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def in_pool(settings: Settings, work: Callable[[Pool], Awaitable[T]]) -> T:
    """Runs `work` with a started pool; no process may be left behind."""

    async def run() -> T:
        in_memory = settings.memory == "yes"
        pool = Pool(settings, current(settings).store, in_memory=in_memory)
        await pool.start()
        if in_memory:
            await asyncio.wait_for(settled(pool, settings.workers), 20)
        try:
            return await work(pool)
        finally:
            processes = [worker.process.pid for worker in pool._alive]
            await pool.close()
            patience = time.monotonic() + 5
            while any(is_running(process) for process in processes):
                assert time.monotonic() < patience, "a worker outlived its pool"
                await asyncio.sleep(0.02)

    return asyncio.run(run())


async def problem_of(asking: Awaitable[object]) -> Problem:
    with pytest.raises(Problem) as caught:
        await asking
    return caught.value


def test_a_light_query_is_answered(limits: Settings) -> None:
    assert (
        bytes(in_pool(limits, lambda pool: pool.ask(LIGHT)).body) == b'{"head":{},"boolean":true}'
    )


def test_a_problem_of_a_query_leaves_its_worker_standing(limits: Settings) -> None:
    async def work(pool: Pool) -> None:
        before = {worker.process.pid for worker in pool._alive}
        for query in ("SELECT * {", "ASK { SERVICE ?x {} }", "DROP ALL"):
            await problem_of(pool.ask(replace(LIGHT, query=query)))
        await pool.ask(LIGHT)
        assert {worker.process.pid for worker in pool._alive} == before

    in_pool(limits, work)


def test_a_cross_product_is_stopped_within_a_second_of_the_limit(limits: Settings) -> None:
    async def work(pool: Pool) -> tuple[Problem, float]:
        began = time.monotonic()
        return await problem_of(pool.ask(HEAVY)), time.monotonic() - began

    problem, seconds = in_pool(limits, work)
    assert problem.http_status == 503
    assert problem.headers["Retry-After"] == "1"
    assert "1 s" in problem.reasons["fr"]
    assert 1.0 <= seconds < 2.0


def test_a_query_that_waits_is_answered_by_the_limit_too(limits: Settings) -> None:
    async def work(pool: Pool) -> list[float]:
        async def seconds() -> float:
            began = time.monotonic()
            assert (await problem_of(pool.ask(HEAVY))).http_status == 503
            return time.monotonic() - began

        return await asyncio.gather(*(seconds() for _ in range(3 * limits.workers)))

    assert max(in_pool(limits, work)) < 2.0


def test_light_queries_do_not_wait_for_heavy_ones(limits: Settings) -> None:
    async def work(pool: Pool) -> float:
        heavy = [asyncio.create_task(problem_of(pool.ask(HEAVY))) for _ in range(8)]
        await asyncio.sleep(0.6)
        slowest = 0.0
        while not all(task.done() for task in heavy):
            began = time.monotonic()
            await pool.ask(LIGHT)
            slowest = max(slowest, time.monotonic() - began)
            await asyncio.sleep(0.05)
        for task in heavy:
            assert (await task).http_status == 503
        return slowest

    assert in_pool(limits, work) < 0.5


def test_different_heavy_queries_do_not_keep_light_ones_waiting_for_long(limits: Settings) -> None:
    async def work(pool: Pool) -> float:
        jobs = [replace(HEAVY, query=f"{CROSS} # {number}") for number in range(6)]
        heavy = [asyncio.create_task(problem_of(pool.ask(job))) for job in jobs]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await pool.ask(LIGHT)
        waited = time.monotonic() - began
        for asking in heavy:
            asking.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)
        return waited

    assert in_pool(replace(limits, query_seconds=3.0), work) < 2.0


def test_at_most_twice_as_many_processes_as_workers_stand(limits: Settings) -> None:
    async def work(pool: Pool) -> int:
        jobs = [replace(HEAVY, query=f"{CROSS} # {number}") for number in range(12)]
        heavy = [asyncio.create_task(problem_of(pool.ask(job))) for job in jobs]
        most = 0
        while not all(task.done() for task in heavy):
            most = max(most, sum(is_running(w.process.pid) for w in pool._alive))
            await asyncio.sleep(0.02)
        assert {(await asking).http_status for asking in heavy} == {503}
        return most

    dying = 2
    assert in_pool(replace(limits, query_seconds=SHORT), work) <= 2 * limits.workers + dying


def test_a_query_that_is_slow_but_ends_in_time_is_answered(limits: Settings) -> None:
    async def work(pool: Pool) -> float:
        began = time.monotonic()
        reply = await pool.ask(SLOW)
        assert b'"n"' in bytes(reply.body)
        await pool.ask(LIGHT)
        return time.monotonic() - began

    seconds = in_pool(replace(limits, query_seconds=20.0), work)
    assert seconds > pools.PATIENCE, "the query is too light to prove anything"


def test_a_memory_bomb_ends_its_worker_only(limits: Settings) -> None:
    async def work(pool: Pool) -> Problem:
        problem = await problem_of(pool.ask(BOMB))
        await pool.ask(LIGHT)
        return problem

    problem = in_pool(replace(limits, query_seconds=60.0, query_megabytes=128), work)
    assert problem.http_status == 503
    assert "128 Mio" in problem.reasons["fr"]


def test_a_worker_that_dies_is_replaced(limits: Settings) -> None:
    async def work(pool: Pool) -> None:
        for worker in list(pool._alive):
            os.kill(worker.process.pid, signal.SIGKILL)
            await worker.ended()
        for _ in range(limits.workers):
            assert (await problem_of(pool.ask(LIGHT))).http_status == 503
        assert (await pool.ask(LIGHT)).extension == "json"

    in_pool(limits, work)


def heavy(number: int) -> Query:
    """A heavy query that is not the same as the others."""
    return replace(HEAVY, query=f"{CROSS} # {number}")


def test_more_queries_than_the_queue_holds_are_sent_away(
    limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "QUEUE", 2)

    async def work(pool: Pool) -> list[int]:
        asking = [
            problem_of(pool.ask(heavy(number), str(number))) for number in range(2 * limits.workers)
        ]
        tasks = [asyncio.create_task(one) for one in asking]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        refused = await problem_of(pool.ask(LIGHT, "another"))
        assert time.monotonic() - began < 0.1
        assert refused.headers["Retry-After"]
        return [(await task).http_status for task in tasks] + [refused.http_status]

    assert set(in_pool(replace(limits, query_seconds=SHORT), work)) == {503}


def test_one_client_cannot_have_all_places(
    limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "QUEUE", 2)

    async def work(pool: Pool) -> int:
        tasks = [
            asyncio.create_task(problem_of(pool.ask(heavy(number), "greedy")))
            for number in range(limits.workers)
        ]
        await asyncio.sleep(0.05)
        refused = await problem_of(pool.ask(LIGHT, "greedy"))
        assert bytes((await pool.ask(LIGHT, "modest")).body)
        await asyncio.gather(*tasks)
        return refused.http_status

    assert in_pool(limits, work) == 429


def test_the_long_queries_of_clients_are_answered_by_turns(limits: Settings) -> None:
    async def work(pool: Pool) -> list[str]:
        order: list[str] = []

        async def ask(client: str, number: int) -> None:
            await asyncio.gather(
                pool.ask(replace(SLOW, query=f"{LONG} # {number}"), client),
                return_exceptions=True,
            )
            order.append(client)

        greedy = [asyncio.create_task(ask("greedy", number)) for number in range(8)]
        await asyncio.sleep(0.05)
        await ask("modest", 99)
        for task in greedy:
            task.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)
        return order

    order = in_pool(replace(limits, query_seconds=20.0), work)
    assert order.index("modest") < 6


def test_the_same_query_at_once_is_evaluated_once(limits: Settings) -> None:
    async def work(pool: Pool) -> tuple[int, int]:
        asking = [asyncio.create_task(problem_of(pool.ask(HEAVY))) for _ in range(20)]
        await asyncio.sleep(0.05)
        in_hand = pool.in_hand
        return in_hand, len({id(await one) for one in asking})

    assert in_pool(replace(limits, query_seconds=SHORT), work) == (1, 1)


def test_a_query_that_answers_otherwise_each_time_is_not_shared(limits: Settings) -> None:
    job = replace(LIGHT, query="SELECT (STRUUID() AS ?u) {}")

    async def work(pool: Pool) -> set[bytes]:
        replies = await asyncio.gather(*(pool.ask(job) for _ in range(4)))
        return {bytes(reply.body) for reply in replies}

    assert len(in_pool(limits, work)) == 4


def test_one_of_two_that_wait_may_leave(limits: Settings) -> None:
    async def work(pool: Pool) -> bytes:
        leaving, staying = (asyncio.create_task(pool.ask(SLOW)) for _ in range(2))
        await asyncio.sleep(0.01)
        leaving.cancel()
        return bytes((await staying).body)

    assert b'"n"' in in_pool(replace(limits, query_seconds=20.0), work)


def test_a_client_that_goes_away_frees_its_worker(limits: Settings) -> None:
    async def work(pool: Pool) -> None:
        for delay in (0.02, 0.3):
            asking = asyncio.create_task(pool.ask(HEAVY))
            await asyncio.sleep(delay)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        for _ in range(2 * limits.workers):
            await pool.ask(LIGHT)
        assert not pool._long.empty
        assert pool.in_hand == 0

    in_pool(limits, work)


def test_workers_are_confined(limits: Settings) -> None:
    async def work(pool: Pool) -> set[bool]:
        return {worker.confined for worker in pool._alive}

    assert in_pool(limits, work) == {True}


def test_a_store_that_is_not_there_is_told_at_the_start(limits: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="maillage build"):
        asyncio.run(Pool(limits, tmp_path / "none").start())


def is_worker(pid: int) -> bool:
    """Whether this process stands and is one of ours."""
    try:
        return b"api.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_killed_service_leaves_no_process(limits: Settings) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from api.pool import Pool;"
        "from api.evaluation import Query; from maillage.settings import Settings\n"
        "async def run():\n"
        "    pool = Pool(Settings(query_seconds=0.5), Path(sys.argv[1])); await pool.start()\n"
        "    asyncio.create_task(pool.ask(Query(sys.argv[2], 'json', 'ttl')))\n"
        "    await asyncio.sleep(0.2)\n"
        "    print(*(w.process.pid for w in pool._alive), flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(run())"
    )
    store = str(current(limits).store)
    with subprocess.Popen(
        [sys.executable, "-c", code, store, CROSS], stdout=subprocess.PIPE
    ) as run:
        assert run.stdout
        pids = [int(pid) for pid in run.stdout.readline().split()]
        run.kill()
    assert len(pids) >= limits.workers
    patience = time.monotonic() + 10
    while any(is_worker(pid) for pid in pids):
        assert time.monotonic() < patience, "a worker outlived the service"
        time.sleep(0.1)
