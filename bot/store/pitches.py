"""Pitches, and what groups that heard them gave, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.domain.contests import Hearing, Piece
from bot.domain.ids import GroupId, MediumId, PersonId, PlanId, RoundId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import hearings, persons, pitches, plans

_PIECE = [pitches.c[name] for name in ("id", "plan_id", "kind", "medium_id", "seconds")]
_HEARING = (
    *(hearings.c[name] for name in ("id", "plan_id", "group_id", "place", "stars", "person_id")),
    sa.func.coalesce(persons.c.name, "").label("name"),
)
_SELECT = sa.select(*_HEARING).join(persons, persons.c.id == hearings.c.person_id, isouter=True)


class Pitches(Repository):
    """What groups tell about their plans, and who hears it."""

    # What is told ----------------------------------------------------------------------------------------------------
    def add(self, plan: PlanId, kind: str, medium: MediumId, seconds: int, person: PersonId, *, now: datetime) -> int:
        values = {"plan_id": plan, "kind": kind, "medium_id": medium, "seconds": seconds}
        return self.insert(pitches, person_id=person, at=now, **values)

    def of_plan(self, plan: PlanId) -> list[Piece]:
        """The voice and the photos of a plan, in the order in which they came."""
        found = self.all(sa.select(*_PIECE).where(pitches.c.plan_id == plan).order_by(pitches.c.id))
        return [Piece(*row) for row in found]

    def drop(self, pieces: Iterable[int]) -> None:
        self.run(pitches.delete().where(pitches.c.id.in_(list(pieces))))

    def told(self, round_id: RoundId) -> set[PlanId]:
        """The plans of a round that somebody recorded a voice or film about."""
        joined = sa.select(pitches.c.plan_id).join(plans, plans.c.id == pitches.c.plan_id)
        found = self.all(joined.where(plans.c.round_id == round_id, pitches.c.kind != "photo"))
        return {PlanId(row.plan_id) for row in found}

    # Who hears -------------------------------------------------------------------------------------------------------
    def let_hear(self, plan: PlanId, group: GroupId, place: int) -> None:
        """A group is to hear a plan; nothing where it is already."""
        self.insert_new(hearings, {"plan_id": plan, "group_id": group, "place": place}, key=("plan_id", "group_id"))

    def hearing(self, hearing: int) -> Hearing | None:
        """One, locked until the transaction ends."""
        row = self.first(_SELECT.where(hearings.c.id == hearing).with_for_update(of=hearings))
        return _hearing(row) if row else None

    def of_group(self, group: GroupId, round_id: RoundId) -> list[Hearing]:
        """What a group hears in a round, in its order."""
        joined = _SELECT.join(plans, plans.c.id == hearings.c.plan_id)
        where = (hearings.c.group_id == group, plans.c.round_id == round_id)
        return [_hearing(row) for row in self.all(joined.where(*where).order_by(hearings.c.place, hearings.c.id))]

    def of_round(self, round_id: RoundId) -> list[Hearing]:
        """All that is heard in a round."""
        joined = _SELECT.join(plans, plans.c.id == hearings.c.plan_id)
        return [_hearing(row) for row in self.all(joined.where(plans.c.round_id == round_id).order_by(hearings.c.id))]

    def starred(self, plan: PlanId) -> bool:
        """Whether any group gave a plan stars."""
        where = (hearings.c.plan_id == plan, hearings.c.stars.is_not(None))
        return self.first(sa.select(hearings.c.id).where(*where).limit(1)) is not None

    def give(self, hearing: int, stars: int, person: PersonId, *, now: datetime) -> None:
        """What a group gives; a second time replaces the first."""
        self.update(hearings, hearings.c.id == hearing, stars=stars, person_id=person, at=now)


def _hearing(row: AnyRow) -> Hearing:
    return Hearing(row.id, row.plan_id, row.group_id, row.place, row.stars, row.person_id, row.name)
