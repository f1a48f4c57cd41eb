"""Long polling: updates are written down before Telegram is told that they arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.chat.delivery import NotSent, Taken, TooFast
from bot.messenger.incoming import stored_update
from bot.messenger.telegram import Telegram
from bot.store.inbox import StoredUpdate

log = logging.getLogger(__name__)
WAIT = 25  # seconds that one request may stay open (Telegram allows 50)
BACKOFF = (0.2, 0.5, 1, 2, 5, 10)  # backoff in seconds while Telegram cannot be reached
CONFLICTS = 3  # one after the other that are no coincidence, such as two processes while one takes the other's place
LONGEST = 60  # seconds: however long Telegram asks us to wait, nobody is left alone for a day


async def poll(
    telegram: Telegram,
    keep: Callable[[list[StoredUpdate]], Awaitable[None]],
    now: Callable[[], datetime],
    taken: Callable[[bool], Awaitable[None]],
    *,
    offset: int = 0,
) -> None:
    """Fetch updates for ever. `keep` writes them down durably before the next request confirms them.

    `taken` is told when another program takes them, and when they come again.
    """
    failures = conflicts = 0
    while True:
        try:
            found = await telegram.updates(offset, timeout=WAIT)
            updates = _stored(found, now())
            if updates:
                await keep(updates)
            following = max([offset, *(update.id + 1 for update in updates)])
            if found and following == offset:  # nothing of it can be confirmed: it comes again, and with it all others
                await asyncio.sleep(BACKOFF[2])
            if conflicts >= CONFLICTS:
                await taken(False)
            failures, conflicts, offset = 0, 0, following
        except Exception as error:  # noqa: BLE001 – whatever it was: what is not written down is not confirmed
            pause = BACKOFF[min(failures, len(BACKOFF) - 1)]
            if isinstance(error, TooFast):
                pause = min(error.seconds, LONGEST)
            why = error if isinstance(error, NotSent) else error.__class__.__name__
            log.warning("no updates: %s; next try in %s s", why, pause)
            failures += 1
            conflicts += isinstance(error, Taken)
            if isinstance(error, Taken) and conflicts == CONFLICTS:
                with suppress(Exception):  # it is said in the log, and tried again by the next start
                    await taken(True)
            await asyncio.sleep(pause)


def _stored(found: list[Any], at: datetime) -> list[StoredUpdate]:
    """Updates as they are written down; what is none is left out, for it would come again and again."""
    updates: list[StoredUpdate] = []
    for raw in found:
        try:
            updates.append(stored_update(raw, at))
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
            log.error("something that is no update came: %s", error.__class__.__name__)
    return updates
