"""Why an expert gave a plan for practice these points, in words or voice; the others hear it once theirs are in."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.i18n import Say, lines, mark
from bot.screens.practice import views
from bot.screens.practice.views import SampleView
from bot.services.contests import practice


class SampleWhy(Screen[SampleView]):
    name = "practice.why"
    args = ("round", "number")
    roles = EXPERTS
    asks = True
    help = mark("One sentence is enough. The other experts see it once their own points are in")

    def load(self, turn: Turn) -> SampleView | Go:
        view = views.sample(turn)
        return Go("practice.others", view.here) if view.done else view

    def render(self, view: SampleView, say: Say) -> Message:
        said = view.own.text if view.own else ""
        back = Button(say("◀ Back"), Go("practice.plan", view.here))
        ask = say("Why did you give these points? Write or speak one sentence")
        return Message(lines(views.title(view, say), said), [[back]], asks=ask)

    def on_answer(self, turn: Turn, view: SampleView, answer: Answer) -> Go:
        practice.say(turn.uow, turn.library, view.whole.round, view.plan.key, answer, by=turn.person)
        return Go("practice.plan", view.here, note=turn.say("✅ Kept"))
