"""Who has to hear of the last day of a round, and has not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from bot.domain.groups import Group, GroupState
from bot.domain.ids import GroupId, PlanId
from bot.domain.plans import PlanState, Round
from bot.domain.zones import DEFAULT
from bot.store.repository import Repository
from bot.store.rounds import is_for
from bot.store.tables import groups, nudges, plans, rounds, villages

_lived_in = sa.func.coalesce(sa.func.nullif(groups.c.zone, ""), DEFAULT)  # as domain/zones.py reads it


def last_day(of: str, days: int) -> str:
    """The key under which stands that somebody was told of a last day, `of` "group:plan:day", so many days before."""
    return f"last:{of}:{days}"


class LastDays(Repository):
    """Reads only: what was said is a key of `nudges`."""

    def unwarned(
        self, round_: Round, like: Group, day: date, come: Sequence[int], *, after_id: int, limit: int
    ) -> list[tuple[GroupId, PlanId | None]]:
        """Groups that live by the hours of one, have not sent the plan of a round, and were not told of one of the
        moments before its last day: numbers above `after_id`, with the plan if there is one."""
        of = sa.literal("last:") + sa.cast(groups.c.id, sa.Text) + ":"
        of += sa.cast(sa.func.coalesce(plans.c.id, 0), sa.Text) + f":{day}:"
        said = (sa.exists().where(nudges.c.key == of + str(days)) for days in come)
        mine = sa.and_(plans.c.group_id == groups.c.id, plans.c.round_id == round_.id)
        found = self.all(
            sa.select(groups.c.id, plans.c.id.label("plan"))
            .select_from(
                groups.join(villages, villages.c.id == groups.c.village_id)
                .join(rounds, rounds.c.id == round_.id)
                .join(plans, mine, isouter=True)
            )
            .where(sa.or_(is_for(), plans.c.revision > 0))
            .where(groups.c.state == GroupState.ACTIVE, groups.c.id > after_id)
            .where(_lived_in == like.zone.key, groups.c.hour == like.hour, groups.c.minute == like.minute)
            .where(groups.c.evening == (f"{like.evening:%H:%M}" if like.evening else ""))
            .where(sa.or_(plans.c.id.is_(None), plans.c.state == PlanState.DRAFT), sa.or_(*(~one for one in said)))
            .order_by(groups.c.id)
            .limit(limit)
        )
        return [(GroupId(row.id), PlanId(row.plan) if row.plan else None) for row in found]
