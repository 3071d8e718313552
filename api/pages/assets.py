"""The style sheet, the script and the pictures: the few files of ``api/static``."""

import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

STATIC = Path(__file__).parents[1] / "static"
MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR = 31_536_000

router = APIRouter(include_in_schema=False)


@lru_cache(maxsize=16)
def fingerprint(name: str) -> str:
    """A short hash of the file: its address changes when it does, so that it may be kept."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    path = STATIC / name
    if path.suffix not in MEDIA or path.parent != STATIC or not path.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=MEDIA[path.suffix], headers=headers)


@router.get("/favicon.ico")
def favicon() -> FileResponse:
    return static("icon.svg")
