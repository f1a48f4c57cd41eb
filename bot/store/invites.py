"""The links that can still be used, a page at a time: as /invites lists them for somebody of the staff."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.domain.groups import Invite, InviteKind
from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.store.groups import invite_of, invites_selected
from bot.store.repository import Repository
from bot.store.tables import groups, invites


class Invites(Repository):
    """What staff may see of them (domain/links.py): links into groups and roles, and those that are theirs."""

    def page(
        self, person: PersonId, projects: Collection[str], *, after: str, most: int, now: datetime
    ) -> list[Invite]:
        """The newest first, behind the one called `after`; without one from the first on."""
        where = [*_open(now), _seen(person, projects)]
        if after:
            last = sa.select(invites.c.created_at).where(invites.c.code == after).scalar_subquery()
            older = invites.c.created_at < last
            where.append(sa.or_(older, sa.and_(invites.c.created_at == last, invites.c.code < after)))
        order = (invites.c.created_at.desc(), invites.c.code.desc())
        found = self.all(invites_selected().where(*where).order_by(*order).limit(most))
        return [invite_of(row) for row in found]

    def count(self, person: PersonId, projects: Collection[str], *, now: datetime) -> int:
        """How many there are."""
        return int(self.value(sa.func.count(), *_open(now), _seen(person, projects)) or 0)


def _open(now: datetime) -> list[sa.ColumnElement[bool]]:
    uses = sa.or_(invites.c.uses_left.is_(None), invites.c.uses_left > 0)
    return [invites.c.revoked.is_(False), invites.c.expires_at > now, uses]


def _seen(person: PersonId, projects: Collection[str]) -> sa.ColumnElement[bool]:
    into_group = invites.c.kind == InviteKind.GROUP
    if projects:
        mine = sa.select(groups.c.id).where(groups.c.project.in_(list(projects)))
        into_group = sa.and_(into_group, invites.c.group_id.in_(mine))
    into_role = sa.and_(invites.c.kind == InviteKind.ROLE, invites.c.role != Role.ADMIN)
    party = sa.or_(invites.c.created_by == person, invites.c.person_id == person)
    return sa.or_(into_group, into_role, party)
