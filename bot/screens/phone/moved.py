"""The old phone says that it was not them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.moves import MoveState
from bot.i18n import Html, Say, lines, mark
from bot.screens.phone.views import NOT_ME
from bot.services import phones

_MOVED = mark("{name} uses another phone from now on. This one opens nothing of {name} any more")
_ASKED = mark("Thank you. {name} can do nothing on either phone now. Somebody calls {name} and asks")


@dataclass(frozen=True, slots=True)
class MovedView:
    """Whose phone this was, what became of the move, and whether any language is known here."""

    name: str
    state: MoveState
    doubtful: bool
    stranger: bool


class Moved(Screen[MovedView]):
    name = "phone.moved"
    args = ("move",)
    strangers = True
    frozen = True
    help: ClassVar[str] = mark("If you did not move to another phone, press the button. Nobody can act as you then")

    def load(self, turn: Turn) -> MovedView | Go:
        found = phones.open_move(turn.uow, turn.number("move"), turn.account)
        person = turn.uow.people.get(found.person)
        if person is None or found.state in (MoveState.CONFIRMED, MoveState.UNDONE):
            return Go("home.menu", note=turn.say("This button is old. Here is the page as it is now"))
        doubtful = found.can_be_doubted(turn.now)
        return MovedView(person.name, found.state, doubtful, turn.person_or_none is None)

    def render(self, view: MovedView, say: Say) -> Message:
        text = _ASKED if view.state is MoveState.DOUBTED else _MOVED
        said = [say(text, name=view.name)]
        if view.stranger and say.language != "en":
            said.append(lines(text.format(name=view.name)))
        button = Button(say(NOT_ME), Tap("not_me")) if view.doubtful else None
        return Message(lines(*reversed(said)), column([button]), asks=Html())

    def tap_not_me(self, turn: Turn, view: MovedView) -> None:
        phones.doubt(turn.uow, turn.number("move"), turn.account, now=turn.now)
