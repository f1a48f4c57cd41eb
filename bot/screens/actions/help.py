"""Which kind of help is wanted with an action."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.domain.reminders import Help
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions import words
from bot.screens.actions.views import ActionPage, ActionView
from bot.services import help_requests
from bot.services.actions.checkins import Spot


class WhichHelp(ActionPage):
    name = "actions.help"
    asks = False
    help = mark("Choose what you want help with. Somebody who knows it is told at once")

    def render(self, view: ActionView, say: Say) -> Message:
        seen = view.action.revision
        one = {kind: Button(say(words.KINDS[kind]), Tap("ask", (kind.value, seen))) for kind in Help}
        rows = [
            [one[Help.GROWING]],
            [one[Help.MONEY], one[Help.MARKET]],
            [one[Help.DISEASE]],
            [one[Help.PEOPLE], one[Help.OTHER]],
            [Button(say("◀ Back"), Go("actions.checkin", {"action": view.action.id}))],
        ]
        told = lines(bold(words.head(view.action)), say("🙋 An expert or staff hears of it"))
        return Message(told, rows, asks=say("What do you want help with?"))

    def tap_ask(self, turn: Turn, view: ActionView) -> Go:
        if turn.value() not in list(Help):
            raise Stale
        kind, action = Help(str(turn.value())), view.action.id
        spot = Spot(turn.chat, turn.incoming.message)
        seen = turn.choice(1)
        request = help_requests.ask(
            turn.uow, turn.library, action, kind, by=turn.person, seen=seen, now=turn.now, spot=spot
        )
        names = turn.say.names([adviser.name for adviser in help_requests.advisers(turn.uow, request)])
        told = turn.say("{name} has been told and will contact you", name=names)
        return Go("help_requests.mine", {"checkin": request.id}, note=told if names else turn.say("✅ Saved"))
