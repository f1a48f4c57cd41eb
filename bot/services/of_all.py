"""What concerns every group, such as rounds, holidays and recordings, is for staff who look after all projects."""

from __future__ import annotations

from collections.abc import Set

from bot.domain.ids import PersonId
from bot.domain.people import STAFF, Person, Role
from bot.domain.refused import Forbidden
from bot.store.database import UnitOfWork


def check(*, by: Person, roles: Set[Role] = STAFF) -> None:
    """Staff of some projects do not change what is of all. Raises: Forbidden."""
    if not by.roles & roles:
        raise Forbidden("Only staff can do this")
    if by.own_projects:
        raise Forbidden("Only staff who look after all projects can do this")


def staff(uow: UnitOfWork) -> list[PersonId]:
    """The staff who look after all projects, by name: who hears of what concerns every group."""
    admins = {one.id for one in uow.people.with_role(Role.ADMIN)}
    return [one.id for one in uow.people.with_role(Role.STAFF) if one.id in admins or not one.own_projects]
