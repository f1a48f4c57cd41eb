"""The versions of the plan that were sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.plans import Submission
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class ListView:
    """A plan and its versions, the newest first, each with the name of who sent it."""

    whole: PlanView
    sent: tuple[tuple[Submission, str], ...]


class Listed(Screen[ListView]):
    name = "plan.versions"
    args = ("plan",)
    help: ClassVar[str] = mark("Every version that was sent stays as it was. Open one to read it")

    def load(self, turn: Turn) -> ListView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        sent = turn.uow.submissions.of_plan(whole.plan.id)
        return ListView(whole, tuple((one, turn.uow.people.name(one.by) if one.by else "") for one in sent))

    def render(self, view: ListView, say: Say) -> Message:
        told = lines(*(_line(one, name, say) for one, name in view.sent)) or say("No version was sent yet")
        opened = (
            Button(say("📝 Version {n}", n=one.version), Go("plan.version", {"submission": one.id}))
            for one, _ in view.sent
        )
        back = Button(say("📝 See the group's plan"), Go("plan.overview", {"plan": view.whole.plan.id}))
        return Message(paragraphs(bold(view.whole.title), told), column([*opened, back]))


def _line(one: Submission, name: str, say: Say) -> Html:
    day = say.day(say.today(one.at))
    if not name:
        return say("Version {v}: sent on {date}", v=one.version, date=day)
    return say("Version {v}: sent on {date} by {name}", v=one.version, date=day, name=name)
