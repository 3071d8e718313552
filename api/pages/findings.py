"""The findings of the rules in a release's report, as a page shows them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from api.pages.graph import Mark
from api.pages.links import href
from api.pages.page import Page
from api.pages.values import Value
from maillage import iri
from maillage.rdf import NamedNode
from maillage.release import Release


@dataclass(frozen=True)
class Finding:
    """What a rule found; `severity` is violation, warning or info."""

    severity: str
    identifier: str | None
    """The rule's number, e.g. C16."""
    rule: str | None
    """The IRI of the rule."""
    rule_href: str | None
    focus: Value
    message: str
    mark: Mark | None


@lru_cache(maxsize=2)
def results(release: Release) -> tuple[dict[str, Any], ...]:
    """The results of the report; none where the release has no report that can be read."""
    try:
        return tuple(release.report().get("results", ()))
    except (OSError, json.JSONDecodeError):
        return ()


def rule_name(address: str) -> str:
    """The last part of a rule's IRI, which is its page: ``ConventionShape-dureeMois``."""
    return address.replace("#", "/").rstrip("/").rpartition("/")[2]


def _mark(source: dict[str, Any]) -> Mark | None:
    path = iri.path_of(str(source.get("document") or "")) or ""
    start, end = source.get("start"), source.get("end")
    if not path.startswith("document/") or start is None or end is None:
        return None
    return Mark(path.removeprefix("document/"), int(start), int(end))


def finding(page: Page, result: dict[str, Any]) -> Finding:
    focus, rule = str(result.get("focus") or ""), result.get("rule")
    message = result.get("message") or {}
    return Finding(
        severity=str(result.get("severity", "info")),
        identifier=result.get("id"),
        rule=rule,
        rule_href=f"/shapes/{rule_name(rule)}" if rule else None,
        focus=Value(page.graph.name(NamedNode(focus)) if ":" in focus else focus, href(focus)),
        message=str(message.get(page.language) or message.get("fr") or ""),
        mark=_mark(result.get("source") or {}),
    )


def _about(result: dict[str, Any], slug: str) -> bool:
    document = iri.document(slug).value
    if (result.get("source") or {}).get("document") == document:
        return True
    return f"/{slug}/" in f"{result.get('focus')}/"


def findings_about(page: Page, slug: str) -> tuple[Finding, ...]:
    """The findings about a document, its convention, and what is in them."""
    found = results(page.service.release)
    return tuple(finding(page, one) for one in found if _about(one, slug))


def findings_of(page: Page, rules: frozenset[str]) -> Iterator[Finding]:
    """The findings of some rules, by their IRI."""
    for one in results(page.service.release):
        if one.get("rule") in rules:
            yield finding(page, one)
