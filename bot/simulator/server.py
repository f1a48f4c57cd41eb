"""The local Telegram: one HTTP server for the Bot API, the local API and the web page."""

from datetime import UTC
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web

from bot.simulator import static_files
from bot.simulator.admin_api import AdminApi, Advance, Following, Speak, Switch
from bot.simulator.bot_api import BotApi
from bot.simulator.clock import Clock, SystemClock
from bot.simulator.files import UPLOAD_LIMIT
from bot.simulator.limits import Rates
from bot.simulator.profile import Profile
from bot.simulator.stream import Stream
from bot.simulator.user_api import UserApi, error_middleware
from bot.simulator.world import World

TOKEN = "7000000:local-telegram-token"  # noqa: S105 - opens nothing but this server
FORM_OVERHEAD = 1024 * 1024  # bytes for the fields beside an upload


class LocalTelegram:
    """A whole Telegram for one bot, started and stopped inside a test, a demo or a benchmark.

    `clock` is the source of the time; `advance` is called to move it (None: it cannot be moved), `following` says when
    something happens next, `switch` stops and starts the bot, `speak` is called when the page is read in another
    language; `limits` is "off", "real" or an object of rates; `folder` stores uploaded files (None: memory does).
    """

    def __init__(  # noqa: PLR0913 - options of the embedding program, all by keyword
        self,
        token: str = TOKEN,
        *,
        username: str = "phaen_bot",
        first_name: str = "Phaen",
        clock: Clock | None = None,
        advance: Advance | None = None,
        following: Following | None = None,
        switch: Switch | None = None,
        speak: Speak | None = None,
        limits: object = "off",
        folder: Path | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        profile = Profile(int(token.partition(":")[0]), username, first_name)
        self.world = World(profile, clock or SystemClock(), folder=folder, rates=Rates.parse(limits))
        self.admin_api = AdminApi(self.world, advance, switch, speak, following)
        self.user_api = UserApi(self.world, self.admin_api)
        self._stream = Stream(self.world.events)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listens and returns the base URL; port 0 takes a free port."""
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
        bot_api = BotApi(self.world, self.token)
        application = web.Application(middlewares=[error_middleware], client_max_size=UPLOAD_LIMIT + FORM_OVERHEAD)
        application.on_response_prepare.append(self._date)
        application.add_routes(
            [
                web.route("GET", "/bot{token:[^/]+}/{method}", bot_api.handle),
                web.route("POST", "/bot{token:[^/]+}/{method}", bot_api.handle),
                web.get("/file/bot{token:[^/]+}/{path:.+}", bot_api.download),
                web.get("/api/events", self._stream.serve),
                *self.user_api.routes(),
                *self.admin_api.routes(),
                *static_files.routes(),
            ]
        )
        return application

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Every answer carries the time, as every web server's does: that of our own clock."""
        response.headers["Date"] = format_datetime(self.world.clock.now().astimezone(UTC), usegmt=True)
