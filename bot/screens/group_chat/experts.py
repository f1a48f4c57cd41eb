"""A link that staff have makes the chat in which it is opened the one of the experts."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.people import Role
from bot.domain.refused import Forbidden, Refused
from bot.i18n import Html, Say
from bot.screens.group_chat.views import EXPERTS_CHAT
from bot.services.reviews import expert_chat


class Experts(Screen[bool]):
    """The view is whether the chat is the experts' already."""

    name = "group_chat.experts"
    groups = True

    def load(self, turn: Turn) -> bool:
        if turn.incoming.private:
            raise Refused("Open this link in the Telegram group of the experts")
        if Role.STAFF not in turn.person.roles:
            raise Forbidden
        return expert_chat.is_it(turn.uow, turn.chat)

    def render(self, view: bool, say: Say) -> Message:
        if view:
            return Message(Html(), asks=say(EXPERTS_CHAT))
        link = Button(say("👥 The experts' chat"), Tap("link"))
        return Message(Html(), [[link]], asks=say("Link this chat to the experts? Nothing private is shown in it"))

    def tap_link(self, turn: Turn, view: bool) -> Go:
        expert_chat.link(turn.uow, turn.chat, by=turn.person, now=turn.now)
        return Go(self.name)


payload("experts", lambda rest: Go("group_chat.experts"))
