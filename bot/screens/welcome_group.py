"""Finding one's group without a link: province, district, village, then a group from the list or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text, paged
from bot.content.places import District, Province
from bot.domain.ids import GroupId, VillageId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Say, lines, mark
from bot.screens.welcome_about import about
from bot.services import groups

_GONE = mark("This page is not there any more")
_LATER = mark("⏭ Later")
_PAGE = 8  # villages or groups on a page


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Places to choose from: all provinces, or the districts of one."""

    province: Province | None
    places: Sequence[Province | District]


class _Choosing(Screen[PlacesView]):
    """A page of places that can be tapped or written; whoever writes a district's name is led straight to it."""

    asks = True
    help = mark("Tap the place, or write its name. Later is fine too")

    def render(self, view: PlacesView, say: Say) -> Message:
        buttons = [Button(place.name(say.language), _to(place)) for place in view.places]
        back = Button(say("◀ Back"), Go("welcome.province")) if view.province else None
        ask = say("Which district?") if view.province else say("Which province are you in?")
        return Message(ask, rows=[*grid(buttons, 2), row(back, Button(say(_LATER), Tap("later")))])

    def on_answer(self, turn: Turn, view: PlacesView, answer: Answer) -> Go | Back:
        if meant(answer, [(turn.say(_LATER), True)]):
            return about(turn)
        found = turn.library.places.find(only_text(answer))
        here = [place for place in found if place in view.places]
        if len(found) > 1 and len(here) != 1:
            raise Refused("There are several places of this name. Choose the province first")
        if not found:
            raise Refused("This place is not known yet. Choose a button below")
        return _to((here or found)[0])

    def tap_later(self, turn: Turn, view: PlacesView) -> Go | Back:
        return about(turn)


def _to(place: Province | District) -> Go:
    if isinstance(place, Province):
        return Go("welcome.district", {"province": place.code})
    return Go("welcome.village", {"district": place.code})


class ChooseProvince(_Choosing):
    name = "welcome.province"

    def load(self, turn: Turn) -> PlacesView:
        return PlacesView(None, turn.library.places.provinces)


class ChooseDistrict(_Choosing):
    name = "welcome.district"
    args = ("province",)

    def load(self, turn: Turn) -> PlacesView:
        province = turn.library.places.province(turn.word("province"))
        if province is None:
            raise Refused(_GONE)
        return PlacesView(province, province.districts)


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
        district = turn.library.places.district(turn.word("district"))
        if district is None:
            raise Refused(_GONE)
        known = tuple((village.id, village.name) for village in turn.uow.groups.villages(district.code))
        page = turn.args.get("page", 0)
        return VillagesView(district, known, page if isinstance(page, int) else 0)

    def render(self, view: VillagesView, say: Say) -> Message:
        buttons = [Button(name, Go("welcome.groups", {"village": village})) for village, name in view.villages]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        turned = [Go(self.name, {"district": view.district.code, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        back = Button(say("◀ Back"), Go("welcome.district", {"province": view.district.province}))
        rows = [*grid(shown, 2), row(before, more), [back]]
        return Message(say("Which village? If you do not see it, write its name"), rows=rows)

    def on_answer(self, turn: Turn, view: VillagesView, answer: Answer) -> Go:
        village = groups.village(turn.uow, view.district.code, only_text(answer))
        return Go("welcome.groups", {"village": village})


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The groups of a village (id, name)."""

    village: VillageId
    district: str
    name: str
    groups: tuple[tuple[GroupId, str], ...]


class ChooseGroup(Screen[GroupsView]):
    name = "welcome.groups"
    args = ("village",)
    asks = True
    help = mark("Tap your group. If it is not there yet, propose a new one")

    def load(self, turn: Turn) -> GroupsView:
        return _in_village(turn)

    def render(self, view: GroupsView, say: Say) -> Message:
        buttons = [Button(f"👥 {name}", Tap("join", (group,))) for group, name in view.groups]
        ask = say("Which group are you in?") if view.groups else say("There is no group of this village yet")
        new = Button(say("➕ A new group"), Go("welcome.propose", {"village": view.village}))
        back = Button(say("◀ Back"), Go("welcome.village", {"district": view.district}))
        return Message(lines(say("{village} village", village=view.name), ask), rows=[*grid(buttons, 1), [new], [back]])

    def tap_join(self, turn: Turn, view: GroupsView) -> Go | Back:
        chosen = turn.choice()
        name = next((name for group, name in view.groups if group == chosen), None)
        if name is None:
            raise Refused("This button is old. Here is the page as it is now")
        groups.join(turn.uow, GroupId(chosen), turn.me, now=turn.now)
        note = turn.say("You are in the group {group} now. The leader has been told", group=name)
        return about(turn, note=note)

    def on_answer(self, turn: Turn, view: GroupsView, answer: Answer) -> Go | Back:
        found = meant(answer, [(name, group) for group, name in view.groups])
        if found is None:
            raise Refused("This group is not in the list yet. Choose a button below")
        turn.values = (found,)
        return self.tap_join(turn, view)


class Propose(Screen[GroupsView]):
    name = "welcome.propose"
    args = ("village",)
    asks = True
    help = mark("Write the name by which people know your group. Staff look at it before it opens")

    def load(self, turn: Turn) -> GroupsView:
        return _in_village(turn)

    def render(self, view: GroupsView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("welcome.groups", {"village": view.village}))
        return Message(
            lines(say("{village} village", village=view.name), say("What is the name of the new group?")),
            rows=[[back]],
        )

    def on_answer(self, turn: Turn, view: GroupsView, answer: Answer) -> Go | Back:
        zone = turn.say.zone.key
        groups.propose(turn.uow, view.village, only_text(answer), by=turn.person, zone=zone, now=turn.now)
        note = turn.say.plural(
            "The name of the new group went to staff. They answer within {n} day",
            "The name of the new group went to staff. They answer within {n} days",
            groups.ANSWERED_WITHIN,
        )
        return about(turn, note=note)


def _in_village(turn: Turn) -> GroupsView:
    village = VillageId(turn.number("village"))
    district, name = turn.uow.groups.village_named(village)
    if not district:
        raise Refused(_GONE)
    found = tuple((group.id, group.name) for group in turn.uow.groups.in_village(village))
    return GroupsView(village, district, name, found)
