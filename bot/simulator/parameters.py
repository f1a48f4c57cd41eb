"""The parameters of a Bot API request, parsed from query string, form, JSON or multipart body."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.simulator.errors import bad_request
from bot.simulator.files import UPLOAD_LIMIT, Upload, upload_too_large
from bot.simulator.payload import Json

_TRUE = ("true", "yes", "1")  # td/utils/misc.h: to_bool


class Parameters:
    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict | list):
            return json.dumps(value)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer; like Telegram, anything else counts as the default."""
        try:
            return int(self.text(name).strip())
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, problem: str) -> Any:
        """A nested value, JSON-serialised or not; error 400 with `problem` when it cannot be parsed."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(problem) from None


async def read(request: web.Request) -> Parameters:
    """Parses a request; error 413 above Telegram's 50 MB."""
    values: Json = dict(request.query)
    if not request.can_read_body:
        return Parameters(values)
    if request.content_type == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if request.content_type == "application/json":
        return Parameters(values | _json_object(body))
    return Parameters(values | dict(parse_qsl(body.decode(), keep_blank_values=True)))


def _json_object(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return parsed


async def _multipart(request: web.Request, values: Json) -> Parameters:
    uploads: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        size += len(data)
        if part.filename is None:
            values[part.name or ""] = data.decode()
        elif size <= UPLOAD_LIMIT:
            uploads[part.name or ""] = Upload(data, part.filename, part.headers.get("Content-Type", ""))
    if size > UPLOAD_LIMIT:
        raise upload_too_large()
    return Parameters(values, uploads)
