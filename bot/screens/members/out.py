"""Who was taken out of the group: only the leader's new invitation brings them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, Member, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Say, bold, mark, paragraphs
from bot.services import invites
from bot.services.groups import groups

_MOST = 30  # people on buttons


@dataclass(frozen=True, slots=True)
class OutView:
    group: Group
    people: tuple[Member, ...]


class Out(Screen[OutView]):
    name = "members.out"
    args = ("group",)
    help: ClassVar[str] = mark("They come back only when you invite them again. Links and the list do not let them in")

    def load(self, turn: Turn) -> OutView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return OutView(group, tuple(turn.uow.joinings.within(group.id, MemberState.REMOVED)))

    def render(self, view: OutView, say: Say) -> Message:
        told = say("Who is not let in, until you invite them again") if view.people else say("Nobody was taken out")
        again = (
            Button(say("🤝 Invite {name} again", name=one.name), Tap("again", (one.person,)))
            for one in view.people[:_MOST]
        )
        return Message(paragraphs(bold(view.group.name), told), column([*again, Button(say("◀ Back"), Back())]))

    def tap_again(self, turn: Turn, view: OutView) -> Go:
        person = PersonId(turn.choice())
        invites.invite_again(turn.uow, view.group.id, person, by=turn.person, now=turn.now)
        note = turn.say("{name} is invited again, and has been told", name=turn.uow.people.name(person))
        return Go(self.name, dict(turn.args), note=note)
