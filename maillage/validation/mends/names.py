"""Names as they are compared, and how far apart two of them are."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from maillage.iri import slug

Thing = TypeVar("Thing")
SAINTS = {"st": "saint", "ste": "sainte"}
SHORTEST = 5
"""Letters of the shortest name that may be wrong by one: « Gap » and « Cap » are two names."""
LONG = 10
"""Letters from which a name may be wrong by two."""


def key(name: str) -> str:
    """A name without case, accents, hyphens and apostrophes: « St-Céré » → ``saint-cere``."""
    words = slug(name).split("-")
    return "-".join(SAINTS.get(word, word) for word in words)


def tolerance(name: str) -> int:
    """How many letters of a name may be wrong for it to be still recognised."""
    letters = len(re.sub(r"[^a-z0-9]", "", name))
    return 0 if letters < SHORTEST else 1 if letters < LONG else 2


def distance(one: str, other: str, most: int) -> int:
    """The letters changed, added, lost or swapped between two names; `most` + 1 past `most`.

    The optimal string alignment distance (Damerau 1964, restricted).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, beside in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def agree(one: str, other: str) -> bool:
    """Whether two names may be the same, a misspelling apart."""
    first, second = key(one), key(other)
    return distance(first, second, tolerance(first)) <= tolerance(first)


def nearest(name: str, things: Iterable[Thing], named: Callable[[Thing], str]) -> Thing | None:
    """The thing whose name is nearest; None past the tolerance, or where two are as near."""
    wanted = key(name)
    most = tolerance(wanted)
    found: dict[int, list[Thing]] = {}
    for thing in things:
        found.setdefault(distance(wanted, key(named(thing)), most), []).append(thing)
    best = min(found, default=most + 1)
    return found[best][0] if best <= most and len(found[best]) == 1 else None
