"""The body of an answer is the same however long it is, and whoever else reads it."""

import asyncio

import pytest

from api.body import IN_MEMORY, Body


async def received(data: bytes, length: int | None = None) -> Body:
    stream = asyncio.StreamReader()
    stream.feed_data(data)
    stream.feed_eof()
    return await Body.received(stream, len(data) if length is None else length)


@pytest.mark.parametrize("length", [0, 1, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY + 17])
def test_all_that_was_sent_is_there(length: int) -> None:
    data = bytes(range(251)) * (length // 251 + 1)
    body = asyncio.run(received(data[:length]))
    assert bytes(body) == data[:length]
    assert body.length == length


def test_two_readers_do_not_disturb_each_other() -> None:
    body = asyncio.run(received(b"abc" * IN_MEMORY))
    first, second = iter(body), iter(body)
    next(first)
    assert b"".join(second) == bytes(body)


@pytest.mark.parametrize("length", [10, 2 * IN_MEMORY])
def test_a_stream_that_ends_too_early_is_an_error(length: int) -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(received(b"abc", length))
