"""Proposed groups that wait, and the provinces that have groups; words find a group at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Value
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
from bot.screens.groups.views import PAGE, named, number, province_name, turned
from bot.services import search
from bot.services.groups import directory

_WAITING = 2  # groups that wait for an answer on buttons; the next ones follow when these are answered
_ROOM = 38  # signs of a button's data that are left for the words
command(Command("groups", Go("groups.list"), mark("Groups"), roles=STAFF, order=71))


@dataclass(frozen=True, slots=True)
class ListView:
    proposed: tuple[Group, ...]
    provinces: list[tuple[str, int]]  # codes, and how many active groups there are
    after: Value
    library: Library


class Listed(Screen[ListView]):
    name = "groups.list"
    args = ("after",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("New groups that wait for an answer stand first. Then choose a province")

    def load(self, turn: Turn) -> ListView:
        proposed = tuple(turn.uow.groups.all_in_state("proposed"))
        after = turn.args.get("after", 0)
        return ListView(proposed, directory.provinces(turn.uow, by=turn.person), after, turn.library)

    def render(self, view: ListView, say: Say) -> Message:
        told = say("🆕 Groups that wait for an answer: {n}", n=len(view.proposed)) if view.proposed else ""
        total = say.number(sum(n for _, n in view.provinces))
        text = paragraphs(bold(say("🏘 Groups")), lines(say("Open groups: {n}", n=total), told))
        every = named(view.provinces, lambda code: province_name(code, view.library, say))
        waiting = [] if view.after else [self._new(one) for one in view.proposed[:_WAITING]]
        here = Go(self.name)
        shown, turns = turned(every, number, here, view.after, say, size=PAGE - len(waiting))
        known = (
            Button(f"{name} ({n})", Go("groups.province", {"province": code}, push=True)) for code, name, n in shown
        )
        others = (
            Button(say("✍️ New group"), Go("groups.new", push=True)),
            Button(say("📨 Groups from a table"), Go("sheets.begin", push=True)),
        )
        back = Button(say("◀ Back"), Back())
        return Message(
            text,
            [*column([*waiting, *known]), turns, *column([*(() if turns else others), back])],
            asks=say("Write the name of a group or village to find it"),
            more=others if turns and not view.after else (),
        )

    def _new(self, one: Group) -> Button:
        return Button(f"🆕 {one.name}", Go("members.proposed", {"group": one.id}, push=True))

    def on_answer(self, turn: Turn, view: ListView, answer: Answer) -> Go:
        return found(answer)


def found(answer: Answer) -> Go:
    """The page with what the words find."""
    words = search.packed(only_text(answer), _ROOM)
    if not words:
        raise Refused("Please write the name")
    return Go("groups.found", {"words": words}, push=True)
