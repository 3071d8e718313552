"""The style sheet, the scripts and the pictures: the few files of ``api/static``."""

import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

STATIC = Path(__file__).parents[1] / "static"
EDITOR = STATIC / "editor"
"""What ``make editor`` builds; pages do without it where it is missing."""
EDITOR_ENTRY = "editor.js"
MEDIA = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
YEAR = 31_536_000

router = APIRouter(include_in_schema=False)


@lru_cache(maxsize=16)
def fingerprint(name: str) -> str:
    """A short hash of the file: its address changes when it does, so that it may be kept."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def editor() -> str | None:
    """The address of the editor's script, None where it was not built."""
    path = EDITOR / EDITOR_ENTRY
    if not path.is_file():
        return None
    content = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"/static/{EDITOR.name}/{EDITOR_ENTRY}?v={content}"


@router.get("/static/editor/{name}")
def part(name: str) -> FileResponse:
    """A file of the editor; those it loads later have their hash in their name."""
    return _file(EDITOR, name)


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    return _file(STATIC, name)


def _file(folder: Path, name: str) -> FileResponse:
    path = folder / name
    if path.suffix not in MEDIA or path.parent != folder or not path.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=MEDIA[path.suffix], headers=headers)


@router.get("/favicon.ico")
def favicon() -> FileResponse:
    return static("icon.svg")
