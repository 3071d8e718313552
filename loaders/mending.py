"""A file checked with its mends, and mends applied: words of an RDF file, decisions on a document.

What is checked once is mended once: several mends are applied together, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.corrections import record, write
from loaders.corrections.proposed import Desk
from loaders.draft import Stated, draft_of
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.model import Issue
from maillage.rdf import RdfFormat, Triple
from maillage.settings import Settings
from maillage.validation import mends, positions
from maillage.validation.check import Checker, examine
from maillage.validation.edits import Edit, edit
from maillage.validation.hostile import parsed
from maillage.validation.repair import Repair
from maillage.validation.report import Report
from maillage.validation.syntax import form_of
from maillage.validation.unified import difference

Proposed = tuple[tuple[Issue, tuple[Repair, ...]], ...]
"""The issues of a reading, each with what may be decided about it."""


@dataclass(frozen=True)
class Checked:
    """A file and its report with mends; `triples` are those of an RDF file, in its order."""

    path: Path
    report: Report
    issues: Proposed = ()
    stated: Stated | None = None
    text: str | None = None
    triples: tuple[Triple, ...] = ()

    @property
    def offered(self) -> list[tuple[int, Repair]]:
        """All mends by number: those of the report in its order, then those of the issues."""
        first = [(number, repair) for number, _, repair in mends.numbered(self.report)]
        return [*first, *self.of_issues]

    @property
    def of_issues(self) -> list[tuple[int, Repair]]:
        """The mends of the issues, numbered after those of the report."""
        told = [repair for _, repairs in self.issues for repair in repairs]
        return list(enumerate(told, len(mends.numbered(self.report)) + 1))

    @property
    def facts(self) -> tuple[Triple, ...]:
        """What the file says."""
        if self.stated is None:
            return self.triples
        return tuple(Triple(*parts) for parts in self.stated.triples)


def checked(path: Path, checker: Checker) -> Checked:
    """An RDF file or a document, checked as if it were added to the graph.

    Raises:
        InputError: it cannot be read, or is not RDF (with the line).
    """
    form = form_of(path.name)
    if form is None:
        stated = draft_of(path, checker.settings)
        report, issues = document(checker, stated, path=path)
        return Checked(path, report, issues, stated)
    try:
        data = path.read_bytes()
    except OSError as error:
        french = f"ne peut pas être lu ({error.strerror}) ; vérifier son nom"
        reason = f"cannot be read ({error.strerror}); check its name"
        raise InputError(path, reason, french) from error
    return rdf(checker, str(path), data, form)


def rdf(checker: Checker, name: str, data: bytes, form: RdfFormat) -> Checked:
    """The bytes of an RDF file of this name, checked, with mends.

    Raises:
        InputError: it is not RDF of this form (with the line).
    """
    quads = parsed(data, form, name)
    added = [quad.triple for quad in quads]
    before = checker.before(quads)
    text = data.decode("utf-8-sig", "replace")
    given = (name, text)
    report = examine(checker.plan, before, quads, checker.settings.root, given)
    report = mends.mended(report, checker.plan, before, added, checker.view, given)
    return Checked(Path(name), report, text=text, triples=tuple(added))


def document(
    checker: Checker, stated: Stated, corrections: str | None = None, path: Path | None = None
) -> tuple[Report, Proposed]:
    """The report on a document that was read, and its issues, both with decisions to take.

    `corrections` is the text that stands for the file of its corrections.
    """
    triples = [Triple(*parts) for parts in stated.triples]
    report = checker.triples(triples, (str(path or stated.path), None))
    desk = Desk.of(stated, checker.settings, corrections)
    return desk.report(report), desk.issues()


def chosen(found: Checked, numbers: Sequence[int]) -> list[Repair]:
    """The mends of these numbers.

    Raises:
        InputError: a number is none of those that are offered, or two mends change one fact.
    """
    offered = dict(found.offered)
    for number in numbers:
        if number not in offered:
            last = f"1 to {len(offered)}" if offered else "none"
            french = f"aucune réparation ne porte le numéro {number}"
            raise InputError(
                found.path, f"no mend has the number {number}; offered: {last}", french
            )
    every = [offered[number] for number in dict.fromkeys(numbers)]
    repairs = list({(each.removed, each.added, each.difference): each for each in every}.values())
    gone = [triple for repair in repairs for triple in repair.removed]
    if len(set(gone)) < len(gone):
        french = "deux des réparations changent le même fait ; en choisir une"
        raise InputError(found.path, "two of the mends change the same fact; choose one", french)
    return repairs


def edited(found: Checked, repairs: Sequence[Repair]) -> Edit:
    """The text of an RDF file with mends.

    Raises:
        InputError: they cannot be written in this file.
    """
    form = form_of(found.path.name)
    removed = tuple(triple for repair in repairs for triple in repair.removed)
    added = tuple(dict.fromkeys(triple for repair in repairs for triple in repair.added))
    if found.text is not None and form is not None and repairs:
        together = Repair(repairs[0].label, removed, added)
        made = edit(found.text, form, found.triples, together, positions.of, found.path.name)
        if made:
            return made
    french = "la réparation ne s'écrit pas d'elle-même dans ce fichier ; la faire à la main"
    english = "the mend cannot be written in this file by itself; make it by hand"
    raise InputError(found.path, english, french)


def applied(
    found: Checked,
    numbers: Sequence[int],
    settings: Settings,
    who: str,
    when: date,
    why: str,
) -> str:
    """Writes mends by number: into the RDF file, or as decisions on the document; gives the diff.

    Raises:
        InputError: a number, who or why is wrong; nothing was written.
    """
    repairs = chosen(found, numbers)
    if found.stated is None:
        made = edited(found, repairs)
        write_atomically(found.path, made.text.encode(), found.path.stat().st_mode & 0o777)
        return made.difference
    slug = found.stated.slug
    kept = record.document_of(settings, slug)
    if kept.read_bytes() != found.path.read_bytes():
        french = f"un autre document porte ce nom dans data/documents ({kept.name})"
        english = f"another document has this name in data/documents ({kept.name}); rename it"
        raise InputError(found.path, english, french)
    path = write.file_of(settings, slug)
    before = write.text_of(path)
    decisions = [repair.decision for repair in repairs if repair.decision]
    record.record_all(settings, slug, decisions, who, when, why)
    return difference(before, write.text_of(path), path.name)
