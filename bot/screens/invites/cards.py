"""A sheet of QR cards for a training day: one for each group of a district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.services import invite_cards
from bot.services.groups import directory


@dataclass(frozen=True, slots=True)
class CardsView:
    districts: list[tuple[str, int]]  # codes, and how many groups each has
    library: Library
    province: str


class Cards(Screen[CardsView]):
    name = "invites.cards"
    args = ("province",)
    roles = STAFF
    help: ClassVar[str] = mark("A card for each group of the district: print the sheet, cut it, hand the cards round")

    def load(self, turn: Turn) -> CardsView:
        province = turn.word("province")
        found = (
            directory.districts(turn.uow, province, by=turn.person)
            if province
            else directory.provinces(turn.uow, by=turn.person)
        )
        if not found:
            raise Refused("No open group is there")
        return CardsView(found, turn.library, province)

    def render(self, view: CardsView, say: Say) -> Message:
        locations = view.library.locations
        buttons = []
        for code, n in view.districts:
            place = locations.district(code) or locations.province(code)
            label = f"{place.name(say.language) if place else code} ({n})"
            goes = Tap("send", (code,)) if view.province else Go(self.name, {"province": code}, push=True)
            buttons.append(Button(label, goes))
        ask = say("For the groups of which district?") if view.province else say("In which province?")
        head = bold(say("📄 Cards for a training day"))
        told = say("A card with a QR code for each group. The links work for a week")
        return Message(lines(head, told), column([*buttons, Button(say("◀ Back"), Back())]), asks=ask)

    def tap_send(self, turn: Turn, view: CardsView) -> Back:
        codes = invite_cards.for_training(turn.uow, str(turn.value()), by=turn.person, now=turn.now)
        language = turn.say.language
        invite_cards.send_paper(turn.uow, codes, "pdf", language, chat=turn.chat, by=turn.person, now=turn.now)
        return Back(note=turn.say.plural("📄 {n} card is coming", "📄 {n} cards are coming", len(codes)))
