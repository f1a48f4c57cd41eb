"""Persons, their Telegram accounts, who speaks through which, and roles."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import flag, identity, instant, metadata, ref, text

persons = sa.Table(
    "persons",
    metadata,
    identity(),
    text("name"),
    text("language"),
    sa.Column("listens", sa.Boolean),
    text("voice"),  # the language in which texts are read to them; "" is their own
    flag("light"),
    text("sex"),
    text("youth"),
    text("ethnic"),
    text("phone"),
    text("asked"),
    instant("consented_at", null=True),
    instant("created_at"),
)
accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    ref("person_id", "persons", null=True),  # who speaks through it at present
    text("state"),
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
    sa.Column("role", sa.Text, primary_key=True),
    text("state"),  # waiting (an administrator has to confirm), confirmed, refused
    instant("at"),
)
