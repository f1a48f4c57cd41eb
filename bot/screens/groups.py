"""The farmer groups, for staff: new ones that wait, then by province and district, and how far each one is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.library import Library
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.home import progress
from bot.services import groups
from bot.services.groups import Standing

STAFF = frozenset({Role.STAFF})
_PAGE = 10  # groups on buttons of one page
command(Command("groups", Go("groups.list"), mark("Groups"), roles=STAFF, order=71))


@dataclass(frozen=True, slots=True)
class ListView:
    proposed: tuple[Group, ...]
    provinces: Counter[str]  # active groups by province code
    library: Library


class Listed(Screen[ListView]):
    name = "groups.list"
    roles = STAFF
    help: ClassVar[str] = mark("New groups that wait for an answer stand first. Then choose a province")

    def load(self, turn: Turn) -> ListView:
        active = turn.uow.groups.all_in_state("active")
        proposed = tuple(turn.uow.groups.all_in_state("proposed")[:_PAGE])
        return ListView(proposed, Counter(group.province for group in active), turn.library)

    def render(self, view: ListView, say: Say) -> Message:
        waiting = say("🆕 Groups that wait for an answer: {n}", n=len(view.proposed)) if view.proposed else ""
        text = paragraphs(
            bold(say("🏘 Groups")), lines(say("Open groups: {n}", n=say.number(view.provinces.total())), waiting)
        )
        new = (Button(f"🆕 {one.name}", Go("members.proposed", {"group": one.id}, push=True)) for one in view.proposed)
        known = (
            Button(f"{_province(code, view.library, say)} ({n})", Go("groups.province", {"province": code}, push=True))
            for code, n in sorted(view.provinces.items())
        )
        return Message(text, column([*new, *known, Button(say("◀ Back"), Back())]))


@dataclass(frozen=True, slots=True)
class ProvinceView:
    code: str
    districts: Counter[str]
    library: Library


class Province(Screen[ProvinceView]):
    name = "groups.province"
    args = ("province",)
    roles = STAFF
    help: ClassVar[str] = mark("Choose a district. The number says how many groups it has")

    def load(self, turn: Turn) -> ProvinceView:
        code = turn.word("province")
        found = [group for group in turn.uow.groups.all_in_state("active") if group.province == code]
        if not found:
            raise Refused("No open group is there")
        return ProvinceView(code, Counter(group.district for group in found), turn.library)

    def render(self, view: ProvinceView, say: Say) -> Message:
        known = (
            Button(f"{_district(code, view.library, say)} ({n})", Go("groups.district", {"district": code}, push=True))
            for code, n in sorted(view.districts.items())
        )
        head = bold(_province(view.code, view.library, say))
        return Message(lines(head, say("Which district?")), column([*known, Button(say("◀ Back"), Back())]))


@dataclass(frozen=True, slots=True)
class DistrictView:
    code: str
    groups: tuple[Group, ...]
    page: int
    library: Library


class District(Screen[DistrictView]):
    name = "groups.district"
    args = ("district", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Choose a group to see its members, its plan and its work")

    def load(self, turn: Turn) -> DistrictView:
        code = turn.word("district")
        found = tuple(group for group in turn.uow.groups.all_in_state("active") if group.district == code)
        if not found:
            raise Refused("No open group is there")
        page = turn.args.get("page", 0)
        return DistrictView(code, found, page if isinstance(page, int) else 0, turn.library)

    def render(self, view: DistrictView, say: Say) -> Message:
        buttons = [
            Button(f"{group.name} – {group.village}", Go("groups.page", {"group": group.id}, push=True))
            for group in view.groups
        ]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        turned = [Go(self.name, {"district": view.code, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        head = bold(_district(view.code, view.library, say))
        text = lines(head, say("Open groups: {n}", n=len(view.groups)))
        return Message(text, [*column(shown), row(before, more), [Button(say("◀ Back"), Back())]])


@dataclass(frozen=True, slots=True)
class PageView:
    group: Group
    members: tuple[Member, ...]
    standing: Standing
    library: Library


class Page(Screen[PageView]):
    name = "groups.page"
    args = ("group",)
    roles = STAFF
    help: ClassVar[str] = mark("One group: who leads it, how far its plan is. The buttons open members, link and work")

    def load(self, turn: Turn) -> PageView:
        group = groups.to_see(turn.uow, GroupId(turn.number("group")), by=turn.person)
        standing = groups.standing(turn.uow, turn.library, group.id, now=turn.now)
        return PageView(group, tuple(turn.uow.groups.members(group.id)), standing, turn.library)

    def render(self, view: PageView, say: Say) -> Message:
        here = {"group": view.group.id}
        plan = view.standing.plan
        return Message(
            paragraphs(
                bold(view.group.name), _place(view, say), _people(view.members, say), progress(view.standing, say)
            ),
            column(
                [
                    Button(say("👥 Members and leader"), Go("members.list", here, push=True)),
                    Button(say("🔗 Link into the group"), Go("members.invite", here, push=True)),
                    Button(say("🔨 Work to do"), Go("actions.list", here, push=True)) if plan else None,
                    Button(say("⏰ Reminders of the group"), Go("reminders.group", here, push=True)),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )


def _place(view: PageView, say: Say) -> Html:
    group, library = view.group, view.library
    district, province = _district(group.district, library, say), _province(group.province, library, say)
    return lines(
        say(
            "📍 {village} village, {district}, {province}", village=group.village, district=district, province=province
        ),
        say("🏷 Project: {name}", name=group.project) if group.project else "",
        say("💬 Has a Telegram group") if group.chat else "",
    )


def _people(members: tuple[Member, ...], say: Say) -> Html:
    leaders = [member.name for member in members if member.leader]
    women = say.plural("{n} of them a woman", "{n} of them women", sum(member.sex == "woman" for member in members))
    return lines(
        say("👑 Leader: {names}", names=say.names(leaders)) if leaders else say("👑 Nobody leads this group yet"),
        say.plural("👥 {n} member, {women}", "👥 {n} members, {women}", len(members), women=women),
    )


def _province(code: str, library: Library, say: Say) -> str:
    found = library.places.province(code)
    return found.name(say.language) if found else code


def _district(code: str, library: Library, say: Say) -> str:
    found = library.places.district(code)
    return found.name(say.language) if found else code
