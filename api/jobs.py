"""What a worker is asked to do: a query, or the description of a thing."""

from collections.abc import Collection
from typing import Any, TypeAlias

from api.describing import Description, describe
from api.evaluation import Query, Reply, evaluate
from maillage.store import View

Job: TypeAlias = Query | Description
_KINDS: dict[str, type[Query] | type[Description]] = {one.KIND: one for one in (Query, Description)}


def packed(job: Job) -> dict[str, Any]:
    """A job as the head of a frame."""
    return {"kind": job.KIND, **vars(job)}


def unpacked(head: dict[str, Any]) -> Job:
    """The job in the head of a frame."""
    return _KINDS[head["kind"]](**{name: value for name, value in head.items() if name != "kind"})


def done(view: View, graphs: Collection[str], job: Job) -> Reply:
    """The reply to a job.

    Raises:
        Problem: it has none.
    """
    if isinstance(job, Description):
        return describe(view, job)
    return evaluate(view, graphs, job)
