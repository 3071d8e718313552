"""The report for a terminal: by rule, the most serious first, with examples."""

from collections.abc import Iterator

from maillage.figures import number
from maillage.validation.comparison import Comparison
from maillage.validation.formats.entries import Group, Line, Mend, Thing, groups
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
from maillage.validation.report import Report, Rule

EXAMPLES = 5
"""Things of a rule, and places of a sentence, that are shown unless all are asked for."""


class PlainText:
    name = "text"
    media_type = "text/plain"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        blocks = [_group(group, language, whole) for group in groups(report, since)]
        if since and since.fixed:
            blocks.append(_fixed(since, language, whole))
        blocks.append(_end(report, since, language))
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _group(group: Group, language: str, whole: bool) -> Iterator[str]:
    yield heading(group, language)
    reason = group.rule.description.of(language) if group.rule else ""
    if reason:
        yield "  " + phrase("why", language, text=visible(reason))
    page = rule_page(group.iri)
    if page:
        yield "  " + phrase("rule", language, text=page)
    shown = group.things if whole else group.things[:EXAMPLES]
    for thing in shown:
        yield from _thing(thing, group.rule, language, whole)
    left = len(group) - sum(map(len, shown))
    if left:
        yield f"  … {more(left, language)}"


def _thing(thing: Thing, rule: Rule | None, language: str, whole: bool) -> Iterator[str]:
    for place_in, line in enumerate(thing.lines):
        said = sentence(line.first, language)
        said = phrase("new", language, text=said) if line.new else said
        yield f"  {'·' if place_in else '-'} {said}{times(line, language)}"
        yield from _places(line, language, whole)
        for mend in line.mends:
            yield from _mend(mend, language, whole)
        if whole:
            known = dict.fromkeys(detail(entry.found, rule) for entry in line.entries)
            yield from ("    " + phrase("detail", language, text=each) for each in known)


def _places(line: Line, language: str, whole: bool) -> Iterator[str]:
    places = tuple(dict.fromkeys(place(entry.found.source, language) for entry in line.entries))
    shown = places if whole else places[:EXAMPLES]
    yield from (f"    {each}" for each in shown)
    if len(places) > len(shown):
        yield f"    … {more(len(places) - len(shown), language)}"


def _mend(mend: Mend, language: str, whole: bool) -> Iterator[str]:
    label = typeset(visible(mend.repair.label.of(language)), language)
    yield f"    [{mend.number}] {label}"
    if whole:
        yield from (f"        {line}" for line in visible(mend.repair.difference).splitlines())


def _fixed(since: Comparison, language: str, whole: bool) -> Iterator[str]:
    yield f"{phrase('fixed', language)} ({number(len(since.fixed), language)})"
    shown = since.fixed if whole else since.fixed[:EXAMPLES]
    yield from (f"  - {sentence(found, language)}" for found in shown)
    if len(since.fixed) > len(shown):
        yield f"  … {more(len(since.fixed) - len(shown), language)}"


def _end(report: Report, since: Comparison | None, language: str) -> Iterator[str]:
    yield summary(report, language)
    if since:
        yield progress(since, language)
