"""The people of one group whom an announcement did not reach in Telegram: each is called, or gets it on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import Reached
from bot.domain.ids import GroupId, PersonId
from bot.domain.people import STAFF
from bot.domain.refused import Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce.conditions import here
from bot.screens.announce.reach import tally_words
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, reach
from bot.store.announcements import Announcement
from bot.store.reach import Tally, Unreached

_NEXT: dict[str, str] = {"": Reached.CALLED.value, Reached.CALLED: Reached.PRINTED.value, Reached.PRINTED: ""}
_TOLD: dict[str, str] = {
    "": mark("not reached yet"),
    Reached.CALLED: mark("called"),
    Reached.PRINTED: mark("on paper"),
}


@dataclass(frozen=True, slots=True)
class OfView:
    item: Announcement
    name: str
    tally: Tally
    people: tuple[Unreached, ...]


class Of(Screen[OfView]):
    name = "announce.of"
    args = ("announcement", "group")
    roles = STAFF
    confidential = True
    help: ClassVar[str] = mark("Press a name once it was called, twice when it got the page on paper")

    def load(self, turn: Turn) -> OfView:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        group = GroupId(turn.number("group")) or None
        people = reach.unreached(turn.uow, item.id, group, by=turn.person)
        each = reach.of_groups(turn.uow, item.id, by=turn.person)
        found = next((one for one in each if one.group == group), None)
        return OfView(item, found.name if found else "", found.tally if found else Tally(), tuple(people))

    def render(self, view: OfView, say: Say) -> Message:
        told = lines(*(_person(one, say) for one in view.people))
        people = [[Button(f"{_sign(one)} {one.name}", Tap("next", (one.person,)))] for one in view.people]
        whole = row(
            Button(say("All called"), Tap("all", (Reached.CALLED.value,))),
            Button(say("📄 All on paper"), Tap("all", (Reached.PRINTED.value,))),
        )
        back = [Button(say("◀ Back"), Go("announce.reach", here(view.item)))]
        text = paragraphs(bold(view.name or say("In no group")), tally_words(view.tally, say), told)
        return Message(text, [*people, whole if view.people else [], back])

    def tap_next(self, turn: Turn, view: OfView) -> None:
        person = next((one for one in view.people if one.person == turn.choice()), None)
        if person is None:
            raise Stale
        self._tell(turn, view, [person.person], _NEXT.get(str(person.reached), ""))

    def tap_all(self, turn: Turn, view: OfView) -> None:
        waiting = [one.person for one in view.people if not one.reached]
        if waiting:
            self._tell(turn, view, waiting, str(turn.value()))

    def _tell(self, turn: Turn, view: OfView, people: list[PersonId], reached: str) -> None:
        reach.tell(turn.uow, view.item.id, people, reached, by=turn.person, now=turn.now)


def _sign(one: Unreached) -> str:
    return "✅" if one.reached else "▫️"


def _person(one: Unreached, say: Say) -> Html:
    state = say(_TOLD.get(str(one.reached), _TOLD[""]))
    return say.names(filter(None, (bold(one.name), one.phone or say("no phone number"), state)))
