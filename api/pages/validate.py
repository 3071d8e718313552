"""The page of ``/validate``: a file handed over, what it says, what is wrong, what was decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from api.deposits import Deposit
from api.errors import Problem
from api.pages import steward_words as said
from api.pages.findings import rule_name
from api.pages.formatting import spaced
from api.pages.marked import Paragraph, Span, paragraphs
from api.pages.page import Page, respond

ADDRESS = "/validate"
LINES_AROUND = 1
"""Lines of an RDF file that are shown before and after the one at fault."""
LONGEST_FILE = 2000
"""Lines of an RDF file that the page shows whole."""
SEVERITIES = ("violation", "warning", "info")
PANEL, ADD = "fact", "add"
"""Parameters of the address: the fact that is decided upon, the list that is added to."""


@dataclass(frozen=True)
class Mend:
    """A proposed mend; `number` is what its form sends."""

    number: int
    label: str
    difference: str | None


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    wrong: bool


@dataclass(frozen=True)
class Found:
    """One finding: its sentence, and where it stands in words; `anchor` in this page."""

    number: int
    message: str
    place: str
    anchor: str | None
    quote: str | None
    lines: tuple[Line, ...]
    mends: tuple[Mend, ...]
    detail: str


@dataclass(frozen=True)
class Rule:
    """The findings of one rule."""

    severity: str
    identifier: str | None
    name: str
    reason: str
    href: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Input:
    """A value of a form; `choices` are (value, label)."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...]
    needed: bool = False


@dataclass(frozen=True)
class Fact:
    """A fact as a line of the page; `span` is where its words begin and end."""

    key: str
    field: str
    kind: str
    words: str
    decided: str | None
    span: tuple[int, int] | None
    decidable: bool


@dataclass(frozen=True)
class Note:
    """What stands beside a paragraph: a fact, or a finding."""

    fact: Fact | None = None
    rule: Rule | None = None
    found: Found | None = None


@dataclass(frozen=True)
class Issue:
    """What reading the document told: in French, as the reader says it."""

    level: str
    message: str
    remedy: str | None
    place: str
    anchor: str | None
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True)
class Noted:
    paragraph: Paragraph
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Panel:
    """The form of a decision: on `fact`, or for a fact that is added to `field`."""

    field: str
    inputs: tuple[Input, ...]
    fact: Fact | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Shown:
    """All that the page of a file shows."""

    key: str
    name: str
    document: bool
    verdict: str
    counts: tuple[tuple[str, int], ...]
    rules: tuple[Rule, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    text: tuple[Noted, ...]
    lines: tuple[Line, ...]
    issues: tuple[Issue, ...]
    decisions: tuple[Mapping[str, Any], ...]
    panel: Panel | None
    addable: tuple[str, ...]
    who: str
    mended: int
    template: str | None
    pages: int | None


def form(request: Request, problem: Problem | None = None) -> Response:
    """The empty page; with what went wrong, after a file that could not be used."""
    page = Page(request)
    settings = page.service.settings
    return respond(
        request,
        "validate.html",
        status=problem.http_status if problem else HTTPStatus.OK,
        problem=problem.reasons[page.language] if problem else None,
        megabytes=page.number(settings.upload_bytes // 1_000_000),
        minutes=page.number(int(settings.deposit_minutes)),
    )


def link(request: Request, key: str, **parameters: str) -> str:
    """The address of a file in hand, in the language that the address asked for."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return Page(request).link(f"{ADDRESS}/{key}{query}")


def opened(
    request: Request,
    key: str,
    deposit: Deposit,
    told: Mapping[str, Any],
    problem: Problem | None = None,
    written: tuple[str, ...] | None = None,
) -> Response:
    """The page of a file; `problem` says why a decision was not taken, `written` what was."""
    page = Page(request)
    response = respond(
        request,
        "validated.html",
        status=problem.http_status if problem else HTTPStatus.OK,
        shown=_shown(page, key, deposit, told),
        problem=problem.reasons[page.language] if problem else None,
        written=written,
        steward=bool(page.service.settings.steward_tokens),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(page: Page, key: str, deposit: Deposit, told: Mapping[str, Any]) -> Shown:
    lines = str(told["text"] or "").splitlines() if not told["document"] else []
    rules = tuple(_rules(page, told, lines))
    facts = tuple(_fact(page, each) for each in told.get("facts", ()))
    issues = tuple(_issue(page, each) for each in told.get("issues", ()))
    kinds = dict.fromkeys(fact.field for fact in facts)
    return Shown(
        key=key,
        name=told["name"],
        document=told["document"],
        verdict=_verdict(told),
        counts=tuple((name, told["counts"][name]) for name in SEVERITIES),
        rules=rules,
        facts={kind: tuple(f for f in facts if f.field == kind) for kind in kinds},
        text=tuple(_noted(str(told["text"]), facts, rules, issues)) if told["document"] else (),
        lines=tuple(_whole(lines, rules)) if len(lines) <= LONGEST_FILE else (),
        issues=issues,
        decisions=tuple(told.get("decisions", ())),
        panel=_panel(page, told, facts),
        addable=tuple(told.get("addable", ())),
        who=deposit.who,
        mended=len(deposit.before),
        template=told.get("template"),
        pages=told.get("pages"),
    )


def _verdict(told: Mapping[str, Any]) -> str:
    wrong = any(issue["level"] == "error" for issue in told.get("issues", ()))
    if told["counts"]["violation"] or wrong:
        return "violation"
    return "warning" if told["counts"]["warning"] else "fine"


def _rules(page: Page, told: Mapping[str, Any], lines: list[str]) -> Iterator[Rule]:
    """The rules that found something, the most serious first, as the report has them."""
    groups: dict[str, list[Found]] = {}
    first: dict[str, Mapping[str, Any]] = {}
    for place, result in enumerate(told["results"], 1):
        first.setdefault(result["rule"], result)
        found = _found(page, place, result, lines, _mends(page, result["repairs"]))
        groups.setdefault(result["rule"], []).append(found)
    for name, found_here in groups.items():
        known = told["rules"].get(name)
        yield Rule(
            severity=first[name]["severity"],
            identifier=first[name]["id"],
            name=page.spaced(known["name"][page.language]) if known else rule_name(name),
            reason=page.spaced(known["description"][page.language]) if known else "",
            href=f"/shapes/{rule_name(name)}",
            found=tuple(found_here),
        )


def _mends(page: Page, repairs: Iterable[Mapping[str, Any]]) -> tuple[Mend, ...]:
    return tuple(
        Mend(each["number"], each["label"][page.language], each["difference"]) for each in repairs
    )


def _found(
    page: Page, place: int, result: Mapping[str, Any], lines: list[str], mends: tuple[Mend, ...]
) -> Found:
    source = result["source"]
    start, end, line = source["start"], source["end"], source["line"]
    anchor = f"p-{start}-{end}" if start is not None else f"l-{line}" if line and lines else None
    parts = (result["path"], result["value"], result["focus"])
    return Found(
        number=place,
        message=page.spaced(result["message"][page.language]),
        place=_place(page, source, result["page"]),
        anchor=anchor,
        quote=source["quote"],
        lines=tuple(_excerpt(lines, line)) if line and lines else (),
        mends=mends,
        detail=" · ".join(part for part in parts if part),
    )


def _place(page: Page, source: Mapping[str, Any], number: int | None) -> str:
    t = page.t
    if source["start"] is not None:
        span = t(
            "validate.span", start=page.number(source["start"]), end=page.number(source["end"])
        )
        return f"{t('validate.page', number=number)}, {span}" if number else span
    if source["line"]:
        return t("validate.line", number=page.number(source["line"]))
    return t("validate.nowhere")


def _excerpt(lines: list[str], number: int) -> Iterator[Line]:
    first, last = max(1, number - LINES_AROUND), min(len(lines), number + LINES_AROUND)
    for each in range(first, last + 1):
        yield Line(each, lines[each - 1], each == number)


def _whole(lines: list[str], rules: Iterable[Rule]) -> Iterator[Line]:
    wrong = {
        line.number for rule in rules for one in rule.found for line in one.lines if line.wrong
    }
    for number, text in enumerate(lines, 1):
        yield Line(number, text, number in wrong)


def _fact(page: Page, told: Mapping[str, Any]) -> Fact:
    spans = sorted((start, end) for start, end, _ in told["spans"])
    return Fact(
        key=told["key"],
        field=told["field"],
        kind=said.KINDS.get(told["field"], "autre"),
        words=said.words(page, told),
        decided=told["decided"],
        span=spans[0] if spans else None,
        decidable=told["where"] is not None,
    )


def _issue(page: Page, told: Mapping[str, Any]) -> Issue:
    mends = _mends(page, told["repairs"])
    first = next(iter(told.get("evidence", ())), None)
    if first is None:
        return Issue(told["level"], spaced(told["message"], "fr"), told["remedy"], "", None, mends)
    place = _place(page, {**first, "line": None}, first.get("page"))
    anchor = Span(first["start"], first["end"]).anchor
    return Issue(told["level"], spaced(told["message"], "fr"), told["remedy"], place, anchor, mends)


def _span(anchor: str | None) -> Span | None:
    """What a finding's anchor points at in the text."""
    kind, _, rest = (anchor or "").partition("-")
    start, _, end = rest.partition("-")
    return Span(int(start), int(end), "autre") if kind == "p" else None


def _noted(
    text: str, facts: tuple[Fact, ...], rules: tuple[Rule, ...], issues: tuple[Issue, ...]
) -> Iterator[Noted]:
    """The paragraphs of the text, each with the facts and the findings that begin in it."""
    notes: list[tuple[int, int, Note]] = []
    spans = {span for issue in issues if (span := _span(issue.anchor))}
    for fact in facts:
        if fact.span:
            spans.add(Span(*fact.span, fact.kind))
            notes.append((fact.span[0], 1, Note(fact=fact)))
    for rule in rules:
        for found in rule.found:
            if span := _span(found.anchor):
                spans.add(span)
                notes.append((span.start, 0, Note(rule=rule, found=found)))
    notes.sort(key=lambda note: note[:2])
    for paragraph in paragraphs(text, spans):
        count = sum(start < paragraph.end for start, _, _ in notes)
        inside, notes = notes[:count], notes[count:]
        yield Noted(paragraph, tuple(note for _, _, note in inside))


def _panel(page: Page, told: Mapping[str, Any], facts: tuple[Fact, ...]) -> Panel | None:
    """The form that the address asks for, if any."""
    key, field = (page.request.query_params.get(name) for name in (PANEL, ADD))
    for fact, one in zip(facts, told.get("facts", ()), strict=True):
        if fact.key == key and fact.decidable:
            text = str(told["text"])
            quote = text[slice(*fact.span)] if fact.span else None
            inputs = tuple(_input(page, fact.field, each) for each in one["properties"])
            return Panel(fact.field, inputs, fact, quote)
    if field and field in told.get("addable", {}):
        inputs = tuple(_input(page, field, each) for each in told["addable"][field])
        return Panel(field, inputs)
    return None


def _input(page: Page, field: str, told: Mapping[str, Any]) -> Input:
    name = told["name"]
    choices = tuple((each, said.value(page, field, name, each)) for each in told["choices"])
    value = told.get("value") or ""
    needed = bool(told.get("needed"))
    return Input(name, said.property_name(page, name), value, choices, needed)
