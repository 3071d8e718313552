"""What the tables of one folder know together of territories: names, EPCI, vintages."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Context:
    """The territories of all vintages in a folder, each under its latest name.

    « Current » is the highest vintage of the communes. A commune's EPCI is that
    of the highest vintage whose table gives one.
    """

    current: int = 0
    membership: int = 0
    """The vintage whose EPCI memberships are the present ones."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of communes by code."""
    last: Mapping[str, int] = field(default_factory=dict)
    """The latest vintage that holds a commune's code, which is where it is described."""
    epci: Mapping[str, str] = field(default_factory=dict)
    """The present EPCI of each commune."""
    communes_by_siren: Mapping[str, str] = field(default_factory=dict)
    epci_names: Mapping[str, str] = field(default_factory=dict)
    epci_last: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    """The département of each EPCI's seat: as the groupings' table says, else that of most of
    its members (the lowest code of equals)."""
    towns: Mapping[str, str] = field(default_factory=dict)
    """The main town of each EPCI: its most populous commune at its latest vintage (the lowest
    code of equals)."""
    selected: frozenset[str] = frozenset()
    """Codes of the communes that some table counts in ACV or PVD."""

    def selected_epci(self) -> frozenset[str]:
        """SIREN of the EPCI that have such a commune."""
        return frozenset(self.epci[code] for code in self.selected if code in self.epci)
