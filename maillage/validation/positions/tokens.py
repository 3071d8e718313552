"""The tokens of Turtle, TriG, N-Triples and N-Quads, each with where it ends.

One pattern takes what stands before a token (blanks, comments) and the token.
It allows a little more than the grammar: the text was judged by the parser
before, and only where its tokens end matters here. A literal is one token with
its language or datatype.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

GAP = r"\s*+(?:#[^\r\n]*+\s*+)*+"
_NAME = r"[-0-9:A-Z_a-z\x80-\U0010ffff]"
_LOCAL = rf"(?:{_NAME}++|\\.|%[0-9A-Fa-f]{{2}})++"
IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+(?:\\[uU][0-9A-Fa-f]++[^<>\"{}|^`\\\x00-\x20]*+)*+>"
PREFIXED = (
    r"(?:[A-Z_a-z\x80-\U0010ffff][-.0-9A-Z_a-z\x80-\U0010ffff]{0,200}+)?"
    rf":(?:{_LOCAL}(?:\.++{_LOCAL})*+)?"
)
"""A prefix has so many signs at most, so that a word is not looked through to its end each time."""
_LONG = r"[^{0}\\]*+(?:(?:\\[\s\S]|{0}(?!{0}{0}))[^{0}\\]*+)*+"
_SHORT = r"[^{0}\\\r\n]*+(?:\\.[^{0}\\\r\n]*+)*+"
STRING = "|".join(
    [rf"{mark * 3}{_LONG.format(mark)}{mark * 3}" for mark in "\"'"]
    + [rf"{mark}{_SHORT.format(mark)}{mark}" for mark in "\"'"]
)
LITERAL = (
    rf"(?:{STRING})"
    rf"(?:{GAP}(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{GAP}(?:{IRI}|{PREFIXED})))?"
)
NUMBER = (
    r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?[eE][+-]?[0-9]++"
    r"|\.[0-9]++[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)"
)
WORD = r"@?[A-Za-z]++"
OTHER = r"[-.0-9A-Z_a-z\x80-\U0010ffff]++|\S"
"""What begins no token, in runs, so that a long one is passed in one step."""
TOKEN = re.compile(
    rf"({GAP})([;,()\[\]{{}}]|\.(?![0-9])|{IRI}|{PREFIXED}|{LITERAL}|{NUMBER}|{WORD}|{OTHER}|\Z)"
)


@dataclass(frozen=True)
class Tokens:
    """The words of a text in order, an empty one at the end; `ends` are in code points."""

    words: Sequence[str]
    ends: Sequence[int]


def tokens(text: str) -> Tokens:
    """All tokens of a text; a sign that begins none is a token of its own."""
    parts = TOKEN.split(text)
    return Tokens(parts[2::3], list(accumulate(map(len, parts)))[2::3])
