"""Spreadsheets that staff bring in, line by line."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.sheets import Flaw, LineState, SheetState, Unreadable
from bot.store.tables.columns import flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

sheets = sa.Table(
    "sheets",
    metadata,
    identity(),
    ref("by_id", "persons", outlives=True),
    ref("medium_id", "media", outlives=True),  # until it has been read
    text("name"),
    one_of("sheets.state", SheetState),
    one_of("sheets.why", Unreadable, optional=True),
    text("zone"),  # in which new groups live
    instant("at"),
    instant("taken_at", null=True),
)
sheet_lines = sa.Table(
    "sheet_lines",
    metadata,
    ref("sheet_id", "sheets", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    one_of("sheet_lines.state", LineState),
    one_of("sheet_lines.flaw", Flaw, optional=True),
    text("value"),  # the word that is wrong
    sa.Column("words", sa.JSON, nullable=False),  # what the line says, until it was taken
    ref("group_id", "groups", outlives=True),
    ref("person_id", "persons", outlives=True),  # whom it made
    flag("made_group"),
)
sa.Index(None, sheet_lines.c.group_id)
sa.Index(None, sheet_lines.c.person_id)
