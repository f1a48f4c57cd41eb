"""The demo's living programme in a database of the gallery, and the ids by which the states refer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content.library import Library
from bot.demo.programme import LivingProgramme
from bot.domain.ids import ChatId, RoundId
from bot.domain.people import Person
from bot.domain.plans import Action, Plan
from bot.store.database import UnitOfWork

GROUP_CHAT = ChatId(-1001)
KINDS = 0  # the version of a form with steps of every kind; older than every form of a programme


@dataclass(frozen=True, slots=True)
class DemoData:
    """`people` are Noy, Seng, Dr. Kham and Mali by their keys in content/demo/programme.yaml."""

    uow: UnitOfWork
    library: Library
    programme: LivingProgramme
    people: Mapping[str, Person]
    now: datetime

    def followed_up(self) -> tuple[Plan, Action]:
        """The approved plan of Noy's group, and an action of it that is not done yet."""
        plan = self.uow.plans.approved(self.programme.groups["asparagus"])
        assert plan is not None, "the demo follows up the plan of Noy's group"
        return plan, next(action for action in self.uow.actions.of_plan(plan.id) if action.state != "done")

    def add_round(self, state: str, form: int = 1) -> RoundId:
        """A third round, with a form of this version."""
        names = {"lo": "ຮອບທີ 3", "en": "Round 3"}
        times = {"opens_at": self.now, "deadline": self.now + timedelta(days=60)}
        return self.uow.rounds.add(name=names, state=state, form_version=form, **times)
