"""What each field of a reading may be set to: its kind of value, and how one is told from text."""

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any

from loaders.reading import (
    ActionSheet,
    Amount,
    DatedEvent,
    Indicator,
    LegalReference,
    Mention,
    Party,
    ProposedLink,
    Reading,
    Territory,
)
from maillage import iri
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
_NATURES = frozenset(["exact", "minimum", "approche", "plafond"])
CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("kind", "kind"): frozenset(
        ["convention", "avenant", "dossier-de-presse", "deliberation", "autre"]
    ),
    ("programme", "programme"): frozenset(["ACV", "PVD", "ORT", "VA", "CRTE", "TI"]),
    ("convention_type", "convention_type"): frozenset(
        [
            "avenant",
            "avenant-acv2",
            "avenant-ort",
            "contrat-bourg-centre",
            "convention-adhesion-pvd",
            "convention-cadre-acv",
            "convention-cadre-pvd",
            "convention-chapeau",
            "convention-fonciere",
            "convention-opah",
            "convention-opah-rr",
            "convention-opah-ru",
            "convention-ort",
            "convention-partenariale",
            "crte",
            "protocole-crte",
        ]
    ),
    ("parties", "quality"): frozenset(["beneficiaire", "etat", "partenaire", "en-presence"]),
    ("territories", "kind"): frozenset(["commune", "epci", "departement", "region"]),
    ("dates", "event"): frozenset(
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
    ("amounts", "nature"): _NATURES,
    ("amounts", "tax"): frozenset(["HT", "TTC"]),
    ("amounts", "currency"): frozenset(["EUR"]),
    ("amounts", "instrument"): frozenset(["fonds-propres", "prets", "subventions"]),
    ("dispositifs", "state"): frozenset(["en-cours", "envisage", "acheve", "non-precise"]),
    ("actions", "status"): frozenset(
        [
            "a-engager",
            "abandonnee",
            "en-maturation",
            "engagee",
            "idee",
            "livree",
            "mature",
            "reportee",
            *map(str, range(2018, 2031)),
        ]
    ),
    ("indicators", "nature"): _NATURES,
}
"""The values that a field may have, where it is a list; those of our schemes."""
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "parties": {"quality": "partenaire"},
    "amounts": {"nature": "exact"},
    "dispositifs": {"state": "non-precise"},
    "actions": {"objectives": ()},
}
"""What an added item has where the decision says nothing, besides null where that may be."""
_NEVER = frozenset(["person"])
"""Persons stay on the restricted side."""
_LINKS = ("title", "grant")
"""Of a link, a person chooses the ends; its score and reasons are computed."""


def _matching(pattern: str) -> Callable[[str], str]:
    """What takes a text that matches as it is."""
    compiled = re.compile(pattern)

    def taken(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(text)
        return text

    return taken


def _flag(text: str) -> bool:
    """As YAML writes them."""
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


def _day(text: str) -> str:
    return Edtf(text).value


def _body(text: str) -> str:
    """The IRI of an organisation, given by its SIREN or whole."""
    return iri.organisation(text).value if re.fullmatch(r"[0-9]{9}", text) else _address(text)


_address = _matching(r"https?://[^\s<>\"{}|\\^`\x00-\x20/]+/[^\s<>\"{}|\\^`\x00-\x20]*")
_money = _matching(r"[0-9]{1,15}(?:\.[0-9]+)?")


def _months(text: str) -> int:
    return int(_matching(r"[1-9][0-9]{0,3}")(text))


_FORMS: Mapping[tuple[str, str], Callable[[str], Any]] = {
    ("duration_months", "duration_months"): _months,
    ("dates", "value"): _day,
    ("indicators", "period"): _day,
    ("amounts", "value"): _money,
    ("actions", "cost"): _money,
    ("amounts", "whole"): _flag,
    ("parties", "entity"): _body,
    ("amounts", "funder_entity"): _body,
    ("legal_references", "iri"): _address,
    ("territories", "code"): _matching(r"[0-9AB]{2,9}"),
}
"""How a value is told from its text, where it is not any text."""


@lru_cache
def _types(name: str) -> Mapping[str, Any]:
    """The type of each property of the items of a list, or of a single value."""
    if name in ITEMS:
        return typing.get_type_hints(ITEMS[name])
    return {name: typing.get_type_hints(Reading)[name]}


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)


def _may_be_null(name: str, key: str) -> bool:
    return type(None) in _alternatives(_types(name)[key])


@lru_cache
def settable(name: str) -> tuple[str, ...]:
    """The properties that a decision may set: texts, lists of texts and flags."""
    if name == "links":
        return _LINKS
    return tuple(
        key
        for key, kind in _types(name).items()
        if key not in _NEVER
        and "evidence" not in key
        and (kind == tuple[str, ...] or {str, bool} & {*_alternatives(kind)} or name in SINGLE)
    )


@lru_cache
def telling(name: str) -> tuple[str, ...]:
    """The properties by which an item may be told, persons and places in the text excepted."""
    if name == "links":
        return (*_LINKS, "subject")
    plain = {str, bool, int}
    return tuple(
        key
        for key, kind in _types(name).items()
        if key not in _NEVER and plain & {*_alternatives(kind)}
    )


def needed(name: str) -> tuple[str, ...]:
    """The properties that an added item must be given."""
    return tuple(
        each.name
        for each in fields(ITEMS[name])
        if each.name in settable(name)
        and each.name not in DEFAULTS.get(name, {})
        and each.default is MISSING
        and not _may_be_null(name, each.name)
    )


def item(name: str, values: Mapping[str, Any], **others: Any) -> Any:
    """An item with these values, and where there is none, what it has by default."""
    known = _types(name)
    absent = {
        each.name: None
        for each in fields(ITEMS[name])
        if each.default is MISSING and type(None) in _alternatives(known[each.name])
    }
    return ITEMS[name](**{**absent, **DEFAULTS.get(name, {}), **values, **others})


def value(name: str, key: str, given: Any, place: str) -> Any:
    """A value of the kind that its field wants.

    Raises:
        InputError: it is none.
    """
    if key not in settable(name):
        known = ", ".join(settable(name))
        raise InputError(
            place,
            f"{key!r} cannot be set in {name}; may be: {known}",
            f"« {key} » ne peut pas être donné dans {name} ; peuvent l'être : {known}",
        )
    if given is None:
        if not _may_be_null(name, key):
            raise InputError(
                place,
                f"{key} of {name} cannot be null; give a value, or refuse it",
                f"{key} de {name} ne peut pas être vide (null) ; donnez une valeur, ou refusez-le",
            )
        return None
    if _types(name)[key] == tuple[str, ...]:
        return _texts(key, given, place)
    return _one(name, key, given, place)


def _one(name: str, key: str, given: Any, place: str) -> Any:
    if not isinstance(given, str) or not given.strip():
        raise InputError(
            place,
            f"{key} must be one value, not a list, a mapping or nothing",
            f"{key} doit être une seule valeur, ni une liste, ni un groupe de clés, ni rien",
        )
    choices = CHOICES.get((name, key))
    if choices and given not in choices:
        known = ", ".join(sorted(choices))
        raise InputError(
            place,
            f"{key} {given!r} is none of {known}",
            f"{key} « {given} » n'est aucun de {known}",
        )
    try:
        return _FORMS.get((name, key), str)(given)
    except ValueError as error:
        reason = f"{key} {given!r} is not understood; see docs/corrections.md"
        french = f"{key} « {given} » n'est pas compris ; voyez docs/corrections.md"
        raise InputError(place, reason, french) from error


def _texts(key: str, given: Any, place: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise InputError(
            place,
            f"{key} must be a list of texts, as « [one, other] »",
            f"{key} doit être une liste de textes, sous la forme « [un, autre] »",
        )
    return tuple(given)
