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
from bot.i18n import Say, lines, mark, paragraphs
from bot.services import invites, phones

_IS_IT_YOU = mark("This link is for {name}. Are you {name}?")
_MOVES = mark("Then this phone is yours here, and your old phone opens nothing any more")
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
        asked = [lines(say(_IS_IT_YOU, name=view.person), say(_MOVES))]
        if view.stranger and say.language != "en":
            asked.append(lines(_IS_IT_YOU.format(name=view.person), _MOVES))
        yes = say("✅ Yes, I am {name}", name=view.person)
        return Message(paragraphs(*asked), column([Button(yes, Tap("yes")), Button(say("✖️ No"), Tap("no"))]))

    def tap_yes(self, turn: Turn, view: OpenView) -> None:
        """The page finds the person at home, and says so in their own language."""
        phones.move(turn.uow, turn.word("code"), turn.account, now=turn.now)

    def tap_no(self, turn: Turn, view: OpenView) -> Go:
        return Go("home.menu", note=turn.say("Nothing has changed"))
