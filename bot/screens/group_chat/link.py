"""A link names the group to which the chat is linked in which it was opened."""

from __future__ import annotations

from bot.chat.address import Go, Tap, number
from bot.chat.message import Button, Message
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.refused import Refused
from bot.i18n import Html, Say
from bot.screens.group_chat.views import linked_chat
from bot.services.groups import groups


class LinkPage(Screen[Group]):
    """The view is the group that a link names, to be linked to the chat in which the link was opened."""

    name = "group_chat.link"
    args = ("group",)
    groups = True

    def load(self, turn: Turn) -> Group:
        if turn.incoming.private:
            raise Refused("Open this link in the Telegram group of your members")
        return groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)

    def render(self, view: Group, say: Say) -> Message:
        link = Button(say("👥 Link to {group}", group=view.name), Tap("link"))
        return Message(Html(), [[link]], asks=say("Link this chat to the group {group}?", group=view.name))

    def tap_link(self, turn: Turn, view: Group) -> Go:
        now, thread = turn.now, turn.incoming.thread
        return linked_chat(turn, groups.link(turn.uow, view.id, turn.chat, by=turn.person, now=now, thread=thread))


payload("g", lambda rest: Go("group_chat.link", {"group": number(rest)}))
