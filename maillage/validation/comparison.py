"""A report beside an earlier one: what is new, what is as it was, what was mended."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from maillage.errors import InputError
from maillage.validation.report import Report, Severity, Violation

REMEDY = "give a report that maillage check --format json printed"
REMEDE = "donnez un rapport écrit par maillage check --format json"
FIELDS = frozenset({"severity", "rule", "id", "focus", "path", "value", "message", "source"})


class State(StrEnum):
    """What became of a result since the earlier report."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FIXED = "fixed"


@dataclass(frozen=True)
class Comparison:
    """The state of each result of a report, in its order, and the results that are gone."""

    states: tuple[State, ...]
    fixed: tuple[Violation, ...]

    @classmethod
    def of(cls, report: Report, before: Report) -> "Comparison":
        """By fingerprint, each as often as it was found: of three where two were, one is new."""
        left = Counter(found.fingerprint for found in before.results)
        states = []
        for found in report.results:
            known = left[found.fingerprint] > 0
            states.append(State.UNCHANGED if known else State.NEW)
            left[found.fingerprint] -= known
        return cls(tuple(states), tuple(_gone(before.results, left)))

    def counts(self) -> dict[str, int]:
        """How many results of each state: ``{"new": 2, "unchanged": 14, "fixed": 1}``."""
        counted = Counter(self.states)
        return {
            State.NEW.value: counted[State.NEW],
            State.UNCHANGED.value: counted[State.UNCHANGED],
            State.FIXED.value: len(self.fixed),
        }

    def conforms(self, report: Report) -> bool:
        """True where no violation of this report is new."""
        return not any(
            state is State.NEW and found.severity is Severity.VIOLATION
            for found, state in zip(report.results, self.states, strict=True)
        )


def _gone(results: Iterable[Violation], left: Counter[str]) -> Iterable[Violation]:
    """The last ones of each fingerprint that the new report has fewer of."""
    gone = []
    for found in reversed(tuple(results)):
        if left[found.fingerprint] > 0:
            left[found.fingerprint] -= 1
            gone.append(found)
    return reversed(gone)


def earlier(name: str, text: str) -> Report:
    """The report that was printed earlier, in the form ``json``.

    Args:
        name: of its file, for the message.

    Raises:
        InputError: it is no such report; says where and what to give.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}"
        raise InputError(
            place, f"is not JSON ({error.msg}); {REMEDY}", f"ce n'est pas du JSON ; {REMEDE}"
        ) from error
    except RecursionError:
        raise _refused(name, "too deep", "trop profond") from None
    results = data.get("results") if isinstance(data, Mapping) else None
    if not isinstance(results, list):
        raise _refused(name, "no list of results", "pas de liste « results »")
    return Report.of((_result(name, place, each) for place, each in enumerate(results)), {})


def _result(name: str, place: int, data: Any) -> Violation:
    where = f"results[{place}]"
    missing = sorted(FIELDS - set(data)) if isinstance(data, Mapping) else sorted(FIELDS)
    if missing:
        names = ", ".join(missing)
        raise _refused(name, f"{where} lacks {names}", f"il manque {names} à {where}")
    try:
        found = Violation.from_json({"repairs": [], **data})
        hash(found.fingerprint)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _refused(
            name, f"{where} has a value of another kind", f"{where} a une valeur inattendue"
        ) from error
    return found


def _refused(name: str, reason: str, raison: str) -> InputError:
    return InputError(
        name,
        f"is not a report of Maillage ({reason}); {REMEDY}",
        f"ce n'est pas un rapport de Maillage ({raison}) ; {REMEDE}",
    )
