"""Decisions added to the text of a file of corrections, or taken out; the rest stays as it is."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from loaders import corrections
from maillage.errors import InputError

PLACE = "corrections"
PERSONAL = re.compile(r"\S+@\S+|(?:\d[ .-]?){9,}")
"""An address or a number that would name a person where a post is meant."""


def entry(decision: Mapping[str, Any], who: str, why: str, when: date) -> dict[str, Any]:
    """A decision with who took it, when and why.

    Raises:
        InputError: no post or no reason, or a way to reach a person in place of a post.
    """
    if not who.strip() or not why.strip():
        raise InputError(
            PLACE,
            "say who decides (their post, not their name) and why",
            "dites qui décide (sa fonction, pas son nom) et pourquoi",
        )
    if PERSONAL.search(who):
        raise InputError(
            PLACE,
            "who decides is told by a post, without an address or a number",
            "qui décide se dit par sa fonction, sans adresse ni numéro",
        )
    return {**decision, "who": who.strip(), "when": when.isoformat(), "why": why.strip()}


def appended(text: str, decision: Mapping[str, Any]) -> str:
    """The text of a file of corrections with one decision more, at its end.

    Raises:
        InputError: the decision is none that a file may hold, or the file cannot take one.
    """
    before = corrections.parse(text, PLACE) if text.strip() else ()
    margin = _margin(text, before[-1].line) if before else "  "
    dumped = yaml.safe_dump([dict(decision)], allow_unicode=True, sort_keys=False, width=88)
    block = "".join(f"{margin}{line}\n" for line in dumped.splitlines())
    whole = f"{text.rstrip()}\n{block}" if before else f"decisions:\n{block}"
    if len(corrections.parse(whole, PLACE)) != len(before) + 1:
        reason = "the file cannot take another decision as it is written; write one a line"
        raise InputError(
            PLACE, reason, "le fichier, tel qu'il est écrit, n'accepte pas d'autre décision"
        )
    return whole


def _margin(text: str, line: int) -> str:
    written = text.splitlines()[line - 1]
    return written[: len(written) - len(written.lstrip())]


def removed(text: str, line: int) -> str:
    """The text without the decision that begins at a line.

    Raises:
        InputError: none begins there.
    """
    starts = [each.line for each in corrections.parse(text, PLACE)]
    if line not in starts:
        raise InputError(
            PLACE, f"no decision begins at line {line}", f"aucune décision à la ligne {line}"
        )
    lines = text.splitlines(keepends=True)
    following = [start for start in starts if start > line]
    end = following[0] - 1 if following else len(lines)
    if len(starts) == 1:
        return ""
    return "".join(lines[: line - 1] + lines[end:])
