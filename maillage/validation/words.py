"""Findings in plain words: no IRI, no jargon, values as people write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.iri import path_of
from maillage.rdf import (
    DCTERMS,
    MLG,
    RDFS,
    SKOS,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
)
from maillage.store import View
from maillage.validation.report import Rule, Text

PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
NUMBERS = frozenset(
    XSD[name] for name in ("integer", "decimal", "double", "float", "int", "nonNegativeInteger")
)
NAMES = (RDFS.label, SKOS.prefLabel, DCTERMS.title)
MONTHS: Mapping[str, str] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
THIN = "\u202f"
SMALL = 100
"""Percentages stand below; sums of money, which show their cents, mostly above."""
LONGEST = 160
"""Characters of a value in a sentence; longer ones are cut at a word."""


def number(text: str, language: str) -> str:
    """« 1 707 978,90 », ``1,707,978.90``; no decimals if whole, one is enough below a hundred."""
    value = round(Decimal(text), 2)
    digits = f"{value:,.0f}" if value == value.to_integral() else f"{value:,.2f}"
    if "." in digits and abs(value) < SMALL:
        digits = digits.rstrip("0")
    if language == "en":
        return digits
    return digits.replace(",", THIN).replace(".", ",")


def date(text: str, language: str) -> str | None:
    """« 1er août 2018 », « octobre 2022 »; None for what is not a day or a month."""
    match = DAY.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    month = MONTHS[language].split()[int(match[2]) - 1]
    if match[3] is None:
        return f"{month} {match[1]}"
    day = "1er" if language == "fr" and match[3] == "01" else str(int(match[3]))
    return f"{day} {month} {match[1]}"


def shortened(text: str) -> str:
    """`text` on one line, cut at a word past the longest."""
    line = re.sub(r"[\r\n\t]+", " ", text)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"


@dataclass
class Words:
    """Puts rules into words; names are looked up in `view`, once each."""

    view: View
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def message(self, rule: Rule, terms: Mapping[str, Term]) -> Text:
        """The rule's message with its placeholders filled."""
        french = self._filled(rule.message.fr, terms, "fr")
        return Text(french, self._filled(rule.message.en, terms, "en"))

    def _filled(self, message: str, terms: Mapping[str, Term], language: str) -> str:
        def word(match: re.Match[str]) -> str:
            term = terms.get(match[1])
            return self.of(term, language) if term is not None else "?"

        return PLACEHOLDER.sub(word, message)

    def of(self, term: Term, language: str) -> str:
        """A thing by its name, a date or a number as it is written in the language."""
        if isinstance(term, NamedNode):
            return self.name(term, language)
        if not isinstance(term, Literal):
            return "?"
        if term.datatype in NUMBERS:
            try:
                return number(term.value, language)
            except ArithmeticError:
                return term.value
        return date(term.value, language) or shortened(term.value)

    def name(self, node: NamedNode, language: str) -> str:
        """The thing's label in the language, else in another, else what its IRI ends with."""
        key = (node.value, language)
        if key not in self._names:
            self._names[key] = self._label(node, language) or self._nameless(node)
        return self._names[key]

    def _label(self, node: NamedNode, language: str) -> str | None:
        for predicate in NAMES:
            found = {
                quad.object.language or "": quad.object.value
                for quad in self.view.quads(node, predicate, None, DefaultGraph())
                if isinstance(quad.object, Literal)
            }
            if found:
                best = found.get(language) or found.get("fr") or min(found.values())
                return shortened(best)
        return None

    def _nameless(self, node: NamedNode) -> str:
        """A thing that nothing describes is called as the membership that names it does."""
        for quad in self.view.quads(None, MLG.territoire, node, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                label, sign, _ = (self._label(quad.subject, "fr") or "").partition(", programme ")
                if sign:
                    return label
        path = path_of(node.value)
        return path.rpartition("/")[2] if path else node.value.rpartition("/")[2]
