"""Parses request bodies of the local API: a JSON object, or a multipart form with files."""

from aiohttp import BodyPartReader, web

from bot.simulator.errors import LocalApiError
from bot.simulator.files import Upload
from bot.simulator.payload import Json


async def json_body(request: web.Request) -> Json:
    """The JSON object of a request; {} for an empty body."""
    body = await request.json() if request.can_read_body else {}
    if not isinstance(body, dict):
        raise LocalApiError("a JSON object is needed")
    return body


async def form_body(request: web.Request) -> tuple[Json, list[Upload]]:
    """The plain fields of a multipart form, and the files of its field "file"."""
    fields: Json = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.name == "file":
            uploads.append(Upload(data, part.filename or "", part.headers.get("Content-Type", "")))
        else:
            fields[part.name or ""] = data.decode()
    return fields, uploads
