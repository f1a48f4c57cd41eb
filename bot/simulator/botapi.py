"""The door for bots: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import inspect
import json
import logging
import re
from typing import Any

from aiohttp import web

from bot.simulator import parameters
from bot.simulator.errors import ApiError
from bot.simulator.faults import Failure
from bot.simulator.files import upload_too_large
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

logger = logging.getLogger(__name__)
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def as_json(body: Any, status: int = 200) -> web.Response:
    encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=encoded, status=status, content_type="application/json", charset="utf-8")


class BotApi:
    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a bot, with the faults that were ordered for it."""
        name = request.match_info["method"]
        faults = self.world.faults
        await self._travel()
        failure = faults.take(name)
        if faults.offline:
            return _cut(request)
        if failure and not failure.after_accept:
            self._record(name, Parameters({}), failure.status)
            return await self._fail(request, failure)
        try:
            body = await self._perform(request, name)
        except ConnectionResetError:  # the bot was killed while it asked
            return _cut(request)
        await self._travel()
        if faults.offline:
            return _cut(request)
        return await self._fail(request, failure) if failure else as_json(body, body.get("error_code", 200))

    async def _travel(self) -> None:
        """Half of the round trip that a slow network takes."""
        if self.world.faults.delay_ms:
            await asyncio.sleep(self.world.faults.delay_ms / 2_000)

    async def _fail(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.hang:
            await asyncio.sleep(failure.hang)
        if failure.reset:
            return _cut(request)
        error = failure.error()
        return as_json(error.body(), error.code)

    async def _perform(self, request: web.Request, name: str) -> Json:
        given = Parameters({})
        try:
            self._check_token(request)
            given = await self._read(request)
            result = await self._run(name, given)
        except ApiError as error:
            self._record(name, given, error.code, error.description)
            return error.body()
        self._record(name, given, 200)
        return {"ok": True, "result": result}

    async def _run(self, name: str, given: Parameters) -> Any:
        if name.lower() not in METHODS:
            logger.error("The local Telegram has no method %s: build it in bot/simulator/methods", name)
            self.world.unknown_methods.append(name)
            raise ApiError(404, "Not Found: method not found")
        result = METHODS[name.lower()][1](self.world, given)
        return await result if inspect.isawaitable(result) else result

    async def _read(self, request: web.Request) -> Parameters:
        try:
            return await parameters.read(request)
        except web.HTTPRequestEntityTooLarge:
            raise upload_too_large() from None

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _record(self, name: str, given: Parameters, status: int, description: str = "") -> None:
        chat_id = given.integer("chat_id") or None
        entry = {"seq": next(self.world.call_numbers), "method": name, "chat_id": chat_id, "at": self.world.time()}
        told = {"description": description} if description else {}
        self.world.calls.append(entry | {"ok": status == 200, "status": status} | told)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes behind a file_path of getFile."""
        await self._travel()
        if self.world.faults.offline:
            return _cut(request)
        try:
            self._check_token(request)
        except ApiError as error:
            return as_json(error.body(), error.code)
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return as_json(ApiError(404, "Not Found").body(), 404)
        await self._travel()
        return web.Response(body=self.world.files.read(file), content_type="application/octet-stream")


def _cut(request: web.Request) -> web.Response:
    """Ends the connection without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()
