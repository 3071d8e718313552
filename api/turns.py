"""Things that many clients wait for, and get by turns: none can keep the others waiting."""

import asyncio
from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Things that are lent one at a time; who waits is served a client at a time.

    A client that asks a hundred times waits ninety-nine times behind one that
    asks once.
    """

    def __init__(self) -> None:
        self._free: deque[T] = deque()
        self._waiting: OrderedDict[str, deque[asyncio.Future[T]]] = OrderedDict()

    @property
    def empty(self) -> bool:
        """Whether nothing is there to be taken at once."""
        return not self._free

    def put(self, thing: T) -> None:
        """Gives a thing to the client whose turn it is, or keeps it."""
        while self._waiting:
            client, askers = self._waiting.popitem(last=False)
            asker = askers.popleft()
            if askers:
                self._waiting[client] = askers
            if not asker.done():
                asker.set_result(thing)
                return
        self._free.append(thing)

    async def take(self, client: str, seconds: float) -> T:
        """A thing, as soon as it is this client's turn.

        Raises:
            TimeoutError: none was free in that time.
        """
        if self._free:
            return self._free.popleft()
        asker: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(asker)
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(asker)
        except BaseException:
            self._leave(client, asker)
            raise

    def drain(self) -> tuple[T, ...]:
        """Takes all that nobody has."""
        found = tuple(self._free)
        self._free.clear()
        return found

    def _leave(self, client: str, asker: "asyncio.Future[T]") -> None:
        if asker.done() and not asker.cancelled():
            self.put(asker.result())
            return
        asker.cancel()
        askers = self._waiting.get(client)
        if askers and asker in askers:
            askers.remove(asker)
            if not askers:
                del self._waiting[client]
