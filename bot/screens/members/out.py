"""Who was taken out of the group: only the leader's new invitation brings them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, Member, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Html, Say, bold, lines, mark, safe
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
        told = "" if view.people else say("Nobody was taken out")
        asks = say("Whom do you invite again?") if view.people else Html()
        again = (Button(Html(f"👥 {safe(one.name)}"), Tap("again", (one.person,))) for one in view.people[:_MOST])
        return Message(
            lines(bold(view.group.name), told), [*grid(list(again), 2), [Button(say("◀ Back"), Back())]], asks=asks
        )

    def tap_again(self, turn: Turn, view: OutView) -> Go:
        person = PersonId(turn.choice())
        invites.invite_again(turn.uow, view.group.id, person, by=turn.person, now=turn.now)
        note = turn.say("{name} is invited again, and has been told", name=turn.uow.people.name(person))
        return Go(self.name, dict(turn.args), note=note)
