"""The labelled fields of an action: « Maître d'ouvrage : Ville de X », in a line or in a table.

A label stands before a colon, alone on its line over its value, or in the cell
beside it. Labels that say nothing the graph keeps are known too, so that a
value ends where the next label begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.readers import columns
from loaders.readers.actions.status import status
from loaders.readers.layout import Block, Kind
from loaders.readers.views import View
from loaders.reading import Evidence
from loaders.values.amounts import amounts

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
_UNIT = (
    r"(?: ?\([^)]{1,30}\)| en (?:€|k€|M€|(?:(?:milliers|millions|milliards) d')?euros)(?: HT| TTC)?"
    r"| ?(?:€|HT|TTC)+)*"
)
_WHOLE = {
    name: re.compile(rf"(?:{words}){_UNIT} ?:?", re.IGNORECASE) for name, words in LABELS.items()
}
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
_INLINE = re.compile(
    rf"(?:^|(?<=[.;] )|(?<=¶ )|(?<=\| ))(?:[-–•] ?)?(?:{_ANY}){_UNIT} ?: ?(?=\S)", re.IGNORECASE
)
_LONGEST = 90
_PAYER = ("status", "territory", "owner", "partners", "axis")
"""Labels that a sum cannot follow: « État : 40 000 € » names who pays."""
_SUM = re.compile(r"(?!20[12]\d\b(?! ?\d))\d{1,3}(?:[ .\u00a0\u202f]\d{3})+\b|\d{4,}(?= ?[€;|]|$)")
"""A sum without a currency, no year."""
_COMMUNE = re.compile(r"(?:la |les )?communes?", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """The value of a field: its words, and where they stand."""

    name: str
    view: View
    start: int
    end: int
    label: Evidence = ()
    """Where the label stands."""
    head: str = ""
    """The words of the label with what it says in brackets: « Coût (k€) »."""
    scale: int | None = None
    """The unit that something else than the label names: the head of the whole table."""

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def unit(self) -> int | None:
        """The euros in a number without a currency; None where nothing names the unit."""
        own = columns.unit(self.head)
        return own if own is not None else self.scale

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


def _said(
    name: str, view: View, start: int, end: int, label: Evidence = (), head: str = ""
) -> Said:
    text = view.text
    while start < end and text[start] in " ¶|:":
        start += 1
    while end > start and text[end - 1] in " ¶|":
        end -= 1
    return Said(name, view, start, end, label, head)


def _pays(name: str | None, value: str, plan: bool = False) -> bool:
    """Whether a label is the payer of the sum after it; in a plan « État » is no status."""
    if name not in _PAYER:
        return False
    if _SUM.match(value) or any(item.start == 0 for item in amounts(value[:60])):
        return True
    return plan and name == "status" and not status(re.split(r" ¶ |[.;]", value)[0])


def of_row(block: Block) -> list[Said]:
    """The fields of a row: each label's value is the cell after it."""
    found: list[Said] = []
    cells = block.cells
    position = 0
    while position < len(cells):
        text = cells[position].text
        name = label(text)
        following = cells[position + 1] if position + 1 < len(cells) else None
        if name and following and _pays(name, following.text):
            position += 2
        elif name and following and (not label(following.text) or _names_body(cells, position)):
            named = (cells[position].passage(0, len(cells[position].text)),)
            found.append(_said(name, following, 0, len(following.text), named, text))
            position += 2
        else:
            if not name or len(cells) == 1:
                found += _inline(cells[position])
            position += 1
    return found


def _names_body(cells: Sequence[View], position: int) -> bool:
    """« Maître d'ouvrage | Commune » among pairs of labels and values: the value is a body."""
    if position % 2 or len(cells) % 2 or label(cells[position].text) not in ("owner", "partners"):
        return False
    others = [cell for at, cell in enumerate(cells) if at % 2 and at != position + 1]
    return bool(_COMMUNE.fullmatch(cells[position + 1].text)) and not any(
        label(cell.text) for cell in others
    )


def _inline(view: View, plan: bool = False) -> list[Said]:
    """« Maître d'ouvrage : OPH du Jura. Partenaires : A, B. »: each value up to the next label."""
    labels = [
        match
        for match in _INLINE.finditer(view.text)
        if match.end() - match.start() < _LONGEST
        and ": " in f"{match[0]} "
        and not _pays(match.lastgroup, view.text[match.end() :][:_LONGEST], plan)
    ]
    found = []
    for match, following in zip(labels, [*labels[1:], None], strict=False):
        name = str(match.lastgroup)
        limit = following.start() if following else len(view.text)
        if name not in ("description", "objectives", "financing", "indicators"):
            stop = re.compile(r"\.(?= [A-ZÀ-Þ«])| ¶ ").search(view.text, match.end(), limit)
            limit = stop.start() if stop else limit
        named = (view.passage(match.start(name), match.end(name)),)
        found.append(_said(name, view, match.end(), limit, named, match[0]))
    return found


def has_fields(view: View) -> bool:
    """Whether labelled values stand in a text, among other words."""
    return bool(_INLINE.search(view.text))


def _heads_plan(row: Block) -> bool:
    """Whether a row is the head of a table of payers: « Financeur | Montant (k€) »."""
    if len(row.cells) < 2 or label(row.cells[0].text) != "financing":
        return False
    money = row.cells[1].text
    return label(money) == "cost" or (columns.unit(money) is not None and not amounts(money))


def _of_plan(row: Block, head: Block) -> Iterator[Said]:
    """The payer and the share at the beginning of a row of such a table."""
    if len(row.cells) > 1 and row.cells[0].text and row.cells[1].text:
        end = len(row.cells[0].text) + 3 + len(row.cells[1].text)
        yield Said("financing", row.view, 0, end, head.evidence(), head.cells[1].text)


def of_blocks(body: Sequence[Block]) -> Iterator[Said]:
    """All the fields of a sheet, in order."""
    opened: str | None = None
    named: Evidence = ()
    head = ""
    listed = False
    plan: Block | None = None
    for block in body:
        if block.kind is Kind.ROW:
            opened = None
            if _heads_plan(block):
                plan = block
            elif plan and plan.table == block.table:
                yield from _of_plan(block, plan)
            else:
                yield from of_row(block)
            continue
        if listed and block.kind is not Kind.BULLET:
            opened = None
        alone = label(block.text) if block.kind is not Kind.BULLET else None
        if alone:
            opened, named, head, listed = alone, block.evidence(), block.text, False
            continue
        inline = _inline(block.view, plan=opened == "financing")
        if inline and block.kind is not Kind.BULLET:
            opened = None
            yield from inline
        elif inline:
            yield from inline
        elif opened and block.kind is not Kind.HEADING:
            yield _said(opened, block.view, 0, len(block.text), named, head)
            listed = block.kind is Kind.BULLET
            opened = opened if opened in ("partners", "financing", "indicators") else None
        elif block.kind is Kind.HEADING:
            opened = None
