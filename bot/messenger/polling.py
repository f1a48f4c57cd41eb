"""Long polling: updates are written down before Telegram is told that they arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.chat.delivery import NotSent, TooFast
from bot.messenger.incoming import stored_update
from bot.messenger.telegram import Telegram
from bot.store.inbox import StoredUpdate

log = logging.getLogger(__name__)
WAIT = 25  # seconds that one request may stay open (Telegram allows 50)
BACKOFF = (0.2, 0.5, 1, 2, 5, 10)  # backoff in seconds while Telegram cannot be reached


async def poll(
    telegram: Telegram,
    keep: Callable[[list[StoredUpdate]], Awaitable[None]],
    now: Callable[[], datetime],
    *,
    offset: int = 0,
) -> None:
    """Fetch updates for ever. `keep` writes them down durably before the next request confirms them."""
    failures = 0
    while True:
        try:
            found = await telegram.updates(offset, timeout=WAIT)
            if found:
                at = now()
                updates = [stored_update(raw, at) for raw in found]
                await keep(updates)
                offset = updates[-1].id + 1
            failures = 0
        except Exception as error:  # noqa: BLE001 – whatever it was: what is not written down is not confirmed
            pause = error.seconds if isinstance(error, TooFast) else BACKOFF[min(failures, len(BACKOFF) - 1)]
            why = error if isinstance(error, NotSent) else error.__class__.__name__
            log.warning("no updates: %s; next try in %s s", why, pause)
            failures += 1
            await asyncio.sleep(pause)
