"""Telling people what they did not ask for: one function a reason, each writes rows that are drawn when they leave."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from bot.domain import renamed
from bot.domain.delivery import Method
from bot.domain.ids import AccountId, ChatId, PersonId
from bot.domain.notices import Notice
from bot.domain.notices.failures import (
    NameUnknown,
    NotSent,
    PaperNotMade,
    PapersFail,
    RowRefused,
    TooMany,
    TurnFailed,
    UpdateAside,
)
from bot.domain.people import Role
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

log = logging.getLogger(__name__)
_OURS = (NotSent.notice, RowRefused.notice)  # nothing is said about what is said about a message
_WHY = 80  # characters of a reason


def row(what: Notice, chat: int, person: int | None = None, *, lane: Lane = Lane.NOTICE) -> Outgoing:
    """The row that keeps a notice until it leaves; without `person` it is drawn for a group's chat."""
    return Outgoing(0, chat, lane, person=person, notice=what.notice, args=what.args)


def tell(uow: UnitOfWork, person: PersonId, what: Notice, *, now: datetime, key: str | None = None) -> bool:
    """Write a notice to a person; False when they have no account or were told already (same `key`)."""
    account = uow.people.account_of(person)
    return account is not None and _put(uow, row(what, account, person), key, str(person), now)


def tell_all(
    uow: UnitOfWork, people: Iterable[PersonId], what: Notice, *, now: datetime, key: str | None = None
) -> int:
    """The same to several people, once to a phone that some of them share; returns how many were told."""
    phones = {uow.people.account_of(person): person for person in reversed(list(dict.fromkeys(people)))}
    return sum(tell(uow, person, what, now=now, key=key) for person in reversed(phones.values()))


def tell_chat(uow: UnitOfWork, chat: ChatId, what: Notice, *, now: datetime, key: str | None = None) -> bool:
    """Write a notice to a group chat; False when it was told already (same `key`)."""
    return _put(uow, row(what, chat), key, f"chat{chat}", now)


def tell_admins(uow: UnitOfWork, what: Notice, *, now: datetime, key: str | None = None) -> int:
    """Write a notice to every administrator."""
    return tell_all(uow, [admin.id for admin in uow.people.with_role(Role.ADMIN)], what, now=now, key=key)


def _put(uow: UnitOfWork, new: Outgoing, key: str | None, whom: str, now: datetime) -> bool:
    if key is not None:
        new.key = f"{renamed.first('notice', new.notice)}:{key}:{whom}"
    return bool(uow.outbox.put(new, now=now))


def unknown(uow: UnitOfWork, kind: str, name: str, *, now: datetime) -> None:
    """A row is left out because this version has nothing of that name; administrators hear of each name once."""
    log.error("a row names a %s that is not known: %s", kind, name)
    tell_admins(uow, NameUnknown(kind, name), now=now, key=f"{kind} {name}")


def not_made(uow: UnitOfWork, chat: int, person: int | None, *, now: datetime) -> None:
    """A paper could not be made: whoever waits for it hears so, and administrators once a day."""
    uow.outbox.put(row(PaperNotMade(), chat, person, lane=Lane.REPLY), now=now)
    tell_admins(uow, PapersFail(), now=now, key=f"{now:%Y%m%d}")


def turn_failed(uow: UnitOfWork, chat: int, code: str, *, now: datetime) -> None:
    """An update was set aside: its person gets a kind message with the code, administrators learn of it."""
    if chat:
        person = uow.people.person_of(AccountId(chat))
        uow.outbox.put(row(TurnFailed(code), chat, person, lane=Lane.REPLY), now=now)
    tell_admins(uow, UpdateAside(code), now=now)


def too_many(uow: UnitOfWork, chat: int, *, now: datetime) -> list[Outgoing]:
    """Somebody sends more than is taken up at once: that all of it is kept. Returns what was written."""
    person = uow.people.person_of(AccountId(chat))
    uow.outbox.put(row(TooMany(), chat, person), now=now)
    return uow.outbox.written


def not_sent(uow: UnitOfWork, lost: Outgoing, why: str, *, now: datetime) -> None:
    """A message will never arrive, for Telegram refuses it or it cannot be made.

    Whoever waits for it is told with a way on; administrators hear of each kind and reason once.
    """
    awaited = lost.lane != Lane.ANNOUNCEMENT and lost.method in (Method.SEND, Method.EDIT)
    if awaited and lost.notice not in _OURS:
        _put(uow, row(NotSent(), lost.chat, lost.person, lane=Lane.REPLY), str(lost.id), str(lost.chat), now)
    what, why = lost.notice or str((lost.page or {}).get("screen", lost.method)), why[:_WHY]
    tell_admins(uow, RowRefused(what, why), now=now, key=f"{what} {why}")
