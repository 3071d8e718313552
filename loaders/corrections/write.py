"""A person's decision written into the file of a document's corrections, or taken out of it.

What a person wrote in the file stays as it is, comments too. A decision that
the loader would refuse, that tells nothing of the document or changes nothing
in its reading, is refused before anything is written.
"""

import fcntl
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from loaders import corrections
from loaders.corrections.decision import Decision
from maillage.errors import InputError
from maillage.settings import Settings

PLACE = "corrections"
REACHED = re.compile(r"\S+@\S+|(?:\d[ .\-]?){9,}")
"""An e-mail address or a phone number: it would name a person where a post is meant."""
EMPTY = re.compile(r"^decisions:[ \t]*\[[ \t]*\][ \t]*(?:#.*)?$", re.MULTILINE)
WHOLE = 10_000
"""Columns of a line: one is never broken."""


class _Dumper(yaml.SafeDumper):
    """Keeps a list under its key, and strings on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def entry(decision: Mapping[str, Any], who: str, when: date, why: str) -> dict[str, Any]:
    """A decision with who took it, when and why, as a file holds it.

    Raises:
        InputError: no post or no reason, or a way to reach a person in place of a post.
    """
    who, why = " ".join(who.split()), " ".join(why.split())
    if not who or not why:
        english = "say who decides (their post, not their name) and why"
        raise InputError(PLACE, english, "dire qui décide (son poste, pas son nom) et pourquoi")
    if REACHED.search(who):
        english = "who decides is told by a post, without an e-mail address or a phone number"
        french = "qui décide se dit par son poste, sans adresse électronique ni téléphone"
        raise InputError(PLACE, english, french)
    kept = {key: _plain(key, value) for key, value in decision.items()}
    return {**kept, "who": who, "when": when, "why": why}


def _plain(key: str, value: Any) -> Any:
    """A value as YAML has it: ``refuse: true`` whatever it came as."""
    if key in ("refuse", "accept"):
        return True
    if isinstance(value, Mapping):
        return {str(name): _plain("", each) for name, each in value.items()}
    return list(value) if isinstance(value, tuple) else value


def rendered(decision: Mapping[str, Any], margin: str = "  ", end: str = "\n") -> str:
    """The lines of a decision in a file, each after `margin`."""
    dumped = yaml.dump(
        [dict(decision)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WHOLE
    )
    return "".join(f"{margin}{line}{end}" for line in dumped.splitlines())


def appended(text: str, decision: Mapping[str, Any]) -> str:
    """The text of a file of corrections with one decision more, at its end.

    Raises:
        InputError: the decision is none that a file may hold, or the file cannot take one.
    """
    before = corrections.parse(text, PLACE) if text.strip() else ()
    end = "\r\n" if "\r\n" in text else "\n"
    block = rendered(decision, _margin(text, before), end)
    start = text if not text or text.endswith("\n") else text + end
    if not before:
        start, found = EMPTY.subn("decisions:", start, count=1)
        start += "" if found else f"decisions:{end}"
    after = corrections.parse(start + block, PLACE)
    if after[:-1] != before:
        english = "the file, as it is written, cannot take a decision; write one a line"
        french = "le fichier, tel qu'il est écrit, n'accepte pas de décision ; une par ligne"
        raise InputError(PLACE, english, french)
    return start + block


def _margin(text: str, before: Sequence[Decision]) -> str:
    """What stands before the dash of the decisions of a file."""
    if not before:
        return "  "
    line = text.splitlines()[before[-1].line - 1]
    return line[: len(line) - len(line.lstrip())] if line.lstrip().startswith("-") else "  "


def removed(text: str, line: int) -> str:
    """The text without the decision that begins at a line; empty where nothing is left.

    Comments before the next decision are the next one's.

    Raises:
        InputError: none begins there, or it cannot be taken out alone.
    """
    before = corrections.parse(text, PLACE)
    places = [each.line for each in before]
    if line not in places:
        english, french = f"no decision begins at line {line}", f"aucune décision à la ligne {line}"
        raise InputError(PLACE, english, french)
    lines = text.splitlines(keepends=True)
    end = min((each for each in places if each > line), default=len(lines) + 1) - 1
    while end > line and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    start = line - 1 - (line > 1 and lines[line - 2].strip() == "-")
    rest = "".join(lines[:start] + lines[end:])
    if len(before) == 1:
        rest = re.sub(r"^decisions:[ \t]*$", "decisions: []", rest, count=1, flags=re.MULTILINE)
    left = [_told(each) for each in corrections.parse(rest, PLACE)]
    if left != [_told(each) for each in before if each.line != line]:
        raise InputError(PLACE, "take it out by hand", "la retirer à la main")
    return "" if not left and "#" not in rest else rest


def _told(decision: Decision) -> str:
    """All that a decision says, whatever its line."""
    told = (decision.field, decision.action, dict(decision.values), dict(decision.where))
    return json.dumps(
        [*told, decision.who, decision.when.isoformat(), decision.why, decision.quote], default=str
    )


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One writer of corrections at a time, threads and processes alike."""
    folder = settings.root / settings.var
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".corrections.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def file_of(settings: Settings, slug: str) -> Path:
    """The file of a document's corrections."""
    return settings.data / "corrections" / f"{slug}.yml"


def text_of(path: Path) -> str:
    """The text of a file of corrections, its line ends as they are; empty where there is none.

    Raises:
        InputError: it is not UTF-8, or cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        french = f"ne peut pas être lu ({error}) ; l'enregistrer en UTF-8"
        raise InputError(path, f"cannot be read ({error}); save it as UTF-8", french) from error
