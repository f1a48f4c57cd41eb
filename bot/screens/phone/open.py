"""A person moves to a new phone by a one-use link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, code
from bot.chat.message import Button, Message, column
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import InviteKind
from bot.domain.refused import Missing
from bot.i18n import Say, lines, mark
from bot.services import invites, phones

_IS_IT_YOU = mark("Are you {name}?")
_MOVES = mark("This phone takes the place of the old one")
payload("m", lambda rest: Go("phone.open", {"code": code(rest)}))


@dataclass(frozen=True, slots=True)
class OpenView:
    """Whose membership the new phone takes; `stranger`: nobody spoke through it before, so no language is known."""

    person: str
    stranger: bool


class Open(Screen[OpenView]):
    name = "phone.open"
    args = ("code",)
    strangers = True
    frozen = True
    help: ClassVar[str] = mark("If you are the one, press yes. If not, do not press it, and tell the group leader")

    def load(self, turn: Turn) -> OpenView | Go:
        invite = turn.uow.groups.invite(turn.word("code"))
        me = turn.person_or_none
        if invite and invite.kind is InviteKind.PERSON and me and invite.person == me.id:
            return Go("home.menu", note=turn.say("This phone is yours: you are {name}", name=me.name))
        if invite is None or invite.kind is not InviteKind.PERSON or not invites.good(turn.uow, invite, now=turn.now):
            raise Missing(invites.RUN_OUT)
        return OpenView(turn.uow.people.name(invite.person), me is None)

    def render(self, view: OpenView, say: Say) -> Message:
        asked = say(_IS_IT_YOU, name=view.person)
        english = lines(_IS_IT_YOU.format(name=view.person), _MOVES) if view.stranger and say.language != "en" else ""
        rows = column(
            [
                Button(say("👍 Yes, I am {name}", name=view.person), Tap("yes")),
                Button(say("✋ No"), Tap("no")),
            ]
        )
        return Message(lines(english, say(_MOVES)), rows, asks=asked)

    def tap_yes(self, turn: Turn, view: OpenView) -> None:
        """The page finds the person at home, and says so in their own language."""
        phones.move(turn.uow, turn.word("code"), turn.account, now=turn.now)

    def tap_no(self, turn: Turn, view: OpenView) -> Go:
        return Go("home.menu", note=turn.say("Nothing has changed"))
