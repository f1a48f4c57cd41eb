"""The versions of the plan that were sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.plans import Submission
from bot.i18n import Say, bold, mark
from bot.screens.plan.words import title_of
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView

_PAGE = 4  # versions on one page


@dataclass(frozen=True, slots=True)
class ListView:
    """A plan and its versions, the newest first."""

    whole: PlanView
    sent: tuple[Submission, ...]
    page: int


class Listed(Screen[ListView]):
    name = "plan.versions"
    args = ("plan", "page")
    help: ClassVar[str] = mark("Every version that was sent stays as it was. Open one to read it")

    def load(self, turn: Turn) -> ListView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        sent = tuple(turn.uow.submissions.of_plan(whole.plan.id))
        return ListView(whole, sent, turn.page)

    def render(self, view: ListView, say: Say) -> Message:
        here = {"plan": view.whole.plan.id}
        shown, page, pages = paged(view.sent, view.page, _PAGE)
        older = (
            Button(say("Other versions ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        )
        back = Button(say("📝 See the group's plan"), Go("plan.overview", here))
        return Message(
            bold(title_of(view.whole, say)),
            column([*(_button(one, say) for one in shown), older, back]),
            asks=say("Which version do you want to read?") if view.sent else say("No version was sent yet"),
        )


def _button(one: Submission, say: Say) -> Button:
    label = say("📝 Version {v}: {date}", v=one.version, date=say.day(say.today(one.at)))
    return Button(label, Go("plan.version", {"submission": one.id}))
