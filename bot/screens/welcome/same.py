"""A village whose name is nearly that of a known one: is it the same, before a new one is made?"""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.domain.ids import VillageId
from bot.domain.incoming import Answer
from bot.domain.refused import Missing
from bot.i18n import Html, Say, mark
from bot.screens.widgets.names import packed, unpacked
from bot.services.groups import groups
from bot.understand import names

_YES, _NO = ("ແມ່ນ", "ແມ່ນແລ້ວ", "yes"), ("ບໍ່ແມ່ນ", "ບໍ່", "no")
_SHOWN = 4  # known villages on buttons


@dataclass(frozen=True, slots=True)
class SameView:
    """What was written, and the known villages that may be meant (id, name)."""

    district: str
    name: str
    alike: tuple[tuple[VillageId, str], ...]


class SameVillage(Screen[SameView]):
    name = "welcome.same"
    args = ("district", "name")
    asks = True
    help = mark("Is your village in the list in another spelling? Then tap it, so that nobody has two")

    def load(self, turn: Turn) -> SameView | Go:
        district, name = turn.library.locations.district(turn.word("district")), unpacked(turn.word("name"))
        if district is None or not name:
            raise Missing
        alike = tuple(groups.villages_like(turn.uow, district.code, name))
        return SameView(district.code, name, alike) if alike else Go("welcome.village", {"district": district.code})

    def render(self, view: SameView, say: Say) -> Message:
        known = [
            Button(f"👍 {say.place(name)}", Go("welcome.groups", {"village": village}))
            for village, name in view.alike[:_SHOWN]
        ]
        new = Button(say("✋ No, another village"), Tap("new"))
        back = Button(say("◀ Back"), Go("welcome.village", {"district": view.district}))
        asks = say("Is “{name}” the same village as this?", name=view.name)
        return Message(Html(), column([*known, new, back]), asks=asks)

    def tap_new(self, turn: Turn, view: SameView) -> Go:
        return Go("welcome.groups", {"village": groups.village(turn.uow, view.district, view.name)})

    def on_answer(self, turn: Turn, view: SameView, answer: Answer) -> Go:
        first = view.alike[0][0]
        said = [(name, village) for village, name in view.alike] + [(word, first) for word in _YES]
        if (village := meant(answer, said)) is not None:
            return Go("welcome.groups", {"village": village})
        if meant(answer, [(word, True) for word in (*_NO, turn.say("✋ No, another village"))]):
            return self.tap_new(turn, view)
        return village_of(turn, view.district, only_text(answer))


def village_of(turn: Turn, district: str, name: str) -> Go:
    """The village that was written; one that may be known by another spelling is asked about first."""
    known = groups.known_village(turn.uow, district, name)
    code = packed(names.village(name)) if known is None else ""
    if code and groups.villages_like(turn.uow, district, name):
        return Go("welcome.same", {"district": district, "name": code})
    return Go("welcome.groups", {"village": known or groups.village(turn.uow, district, name)})
