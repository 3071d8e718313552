"""Answers that were made when a release was built, found again by their questions.

``answers/`` of a release holds a file for each question that everybody asks:
the rows in SPARQL's JSON, named after what the question says. Spaces and
comments do not count, so that the text that a page shows finds the answer too.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import pyoxigraph

from maillage.files import write_atomically
from maillage.sparql import VOLATILE, tokens

Table = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean
"""What can be kept: rows, or a yes or no."""
SUFFIX = ".srj"
JSON = pyoxigraph.QueryResultsFormat.JSON
MOST_BYTES = 4 * 2**20
"""Of one answer; a longer one is evaluated whenever it is asked."""
REMEMBERED = 4096
"""Texts of which a process knows whether their answer is kept."""


def key(query: str) -> str:
    """The name of a question: a hash of what it says, without spaces and comments."""
    said = "\n".join(token.text for token in tokens(query))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def keep(folder: Path, query: str, answer: Table | pyoxigraph.QueryTriples) -> bool:
    """Writes an answer into `folder`, unless it is too long, of triples, or another each time."""
    is_volatile = any(token.word in VOLATILE for token in tokens(query))
    if is_volatile or isinstance(answer, pyoxigraph.QueryTriples):
        return False
    body = answer.serialize(format=JSON) or b""
    if len(body) > MOST_BYTES:
        return False
    write_atomically(folder / f"{key(query)}{SUFFIX}", body)
    return True


class Kept:
    """The answers in a folder; none where there is no such folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys = frozenset(path.stem for path in folder.glob(f"*{SUFFIX}"))
        self._path = lru_cache(REMEMBERED)(self._sought)

    def find(self, query: str) -> Table | None:
        """The answer to a question, None where it was not kept."""
        path = self._path(query)
        return pyoxigraph.parse_query_results(path=path, format=JSON) if path else None

    def _sought(self, query: str) -> Path | None:
        name = key(query) if self._keys else ""
        return self._folder / f"{name}{SUFFIX}" if name in self._keys else None
