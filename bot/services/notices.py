"""Telling people what they did not ask for: one function a reason, each writes rows that are drawn when they leave."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain import renamed
from bot.domain.ids import AccountId, ChatId, PersonId
from bot.domain.people import Role
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

log = logging.getLogger(__name__)


def tell(uow: UnitOfWork, person: PersonId, notice: str, *, now: datetime, key: str | None = None, **args: Any) -> bool:
    """Write a notice to a person; False when they have no account or were told already (same `key`)."""
    account = uow.people.account_of(person)
    if account is None:
        return False
    unique = None if key is None else f"{renamed.first('notice', notice)}:{key}:{person}"
    row = Outgoing(0, account, Lane.NOTICE, person=person, notice=notice, args=args, key=unique)
    return bool(uow.outbox.put(row, now=now))


def tell_all(uow: UnitOfWork, people: Iterable[PersonId], notice: str, *, now: datetime, **args: Any) -> int:
    """The same to several people, once to a phone that some of them share; returns how many were told."""
    phones = {uow.people.account_of(person): person for person in reversed(list(dict.fromkeys(people)))}
    return sum(tell(uow, person, notice, now=now, **args) for person in reversed(phones.values()))


def tell_chat(
    uow: UnitOfWork, chat: ChatId, notice: str, *, now: datetime, key: str | None = None, **args: Any
) -> bool:
    """Write a notice to a group chat."""
    unique = None if key is None else f"{renamed.first('notice', notice)}:{key}:chat{chat}"
    return bool(uow.outbox.put(Outgoing(0, chat, Lane.NOTICE, notice=notice, args=args, key=unique), now=now))


def tell_admins(uow: UnitOfWork, notice: str, *, now: datetime, **args: Any) -> int:
    """Write a notice to every administrator."""
    return tell_all(uow, [admin.id for admin in uow.people.with_role(Role.ADMIN)], notice, now=now, **args)


def unknown(uow: UnitOfWork, kind: str, name: str, *, now: datetime) -> None:
    """A row is left out because this version has nothing of that name; administrators hear of each name once."""
    log.error("a row names a %s that is not known: %s", kind, name)
    tell_admins(uow, "name_unknown", now=now, key=f"{kind} {name}", kind=kind, name=name)


def turn_failed(uow: UnitOfWork, chat: int, code: str, *, now: datetime) -> None:
    """An update was set aside: its person gets a kind message with the code, administrators learn of it."""
    if chat:
        person = uow.people.person_of(AccountId(chat))
        row = Outgoing(0, chat, Lane.REPLY, person=person, notice="turn_failed", args={"code": code})
        uow.outbox.put(row, now=now)
    tell_admins(uow, "update_aside", now=now, code=code)
