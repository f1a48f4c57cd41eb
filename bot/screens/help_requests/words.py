"""How a help request is said: who wants what help, with which work, and how far it is."""

from __future__ import annotations

from bot.domain.groups import Group
from bot.domain.help_requests import HelpRequest, HelpState
from bot.domain.ids import PersonId
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, safe
from bot.screens.actions.words import KINDS

ICONS = {
    HelpState.WAITING: "🔴",
    HelpState.TAKEN: "🤝",
    HelpState.ANSWERED: "💬",
    HelpState.SOLVED: "✅",
    HelpState.CLOSED: "▫️",
}


def asked(request: HelpRequest, action: Action, group: Group, say: Say) -> Html:
    """Who wants what help, with what, where."""
    name = request.asker_name or say("Somebody")
    wants = say("🙋 {name} wants help: {kind}", name=name, kind=say(KINDS.get(request.kind, "?")))
    return lines(wants, bold(action.what), say("{group}, {village} village", group=group.name, village=group.village))


def state(request: HelpRequest, me: PersonId, say: Say) -> Html:
    """How far it is, as `me` sees it."""
    icon, mine = ICONS.get(request.state, "?"), request.taker == me
    match request.state:
        case HelpState.WAITING:
            words = say("Nobody has answered yet")
        case HelpState.TAKEN:
            words = say("You are helping") if mine else say("{name} is helping", name=request.taker_name)
        case HelpState.ANSWERED:
            words = say("You have answered") if mine else say("{name} has answered", name=request.taker_name)
        case HelpState.SOLVED:
            words = say("Solved")
        case _:
            words = say("Over")
    return Html(f"{safe(icon)} {words}")
