"""Members without a phone of their own: who they are, whose phone they use, and who may be one of them."""

from __future__ import annotations

from datetime import datetime

from bot.domain.groups import Member
from bot.domain.ids import GroupId, PersonId
from bot.domain.notices.groups import WrittenDown
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.understand import lao


def owner(uow: UnitOfWork, person: PersonId) -> str:
    """Whose phone somebody uses who has none of their own, "" for everybody else."""
    account = uow.people.account_of(person)
    speakers = uow.people.speakers(account) if account is not None else []
    return speakers[0].name if speakers and speakers[0].id != person else ""


def has_no_phone(uow: UnitOfWork, person: PersonId) -> bool:
    """Whether somebody has no phone of their own, perhaps somebody else's."""
    return uow.people.account_of(person) is None or bool(owner(uow, person))


def entries(uow: UnitOfWork, group: GroupId, person: PersonId) -> list[Member]:
    """The members without a phone of their own, beside one; whose name is like theirs stands first."""
    name = lao.fold(uow.people.name(person))
    found = [one for one in uow.groups.members(group) if one.person != person and has_no_phone(uow, one.person)]
    return sorted(found, key=lambda one: not _alike(name, lao.fold(one.name)))


def greet(uow: UnitOfWork, group: GroupId, person: PersonId, *, now: datetime) -> None:
    """Who has just come in is asked, where members were written down without a phone: is one of them you?"""
    if not has_no_phone(uow, person) and entries(uow, group, person):
        notices.tell(uow, person, WrittenDown(group), now=now, key=f"{group}:{now.isoformat()}")


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)
