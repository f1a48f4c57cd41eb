"""What the members hear of their plan: it was sent, it has passed, it came back with comments."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.plans import PlanState
from bot.i18n import bold, lines, mark
from bot.services import rounds


@notice("plan_submitted", screen="plan.overview")
def plan_submitted(occasion: Occasion) -> Message | None:
    """The other members learn that the plan was sent."""
    return _about_plan(occasion, mark("📨 The group's plan has been sent to the experts"), PlanState.SUBMITTED)


@notice("plan_approved", screen="plan.overview")
def plan_approved(occasion: Occasion) -> Message | None:
    """Everybody learns that the plan has passed."""
    passed = mark("🎉 The group's plan has passed. From now on you will be reminded of each piece of work")
    return _about_plan(occasion, passed, PlanState.APPROVED)


@notice("plan_returned", screen="plan.comments")
def plan_returned(occasion: Occasion) -> Message | None:
    """Everybody learns that the experts ask for changes."""
    plan = occasion.uow.plans.get(occasion.args["plan"])
    if plan is None or plan.state is not PlanState.RETURNED:
        return None
    latest = occasion.uow.plans.latest_submission(plan.id)
    asked = occasion.uow.reviews.of_submission(latest.id) if latest else []
    count = sum(len(occasion.uow.reviews.comments(one.id)) for one in asked)
    say = occasion.say
    text = say.plural(
        "The expert has read the plan and left {n} comment. Open it",
        "The expert has read the plan and left {n} comments. Open them one by one",
        count,
    )
    comments = Button(say("💬 Comments of the experts"), Go("plan.comments", {"plan": plan.id}, push=True))
    return Message(lines(bold(plan.title), text), [[comments]])


@notice("deadline_moved", screen="plan.overview")
def deadline_moved(occasion: Occasion) -> Message | None:
    """Whoever has not sent the plan learns that there is more time."""
    found, say = occasion.uow.plans.round(occasion.args["round"]), occasion.say
    if found is None or found.planned is None or found.state != rounds.OPEN:
        return None
    moved = say("⏰ The system was down, so the last day moves to {date}", date=say.date(say.today(found.deadline)))
    see = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return Message(moved, [[see]] if occasion.person else ())


def _about_plan(occasion: Occasion, text: str, state: PlanState) -> Message | None:
    plan = occasion.uow.plans.get(occasion.args["plan"])
    if plan is None or plan.state is not state:
        return None
    open_it = Button(occasion.say("📖 Open the plan"), Go("plan.overview", {"plan": plan.id}, push=True))
    return Message(lines(bold(plan.title), occasion.say(text)), [[open_it]])
