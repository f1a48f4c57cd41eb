"""Serves the web page with the phones: the static files of the folder page/."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
NO_CACHE = {"Cache-Control": "no-cache"}  # a cached page of another version would call routes that are gone


def routes(folder: Path = FOLDER) -> list[web.RouteDef]:
    async def serve(request: web.Request) -> web.StreamResponse:
        file = (folder / (request.match_info.get("path") or "index.html")).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            raise web.HTTPNotFound(text="no such page")
        return web.FileResponse(file, headers=NO_CACHE)

    return [web.get("/", serve), web.get("/page/{path:.*}", serve)]
