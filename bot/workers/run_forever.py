"""Runs a step forever: a failure is logged and the step retried, whatever it was."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.store.errors import is_full, is_transient

log = logging.getLogger(__name__)
BACKOFF = 1.0  # seconds before a retry


async def run_forever(what: str, step: Callable[[], Awaitable[None]]) -> None:
    """Run `step` in a loop until cancelled; an hour without a database is an hour of retries."""
    while True:
        try:
            await step()
        except Exception as error:
            if is_full(error):
                log.error("%s: the disk is full: make room on it; nothing is lost, and it goes on by itself", what)
            elif is_transient(error):
                log.warning("%s: the database does not answer; next try in %s s", what, BACKOFF)
            else:
                log.exception("%s failed", what)
            await asyncio.sleep(BACKOFF)
