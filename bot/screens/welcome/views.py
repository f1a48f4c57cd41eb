"""What several pages of the welcome load and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text, paged
from bot.content.locations import District, Province
from bot.domain.ids import GroupId, VillageId
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.refused import Missing, Refused
from bot.i18n import Say, mark
from bot.screens.welcome.words import about
from bot.services import narrations, people

UNCLEAR = mark("Sorry, this is not understood yet. Choose a button below")


def missing(turn: Turn, person: Person | None) -> Go | None:
    """The first page of the welcome that somebody still needs; None when they are known."""
    if person is None or not person.language:
        return Go("welcome.language")
    if person.listens is None and narrations.offered(turn.uow, turn.library, person).n:
        return Go("welcome.reading")
    if person.consented_at is None:
        return Go("welcome.privacy")
    return None if person.name else Go("welcome.name")


def onward(turn: Turn) -> Go | Back:
    """From a page of the welcome to the next one that is needed, or back to the page that was wanted."""
    return missing(turn, people.current(turn.uow, turn.account)) or Back()


PROVINCE = 2  # letters with which the code of a district begins
_PAGE = 12  # places on a page
_LATER = mark("Later ▶")


@dataclass(frozen=True, slots=True)
class LocationsView:
    """Locations to choose from: all provinces, or the districts of one."""

    province: Province | None
    locations: Sequence[Province | District]
    page: int = 0


class ChooseArea(Screen[LocationsView]):
    """A page of locations that can be tapped or written; whoever writes a district's name is led straight to it."""

    asks = True
    help = mark("Tap the place, or write its name. Later is fine too")

    def render(self, view: LocationsView, say: Say) -> Message:
        buttons = [Button(location.name(say.language), _to(location)) for location in view.locations]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        here = {"province": view.province.code} if view.province else {}
        more = Button(say("More ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        back = Button(say("◀ Back"), Go("welcome.province")) if view.province else None
        ask = say("Which district?") if view.province else say("Which province are you in?")
        rows = [*grid(shown, 2), row(back, more), [Button(say(_LATER), Tap("later"))]]
        return Message(say("Press the place, or write its name"), rows, asks=ask)

    def on_answer(self, turn: Turn, view: LocationsView, answer: Answer) -> Go | Back:
        if meant(answer, [(turn.say(_LATER), True)]):
            return about(turn)
        found = turn.library.locations.find(only_text(answer))
        here = [location for location in found if location in view.locations]
        if len(found) > 1 and len(here) != 1:
            raise Refused("There are several places of this name. Choose the province first")
        if not found:
            raise Refused("This place is not known yet. Choose a button below")
        return _to((here or found)[0])

    def tap_later(self, turn: Turn, view: LocationsView) -> Go | Back:
        return about(turn)


def _to(location: Province | District) -> Go:
    if isinstance(location, Province):
        return Go("welcome.district", {"province": location.code})
    return Go("welcome.village", {"district": location.code})


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The groups of a village (id, name)."""

    village: VillageId
    district: str
    name: str
    groups: tuple[tuple[GroupId, str], ...]
    page: int = 0


def in_village(turn: Turn) -> GroupsView:
    village = VillageId(turn.number("village"))
    district, name = turn.uow.groups.village_named(village)
    if not district:
        raise Missing
    found = tuple((group.id, group.name) for group in turn.uow.groups.in_village(village))
    return GroupsView(village, district, name, found, turn.page)
