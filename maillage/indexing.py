"""The index of a release: all that the graph has pages of, and the saved questions."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from maillage import catalogue, search
from maillage.settings import Settings
from maillage.store import View


def write(settings: Settings, view: View, texts: Mapping[str, str], folder: Path) -> int:
    """Writes the index into `folder`, and tells how many things it holds.

    Args:
        texts: the public texts of the documents, by slug.
    """
    return search.write(folder, [*search.entries(view, texts), *questions(settings.queries)])


def questions(folder: Path) -> Iterator[search.Entry]:
    """The saved questions, by their titles and descriptions.

    Raises:
        InputError: a file is none.
    """
    for query in catalogue.load(folder):
        theme = catalogue.THEMES.get(query.theme, {})
        yield search.Entry(
            iri=f"/queries/{query.name}",
            kind=search.QUESTION,
            french=(query.title["fr"],),
            english=(query.title["en"],),
            codes=(query.name,),
            texts=(query.description["fr"], query.description["en"]),
            around=tuple(theme.values()),
            weight=search.QUESTION_WEIGHT,
        )
