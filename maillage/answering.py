"""The answers that a release brings along: saved questions as their pages open them.

Some of them count over the whole country and take a second: they are counted
once, when the release is built, and read by whoever asks.
"""

from collections.abc import Iterator
from pathlib import Path

from maillage import catalogue
from maillage.catalogue import SavedQuery
from maillage.settings import Settings
from maillage.store import View, kept


def write(settings: Settings, view: View, folder: Path) -> int:
    """Writes the answers into `folder`, and tells how many.

    Raises:
        InputError: a saved question cannot be read.
    """
    folder.mkdir()
    asked = dict.fromkeys(questions(settings.queries))
    return sum(kept.keep(folder, query, view.answer(query)) for query in asked)


def questions(folder: Path) -> Iterator[str]:
    """The texts to answer: each question as it opens, as the domain asks it, and its choices.

    Raises:
        InputError: a file is no saved question.
    """
    for query in catalogue.load(folder):
        yield query.bound(_examples(query))
        for competency in query.answers:
            yield query.bound(competency.values)
        for parameter in query.parameters:
            if parameter.choices:
                yield parameter.choices


def _examples(query: SavedQuery) -> dict[str, str | None]:
    """The values without which a question cannot be asked, as its file gives them."""
    return {one.name: one.example for one in query.parameters if one.required}
