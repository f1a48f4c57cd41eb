"""How a call for help is said: who wants what help, with which work, and how far it is."""

from __future__ import annotations

from bot.domain.groups import Group
from bot.domain.help_requests import Call, CallState
from bot.domain.ids import PersonId
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines
from bot.screens.actions.words import KINDS

ICONS = {
    CallState.WAITING: "🔴",
    CallState.TAKEN: "🤝",
    CallState.ANSWERED: "💬",
    CallState.SOLVED: "✅",
    CallState.CLOSED: "⚪",
}


def called(call: Call, action: Action, group: Group, say: Say) -> Html:
    """Who wants what help, with what, where."""
    name = call.asker_name or say("Somebody")
    wants = say("🙋 {name} wants help: {kind}", name=name, kind=say(KINDS.get(call.kind, "?")))
    return lines(wants, bold(action.what), say("{group}, {village} village", group=group.name, village=group.village))


def state(call: Call, me: PersonId, say: Say) -> Html:
    """How far it is, as `me` sees it."""
    icon, mine = ICONS.get(call.state, "?"), call.helper == me
    match call.state:
        case CallState.WAITING:
            words = say("Nobody has answered yet")
        case CallState.TAKEN:
            words = say("You are helping") if mine else say("{name} is helping", name=call.helper_name)
        case CallState.ANSWERED:
            words = say("You have answered") if mine else say("{name} has answered", name=call.helper_name)
        case CallState.SOLVED:
            words = say("Solved")
        case _:
            words = say("Over")
    return Html(f"{icon} {words}")
