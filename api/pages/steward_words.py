"""Facts of a reading in the words of a page: values by their labels, properties by their names."""

from collections.abc import Mapping
from typing import Any

from api.pages.page import Page
from maillage import iri
from maillage.rdf import NamedNode

SCHEMES: Mapping[tuple[str, str], str] = {
    ("kind", "kind"): "genre-document",
    ("convention_type", "convention_type"): "type-convention",
    ("parties", "quality"): "qualite",
    ("dates", "event"): "evenement",
    ("amounts", "nature"): "nature",
    ("indicators", "nature"): "nature",
    ("dispositifs", "state"): "etat",
    ("actions", "status"): "statut",
}
"""The concept scheme that names a value."""
DATES = frozenset({("dates", "value"), ("indicators", "period")})
MONEY = frozenset({("amounts", "value"), ("actions", "cost")})
SHOWN: Mapping[str, tuple[str, ...]] = {
    "parties": ("organisation", "quality", "role"),
    "territories": ("name", "kind", "code"),
    "dates": ("value", "event", "about"),
    "amounts": ("value", "nature", "tax", "funder", "purpose"),
    "dispositifs": ("notation", "state"),
    "actions": ("number", "title", "status", "maitre_ouvrage", "cost"),
    "legal_references": ("notation",),
    "indicators": ("label", "value", "unit", "territory", "period"),
    "links": ("title", "grant"),
}
"""What a line about a fact tells, in order."""
KINDS: Mapping[str, str] = {
    "parties": "partie",
    "dates": "date",
    "duration_months": "date",
    "amounts": "montant",
    "dispositifs": "dispositif",
    "actions": "action",
    "links": "action",
    "legal_references": "reference",
    "indicators": "indicateur",
}
"""The kind of mark of each field, as the style sheet knows it."""


def value(page: Page, field: str, name: str, text: str) -> str:
    """One value as a person reads it."""
    scheme = SCHEMES.get((field, name))
    if scheme:
        return _labelled(page, iri.concept(scheme, text), text)
    if name == "programme":
        return _labelled(page, iri.programme(text), text)
    if (field, name) in DATES:
        return page.date(text)
    if (field, name) in MONEY:
        return page.amount(text)
    if name == "duration_months":
        return page.t.count("count.month", int(text)) if text.isdecimal() else text
    if (field, name) == ("territories", "kind"):
        return page.t.get(f"territory_kind.{text}") or text
    if text.startswith(iri.THING):
        return page.graph.name(NamedNode(text))
    return text


def _labelled(page: Page, node: NamedNode, text: str) -> str:
    return page.graph.name(node) if page.graph.exists(node) else text


def words(page: Page, fact: Mapping[str, Any]) -> str:
    """« 13 juillet 2018 · Signature »: what a fact says, on one line."""
    field, said = fact["field"], fact["said"]
    names = SHOWN.get(field, (field,))
    return " · ".join(value(page, field, name, said[name]) for name in names if name in said)


def property_name(page: Page, name: str) -> str:
    """The name of a value that a person may change."""
    return page.t.get(f"property.{name}") or page.t.get(f"fact.{name}") or name
