"""The admin API: HTTP routes for clock, faults, limits, the bot's switch and the log of its requests."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiohttp import web

from bot.simulator.bot_api import as_json
from bot.simulator.errors import LocalApiError
from bot.simulator.limits import Rates
from bot.simulator.payload import Json
from bot.simulator.request_body import json_body
from bot.simulator.world import World

Advance = Callable[[datetime], Awaitable[None]]
Following = Callable[[], Awaitable[datetime]]
Switch = Callable[[bool], Awaitable[None]]
Speak = Callable[[str], Awaitable[bool]]


class AdminApi:
    def __init__(
        self,
        world: World,
        advance: Advance | None,
        switch: Switch | None,
        speak: Speak | None = None,
        following: Following | None = None,
    ) -> None:
        self.world = world
        self.advance = advance
        self.following = following
        self.switch = switch
        self.speak = speak
        self.running = True

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/clock", self.get_clock),
            web.post("/api/clock", self.advance_clock),
            web.post("/api/running", self.switch_bot),
            web.post("/api/language", self.set_language),
            web.get("/api/faults", self.get_faults),
            web.post("/api/faults", self.set_faults),
            web.get("/api/calls", self.list_calls),
        ]

    async def get_clock(self, request: web.Request) -> web.Response:
        return as_json({"now": self._now(), "movable": self.advance is not None})

    async def advance_clock(self, request: web.Request) -> web.Response:
        if self.advance is None:
            raise LocalApiError("this clock does not move", 409)
        body = await json_body(request)
        now = self.world.clock.now()
        if body.get("next") and self.following is not None:
            target = await self.following()
        else:
            target = datetime.fromisoformat(body["to"]) if "to" in body else now + timedelta(seconds=body["seconds"])
        if target.tzinfo is None or target < now:
            raise LocalApiError("a moment with its time zone is needed, and time moves forward only")
        await self.advance(target)
        self.world.events.add("clock", self.world.people, now=self._now())
        return as_json({"now": self._now()})

    async def switch_bot(self, request: web.Request) -> web.Response:
        if self.switch is None:
            raise LocalApiError("this bot cannot be switched from here", 409)
        on = bool((await json_body(request))["on"])
        await self.switch(on)
        self.running = on
        self.world.events.add("world", self.world.people)
        return as_json({"on": on})

    async def set_language(self, request: web.Request) -> web.Response:
        """The language in which the page is read: phones that nobody has used yet follow it."""
        code = str((await json_body(request))["language"])
        changed = code in ("lo", "en") and self.speak is not None and await self.speak(code)
        if changed:
            self.world.events.add("world", self.world.people)
        return as_json({"changed": changed})

    async def get_faults(self, request: web.Request) -> web.Response:
        rates = self.world.limits.rates
        limits = vars(rates) if rates else "off"
        return as_json(
            self.world.faults.state() | {"limits": limits, "duplicate_updates": self.world.updates.duplicates}
        )

    async def set_faults(self, request: web.Request) -> web.Response:
        body = await json_body(request)
        self.world.faults.update(body)
        if "limits" in body:
            self.world.limits.set(Rates.parse(body["limits"]))
        self.world.updates.duplicates = int(body.get("duplicate_updates", self.world.updates.duplicates))
        return await self.get_faults(request)

    async def list_calls(self, request: web.Request) -> web.Response:
        return as_json({"calls": list(self.world.calls), "unknown_methods": self.world.unknown_methods})

    def _now(self) -> str:
        return self.world.clock.now().isoformat()

    def state(self) -> Json:
        """Clock and switch, for the page's top bar."""
        return {
            "now": self._now(),
            "clock": {"movable": self.advance is not None, "next": self.following is not None},
            "running": self.running,
        }
