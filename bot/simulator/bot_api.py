"""The Bot API's request handlers: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import inspect
import json
import logging
import re

from aiohttp import web

from bot.simulator import parameters
from bot.simulator.errors import BotApiError
from bot.simulator.faults import Failure
from bot.simulator.files import upload_too_large
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

logger = logging.getLogger(__name__)
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def as_json(body: object, status: int = 200) -> web.Response:
    try:
        encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a character, which Telegram writes as \ud83d
        encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, content_type="application/json", charset="utf-8")


class BotApi:
    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request of the bot, with the faults that were set for it."""
        name = request.match_info["method"]
        faults = self.world.faults
        await self._half_latency()
        failure = faults.next_failure(name)
        if faults.offline:
            return _reset_connection(request)
        if failure and not failure.after_accept:
            self._record(name, Parameters({}), failure.status)
            return await self._inject(request, failure)
        try:
            body = await self._perform(request, name)
        except ConnectionResetError:  # the bot was killed during the request
            return _reset_connection(request)
        await self._half_latency()
        if faults.offline:
            return _reset_connection(request)
        return await self._inject(request, failure) if failure else as_json(body, body.get("error_code", 200))

    async def _half_latency(self) -> None:
        """One direction of the round trip that `delay_ms` sets."""
        if self.world.faults.delay_ms:
            await asyncio.sleep(self.world.faults.delay_ms / 2_000)

    async def _inject(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.hang:
            await asyncio.sleep(failure.hang)
        if failure.reset:
            return _reset_connection(request)
        if failure.body:
            return web.Response(text=failure.body, status=failure.status, content_type="application/json")
        error = failure.error()
        return as_json(error.body(), error.code)

    async def _perform(self, request: web.Request, name: str) -> Json:
        given = Parameters({})
        try:
            self._check_token(request)
            given = await self._read(request)
            result = await self._call_method(name, given)
        except BotApiError as error:
            self._record(name, given, error.code, error.description)
            return error.body()
        self._record(name, given, 200)
        return {"ok": True, "result": result}

    async def _call_method(self, name: str, given: Parameters) -> object:
        if name.lower() not in METHODS:
            logger.error("The local Telegram has no method %s: build it in bot/simulator/methods", name)
            self.world.unknown_methods.append(name)
            raise BotApiError(404, "Not Found: method not found")
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
            raise BotApiError(404, "Not Found")
        if token != self.token:
            raise BotApiError(401, "Unauthorized")

    def _record(self, name: str, given: Parameters, status: int, description: str = "") -> None:
        chat_id = given.integer("chat_id") or None
        entry = {"seq": next(self.world.call_ids), "method": name, "chat_id": chat_id, "at": self.world.time()}
        error = {"description": description} if description else {}
        self.world.calls.append(entry | {"ok": status == 200, "status": status} | error)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes behind a file_path of getFile."""
        await self._half_latency()
        if self.world.faults.offline:
            return _reset_connection(request)
        try:
            self._check_token(request)
        except BotApiError as error:
            return as_json(error.body(), error.code)
        file = self.world.files.by_path(request.match_info["path"])
        if file is None:
            return as_json(BotApiError(404, "Not Found").body(), 404)
        await self._half_latency()
        return web.Response(body=self.world.files.read(file), content_type="application/octet-stream")


def _reset_connection(request: web.Request) -> web.Response:
    """Aborts the connection without a response."""
    if request.transport:
        request.transport.abort()
    return web.Response()
