"""Who may read the group's story: the leader says it after asking the group, and may change it any other day."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.i18n import Say, bold, lines, mark
from bot.screens.story.views import StoryView, readers_line
from bot.services import stories


class Share(Screen[StoryView]):
    name = "story.share"
    args = ("plan",)
    help = mark("Ask everybody in the group first. You can change this on any day")

    def load(self, turn: Turn) -> StoryView | Go:
        told = stories.open_of_plan(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        if not told.leads:
            return Go("story.page", {"plan": told.story.plan})
        return StoryView(told, "")

    def render(self, view: StoryView, say: Say) -> Message:
        yes, no = (
            Button(say("👍 Yes, all agree"), Tap("share", (1,))),
            Button(say("✋ Only our group"), Tap("share", (0,))),
        )
        told = say("Names of people are not shown. Photos and voices are")
        back = Button(say("◀ Back"), Go("story.page", {"plan": view.told.story.plan}))
        text = lines(bold(view.told.story.title), told, readers_line(view, say) if view.finished else "")
        return Message(text, column([yes, no, back]), asks=say("Does everybody agree that other groups read it?"))

    def tap_share(self, turn: Turn, view: StoryView) -> Go:
        stories.share(turn.uow, view.told.story.plan, bool(turn.choice()), by=turn.person, now=turn.now)
        return Go("story.page", {"plan": view.told.story.plan}, note=turn.say("Saved"))
