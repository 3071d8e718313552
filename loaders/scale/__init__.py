"""Who makes documents: this process, several on this machine, or a cluster.

Each way takes the paths and gives an outcome for each as it is made, in any
order; the bytes that are made are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders import grants, read
from loaders.draft import Made, make
from loaders.formats import Options, received
from loaders.scale.bounds import bounded
from maillage.errors import InputError
from maillage.settings import Settings

Way = Callable[[Sequence[Path], Settings, Options], Iterator["Outcome"]]


@dataclass(frozen=True)
class Outcome:
    """What was made of a document, or the reason why nothing was."""

    path: Path
    made: Made | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Scale:
    """A way to make documents."""

    make: Way


RECOGNISING = 40
"""Times longer that a document may take whose pages are recognised."""


def prepare(settings: Settings) -> None:
    """Loads what every document needs, once: the tables are no part of a document's limits.

    Raises:
        InputError: a table or a scheme is missing or cannot be read.
    """
    read.knowledge(settings)
    grants.of(settings.data / "reference")


def seconds(settings: Settings, options: Options) -> float:
    """How long a document may take."""
    return settings.document_seconds * (RECOGNISING if options.ocr else 1)


def outcome(path: Path, settings: Settings, options: Options) -> Outcome:
    """A document made in this process, within the limits of time and memory."""
    try:
        return outcome_in(path, received(path), settings, options)
    except InputError as error:
        return Outcome(path, reason=error.reason)


def outcome_in(path: Path, data: bytes, settings: Settings, options: Options) -> Outcome:
    """The same of bytes that were received; an error is its reason, which travels."""
    try:
        with bounded(path, seconds(settings, options), settings.document_megabytes):
            return Outcome(path, make(path, data, settings, options))
    except InputError as error:
        place = "" if error.place == str(path) else f"{error.place}: "
        return Outcome(path, reason=f"{place}{error.reason}")
