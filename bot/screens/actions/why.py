"""Why an action is late, by one tap or in own words, voice or photo."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.plans import Action
from bot.domain.refused import Stale
from bot.domain.reminders import Why
from bot.i18n import Say, bold, mark
from bot.screens.actions import words
from bot.services.actions import checkins
from bot.store.reminders import CheckIn


@dataclass(frozen=True, slots=True)
class WhyView:
    """What is late, and the entry that says so."""

    action: Action
    entry: CheckIn


class LateWhy(Screen[WhyView]):
    name = "actions.why"
    args = ("checkin",)
    asks = True
    personal = True
    appends = True
    help = mark("Choose why it is late, or tell it in your own words. It helps others to help")

    def load(self, turn: Turn) -> WhyView:
        entry = checkins.open_late_entry(turn.uow, turn.number("checkin"), by=turn.person)
        return WhyView(checkins.open_action(turn.uow, entry.action, by=turn.person).action, entry)

    def render(self, view: WhyView, say: Say) -> Message:
        reasons = [Button(say(label), Tap("why", (why.value,))) for why, label in words.REASONS.items()]
        skip = Button(say("Skip ▶"), Go("actions.checkin", {"action": view.action.id}))
        return Message(
            bold(words.head(view.action)), column([*reasons, skip]), asks=say("Why is it late? Press or tell")
        )

    def on_answer(self, turn: Turn, view: WhyView, answer: Answer) -> Go:
        checkins.explain(turn.uow, view.entry.id, answer, by=turn.person)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("✅ Saved"))

    def tap_why(self, turn: Turn, view: WhyView) -> Go:
        if turn.value() not in list(Why):
            raise Stale
        checkins.explain(turn.uow, view.entry.id, Why(str(turn.value())), by=turn.person)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("✅ Saved"))
