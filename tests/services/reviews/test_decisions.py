"""Experts' decisions wait and can be taken back unseen; then the group is told, and staff may let them decide again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.ids import AssignmentId, PersonId, PlanId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.plans import PlanState
from bot.domain.refused import Forbidden, Refused
from bot.domain.reviews import ReviewState
from bot.domain.rounds import Rules
from bot.services.plans import comments, submissions
from bot.services.reviews import decisions, reviews
from bot.store.database import Database, UnitOfWork
from tests.follow_up import remind, send, written
from tests.story import LIBRARY, Someone, Story

RULES = Rules()


@dataclass
class Stage:
    """Noy's plan is with two experts, who have given all their points."""

    story: Story
    noy: Someone
    mali: Someone
    kham: Someone
    vanna: Someone
    plan: PlanId

    def state(self) -> PlanState:
        with self.story.database.begin() as uow:
            found = uow.plans.get(self.plan)
        assert found is not None
        return found.state

    def decide(self, expert: Someone, decision: str) -> AssignmentId:
        with self.story.database.begin() as uow:
            by = person(uow, expert)
            one = uow.reviews.of_expert(by.id)[-1]
            words = Answer("text", "Who pays the seeds?")
            if decision == "return":
                reviews.comment(uow, one.id, "", words, by=by, now=self.story.now)
            found = uow.reviews.get(one.id)
            assert found is not None
            seen, now = found.revision, self.story.now
            assert reviews.decide(uow, LIBRARY, one.id, decision, RULES, by=by, seen=seen, now=now) == ""
        return one.id

    def look(self) -> int:
        with self.story.database.begin() as uow:
            settled = decisions.settle_due(uow, LIBRARY, RULES, now=self.story.now)
        self.story.deliver()
        return settled

    def told(self) -> list[str]:
        """What Noy's phone was told since the plan was with the experts; the picture before it has no words."""
        said = (line for line in self.story.transcript if line.startswith("bot > Noy: "))
        return [line for line in said if line != "bot > Noy: "]

    def decided(self, decision: str) -> None:
        """Both decide, and it is told."""
        for expert in (self.kham, self.vanna):
            self.decide(expert, decision)
        self.story.wait(minutes=30)
        assert self.look() == 1


def person(uow: UnitOfWork, someone: Someone) -> Person:
    found = uow.people.get(PersonId(someone.person or 0))
    assert found is not None
    return found


@pytest.fixture
def stage(database: Database) -> Stage:
    story = Story(database)
    story.runner.programme = replace(story.runner.programme, rules=RULES)
    noy, mali = (
        story.known("Noy", language="en"),
        story.known("Mali", language="en", roles=(Role.STAFF,)),
    )
    kham, vanna = (story.known(name, language="en", roles=(Role.EXPERT,)) for name in ("Dr. Kham", "Vanna"))
    plan = written(story, story.group(noy), noy)
    send(story, plan, noy)
    for expert in (kham, vanna):
        with story.database.begin() as uow:
            by = person(uow, expert)
            (one,) = uow.reviews.of_expert(by.id)
            reviews.accept(uow, one.id, by=by)
            for criterion in LIBRARY.rubric.criteria:
                reviews.score(uow, LIBRARY, one.id, criterion.key, 2, by=by, now=story.now)
    story.transcript.clear()
    return Stage(story, noy, mali, kham, vanna, plan)


def test_a_decision_is_told_half_an_hour_after_the_last_and_once(stage: Stage) -> None:
    stage.decide(stage.kham, "approve")
    stage.story.wait(minutes=20)
    stage.decide(stage.vanna, "approve")
    stage.story.wait(minutes=29)
    with stage.story.database.begin() as uow:
        assert decisions.next_at(uow, RULES) == stage.story.now + timedelta(minutes=1)
    assert (stage.look(), stage.state(), stage.told()) == (0, PlanState.SUBMITTED, [])
    stage.story.wait(minutes=1)
    assert [stage.look(), stage.look()] == [1, 0]
    assert stage.state() is PlanState.APPROVED
    assert len(stage.told()) == 1


def test_until_then_one_tap_takes_it_back_and_nobody_has_seen_it(stage: Stage) -> None:
    stage.decide(stage.vanna, "return")
    assignment = stage.decide(stage.kham, "return")
    stage.noy.forges(f"plan.comments:{stage.plan}")
    assert "There are no comments yet" in stage.noy.sees.text
    stage.noy.forges(f"plan.overview:{stage.plan}")
    assert "📨 Sent. The experts are reading it" in stage.noy.sees.text
    stage.kham.forges(f"review.decide:{assignment}")
    assert "Until 23 November 2026, 09:30 you can take it back" in stage.kham.sees.text
    assert "Vanna" not in stage.kham.sees.text
    page = stage.kham.sees.id
    stage.kham.taps("Take it back")
    stage.kham.forges(f"review.decide!undo:{assignment}", page)
    stage.story.wait(hours=1)
    assert stage.look() == 0
    with stage.story.database.begin() as uow:
        found = uow.reviews.get(assignment)
        assert found is not None
        assert (found.state, found.decision, found.decided_at) == (ReviewState.SCORING, "", None)
    assert stage.told() == []


def test_after_that_it_stands_for_its_expert_also_while_others_read(stage: Stage) -> None:
    assignment = stage.decide(stage.kham, "approve")
    stage.story.wait(minutes=30)
    with stage.story.database.begin() as uow:
        by = person(uow, stage.kham)
        with pytest.raises(Refused, match="cannot be taken back any more"):
            decisions.take_back(uow, assignment, RULES, by=by, now=stage.story.now)
        other = person(uow, stage.vanna)
        with pytest.raises(Forbidden):
            decisions.take_back(uow, assignment, RULES, by=other, now=stage.story.now)
    stage.kham.forges(f"review.decide:{assignment}")
    assert "↩️ Take it back" not in stage.kham.sees.buttons()
    assert "1 other expert has to decide too" in stage.kham.sees.text


def test_what_came_back_is_sent_again_within_two_weeks_and_not_later(stage: Stage) -> None:
    with stage.story.database.begin() as uow:
        plan = uow.plans.get(stage.plan)
        assert plan is not None
        uow.rounds.change(plan.round, deadline=stage.story.now)  # its own last day is never before the round's
    stage.decided("return")
    assert "Send it again by Monday, 7 December 2026" in stage.noy.sees.text
    stage.noy.forges(f"plan.overview:{stage.plan}")
    assert "📅 Send it again by Monday, 7 December 2026" in stage.noy.sees.text
    with stage.story.database.begin() as uow:
        found = uow.plans.get(stage.plan)
        assert found is not None
        assert found.deadline is not None
        by, last = person(uow, stage.noy), found.deadline
        with pytest.raises(Refused, match="Plans were due on"):
            submissions.submit(uow, LIBRARY, stage.plan, by=by, at=last + timedelta(seconds=1), now=last)
        assert submissions.submit(uow, LIBRARY, stage.plan, by=by, at=last, now=last + timedelta(hours=1))


def test_staff_let_the_experts_decide_again_for_a_reason_that_the_group_reads(stage: Stage) -> None:
    stage.decided("approve")
    stage.story.now = stage.story.now.replace(year=2027, month=1, day=15, hour=2)
    remind(stage.story)
    assert "✅ Done" in " ".join(stage.noy.sees.buttons())
    asked = stage.noy.sees.id
    stage.mali.forges(f"plan.overview:{stage.plan}")
    stage.mali.taps("Experts decide again")
    stage.mali.says("...")
    assert stage.state() is PlanState.APPROVED
    stage.mali.says("The land belongs to somebody else")
    assert stage.state() is PlanState.SUBMITTED
    assert "⭐ The experts read the plan again: The land belongs to somebody else" in stage.noy.sees.text
    assert "Staff ask you to decide again: The land belongs to somebody else" in stage.kham.sees.text
    withdrawn = stage.noy.phone[asked]
    assert "There is nothing to do now" in withdrawn.text
    assert withdrawn.buttons() == []
    stage.story.wait(days=20)
    assert remind(stage.story) == 0
    stage.noy.forges(f"plan.overview:{stage.plan}")
    assert "The land belongs to somebody else" in stage.noy.sees.text
    stage.decided("return")
    with stage.story.database.begin() as uow:
        found = comments.open_comments(uow, LIBRARY, stage.plan, by=person(uow, stage.noy))
        assert len(found.comments) == 2
    stage.noy.forges(f"plan.overview:{stage.plan}")
    assert "The land belongs to somebody else" not in stage.noy.sees.text


def test_only_staff_reopen_and_never_what_the_group_has_changed_since(stage: Stage) -> None:
    stage.decided("return")
    with stage.story.database.begin() as uow:
        by = person(uow, stage.kham)
        with pytest.raises(Forbidden):
            decisions.reopen(uow, stage.plan, "A reason", by=by, now=stage.story.now)
    stage.noy.forges(f"plan.step:{stage.plan},idea")
    stage.noy.says("We changed it")
    with stage.story.database.begin() as uow:
        by = person(uow, stage.mali)
        with pytest.raises(Refused, match="The group has changed the plan since"):
            decisions.reopen(uow, stage.plan, "A reason", by=by, now=stage.story.now)
    assert stage.state() is PlanState.RETURNED
