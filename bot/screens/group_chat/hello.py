"""A chat is linked to a farmer group by its leader."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.refused import Forbidden
from bot.i18n import Html, Say, lines, mark
from bot.screens.group_chat.views import EXPERTS_CHAT, here_button, is_elsewhere, linked_chat, topic_chosen
from bot.services.groups import groups
from bot.services.reviews import expert_chat

HELLO = mark("Hello! Here your group will learn and write a plan together")


@dataclass(frozen=True, slots=True)
class HelloView:
    """The group that a chat is linked to, otherwise those that whoever looks could link it to."""

    linked: Group | None
    offers: tuple[Group, ...]
    elsewhere: bool = False  # reminders come in another topic of this chat
    experts: bool = False  # it is the chat of the experts
    staff: bool = False  # whoever looks may make it that


class Hello(Screen[HelloView]):
    name = "group_chat.hello"
    groups = True
    strangers = True

    def load(self, turn: Turn) -> HelloView:
        person = turn.person_or_none
        offers = tuple(groups.led(turn.uow, person.id)) if person else ()
        linked = turn.uow.groups.of_chat(turn.chat)
        staff = person is not None and Role.STAFF in person.roles
        return HelloView(linked, offers, is_elsewhere(turn, linked), expert_chat.is_it(turn.uow, turn.chat), staff)

    def render(self, view: HelloView, say: Say) -> Message:
        if view.linked:
            text = lines(say(HELLO), say("This chat belongs to the group {group}", group=view.linked.name))
            plan = Button(say("📝 The group's plan"), Go("group_chat.plan"))
            language = Button(say("🌐 Language"), Go("group_chat.language"))
            return Message(text, asks=Html(), rows=column([here_button(view.elsewhere, say), plan, language]))
        if view.experts:
            return Message(Html(), asks=say(EXPERTS_CHAT))
        links = [
            Button(say("👥 Link to {group}", group=group.name), Tap("link", (group.id,))) for group in view.offers
        ] or [Button(say("👥 Link to my group"), Tap("link"))]
        ask = say("The leader taps here to link this chat to the group. Nothing private is shown in it")
        experts = Button(say("👥 The experts' chat"), Go("group_chat.experts")) if view.staff else None
        return Message(say(HELLO), column([*links, experts]), asks=ask)

    def tap_link(self, turn: Turn, view: HelloView) -> Go:
        """The tapper's own group, unless the button names one; whoever leads none is refused."""
        mine = groups.led(turn.uow, turn.person.id)
        if not turn.values and not mine:
            raise Forbidden("Only the group leader can do this. You can ask the leader")
        group = GroupId(turn.choice()) if turn.values else mine[0].id
        linked = groups.link(turn.uow, group, turn.chat, by=turn.person, now=turn.now, thread=turn.incoming.thread)
        return linked_chat(turn, linked)

    def tap_here(self, turn: Turn, view: HelloView) -> Go:
        return topic_chosen(turn, view.linked, self.name)
