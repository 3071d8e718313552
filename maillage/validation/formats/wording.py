"""Words that the text and the page of a report share."""

from collections.abc import Mapping

from maillage.validation.report import Report, Severity, Source, Violation

SEVERITIES: Mapping[str, Mapping[Severity, tuple[str, str]]] = {
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
MORE: Mapping[str, tuple[str, str]] = {
    "fr": ("et un autre", "et {n} autres"),
    "en": ("and one other", "and {n} others"),
}
FINE: Mapping[str, str] = {
    "fr": "Tout respecte les règles.",
    "en": "Everything respects the rules.",
}
TITLE: Mapping[str, str] = {"fr": "Contrôle des règles", "en": "Check of the rules"}


def counted(number: int, severity: Severity, language: str) -> str:
    """« 1 erreur », « 3 avertissements »; French says zero in the singular."""
    one, several = SEVERITIES[language][severity]
    single = number <= 1 if language == "fr" else number == 1
    return f"{number} {one if single else several}"


def summary(report: Report, language: str) -> str:
    """« 4 erreurs, 180 avertissements, 53 informations », or that all is well."""
    counts = report.counts()
    parts = [
        counted(counts[severity], severity, language) for severity in Severity if counts[severity]
    ]
    return ", ".join(parts) or FINE[language]


def more(number: int, language: str) -> str:
    one, several = MORE[language]
    return one if number == 1 else several.format(n=number)


def place(source: Source) -> str | None:
    """``data/reference/ort-2024.csv:12``."""
    if source.file is None:
        return None
    return f"{source.file}:{source.line}" if source.line else source.file


def heading(report: Report, rule: str, found: tuple[Violation, ...], language: str) -> str:
    """« C16 ORT après la loi qui la crée (1 erreur) »."""
    known = report.rules.get(rule)
    name = known.name.of(language) if known else rule.rpartition("#")[2]
    number = f"{found[0].id} " if found[0].id else ""
    return f"{number}{name} ({counted(len(found), found[0].severity, language)})"
