"""Files that were handed over, kept in memory for a while under addresses that nobody guesses."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from weakref import WeakKeyDictionary

from api.errors import Problem

KEY_BYTES = 16
MOST_BYTES = 200_000_000
"""Bytes of all the files, and of what is shown of them; past them the one left longest goes."""


@dataclass(frozen=True)
class Deposit:
    """A file and what was decided on it so far; None is what the register has decided on it.

    `base` are the corrections as the register has them. `before` holds the earlier
    contents of an RDF file that was mended, to go back to. `who` is the post that
    decided last, proposed again for the next decision.
    """

    name: str
    data: bytes
    corrections: str | None = None
    base: str = ""
    before: tuple[bytes, ...] = field(default=(), repr=False)
    who: str = ""

    def rebased(self) -> "Deposit":
        """The same, once its corrections stand in the register."""
        return replace(self, base=self.corrections or "")

    @property
    def weight(self) -> int:
        return len(self.data) + len(self.corrections or "") + sum(map(len, self.before))


@dataclass
class _Kept:
    deposit: Deposit
    until: float


class Deposits:
    """The files in hand; used from the event loop alone.

    `shown` holds what the page of a file shows, until the file itself is
    forgotten or has other contents or decisions.
    """

    def __init__(self, minutes: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = minutes * 60
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self.shown: WeakKeyDictionary[Deposit, bytes] = WeakKeyDictionary()

    def put(self, deposit: Deposit) -> str:
        """Keeps a file, and gives the key of its address."""
        key = secrets.token_urlsafe(KEY_BYTES)
        self._keep(key, deposit)
        return key

    def get(self, key: str) -> Deposit:
        """The file of a key, which is then kept a full while again.

        Raises:
            Problem: 410, none has this key, or no longer.
        """
        self._forget_old()
        if key not in self._kept:
            raise gone()
        self._keep(key, self._kept[key].deposit)
        return self._kept[key].deposit

    def replace(self, key: str, deposit: Deposit) -> Deposit:
        """Puts a file with other contents or decisions in the place of that of a key.

        Raises:
            Problem: 410, as `get`.
        """
        self.get(key)
        self._keep(key, deposit)
        return deposit

    def drop(self, key: str) -> None:
        """Forgets a file at once."""
        self._kept.pop(key, None)

    def _keep(self, key: str, deposit: Deposit) -> None:
        self._kept.pop(key, None)
        self._kept[key] = _Kept(deposit, self._clock() + self._seconds)
        self._forget_old()

    def _forget_old(self) -> None:
        now = self._clock()
        for key in [key for key, kept in self._kept.items() if kept.until <= now]:
            del self._kept[key]
        weight = sum(self._weight(kept) for kept in self._kept.values())
        while weight > MOST_BYTES and len(self._kept) > 1:
            _, kept = self._kept.popitem(last=False)
            weight -= self._weight(kept)

    def _weight(self, kept: _Kept) -> int:
        return kept.deposit.weight + len(self.shown.get(kept.deposit, b""))


def gone() -> Problem:
    return Problem(
        HTTPStatus.GONE,
        "Ce fichier n'est plus en mémoire : il n'y reste qu'un moment. Déposez-le de nouveau, avec "
        "le fichier de corrections que vous auriez téléchargé.",
        "This file is no longer in memory: it is only kept for a while. Hand it over again, with "
        "the file of corrections if you downloaded one.",
    )
