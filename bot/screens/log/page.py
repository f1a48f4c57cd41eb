"""A page of the log, the newest first; a typed name or day shows only what is about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go, Value, day, day_written, number
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import GroupId, PersonId
from bot.domain.incoming import Answer
from bot.domain.people import OFFICE, Role
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.log import words
from bot.services import log, search
from bot.services.log import Page, Wanted
from bot.understand import dates

command(Command("log", Go("log.page"), mark("Who did what"), roles=OFFICE, order=79))


@dataclass(frozen=True, slots=True)
class LogView:
    """The page, for whom it is filtered (names that are shown), and its own arguments."""

    page: Page
    told: tuple[Html, ...]
    wanted: Wanted
    person: str
    group: str
    all: bool  # whether this reader sees what others did
    first: bool


class Log(Screen[LogView]):
    name = "log.page"
    args = ("person", "group", "day", "before")
    roles: ClassVar[frozenset[Role]] = OFFICE
    asks = True
    help: ClassVar[str] = mark("Write the name of a person or group, or a day, to see only what is about it")

    def load(self, turn: Turn) -> LogView:
        everybody = Role.ADMIN in turn.person.roles
        wanted = read(turn.args) if everybody else replace(read(turn.args), person=turn.me)
        before = turn.args.get("before", 0)
        page = log.read(turn.uow, wanted, before if isinstance(before, int) else 0, zone=turn.say.zone, by=turn.person)
        group = turn.uow.groups.get(wanted.group) if wanted.group else None
        told = tuple(words.told(line, turn.uow, turn.say, turn.library) for line in page.lines)
        person = turn.uow.people.name(wanted.person) if wanted.person and everybody else ""
        return LogView(page, told, wanted, person, group.name if group else "", everybody, not before)

    def render(self, view: LogView, say: Say) -> Message:
        wanted = view.wanted
        chosen = [view.person, view.group, say.date(wanted.day) if wanted.day else ""]
        head = lines(bold(say("Who did what")), say.names(part for part in chosen if part))
        newest = Button(say("◀ Newest"), Go(self.name, written(wanted))) if not view.first else None
        args = written(wanted) | {"before": view.page.older}
        older = Button(say("Older ▶"), Go(self.name, args)) if view.page.older else None
        everything = Button(say("Show everything"), Go(self.name)) if any(chosen) else None
        asks = (
            say("Write the name of a person or group, or a day") if view.all else say("Write a group's name or a day")
        )
        text = paragraphs(head, *view.told, "" if view.told else say("Nothing stands here"))
        rows = [row(newest, older), *column([everything, Button(say("◀ Back"), Back())])]
        return Message(text, [one for one in rows if one], asks=asks)

    def on_answer(self, turn: Turn, view: LogView, answer: Answer) -> Go:
        typed = only_text(answer)
        found = dates.read(typed, today=turn.say.today(turn.now), expect="past")
        if isinstance(found, date):
            return Go(self.name, written(replace(view.wanted, day=found)))
        packed = search.packed(typed)
        if not packed:
            raise Refused("Write a name, or a day like 23/11/2026")
        return Go("log.found", {"words": packed}, push=True)


def read(given: Mapping[str, Value]) -> Wanted:
    """What a page's arguments ask for; a forged one asks for nothing."""
    person, group = (number(str(given.get(name, ""))) for name in ("person", "group"))
    return Wanted(PersonId(person) or None, GroupId(group) or None, day(str(given.get("day", ""))))


def written(wanted: Wanted) -> dict[str, Value]:
    """The same as arguments."""
    on = day_written(wanted.day) if wanted.day else 0
    return {"person": wanted.person or 0, "group": wanted.group or 0, "day": on}
