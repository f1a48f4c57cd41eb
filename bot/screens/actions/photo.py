"""The photo that shows an action is done."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer
from bot.i18n import Say, bold, mark
from bot.screens.actions import words
from bot.screens.actions.views import ActionPage, ActionView
from bot.services import papers, stories
from bot.services.actions import checkins


class Photo(ActionPage):
    name = "actions.photo"
    appends = True
    help = mark("Send a photo of the finished work, or skip this")

    def render(self, view: ActionView, say: Say) -> Message:
        skip = Button(say("Skip ▶"), Tap("skip"))
        return Message(bold(words.head(view.action)), [[skip]], asks=say("📷 Please send a photo"))

    def on_answer(self, turn: Turn, view: ActionView, answer: Answer) -> Go:
        checkins.note(turn.uow, view.action.id, answer, by=turn.person, now=turn.now)
        return _onward(turn, view, turn.say("✅ Kept with this work"))

    def tap_skip(self, turn: Turn, view: ActionView) -> Go:
        return _onward(turn, view, "")


def _onward(turn: Turn, view: ActionView, note: str) -> Go:
    """The work, or the joy when it was the last one; the card comes before it."""
    plan = turn.uow.plans.get(view.action.plan)
    latest = turn.uow.submissions.latest(view.action.plan)
    if plan is None or latest is None or not stories.all_done(turn.uow, plan.id):
        return Go("actions.checkin", {"action": view.action.id}, note=note)
    if not turn.say.light:
        papers.send_version(turn.uow, latest, "card", turn.say.language, chat=turn.chat, person=turn.me, now=turn.now)
    return Go("plan.passed", {"plan": plan.id}, note=note, fresh=True)
