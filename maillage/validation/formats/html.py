"""The report as one page that stands alone: no script, no font, no address but the things'."""

from collections.abc import Iterator
from html import escape

from maillage.validation.comparison import Comparison
from maillage.validation.formats.entries import Group, Line, Mend, Thing, groups
from maillage.validation.formats.style import STYLE
from maillage.validation.formats.wording import (
    detail,
    heading,
    more,
    phrase,
    place,
    progress,
    rule_page,
    sentence,
    summary,
    times,
    typeset,
    visible,
)
from maillage.validation.report import Report, Rule, Violation

EXAMPLES = 50
"""Things of a rule that are shown unless all are asked for."""


class Html:
    name = "html"
    media_type = "text/html"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        return "\n".join(_page(report, language, whole, since)) + "\n"


def _page(report: Report, language: str, whole: bool, since: Comparison | None) -> Iterator[str]:
    title = escape(phrase("title", language))
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>\n<p>{escape(summary(report, language))}</p>"
    if since:
        yield f"<p>{escape(progress(since, language))}</p>"
    for group in groups(report, since):
        yield from _group(group, language, whole)
    if since and since.fixed:
        yield f'<h2 class="fixed">{escape(phrase("fixed", language))}</h2>\n<ul>'
        yield from (f"<li>{escape(sentence(each, language))}</li>" for each in since.fixed)
        yield "</ul>"
    yield "</main>\n</body>\n</html>"


def _group(group: Group, language: str, whole: bool) -> Iterator[str]:
    severity = group.first.severity.value
    yield f'<h2 class="{severity}">{escape(heading(group, language))}</h2>'
    reason = group.rule.description.of(language) if group.rule else ""
    if reason:
        yield f"<p>{escape(phrase('why', language, text=visible(reason)))}</p>"
    page = rule_page(group.iri)
    if page:
        link = f'<a href="{escape(page)}">{escape(page)}</a>'
        yield f"<p><small>{phrase('rule', language, text=link)}</small></p>"
    shown = group.things if whole else group.things[:EXAMPLES]
    yield "<ul>"
    for thing in shown:
        yield f"<li>{''.join(_thing(thing, group.rule, language))}</li>"
    left = len(group) - sum(map(len, shown))
    if left:
        yield f"<li>… {escape(more(left, language))}</li>"
    yield "</ul>"


def _thing(thing: Thing, rule: Rule | None, language: str) -> Iterator[str]:
    for line in thing.lines:
        mark = ' class="new"' if line.new else ""
        yield f"<p{mark}>{_said(line, language)}{escape(times(line, language))}</p>"
        places = dict.fromkeys(place(entry.found.source, language) for entry in line.entries)
        yield from (f"<small>{escape(each)}</small>" for each in places)
        yield from (_mend(mend, language) for mend in line.mends)
        yield from _details(line, rule, language)


def _said(line: Line, language: str) -> str:
    """The sentence, which leads to its thing."""
    found: Violation = line.first
    said = sentence(found, language)
    message = escape(phrase("new", language, text=said) if line.new else said)
    if found.focus.startswith(("https://", "http://")):
        return f'<a href="{escape(found.focus)}">{message}</a>'
    return message


def _mend(mend: Mend, language: str) -> str:
    label = escape(typeset(visible(mend.repair.label.of(language)), language))
    said = f'<p class="mend">[{mend.number}] {label}</p>'
    if not mend.repair.difference:
        return said
    lines = visible(mend.repair.difference).splitlines()
    return f"{said}<pre>{chr(10).join(map(_changed, lines))}</pre>"


def _changed(line: str) -> str:
    tag = {"+": "ins", "-": "del"}.get(line[:1])
    return f"<{tag}>{escape(line)}</{tag}>" if tag else escape(line)


def _details(line: Line, rule: Rule | None, language: str) -> Iterator[str]:
    title, _, _ = phrase("detail", language, text="").partition(":")
    yield f"<details><summary>{escape(title.strip().capitalize())}</summary>"
    known = dict.fromkeys(detail(entry.found, rule) for entry in line.entries)
    yield from (f"<code>{escape(each)}</code>" for each in known)
    yield "</details>"
