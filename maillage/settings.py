"""The settings, built once from flags and ``MAILLAGE_…`` variables, then frozen."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from maillage.errors import InputError

PREFIX = "MAILLAGE_"
CONVERSIONS: Mapping[type, Callable[[str], object]] = {
    int: int,
    float: float,
    str: str,
    type(Path()): Path,
}


def _setting(default: Any, meaning: str, shown: bool = True) -> Any:
    """A field; one that is not `shown` is a secret, left out where settings are printed."""
    return field(default=default, metadata={"meaning": meaning}, repr=shown)


@dataclass(frozen=True)
class Settings:
    """Where things stand and what the service allows.

    Each field may be set by the environment variable ``MAILLAGE_<FIELD>``.
    """

    root: Path = _setting(Path(), "the checkout, with ontology/, shapes/, queries/ and data/")
    var: Path = _setting(Path("var"), "all that is generated; below the checkout unless absolute")
    keep_releases: int = _setting(2, "releases kept on disk, the served one included")
    host: str = _setting("127.0.0.1", "the address to listen on")
    port: int = _setting(8000, "the port to listen on")
    workers: int = _setting(2, "processes that evaluate SPARQL; each may be killed at a limit")
    memory: str = _setting(
        "no", "hold the release in memory for SPARQL: no, yes, or auto (where half is left free)"
    )
    cache_megabytes: int = _setting(128, "MiB of answers kept in memory; 0 = none")
    query_seconds: float = _setting(10.0, "seconds a query may take before it is stopped (503)")
    query_rows: int = _setting(100_000, "rows of an answer; a longer one is cut and says so")
    query_megabytes: int = _setting(2048, "MiB of memory a query may take before it is stopped")
    services: str = _setting(
        "", "SPARQL endpoints that SERVICE may ask, their addresses parted by spaces; none: refused"
    )
    body_bytes: int = _setting(1_000_000, "bytes of a request body (413 past them)")
    upload_bytes: int = _setting(20_000_000, "bytes of a file that is handed over (413 past them)")
    desks: int = _setting(1, "processes that read and check the files that are handed over")
    deposit_minutes: float = _setting(30.0, "minutes that such a file is kept, in memory")
    steward_tokens: str = _setting(
        "", "SHA-256 (hex) of the tokens that may record decisions, parted by spaces; none: nobody"
    )
    document_seconds: float = _setting(15.0, "seconds that reading a document may take")
    document_megabytes: int = _setting(700, "MiB of memory that reading a document may take")
    rate_per_minute: int = _setting(600, "requests a client may send a minute (429); 0 = no limit")
    store: str = _setting("", "the SPARQL 1.1 endpoint that answers queries; none: embedded")
    store_update: str = _setting("", "where it takes SPARQL Update; none: at the same address")
    store_graphs: str = _setting("", "its Graph Store Protocol, to load by that; none: by updates")
    store_user: str = _setting("", "the account there, for who asks and for who loads", shown=False)
    store_password: str = _setting("", "its password; give it by this variable only", shown=False)

    @property
    def allowed_services(self) -> tuple[str, ...]:
        """The endpoints that a query may ask besides this one."""
        return tuple(self.services.split())

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


def described() -> list[tuple[str, object, str]]:
    """Each setting's variable, default and meaning, for help texts."""
    return [
        (PREFIX + item.name.upper(), item.default, item.metadata["meaning"])
        for item in fields(Settings)
    ]


def _convert(variable: str, text: str, default: object) -> object:
    try:
        return CONVERSIONS[type(default)](text)
    except ValueError:
        kind = type(default).__name__
        raise InputError(variable, f"{text!r} is not a value of type {kind}") from None


def settings(environment: Mapping[str, str] = os.environ, **flags: object) -> Settings:
    """The settings: flags that are not None first, then the environment.

    Raises:
        InputError: a variable has no value of its field's type, or no field has its name.
    """
    known = {PREFIX + item.name.upper(): item for item in fields(Settings)}
    given: dict[str, Any] = {}
    for variable, text in environment.items():
        if variable.startswith(PREFIX):
            if variable not in known:
                raise InputError(variable, "no setting has this name (maillage serve --help)")
            item = known[variable]
            given[item.name] = _convert(variable, text, item.default)
    given |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**given)
