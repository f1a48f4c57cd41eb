"""Rounds, and the plans that groups draft, agree on and submit."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.agreements import FOR_OTHERS, Needed
from bot.domain.plans import ActionState, AnswerState, PlanState, RoundState
from bot.store.tables.columns import count, flag, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

rounds = sa.Table(
    "rounds",
    metadata,
    identity(),
    sa.Column("name", sa.JSON, nullable=False),
    instant("opens_at"),
    instant("deadline"),
    instant("planned", null=True),  # the deadline that staff set, where outages have moved it
    count("lost"),  # seconds of outages since it was set
    one_of("rounds.state", RoundState),
    count("form_version", 1),
    one_of("rounds.agreement", Needed, default="half"),  # how many members have to agree
    count("for_others", FOR_OTHERS),  # agreements that one phone may give for others
    instant("dated_at", null=True),  # when the deadline was set
    sa.Column("work_from", sa.Date),  # the days between which actions may lie
    sa.Column("work_until", sa.Date),
    flag("unranked"),  # plans get no positions, and points are known when the experts have decided
    text("projects"),  # whose groups it is for, a line each with a line's end on both sides; "": all
    text("districts"),
    flag("archived"),  # out of the lists of staff
)
plans = sa.Table(
    "plans",
    metadata,
    identity(),
    ref("group_id", "groups"),
    ref("round_id", "rounds"),
    one_of("plans.state", PlanState),
    text("title"),
    count("revision"),
    sa.Column("position", sa.Integer),
    instant("deadline", null=True),  # of a plan that came back, and when it was set
    instant("dated_at", null=True),
    instant("planned", null=True),  # the deadline that it was given, where outages have moved it
    count("lost"),  # seconds of outages since then
    flag("shared"),  # the group lets everybody read it in the library
    sa.Column("final", sa.Integer),  # its position among the final winners
    text("reopened"),  # why staff let the experts read it again
    instant("created_at"),
    instant("updated_at"),
    sa.UniqueConstraint("group_id", "round_id"),
)
sa.Index("ix_plans_state", plans.c.state, plans.c.updated_at)
answers = sa.Table(
    "answers",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    text("step"),
    count("revision"),
    one_of("answers.state", AnswerState),
    sa.Column("parts", sa.JSON, nullable=False),
    ref("author_id", "persons", outlives=True),
    instant("at"),
    instant("ended_at", null=True),  # when it stood no more; never for what only waited
)
sa.Index(None, answers.c.plan_id, answers.c.step, answers.c.state)
actions = sa.Table(
    "actions",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    count("position"),
    text("what"),
    text("who"),
    ref("owner_id", "persons", outlives=True),
    sa.Column("start_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("cost", sa.BigInteger),
    sa.Column("own", sa.BigInteger),
    text("sign"),
    one_of("actions.state", ActionState),
    count("revision"),
    sa.Column("spent", sa.BigInteger),
    instant("updated_at"),
)
sa.Index(None, actions.c.plan_id, actions.c.position)
_OPEN = sa.text("state <> 'done' AND state <> 'removed'")
sa.Index("ix_actions_open", actions.c.due_on, actions.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
line_values = sa.Table(  # what the fields of actions said, with who wrote it
    "line_values",
    metadata,
    identity(),
    ref("action_id", "actions", index=True),
    text("field"),
    sa.Column("value", sa.JSON, nullable=False),
    ref("author_id", "persons", outlives=True),
    instant("at"),
    instant("ended_at", null=True),
)
agreements = sa.Table(
    "agreements",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    ref("person_id", "persons", outlives=True),
    count("revision"),
    flag("agrees"),
    text("reason"),
    ref("medium_id", "media", null=True, index=True),  # the reason as a voice
    ref("told_by", "persons", outlives=True),  # who says it for them: no phone
    sa.Column("account_id", sa.BigInteger),  # the phone from which it came
    instant("at"),
    sa.UniqueConstraint("plan_id", "person_id"),
)
snapshots = sa.Table(  # what a plan said when somebody was asked or answered, to show later what has changed
    "snapshots",
    metadata,
    ref("plan_id", "plans", primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.JSON, nullable=False),
)
results_seen = sa.Table(  # who has opened what a plan got; until then the first page leads there
    "results_seen",
    metadata,
    ref("plan_id", "plans", primary_key=True),
    ref("person_id", "persons", primary_key=True),
)
sa.Index(None, results_seen.c.person_id)
submissions = sa.Table(
    "submissions",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    count("version"),
    count("revision"),
    sa.Column("content", sa.JSON, nullable=False),
    ref("submitted_by", "persons", outlives=True),
    instant("at"),
    sa.UniqueConstraint("plan_id", "version"),
)
