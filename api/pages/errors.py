"""The page of a refusal: what happened, and the next step."""

from fastapi import Request

from api.pages.page import Page, text

KNOWN = frozenset({403, 404, 405, 406, 410, 413, 422, 429, 500, 503})


def render(request: Request, status: int, title: str, detail: str) -> str:
    """The page of an error as HTML, in the language of the request.

    `title` and `detail` stand below our own sentence, as the words for who must find the cause.
    """
    kind = str(status) if status in KNOWN else ("500" if status >= 500 else "400")
    t = Page(request).t
    return text(
        request,
        "error.html",
        status=status,
        heading=t(f"error.{kind}_title"),
        sentence=t(f"error.{kind}_sentence"),
        step=t(f"error.{kind}_step"),
        detail=detail or title,
    )
