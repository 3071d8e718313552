"""A mend of what a rule found: the facts it takes away and adds, and what a person would write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.rdf import Triple
from maillage.validation.text import Text


@dataclass(frozen=True)
class Repair:
    """What a person may accept to make a fact right.

    `removed` and `added` are the facts that change. `difference` shows the
    change as a unified diff: of the RDF file that was checked, or of the
    document's file in ``data/corrections``. `decision` is the entry of that
    file without who, when and why, which the person gives (docs/corrections.md).
    """

    label: Text
    removed: tuple[Triple, ...] = field(default=(), compare=False)
    added: tuple[Triple, ...] = field(default=(), compare=False)
    difference: str = ""
    decision: Mapping[str, Any] | None = field(default=None, hash=False)

    def as_json(self) -> dict[str, Any]:
        """As the report prints it."""
        return {
            "label": self.label.as_json(),
            "difference": self.difference or None,
            "decision": dict(self.decision) if self.decision else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Repair":
        """The mend that `as_json` gave, without its facts."""
        label = Text(data["label"]["fr"], data["label"]["en"])
        return cls(label, difference=data["difference"] or "", decision=data["decision"])
