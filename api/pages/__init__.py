"""The pages for people: one router, HTML made on the server, nothing from elsewhere."""

from fastapi import APIRouter

from api.pages import assets, document, home, things

__all__ = ["router"]

router = APIRouter()
for part in (home, things, document, assets):
    router.include_router(part.router)
