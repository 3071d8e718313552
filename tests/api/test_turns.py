"""Clients take turns at what there is too little of."""

import asyncio

import pytest

from api.turns import Turns


def test_a_thing_that_is_free_is_taken_at_once() -> None:
    async def work() -> tuple[str, bool]:
        turns: Turns[str] = Turns()
        turns.put("thing")
        return await turns.take("a", 0), turns.empty

    assert asyncio.run(work()) == ("thing", True)


def test_who_asks_once_does_not_wait_for_who_asks_often() -> None:
    async def work() -> list[str]:
        turns: Turns[int] = Turns()
        served: list[str] = []

        async def asks(client: str) -> None:
            await turns.take(client, 5)
            served.append(client)

        tasks = [asyncio.create_task(asks(client)) for client in ("often",) * 5 + ("once",)]
        await asyncio.sleep(0)
        for number in range(6):
            turns.put(number)
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        return served

    assert asyncio.run(work()) == ["often", "once", "often", "often", "often", "often"]


def test_who_waits_too_long_is_told_and_no_thing_is_lost() -> None:
    async def work() -> bool:
        turns: Turns[str] = Turns()
        with pytest.raises(TimeoutError):
            await turns.take("a", 0.01)
        turns.put("thing")
        return turns.empty

    assert asyncio.run(work()) is False


def test_a_thing_given_to_one_that_leaves_goes_to_the_next() -> None:
    async def work() -> str:
        turns: Turns[str] = Turns()
        leaving = asyncio.create_task(turns.take("a", 5))
        staying = asyncio.create_task(turns.take("b", 5))
        await asyncio.sleep(0)
        turns.put("thing")
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        return await staying

    assert asyncio.run(work()) == "thing"


def test_what_nobody_has_can_be_taken_back() -> None:
    turns: Turns[str] = Turns()
    turns.put("thing")
    assert turns.drain() == ("thing",)
    assert turns.empty
