"""Plans for the stories of reviews, reminders and check-ins: one that is sent, one that is being carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.ids import ActionId, GroupId, PlanId, SubmissionId
from bot.domain.plans import Part, PlanState
from bot.services.plans import submissions
from bot.services.reminders import reminders
from bot.services.reviews import reviews
from tests.story import AT_ONCE, LIBRARY, Someone, Story

TITLE = "ປູກໜໍ່ໄມ້ຝຣັ່ງໃຫ້ໄດ້ຕະຫຼອດປີ"


def approved(story: Story, group: GroupId) -> PlanId:
    """A plan of the group that has passed, still without actions."""
    round_ = story.round()
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
        uow.plans.change(plan, now=story.now, title=TITLE, state=PlanState.APPROVED.value)
    return plan


def action(story: Story, plan: PlanId, due: date, owner: Someone | None = None, *, what: str = "ຊື້ແນວພັນ") -> ActionId:
    """An action of an approved plan, with its reminders."""
    with story.database.begin() as uow:
        values = {"what": what, "who": owner.name if owner else "ນາງ ຄຳ", "due_on": due, "cost": 500_000}
        key = uow.actions.add(plan, now=story.now, owner_id=owner.me if owner else None, **values)
        found = uow.plans.get(plan)
        assert found is not None
        reminders.schedule(uow, LIBRARY, found, now=story.now)
    return key


def written(story: Story, group: GroupId, leader: Someone, *, long: bool = False) -> PlanId:
    """A plan with an answer at every step and one action, ready to be sent."""
    round_ = story.round()
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
        uow.plans.change(plan, now=story.now, title=TITLE)
        for step in LIBRARY.form.steps:
            text = ("ຄຳຕອບຂໍ້ " + str(step.number) + " ") * (60 if long else 1)
            uow.answers.put(plan, step.key, (Part("text", text.strip()),), leader.me, now=story.now)
        values = {"what": "ຊື້ແນວພັນ", "who": leader.name, "owner_id": leader.me, "cost": 500_000, "own": 100_000}
        uow.actions.add(plan, now=story.now, due_on=date(2027, 1, 15), **values)
    return plan


def send(story: Story, plan: PlanId, leader: Someone) -> SubmissionId:
    """The leader sends the plan, and everybody's phone rings."""
    with story.database.begin() as uow:
        person = uow.people.get(leader.me)
        assert person is not None
        submission = submissions.submit(uow, LIBRARY, plan, by=person, at=story.now, now=story.now)
    story.deliver()
    return submission


def judged(
    story: Story,
    plan: PlanId,
    expert: Someone,
    points: Callable[[int], int],
    *,
    comments: Mapping[str, str] | None = None,
    decision: str = "approve",
) -> None:
    """A sent plan's only expert gives points to each question by its number, comments on steps, and decides."""
    with story.database.begin() as uow:
        by = uow.people.get(expert.me)
        assert by is not None
        (review,) = uow.reviews.of_plan(plan)
        reviews.accept(uow, review.id, by=by)
        for number, criterion in enumerate(LIBRARY.rubric.criteria, 1):
            reviews.score(uow, LIBRARY, review.id, criterion.key, points(number), by=by, now=story.now)
        for step, words in (comments or {}).items():
            uow.reviews.comment(review.id, step, words, None, now=story.now)
        seen = uow.reviews.of_plan(plan)[0].revision
        reviews.decide(uow, LIBRARY, review.id, decision, AT_ONCE, by=by, seen=seen, now=story.now)
    story.deliver()


def remind(story: Story) -> int:
    """The clock looks once; returns how many reminders it found."""
    with story.database.begin() as uow:
        found = reminders.send_due(uow, LIBRARY, now=story.now)
    story.deliver()
    return found
