"""Farmer groups, villages, members and invitations as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from bot.domain.groups import Group, Invite, Member
from bot.domain.ids import ChatId, GroupId, PersonId, VillageId
from bot.domain.people import Role
from bot.domain.plans import PlanState, RoundState
from bot.domain.reminders import Told
from bot.domain.zones import zone_of
from bot.store.links import end_into, end_made, end_moving
from bot.store.repository import CHUNK, REMEMBERED, AnyRow, AnySelect, Repository
from bot.store.tables import groups, invites, members, persons, plans, rounds, villages
from bot.understand import names

_GROUP = (
    groups.c.id,
    groups.c.name,
    villages.c.name.label("village"),
    villages.c.district,
    groups.c.project,
    groups.c.state,
    groups.c.hour,
    groups.c.minute,
    groups.c.evening,
    groups.c.zone,
    groups.c.chat_id,
    groups.c.chat_language,
    groups.c.told,
    groups.c.thread,
)
_WITH_VILLAGE = groups.join(villages, villages.c.id == groups.c.village_id)
_MEMBER = (
    members.c.person_id,
    members.c.group_id,
    persons.c.name,
    members.c.leader,
    persons.c.sex,
    members.c.joined_at,
)
_GET = sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(groups.c.id == sa.bindparam("group"))
_OF_CHAT = sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(groups.c.chat_id == sa.bindparam("chat"))
_ACTIVE = sa.select(*_MEMBER).join(persons, persons.c.id == members.c.person_id).where(members.c.state == "active")
_MEMBERS = _ACTIVE.where(members.c.group_id == sa.bindparam("group")).order_by(
    members.c.leader.desc(), members.c.joined_at, persons.c.id
)
_PASSED = (
    sa.exists()
    .where(plans.c.group_id == groups.c.id, plans.c.state == PlanState.APPROVED)
    .where(plans.c.round_id == rounds.c.id, rounds.c.state != RoundState.REMOVED)
    .correlate(groups)
)
_OF_PERSON = (  # with the groups themselves and whether a plan of theirs has passed, which are looked at next
    sa.select(*_MEMBER, _PASSED, *_GROUP)
    .select_from(_WITH_VILLAGE.join(members, members.c.group_id == groups.c.id))
    .join(persons, persons.c.id == members.c.person_id)
    .where(members.c.state == "active", members.c.person_id == sa.bindparam("person"))
    .order_by(members.c.joined_at.desc())
)


class Groups(Repository):
    """Groups and who is in them."""

    def add(self, *, now: datetime, **values: object) -> GroupId:
        """A new group; `values`: name, village_id, project, state, zone, …"""
        return GroupId(self.insert(groups, created_at=now, **values))

    def get(self, group: GroupId) -> Group | None:
        known = self._groups()
        if group not in known:
            row = self.ask_one(_GET, group=group)
            known[group] = _group(row) if row else None
        found: Group | None = known[group]
        return found

    def _groups(self) -> dict[Any, Any]:
        """The groups that this transaction has read."""
        found = self.memo("groups", "groups", "villages")
        if len(found) > REMEMBERED:
            found.clear()
        return found

    def lock(self, group: GroupId) -> Group | None:
        """The group, locked until the transaction ends: whoever decides on it takes it first."""
        self.first(sa.select(groups.c.id).where(groups.c.id == group).with_for_update())
        return self.get(group)

    def change(self, group: GroupId, **values: object) -> None:
        self.update(groups, groups.c.id == group, **values)

    def follow_zone(self, old: str, new: str) -> list[GroupId]:
        """Groups that live in zone `old` ("": any other one) live in `new` from now on; returns them."""
        where = groups.c.zone == old if old else groups.c.zone != new
        moved = [GroupId(row.id) for row in self.all(sa.select(groups.c.id).where(where))]
        self.update(groups, where, zone=new)
        return moved

    def proposals(self) -> list[tuple[GroupId, datetime]]:
        """The groups that wait for staff, and since when."""
        found = self.all(
            sa.select(groups.c.id, groups.c.created_at).where(groups.c.state == "proposed").order_by(groups.c.id)
        )
        return [(GroupId(row.id), row.created_at) for row in found]

    def all_in_state(self, state: str) -> list[Group]:
        """Groups by province and district, then by village and name as a dictionary has them."""
        found = self.all(sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(groups.c.state == state))
        return [_group(row) for row in sorted(found, key=_by_village)]

    def names(self) -> list[tuple[GroupId, str]]:
        """Every group with its name."""
        return [(GroupId(row.id), row.name) for row in self.all(sa.select(groups.c.id, groups.c.name))]

    def many(self, wanted: Iterable[GroupId]) -> list[Group]:
        """The active ones among these groups, in the same order."""
        ids, found = list(wanted), list[AnyRow]()
        for some in (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK)):
            active = sa.and_(groups.c.id.in_(some), groups.c.state == "active")
            found += self.all(sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(active))
        return [_group(row) for row in sorted(found, key=_by_village)]

    def in_each_way(self) -> list[Group]:
        """One active group for each zone and hours that groups live by: there are a few."""
        first = sa.select(sa.func.min(groups.c.id)).where(groups.c.state == "active")
        ids = first.group_by(groups.c.zone, groups.c.hour, groups.c.minute, groups.c.evening)
        found = self.all(sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(groups.c.id.in_(ids)))
        return [_group(row) for row in found]

    def in_village(self, village: VillageId) -> list[Group]:
        """The active groups of a village."""
        where = (groups.c.village_id == village, groups.c.state == "active")
        found = self.all(sa.select(*_GROUP).select_from(_WITH_VILLAGE).where(*where))
        return [_group(row) for row in sorted(found, key=lambda row: (names.order(row.name), row.id))]

    def of_chat(self, chat: int) -> Group | None:
        """The group whose Telegram group chat this is."""
        row = self.ask_one(_OF_CHAT, chat=chat)
        return _group(row) if row else None

    def chats(self) -> list[int]:
        """The group chats of all groups that have one."""
        found = self.all(sa.select(groups.c.chat_id).where(groups.c.chat_id.is_not(None)).order_by(groups.c.chat_id))
        return [row.chat_id for row in found]

    def move_chat(self, old: int, new: int) -> None:
        """A group chat became a supergroup with a new number."""
        self.update(groups, groups.c.chat_id == old, chat_id=new)

    def village(self, district: str, name: str, *, state: str) -> VillageId:
        """The village of that name in a district, written down when it is new."""
        where = (villages.c.district == district, villages.c.name == name)
        found = self.value(villages.c.id, *where)
        if found is None:
            new = {"district": district, "name": name, "state": state}
            self.insert_new(villages, new, key=("district", "name"))
            found = self.value(villages.c.id, *where)
        return VillageId(found)

    def village_named(self, village: VillageId) -> tuple[str, str]:
        """(district code, name) of a village."""
        row = self.first(sa.select(villages.c.district, villages.c.name).where(villages.c.id == village))
        return (row.district, row.name) if row else ("", "")

    def districts(self) -> frozenset[str]:
        """The codes of all districts in which a village is known."""
        found = self.all(sa.select(villages.c.district).where(villages.c.state == "known").distinct())
        return frozenset(row.district for row in found)

    def villages(self, district: str, *, proposed: bool = False) -> Sequence[AnyRow]:
        """The known villages of a district, or those that are proposed: id, name, in a dictionary's order."""
        where = (villages.c.district == district, villages.c.state == ("proposed" if proposed else "known"))
        found = self.all(sa.select(villages.c.id, villages.c.name).where(*where))
        return sorted(found, key=lambda row: (names.order(row.name), row.id))

    def approve_village(self, village_of: GroupId) -> None:
        """The village of an approved group may be offered to others."""
        wanted = sa.select(groups.c.village_id).where(groups.c.id == village_of).scalar_subquery()
        self.update(villages, villages.c.id == wanted, state="known")

    # Members ---------------------------------------------------------------------------------------------------------
    def join(self, group: GroupId, person: PersonId, *, leader: bool, now: datetime) -> bool:
        """Put a person into a group; False when they are in it already."""
        if self.membership(group, person):
            return False
        self._put(group, person, "active", leader=leader, joined_at=now)
        end_moving(self, person)
        return True

    def _put(self, group: GroupId, person: PersonId, state: str, **more: object) -> None:
        """Everything about a person in a group; nobody is reminded of them any more, unless `more` says when."""
        values = {"group_id": group, "person_id": person, "state": state, "rung": 0, "next_at": None, **more}
        self.upsert(members, values, key=("group_id", "person_id"))

    def leave(self, group: GroupId, person: PersonId, *, out: bool = False) -> bool:
        """A person goes, or is taken `out` of a group; False when they were not in it."""
        where = (members.c.group_id == group, members.c.person_id == person, members.c.state == "active")
        gone = bool(self.update(members, *where, state="removed" if out else "left", leader=False))
        if gone:
            end_moving(self, person)
            end_into(self, group, person)
        return gone

    def lead(self, group: GroupId, person: PersonId, leader: bool) -> None:
        """Make a member the leader, or no longer."""
        where = (members.c.group_id == group, members.c.person_id == person, members.c.leader.is_(not leader))
        if self.update(members, *where, leader=leader):
            end_moving(self, person)
            if not leader:
                end_into(self, group, person)

    def membership(self, group: GroupId, person: PersonId) -> Member | None:
        """The person's membership, None when they are not in it."""
        return next((one for one in self.of_person(person) if one.group == group), None)

    def members(self, group: GroupId) -> list[Member]:
        """Everybody in a group, leaders first."""
        return [Member(*row) for row in self.ask(_MEMBERS, group=group)]

    def leaders(self, group: GroupId) -> list[Member]:
        return [member for member in self.members(group) if member.leader]

    def of_person(self, person: PersonId) -> list[Member]:
        """The groups that a person is in, the latest joined first; asked of the database once a transaction."""
        known = self.memo("places", "members", "persons")
        if person not in known:
            found = self.ask(_OF_PERSON, person=person)
            known[person] = [Member(*row[: len(_MEMBER)]) for row in found]
            read = [(bool(row[len(_MEMBER)]), _group(row[len(_MEMBER) + 1 :])) for row in found]
            self._groups().update((group.id, group) for _, group in read)
            self.memo("passed", "plans", "rounds").update((group.id, passed) for passed, group in read)
        return list(known[person])

    # Invitations -----------------------------------------------------------------------------------------------------
    def add_invite(self, *, now: datetime, **values: object) -> None:
        """A new invitation: code, kind, group_id or role, created_by, expires_at, uses_left."""
        self.insert(invites, created_at=now, **values)

    def invite(self, code: str) -> Invite | None:
        """The invitation with this code, locked until the transaction ends."""
        row = self.first(invites_selected().where(invites.c.code == code).with_for_update())
        return invite_of(row) if row else None

    def use(self, code: str) -> None:
        """Count one use."""
        self.update(invites, invites.c.code == code, uses_left=invites.c.uses_left - 1)

    def revoke(self, code: str) -> None:
        self.update(invites, invites.c.code == code, revoked=True)

    def revoke_for(self, person: PersonId) -> None:
        """Stop every link that brings a person to a new phone."""
        self.update(invites, invites.c.person_id == person, invites.c.kind == "person", revoked=True)

    def revoke_by(self, person: PersonId) -> None:
        """Stop every link that somebody made."""
        end_made(self, person)

    def let_ask(self, code: str, asks: bool) -> None:
        """Whether the leader says yes to each who comes by a link."""
        self.update(invites, invites.c.code == code, asks=asks)

    def open_invites(self, *, now: datetime, group: GroupId | None = None, kind: str = "") -> list[Invite]:
        """Invitations that can still be used, newest first; of one group, or of one kind."""
        where = [invites.c.revoked.is_(False), invites.c.expires_at > now]
        where.append(sa.or_(invites.c.uses_left.is_(None), invites.c.uses_left > 0))
        if group is not None:
            where.append(invites.c.group_id == group)
        if kind:
            where.append(invites.c.kind == kind)
        return [
            invite_of(row) for row in self.all(invites_selected().where(*where).order_by(invites.c.created_at.desc()))
        ]


def invites_selected() -> AnySelect:
    """The columns of which `invite_of` makes a link."""
    names = (
        "code",
        "kind",
        "group_id",
        "role",
        "created_by",
        "expires_at",
        "uses_left",
        "revoked",
        "person_id",
        "lost",
    )
    return sa.select(*(invites.c[name] for name in (*names, "asks")))


def invite_of(row: AnyRow) -> Invite:
    """A link as it is kept."""
    role = Role(row.role) if row.role else None
    return Invite(
        code=row.code,
        kind=row.kind,
        group=row.group_id,
        role=role,
        created_by=row.created_by,
        expires_at=row.expires_at,
        uses_left=row.uses_left,
        revoked=bool(row.revoked),
        person=row.person_id,
        lost=bool(row.lost),
        asks=bool(row.asks),
    )


def _by_village(row: AnyRow) -> tuple[str, tuple[str, str], tuple[str, str], int]:
    return row.district, names.order(row.village), names.order(row.name), row.id


def _group(row: Sequence[Any]) -> Group:
    """The group of a row that has the columns of _GROUP."""
    key, name, village, district, project, state, hour, minute, evening, zone, chat, chat_language, told, thread = row
    return Group(
        id=GroupId(key),
        name=name,
        village=village,
        district=district,
        province=district[:2],  # a district's code begins with its province's (places.csv)
        project=project,
        state=state,
        hour=hour,
        zone=zone_of(zone),
        chat=ChatId(chat) if chat else None,
        chat_language=chat_language,
        told=Told(told),
        thread=thread,
        minute=minute,
        evening=time.fromisoformat(evening) if evening else None,
    )
