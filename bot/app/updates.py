"""How updates come: asked for, or brought to us at a webhook, as the settings say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit

from bot.messenger.polling import poll
from bot.messenger.telegram import Telegram
from bot.messenger.web import Web
from bot.settings import Settings
from bot.store.inbox import StoredUpdate
from bot.workers.run_forever import run_forever


class Updates:
    """`keep` writes updates down; only then Telegram is told that they arrived.

    `taken` is told when another program has them, and when they come again.
    """

    def __init__(
        self,
        settings: Settings,
        telegram: Telegram,
        web: Web,
        keep: Callable[[list[StoredUpdate]], Awaitable[None]],
        now: Callable[[], datetime],
        taken: Callable[[bool], Awaitable[None]],
    ) -> None:
        self.taken = taken
        self.settings, self.telegram, self.web, self.keep, self.now = settings, telegram, web, keep, now

    async def serve(self) -> None:
        """Open the port that PHAEN_LISTEN names, with the webhook where there is one."""
        if self.settings.webhook_url:
            path = urlsplit(self.settings.webhook_url).path or "/"
            self.web.take_updates(path, self.settings.secret, self.keep, self.now)
        if self.settings.listen:
            await self.web.start(self.settings.listen)

    async def run(self) -> None:
        """Ask Telegram for updates, or have them brought to us, until cancelled."""
        agreed = asyncio.Event()

        async def agree() -> None:
            await self.telegram.serve_at(self.settings.webhook_url, self.settings.secret)
            agreed.set()
            await asyncio.Event().wait()

        agreeing = asyncio.ensure_future(run_forever("agreeing with Telegram how updates come", agree))
        try:
            await agreed.wait()
            if not self.settings.webhook_url:
                await poll(self.telegram, self.keep, self.now, self._taken)
            await agreeing
        finally:
            agreeing.cancel()

    async def _taken(self, away: bool) -> None:
        """Another program takes our updates: where it does so by a webhook, that is taken away again."""
        await self.taken(away)
        if away:
            await self.telegram.serve_at("", "")
