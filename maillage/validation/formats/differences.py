"""A unified diff as replacements of lines, for tools that apply a mend by themselves."""

import re
from dataclasses import dataclass

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@.*")
NO_NEWLINE = "\\"


@dataclass(frozen=True)
class Replacement:
    """`removed` lines from `line` (counted from 1) on are taken out, and `text` put there."""

    line: int
    removed: int
    text: str


def replacements(difference: str) -> tuple[Replacement, ...]:
    """What a diff of one file that exists replaces; nothing where it is not so simple.

    A diff that makes a file, or whose last line has no end, is left to a person.
    """
    lines = difference.splitlines(keepends=True)
    starts = [place for place, line in enumerate(lines) if HUNK.fullmatch(line.rstrip("\n"))]
    if not starts or starts[0] != 2 or any(line.startswith(NO_NEWLINE) for line in lines):
        return ()
    found: list[Replacement] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = HUNK.fullmatch(lines[start].rstrip("\n"))
        if match is None or match[1] == "0":
            return ()
        first = int(match[1]) + (match[2] == "0")
        found += _of_hunk(first, lines[start + 1 : end])
    return tuple(found)


def _of_hunk(line: int, body: list[str]) -> list[Replacement]:
    """The runs of changed lines in a hunk that begins at `line` of the file."""
    found: list[Replacement] = []
    removed, text = 0, ""
    for each in [*body, " "]:
        if each.startswith("-"):
            removed += 1
        elif each.startswith("+"):
            text += each[1:]
        else:
            if removed or text:
                found.append(Replacement(line, removed, text))
            line += removed + 1
            removed, text = 0, ""
    return found
