"""A joy: the plan has passed, or all its work is done. The card came before it as a picture to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.plans import PlanState
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark
from bot.screens.plan.words import title_of
from bot.services import papers, stories
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class PassedView:
    whole: PlanView
    finished: bool  # all the work is done


class Passed(Screen[PassedView]):
    name = "plan.passed"
    args = ("plan",)
    help: ClassVar[str] = mark("The picture above can be passed on to others. The work is under “Work to do”")

    def load(self, turn: Turn) -> PassedView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        if whole.plan.state is not PlanState.APPROVED:
            return Go("plan.overview", {"plan": whole.plan.id})
        return view_of(turn.uow, whole)

    def render(self, view: PassedView, say: Say) -> Message:
        return drawn(view, say)

    def tap_show(self, turn: Turn, view: PassedView) -> Go:
        latest = turn.uow.submissions.latest(view.whole.plan.id)
        if latest is None:
            raise Missing
        papers.show_group(turn.uow, latest.id, turn.say.language, by=turn.person, now=turn.now)
        here = {"plan": view.whole.plan.id}
        return Go(self.name, here, note=turn.say("✅ The picture is in the group's chat"))


def view_of(uow: UnitOfWork, whole: PlanView) -> PassedView:
    return PassedView(whole, stories.all_done(uow, whole.plan.id))


def drawn(view: PassedView, say: Say) -> Message:
    """What happened, and the one next thing; points where they are known already."""
    whole, here = view.whole, {"plan": view.whole.plan.id}
    joy = (
        say("🎉 All the work of the plan is done. Thank you, everyone in the group")
        if view.finished
        else say("🎉 The group's plan has passed. From now on you will be reminded of each piece of work")
    )
    work = Button(say("🔨 Work to do") if not view.finished else say("🔨 All the work"), Go("actions.list"))
    show = Button(say("👥 To the group's chat"), Tap("show")) if whole.group.chat else None
    points = Button(say("⭐ Points and comments"), Go("plan.results", here)) if whole.judged.marks else None
    asks = say("Send the picture to the group's chat?") if show else say("See the work?")
    return Message(lines(bold(title_of(whole, say)), joy), column([show, work, points]), asks=asks)
