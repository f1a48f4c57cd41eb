"""Persons, their Telegram accounts, who speaks through which, and roles."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.moves import MoveState
from bot.domain.people import AccountState, Role, RoleState, Sex, Youth
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import EnumText, one_of

persons = sa.Table(
    "persons",
    metadata,
    identity(),
    text("name"),
    text("language"),
    sa.Column("listens", sa.Boolean),
    text("voice"),  # the language in which texts are read to them; "" is their own
    flag("light"),
    one_of("persons.sex", Sex, optional=True),
    one_of("persons.youth", Youth, optional=True),
    text("ethnic"),
    text("phone"),
    sa.Column("projects", sa.JSON, nullable=False, server_default="[]"),  # that somebody of the staff looks after
    text("asked"),
    flag("frozen"),  # an old phone says that it did not move: nobody speaks for them until somebody has looked
    instant("consented_at", null=True),
    count("consent_version"),  # of the privacy notice; 0: agreed to before versions were kept
    instant("created_at"),
)
accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    ref("person_id", "persons", outlives=True),  # who speaks through it at present
    one_of("accounts.state", AccountState),
    instant("state_at", null=True),
    instant("created_at"),
)
sa.Index(None, accounts.c.person_id)
speakers = sa.Table(  # everybody whom an account serves: a phone may be shared
    "speakers",
    metadata,
    ref("account_id", "accounts", primary_key=True),
    ref("person_id", "persons", primary_key=True),
)
sa.Index(None, speakers.c.person_id)
roles = sa.Table(
    "roles",
    metadata,
    ref("person_id", "persons", primary_key=True),
    sa.Column("role", EnumText("roles.role", Role), primary_key=True),
    one_of("roles.state", RoleState),
    instant("at"),
)
moves = sa.Table(  # of a person from one account to another: one row for each account that spoke for them before
    "moves",
    metadata,
    identity(),
    ref("person_id", "persons"),
    ref("maker_id", "persons", outlives=True),  # of the link
    ref("old_account_id", "accounts"),
    ref("new_account_id", "accounts"),
    one_of("moves.state", MoveState),
    instant("at"),
)
sa.Index(None, moves.c.person_id)
