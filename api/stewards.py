"""What a steward does with a file in hand: decides, mends, takes back, and shows a token."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request

from api.deposits import Deposit
from api.desk import Desk
from api.errors import Problem
from maillage.settings import Settings

SET = "set."
"""What the names of the values that a person sets begin with in a form."""
MANY = frozenset({"partners"})
"""Values that are lists, written with commas."""


def admit(request: Request, settings: Settings, given: str) -> None:
    """Lets who holds a steward's token pass, in the form or in ``Authorization: Bearer``.

    Tokens are known by their SHA-256 and compared in constant time.

    Raises:
        Problem: 401 without a token, 403 with one that is not known.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = given.strip() or (bearer.strip() if scheme.lower() == "bearer" else "")
    if not token:
        raise Problem(
            HTTPStatus.UNAUTHORIZED,
            "Il faut un jeton de gestionnaire pour enregistrer ; demandez-le à qui tient ce site, "
            "ou téléchargez les corrections et envoyez-les lui.",
            "Recording needs a steward's token; ask whoever keeps this site, or download the "
            "corrections and send them.",
            {"WWW-Authenticate": "Bearer"},
        )
    digest = hashlib.sha256(token.encode()).hexdigest()
    known = settings.steward_tokens.lower().split()
    if sum(hmac.compare_digest(digest, each) for each in known) == 0:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "Ce jeton n'est pas celui d'un gestionnaire de ce site.",
            "This token is not that of a steward of this site.",
        )


def decision(told: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, Any]:
    """The decision that a form asks for on one fact, or a fact that is added.

    `told` is what the page showed.

    Raises:
        Problem: the fact is not there, or nothing is decided.
    """
    action, name = form.get("action", ""), form.get("field", "")
    if action == "add":
        quoted = {"quote": form["quote"]} if form.get("quote", "").strip() else {}
        return {"field": name, "add": _values(form), **quoted}
    facts = [each for each in told.get("facts", ()) if each["key"] == form.get("fact")]
    if not facts or facts[0]["where"] is None:
        raise _no_fact()
    fact = facts[0]
    single = fact["key"] == fact["field"]
    where = dict(fact["where"]) if single else {"where": dict(fact["where"])}
    if action in ("accept", "refuse") and not (single and action == "refuse"):
        return {"field": fact["field"], **where, action: "true"}
    if action == "refuse":
        return {"field": fact["field"], **where, "value": None}
    values = _values(form, {each["name"]: each["value"] for each in fact["properties"]})
    if not values:
        raise _nothing()
    if single:
        return {"field": fact["field"], **where, "value": values[fact["field"]]}
    return {"field": fact["field"], **where, "set": values}


def _values(
    form: Mapping[str, str], before: Mapping[str, str | None] | None = None
) -> dict[str, Any]:
    """The values that a form sets; beside `before`, only those that differ from it."""
    given = {
        key.removeprefix(SET): text.strip() for key, text in form.items() if key.startswith(SET)
    }
    if before is None:
        return {key: _value(key, text) for key, text in given.items() if text}
    return {
        key: _value(key, text) for key, text in given.items() if text != (before.get(key) or "")
    }


def _value(key: str, text: str) -> Any:
    if key in MANY:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text or None


async def decided(
    used: Desk, deposit: Deposit, decision: Mapping[str, Any], who: str, why: str
) -> Deposit:
    """The file with one decision more.

    Raises:
        Problem: 422, it is not one, or does not say who and why.
    """
    body = await used.ask("decided", deposit, decision=json.dumps(decision), who=who, why=why)
    return replace(deposit, corrections=body.decode(), who=who)


async def undone(used: Desk, deposit: Deposit, line: str) -> Deposit:
    """The file without the decision that begins at a line of its corrections, or its last mend."""
    if deposit.before:
        return replace(deposit, data=deposit.before[-1], before=deposit.before[:-1])
    body = await used.ask("undone", deposit, line=line)
    return replace(deposit, corrections=body.decode())


async def mended(used: Desk, deposit: Deposit, mend: str, who: str, why: str) -> Deposit:
    """The file with a mend applied: a decision on a document, other words in an RDF file."""
    body = await used.ask("mended", deposit, mend=mend, who=who, why=why)
    told = json.loads(body)
    if "corrections" in told:
        return replace(deposit, corrections=told["corrections"], who=who)
    before = (*deposit.before, deposit.data)
    return replace(deposit, data=told["text"].encode(), before=before, who=who)


def attachment(name: str) -> str:
    """The header that has a browser save a file under this name."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _no_fact() -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Ce fait n'est plus dans la lecture, ou rien ne le distingue d'un autre ; écrivez la "
        "décision dans le fichier de corrections.",
        "This fact is no longer in the reading, or nothing tells it from another one; write the "
        "decision in the file of corrections.",
    )


def _nothing() -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Rien n'a été changé : corrigez une valeur, ou confirmez le fait.",
        "Nothing was changed: correct a value, or confirm the fact.",
    )
