"""One decision as it stands in a file of corrections, checked when it is made."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from loaders.reading import (
    ActionSheet,
    Amount,
    DatedEvent,
    Indicator,
    LegalReference,
    Mention,
    Party,
    ProposedLink,
    Territory,
)
from maillage.errors import InputError
from maillage.values import Edtf

ITEMS: Mapping[str, type] = {
    "parties": Party,
    "territories": Territory,
    "dates": DatedEvent,
    "amounts": Amount,
    "dispositifs": Mention,
    "actions": ActionSheet,
    "legal_references": LegalReference,
    "indicators": Indicator,
    "links": ProposedLink,
}
"""Fields of a reading that are lists, with what they hold."""
SINGLE = ("kind", "programme", "convention_type", "duration_months")
CHOICES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(["convention", "avenant", "dossier-de-presse", "deliberation", "autre"]),
    "programme": frozenset(["ACV", "PVD", "ORT", "VA", "CRTE", "TI"]),
    "quality": frozenset(["beneficiaire", "etat", "partenaire", "en-presence"]),
    "event": frozenset(
        [
            "signature",
            "candidature",
            "labellisation",
            "deliberation",
            "echeance",
            "approbation",
            "debut",
            "autre",
        ]
    ),
    "nature": frozenset(["exact", "minimum", "approche", "plafond"]),
    "state": frozenset(["en-cours", "envisage", "acheve", "non-precise"]),
    "tax": frozenset(["HT", "TTC"]),
}
_NEVER = ("person", "evidence")
"""Fields that no decision may set: persons stay on the restricted side, words in the document."""
_KEYS = frozenset(["field", "where", "set", "refuse", "accept", "add", "value", "was", "quote"]) | {
    "who",
    "when",
    "why",
}


@dataclass(frozen=True)
class Decision:
    """What a person decided on one value or one item.

    `action` is ``value`` (of a single field), ``set``, ``refuse``, ``accept`` or
    ``add``; `where` tells the item by what was read; `line` is its place in the file.
    """

    field: str
    action: str
    values: Mapping[str, Any]
    where: Mapping[str, Any]
    who: str
    when: datetime.date
    why: str
    quote: str | None
    line: int

    @property
    def words(self) -> str:
        """« dates : value = 2021-05-06 », for reports."""
        said = ", ".join(f"{name} = {value}" for name, value in self.where.items())
        told = ", ".join(f"{name} = {value}" for name, value in self.values.items())
        return f"{self.field}{f' ({said})' if said else ''} : {told or self.action}"


def parse(text: str, place: object) -> tuple[Decision, ...]:
    """The decisions of the text of a file.

    Raises:
        InputError: it is not YAML, or a decision is not one; the message names the line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not readable"
        raise InputError(f"{place}{line}", f"is not valid YAML ({problem}); mend it") from error
    if found is None:
        return ()
    if not isinstance(found, dict) or not isinstance(found.get("decisions"), list):
        raise InputError(place, "must hold a list under « decisions: »")
    pairs = root.value if root else []
    node = next(value for key, value in pairs if key.value == "decisions")
    lines = [each.start_mark.line + 1 for each in node.value]
    return tuple(
        _decision(item, line, f"{place}:{line}")
        for item, line in zip(found["decisions"], lines, strict=True)
    )


def _decision(item: object, line: int, place: str) -> Decision:
    if not isinstance(item, dict):
        raise InputError(place, "a decision has the keys field, who, when, why and what is decided")
    unknown = sorted(set(map(str, item)) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise InputError(place, f"{unknown[0]!r} is not a key of a decision; known: {known}")
    name = item.get("field")
    if name not in ITEMS and name not in SINGLE:
        known = ", ".join([*SINGLE, *ITEMS])
        raise InputError(place, f"field {name!r} is none of {known}")
    action, values = _decided(item, str(name), place)
    where = item.get("where") or ({"was": item["was"]} if "was" in item else {})
    _check_where(action, where, str(name), place)
    who, why = item.get("who"), item.get("why")
    if not who or not why:
        raise InputError(place, "say who decided (their post, not their name) and why")
    quote = item.get("quote")
    return Decision(
        str(name),
        action,
        values,
        where,
        str(who),
        _day(item.get("when"), place),
        str(why),
        str(quote) if quote else None,
        line,
    )


def _decided(item: Mapping[str, Any], name: str, place: str) -> tuple[str, Mapping[str, Any]]:
    """What is decided, and the values that it sets."""
    given = [key for key in ("value", "set", "refuse", "accept", "add") if key in item]
    wanted = ("value",) if name in SINGLE else ("set", "refuse", "accept", "add")
    if len(given) != 1 or given[0] not in wanted:
        raise InputError(place, f"for {name}, give one of: {', '.join(wanted)}")
    action = given[0]
    if action == "accept" and name != "links":
        raise InputError(place, "only a proposed link is accepted; give set, refuse or add")
    if action == "value":
        values = {name: item["value"]}
    elif action in ("set", "add"):
        values = item[action]
    else:
        return action, {}
    if not isinstance(values, dict) or not values:
        raise InputError(place, f"{action} must give the values, as « name: value »")
    return action, {key: _value(name, key, value, place) for key, value in values.items()}


def _value(name: str, key: str, value: Any, place: str) -> Any:
    """A value of the kind that its field wants."""
    if name in ITEMS:
        known = [each.name for each in fields(ITEMS[name])]
        if key not in known or key in _NEVER or key.endswith("evidence"):
            may = ", ".join(each for each in known if each not in _NEVER and "evidence" not in each)
            raise InputError(place, f"{key!r} cannot be set in {name}; may be: {may}")
    if value is None:
        return None
    if key in CHOICES and str(value) not in CHOICES[key]:
        raise InputError(place, f"{key} {value!r} is none of {', '.join(sorted(CHOICES[key]))}")
    checks: Mapping[tuple[str, str], Callable[[str], object]] = {
        ("dates", "value"): Edtf,
        ("amounts", "value"): Decimal,
        ("duration_months", "duration_months"): int,
        ("actions", "cost"): Decimal,
    }
    try:
        checks.get((name, key), str)(str(value))
    except (ValueError, InvalidOperation) as error:
        raise InputError(
            place, f"{key} {value!r} is not understood; see docs/corrections.md"
        ) from error
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    if key == "duration_months":
        return int(value)
    return value if isinstance(value, bool) else str(value)


def _check_where(action: str, where: object, name: str, place: str) -> None:
    if not isinstance(where, dict):
        raise InputError(place, "where must tell the item, as « name: value »")
    if action in ("set", "refuse", "accept") and not where:
        raise InputError(place, "tell which item under where, by what was read (value, title…)")
    known = {each.name for each in fields(ITEMS[name])} if name in ITEMS else {"was"}
    unknown = sorted(set(map(str, where)) - known - {"was"})
    if unknown:
        raise InputError(place, f"{unknown[0]!r} is no field of {name}")


def _day(value: object, place: str) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise InputError(place, f"when must be the day of the decision (2026-11-25), not {value!r}")
