"""The value that a rule itself names: « EUR », « HT », « non précisé »; a nature by its words."""

import re
from collections.abc import Iterator, Mapping

from maillage.iri import slug
from maillage.rdf import MLG, RDFS, SH, Literal, NamedNode, Term
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.vocabulary import Scheme

SPELLINGS: Mapping[str, str] = {
    **dict.fromkeys(("€", "euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("ht", "hors taxe", "hors taxes"), "HT"),
    **dict.fromkeys(("ttc", "toutes taxes comprises"), "TTC"),
}
NATURES: Mapping[str, str] = {
    "approche": r"environ|près de|de l'ordre de|approximativement|estim\w+",
    "minimum": r"plus de|au moins|minimum|supérieure? à",
    "plafond": r"plafon\w+|au plus|maximum|maximal\w*|jusqu'à|dans la limite",
}
"""The words of a sum that tell its nature."""


def mends(case: Case) -> Iterator[Repair]:
    allowed = case.wanted(SH["in"])
    if not allowed or case.path is None:
        return
    if isinstance(case.value, Literal):
        meant = SPELLINGS.get(" ".join(case.value.value.lower().replace(".", "").split()))
        if meant and Literal(meant) in allowed:
            yield from case.replaced(Literal(meant), _write(meant))
    elif case.value is None and case.lacks(case.path):
        yield from _default(case, case.path, allowed)


def _write(text: str) -> Text:
    return Text(f"Écrire « {text} »", f"Write “{text}”")


def _default(case: Case, path: NamedNode, allowed: list[Term]) -> Iterator[Repair]:
    """The only value there is, the one that says that nothing is said, or the one of the words."""
    unsaid = Scheme.ETAT.concept("non-precise")
    only = allowed[0]
    if len(allowed) == 1 and isinstance(only, Literal):
        yield from case.added(path, only, _write(only.value))
    elif unsaid in allowed:
        label = Text(
            "Dire que l'état n'est pas précisé, si le document ne le dit pas",
            "Say that the state is not stated, if the document does not state it",
        )
        yield from case.added(path, unsaid, label)
    elif path == MLG.nature:
        yield from _nature(case)


def _nature(case: Case) -> Iterator[Repair]:
    """The nature of a sum by its own words, where they tell one and only one."""
    said = [
        term.value
        for name in (MLG.texteMontant, RDFS.label)
        for term in case.objects(case.focus, name)
        if isinstance(term, Literal)
    ]
    words = " ".join(said)
    found = [name for name, form in NATURES.items() if re.search(rf"\b(?:{form})", words, re.I)]
    if len(found) == 1:
        quoted = said[0]
        label = Text(
            f"Dire la nature « {found[0]} », que donnent ses mots (« {quoted} »)",
            f"State the nature “{slug(found[0])}”, which its words give (“{quoted}”)",
        )
        yield from case.added(MLG.nature, Scheme.NATURE.concept(found[0]), label)
