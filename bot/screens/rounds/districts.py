"""The districts whose groups a round is for: first the province, then its districts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Say, bold, lines, mark
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import location, title, whom
from bot.services.groups import directory
from bot.services.rounds import whom as service
from bot.understand import names

_PAGE, _NONE = 4, "0"  # no province has this code


@dataclass(frozen=True, slots=True)
class DistrictsView:
    round: Round
    province: str  # "": it is chosen first
    codes: tuple[str, ...]
    page: int
    library: Library


class Districts(Screen[DistrictsView]):
    name = "rounds.districts"
    args = ("round", "province", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Press a district to take it in, or out again. Without any the round is for all")

    def load(self, turn: Turn) -> DistrictsView | Go:
        found = open_to_set(turn)
        if isinstance(found, Go):
            return found
        province = turn.word("province").removeprefix(_NONE) if "province" in turn.args else ""
        if province:
            listed = directory.districts(turn.uow, province, by=turn.person)
        else:
            listed = directory.provinces(turn.uow, by=turn.person)
        codes = sorted(
            (code for code, _ in listed), key=lambda code: names.order(location(code, turn.library, turn.say))
        )
        return DistrictsView(found, province, tuple(codes), turn.page, turn.library)

    def render(self, view: DistrictsView, say: Say) -> Message:
        here: dict[str, int | str] = {"round": view.round.id, "province": view.province or _NONE}
        shown, page, pages = paged(view.codes, view.page, _PAGE)
        buttons = [self._button(view, code, say) for code in shown]
        more = Button(say("More ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        up = Go(self.name, {"round": view.round.id}) if view.province else Go("rounds.whom", {"round": view.round.id})
        text = lines(bold(title(view.round, say)), whom(view.round, view.library, say))
        ask = say("Which districts?") if view.province else say("In which province?")
        return Message(text, [*column(buttons), row(Button(say("◀ Back"), up), more)], asks=ask)

    def _button(self, view: DistrictsView, code: str, say: Say) -> Button:
        name = location(code, view.library, say)
        if not view.province:
            return Button(name, Go(self.name, {"round": view.round.id, "province": code}))
        return Button(say("✅ {name}", name=name) if code in view.round.districts else name, Tap("turn", (code,)))

    def tap_turn(self, turn: Turn, view: DistrictsView) -> Go:
        names_ = set(view.round.districts) ^ {str(turn.value())} & {*view.codes, *view.round.districts}
        service.set_for(turn.uow, view.round.id, "districts", names_, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id, "province": view.province, "page": view.page})
