"""The kinds of mends, each a module with `mends`; the first that has one is asked no further."""

from types import ModuleType

from maillage.validation.mends.kinds import (
    codes,
    concepts,
    contacts,
    dates,
    due,
    expected,
    labels,
    missing,
    numbers,
    organisations,
    passages,
    sirens,
    territories,
    years,
)

KINDS: tuple[ModuleType, ...] = (
    codes,
    concepts,
    contacts,
    dates,
    due,
    expected,
    labels,
    missing,
    numbers,
    organisations,
    passages,
    sirens,
    territories,
    years,
)
