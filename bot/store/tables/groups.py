"""Villages, farmer groups, members and invitations."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.groups import GroupState, HandoverState, InviteKind, MemberState, VillageState
from bot.domain.people import Role
from bot.domain.reminders import Told
from bot.store.tables.columns import BIG, count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import EnumText, one_of

villages = sa.Table(
    "villages",
    metadata,
    identity(),
    text("district"),
    text("name"),
    one_of("villages.state", VillageState),
    sa.UniqueConstraint("district", "name"),
)
groups = sa.Table(
    "groups",
    metadata,
    identity(),
    text("name"),
    ref("village_id", "villages"),
    text("project"),
    one_of("groups.state", GroupState),
    count("hour", 8),
    count("minute"),
    text("evening"),  # 17:30, when lessons and what is not due today come; "": at its own hour
    text("zone"),
    sa.Column("chat_id", sa.BigInteger, unique=True),
    text("chat_language"),
    sa.Column("thread", BIG),  # the topic of its chat to which reminders come
    one_of("groups.told", Told, default="both"),  # where reminders come
    text("money_told"),  # the last month of which the money was told, such as 2026-11
    ref("created_by", "persons", outlives=True),
    instant("created_at"),
)
loose_chats = sa.Table(  # the bot is in them, and no group has linked them
    "loose_chats",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    flag("told"),
    instant("next_at"),
)
sa.Index(None, loose_chats.c.next_at)
sa.Index(None, groups.c.village_id)
sa.Index("ix_groups_state", groups.c.state, groups.c.id)
members = sa.Table(
    "members",
    metadata,
    ref("group_id", "groups", primary_key=True),
    ref("person_id", "persons", primary_key=True),
    flag("leader"),
    one_of("members.state", MemberState),
    instant("joined_at"),  # or asked, by whoever waits for the leader's yes
    count("rung"),  # how often somebody was reminded of whoever waits
    instant("next_at", null=True),
)
sa.Index("ix_members_person", members.c.person_id, members.c.state, members.c.group_id, members.c.leader)
sa.Index(None, members.c.next_at)
invites = sa.Table(
    "invites",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    one_of("invites.kind", InviteKind),
    ref("group_id", "groups", null=True),
    sa.Column("role", EnumText("invites.role", Role)),
    ref("person_id", "persons", null=True),  # whose membership a new phone takes, or who alone may use it
    ref("created_by", "persons", outlives=True),
    instant("created_at"),
    instant("expires_at"),
    sa.Column("uses_left", sa.Integer),
    flag("revoked"),
    flag("lost"),  # the old phone is lost or stolen: nothing is sent there
    flag("asks"),  # its leader says yes to each who comes by it
)
handovers = sa.Table(  # a member asks the group to lead it, because the leader cannot
    "handovers",
    metadata,
    identity(),
    ref("group_id", "groups"),
    ref("person_id", "persons"),
    one_of("handovers.state", HandoverState),
    instant("asked_at"),
    instant("until_at"),
)
sa.Index(None, handovers.c.group_id, handovers.c.state)
consents = sa.Table(  # what the members say to it
    "consents",
    metadata,
    ref("handover_id", "handovers", primary_key=True),
    ref("person_id", "persons", primary_key=True),
    flag("agrees"),
    instant("at"),
)
