"""The settings, built once from flags and ``MAILLAGE_…`` variables, then frozen."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from maillage.errors import InputError

PREFIX = "MAILLAGE_"
CONVERSIONS: Mapping[type, Callable[[str], object]] = {
    int: int,
    float: float,
    str: str,
    type(Path()): Path,
}


@dataclass(frozen=True)
class Settings:
    """Where things stand and what the service allows.

    Each field may be set by the environment variable ``MAILLAGE_<FIELD>``.
    """

    root: Path = Path()
    """The checkout: `ontology/`, `shapes/`, `queries/` and `data/` are below it."""
    var: Path = Path("var")
    """Everything generated (releases, restricted side); below `root` unless absolute."""
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    """Processes that evaluate SPARQL; each may be killed at the limit."""
    query_seconds: float = 10.0
    """Time a query may take before it is stopped (503)."""
    query_rows: int = 100_000
    """Rows of an answer; a longer one is cut, and the answer says so."""
    query_megabytes: int = 2048
    """Address space of a worker, in MiB."""
    body_bytes: int = 1_000_000
    """Bytes of a request body (413 past them)."""
    rate_per_minute: int = 600
    """Requests a client may send in a minute (429 past them); 0 = no limit."""

    @property
    def ontology(self) -> Path:
        return self.root / "ontology"

    @property
    def shapes(self) -> Path:
        return self.root / "shapes"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def releases(self) -> Path:
        return self.root / self.var / "releases"

    @property
    def restricted(self) -> Path:
        """Persons' names, e-mails and phones: no public route opens this folder."""
        return self.root / self.var / "restricted"


def _convert(name: str, text: str, default: object) -> object:
    try:
        return CONVERSIONS[type(default)](text)
    except ValueError:
        kind = type(default).__name__
        raise InputError(PREFIX + name.upper(), f"{text!r} is not a value of type {kind}") from None


def settings(environment: Mapping[str, str] = os.environ, **flags: object) -> Settings:
    """The settings: flags that are not None first, then the environment.

    Raises:
        InputError: a variable has no value of its field's type, or no field has its name.
    """
    known = {field.name: field.default for field in fields(Settings)}
    given: dict[str, object] = {}
    for variable, text in environment.items():
        if variable.startswith(PREFIX):
            name = variable.removeprefix(PREFIX).lower()
            if name not in known:
                raise InputError(variable, "no setting has this name (maillage serve --help)")
            given[name] = _convert(name, text, known[name])
    given |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**given)  # type: ignore[arg-type]
