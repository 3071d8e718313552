"""What a token means: its term, spelled as in N-Triples."""

import re

from maillage.rdf import XSD, Literal, NamedNode
from maillage.validation.positions.resolve import resolved
from maillage.validation.positions.scan import UnlocatedError
from maillage.validation.positions.tokens import GAP

ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
SIMPLE = re.compile(r'("[^"\\\x00-\x1f\x7f]*+")(?:@([A-Za-z0-9-]+)|\^\^([^\s#"]\S*))?')
"""A literal whose text stands in N-Triples as it does here."""
SUFFIX = re.compile(rf"{GAP}(?:@([A-Za-z0-9-]+)|\^\^{GAP}(\S+))?")
LOCAL_ESCAPE = re.compile(r"\\(.)")
STRING = f"<{XSD.string.value}>"
QUOTES = ('"""', "'''", '"', "'")


def unescaped(text: str) -> str:
    r"""A string with its ``\u0041``, ``\n``… replaced by what they mean."""
    return ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else CONTROLS.get(found[3], found[3])


class Names:
    """The prefixes and the base at one point of a text, and what tokens mean there."""

    def __init__(self, base: str = "") -> None:
        self._prefixes: dict[str, str] = {}
        self._base = base
        self._known: dict[str, str] = {}

    def bind(self, prefix: str, iri: str) -> None:
        """``PREFIX prefix: <iri>``, both as tokens."""
        self._prefixes[prefix.removesuffix(":")] = self.term(iri)[1:-1]
        self._known.clear()

    def rebase(self, iri: str) -> None:
        """``BASE <iri>``."""
        self._base = self.term(iri)[1:-1]
        self._known.clear()

    def term(self, token: str) -> str:
        """The term that a token means.

        Raises:
            UnlocatedError: the token means none.
        """
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._made(token)
        return known

    def _made(self, token: str) -> str:
        if token.startswith("<") and token.endswith(">"):
            return f"<{resolved(unescaped(token[1:-1]), self._base)}>"
        if token.startswith(("'", '"')):
            return self._literal(token)
        if token in ("true", "false"):
            return f'"{token}"^^<{XSD.boolean.value}>'
        if token.startswith("_:"):
            return token
        if token[:1].isdigit() or (token[:1] in "+-." and token[1:]):
            return _number(token)
        return self._prefixed(token)

    def _prefixed(self, token: str) -> str:
        prefix, colon, local = token.partition(":")
        if not colon or prefix not in self._prefixes:
            raise UnlocatedError(f"« {token} » is no term")
        if "\\" in local:
            local = LOCAL_ESCAPE.sub(r"\1", local)
        return f"<{self._prefixes[prefix]}{local}>"

    def _literal(self, token: str) -> str:
        simple = SIMPLE.fullmatch(token)
        if simple is None:
            return self._spelled(token)
        text, language, datatype = simple.groups()
        if language:
            return f"{text}@{language.lower()}"
        kind = self.term(datatype) if datatype else STRING
        return text if kind == STRING else f"{text}^^{kind}"

    def _spelled(self, token: str) -> str:
        """A literal with escapes, long quotes, or gaps before its suffix."""
        mark = next(mark for mark in QUOTES if token.startswith(mark))
        end = _closing(token, mark)
        suffix = SUFFIX.fullmatch(token, end)
        if suffix is None:
            raise UnlocatedError(f"« {token} » is no literal")
        text = unescaped(token[len(mark) : end - len(mark)])
        if suffix[1]:
            return str(Literal(text, language=suffix[1].lower()))
        kind = self.term(suffix[2])[1:-1] if suffix[2] else XSD.string.value
        return str(Literal(text, datatype=NamedNode(kind)))


def _closing(token: str, mark: str) -> int:
    """Where the string of a literal ends, after its closing quotes."""
    inside = rf"(?:[^\\]|\\[\s\S])*?{mark}"
    found = re.compile(inside).match(token, len(mark))
    if found is None:
        raise UnlocatedError(f"« {token} » is no literal")
    return found.end()


def _number(token: str) -> str:
    kind = XSD.integer
    if "e" in token or "E" in token:
        kind = XSD.double
    elif "." in token:
        kind = XSD.decimal
    return f'"{token}"^^<{kind.value}>'
