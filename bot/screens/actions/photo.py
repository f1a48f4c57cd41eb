"""The photo that shows an action is done."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.actions.views import ActionPage, ActionView
from bot.services.actions import checkins


class Photo(ActionPage):
    name = "actions.photo"
    appends = True
    help = mark("Send a photo of the finished work, or skip this")

    def render(self, view: ActionView, say: Say) -> Message:
        skip = Button(say("Skip"), Go("actions.checkin", {"action": view.action.id}))
        return Message(paragraphs(bold(view.action.what), say("📷 Please send a photo")), [[skip]])

    def on_answer(self, turn: Turn, view: ActionView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, answer, by=turn.person, now=turn.now)
        return Go("actions.checkin", {"action": view.action.id}, note=turn.say("📝 Kept with this work"))
