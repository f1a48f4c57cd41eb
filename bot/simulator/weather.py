"""The people API around the people: the clock, the weather (faults and limits), the bot's switch."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiohttp import web

from bot.simulator.botapi import as_json
from bot.simulator.deeds import Impossible
from bot.simulator.limits import Rates
from bot.simulator.payload import Json
from bot.simulator.wishes import wish_of
from bot.simulator.world import World

Advance = Callable[[datetime], Awaitable[None]]
Switch = Callable[[bool], Awaitable[None]]


class Weather:
    def __init__(self, world: World, advance: Advance | None, switch: Switch | None) -> None:
        self.world = world
        self.advance = advance
        self.switch = switch
        self.running = True

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/clock", self.show_clock),
            web.post("/api/clock", self.move_clock),
            web.post("/api/running", self.turn),
            web.get("/api/faults", self.show_faults),
            web.post("/api/faults", self.order_faults),
            web.get("/api/calls", self.show_calls),
        ]

    async def show_clock(self, request: web.Request) -> web.Response:
        return as_json({"now": self._now(), "movable": self.advance is not None})

    async def move_clock(self, request: web.Request) -> web.Response:
        if self.advance is None:
            raise Impossible("this clock does not move", 409)
        wish = await wish_of(request)
        now = self.world.clock.now()
        target = datetime.fromisoformat(wish["to"]) if "to" in wish else now + timedelta(seconds=wish["seconds"])
        if target.tzinfo is None or target < now:
            raise Impossible("a moment with its time zone is needed, and time moves forward only")
        await self.advance(target)
        self.world.events.add("clock", self.world.people, now=self._now())
        return as_json({"now": self._now()})

    async def turn(self, request: web.Request) -> web.Response:
        if self.switch is None:
            raise Impossible("this bot cannot be switched from here", 409)
        on = bool((await wish_of(request))["on"])
        await self.switch(on)
        self.running = on
        self.world.events.add("world", self.world.people)
        return as_json({"on": on})

    async def show_faults(self, request: web.Request) -> web.Response:
        rates = self.world.limits.rates
        limits = vars(rates) if rates else "off"
        return as_json(
            self.world.faults.state() | {"limits": limits, "duplicate_updates": self.world.updates.duplicates}
        )

    async def order_faults(self, request: web.Request) -> web.Response:
        wish = await wish_of(request)
        self.world.faults.order(wish)
        if "limits" in wish:
            self.world.limits.set(Rates.of(wish["limits"]))
        self.world.updates.duplicates = int(wish.get("duplicate_updates", self.world.updates.duplicates))
        return await self.show_faults(request)

    async def show_calls(self, request: web.Request) -> web.Response:
        return as_json({"calls": list(self.world.calls), "unknown_methods": self.world.unknown_methods})

    def _now(self) -> str:
        return self.world.clock.now().isoformat()

    def state(self) -> Json:
        """What the page's top bar shows."""
        return {"now": self._now(), "clock": {"movable": self.advance is not None}, "running": self.running}
