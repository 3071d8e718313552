"""A process that another one forked: whoever waits for its end hears of it."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import pytest

from api.processes import Forked


@pytest.fixture
def sleeping() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def test_all_who_wait_hear_of_the_end(sleeping: subprocess.Popen[bytes]) -> None:
    async def work() -> None:
        forked = Forked(sleeping.pid)
        waiting = [asyncio.create_task(forked.ended()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting[1:])
        forked.kill()
        await asyncio.wait_for(asyncio.gather(*waiting[1:]), 10)
        await forked.ended()
        forked.kill()
        assert waiting[0].cancelled()

    asyncio.run(work())


def test_a_process_that_is_gone_is_told(sleeping: subprocess.Popen[bytes]) -> None:
    sleeping.kill()
    sleeping.wait()

    with pytest.raises(ProcessLookupError):
        Forked(sleeping.pid)
