"""Words that the forms of a report share."""

import re
from collections.abc import Iterator, Mapping

from maillage.figures import FIXED, number
from maillage.iri import BASE, path_of
from maillage.rdf import compact
from maillage.validation.comparison import Comparison, State
from maillage.validation.formats.entries import Entry, Group, Line
from maillage.validation.report import Report, Rule, Severity, Source, Violation
from maillage.validation.words import shortened

Counted = tuple[str, str]
SEVERITIES: Mapping[str, Mapping[Severity, Counted]] = {
    "fr": {
        Severity.VIOLATION: ("erreur", "erreurs"),
        Severity.WARNING: ("avertissement", "avertissements"),
        Severity.INFO: ("information", "informations"),
    },
    "en": {
        Severity.VIOLATION: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.INFO: ("note", "notes"),
    },
}
STATES: Mapping[str, Mapping[State, Counted]] = {
    "fr": {
        State.NEW: ("nouvelle", "nouvelles"),
        State.FIXED: ("corrigée", "corrigées"),
        State.UNCHANGED: ("inchangée", "inchangées"),
    },
    "en": {
        State.NEW: ("new", "new"),
        State.FIXED: ("fixed", "fixed"),
        State.UNCHANGED: ("unchanged", "unchanged"),
    },
}
PHRASES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Contrôle des règles",
        "fine": "Tout respecte les règles.",
        "other": "et un autre",
        "others": "et {n} autres",
        "times": " ({n} fois)",
        "new": "nouvelle : {text}",
        "why": "Pourquoi : {text}",
        "rule": "Règle : {text}",
        "detail": "détail : {text}",
        "known": "déjà dans le rapport précédent",
        "quote": "{where} : « {text} »",
        "page": "page {n}, ",
        "span": "caractères {start}–{end}",
        "from": "caractère {start}",
        "of": "{where} de {file}",
        "line": "ligne {n}",
        "unknown": "position inconnue",
        "fixed": "Ce qui est corrigé depuis le rapport précédent",
    },
    "en": {
        "title": "Check of the rules",
        "fine": "Everything respects the rules.",
        "other": "and one other",
        "others": "and {n} others",
        "times": " ({n} times)",
        "new": "new: {text}",
        "why": "Why: {text}",
        "rule": "Rule: {text}",
        "detail": "detail: {text}",
        "known": "in the earlier report already",
        "quote": "{where}: “{text}”",
        "page": "page {n}, ",
        "span": "characters {start}–{end}",
        "from": "character {start}",
        "of": "{where} of {file}",
        "line": "line {n}",
        "unknown": "unknown position",
        "fixed": "What was mended since the earlier report",
    },
}
BEFORE_MARK = re.compile(r" (?=[:;!?»%€])|(?<=«) ")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What would steer a terminal, or may not stand in XML."""
RULES = BASE + "shapes#"
SITE = BASE + "shapes"


def phrase(key: str, language: str, **parts: object) -> str:
    return typeset(PHRASES[language][key].format(**parts), language)


def typeset(text: str, language: str) -> str:
    """French marks keep their word beside them on a line."""
    return BEFORE_MARK.sub(FIXED, text) if language == "fr" else text


def visible(text: str) -> str:
    """`text` with a sign in place of each character that is none to be read."""
    return UNSEEN.sub("\ufffd", text)


def sentence(violation: Violation, language: str) -> str:
    return typeset(visible(" ".join(violation.message.of(language).split())), language)


def counted(how_many: int, words: Counted, language: str) -> str:
    """« 1 erreur », « 3 avertissements »; French says zero in the singular."""
    single = how_many <= 1 if language == "fr" else how_many == 1
    return f"{number(how_many, language)}{FIXED}{words[0 if single else 1]}"


def summary(report: Report, language: str) -> str:
    """« 4 erreurs, 180 avertissements, 53 informations », or that all is well."""
    names, counts = SEVERITIES[language], report.counts()
    parts = [counted(counts[s], names[s], language) for s in Severity if counts[s]]
    return ", ".join(parts) or phrase("fine", language)


def progress(since: Comparison, language: str) -> str:
    """« 2 nouvelles, 1 corrigée, 14 inchangées »."""
    counts = since.counts()
    return ", ".join(
        counted(counts[state.value], words, language) for state, words in STATES[language].items()
    )


def times(line: Line, language: str) -> str:
    """« (3 fois) » where a sentence was found in several places."""
    several = len(line.entries)
    return phrase("times", language, n=number(several, language)) if several > 1 else ""


def more(how_many: int, language: str) -> str:
    if how_many == 1:
        return phrase("other", language)
    return phrase("others", language, n=number(how_many, language))


def heading(group: Group, language: str) -> str:
    """« C16 ORT après la loi qui la crée (1 erreur) »."""
    found = group.first
    title = f"{found.id} " if found.id else ""
    words = SEVERITIES[language][found.severity]
    name = typeset(rule_name(group.iri, group.rule, language), language)
    return f"{title}{name} ({counted(len(group), words, language)})"


def rule_name(iri: str, rule: Rule | None, language: str) -> str:
    """The rule's name, else the last part of its address."""
    return visible(rule.name.of(language) if rule else iri.rpartition("#")[2])


def rule_page(iri: str) -> str | None:
    """The address of the page of one of our rules, which explains it."""
    return f"{SITE}/{iri.removeprefix(RULES)}" if iri.startswith(RULES) else None


def name_of(focus: str) -> str:
    """The thing as short as its address lets it be: ``adhesion/ort/46240``."""
    return path_of(focus) or compact(focus)


def file_place(source: Source) -> str | None:
    """``data/reference/ort-2024.csv:12``, as other tools read it."""
    if source.file is None:
        return None
    return f"{source.file}:{source.line}" if source.line else source.file


def place(source: Source, language: str) -> str:
    """Where to look, in words; that it is not known is said too."""
    where = _span(source, language)
    if where is None:
        where = _line(source, language)
    elif source.line:
        where += f" ({_line(source, language)})"
    if not source.quote:
        return visible(where)
    quote = shortened(" ".join(source.quote.split()))
    return visible(phrase("quote", language, where=where, text=quote))


def _span(source: Source, language: str) -> str | None:
    """« page 4, caractères 1 203–1 260 de convention.pdf »."""
    if source.start is None:
        return None
    ends = {"start": number(source.start, language), "end": number(source.end or 0, language)}
    where = phrase("page", language, n=source.page) if source.page else ""
    where += phrase("from" if source.end is None else "span", language, **ends)
    slug = (path_of(source.document or "") or "").removeprefix("document/")
    file = slug if source.line or source.file is None else source.file
    return phrase("of", language, where=where, file=file) if file else where


def _line(source: Source, language: str) -> str:
    """« ligne 12 de fichier.ttl », « fichier.ttl, position inconnue »."""
    if source.line is None:
        slug = (path_of(source.document or "") or "").removeprefix("document/")
        parts = (source.file or slug, phrase("unknown", language))
        return ", ".join(part for part in parts if part)
    where = phrase("line", language, n=number(source.line, language))
    return phrase("of", language, where=where, file=source.file) if source.file else where


def detail(violation: Violation, rule: Rule | None) -> str:
    """What the engine itself says: constraint, path and value, in the terms of RDF."""
    return visible(" · ".join(" ".join(part.split()) for part in _parts(violation, rule)))


def _parts(violation: Violation, rule: Rule | None) -> Iterator[str]:
    component = violation.component or (rule.component if rule else None)
    if component:
        yield compact(component)
    if violation.path:
        yield compact(violation.path)
    if violation.value is not None:
        yield shortened(name_of(violation.value))
    yield name_of(violation.focus)


def whole_story(entry: Entry, language: str) -> str:
    """The sentence, its place, and what may be done, a line each: for other people's tools."""
    found = entry.found
    lines = [sentence(found, language), place(found.source, language)]
    lines += [f"[{mend.number}] {visible(mend.repair.label.of(language))}" for mend in entry.mends]
    page = rule_page(found.rule)
    return "\n".join([*lines, page] if page else lines)
