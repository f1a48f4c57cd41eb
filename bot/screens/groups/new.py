"""A new group that staff open: district, village and name, each written; what is known already is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.library import Library
from bot.content.locations import District
from bot.domain.ids import VillageId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import district_name
from bot.screens.widgets.names import packed, unpacked
from bot.services.groups import desk, groups
from bot.understand import names

_ROOM = 26  # signs of a button's data that are left for a village's name


@dataclass(frozen=True, slots=True)
class NewView:
    """`words`: a village that was written and that no known one is called; `like`: those that may be meant."""

    district: str
    village: int
    village_name: str
    words: str
    like: list[tuple[VillageId, str]]
    library: Library


class New(Screen[NewView]):
    name = "groups.new"
    args = ("district", "village", "words")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("The new group is open at once. Make a link for its members on its page")

    def load(self, turn: Turn) -> NewView:
        district, words = turn.word("district"), unpacked(turn.word("words"))
        village = turn.args.get("village", 0)
        if district not in ("", "0") and turn.library.locations.district(district) is None:
            raise Missing
        lives_in, name = turn.uow.groups.village_named(VillageId(village)) if isinstance(village, int) else ("", "")
        if village and lives_in != district:
            raise Missing
        like = groups.villages_like(turn.uow, district, words) if words else []
        number = village if isinstance(village, int) else 0
        return NewView("" if district == "0" else district, number, name, words, like, turn.library)

    def render(self, view: NewView, say: Say) -> Message:
        back = Button(say("◀ Back"), Back())
        head = bold(say("✍️ New group"))
        if not view.district:
            return Message(head, [[back]], asks=say("In which district? Please write its name"))
        place = district_name(view.district, view.library, say)
        if view.words:
            known = (Button(name, Tap("village", (number,))) for number, name in view.like)
            new = Button(say("✍️ A new village"), Tap("fresh"))
            ask = say("There is no village {village} in the list. Is it one of these?", village=view.words)
            return Message(lines(head, place), column([*known, new, back]), asks=ask)
        if not view.village:
            return Message(lines(head, place), [[back]], asks=say("In which village? Please write its name"))
        where = say("{village} village, {district}", village=view.village_name, district=place)
        return Message(lines(head, where), [[back]], asks=say("What is the group called?"))

    def on_answer(self, turn: Turn, view: NewView, answer: Answer) -> Go:
        written = only_text(answer)
        if not view.district:
            return Go(self.name, {"district": _district(turn, written)})
        if view.village and not view.words:
            made = desk.create(
                turn.uow,
                VillageId(view.village),
                written,
                by=turn.person,
                zone=turn.say.zone.key,
                hours=turn.library.reminders,
                now=turn.now,
            )
            return Go("groups.page", {"group": made}, note=turn.say("✅ The group is open"))
        known = groups.known_village(turn.uow, view.district, written)
        words = packed(names.village(written), _ROOM) if known is None else ""
        if words and groups.villages_like(turn.uow, view.district, written):
            return Go(self.name, {"district": view.district, "village": 0, "words": words})
        return self._in(turn, view, desk.village(turn.uow, view.district, written, by=turn.person))

    def tap_village(self, turn: Turn, view: NewView) -> Go:
        return self._in(turn, view, VillageId(turn.choice()))

    def tap_fresh(self, turn: Turn, view: NewView) -> Go:
        return self._in(turn, view, desk.village(turn.uow, view.district, view.words, by=turn.person))

    def _in(self, turn: Turn, view: NewView, village: VillageId) -> Go:
        return Go(self.name, {"district": view.district, "village": village})


def _district(turn: Turn, words: str) -> str:
    """The one district of this name. Raises: Refused."""
    found = [one for one in turn.library.locations.find(words) if isinstance(one, District)]
    if not found:
        named = turn.library.locations.find(words.partition(",")[0])
        inside = {one.code for one in turn.library.locations.find(words.partition(",")[2])}
        found = [one for one in named if isinstance(one, District) and one.province in inside]
    if len(found) > 1:
        raise Refused("Several districts are called so. Write the province behind it: Xaysetha, Attapeu")
    if not found:
        raise Refused("No district is called so. Please write it as on a map")
    return found[0].code
