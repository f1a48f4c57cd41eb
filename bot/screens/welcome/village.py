"""The villages of a district; a new one can be written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text, paged
from bot.content.locations import District
from bot.domain.incoming import Answer
from bot.domain.refused import Missing
from bot.i18n import Html, Say, mark
from bot.screens.welcome.same import village_of

_PAGE = 8  # villages or groups on a page


@dataclass(frozen=True, slots=True)
class VillagesView:
    """The known villages of a district (id, name), and which page of them is shown."""

    district: District
    villages: tuple[tuple[int, str], ...]
    page: int


class ChooseVillage(Screen[VillagesView]):
    name = "welcome.village"
    args = ("district", "page")
    asks = True
    help = mark("Tap your village. If you do not see it, write its name")

    def load(self, turn: Turn) -> VillagesView:
        district = turn.library.locations.district(turn.word("district"))
        if district is None:
            raise Missing
        known = tuple((village.id, village.name) for village in turn.uow.groups.villages(district.code))
        return VillagesView(district, known, turn.page)

    def render(self, view: VillagesView, say: Say) -> Message:
        buttons = [
            Button(say.place(name), Go("welcome.groups", {"village": village})) for village, name in view.villages
        ]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        turned = [Go(self.name, {"district": view.district.code, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        back = Button(say("◀ Back"), Go("welcome.district", {"province": view.district.province}))
        rows = [*grid(shown, 2), row(back, before, more)]
        return Message(Html(), rows, asks=say("Which village? If you do not see it, write its name"))

    def on_answer(self, turn: Turn, view: VillagesView, answer: Answer) -> Go:
        return village_of(turn, view.district.code, only_text(answer))
