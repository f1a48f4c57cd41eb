"""Proposed groups that wait, and the provinces that have groups; words find a group at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.groups.views import PAGE, named, province_name
from bot.services import search
from bot.services.groups import directory

_ROOM = 38  # signs of a button's data that are left for the words
command(Command("groups", Go("groups.list"), mark("Groups"), roles=STAFF, order=71))


@dataclass(frozen=True, slots=True)
class ListView:
    proposed: tuple[Group, ...]
    provinces: list[tuple[str, int]]  # codes, and how many active groups there are
    library: Library


class Listed(Screen[ListView]):
    name = "groups.list"
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("New groups that wait for an answer stand first. Then choose a province")

    def load(self, turn: Turn) -> ListView:
        proposed = tuple(turn.uow.groups.all_in_state("proposed")[:PAGE])
        return ListView(proposed, directory.provinces(turn.uow, by=turn.person), turn.library)

    def render(self, view: ListView, say: Say) -> Message:
        waiting = say("🆕 Groups that wait for an answer: {n}", n=len(view.proposed)) if view.proposed else ""
        number = say.number(sum(n for _, n in view.provinces))
        text = paragraphs(bold(say("🏘 Groups")), lines(say("Open groups: {n}", n=number), waiting))
        new = (Button(f"🆕 {one.name}", Go("members.proposed", {"group": one.id}, push=True)) for one in view.proposed)
        known = (
            Button(f"{name} ({n})", Go("groups.province", {"province": code}, push=True))
            for code, name, n in named(view.provinces, lambda code: province_name(code, view.library, say))
        )
        made = Button(say("✍️ New group"), Go("groups.new", push=True))
        brought = Button(say("📨 Groups from a table"), Go("sheets.begin", push=True))
        return Message(
            text,
            column([*new, *known, made, brought, Button(say("◀ Back"), Back())]),
            asks=say("Write the name of a group or village to find it"),
        )

    def on_answer(self, turn: Turn, view: ListView, answer: Answer) -> Go:
        return found(answer)


def found(answer: Answer) -> Go:
    """The page with what the words find."""
    words = search.packed(only_text(answer), _ROOM)
    if not words:
        raise Refused("Please write the name")
    return Go("groups.found", {"words": words}, push=True)
