"""Facts get columns of their own, and what a group has written outlives the person who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.tables import BIG, Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CHUNK = 500  # rows that are read and written at a time
_OUTLIVE = (  # what somebody made or did for others: it stays, without the name
    ("accounts", "person_id"),
    ("actions", "owner_id"),
    ("announcements", "author_id"),
    ("answers", "author_id"),
    ("assignments", "expert_id"),
    ("audit", "person_id"),
    ("groups", "created_by"),
    ("invites", "created_by"),
    ("media", "person_id"),
    ("submissions", "submitted_by"),
    ("wordings", "helper_id"),
)


def upgrade() -> None:
    for table, column in _OUTLIVE:
        with op.batch_alter_table(table) as batch_op:
            _outlives(batch_op, table, column)
    _agreements()
    _checkins()
    _reminders()


def _outlives(batch_op: Any, table: str, column: str) -> None:
    """The reference becomes empty when the person goes; until now the row went along."""
    name = op.f(f"fk_{table}_{column}")
    batch_op.drop_constraint(name, type_="foreignkey")
    batch_op.alter_column(column, existing_type=BIG, nullable=True)
    batch_op.create_foreign_key(name, "persons", [column], ["id"], ondelete="SET NULL")


# Agreements: their key was the person ---------------------------------------------------------------------------------
_SAID = "plan_id, person_id, revision, agrees, reason, medium_id, told_by, at"


def _agreements() -> None:
    op.execute(f"CREATE TABLE agreements_before AS SELECT {_SAID} FROM agreements")
    op.drop_table("agreements")
    op.create_table(
        "agreements",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("plan_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("agrees", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("medium_id", BIG, nullable=True),
        sa.Column("told_by", BIG, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_agreements_plan_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_agreements_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["medium_id"], ["media.id"], name=op.f("fk_agreements_medium_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["told_by"], ["persons.id"], name=op.f("fk_agreements_told_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_agreements_plan_id_person_id")),
    )
    op.execute(f"INSERT INTO agreements ({_SAID}) SELECT {_SAID} FROM agreements_before ORDER BY plan_id, person_id")
    op.drop_table("agreements_before")


# Check-ins: `detail` was days, amounts, a kind of help, a reason or words ------------------------------------------------
_CHECKINS = sa.table(
    "checkins",
    sa.column("id", sa.Integer),
    *(sa.column(name, sa.Text) for name in ("answer", "detail", "words", "why", "help")),
    *(sa.column(name, sa.Date) for name in ("due_before", "due_after", "remind_on")),
    *(sa.column(name, sa.BigInteger) for name in ("kip_before", "kip")),
)
_HELP = ("growing", "money", "market", "disease", "people", "other")
_WHY = ("weather", "money", "goods", "time", "ill")
_CUT = ("words", "why", "help", "due_before", "due_after", "remind_on", "kip_before", "kip")


def _checkins() -> None:
    with op.batch_alter_table("checkins") as batch_op:
        _outlives(batch_op, "checkins", "person_id")
        for name in ("why", "help"):
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        for name in ("due_before", "due_after", "remind_on"):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        for name in ("kip_before", "kip"):
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
    _each(
        _CHECKINS,
        ("answer", "detail", "words"),
        _CHECKINS.c.detail != "",
        lambda row: cut(row.answer, row.detail, row.words),
        _CUT,
    )
    with op.batch_alter_table("checkins") as batch_op:
        batch_op.drop_column("detail")


def cut(answer: str, detail: str, words: str) -> dict[str, Any]:
    """The columns of an old check-in. What cannot be read as what it should be is kept as words."""
    nothing: dict[str, Any] = dict.fromkeys(_CUT) | {"words": words, "why": "", "help": ""}
    try:
        found = _READ[answer](detail) if answer in _READ else None
    except ValueError:
        found = None
    return nothing | (found or {"words": "\n".join(filter(None, (words, detail)))})


def _late(detail: str) -> dict[str, Any]:
    before, after, *why = detail.split(" ")
    if any(one not in _WHY for one in why):
        raise ValueError(detail)
    return {
        "due_before": date.fromisoformat(before) if before else None,
        "due_after": date.fromisoformat(after),
        "why": why[0] if why else "",
    }


def _help(detail: str) -> dict[str, Any] | None:
    return {"help": detail} if detail in _HELP else None


def _corrected(detail: str) -> dict[str, Any]:
    wrong, _, right = detail.partition(" ")
    return {"kip_before": int(wrong), "kip": int(right) if right else None}


_READ: dict[str, Callable[[str], dict[str, Any] | None]] = {
    "late": _late,
    "help": _help,
    "spent": lambda detail: {"kip": int(detail)},
    "corrected": _corrected,
    "later": lambda detail: {"remind_on": date.fromisoformat(detail)},
}


# Reminders: `hears` was a role or the number of a person ------------------------------------------------------------------
_REMINDERS = sa.table(
    "reminders",
    *(sa.column(name, sa.Integer) for name in ("id", "person_id")),
    *(sa.column(name, sa.Text) for name in ("hears", "recipient")),
)
_ROLES = ("owner", "leader", "staff")
_ONCE = ["action_id", "about", "due_on", "days"]


def _reminders() -> None:
    with op.batch_alter_table("reminders") as batch_op:
        batch_op.add_column(sa.Column("recipient", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("person_id", BIG, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_reminders_person_id"), "persons", ["person_id"], ["id"], ondelete="SET NULL"
        )
    op.execute(_REMINDERS.update().where(_REMINDERS.c.hears.in_(_ROLES)).values(recipient=_REMINDERS.c.hears))
    persons = sa.table("persons", sa.column("id", sa.Integer))
    known = set(op.get_bind().execute(sa.select(persons.c.id)).scalars())
    of_person = _REMINDERS.c.hears.not_in(_ROLES)
    _each(_REMINDERS, ("hears",), of_person, lambda row: _recipient(row.hears, known), ("recipient", "person_id"))
    with op.batch_alter_table("reminders") as batch_op:
        batch_op.drop_constraint(op.f("uq_reminders_action_id_about_due_on_days_hears"), type_="unique")
        batch_op.drop_column("hears")
    for name, column, where in (
        ("uq_reminders_person", "person_id", "recipient = 'person'"),
        ("uq_reminders_role", "recipient", "recipient <> 'person'"),
    ):
        only = sa.text(where)
        op.create_index(name, "reminders", [*_ONCE, column], unique=True, sqlite_where=only, postgresql_where=only)


def _recipient(hears: str, known: set[int]) -> dict[str, Any]:
    """A number is a person's; whoever is not known any more is spoken for by the leader when the time comes."""
    person = int(hears) if hears.isdecimal() else 0
    return {"recipient": "person", "person_id": person if person in known else None}


def _each(
    table: sa.TableClause,
    names: tuple[str, ...],
    where: sa.ColumnElement[bool],
    values: Callable[[Any], dict[str, Any]],
    change: tuple[str, ...],
) -> None:
    """Write what `values` makes of each row into the columns `change`, a chunk at a time."""
    connection, last, more = op.get_bind(), 0, True
    put = (
        table.update()
        .where(table.c.id == sa.bindparam("row"))
        .values({one: sa.bindparam(f"new_{one}") for one in change})
    )
    columns = [table.c[name] for name in ("id", *names)]
    while more:
        rows = connection.execute(
            sa.select(*columns).where(where, table.c.id > last).order_by(table.c.id).limit(CHUNK)
        ).all()
        new = [{"row": row.id, **{f"new_{one}": value for one, value in values(row).items()}} for row in rows]
        if new:
            connection.execute(put, new)
            last = rows[-1].id
        more = len(rows) == CHUNK
