"""A person moves to a new phone by a one-use link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, code
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.notices.people import PhoneMoved, PhoneMovedAway
from bot.domain.refused import Missing
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.services import invites

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
    help: ClassVar[str] = mark("If you are the one, press yes. If not, do not press it, and tell the group leader")

    def load(self, turn: Turn) -> OpenView | Go:
        invite = turn.uow.groups.invite(turn.word("code"))
        me = turn.person_or_none
        if invite and invite.person and me and invite.person == me.id:
            return Go("home.menu", note=turn.say("This phone is yours: you are {name}", name=me.name))
        if invite is None or invite.person is None or not invite.open(turn.now):
            raise Missing("This invitation has run out. Ask your group leader for a new one")
        return OpenView(turn.uow.people.name(invite.person), me is None)

    def render(self, view: OpenView, say: Say) -> Message:
        asked = [lines(say(_IS_IT_YOU, name=view.person), say(_MOVES))]
        if view.stranger and say.language != "en":
            asked.append(lines(_IS_IT_YOU.format(name=view.person), _MOVES))
        yes = say("✅ Yes, I am {name}", name=view.person)
        return Message(paragraphs(*asked), column([Button(yes, Tap("yes")), Button(say("✖️ No"), Tap("no"))]))

    def tap_yes(self, turn: Turn, view: OpenView) -> None:
        """The page finds the person at home, and says so in their own language."""
        invites.move(turn.uow, turn.word("code"), turn.account, now=turn.now)

    def tap_no(self, turn: Turn, view: OpenView) -> Go:
        return Go("home.menu", note=turn.say("Nothing has changed"))


@notice(PhoneMovedAway)
def phone_moved_away(occasion: Occasion[PhoneMovedAway]) -> Message | None:
    """To the old phone: it speaks for this person no more."""
    if occasion.person is None:
        return None
    say = occasion.say
    text = say("{name} uses another phone from now on. This one opens nothing of {name} any more", name=_name(occasion))
    return Message(lines(text, say("If this is not right, tell the group leader or the staff")))


@notice(PhoneMoved, screen="members.list")
def phone_moved(occasion: Occasion[PhoneMoved]) -> Message | None:
    """To the leaders: a member has a new phone."""
    name = occasion.uow.people.name(occasion.what.member)
    return Message(occasion.say("📱 {name} has a new phone here", name=name)) if name else None


def _name(occasion: Occasion[PhoneMovedAway]) -> Html | str:
    return occasion.person.name if occasion.person else ""
