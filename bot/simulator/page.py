"""Serves the web page with the phones: the folder page/ beside this file."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
FRESH = {"Cache-Control": "no-cache"}  # a page of yesterday's version would speak to today's server


def routes(folder: Path = FOLDER) -> list[web.RouteDef]:
    async def show(request: web.Request) -> web.StreamResponse:
        file = (folder / (request.match_info.get("path") or "index.html")).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            raise web.HTTPNotFound(text="no such page")
        return web.FileResponse(file, headers=FRESH)

    return [web.get("/", show), web.get("/page/{path:.*}", show)]
