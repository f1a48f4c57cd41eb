"""Taking a piece out of a story: one's own, or any for the leader."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.stories import StoryState
from bot.i18n import Say, mark
from bot.screens.story.views import StoryView
from bot.services import stories
from bot.services.stories import Told

_LABEL = 30  # characters of a piece on a button


class Pieces(Screen[StoryView]):
    name = "story.pieces"
    args = ("plan",)
    help = mark("Choose what is to be taken out of the story: your own words, or any for the leader")

    def load(self, turn: Turn) -> StoryView | Go:
        told = stories.open_of_plan(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        if not told.member or told.story.state is StoryState.TOLD or not told.tellings:
            return Go("story.page", {"plan": told.story.plan})
        mine = tuple(one for one in told.tellings if told.leads or one.person == turn.me)
        return StoryView(Told(told.story, mine, told.member, told.leads, told.names), "")

    def render(self, view: StoryView, say: Say) -> Message:
        nameless = str(say("Photo or voice"))
        buttons = [
            Button(f"🗑 {shortened(one.words or nameless, _LABEL)}", Tap("out", (one.id,)))
            for one in view.told.tellings[-20:]
        ]
        back = Button(say("◀ Back"), Go("story.page", {"plan": view.told.story.plan}))
        ask = say("What shall be taken out?") if buttons else say("Nothing here is yours to take out")
        return Message(ask, column([*buttons, back]))

    def tap_out(self, turn: Turn, view: StoryView) -> Go:
        stories.take_out(turn.uow, view.told.story.plan, turn.choice(), by=turn.person)
        return Go("story.page", {"plan": view.told.story.plan}, note=turn.say("Taken out"))
