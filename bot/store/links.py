"""Links end with what they gave, or with the right of their maker: called wherever roles and memberships change."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.groups import InviteKind
from bot.domain.ids import GroupId, PersonId
from bot.store.repository import Repository
from bot.store.tables import invites


def end_moving(repository: Repository, person: PersonId) -> None:
    """Whatever moves this person, or was made by them to move somebody, ends."""
    either = sa.or_(invites.c.person_id == person, invites.c.created_by == person)
    _end(repository, invites.c.kind == InviteKind.PERSON, either)


def end_into(repository: Repository, group: GroupId, maker: PersonId) -> None:
    """The links into a group that somebody made who does not lead it any more."""
    _end(repository, invites.c.kind == InviteKind.GROUP, invites.c.group_id == group, invites.c.created_by == maker)


def end_made(repository: Repository, maker: PersonId) -> None:
    """All links of somebody who has lost a role."""
    _end(repository, invites.c.created_by == maker)


def _end(repository: Repository, *where: sa.ColumnElement[bool]) -> None:
    repository.update(invites, *where, invites.c.revoked.is_(False), revoked=True)
