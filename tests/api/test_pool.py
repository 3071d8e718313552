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
from api.evaluation import Job
from api.pool import Pool
from maillage.errors import UnavailableError
from maillage.release import current
from maillage.settings import Settings

T = TypeVar("T")
LIGHT = Job("ASK { ?s ?p ?o }", "json", "ttl")
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HEAVY = Job(CROSS, "json", "ttl")
BOMB = Job("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i", "json", "ttl")


@pytest.fixture
def limits(release_settings: Settings) -> Settings:
    return replace(release_settings, query_seconds=1.0, query_megabytes=1024)


def in_pool(settings: Settings, work: Callable[[Pool], Awaitable[T]]) -> T:
    """Runs `work` with a started pool; no process may be left behind."""

    async def run() -> T:
        pool = Pool(settings, current(settings).store)
        await pool.start()
        try:
            return await work(pool)
        finally:
            workers = list(pool._alive)
            await pool.close()
            assert all(worker._process.returncode is not None for worker in workers)

    return asyncio.run(run())


async def problem_of(asking: Awaitable[object]) -> Problem:
    with pytest.raises(Problem) as caught:
        await asking
    return caught.value


def test_a_light_query_is_answered(limits: Settings) -> None:
    assert in_pool(limits, lambda pool: pool.ask(LIGHT)).body == b'{"head":{},"boolean":true}'


def test_a_problem_of_a_query_leaves_its_worker_standing(limits: Settings) -> None:
    async def work(pool: Pool) -> None:
        before = {worker._process.pid for worker in pool._alive}
        for query in ("SELECT * {", "ASK { SERVICE ?x {} }", "DROP ALL"):
            await problem_of(pool.ask(replace(LIGHT, query=query)))
        await pool.ask(LIGHT)
        assert {worker._process.pid for worker in pool._alive} == before

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
        await asyncio.gather(*heavy)
        return waited

    assert in_pool(replace(limits, query_seconds=3.0), work) < 2.0


def test_at_most_twice_as_many_processes_as_workers_stand(limits: Settings) -> None:
    async def work(pool: Pool) -> int:
        jobs = [replace(HEAVY, query=f"{CROSS} # {number}") for number in range(12)]
        heavy = [asyncio.create_task(problem_of(pool.ask(job))) for job in jobs]
        most = 0
        while not all(task.done() for task in heavy):
            most = max(most, sum(w._process.returncode is None for w in pool._alive))
            await asyncio.sleep(0.02)
        return most

    dying = 2
    assert in_pool(limits, work) <= 2 * limits.workers + dying


def test_a_query_that_is_slow_but_ends_in_time_is_answered(limits: Settings) -> None:
    slow = (
        "SELECT (COUNT(*) AS ?n) { ?a a ?b . ?c a ?d . FILTER(STRLEN(STR(?a)) > STRLEN(STR(?c))) }"
    )

    async def work(pool: Pool) -> float:
        began = time.monotonic()
        reply = await pool.ask(replace(LIGHT, query=slow))
        assert b'"n"' in reply.body
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
            os.kill(worker._process.pid, signal.SIGKILL)
            await worker.ended()
        for _ in range(limits.workers):
            assert (await problem_of(pool.ask(LIGHT))).http_status == 503
        assert (await pool.ask(LIGHT)).extension == "json"

    in_pool(limits, work)


def test_more_queries_than_the_queue_holds_are_sent_away(
    limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "QUEUE", 2)

    async def work(pool: Pool) -> list[int]:
        asking = [problem_of(pool.ask(HEAVY)) for _ in range(2 * limits.workers)]
        tasks = [asyncio.create_task(one) for one in asking]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        refused = await problem_of(pool.ask(LIGHT))
        assert time.monotonic() - began < 0.1
        assert refused.headers["Retry-After"]
        return [(await task).http_status for task in tasks] + [refused.http_status]

    assert set(in_pool(limits, work)) == {503}


def test_a_client_that_goes_away_frees_its_worker(limits: Settings) -> None:
    async def work(pool: Pool) -> None:
        for delay in (0.02, 0.3):
            asking = asyncio.create_task(pool.ask(HEAVY))
            await asyncio.sleep(delay)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        for _ in range(2 * limits.workers):
            await pool.ask(LIGHT)
        assert not pool._long.locked()
        assert pool._in_hand == 0

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
        "from api.evaluation import Job; from maillage.settings import Settings\n"
        "async def run():\n"
        "    pool = Pool(Settings(query_seconds=0.5), Path(sys.argv[1])); await pool.start()\n"
        "    asyncio.create_task(pool.ask(Job(sys.argv[2], 'json', 'ttl')))\n"
        "    await asyncio.sleep(0.2)\n"
        "    print(*(w._process.pid for w in pool._alive), flush=True)\n"
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
