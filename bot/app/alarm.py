"""Telling administrators of a database that cannot be trusted to keep a message: straight to Telegram."""

from __future__ import annotations

import logging

from bot.chat.delivery import NotSent, Transport
from bot.chat.languages import Languages
from bot.domain.people import Person, Role
from bot.screens.failures import file_trouble
from bot.store.database import UnitOfWork
from bot.workers.executor import DatabaseExecutor

log = logging.getLogger(__name__)


class Alarm:
    """Knows the accounts of administrators by heart."""

    def __init__(self, executor: DatabaseExecutor, transport: Transport, languages: Languages) -> None:
        self._executor, self._transport, self._languages = executor, transport, languages
        self._known: dict[int, Person] = {}  # by account

    async def learn(self) -> None:
        """Ask the database who administers."""
        self._known = await self._executor.run(_administrators)

    async def tell(self, trouble: str) -> None:
        """Say to each of them that the file was "removed" or "damaged"."""
        for account, person in self._known.items():
            message = file_trouble(trouble, self._languages.of(person))
            try:
                await self._transport.send(account, {"text": str(message.text)})
            except NotSent as error:
                log.warning("an administrator could not be told of the database: %s", error.__class__.__name__)


def _administrators(uow: UnitOfWork) -> dict[int, Person]:
    found = [(uow.people.account_of(one.id), one) for one in uow.people.with_role(Role.ADMIN)]
    return {account: person for account, person in found if account is not None}
