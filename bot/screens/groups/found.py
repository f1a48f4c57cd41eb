"""The groups and places that somebody's words may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.groups.list import found
from bot.screens.groups.views import button, district_name, province_name, turned
from bot.services import search
from bot.services.groups import directory
from bot.services.groups.directory import Found


@dataclass(frozen=True, slots=True)
class FoundView:
    words: str
    packed: str
    found: Found
    after: Value
    library: Library


class Page(Screen[FoundView]):
    name = "groups.found"
    args = ("words", "after")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write in Lao or English; the spelling need not be exact. Other words look again")

    def load(self, turn: Turn) -> FoundView:
        packed = turn.word("words")
        words = search.unpacked(packed)
        hits = directory.find(turn.uow, turn.library, words, by=turn.person)
        return FoundView(words, packed, hits, turn.args.get("after", 0), turn.library)

    def render(self, view: FoundView, say: Say) -> Message:
        here = Go(self.name, {"words": view.packed})
        shown, turns = turned(view.found.groups, lambda one: one.id, here, view.after, say)
        provinces = (
            Button(f"{province_name(code, view.library, say)} ▶", Go("groups.province", {"province": code}, push=True))
            for code in view.found.provinces
        )
        districts = (
            Button(f"{district_name(code, view.library, say)} ▶", Go("groups.district", {"district": code}, push=True))
            for code in view.found.districts
        )
        rows = column([*provinces, *districts, *(button(one) for one in shown)])
        nothing = not (view.found.groups or view.found.provinces or view.found.districts)
        told = say("No group is called so") if nothing else ""
        return Message(
            paragraphs(bold(f"🔎 {view.words}"), told),
            [*rows, turns, [Button(say("◀ Back"), Back())]],
            asks=say("Write the name of a group or village to find it") if nothing else None,
        )

    def on_answer(self, turn: Turn, view: FoundView, answer: Answer) -> Go:
        go = found(answer)
        return Go(go.screen, go.args)
