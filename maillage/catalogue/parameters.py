"""The parameters of saved queries: a text that a person typed → an RDF term, and back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from maillage import iri
from maillage.errors import InputError
from maillage.rdf import Literal, NamedNode, Term, integer

Texts = Mapping[str, str]
"""The same text by language (``fr``, ``en``)."""

LONGEST = 200
"""Characters of a value: longer than any name or code of the graph."""


class ParameterError(InputError):
    """A parameter is not known, is missing, or has a value that is not of its type.

    `fr` says in French what `reason` says; `near` are values that there are.
    """

    def __init__(self, parameter: str, reason: str, fr: str, near: tuple[str, ...] = ()) -> None:
        self.parameter = parameter
        self.near = near
        super().__init__(f"parameter {parameter}", reason, fr)

    @property
    def in_french(self) -> str:
        return f"paramètre {self.parameter} : {self.fr}"


@dataclass(frozen=True)
class Kind:
    """A type of parameter; `text` undoes `term`."""

    pattern: re.Pattern[str]
    mint: Callable[[str], NamedNode | Literal]
    expected: str
    """What a value looks like, to end the sentence « … is not »."""
    expected_fr: str
    """The same in French, to end « … n'est pas »."""
    segment: str = ""
    """The first segment of the IRIs that it means, empty for literals."""

    def term(self, text: str) -> NamedNode | Literal | None:
        """The term that `text` means, None where it is not of this type."""
        code = text.strip()
        if self.segment:
            code = code.removeprefix(f"{iri.THING}{self.segment}/")
        if len(code) > LONGEST or not self.pattern.fullmatch(code):
            return None
        return self.mint(code)

    def text(self, term: Term) -> str:
        return term.value.removeprefix(f"{iri.THING}{self.segment}/")


def _integer(text: str) -> Literal:
    return integer(int(text))


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTATION = re.compile(r"[A-Za-z0-9]+([ '-]+[A-Za-z0-9]+)*")

KINDS: Mapping[str, Kind] = {
    "commune": Kind(
        re.compile(r"[0-9]{5}|2[AB][0-9]{3}"),
        iri.commune,
        "an INSEE code of five characters, such as 46042",
        "un code Insee de cinq caractères, comme 46042",
        "commune",
    ),
    "intercommunalite": Kind(
        re.compile(r"[0-9]{9}"),
        iri.intercommunalite,
        "a SIREN of nine digits, such as 200023737",
        "un SIREN de neuf chiffres, comme 200023737",
        "intercommunalite",
    ),
    "departement": Kind(
        re.compile(r"[0-9]{2}|2[AB]|9[78][0-9]"),
        iri.departement,
        "the code of a département, such as 46, 2A or 971",
        "un code de département, comme 46, 2A ou 971",
        "departement",
    ),
    "region": Kind(
        re.compile(r"[0-9]{2}"),
        iri.region,
        "the two digits of a région, such as 76",
        "les deux chiffres d'une région, comme 76",
        "region",
    ),
    "organisation": Kind(
        re.compile(r"[0-9]{9}|[a-z0-9]+(-[a-z0-9]+)*"),
        iri.organisation,
        "a SIREN of nine digits, or the short name of an organisation that has none",
        "un SIREN de neuf chiffres, ou le nom court d'une organisation qui n'en a pas",
        "organisation",
    ),
    "programme": Kind(
        re.compile(r"[A-Za-z0-9]+"),
        iri.programme,
        "the notation of a programme, such as ACV",
        "le sigle d'un programme, comme ACV",
        "programme",
    ),
    "dispositif": Kind(
        _NOTATION,
        iri.dispositif,
        "the notation of a dispositif, such as OPAH-RU",
        "le sigle d'un dispositif, comme OPAH-RU",
        "dispositif",
    ),
    "convention": Kind(
        _SLUG,
        iri.convention,
        "the short name of a convention, the last part of its address",
        "le nom court d'une convention, la fin de son adresse",
        "convention",
    ),
    "document": Kind(
        _SLUG,
        iri.document,
        "the short name of a document, the last part of its address",
        "le nom court d'un document, la fin de son adresse",
        "document",
    ),
    "integer": Kind(re.compile(r"-?[0-9]{1,15}"), _integer, "a whole number", "un nombre entier"),
    "year": Kind(
        re.compile(r"[0-9]{4}"),
        _integer,
        "a year of four digits, such as 2019",
        "une année de quatre chiffres, comme 2019",
    ),
    "string": Kind(
        re.compile(r"[^\x00-\x1f\x7f]+"),
        Literal,
        f"a text of 1 to {LONGEST} characters",
        f"un texte de 1 à {LONGEST} caractères",
    ),
}
"""The types of parameters; a new one is a new entry here."""


@dataclass(frozen=True)
class Choice:
    """A value that a form offers, and its name."""

    value: str
    label: str


CLOSED = 300
"""Choices up to which a list is closed: a form shows them all, and no other value is taken.

A longer one (the communes of a programme) only helps to write: a value of the
right type that is not in it has an empty answer.
"""
MOST_NEAR = 5


def _near(given: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices whose value or label looks like a text; the first ones where none does."""
    texts = {text.casefold(): choice for choice in choices for text in (choice.value, choice.label)}
    found = get_close_matches(given.casefold(), texts, n=MOST_NEAR, cutoff=0.5)
    return tuple(dict.fromkeys(texts[text] for text in found)) or tuple(choices[:MOST_NEAR])


@dataclass(frozen=True)
class Parameter:
    """A variable of a query that a person gives.

    Without a `default` it is required, unless it is `optional`: then, left
    out, it leaves its variable free.
    """

    name: str
    type: str
    label: Texts
    example: str
    default: str | None = None
    optional: bool = False
    choices: str | None = None
    """A SELECT of ``?value`` (terms of its type) and ``?label``, for a form."""

    @property
    def kind(self) -> Kind:
        return KINDS[self.type]

    @property
    def required(self) -> bool:
        return self.default is None and not self.optional

    def term(self, text: str | None) -> NamedNode | Literal | None:
        """The term for `text`; for None or an empty text, that of the default, or None.

        Raises:
            ParameterError: the value is not of the type, or there is none and one is required.
        """
        given = text if text and text.strip() else self.default
        if given is None:
            if self.required:
                raise ParameterError(
                    self.name,
                    f"give a value, {self.kind.expected}",
                    f"donnez une valeur, {self.kind.expected_fr}",
                )
            return None
        found = self.kind.term(given)
        if found is None:
            raise ParameterError(
                self.name,
                f"{given[:60]!r} is not {self.kind.expected}",
                f"« {given[:60]} » n'est pas {self.kind.expected_fr}",
            )
        return found

    def refuse_unlisted(self, text: str, choices: Sequence[Choice]) -> None:
        """Lets a value pass that is one of the choices, where their list is closed.

        Raises:
            ParameterError: it is none of them; the nearest are told.
        """
        if not 0 < len(choices) <= CLOSED:
            return
        term = self.term(text)
        if any(self.kind.term(choice.value) == term for choice in choices):
            return
        near = _near(text, choices)
        told = ", ".join(
            choice.value if choice.value == choice.label else f"{choice.value} ({choice.label})"
            for choice in near
        )
        raise ParameterError(
            self.name,
            f"{text[:60]!r} is none of its {len(choices)} choices; there is {told}",
            f"« {text[:60]} » n'est pas un de ses {len(choices)} choix ; il y a {told}",
            tuple(choice.value for choice in near),
        )

    def stated(self) -> NamedNode | Literal | None:
        """The term that the file itself holds: the default, nothing, or the example."""
        return self.term(None if not self.required else self.example)
