"""Everybody with a role, and whoever is looked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text, paged
from bot.domain.incoming import Answer
from bot.domain.people import ADMINS, Person, Role
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.people.views import named
from bot.services import roles, search

_PAGE = 8  # people on buttons of one page
command(Command("people", Go("people.list"), mark("People and their roles"), roles=ADMINS, order=73))


@dataclass(frozen=True, slots=True)
class ListView:
    people: tuple[Person, ...]
    page: int
    words: str  # that they were looked for by


class Listed(Screen[ListView]):
    name = "people.list"
    args = ("page", "words")
    roles: ClassVar[frozenset[Role]] = ADMINS
    asks = True
    help: ClassVar[str] = mark("Write a name to find somebody. Tap them to take away a role or to lock their phone")

    def load(self, turn: Turn) -> ListView:
        words = turn.word("words")
        found = roles.find(turn.uow, search.unpacked(words) if words else "", by=turn.person)
        return ListView(tuple(found), turn.page, words)

    def render(self, view: ListView, say: Say) -> Message:
        names = [Button(named(one, say), Go("people.page", {"member": one.id}, push=True)) for one in view.people]
        shown, page, pages = paged(names, view.page, _PAGE)
        more = {"words": view.words} if view.words else {}
        turned = [Go(self.name, {"page": to, **more}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        after = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        told = "" if view.people else say("Nobody is called so here")
        text = lines(bold(say("👤 People")), told, say("Write a name to find somebody"))
        return Message(text, [*column(shown), row(before, after), [Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: ListView, answer: Answer) -> Go:
        if not (words := search.packed(only_text(answer))):
            raise Refused("Please write the name")
        return Go(self.name, {"page": 0, "words": words})
