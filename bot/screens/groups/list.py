"""Proposed groups that wait, and the provinces that have groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.groups.views import PAGE, province_name

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
        proposed = tuple(turn.uow.groups.all_in_state("proposed")[:PAGE])
        return ListView(proposed, Counter(group.province for group in active), turn.library)

    def render(self, view: ListView, say: Say) -> Message:
        waiting = say("🆕 Groups that wait for an answer: {n}", n=len(view.proposed)) if view.proposed else ""
        text = paragraphs(
            bold(say("🏘 Groups")), lines(say("Open groups: {n}", n=say.number(view.provinces.total())), waiting)
        )
        new = (Button(f"🆕 {one.name}", Go("members.proposed", {"group": one.id}, push=True)) for one in view.proposed)
        known = (
            Button(
                f"{province_name(code, view.library, say)} ({n})", Go("groups.province", {"province": code}, push=True)
            )
            for code, n in sorted(view.provinces.items())
        )
        brought = Button(say("📨 Groups from a table"), Go("sheets.begin", push=True))
        return Message(text, column([*new, *known, brought, Button(say("◀ Back"), Back())]))
