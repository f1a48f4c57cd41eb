"""One group as staff see it: location, members, plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.groups.views import district_name, province_name
from bot.screens.plan.words import progress
from bot.services.groups import groups
from bot.services.groups.groups import Standing


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
        group = groups.open_group(turn.uow, GroupId(turn.number("group")), by=turn.person)
        standing = groups.standing(turn.uow, turn.library, group.id, now=turn.now)
        return PageView(group, tuple(turn.uow.groups.members(group.id)), standing, turn.library)

    def render(self, view: PageView, say: Say) -> Message:
        here = {"group": view.group.id}
        plan = view.standing.plan
        return Message(
            paragraphs(
                bold(view.group.name), _location(view, say), _people(view.members, say), progress(view.standing, say)
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


def _location(view: PageView, say: Say) -> Html:
    group, library = view.group, view.library
    district, province = district_name(group.district, library, say), province_name(group.province, library, say)
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
