"""Telling administrators of a database that cannot be trusted to keep a message: straight to Telegram."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.chat.delivery import NotSent, Transport
from bot.chat.languages import Languages
from bot.domain.people import Person, Role
from bot.screens.failures import file_trouble
from bot.store.database import UnitOfWork
from bot.workers.executor import DatabaseExecutor

log = logging.getLogger(__name__)
LEAST = 1_000_000  # bytes below which a disk is full: a transaction needs some pages beside its own


class Alarm:
    """Knows the accounts of administrators by heart."""

    def __init__(self, executor: DatabaseExecutor, transport: Transport, languages: Languages) -> None:
        self._executor, self._transport, self._languages = executor, transport, languages
        self._known: dict[int, Person] = {}  # by account

    async def learn(self) -> None:
        """Ask the database who administers."""
        self._known = await self._executor.run(_administrators)

    async def tell(self, trouble: str) -> None:
        """Say to each of them that the file was "removed" or "damaged", or that the disk is "full"."""
        for account, person in self._known.items():
            message = file_trouble(trouble, self._languages.of(person))
            try:
                await self._transport.send(account, {"text": str(message.text)})
            except NotSent as error:
                log.warning("an administrator could not be told of the database: %s", error.__class__.__name__)


class FullDisk:
    """Looks whether there is any room at all; `tell` says once that there is none: no row could be written for that."""

    def __init__(self, folder: Path, tell: Callable[[str], Awaitable[None]]) -> None:
        self._folder, self._tell, self._told = folder, tell, False

    async def look(self) -> None:
        """Look, on a thread of its own."""
        folder = next(one for one in (self._folder, *self._folder.absolute().parents) if one.exists())
        full = (await asyncio.to_thread(shutil.disk_usage, folder)).free < LEAST
        if full and not self._told:
            log.critical("the disk is full: make room on it; nothing is lost, and Phaen goes on by itself")
            await self._tell("full")
        self._told = full


def _administrators(uow: UnitOfWork) -> dict[int, Person]:
    found = [(uow.people.account_of(one.id), one) for one in uow.people.with_role(Role.ADMIN)]
    return {account: person for account, person in found if account is not None}
