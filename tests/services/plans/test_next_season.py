"""The next season: what a group takes over from its last plan, only where it says so, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PlanId
from bot.domain.plans import Part, PlanState
from bot.domain.refused import Forbidden, Stale
from bot.services.plans import actions, drafts, next_season
from bot.services.plans.next_season import Earlier
from bot.services.rounds import rounds
from bot.store.database import Database, UnitOfWork
from bot.understand import assent
from tests import planning
from tests.planning import LIBRARY, NOW, Village, step

LATER = NOW + timedelta(days=300)


@dataclass
class Season:
    village: Village
    old: PlanId
    new: PlanId

    @property
    def earlier(self) -> Earlier | None:
        return next_season.earlier(self.village.uow, LIBRARY, self.new, by=self.village.noy)

    def take(self, way: str) -> tuple[int, int]:
        return next_season.take(self.village.uow, LIBRARY, self.new, way, by=self.village.noy, now=LATER)


def season(uow: UnitOfWork, village: Village | None = None) -> Season:
    """A plan that passed, with one piece of work done and one not, and an empty draft of the next round."""
    village = village or planning.settle(uow)
    planning.sent(village)
    uow.plans.change(village.plan, now=NOW, state=PlanState.APPROVED.value, title="Mushrooms")
    done = uow.actions.add(village.plan, now=NOW, what="Build a shed")
    uow.actions.add(village.plan, now=NOW, what="Sell together", who="Seng", cost=50_000)
    uow.actions.change(done, now=NOW, state="done")
    rounds.close(uow, village.now().round, by=village.mali, now=NOW)
    values = {"name": {"en": "Next"}, "form_version": LIBRARY.form.version, "agreement": "none"}
    uow.rounds.add(state="open", opens_at=LATER, deadline=LATER + timedelta(days=30), **values)
    new = drafts.begin(uow, village.group, by=village.noy, now=LATER)
    assert new is not None
    return Season(village, village.plan, new)


def test_nothing_is_taken_over_unasked_and_nothing_twice(database: Database) -> None:
    with database.begin() as uow:
        here = season(uow)
        frozen = uow.submissions.latest(here.old)
        assert uow.answers.of_plan(here.new) == {}
        found = here.earlier
        assert found is not None
        assert [one.what for one in found.work] == ["Sell together"]
        assert here.take("all") == (len(found.answers), 1)
        assert here.take("all") == (0, 0)
        assert here.earlier is None
        taken = uow.answers.of_plan(here.new)
        assert {key: one.parts for key, one in taken.items()} == {one.step: one.parts for one in found.answers}
        assert {one.author for one in taken.values()} == {here.village.noy.id}
        [work] = uow.actions.of_plan(here.new)
        assert (work.what, work.due, work.cost, work.state) == ("Sell together", None, 50_000, "planned")
        assert uow.plans.get(here.new).title == "Mushrooms"  # type: ignore[union-attr]
        assert uow.submissions.latest(here.old) == frozen
        assert len(uow.actions.of_plan(here.old)) > 1


def test_each_part_alone_and_what_stands_in_the_draft_stays(database: Database) -> None:
    with database.begin() as uow:
        here = season(uow)
        drafts.answer(uow, here.new, step("idea"), Part("text", "Bees"), by=here.village.noy, now=LATER)
        assert here.take("work") == (0, 1)
        answers, work = here.take("answers")
        assert answers > 1
        assert work == 0
        assert uow.answers.of_plan(here.new)["idea"].text == "Bees"


def test_only_the_group_takes_over_and_only_into_a_draft(database: Database) -> None:
    with database.begin() as uow:
        here = season(uow)
        with pytest.raises(Forbidden):
            next_season.take(uow, LIBRARY, here.new, "all", by=here.village.bo, now=LATER)
        with pytest.raises(Stale):
            here.take("everything")
        for _ in range(actions.MOST):
            uow.actions.add(here.new, now=LATER, what="Something else")
        assert here.take("work") == (0, 0)  # no room, and no fault
        uow.plans.change(here.new, now=LATER, state=PlanState.SUBMITTED.value)
        assert here.earlier is None


def test_a_first_plan_has_nothing_to_begin_from(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        assert next_season.earlier(uow, LIBRARY, village.plan, by=village.noy) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("ແມ່ນ", True), ("  Yes! ", True), ("OK", True), ("ບໍ່", False), ("ຍັງ", False), ("No.", False), ("ເຫັດ", None)],
)
def test_yes_and_no_as_people_write_them(text: str, said: bool | None) -> None:
    assert assent.said(text) is said


@given(st.text(max_size=40))
def test_anything_else_is_neither(text: str) -> None:
    assert assent.said(text) in (True, False, None)
