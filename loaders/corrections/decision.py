"""One decision as it stands in a file of corrections, checked when it is made."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from loaders.corrections import markup
from loaders.corrections.values import (
    CHOICES,
    ITEMS,
    SINGLE,
    needed,
    telling,
    value,
)
from maillage.errors import InputError

__all__ = ["CHOICES", "ITEMS", "SINGLE", "Decision", "parse"]

_KEYS = frozenset(["field", "where", "set", "refuse", "accept", "add", "value", "was", "quote"]) | {
    "who",
    "when",
    "why",
}
_YES = frozenset(["true", "yes", "on"])


@dataclass(frozen=True)
class Decision:
    """What a person decided on one value or one item.

    `action` is ``value`` (of a single field), ``set``, ``refuse``, ``accept`` or
    ``add``; `where` tells the item by what was read; `line` is its place in the file.
    To accept a link is to choose it; to accept anything else, to confirm what was read.
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
    found, root = markup.read(text, place)
    if found is None or root is None:
        return ()
    if not isinstance(found, dict) or not isinstance(found.get("decisions"), list):
        french = "ce fichier doit contenir une liste sous « decisions: »"
        raise InputError(place, "must hold a list under « decisions: »", french)
    lines: list[int] = []
    for key, node in root.value:
        if key.value != "decisions":
            at = f"{place}:{key.start_mark.line + 1}"
            reason = f"{key.value!r} is not known; the only key is « decisions: »"
            french = f"« {key.value} » n'est pas connu ; la seule clé est « decisions: »"
            raise InputError(at, reason, french)
        lines = [_line(each) for each in node.value]
    return tuple(
        _decision(item, line, f"{place}:{line}")
        for item, line in zip(found["decisions"], lines, strict=True)
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _decision(item: object, line: int, place: str) -> Decision:
    if not isinstance(item, dict):
        raise InputError(
            place,
            "a decision has the keys field, who, when, why and what is decided",
            "une décision a les clés field, who, when, why, et ce qui est décidé",
        )
    _refuse_unknown(item, place)
    name = _field(item.get("field"), place)
    action, values = _decided(item, name, place)
    where = _where(item, action, name, place)
    who, why = _text(item, "who", _WHO, place), _text(item, "why", _WHO, place)
    if not who or not why:
        raise InputError(place, *_WHO)
    quote = _text(item, "quote", _QUOTE, place)
    when = _day(item.get("when"), place)
    return Decision(name, action, values, where, who, when, why, quote or None, line)


_WHO = (
    "say who decided (their post, not their name) and why",
    "dites qui a décidé (sa fonction, pas son nom) et pourquoi",
)
_WHICH = (
    "tell which item under where, by what was read (value, title…)",
    "dites sous where de quel élément il s'agit, par ce qui a été lu (value, title…)",
)
_QUOTE = (
    "quote must be words of the document",
    "quote doit être un passage du document",
)


def _refuse_unknown(item: Mapping[str, Any], place: str) -> None:
    unknown = sorted(set(map(str, item)) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise InputError(
            place,
            f"{unknown[0]!r} is not a key of a decision; known: {known}",
            f"« {unknown[0]} » n'est pas une clé d'une décision ; les clés sont {known}",
        )


def _field(name: object, place: str) -> str:
    if isinstance(name, str) and (name in ITEMS or name in SINGLE):
        return name
    known = ", ".join([*SINGLE, *ITEMS])
    said = repr(name) if name is None or isinstance(name, str) else "that is no word"
    french = f"field doit être l'un de {known}"
    if isinstance(name, str):
        french = f"field « {name} » n'est aucun de {known}"
    raise InputError(place, f"field {said} is none of {known}", french)


def _text(item: Mapping[str, Any], key: str, reason: tuple[str, str], place: str) -> str:
    """A text of the decision, empty where there is none."""
    found = item.get(key)
    if found is not None and not isinstance(found, str):
        raise InputError(place, *reason)
    return (found or "").strip() and str(found)


def _decided(item: Mapping[str, Any], name: str, place: str) -> tuple[str, Mapping[str, Any]]:
    """What is decided, and the values that it sets."""
    given = [key for key in ("value", "set", "refuse", "accept", "add") if key in item]
    wanted = ("value", "accept") if name in SINGLE else ("set", "refuse", "accept", "add")
    if len(given) != 1 or given[0] not in wanted:
        raise InputError(
            place,
            f"for {name}, give one of: {', '.join(wanted)}",
            f"pour {name}, donnez l'une de ces clés : {', '.join(wanted)}",
        )
    action = given[0]
    if action in ("refuse", "accept"):
        if str(item[action]).lower() not in _YES:
            raise InputError(
                place,
                f"{action} can only be true; otherwise remove the decision",
                f"{action} ne peut être que true ; sinon, retirez la décision",
            )
        return action, {}
    values = {name: item["value"]} if action == "value" else item[action]
    return action, _values(values, action, name, place)


def _values(values: object, action: str, name: str, place: str) -> Mapping[str, Any]:
    """What a decision sets, each value of the kind that its field wants."""
    if not isinstance(values, dict) or not values:
        raise InputError(
            place,
            f"{action} must give the values, as « name: value »",
            f"{action} doit donner les valeurs, sous la forme « nom: valeur »",
        )
    found = {str(key): value(name, str(key), each, place) for key, each in values.items()}
    lacking = [key for key in needed(name) if key not in found] if action == "add" else []
    if lacking:
        missing = ", ".join(lacking)
        raise InputError(
            place, f"add lacks {missing}; give it", f"il manque {missing} sous add ; donnez-le"
        )
    if action == "set" and name == "links":
        raise InputError(
            place,
            "a link is not changed; refuse it, and add the right one",
            "un lien ne se modifie pas ; refusez-le, et ajoutez le bon",
        )
    return found


def _where(item: Mapping[str, Any], action: str, name: str, place: str) -> Mapping[str, Any]:
    """What tells the item, or the value that was read."""
    where = item.get("where", {})
    if not isinstance(where, dict):
        raise InputError(
            place,
            "where must tell the item, as « name: value »",
            "where doit désigner l'élément, sous la forme « nom: valeur »",
        )
    if "was" in item:
        where = {**where, "was": item["was"]}
    _check_where(where, name, place)
    if action in ("set", "refuse", "accept") and not where:
        raise InputError(place, *_WHICH)
    if action == "add" and where:
        raise InputError(
            place,
            "an item that is added is not told by where; remove it",
            "un élément ajouté ne se désigne pas par where ; retirez cette clé",
        )
    if name == "duration_months" and where.get("was") is not None:
        return {"was": value(name, name, where["was"], place)}
    return where


def _check_where(where: Mapping[str, Any], name: str, place: str) -> None:
    known = telling(name) if name in ITEMS else ("was",)
    for key, told in where.items():
        if key not in known:
            raise InputError(
                place,
                f"{key!r} is no field of {name} that tells an item",
                f"« {key} » n'est pas une propriété de {name} qui désigne un élément",
            )
        if told is not None and not isinstance(told, str):
            raise InputError(
                place,
                f"{key} under where must be one value",
                f"{key}, sous where, doit être une seule valeur",
            )


def _day(given: object, place: str) -> datetime.date:
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        try:
            return datetime.date.fromisoformat(given)
        except ValueError:
            pass
    said = repr(given) if given is None or isinstance(given, str) else "that"
    instead = f", et non « {given} »" if isinstance(given, str) else ""
    raise InputError(
        place,
        f"when must be the day of the decision (2026-11-25), not {said}",
        f"when doit être le jour de la décision (2026-11-25){instead}",
    )
