"""The local Telegram: one HTTP server for bots, people and their page."""

from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator import page
from bot.simulator.botapi import BotApi
from bot.simulator.clock import Clock, SystemClock
from bot.simulator.files import UPLOAD_LIMIT
from bot.simulator.limits import Rates
from bot.simulator.people import People, errors
from bot.simulator.profile import Profile
from bot.simulator.stream import Stream
from bot.simulator.weather import Advance, Switch, Weather
from bot.simulator.world import World

TOKEN = "7000000:local-telegram-token"  # noqa: S105 - opens nothing but this server
FORM_ROOM = 1024 * 1024  # what the fields beside an upload may take


class LocalTelegram:
    """A whole Telegram for one bot, to be started and stopped inside a test, a demo or a bench.

    `clock` tells the time of the world; `advance` moves it (without it the clock does not move); `switch` turns the
    bot off and on; `limits` is "off", "real" or an object of rates; `folder` keeps uploaded files, else memory does.
    """

    def __init__(  # noqa: PLR0913 - each is a choice of the embedding program, all by keyword
        self,
        token: str = TOKEN,
        *,
        username: str = "phaen_bot",
        first_name: str = "Phaen",
        clock: Clock | None = None,
        advance: Advance | None = None,
        switch: Switch | None = None,
        limits: Any = "off",
        folder: Path | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        profile = Profile(int(token.partition(":")[0]), username, first_name)
        self.world = World(profile, clock or SystemClock(), folder=folder, rates=Rates.of(limits))
        self.weather = Weather(self.world, advance, switch)
        self.people = People(self.world, self.weather)
        self._stream = Stream(self.world.events)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listens and returns the URL; port 0 takes a free one."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self) -> None:
        await self.world.webhook.delete()
        self.world.updates.interrupt("terminated by close request")
        if self._runner:
            await self._stream.close()
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        door = BotApi(self.world, self.token)
        application = web.Application(middlewares=[errors], client_max_size=UPLOAD_LIMIT + FORM_ROOM)
        application.add_routes(
            [
                web.route("GET", "/bot{token:[^/]+}/{method}", door.call),
                web.route("POST", "/bot{token:[^/]+}/{method}", door.call),
                web.get("/file/bot{token:[^/]+}/{path:.+}", door.download),
                web.get("/api/events", self._stream.serve),
                *self.people.routes(),
                *self.weather.routes(),
                *page.routes(),
            ]
        )
        return application
