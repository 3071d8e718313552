"""What the index holds of one thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """A thing that has a page, in the words that people look for it by.

    `weight` orders what matches a query equally well: the larger town first.
    """

    iri: str
    """Its IRI, or the path of its page where it is no thing of the graph (``/queries/…``)."""
    kind: str
    french: tuple[str, ...]
    """Its names; the first is the one that is shown."""
    english: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names, spellings and notations."""
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """Titles, objectives, definitions: the first ones are shown around the words found."""
    about: tuple[str, ...] = ()
    """Names of what it is about: an action is found by its town."""
    around: tuple[str, ...] = ()
    """Names that tell it from others but do not find it alone: its département, its programmes."""
    places: tuple[str, ...] = ()
    """The IRIs of its départements."""
    weight: float = 0.0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Its values in a list with facets, by the facet's name."""
    orders: Mapping[str, int] = field(default_factory=dict)
    """Its place in such a list, by the name of the order."""
