"""What ``/openapi.json`` tells of errors: they are problems, or pages in a browser."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from api.negotiation import HTML
from api.problems import MEDIA_TYPE

Answers = dict[int | str, dict[str, Any]]
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "parameters": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The parameters at fault, where there are some.",
        },
    },
}
"""RFC 9457, with our one member more."""
CONTENT: Mapping[str, Any] = {MEDIA_TYPE: {"schema": PROBLEM}, HTML: {}}
INVALID = "A parameter is missing or of the wrong kind."


def refusals(descriptions: Mapping[int, str]) -> Answers:
    """The documentation of errors from a sentence a status."""
    return {
        status: {"description": text, "content": dict(CONTENT)}
        for status, text in descriptions.items()
    }


def unless_changed(what: str) -> Answers:
    """The documentation of 304."""
    return {304: {"description": f"The {what} is what `If-None-Match` names."}}


ALWAYS = refusals(
    {413: "The body of the request is too long.", 429: "Too many requests of this client."}
)
"""What any route may answer."""


class Application(FastAPI):
    """The framework's application, but for its own form of 422 in its description."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            described = super().openapi()
            for operations in described["paths"].values():
                for operation in operations.values():
                    _mend(operation["responses"])
            parts = described.get("components", {}).get("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                parts.pop(name, None)
        assert self.openapi_schema is not None
        return self.openapi_schema


def _mend(answers: dict[str, Any]) -> None:
    """Puts our form of a problem in the place of the framework's.

    It documents 422 for each route with a parameter, that of a path too, which is always a string.
    """
    if "application/json" in answers.get("422", {}).get("content", {}):
        answers["422"] = {"description": INVALID, "content": dict(CONTENT)}
