"""The labelled fields of an action: « Maître d'ouvrage : Ville de X », in a line or in a table.

A label stands before a colon, alone on its line over its value, or in the cell
beside it. Labels that say nothing the graph keeps are known too, so that a
value ends where the next label begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind
from loaders.readers.views import View
from loaders.reading import Evidence

_OF = (
    r"(?: (?:de l'action|du projet|de l'opération|de la fiche|de"
    r" réalisation|proposé|principal)e?s?)?"
)
LABELS: Mapping[str, str] = {
    "title": rf"(?:action|projet) ?: ?nom|(?:action|projet) nom|(?:nom|intitulé|titre"
    rf"|libellé|dénomination|désignation){_OF}"
    rf"|(?:action|projet|opération)",
    "number": rf"(?:fiche[ -]?)?(?:action|projet)? ?(?:n°|nº|numéro|no|référence|réf\.?|code){_OF}"
    r"(?: (?:d'|de l')?action)?",
    "axis": r"(?:axes?|orientations?|ambitions?|volets?|enjeux?|thématiques?"
    r"|objectifs? stratégiques?)"
    r"(?: (?:stratégiques?|de rattachement|concernée?s?|thématiques?|du programme|n°))*",
    "status": rf"(?:statut|état|état d'avancement|avancement|stade|maturité|niveau de"
    rf" maturité){_OF}"
    r"(?: d'avancement)?",
    "owner": rf"(?:ma[iî]tr(?:e|ise)s? d'ouvrages?|MOA|porteurs?|pilotes?|structure"
    rf" porteuse|portage){_OF}"
    r"(?: (?:pressentie?|déléguée?))?",
    "partners": r"(?:partenaires?|intervenants|acteurs|partenariats?)"
    r"(?: (?:financiers|techniques|associés|mobilisés|et financeurs|de l'action|du projet|locaux"
    r"|impliqués|concernés|sollicités))*",
    "cost": r"(?:coûts?|budgets?|montants?|dépenses?|enveloppe|estimation)"
    r"(?: (?:prévisionnels?|prévisionnelle|global|globale|total|totale|totaux|estimée?|estimatif"
    r"|de l'action|du projet|de l'opération|des travaux|HT|TTC|en euros|prévus?))*",
    "financing": r"(?:plan|modalités|sources?|montage|tableau) de financement(?: prévisionnels?)?"
    r"|financements?(?: prévisionnels?| sollicités?| mobilisés?| prévus?)?|financeurs?",
    "calendar": r"(?:calendrier|échéancier|planning|échéances?|dates?|période|délais?"
    r"|programmation)"
    r"(?: (?:prévisionnels?|prévisionnelle|de réalisation|de mise en œuvre|indicatif|estimatif"
    r"|de l'action|du projet|des travaux))*",
    "objectives": r"(?:les? |l')?(?:objectifs?|finalités?|buts?)"
    r"(?: (?:opérationnels?|généra(?:l|ux)|de l'action|du projet|poursuivis|stratégiques?|visés"
    r"|définis|attendus|sont|principaux|recherchés|spécifiques))*(?: définis sont)?",
    "indicators": r"(?:indicateurs?|critères?)(?: (?:de|d'|du|des|et|l'|la|suivi"
    r"|évaluation|résultats?"
    r"|avancement|réalisation|impact|performance|quantitatifs?))*|suivi(?: et|,)? évaluation",
    "description": r"(?:description|contexte|contenu|présentation|descriptif|constat|enjeux"
    r"|diagnostic|descriptif)(?: .{0,40})?",
    "territory": r"(?:territoires?|localisation|communes?|périmètre|lieu|secteur"
    r"|site)(?: concernée?s?)?",
    "other": r"(?:niveau de )?priorité|date de signature|liens? .{0,60}"
    r"|conséquences? .{0,60}|annexes?"
    r"|observations?|remarques?|commentaires?|contacts?|référente?s?|cibles?|publics?(?: cibles?)?"
    r"|moyens(?: .{0,40})?|modalités de mise en œuvre|conditions .{0,50}|résultats? attendus?"
    r"|type d'action|nature(?: .{0,20})?|surface|taux",
}
"""The words of each label."""
_UNIT = r"(?: ?\([^)]{1,30}\)| en (?:€|euros|k€|M€)(?: HT| TTC)?| ?(?:€|HT|TTC)+)*"
_WHOLE = {
    name: re.compile(rf"(?:{words}){_UNIT} ?:?", re.IGNORECASE) for name, words in LABELS.items()
}
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
_INLINE = re.compile(
    rf"(?:^|(?<=[.;] )|(?<=¶ )|(?<=\| ))(?:[-–•] ?)?(?:{_ANY}){_UNIT} ?: ?(?=\S)", re.IGNORECASE
)
_LONGEST = 90


@dataclass(frozen=True)
class Said:
    """The value of a field: its words, and where they stand."""

    name: str
    view: View
    start: int
    end: int
    label: Evidence = ()
    """Where the label stands."""

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def evidence(self) -> Evidence:
        return (self.view.passage(self.start, self.end),) if self.end > self.start else ()


def whole(said: Said) -> Evidence:
    """The label and the value."""
    return (*said.label, *said.evidence)


def label(words: str) -> str | None:
    """The field that these words label, where they are a label and nothing else."""
    text = words.strip(" :")
    if not text or len(text) > _LONGEST:
        return None
    return next((name for name, pattern in _WHOLE.items() if pattern.fullmatch(text)), None)


def _said(name: str, view: View, start: int, end: int, label: Evidence = ()) -> Said:
    text = view.text
    while start < end and text[start] in " ¶|:":
        start += 1
    while end > start and text[end - 1] in " ¶|":
        end -= 1
    return Said(name, view, start, end, label)


def of_row(block: Block) -> list[Said]:
    """The fields of a row: each label's value is the cell after it."""
    found: list[Said] = []
    cells = block.cells
    position = 0
    while position < len(cells):
        name = label(cells[position].text)
        following = cells[position + 1] if position + 1 < len(cells) else None
        if name and following and not label(following.text):
            named = (cells[position].passage(0, len(cells[position].text)),)
            found.append(_said(name, following, 0, len(following.text), named))
            position += 2
        else:
            if not name or len(cells) == 1:
                found += _inline(cells[position])
            position += 1
    return found


def _inline(view: View) -> list[Said]:
    """« Maître d'ouvrage : OPH du Jura. Partenaires : A, B. »: each value up to the next label."""
    labels = [
        match
        for match in _INLINE.finditer(view.text)
        if match.end() - match.start() < _LONGEST and ": " in f"{match[0]} "
    ]
    found = []
    for match, following in zip(labels, [*labels[1:], None], strict=False):
        name = str(match.lastgroup)
        limit = following.start() if following else len(view.text)
        if name not in ("description", "objectives", "financing", "indicators"):
            stop = re.compile(r"\.(?= [A-ZÀ-Þ«])| ¶ ").search(view.text, match.end(), limit)
            limit = stop.start() if stop else limit
        named = (view.passage(match.start(name), match.end(name)),)
        found.append(_said(name, view, match.end(), limit, named))
    return found


def has_fields(view: View) -> bool:
    """Whether labelled values stand in a text, among other words."""
    return bool(_INLINE.search(view.text))


def of_blocks(body: Sequence[Block]) -> Iterator[Said]:
    """All the fields of a sheet, in order."""
    opened: str | None = None
    named: Evidence = ()
    for block in body:
        if block.kind is Kind.ROW:
            opened = None
            yield from of_row(block)
            continue
        alone = label(block.text) if block.kind is not Kind.BULLET else None
        if alone:
            opened, named = alone, block.evidence()
            continue
        inline = _inline(block.view)
        if inline and block.kind is not Kind.BULLET:
            opened = None
            yield from inline
        elif inline:
            yield from inline
        elif opened and block.kind is not Kind.HEADING:
            yield _said(opened, block.view, 0, len(block.text), named)
            opened = opened if opened in ("partners", "financing", "indicators") else None
        elif block.kind is Kind.HEADING:
            opened = None
