"""An e-mail address or a phone number masked, letter for letter: positions stay what they were."""

import re
from collections.abc import Iterator

from maillage.rdf import PREFIXES, SH, Literal, NamedNode, Triple
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text

MASK = "█"
"""As in the public texts of documents."""
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)*")
PHONE = re.compile(r"(?<![0-9])(?:0|[+]33 ?)[1-9](?:[ .-]?[0-9][0-9]){4}(?![0-9])")
REACHES = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        *(("foaf", "mbox"), ("foaf", "phone"), ("vcard", "hasEmail"), ("vcard", "hasTelephone")),
        *(("schema", "email"), ("schema", "telephone")),
    )
)
"""The properties that hold nothing else than a way to reach somebody."""


def mends(case: Case) -> Iterator[Repair]:
    if case.literal is not None and case.violation.component == SH.NotConstraintComponent.value:
        yield from _masked(case, case.literal)
    elif case.violation.component == SH.MaxCountConstraintComponent.value and case.path is None:
        yield from _removed(case)


def _masked(case: Case, found: Literal) -> Iterator[Repair]:
    """The text with each address and number masked, wherever the thing has it."""
    text = found.value
    for form in (ADDRESS, PHONE):
        text = form.sub(lambda match: re.sub(r"\w", MASK, match[0]), text)
    if text == found.value:
        return
    new = Literal(text, language=found.language) if found.language else Literal(text)
    facts = [each for each in case.given if each.subject == case.focus and each.object == found]
    if facts:
        old = tuple(sorted(facts, key=str))
        added = tuple(Triple(each.subject, each.predicate, new) for each in old)
        yield Repair(
            Text("Masquer l'adresse ou le numéro", "Mask the address or the number"), old, added
        )


def _removed(case: Case) -> Iterator[Repair]:
    facts = [
        each for each in case.given if each.subject == case.focus and each.predicate in REACHES
    ]
    if facts:
        label = Text("Retirer l'adresse ou le numéro", "Take out the address or the number")
        yield Repair(label, tuple(sorted(facts, key=str)))
