"""What a request of the people API brings: a JSON object, or a form with files."""

from aiohttp import BodyPartReader, web

from bot.simulator.deeds import Impossible
from bot.simulator.files import Upload
from bot.simulator.payload import Json


async def wish_of(request: web.Request) -> Json:
    """The JSON object that was sent; nothing sent is an empty one."""
    body = await request.json() if request.can_read_body else {}
    if not isinstance(body, dict):
        raise Impossible("a JSON object is needed")
    return body


async def parts_of(request: web.Request) -> tuple[Json, list[Upload]]:
    facts: Json = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.name == "file":
            uploads.append(Upload(data, part.filename or "", part.headers.get("Content-Type", "")))
        else:
            facts[part.name or ""] = data.decode()
    return facts, uploads
