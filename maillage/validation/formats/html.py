"""The report as one page that stands alone: no script, no font, no address but the things'."""

from collections.abc import Iterator
from html import escape

from maillage.validation.formats.wording import TITLE, heading, more, place, summary
from maillage.validation.report import Report, Violation

EXAMPLES = 50
STYLE = """
:root { color-scheme: light dark; --ink: #1d1f1c; --ground: #fbf9f4; --green: #14532d;
  --violation: #a4161a; --warning: #8a5a00; --info: #14532d; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae3; --ground: #171916; --green: #8fd0a6;
  --violation: #ff9b93; --warning: #f0c36a; --info: #8fd0a6; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; border-left: .3rem solid; padding-left: .6rem; margin-top: 2rem; }
h2.violation { border-color: var(--violation); } h2.warning { border-color: var(--warning); }
h2.info { border-color: var(--info); }
a { color: var(--green); } li { margin-bottom: .6rem; } q, small { display: block; }
""".strip()


class Html:
    name = "html"
    media_type = "text/html"

    def render(self, report: Report, language: str, whole: bool) -> str:
        return "\n".join(_page(report, language, whole)) + "\n"


def _page(report: Report, language: str, whole: bool) -> Iterator[str]:
    title = escape(TITLE[language])
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>\n<p>{escape(summary(report, language))}</p>"
    for rule, found in report.by_rule().items():
        yield from _rule(report, rule, found, language, whole)
    yield "</main>\n</body>\n</html>"


def _rule(
    report: Report, rule: str, found: tuple[Violation, ...], language: str, whole: bool
) -> Iterator[str]:
    severity = found[0].severity.value
    yield f'<h2 class="{severity}">{escape(heading(report, rule, found, language))}</h2>'
    known = report.rules.get(rule)
    if known and known.description.of(language):
        yield f"<p>{escape(known.description.of(language))}</p>"
    shown = found if whole else found[:EXAMPLES]
    yield "<ul>"
    for violation in shown:
        yield f"<li>{''.join(_result(violation, language))}</li>"
    if len(found) > len(shown):
        yield f"<li>… {escape(more(len(found) - len(shown), language))}</li>"
    yield "</ul>"


def _result(violation: Violation, language: str) -> Iterator[str]:
    message = escape(violation.message.of(language))
    if violation.focus.startswith(("https://", "http://")):
        yield f'<a href="{escape(violation.focus)}">{message}</a>'
    else:
        yield message
    if violation.source.quote:
        yield f"<q>{escape(violation.source.quote)}</q>"
    name = place(violation.source)
    if name:
        yield f"<small>{escape(name)}</small>"
